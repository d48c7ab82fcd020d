"""Alarms of rows that were not taken: what their cells say, word for word.

A row that is rejected moves nothing; what it says of a marker that is damaged or lost is told
all the same (`mocgioi.domain.alarms`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from mocgioi.domain.alarm_text import About, alarm_in
from mocgioi.domain.alarms import ID_LENGTH, Alarm
from mocgioi.domain.batch import RejectedRow
from mocgioi.domain.counting import may_be_alarm
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import code_of, damage_as_status
from mocgioi.errors import Text
from mocgioi.intake.rows import mapping, values
from mocgioi.intake.rows.alarm_cells import NOT_SEEN_NOW, about
from mocgioi.intake.rows.row import MAX_SHOWN
from mocgioi.sources import RawFile, fields_of, recognise
from mocgioi.words.findings import worded

_UNREAD = frozenset({"surveyed_on", "surveyor", "post", "commune", "submission", "photo"})
"""Fields of which no cell says how a marker is."""
_SUBJECTS: Mapping[str, About] = {
    "marker_condition": "marker",
    "road_status": "road",
    "road_condition": "road",
}


def alarm_of_row(
    rejected: RejectedRow,
    *,
    known: Collection[str],
    mappings: Mapping[str, Mapping[str, str]],
    recorded_at: str,
    batch: str | None,
) -> Alarm | None:
    """Return the alarm of a row that was not taken; None where no cell of it says one.

    Args:
        rejected: the row. known: numbers of the register.
        mappings: what was said of columns, heading by field, by shape.
        recorded_at: the instant (UTC) of its batch; batch: its uuid.
    """
    headings = _headings(tuple(rejected.content), mappings)
    condition, said = _said(rejected.content, headings)
    if not said:
        return None
    number = values.marker_number(_cell(rejected, headings, "number"))
    marker = str(number) if number is not None and str(number) in known else None
    written = _cell(rejected, headings, "number")
    has_day = not any(code.startswith("date-") for code in rejected.codes)
    seen_on = values.day(_cell(rejected, headings, "surveyed_on")).iso if has_day else None
    lacks = [
        *(() if marker else ("marker",)),
        *(() if seen_on else ("day",)),
    ]
    identity = "\n".join(filter(None, (marker or written, seen_on, *said)))
    return Alarm(
        id=hashlib.sha256(identity.encode()).hexdigest()[:ID_LENGTH],
        marker=marker,
        written=None if marker else written,
        condition=condition,
        words="; ".join(said),
        seen_on=seen_on,
        recorded_at=recorded_at,
        observer=_cell(rejected, headings, "surveyor"),
        batch=batch,
        sheet=rejected.sheet,
        row=rejected.row,
        lacks=(*lacks, "rejected"),
        reasons=rejected.codes,
    )


def told_of_refused(raw: RawFile) -> Text | None:
    """Return what is told of a file that is refused as a whole and may be an alarm; else None.

    Nothing of it comes into the store, so that a person has to see to it.
    """
    said = list(islice(_texts_of(raw), _MOST_QUOTED))
    if not said:
        return None
    quoted = Text(*("; ".join(f"{a}{text[:MAX_SHOWN]}{b}" for text in said) for a, b in _QUOTES))
    return worded(_REFUSED, quoted=quoted)


def _texts_of(raw: RawFile) -> Iterator[str]:
    for table in raw.tables:
        yield from (heading for heading in table.header if alarm_in(heading, "road"))
        for row in table.rows:
            for place, cell in enumerate(row.values):
                heading = table.header[place] if place < len(table.header) else ""
                if isinstance(cell, str) and alarm_in(cell, about(heading)):
                    yield cell


_MOST_QUOTED = 3
_QUOTES = (("«", "»"), ("“", "”"))
_REFUSED = Text(
    " CÓ THỂ PHẢI BÁO NGAY: tệp có ghi {quoted}.",
    " MAY HAVE TO BE REPORTED AT ONCE: the file says {quoted}.",
)


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
        elif field is None and _is_ticked(cell) and alarm_in(heading) is not None:
            said.append(f"{heading}: {cell}")
    return condition, said


def _is_ticked(cell: str) -> bool:
    return len(cell) <= 8 and code_of("need_road", cell) == "yes"
