"""Figures: what is counted of the markers, by groups and over time. No geometry library."""
