"""Rows: the cells of a file understood one row at a time, and what is told about them."""
