"""Positions: in which system a file's coordinates are, and where on the ground they lie."""
