"""Which column is which: headings recognised by name, and by what the user says.

Nothing is guessed from the values. A heading that is nearly a known name is named in the
advice, never taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.periods import without_day
from mocgioi.domain.places import fold
from mocgioi.errors import Finding
from mocgioi.records import NamedTuple
from mocgioi.sources import column_findings, known, states
from mocgioi.sources.fields import Field
from mocgioi.sources.known import BRACKETS, of_photos, rank_of
from mocgioi.sources.raw import Cell
from mocgioi.sources.states import Period, Tick
from mocgioi.words.findings import finding


@dataclass(frozen=True, slots=True, eq=False)
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
        periods: the columns of an aspect that each hold one year or one day.
        unused: places of columns whose headings mean nothing here.
    """

    header: tuple[str, ...]
    index: dict[str, int]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    twins: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    given: Mapping[str, Cell] = field(default_factory=dict)
    ticks: Mapping[str, tuple[Tick, ...]] = field(default_factory=dict)
    implied: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
    unused: tuple[int, ...] = ()

    def places_read(self) -> set[int]:
        """Return the places of all columns that are a field's, or an aspect's of one day."""
        dated = (period.place for columns in self.periods.values() for period in columns)
        return {*self.index.values(), *dated}

    def is_serial(self, place: int) -> bool:
        """Say whether a column only numbers the rows, or is what a tool adds."""
        return place < len(self.header) and column_findings.is_serial(self.header[place])

    @property
    def has_days(self) -> bool:
        """Whether columns of states are each of a day of their own."""
        return any(column.day for columns in self.periods.values() for column in columns)

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
            and (place == self.index.get("photo") or of_photos(heading))
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
    fields = _without_sugar(header, fields)
    office = _Office.of(header, index) if "surveyed_on" in fields else _Office()
    taken = {*index.values(), *office.aside, *office.ticked}
    ranked = sorted(
        (rank, states.plain(heading).day is not None, place, name)
        for name, field in fields.items()
        if name not in index
        for place, heading in enumerate(header)
        if place not in taken and (rank := rank_of(states.plain(heading).words, field)) is not None
    )
    for *_, place, name in ranked:
        if name not in index and place not in taken:
            index[name] = place
            taken.add(place)
    implied = _implied(header, index, taken) if "surveyed_on" in fields else {}
    taken |= set(index.values())
    periods = _periods(header, index) if "surveyed_on" in fields else {}
    missing = tuple(
        n
        for n, f in fields.items()
        if f.required and n not in index and n not in given and not _is_in_headings(n, periods)
    )
    free = [h for i, h in enumerate(header) if i not in taken and not column_findings.is_serial(h)]
    row = header_row or None
    findings += [
        column_findings.only_years(header, periods, sheet, row)
        if n == "surveyed_on" and periods
        else column_findings.missing(fields[n], header, free, sheet, row)
        for n in missing
    ]
    twins = {n: p for n, p in _twins(header, index, office.aside).items() if n not in periods}
    findings += column_findings.duplicates(header, index, twins, sheet, header_row or None)
    used = taken | {c.place for columns in periods.values() for c in columns}
    used |= {place for places in twins.values() for place in places}
    unclear = _unclear(header, used, fields)
    findings += column_findings.unclear(header, unclear, sheet, header_row or None)
    used |= set(unclear)
    findings += office.findings(header, sheet, header_row or None)
    findings += column_findings.unused(header, used, index, fields, sheet, header_row or None)
    return Columns(
        header=tuple(header),
        index=index,
        missing=missing,
        findings=tuple(findings),
        twins=twins,
        given={name: cell for name, cell in given.items() if name not in index},
        ticks=office.ticks,
        implied=implied,
        periods=periods,
        unused=tuple(
            place
            for place, heading in enumerate(header)
            if heading and place not in used and not column_findings.is_serial(heading)
        ),
    )


def _without_sugar(header: Sequence[str], fields: Mapping[str, Field]) -> Mapping[str, Field]:
    """Return the fields; among foods *Đường* is sugar and no road."""
    words = {word for heading in header for word in fold(heading).split()}
    if not words & _FOODS or "road_status" not in fields:
        return fields
    road = fields["road_status"]
    names = tuple(name for name in road.names if fold(name) != "duong")
    return {**fields, "road_status": replace(road, names=names)}


_FOODS = frozenset({"gao", "muoi", "sua", "mam", "rau", "thit"})


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


def _unclear(
    header: Sequence[str], used: Collection[int], fields: Mapping[str, Field]
) -> dict[int, Field]:
    """Return the columns that would be a state's but for words that may turn its meaning."""
    return {
        place: field
        for place, heading in enumerate(header)
        if place not in used and heading
        for field in (fields.get(name) for name in reversed(SURVEYED))
        if field is not None and known.is_nearly(states.plain(heading).words, field)
    }


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


def _periods(header: Sequence[str], index: Mapping[str, int]) -> dict[str, tuple[Period, ...]]:
    """Return, by aspect, its columns that each name a year or a day, or are said to be of a day."""
    periods: dict[str, tuple[Period, ...]] = {}
    said = {place: parted for name, place in index.items() if (parted := _of_a_day(name))}
    for aspect in SURVEYED:
        columns = {
            place: Period(place, int(day[:4]), day)
            for place, (name, day) in said.items()
            if name == aspect
        }
        if aspect in index:
            words = fold(states.plain(header[index[aspect]]).words)
            for place, heading in enumerate(header):
                plain = states.plain(heading)
                if plain.year is not None and fold(plain.words) == words and place not in said:
                    columns[place] = Period(place, plain.year, plain.day)
        if columns:
            periods[aspect] = tuple(columns[place] for place in sorted(columns))
    return periods


def _is_in_headings(name: str, periods: Mapping[str, Sequence[Period]]) -> bool:
    """Say whether the day of a survey stands in the headings of its columns of states."""
    return name == "surveyed_on" and any(
        column.day for columns in periods.values() for column in columns
    )


def _of_a_day(name: str) -> tuple[str, str] | None:
    """Return the aspect and the day (ISO) of a column that a person has said to be of that day:
    ``road_status@31/12/2024``; None for any other name.
    """
    aspect, _, written = name.partition("@")
    dated = without_day(written)
    return (aspect, dated[1]) if aspect in SURVEYED and dated and not dated[0] else None


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
        if name not in fields and ("surveyed_on" not in fields or _of_a_day(name) is None):
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
                headings=column_findings.listed(header),
            )
        )
    return index


def _twins(
    header: Sequence[str], index: Mapping[str, int], aside: Collection[int]
) -> dict[str, tuple[int, ...]]:
    """Return, by field, the places of the columns that share its column's heading.

    What stands in brackets tells two columns of one state apart for nobody who must choose.
    """
    states_of = {index[name] for name in SURVEYED if name in index}
    bare = [fold(BRACKETS.sub(" ", heading)) for heading in header]
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
