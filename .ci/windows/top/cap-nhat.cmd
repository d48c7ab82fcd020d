@"%~dp0python.exe" -m mocgioi_start update %*
