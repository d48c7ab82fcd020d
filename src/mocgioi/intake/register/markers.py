"""The marker register: one row a marker, its number its identity.

A register without coordinates is a register all the same. Names of communes and posts are
resolved against what is known; what cannot be is told, and the marker is taken without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.intake.position import georeference, neighbours
from mocgioi.intake.position.points import coordinates, points_of, tell_nowhere
from mocgioi.intake.rows import numbers, values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.sources import Columns, RawFile, RawTable
from mocgioi.words.findings import finding
from mocgioi.words.of_registers import KIND_NAMES


def take_markers(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[MarkerEntry]:
    """Take a marker register.

    Args:
        raw: the file. known: what the store knows, to compare with.
        crs: the coordinate system of its positions, if the user says so.
        columns: field → heading, where headings are not recognised.

    Raises:
        UnreadableInput: no column of marker numbers.
        CrsProblem: it has coordinates whose system is missing or contradicted.
    """
    taking: Taking[MarkerEntry] = Taking(raw, "markers", columns, known)
    names = Names(known, taking.taken)
    tables = [(t, c, list(taking.rows(t, c))) for t, c in taking.tables]
    seen = Counter(
        str(number)
        for _, _, rows in tables
        for row in rows
        if (number := values.marker_number(row.cell("number")))
    )
    for table, recognised, rows in tables:
        _take_table(taking, names, seen, table, recognised, rows, known=known, crs=crs)
    return taking.taken


def _take_table(
    taking: Taking[MarkerEntry],
    names: Names,
    seen: Counter[str],
    table: RawTable,
    columns: Columns,
    rows: list[Row],
    *,
    known: Known,
    crs: str | None,
) -> None:
    _tell_title(taking.taken, table)
    drafts = []
    for row in rows:
        number = _number(row, seen, known)
        commune = names.commune(row, "commune")
        drafts.append((row, number, commune, coordinates(row)))
    points, stated = points_of(
        table,
        columns,
        [pair for *_, pair in drafts],
        [str(number) if number else None for _, number, _, _ in drafts],
        [commune for _, _, commune, _ in drafts],
    )
    placed = georeference.place(points, stated=stated, asked=crs, known=known, sheet=table.name)
    taking.taken.findings.extend(placed.findings)
    taking.taken.crs = placed.crs or taking.taken.crs
    before = len(taking.taken.entries)
    for i, (row, number, commune, pair) in enumerate(drafts):
        longitude, latitude = placed.longitude[i], placed.latitude[i]
        tell_nowhere(row, pair, longitude)
        position = (
            Position(longitude, latitude)
            if longitude is not None and latitude is not None and longitude == longitude
            else None
        )
        entry = _entry(row, names, number, commune, position) if number else None
        taking.close(row, entry)
    entries = taking.taken.entries[before:]
    taking.taken.findings.extend(neighbours.register_positions(entries, table.name))
    taking.taken.findings.extend(neighbours.strangers(entries, known.boundary, table.name))


def _tell_title(taken: Taken[MarkerEntry], table: RawTable) -> None:
    """Tell when a title calls the data made up, while no column marks the rows as such."""
    if any("minh họa" in line.lower() for line in table.preamble):
        taken.findings.append(finding("illustrative-title", sheet=table.name))


def _number(row: Row, seen: Mapping[str, int], known: Known) -> MarkerNumber | None:
    number = values.marker_number(row.cell("number"))
    if number is None:
        numbers.tell_bad_number(row)
    elif seen[str(number)] > 1:
        row.report("marker-duplicate", field="number", number=number, count=seen[str(number)])
    elif str(number) in known.former and str(number) not in known.markers:
        return numbers.renumbered(row, number, known)
    return number


def _entry(
    row: Row,
    names: Names,
    number: MarkerNumber,
    commune: str | None,
    position: Position | None,
) -> MarkerEntry:
    kind = row.code("kind", "kind")
    if kind is not None and kind != number.kind:
        row.report(
            "kind-differs",
            field="kind",
            number=number,
            kind=KIND_NAMES[number.kind],
            written=row.text("kind"),
        )
    return MarkerEntry(
        number=number,
        position=position,
        grouping=row.code("grouping", "grouping"),
        size=row.code("size", "size"),
        material=row.code("material", "material"),
        commune=commune,
        post=names.post(row, "post"),
        needs_road=row.code("needs_road", "need_road"),
        note=row.text("note"),
        illustrative=values.truth(row.cell("illustrative")),
        source=row.text("source"),
        row=row.raw.row,
    )
