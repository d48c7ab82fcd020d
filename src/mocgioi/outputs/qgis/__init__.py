"""What QGIS and QField open: styles of the layers, and a project of them, written without QGIS."""
