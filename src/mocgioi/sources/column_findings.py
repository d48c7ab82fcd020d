"""What has to be told about the columns of a table: missing, twice there, not used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from mocgioi.domain.places import fold
from mocgioi.errors import Finding, Text
from mocgioi.patterns import regex
from mocgioi.sources.fields import NOT_DATA, Field
from mocgioi.sources.known import folded_names, keys, of_photos
from mocgioi.sources.states import Period, plain
from mocgioi.words.findings import finding

_OF_STATE = regex(
    r"\b(?:duong|tinh trang|hien trang|trang thai|chat luong|condition|status)\b"
    r"|^(?:cot )?moc(?: gioi)?$"
)
_ALIKE = 0.7
"""Likeness from which a heading is asked about for a field that is missing."""

_NEARLY = 0.86
"""Likeness from which an unknown heading is asked about; never taken."""


def column_option(field: str, heading: str) -> str:
    """Return what to type to say which column is which, quoted for a shell.

    >>> print(column_option("number", "Ký hiệu"), column_option("note", 'Mốc "cũ"'))
    --column number="Ký hiệu" --column note='Mốc "cũ"'
    """
    quote = "'" if '"' in heading else '"'
    return f"--column {field}={quote}{heading}{quote}"


def listed(header: Sequence[str]) -> str:
    """Return headings to read, the first twenty of them."""
    named = [f"«{h}»" for h in header if h]
    return ", ".join(named[:20]) + (" …" if len(named) > 20 else "") if named else "—"


def is_serial(heading: str) -> bool:
    """Say whether a heading stands over running numbers, or over what a form tool adds."""
    return any(key in NOT_DATA for key in keys(heading))


def missing(
    field: Field,
    header: Sequence[str],
    free: Sequence[str],
    sheet: str | None,
    row: int | None,
) -> Finding:
    """Return the error about a required field without a column.

    Only a heading that is truly alike is asked about, of the `free` ones that no other field
    has; with none there is no example to follow blindly.
    """
    import difflib

    folded = {fold(h): h for h in free if fold(h)}
    close = difflib.get_close_matches(fold(field.names[0]), folded, n=1, cutoff=_ALIKE) or [
        key
        for name in field.names
        for key in difflib.get_close_matches(fold(name), folded, n=1, cutoff=0.75)
    ]
    nearest = folded[close[0]] if close else None
    words: dict[str, Any] = {
        "label": Text(field_label(field), f"{field.name} (“{field.names[0]}”)"),
        "headings": listed(header),
        "option": column_option(field.name, nearest or "…"),
    } | ({"nearest": nearest} if nearest else {})
    form = "alike" if nearest else "day" if field.name == "surveyed_on" else "required"
    return finding(
        "column-missing",
        form,
        sheet=sheet,
        row=row,
        column=field.names[0],
        **words,
    )


def only_years(
    header: Sequence[str],
    periods: Mapping[str, Sequence[Period]],
    sheet: str | None,
    row: int | None,
) -> Finding:
    """Return the error about a survey without a day, whose columns name no more than years."""
    aspect, (first, *_) = next(iter(periods.items()))
    return finding(
        "column-missing",
        "years",
        sheet=sheet,
        row=row,
        column=header[first.place],
        years=", ".join(str(period.year) for period in periods[aspect]),
        option=year_option(aspect, first.year, header[first.place]),
    )


def year_option(aspect: str, year: int, heading: str) -> str:
    """Return what to type to say that a column is of the end of a year, quoted for a shell.

    >>> print(year_option("road_status", 2024, "Đường / Năm 2024"))
    --column road_status@31/12/2024="Đường / Năm 2024"
    """
    return column_option(f"{aspect}@31/12/{year}", heading)


def field_label(field: Field) -> str:
    """Return how a Vietnamese sentence names a field: ``«Số hiệu mốc» (number)``."""
    words = next((name for name in field.names if not name.isascii()), field.names[0])
    return f"«{words}» ({field.name})"


def unclear(
    header: Sequence[str], columns: Mapping[int, Field], sheet: str | None, row: int | None
) -> list[Finding]:
    """Return the questions about columns whose heading has words that may turn its meaning."""
    return [
        finding(
            "column-unclear",
            "nearly",
            sheet=sheet,
            row=row,
            column=header[place],
            heading=header[place],
            label=Text(f"«{field.names[0]}»", f"{field.name} (“{field.names[0]}”)"),
            option=column_option(field.name, header[place]),
        )
        for place, field in columns.items()
    ]


def duplicates(
    header: Sequence[str],
    index: Mapping[str, int],
    twins: Mapping[str, tuple[int, ...]],
    sheet: str | None,
    row: int | None,
) -> list[Finding]:
    """Return the warnings about fields that several columns of one heading could be."""
    findings = []
    for name, places in twins.items():
        heading = header[index[name]]
        findings.append(
            finding(
                "column-duplicate",
                "header",
                sheet=sheet,
                row=row,
                column=heading,
                count=len(places),
                heading=heading,
                place=index[name] + 1,
                name=name,
            )
        )
    return findings


def unused(
    header: Sequence[str],
    taken: Collection[int],
    index: Mapping[str, int],
    fields: Mapping[str, Field],
    sheet: str | None,
    row: int | None,
) -> list[Finding]:
    """Tell of columns left out; one nearly named like a field that has none is a question."""
    known = {fold(header[place]) for place in taken}
    unused = [
        h
        for i, h in enumerate(header)
        if i not in taken
        and h
        and fold(h) not in known
        and not ("photo" in fields and of_photos(h))
        and not any(key in NOT_DATA for key in (*keys(h), fold(h).split(" ")[-1]))
    ]
    findings = []
    free = [field for name, field in fields.items() if name not in index and not field.required]
    for heading in list(unused):
        nearest = _nearest_field(heading, free)
        if nearest is not None:
            unused.remove(heading)
            findings.append(_asked(heading, nearest, sheet, row))
    for heading in [
        h
        for h in unused
        if "surveyed_on" in fields and _OF_STATE.search(fold(plain(h).words.rpartition(" / ")[2]))
    ]:
        unused.remove(heading)
        findings.append(
            finding(
                "column-unclear",
                "state",
                sheet=sheet,
                row=row,
                column=heading,
                heading=heading,
                road=column_option("road_status", heading),
                stone=column_option("marker_condition", heading),
            )
        )
    if unused:
        findings.append(
            finding(
                "column-unused",
                sheet=sheet,
                row=row,
                column=unused[0],
                headings=listed(unused),
            )
        )
    return findings


def _nearest_field(heading: str, fields: Sequence[Field]) -> Field | None:
    """Return the field whose name a heading nearly is: a slip of the pen, or half of the name."""
    import difflib

    key = fold(heading)
    close = [
        (difflib.SequenceMatcher(None, key, name).ratio(), field.name, field)
        for field in fields
        for name in folded_names(field)
        if len(name) > 4 and len(key) < 2 * len(name)
    ]
    best = max(close, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= _NEARLY else None


def _asked(heading: str, field: Field, sheet: str | None, row: int | None) -> Finding:
    usual = field.names[0]
    return finding(
        "column-unknown",
        "alike",
        sheet=sheet,
        row=row,
        column=heading,
        heading=heading,
        label=Text(f"«{usual}»", f"{field.name} (“{usual}”)"),
        option=column_option(field.name, heading),
    )
