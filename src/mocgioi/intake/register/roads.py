"""Roads: access roads and the trunk roads they join, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import numpy as np
import shapely

from mocgioi.domain import vocabulary
from mocgioi.domain.counting import is_built
from mocgioi.domain.days import VIETNAM, day_text
from mocgioi.domain.register import Road
from mocgioi.intake.position.layers import place_layer, wkb, wkbs
from mocgioi.intake.position.shapes import REFUSED
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.sources import RawFile
from mocgioi.sources.markup import LINES, is_of_kit
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

_EARLIEST_DAY = "1990-01-01"
"""A road said to be older than this is more often a slip of the pen: our assumption."""


def take_roads(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
    today: str | None = None,
) -> Taken[Road]:
    """Take a layer of roads; height and measure are dropped, lines become MultiLineStrings.

    A feature that is no line is rejected. A road without a status is taken without one and
    told: it is not counted as built. So is one that was completed on a day yet to come.

    Args:
        raw: the file. known: what the store knows, to compare with.
        crs: the coordinate system of its lines, if the user says so.
        columns: field → heading, where headings are not recognised.
        today: the ISO day that is to count as today; today in Việt Nam if left out.

    Raises:
        UnreadableInput: the file has no geometries at all.
        CrsProblem: the layer's system is missing, or puts it far from the border.
    """
    today = today or datetime.now(VIETNAM).date().isoformat()
    taking: Taking[Road] = Taking(_drawn(raw), "roads", columns, known)
    for table, recognised in taking.tables:
        rows = list(taking.rows(table, recognised))
        geometries = place_layer(table, rows, crs, known, taking.taken, kind="roads")
        drawn = _plain_lines(geometries)
        for row in rows:
            line = drawn.get(row.raw.row)
            if line is None:
                lines = lines_of(row, geometries.get(row.raw.row))
                line = wkb(lines) if lines is not None else None
            taking.close(row, _road(row, line, known, today) if line is not None else None)
    return taking.taken


def _plain_lines(geometries: Mapping[int, shapely.Geometry]) -> dict[int, bytes]:
    """Return what `lines_of` makes of geometries that are lines of some length, as WKB."""
    shapes = np.array(list(geometries.values()), dtype=object)
    kinds, is_long = shapely.get_type_id(shapes), shapely.length(shapes) > 0
    single = np.flatnonzero(is_long & (kinds == shapely.GeometryType.LINESTRING))
    shapes[single] = shapely.multilinestrings(shapes[single], indices=np.arange(len(single)))
    plain = np.flatnonzero(is_long & np.isin(kinds, _LINES))
    rows = np.array(list(geometries), dtype=np.int64)[plain]
    return dict(zip(rows.tolist(), wkbs(shapes[plain]), strict=True))


_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


def _drawn(raw: RawFile) -> RawFile:
    """Return a GPX with its tracks and routes alone, without the roads that a kit took along."""
    tables = [table for table in raw.tables if table.name == LINES]
    if raw.kind != "gpx" or not tables:
        return raw
    (table,) = tables
    drawn = [
        row
        for row in table.rows
        if not is_of_kit(dict(zip(table.header, row.values, strict=False)))
    ]
    left = len(table.rows) - len(drawn)
    told = [finding("roads-of-kit", count=left)] if left else []
    return replace(raw, tables=(replace(table, rows=kept(drawn)),), findings=(*raw.findings, *told))


def lines_of(row: Row, geometry: shapely.Geometry | None) -> shapely.Geometry | None:
    """Return a row's geometry as a MultiLineString; anything else is told and gives None."""
    if geometry is None and REFUSED.intersection(row.codes):
        return None
    if geometry is None or geometry.is_empty:
        row.report("geometry-missing", "line")
        return None
    lines = [part for part in shapely.get_parts([geometry]) if part.geom_type == "LineString"]
    if geometry.geom_type not in ("LineString", "MultiLineString") or not lines:
        row.report("geometry-type", "no_line", kind=geometry.geom_type)
        return None
    if sum(line.length for line in lines) == 0:
        row.report("geometry-type", "no_length")
        return None
    return shapely.MultiLineString(lines)


def _road(row: Row, line: bytes, known: Known, today: str) -> Road:
    status, condition = road_status(row)
    if status is None and row.text("status") is None:
        row.report("status-missing", "road")
    completed_on = row.day("completed_on")
    if is_built(status) and completed_on is not None:
        _check_completion(row, completed_on, today)
    return Road(
        geometry=line,
        name=row.text("name"),
        serves=served(row, known),
        road_class=row.code("road_class", "road_class") or "access",
        status=status,
        condition=row.code("condition", "road_condition") or condition,
        surface=row.text("surface"),
        width_m=row.real("width_m", minimum=0),
        thickness_cm=row.real("thickness_cm", minimum=0),
        length_m=length_m(row),
        cost_vnd=cost_vnd(row, "cost_vnd"),
        funding=row.code("funding", "funding"),
        started_on=row.day("started_on"),
        completed_on=completed_on,
        project=row.text("project"),
        illustrative=values.truth(row.cell("illustrative")),
        source=row.text("source"),
        row=row.raw.row,
    )


def _check_completion(row: Row, iso: str, today: str) -> None:
    """Tell of a built road completed on a day that can hardly be meant.

    Codes: ``date-future``, ``date-early``.
    """
    if iso > today:
        row.report(
            "date-future",
            "completion",
            field="completed_on",
            day=day_text(iso),
            today=day_text(today),
        )
    elif iso < _EARLIEST_DAY:
        row.report("date-early", field="completed_on", day=day_text(iso), year=_EARLIEST_DAY[:4])


def road_status(row: Row) -> tuple[str | None, str | None]:
    """Return status and condition of a road: ``hư hỏng`` as a status says built and damaged."""
    condition = vocabulary.damage_as_status(row.text("status"))
    if condition is not None:
        return "built", condition
    return row.code("status", "road_status"), None


def served(row: Row, known: Known) -> tuple[str, ...]:
    """Return the markers a road or project serves; unknown ones are told and kept."""
    if row.text("serves") is None:
        return ()
    numbers, others = values.marker_numbers(row.cell("serves"))
    unknown = [n for n in numbers if known.markers and n not in {*known.markers, *known.former}]
    if others or unknown:
        listed = ", ".join([*others, *unknown])
        row.report("serves-unknown", "row", field="serves", names=listed)
    return tuple(numbers)


def length_m(row: Row) -> float | None:
    """Return the stated length in metres; a heading or a cell in km is understood."""
    if row.text("length_m") is None:
        return None
    length = values.metres(row.cell("length_m"), row.heading("length_m"))
    if length is None or length < 0:
        row.not_a_number("length_m")
        return None
    return length


def cost_vnd(row: Row, field: str) -> int | None:
    """Return a sum of money in đồng; ``1,8 tỷ`` and ``(triệu đồng)`` are understood."""
    if row.text(field) is None:
        return None
    cost = values.money(row.cell(field), row.heading(field))
    if cost is None or cost < 0:
        row.not_a_number(field)
        return None
    return cost
