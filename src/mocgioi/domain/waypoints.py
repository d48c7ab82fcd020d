"""The note of a waypoint in a kit: what is known, a check of it, and room for what is seen.

A hand GPS keeps of a waypoint its name, its place and one note, and nothing else for certain. So
what is known of a marker and what somebody writes of it stand in one text, with a sign between
them: ``Da biet: duong chua xay dung [3f2a] GHI: 25/11/2026 da xay dung; moc nguyen ven; boi Le C``.
The check tells whether what is known was written into. Case and diacritics are not looked at:
older devices have neither.
"""

from __future__ import annotations

import re
import zlib

from mocgioi.domain.places import fold
from mocgioi.errors import Text
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

KNOWN = Text("Da biet", "Known")
"""Stands before what is known."""

WRITE = "GHI (ngay; duong; moc; boi ai):"
"""Stands before what somebody writes, and says what that is."""

MADE_UP = "SO LIEU MINH HOA"
"""Stands at the head of the note of a marker that is made up."""

_NOTE = regex(
    r"(?P<known>.*?)\[\s*(?P<check>[0-9a-f]{4})\s*\]\s*GHI\b\s*:?(?P<written>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PROMPT = regex(r"\(\s*ngay\s*;\s*duong\s*;[^)]*\)\s*:?", re.IGNORECASE)
"""What `WRITE` says is to be written: people write behind it, before it and over it."""
_DAY = regex(r"\s*(?:ngày|ngay)?\s*(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)(?!\d)[\s:,;.-]*", re.I)
_PARTS_OF_A_DAY = 3
_LONGEST = 2_000
_HEAD = 60
"""Characters in which a note of ours says that it is one."""


class Note(NamedTuple):
    """A note of a kit's waypoint, as it came back.

    Attributes:
        day: what is written of the day, or None. written: what is written besides, ``""`` for
            nothing.
        is_altered: what was known, or the waypoint's name, is not as it was; or it is cut off.
        illustrative: its marker is made up.
        known: what was known, in words, or None where it is not sure.
    """

    day: str | None
    written: str
    is_altered: bool
    illustrative: bool
    known: str | None = None


def compose(number: str, known: str) -> str:
    """Return the note of a marker's waypoint.

    >>> compose("1116", "Da biet: duong chua xay dung.")
    'Da biet: duong chua xay dung. [5c34] GHI (ngay; duong; moc; boi ai):'
    """
    return f"{known} [{_check(number, known)}] {WRITE}"


def parse(name: str, text: str) -> Note | None:
    """Return what stands in the note of a waypoint; None where it is none of a kit's.

    >>> parse("1116", "DA BIET: DUONG CHUA XAY DUNG. [5c34] GHI: 5/11/26 da xay dung")[:3]
    ('5/11/26', 'da xay dung', False)
    """
    match = _NOTE.fullmatch(text.strip()[:_LONGEST])
    if match is None:
        head = text.strip()[:_HEAD].upper()
        rest = head.removeprefix(MADE_UP).lstrip(". ")
        is_cut_off = rest.startswith(tuple(f"{words.upper()}:" for words in KNOWN))
        return Note(None, "", True, head.startswith(MADE_UP)) if is_cut_off else None
    known, written = match["known"].strip(), _PROMPT.sub(" ", match["written"]).strip()
    is_altered = match["check"].lower() != _check(name, known)
    day = day_at_head(written)
    return Note(
        day[0] if day else None,
        day[1] if day else written,
        is_altered=is_altered,
        illustrative=fold(MADE_UP) in fold(known),
        known=None if is_altered else known.partition(":")[2].strip(),
    )


def without_known(text: str) -> Note | None:
    """Return the note of a waypoint from which what was known was deleted; None for any other.

    The day at its head, with its year, tells that somebody wrote it on the spot.

    >>> without_known("25/11/2026 moc bi mat")
    Note(day='25/11/2026', written='moc bi mat', is_altered=False, illustrative=False, known=None)
    >>> without_known("12.5 km") is None
    True
    """
    day = day_at_head(text)
    whole = day is not None and len(re.split(r"[/.-]", day[0])) == _PARTS_OF_A_DAY
    return Note(day[0], day[1], False, False) if day and whole else None


def day_at_head(text: str) -> tuple[str, str] | None:
    """Return the day with which a text begins, as it is written, and what follows it.

    >>> day_at_head("ngay 5/11: da xay dung"), day_at_head("da xay dung")
    (('5/11', 'da xay dung'), None)
    """
    day = _DAY.match(text)
    return (day[1], text[day.end() :].strip()) if day else None


def _check(number: str, known: str) -> str:
    said = f"{number.strip()} {fold(known)}"
    return f"{zlib.crc32(said.encode()) & 0xFFFF:04x}"
