"""Files that are no survey: sheets that the program makes beside them, known by a heading of
theirs, and a form of which the letters are lost.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mocgioi.domain.phone_form import IN_COMMUNE, IN_POST
from mocgioi.domain.places import fold
from mocgioi.patterns import regex
from mocgioi.sources import RawFile, RawTable, fields_of
from mocgioi.sources.kinds import refuse
from mocgioi.words.findings import finding

_OWN_SHEETS = {
    fold("Mã số liệu chưa thống nhất"): "decisions",
    "disagreement": "decisions",
    fold("Mã vụ việc"): "cases",
    "case code": "cases",
    fold("Mã lưu ý"): "seen",
    "notice code": "seen",
}
"""Which sheet that `mocgioi.outputs` makes is known by a heading, folded."""

_XLSFORM = frozenset({"survey", "choices", "settings"})
"""Sheets of a form for phones: what is asked, and no answers."""

_LIST = frozenset({"known_at", IN_COMMUNE, IN_POST})
"""Columns of the list of markers that such a form asks about; answers have other ones."""


def without_own_sheets(raw: RawFile) -> RawFile:
    """Return a file without sheets of ours that say what is decided, or done: no survey says so.

    Raises:
        UnreadableInput: it holds nothing else, or its letters are lost.
    """
    if lost := next(filter(None, map(_lost, raw.tables)), None):
        raise refuse("letters-lost", file=raw.name, value=lost, heading=lost)
    if _is_of_phones(raw):
        raise refuse("not-a-survey", "phone", file=raw.name, value="phone")
    own = [
        next(filter(None, (_OWN_SHEETS.get(fold(heading)) for heading in table.header)), None)
        for table in raw.tables
    ]
    if all(own):
        raise refuse("not-a-survey", str(own[0]), file=raw.name, value=own[0])
    if not any(own):
        return raw
    tables = tuple(table for table, kind in zip(raw.tables, own, strict=True) if kind is None)
    return replace(raw, tables=tables, findings=(*raw.findings, finding("decisions-skipped")))


_IN_A_WORD = regex(r"\w\?\w|\w\?+\s+\w|(?<!\S)\?\w")


def _lost(table: RawTable) -> str | None:
    """Return a heading that was one of a survey before its letters became question marks."""
    asked = [heading for heading in table.header if _IN_A_WORD.search(heading)]
    names = [name for field in fields_of("surveys").values() for name in field.names]
    for heading in asked:
        letters = re.escape(heading.strip()).replace(r"\?", "[^ -~]")
        if any(re.fullmatch(letters, name, re.IGNORECASE) for name in names):
            return heading
    return None


def _is_of_phones(raw: RawFile) -> bool:
    """Say whether a file is a form for phones or its list of markers, with no answer in it."""
    if {table.name for table in raw.tables} >= _XLSFORM:
        return True
    return bool(raw.tables) and all({*table.header} >= _LIST for table in raw.tables)
