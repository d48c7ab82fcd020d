"""Marker numbers: as people type them, and those of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.marker import MarkerNumber
from mocgioi.errors import MarkerNotFound
from mocgioi.store import commits, events, reading, sectors

if TYPE_CHECKING:
    from mocgioi.store.handle import Store


def present_number(store: Store, text: str) -> str:
    """Return the number that a marker has now, from any spelling of it or of a former one.

    Raises:
        MarkerNotFound: it is no marker number.
    """
    number = canonical_number(text)
    with store.reading() as connection:
        return reading.former_numbers(connection).get(number, number)


def number_on(store: Store, text: str, *, as_of: str | None, known_at: str | None = None) -> str:
    """Return the number that a marker has on a day, from any spelling of any number it ever had.

    Args:
        as_of: ISO day, None = today's number. known_at: the instant of knowledge (UTC).

    Raises:
        MarkerNotFound: it is no marker number.
    """
    number = canonical_number(text)
    with store.reading() as connection:
        known = commits.known(connection, known_at).number
        return events.current_numbers(connection, as_of, known).get(number, number)


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


def numbers_of(store: Store, post: str) -> frozenset[str]:
    """Return the numbers of the markers of a post, retired and former ones among them.

    Args:
        post: its code.
    """
    with store.reading() as connection:
        return sectors.sector(connection, post)[None]
