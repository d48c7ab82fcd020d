"""Surveys: rows of a field survey and its photographs become what was observed."""
