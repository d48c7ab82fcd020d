"""Who records or decides something."""

from __future__ import annotations


def author(named: str | None) -> str:
    """Return who is named, else the name of who sits at the machine; ``?`` where it has none."""
    if named:
        return named
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
