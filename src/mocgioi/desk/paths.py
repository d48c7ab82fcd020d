"""Addresses of the desk that name something: a marker, a road, a batch."""

from __future__ import annotations

from urllib.parse import quote


def marker(number: str) -> str:
    """Return the address of a marker's page.

    >>> marker("944/1(2)")
    '/marker/944/1(2)'
    """
    return f"/marker/{quote(number, safe='/()')}"


def subject(kind: str, subject: str) -> str:
    """Return the address of the page of a road, commune, post, gate or project."""
    return f"/subject/{quote(kind)}/{quote(subject)}"
