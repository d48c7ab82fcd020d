"""Addresses of the desk's pages that other pages lead to."""

from __future__ import annotations

from urllib.parse import quote


def marker_address(number: str) -> str:
    """Return the address of a marker's page.

    >>> marker_address("1146/1"), marker_address("261(2)")
    ('/marker/1146/1', '/marker/261(2)')
    """
    return f"/marker/{quote(number, safe='/()')}"
