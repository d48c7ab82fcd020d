"""Lines: which road reaches which marker, what is joined, how far the rest is."""
