"""Targets: how many markers are to have a road by the end of a year, as a plan sets it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from mocgioi.domain.places import fold
from mocgioi.domain.register import Commune, Post
from mocgioi.domain.targets import Target
from mocgioi.intake.register.roads import cost_vnd, length_m
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.patterns import regex
from mocgioi.sources import Columns, RawFile, RawTable, fields_of
from mocgioi.sources.column_findings import column_option
from mocgioi.sources.coordinates import number
from mocgioi.sources.kinds import refuse
from mocgioi.sources.known import rank_of

Counting = Literal["total", "added"]
"""What a column of targets counts: all markers by then, or those of the year alone."""

Fields = Mapping[Counting, str]
"""The field whose column holds the markers, by what it counts."""

_EARLIEST, _LATEST = 2000, 2100
_YEAR = regex(r"(?:(?:den )?(?:het |cuoi )?(?:nam )?)?(20\d\d)")
_FRACTION = regex(r"(\d{1,6})\s*/\s*(\d{1,6})")
_MARKERS = regex(r"(\d{1,6})\s*(?:mốc|cột mốc)", re.IGNORECASE)
_TOTAL = regex(r"\b(?:luy ke|tong|cumulative|total|den het|den cuoi|den nam)\b")
_ADDED = regex(r"\b(?:trong nam|tang them|them|moi|trong ky|in year|new|added)\b")
_SHARE = regex(r"\b(?:ty le|ti le|phan tram|percent|share)\b")
_WHOLE = frozenset(("toan tinh", "ca tinh", "tinh", "tinh lang son", "lang son", "all", "province"))
"""Folded words for all markers, where a row names no commune or post."""


def take_targets(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[Target]:
    """Take targets by year, each of the province, a commune or a post.

    Raises:
        UnreadableInput: no column of years or of markers, or nothing says whether the markers are
            those of the year alone or all by then: that is asked, never guessed.
    """
    if "year" not in (columns or {}):
        _refuse_columns_of_years(raw)
    taking: Taking[Target] = Taking(raw, "targets", columns, known)
    names = Names(known, taking.taken)
    seen: dict[tuple[str | None, str | None], dict[int, int]] = {}
    for table, recognised in taking.tables:
        fields = _counting(raw, table, recognised)
        for row in taking.rows(table, recognised):
            target = _target(row, names, known, fields)
            if target is not None:
                _compare(row, target, seen, known, fields)
            taking.close(row, target)
    return taking.taken


def _refuse_columns_of_years(raw: RawFile) -> None:
    """Refuse a file whose columns are the years: a row is of one year."""
    field = fields_of("targets")["year"]
    headings = [heading for table in raw.tables for heading in table.header]
    years = [heading for heading in headings if _YEAR.search(fold(heading))]
    if years and not any(rank_of(heading, field) is not None for heading in headings):
        raise refuse("target-column", "wide", file=raw.name, headings="; ".join(years))


def _counting(raw: RawFile, table: RawTable, columns: Columns) -> Fields:
    """Return the fields whose columns hold the markers, by what they count."""
    fields: dict[Counting, str] = {
        counting: counting for counting in get_args(Counting) if counting in columns
    }
    if fields:
        return fields
    heading = columns.heading("markers")
    if heading is None:
        listed = "; ".join(table.header)
        if any(_SHARE.search(fold(title)) or "%" in title for title in table.header):
            raise refuse("target-column", "shares", file=raw.name, headings=listed)
        raise refuse("target-column", "missing", file=raw.name, headings=listed)
    folded = fold(heading)
    is_total, is_added = _TOTAL.search(folded), _ADDED.search(folded)
    if bool(is_total) == bool(is_added):
        raise refuse(
            "target-column",
            "which",
            file=raw.name,
            heading=heading,
            total=column_option("total", heading),
            added=column_option("added", heading),
        )
    return {"total" if is_total else "added": "markers"}


def _target(row: Row, names: Names, known: Known, fields: Fields) -> Target | None:
    written = {c: f for c, f in fields.items() if len(fields) == 1 or row.text(f) is not None}
    counts = {c: _count(row, f) for c, f in (written or fields).items()}
    year, place = _year(row), _place(row, names, known)
    if year is None or None in counts.values() or place is None:
        return None
    commune, post = place
    return Target(
        year=year,
        commune=commune,
        post=post,
        markers=counts.get("total"),
        added=counts.get("added"),
        length_m=length_m(row),
        cost_vnd=cost_vnd(row, "cost_vnd"),
        illustrative=values.truth(row.cell("illustrative")),
        source=row.text("source"),
        row=row.raw.row,
    )


def _year(row: Row) -> int | None:
    """Return the year of a row, told where it is none; the last day of one is that year."""
    cell = row.cell("year")
    value = number(cell)
    if value is not None and value == int(value) and _EARLIEST <= value <= _LATEST:
        return int(value)
    written = row.text("year") or ""
    match = _YEAR.fullmatch(fold(written))
    if match:
        return int(match.group(1))
    day = values.day(cell).iso if written else None
    if day is not None and day.endswith("-12-31"):
        return int(day[:4])
    row.report("target-year", field="year", written=written)
    return None


def _count(row: Row, field: str) -> int | None:
    """Return how many markers a row sets, told where the cell is no whole number of them."""
    cell, written = row.cell(field), row.text(field) or ""
    if isinstance(cell, date):
        row.report("target-count", "day", field=field, written=written)
        return None
    value = number(cell)
    if "%" in written or (value is not None and 0 < value < 1):
        row.report("target-count", "share", field=field, written=written)
        return None
    fraction = _FRACTION.fullmatch(written)
    if fraction and int(fraction[1]) <= int(fraction[2]):
        row.report(
            "target-fraction", field=field, written=written, markers=fraction[1], whole=fraction[2]
        )
        return int(fraction[1])
    in_words = _MARKERS.fullmatch(written)
    if in_words:
        return int(in_words[1])
    if value is None or value < 0 or value != int(value):
        row.report("target-count", "words", field=field, written=written)
        return None
    return int(value)


def _place(row: Row, names: Names, known: Known) -> tuple[str | None, str | None] | None:
    """Return commune and post of a row, both None of the whole province; None where not clear."""
    written = {field: row.text(field) for field in ("commune", "post")}
    named = {f: w for f, w in written.items() if w is not None and fold(w) not in _WHOLE}
    if len(named) == 2:
        row.report(
            "target-place", "two", field="commune", commune=named["commune"], post=named["post"]
        )
        return None
    if not named:
        has_column = "commune" in row.columns or "post" in row.columns
        if has_column and not any(written.values()):
            row.report("target-place", "none")
            return None
        return None, None
    ((field, name),) = named.items()
    if field == "commune":
        code = names.commune(row, field) if names.communes_meant(name) else None
        if code is None:
            row.report(
                "target-place", "commune", field=field, written=name, known=_listed(known.communes)
            )
            return None
        return code, None
    code = names.known_post(name)
    if code is None:
        row.report("target-place", "post", field=field, written=name, known=_listed(known.posts))
        return None
    return None, code


def _listed(places: Mapping[str, Commune] | Mapping[str, Post]) -> str:
    return ", ".join(sorted(place.name for place in places.values())) or "–"


def _compare(
    row: Row,
    target: Target,
    seen: dict[tuple[str | None, str | None], dict[int, int]],
    known: Known,
    fields: Fields,
) -> None:
    """Tell of a target beside the others of its place: the same year twice, one that falls, one
    that its addition contradicts, more than there is to build.
    """
    of_place = seen.setdefault(target.place, {})
    if target.year in of_place:
        row.report("target-duplicate", field="year", year=target.year)
        return
    need = _markers_needing(target, known)
    for counting, field in fields.items():
        count = target.markers if counting == "total" else target.added
        if need and count and count > need:
            row.report("target-above", field=field, markers=count, there=need)
    if target.markers is None:
        of_place[target.year] = target.added or 0
        return
    before = of_place.get(target.year - 1)
    if target.added is not None and before is not None and before + target.added != target.markers:
        row.report(
            "target-contradicts",
            field=fields["added"],
            before=before,
            last=target.year - 1,
            added=target.added,
            markers=target.markers,
        )
    field = fields["total"]
    lower = max((year for year in of_place if year < target.year), default=None)
    higher = min((year for year in of_place if year > target.year), default=None)
    of_place[target.year] = target.markers
    steps = [(lower, target.year), (target.year, higher)]
    for before, after in steps:
        if before and after and of_place[before] > of_place[after]:
            option = column_option("added", row.heading(field))
            row.report(
                "target-falls",
                field=field,
                before=of_place[before],
                year=before,
                after=of_place[after],
                next=after,
                option=option,
            )


def _markers_needing(target: Target, known: Known) -> int:
    """Return how many markers need a road where a target is of."""
    if target.commune is not None:
        return sum(known.communes_of.get(n) == target.commune for n in known.needing)
    if target.post is not None:
        return sum(known.posts_of.get(n) == target.post for n in known.needing)
    return len(known.needing)
