"""Alarms of rows that were not taken: what their cells say, word for word.

A row that is rejected moves nothing; what it says of a marker that is damaged or lost is told
all the same (`mocgioi.domain.alarms`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath

from mocgioi.domain.alarm_text import About, alarm_in
from mocgioi.domain.alarms import ALARM_UNREAD, ID_LENGTH
from mocgioi.domain.counting import may_be_alarm
from mocgioi.domain.places import fold
from mocgioi.domain.rejected import RejectedRow, RowSays
from mocgioi.domain.vocabulary import code_of, damage_as_status
from mocgioi.errors import Finding
from mocgioi.intake.rows import mapping, values
from mocgioi.intake.rows.alarm_cells import NOT_SEEN_NOW, about, is_ticked, known_in
from mocgioi.sources import Cell, RawFile, RawRow, RawTable, fields_of, recognise
from mocgioi.words.findings import finding

_UNREAD = frozenset({"surveyed_on", "surveyor", "post", "commune", "submission", "photo"})
"""Fields of which no cell says how a marker is."""
_SUBJECTS: Mapping[str, About] = {
    "marker_condition": "marker",
    "road_status": "road",
    "road_condition": "road",
}


def with_alarms(
    rejected: Iterable[RejectedRow],
    *,
    known: Collection[str],
    mappings: Mapping[str, Mapping[str, str]],
) -> list[RejectedRow]:
    """Return rows that were not taken, each with what of it may be an alarm.

    Args:
        known: numbers of the register.
        mappings: what was said of columns, heading by field, by shape.
    """
    return [
        row._replace(says=_says(row, known, mappings) if _may_say(row.content) else RowSays())
        for row in rejected
    ]


def _may_say(content: Mapping[str, str]) -> bool:
    """Say whether a row is worth reading."""
    return any(
        alarm_in(text, "marker") for heading, cell in content.items() for text in (cell, heading)
    )


def _says(
    rejected: RejectedRow, known: Collection[str], mappings: Mapping[str, Mapping[str, str]]
) -> RowSays:
    headings = _headings(tuple(rejected.content), mappings)
    condition, said = _said(rejected.content, headings)
    if not said:
        return RowSays()
    written = _cell(rejected, headings, "number")
    parsed = values.marker_number(written)
    number = None if parsed is None else str(parsed)
    has_day = not any(code.startswith("date-") for code in rejected.codes)
    seen_on = values.day(_cell(rejected, headings, "surveyed_on")).iso if has_day else None
    named = number if number in known else written
    identity = "\n".join(filter(None, (named, seen_on, *said)))
    return RowSays(
        id=hashlib.sha256(identity.encode()).hexdigest()[:ID_LENGTH],
        number=number,
        written=written,
        condition=condition,
        words="; ".join(said),
        seen_on=seen_on,
        observer=_cell(rejected, headings, "surveyor"),
    )


def alarms_of_refused(raw: RawFile) -> list[Finding]:
    """Return what a file that is refused as a whole says that may be an alarm, row by row.

    Each is told under ``alarm-unread``, with the whole row as its value, word for word.
    """
    findings = []
    for table in raw.tables:
        said: list[tuple[int | None, str]] = [(None, t) for t in table.preamble if alarm_in(t)]
        if any(alarm_in(heading, "road") for heading in table.header):
            said.append((table.header_row or None, _line(table.header)))
        said += [(row.row, _line(row.values)) for row in table.rows if _row_says(table, row)]
        findings += [
            finding(ALARM_UNREAD, "file", sheet=table.name, row=row, value=line)
            for row, line in said
        ]
    return findings


def alarms_of_text(lines: Sequence[str]) -> list[Finding]:
    """Return the same of the lines of a file in which there is no table."""
    return [
        finding(ALARM_UNREAD, "file", row=number, value=line)
        for number, line in enumerate(lines, start=1)
        if alarm_in(line)
    ]


def alarms_of_name(name: str, known: Collection[str]) -> list[Finding]:
    """Return the same of the name of a file that is not read, where it is about a marker.

    Args:
        known: numbers of the register.

    >>> [f.value for f in alarms_of_name("don-3/moc_1119_bi_gay.pdf", {"1119"})]
    ['moc_1119_bi_gay.pdf']
    >>> alarms_of_name("broken.xlsx", {"1119"})
    []
    """
    bare = PurePath(name)
    words = " ".join(re.split(r"[\s_.-]+", bare.stem))
    says = alarm_in(words, "road") or (known_in(words, known) and alarm_in(words, "marker"))
    return [finding(ALARM_UNREAD, "file", value=bare.name)] if says else []


def _row_says(table: RawTable, row: RawRow) -> bool:
    return any(
        isinstance(cell, str)
        and alarm_in(cell, about(table.header[place] if place < len(table.header) else ""))
        for place, cell in enumerate(row.values)
    )


def _line(cells: Iterable[Cell]) -> str:
    """Return the cells of a row as one text."""
    return " ".join(filter(None, map(values.text, cells)))


def _cell(rejected: RejectedRow, headings: Mapping[str, str], field: str) -> str | None:
    return rejected.content.get(headings.get(field, ""), "").strip() or None


def _headings(
    header: Sequence[str], mappings: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    remembered = mappings.get(mapping.shape_of("surveys", header), {})
    return _recognised(tuple(header), tuple(sorted(remembered.items())))


@lru_cache(maxsize=256)
def _recognised(
    header: tuple[str, ...], remembered: tuple[tuple[str, str], ...]
) -> Mapping[str, str]:
    """Return the heading of each field that a row of these headings has."""
    asked = mapping.usable(dict(remembered), {}, header)
    columns = recognise(header, fields_of("surveys"), asked)
    return {field: header[place] for field, place in columns.index.items()}


def _said(content: Mapping[str, str], headings: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """Return the condition a row gives a marker, and the cells that are an alarm."""
    fields = {heading: field for field, heading in headings.items()}
    condition = None
    said = []
    for heading, cell in content.items():
        field = fields.get(heading)
        if not cell or field in _UNREAD or fold(heading) in NOT_SEEN_NOW:
            continue
        code = code_of("marker_condition", cell)
        if code is not None and (field == "marker_condition" or damage_as_status(cell) is None):
            if may_be_alarm(code):
                condition = condition or code
                said.append(cell)
        elif alarm_in(cell, _SUBJECTS.get(field or "") or about(heading)) is not None:
            said.append(cell)
        elif field is None and is_ticked(cell) and alarm_in(heading) is not None:
            said.append(f"{heading}: {cell}")
    return condition, said
