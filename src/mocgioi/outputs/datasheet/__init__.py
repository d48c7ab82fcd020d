"""Datasheets of markers (lý lịch mốc): facts, the page they make, its sketch and code, as PDF."""
