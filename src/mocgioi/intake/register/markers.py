"""The marker register: one row a marker, its number its identity.

A register without coordinates is a register all the same. Names of communes and posts are
resolved against what is known; what cannot be is told, and the marker is taken without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mocgioi.domain.days import day_text
from mocgioi.domain.marker import MarkerNumber, in_runs
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.intake.position import georeference, neighbours
from mocgioi.intake.position.points import coordinates, points_of, tell_nowhere
from mocgioi.intake.register import marker_communes
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
        _today(number, known)
        for _, _, rows in tables
        for row in rows
        if (number := values.marker_number(row.cell("number")))
    )
    for table, recognised, rows in tables:
        _take_table(taking, names, seen, table, recognised, rows, known=known, crs=crs)
    told = {f.row for f in taking.taken.findings if f.code.startswith("position-")}
    unplaced = {
        name
        for entry in taking.taken.entries
        if entry.position is None
        and entry.row not in told
        and known.markers.get(name := str(entry.number)) is None
    }
    are_placed = any(e.position for e in taking.taken.entries) or any(known.markers.values())
    if unplaced and are_placed:
        markers = in_runs(unplaced, [str(entry.number) for entry in taking.taken.entries])
        taking.taken.findings.append(
            finding("marker-unplaced", count=len(unplaced), markers=markers)
        )
    absent = known.markers.keys() - seen.keys()
    if absent:
        markers = in_runs(absent, known.markers)
        taking.taken.findings.append(finding("marker-absent", count=len(absent), markers=markers))
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
    positions = [
        Position(longitude, latitude)
        if longitude is not None and latitude is not None and longitude == longitude
        else None
        for longitude, latitude in zip(placed.longitude, placed.latitude, strict=True)
    ]
    stated_of = [(row, number, commune) for row, number, commune, _ in drafts]
    outlined = _compare_communes(taking.taken, stated_of, positions, known)
    for i, (row, number, commune, pair) in enumerate(drafts):
        tell_nowhere(row, pair, placed.longitude[i])
        entry = _entry(row, names, number, commune, positions[i]) if number else None
        if entry is not None and str(number) in outlined:
            entry = entry._replace(commune=outlined[str(number)], is_commune_by_outline=True)
        taking.close(row, entry)
    entries = taking.taken.entries[before:]
    taking.taken.findings.extend(neighbours.register_positions(entries, table.name))
    taking.taken.findings.extend(neighbours.strangers(entries, known.boundary, table.name))


def _compare_communes(
    taken: Taken[MarkerEntry],
    rows: Sequence[tuple[Row, MarkerNumber | None, str | None]],
    positions: Sequence[Position | None],
    known: Known,
) -> dict[str, str]:
    """Tell where communes contradict each other; return those that come from an outline.

    Args:
        rows: rows with their marker's number and the commune they say. positions: theirs.

    Returns:
        Code by number, of the markers of which neither the file nor the store says a commune.
    """
    taken_rows: dict[str, Row] = {}
    markers = []
    for (row, number, commune), position in zip(rows, positions, strict=True):
        if number is None or row.codes:
            continue
        name = str(number)
        taken_rows[name] = row
        markers.append(
            marker_communes.Marker(
                name,
                (position.longitude, position.latitude) if position else known.markers.get(name),
                filed=commune,
                known=known.communes_of.get(name),
                is_written=row.text("commune") is not None,
            )
        )
    among = {*known.markers, *taken_rows}
    placed = marker_communes.compare(markers, known.communes, among=among)
    for name, findings in placed.by_marker.items():
        taken_rows[name].tell(findings, field="commune")
    sheet = rows[0][0].table.name if rows else None
    taken.findings.extend(told._replace(sheet=sheet) for told in placed.findings)
    return placed.communes


def _tell_title(taken: Taken[MarkerEntry], table: RawTable) -> None:
    """Tell when a title calls the data made up, while no column marks the rows as such."""
    if any("minh họa" in line.lower() for line in table.preamble):
        taken.findings.append(finding("illustrative-title", sheet=table.name))


def _today(number: MarkerNumber, known: Known) -> str:
    """Return the number that a marker has today; a new marker has its own."""
    written = str(number)
    return written if written in known.markers else known.former.get(written, written)


def _number(row: Row, seen: Mapping[str, int], known: Known) -> MarkerNumber | None:
    number = values.marker_number(row.cell("number"))
    if number is None:
        numbers.tell_bad_number(row)
    elif (count := seen[_today(number, known)]) > 1:
        row.report("marker-duplicate", field="number", number=number, count=count)
    elif _today(number, known) != str(number):
        return numbers.renumbered(row, number, known)
    elif str(number) in known.retired and str(number) not in known.markers:
        day = day_text(known.retired[str(number)])
        row.report("marker-returned", field="number", number=number, day=day)
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
