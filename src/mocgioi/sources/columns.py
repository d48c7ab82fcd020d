"""Which column is which: headings recognised by name, and by what the user says.

Nothing is guessed from the values. A heading that is nearly a known name is named in the
advice, never taken.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mocgioi.domain.places import fold
from mocgioi.errors import Finding, Text
from mocgioi.sources.fields import KINDS, NOT_DATA, PHOTO_WORDS, Field, fields_of
from mocgioi.sources.raw import Cell
from mocgioi.words.findings import finding

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CRS_WORDS = re.compile(
    r"(?<![\s,;(])[\s,;(]*\b(?:vn[\s_-]?2000|wgs[\s_-]?84|ktt|kinh tuyến|kinh tuyen|múi|epsg|utm"
    r"|hệ t(?:ọa|oạ) độ)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BY_SUFFIX = {
    "latitude": "latitude",
    "longitude": "longitude",
    "precision": "accuracy_m",
    "accuracy": "accuracy_m",
}
"""Form tools prefix a question's name: ``_gps_latitude``, ``vi_tri-Accuracy``."""

_ALIKE = 0.7
"""Likeness from which a heading is asked about for a field that is missing."""

_NEARLY = 0.86
"""Likeness from which an unknown heading is asked about; never taken."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, understood.

    Attributes:
        header: the headings as they stand.
        index: place of the column of each field recognised.
        missing: required fields that no column was found for.
        findings: what has to be told about the header.
        twins: places of all columns with the heading of a field's, where there are several.
    """

    header: tuple[str, ...]
    index: dict[str, int]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    twins: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __contains__(self, field: str) -> bool:
        return field in self.index

    def heading(self, field: str) -> str | None:
        """Return the heading of a field's column as it stands in the file."""
        place = self.index.get(field)
        return None if place is None else self.header[place]

    def photo_places(self) -> list[int]:
        """Return the places of the columns that may name photographs, in their order."""
        taken = {place for field, place in self.index.items() if field != "photo"}
        return [
            place
            for place, heading in enumerate(self.header)
            if place not in taken
            and (place == self.index.get("photo") or _of_photos(heading))
            and not fold(heading).endswith(" url")
        ]

    def cell(self, values: Sequence[Cell], field: str) -> Cell:
        """Return the cell of `field` in a row's values; None where there is none."""
        place = self.index.get(field)
        return None if place is None or place >= len(values) else values[place]


def recognise(
    header: Sequence[str],
    fields: Mapping[str, Field],
    overrides: Mapping[str, str] | None = None,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
) -> Columns:
    """Find the column of each field by its heading.

    Args:
        header: the headings as they stand in the file.
        fields: the fields looked for (`mocgioi.sources.fields.fields_of`).
        overrides: field → heading, as the user said with ``--column FIELD=NAME``.
        sheet: name of the sheet or layer, for the findings.
        header_row: row of the header, for the findings.

    Returns:
        The columns; its findings tell of columns missing (error), of two with one heading
        (warning) and of those not used (notice).
    """
    findings: list[Finding] = []
    index = _overridden(header, fields, overrides or {}, sheet, findings)
    taken = set(index.values())
    ranked = sorted(
        (rank, place, name)
        for name, field in fields.items()
        if name not in index
        for place, heading in enumerate(header)
        if place not in taken and (rank := _rank(heading, field)) is not None
    )
    for _, place, name in ranked:
        if name not in index and place not in taken:
            index[name] = place
            taken.add(place)
    missing = tuple(n for n, f in fields.items() if f.required and n not in index)
    free = [h for i, h in enumerate(header) if i not in taken and not _is_serial(h)]
    findings += [_missing(fields[n], header, free, sheet, header_row or None) for n in missing]
    twins = _twins(header, index)
    findings += _duplicates(header, index, twins, sheet, header_row or None)
    findings += _unused(header, index, fields, sheet, header_row or None)
    return Columns(
        header=tuple(header), index=index, missing=missing, findings=tuple(findings), twins=twins
    )


@lru_cache(maxsize=4096)
def _keys(heading: str) -> tuple[str, ...]:
    """Return the folded forms a heading may be known by, most literal first.

    ``Đường / Tình trạng``, a group over a column, is also known as ``Tình trạng đường``.
    """
    plain = "/".join(_CRS_WORDS.sub("", part) for part in heading.split("/"))
    bare = _BRACKETS.sub(" ", plain)
    parts = _BRACKETS.sub(" ", heading).strip("/").split("/")
    last = _CRS_WORDS.sub("", parts[-1])
    joined = f"{last} {parts[0]}" if len(parts) > 1 else last
    forms = [fold(form) for form in (heading, plain, bare, joined, last)]
    return tuple(dict.fromkeys(form for form in forms if form))


@lru_cache(maxsize=4096)
def _of_photos(heading: str) -> bool:
    """Say whether a heading may stand over names of photographs, or a form server's links."""
    words = fold(re.split(r"[/:]", heading.rstrip("/"))[-1]).split()
    return bool(words) and words[0] in PHOTO_WORDS


@lru_cache(maxsize=4096)
def _folded_names(field: Field) -> dict[str, int]:
    names: dict[str, int] = {}
    for rank, name in enumerate(field.names):
        names.setdefault(fold(name), rank)
    return names


