"""Marker numbers as people type them."""

from __future__ import annotations

from mocgioi.domain.marker import MarkerNumber
from mocgioi.errors import MarkerNotFound


def canonical_number(text: str) -> str:
    """Return a marker number as the store writes it, from any spelling.

    Raises:
        MarkerNotFound: it is no marker number.
    """
    try:
        return str(MarkerNumber.parse(text))
    except ValueError:
        raise MarkerNotFound(
            f"«{text}» không phải số hiệu mốc. Viết như 1116, 1088/2 hoặc 1223(1).",
            f"“{text}” is not a marker number. Write it as 1116, 1088/2 or 1223(1).",
        ) from None
