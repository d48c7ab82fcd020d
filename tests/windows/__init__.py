"""The package for Windows, built and run under Wine."""