def _rank(heading: str, field: Field) -> int | None:
    names = _folded_names(field)
    for key in _keys(heading):
        if key in names:
            return names[key]
    words = fold(heading).split()
    if len(words) > 1 and _BY_SUFFIX.get(words[-1]) == field.name:
        return len(names)
    return None


def is_known(heading: str) -> bool:
    """Say whether a heading is the name of any field of any kind of file."""
    return any(key in _all_names() for key in _keys(heading))


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return frozenset(
        key for kind in KINDS for field in fields_of(kind).values() for key in _folded_names(field)
    ) | {"stt", "tt"}


def _overridden(
    header: Sequence[str],
    fields: Mapping[str, Field],
    overrides: Mapping[str, str],
    sheet: str | None,
    findings: list[Finding],
) -> dict[str, int]:
    """Return the columns the user named; findings for what cannot be found."""
    index: dict[str, int] = {}
    for name, heading in overrides.items():
        if name not in fields:
            listed = ", ".join(fields)
            findings.append(
                finding(
                    "column-unknown",
                    "no_field",
                    sheet=sheet,
                    column=heading,
                    name=name,
                    fields=listed,
                )
            )
            continue
        places = [i for i, h in enumerate(header) if h == heading] or [
            i for i, h in enumerate(header) if fold(h) == fold(heading)
        ]
        if places:
            index[name] = places[0]
            continue
        findings.append(
            finding(
                "column-missing",
                "named",
                sheet=sheet,
                column=heading,
                name=name,
                heading=heading,
                headings=_listed(header),
            )
        )
    return index


def column_option(field: str, heading: str) -> str:
    """Return what to type to say which column is which, quoted for a shell.

    >>> print(column_option("number", "Ký hiệu"), column_option("note", 'Mốc "cũ"'))
    --column number="Ký hiệu" --column note='Mốc "cũ"'
    """
    quote = "'" if '"' in heading else '"'
    return f"--column {field}={quote}{heading}{quote}"


def _listed(header: Sequence[str]) -> str:
    named = [f"«{h}»" for h in header if h]
    return ", ".join(named[:20]) + (" …" if len(named) > 20 else "") if named else "—"


def _is_serial(heading: str) -> bool:
    """Say whether a heading stands over running numbers, or over what a form tool adds."""
    return any(key in NOT_DATA for key in _keys(heading))


def _missing(
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
    folded = {fold(h): h for h in free if fold(h)}
    close = difflib.get_close_matches(fold(field.names[0]), folded, n=1, cutoff=_ALIKE) or [
        key
        for name in field.names
        for key in difflib.get_close_matches(fold(name), folded, n=1, cutoff=0.75)
    ]
    nearest = folded[close[0]] if close else None
    words: dict[str, Any] = {
        "label": Text(field_label(field), f"{field.name} (“{field.names[0]}”)"),
        "headings": _listed(header),
        "option": column_option(field.name, nearest or "…"),
    } | ({"nearest": nearest} if nearest else {})
    return finding(
        "column-missing",
        "alike" if nearest else "required",
        sheet=sheet,
        row=row,
        column=field.names[0],
        **words,
    )


def field_label(field: Field) -> str:
    """Return how a Vietnamese sentence names a field: ``«Số hiệu mốc» (number)``."""
    words = next((name for name in field.names if not name.isascii()), field.names[0])
    return f"«{words}» ({field.name})"


def _twins(header: Sequence[str], index: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """Return, by field, the places of the columns that share its column's heading."""
    folded = [fold(heading) for heading in header]
    places_of = {
        name: tuple(i for i, key in enumerate(folded) if key and key == folded[place])
        for name, place in index.items()
    }
    return {name: places for name, places in places_of.items() if len(places) > 1}


def _duplicates(
    header: Sequence[str],
    index: Mapping[str, int],
    twins: Mapping[str, tuple[int, ...]],
    sheet: str | None,
    row: int | None,
) -> list[Finding]:
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


def _unused(
    header: Sequence[str],
    index: Mapping[str, int],
    fields: Mapping[str, Field],
    sheet: str | None,
    row: int | None,
) -> list[Finding]:
    """Tell of columns left out; one nearly named like a field that has none is a question."""
    taken = set(index.values())
    known = {fold(header[place]) for place in taken}
    unused = [
        h
        for i, h in enumerate(header)
        if i not in taken
        and h
        and fold(h) not in known
        and not ("photo" in fields and _of_photos(h))
        and not any(key in NOT_DATA for key in (*_keys(h), fold(h).split(" ")[-1]))
    ]
    findings = []
    free = [field for name, field in fields.items() if name not in index and not field.required]
    for heading in list(unused):
        nearest = _nearest_field(heading, free)
        if nearest is not None:
            unused.remove(heading)
            findings.append(_asked(heading, nearest, sheet, row))
    if unused:
        findings.append(
            finding(
                "column-unused",
                sheet=sheet,
                row=row,
                column=unused[0],
                headings=_listed(unused),
            )
        )
    return findings


def _nearest_field(heading: str, fields: Sequence[Field]) -> Field | None:
    """Return the field whose name a heading nearly is: a slip of the pen, or half of the name."""
    key = fold(heading)
    close = [
        (difflib.SequenceMatcher(None, key, name).ratio(), field.name, field)
        for field in fields
        for name in _folded_names(field)
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
