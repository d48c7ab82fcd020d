"""Cells that nobody reads and that may say that a marker must be reported at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from mocgioi.domain.alarm_text import About, alarm_in
from mocgioi.domain.alarms import ALARM_UNREAD
from mocgioi.domain.phone_form import BESIDE_ANSWERS
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import code_of
from mocgioi.errors import Finding
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import Row
from mocgioi.patterns import regex
from mocgioi.sources import Columns, RawRow, RawTable
from mocgioi.sources.known import keys
from mocgioi.words.findings import finding

_NUMBER = regex(r"(?<![\d/.,-])\d{1,4}(?:/\d{1,2})?(?![\d/-])")
"""What may be the number of a marker, and is no part of a day."""

_LONGEST_TICK = 8
_OF_A_ROAD = frozenset(["duong", "road", "lo"])
_OF_A_MARKER = frozenset(["moc", "marker", "cot", "pillar"])

NOT_SEEN_NOW = frozenset(
    {
        *("so lieu hien co", "known so far", "ly do bi loai", "reason not taken"),
        *("dong trong tep goc", "row in the original file"),
        *map(fold, BESIDE_ANSWERS),
    }
)
"""Headings, folded, of the program's own columns: what was known, what a phone made of the
answers, and why a row came back."""


@lru_cache(maxsize=1024)
def about(heading: str) -> About:
    """Return what the cells under a heading are about, where they name nothing themselves.

    >>> about("Tình trạng mốc"), about("Đường lên mốc"), about("Ghi chú")
    ('marker', 'road', 'anything')
    """
    words = fold(heading).split()
    if any(word in _OF_A_ROAD for word in words):
        return "road"
    return "marker" if any(word in _OF_A_MARKER for word in words) else "anything"


def unread(raw: RawRow, columns: Columns) -> Iterator[tuple[str, str]]:
    """Yield heading and text of the cells in columns that nobody reads which may be an alarm.

    What stands in a column that is read too, as some tools write one text twice, is none. A tick
    says what its heading says, unless the answer that it is part of says so already: form servers
    write a choice of several as one text, and as a column of ticks for each (``hu_hong/nut``).
    """
    used = columns.places_read()
    ticked = {place for ticks in columns.ticks.values() for place, _ in ticks}
    read = {cell for place, cell in enumerate(raw.values) if place in used}
    telling: set[str] = set()
    for place, cell in enumerate(raw.values):
        if place in used or cell is None or cell == "":
            continue
        heading = columns.header[place] if place < len(columns.header) else ""
        is_text = isinstance(cell, str) and cell not in read
        if place not in ticked and _is_alarm(heading) and is_ticked(values.text(cell) or ""):
            if heading.rpartition("/")[0].strip() in telling:
                continue
            said = f"{heading}: {cell}"
        elif is_text and alarm_in(str(cell), about(heading)) is not None:
            telling.add(heading)
            said = str(cell)
        else:
            continue
        if NOT_SEEN_NOW.isdisjoint(keys(heading)):
            yield heading, said


@lru_cache(maxsize=1024)
def _is_alarm(heading: str) -> bool:
    return alarm_in(heading, about(heading)) is not None


def is_ticked(text: str) -> bool:
    """Say whether a cell says that what its heading says is so."""
    return len(text) <= _LONGEST_TICK and code_of("need_road", text) == "yes"


def above(table: RawTable, known: Collection[str]) -> Iterator[Finding]:
    """Yield what the lines above a table, and its name, say of a marker that may be an alarm.

    Args:
        known: numbers of the register: a line that names none of them is a title or a legend.
    """
    for line in (table.name or "", *table.preamble):
        if alarm_in(line) is not None and known_in(line, known):
            yield finding(ALARM_UNREAD, "line", sheet=table.name, value=line)


def known_in(text: str, known: Collection[str]) -> list[str]:
    """Return the numbers of the register that a text names, in its order.

    >>> known_in("mốc 1116 và 1117/2 bị đổ năm 2025", {"1116", "1117/2"})
    ['1116', '1117/2']
    """
    numbers = map(values.marker_number, _NUMBER.findall(text))
    return [str(number) for number in numbers if str(number) in known]


def says_alarm(raw: RawRow, columns: Columns) -> bool:
    """Say whether a row in which nobody filled in anything may be an alarm all the same."""
    number = columns.cell(raw.values, "number")
    if isinstance(number, str) and alarm_in(number) is not None:
        return True
    return any(True for _ in unread(raw, columns))


def tell_unread(row: Row) -> None:
    """Tell of the cells of a row that are `unread` (``alarm-unread``)."""
    for heading, cell in unread(row.raw, row.columns):
        row.report(ALARM_UNREAD, "column", value=cell, heading=heading)
