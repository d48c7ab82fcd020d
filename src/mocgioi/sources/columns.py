"""Which column is which: headings recognised by name, and by what the user says.

Nothing is guessed from the values. A heading that is nearly a known name is named in the
advice, never taken.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.places import fold
from mocgioi.errors import Finding, Text
from mocgioi.sources import states
from mocgioi.sources.fields import KINDS, NOT_DATA, PHOTO_WORDS, Field, fields_of
from mocgioi.sources.raw import Cell
from mocgioi.sources.states import Tick, Years
from mocgioi.words.findings import finding

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CRS_WORDS = re.compile(
    r"[\s,;(]*\b(?:vn[\s_-]?2000|wgs[\s_-]?84|ktt|kinh tuyến|kinh tuyen|múi|epsg|utm"
    r"|hệ t(?:ọa|oạ) độ)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_QUESTION = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)+", re.IGNORECASE)
"""A question in a group, as ODK heads its column: ``thong_tin-ngay_kiem_tra``."""
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
        given: what the table says of all its rows, by field that no column has.
        ticks: the columns of ticks of an aspect (`mocgioi.sources.states`).
        implied: what the heading of the marker numbers says of each, by aspect.
        years: the columns of a field that each hold one year.
    """

    header: tuple[str, ...]
    index: dict[str, int]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    twins: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    given: Mapping[str, Cell] = field(default_factory=dict)
    ticks: Mapping[str, tuple[Tick, ...]] = field(default_factory=dict)
    implied: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, tuple[Years, ...]] = field(default_factory=dict)

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
        if place is None:
            return self.given.get(field)
        return None if place >= len(values) else values[place]


