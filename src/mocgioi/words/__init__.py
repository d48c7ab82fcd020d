"""Sentences for people: what the rooms that read files have to tell, in every language."""
