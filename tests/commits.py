"""Numbers of commits for tests that tell events apart by their instants."""

from __future__ import annotations

from datetime import datetime


def number(instant: str) -> int:
    """Return a number that rises with an instant (UTC): its milliseconds."""
    return round(datetime.fromisoformat(instant).timestamp() * 1000)
