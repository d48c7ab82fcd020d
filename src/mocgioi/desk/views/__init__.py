"""The views: a module for each part of the desk, with its ``ROUTES``."""
