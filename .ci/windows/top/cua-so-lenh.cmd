@"%~dp0python.exe" -m mocgioi_start terminal %*
