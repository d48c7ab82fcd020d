"""Nouns of the field: markers, code lists, observations and their fold, positions, places."""
