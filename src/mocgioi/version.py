"""The version of the program, recorded with every batch it writes."""

VERSION = "0.1.0"