def recognise(
    header: Sequence[str],
    fields: Mapping[str, Field],
    overrides: Mapping[str, str] | None = None,
    *,
    given: Mapping[str, Cell] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> Columns:
    """Find the column of each field by its heading.

    Args:
        header: the headings as they stand in the file.
        fields: the fields looked for (`mocgioi.sources.fields.fields_of`).
        overrides: field → heading, as the user said with ``--column FIELD=NAME``.
        given: what the table itself says of all its rows, for fields without a column.
        sheet: name of the sheet or layer, for the findings.
        header_row: row of the header, for the findings.

    Returns:
        The columns; its findings tell of columns missing (error), of two with one heading
        (warning) and of those not used (notice).
    """
    findings: list[Finding] = []
    index = _overridden(header, fields, overrides or {}, sheet, findings)
    given = given or {}
    office = _Office.of(header, index) if "surveyed_on" in fields else _Office()
    taken = {*index.values(), *office.aside, *office.ticked}
    ranked = sorted(
        (rank, place, name)
        for name, field in fields.items()
        if name not in index
        for place, heading in enumerate(header)
        if place not in taken and (rank := _rank(states.plain(heading)[0], field)) is not None
    )
    for _, place, name in ranked:
        if name not in index and place not in taken:
            index[name] = place
            taken.add(place)
    implied = _implied(header, index, taken) if "surveyed_on" in fields else {}
    taken |= set(index.values())
    missing = tuple(
        n for n, f in fields.items() if f.required and n not in index and n not in given
    )
    free = [h for i, h in enumerate(header) if i not in taken and not _is_serial(h)]
    findings += [_missing(fields[n], header, free, sheet, header_row or None) for n in missing]
    years = _years(header, index)
    twins = {n: p for n, p in _twins(header, index, office.aside).items() if n not in years}
    findings += _duplicates(header, index, twins, sheet, header_row or None)
    used = taken | {c.place for columns in years.values() for c in columns}
    used |= {place for places in twins.values() for place in places}
    findings += office.findings(header, sheet, header_row or None)
    findings += _unused(header, used, index, fields, sheet, header_row or None)
    return Columns(
        header=tuple(header),
        index=index,
        missing=missing,
        findings=tuple(findings),
        twins=twins,
        given={name: cell for name, cell in given.items() if name not in index},
        ticks=office.ticks,
        implied=implied,
        years=years,
    )


class _Office(NamedTuple):
    """What headings of an office table say beside the names of fields."""

    aside: Mapping[int, states.Reason] = MappingProxyType({})
    ticks: Mapping[str, tuple[Tick, ...]] = MappingProxyType({})

    @classmethod
    def of(cls, header: Sequence[str], index: Mapping[str, int]) -> _Office:
        """Return it for the headings of a survey, but for the columns a person has named."""
        named = set(index.values())
        aside = {p: why for p, why in states.set_aside(header).items() if p not in named}
        return cls(aside, states.ticks(header, named | set(aside)))

    @property
    def ticked(self) -> set[int]:
        """The places of the columns of ticks."""
        return {place for columns in self.ticks.values() for place, _ in columns}

    def findings(
        self, header: Sequence[str], sheet: str | None, row: int | None
    ) -> Iterator[Finding]:
        """Yield what has to be told of these columns."""
        for place, why in self.aside.items():
            heading = header[place]
            yield finding(
                "column-set-aside", why, sheet=sheet, row=row, column=heading, heading=heading
            )
        for aspect, columns in self.ticks.items():
            listed = ", ".join(f"«{header[place]}»" for place, _ in columns)
            yield finding(
                "column-ticks",
                sheet=sheet,
                row=row,
                column=header[columns[0][0]],
                label=ASPECTS[aspect].label,
                listed=listed,
            )


def _implied(
    header: Sequence[str], index: dict[str, int], taken: Collection[int]
) -> Mapping[str, str]:
    """Return what the heading of the numbers says of each; it becomes the column of numbers."""
    if "number" in index:
        return {}
    for place, heading in enumerate(header):
        said = states.implied(heading) if place not in taken else None
        if said is not None:
            index["number"] = place
            return said
    return {}


def _years(header: Sequence[str], index: Mapping[str, int]) -> dict[str, tuple[Years, ...]]:
    """Return, by field, its columns that each name a year."""
    years: dict[str, tuple[Years, ...]] = {}
    for name in SURVEYED:
        if name not in index:
            continue
        plain, _ = states.plain(header[index[name]])
        columns = tuple(
            Years(place, year)
            for place, heading in enumerate(header)
            for words, year in (states.plain(heading),)
            if year is not None and fold(words) == fold(plain)
        )
        if columns:
            years[name] = columns
    return years


@lru_cache(maxsize=4096)
def _keys(heading: str) -> tuple[str, ...]:
    """Return the folded forms a heading may be known by, most literal first.

    ``Đường / Tình trạng``, a group over a column, is also known as ``Tình trạng đường``.
    """
    plain = _CRS_WORDS.sub("", heading)
    bare = _BRACKETS.sub(" ", plain)
    parts = _BRACKETS.sub(" ", heading).strip("/").split("/")
    last = _CRS_WORDS.sub("", parts[-1])
    joined = f"{last} {parts[0]}" if len(parts) > 1 else last
    asked = heading.rpartition("-")[2] if _QUESTION.fullmatch(heading) else last
    forms = [fold(form) for form in (heading, plain, bare, joined, last, asked)]
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


@lru_cache(maxsize=4096)
def names_number(heading: str) -> bool:
    """Say whether a heading stands over marker numbers."""
    names = _folded_names(fields_of("surveys")["number"])
    return any(key in names for key in _keys(heading)) or states.implied(heading) is not None


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


def _twins(
    header: Sequence[str], index: Mapping[str, int], aside: Collection[int]
) -> dict[str, tuple[int, ...]]:
    """Return, by field, the places of the columns that share its column's heading.

    What stands in brackets tells two columns of one state apart for nobody who must choose.
    """
    states_of = {index[name] for name in SURVEYED if name in index}
    bare = [fold(_BRACKETS.sub(" ", heading)) for heading in header]
    folded = [
        bare[place] if bare[place] in {bare[p] for p in states_of} else fold(heading)
        for place, heading in enumerate(header)
    ]
    places_of = {
        name: tuple(
            i for i, key in enumerate(folded) if key and key == folded[place] and i not in aside
        )
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
        if len(name) > 4
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
