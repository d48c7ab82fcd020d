"""Communes, posts, gates and the border line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain.line import BoundaryPiece, Gate
from mocgioi.domain.places import bare_name
from mocgioi.domain.position import STORAGE_CRS
from mocgioi.domain.register import Commune, Post
from mocgioi.intake.position import georeference
from mocgioi.intake.position.ground import is_degrees
from mocgioi.intake.position.landmarks import Landmarks, LayerKind
from mocgioi.intake.position.layers import place_layer, wkb
from mocgioi.intake.position.points import coordinates, points_of, tell_nowhere
from mocgioi.intake.position.readings import Points
from mocgioi.intake.register import marker_communes
from mocgioi.intake.register.roads import lines_of
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names, post_code, post_name
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.patterns import regex
from mocgioi.sources import Columns, RawFile, RawTable

Place = tuple[float | None, float | None]

_WHOLE = regex(r"\s*\(\s*toàn bộ\s*\)", re.IGNORECASE)
_OF_DISTRICT = regex(r"\s*,?\s*\bhuyện\s+([^;,()]+?)(?=\s*(?:[;,()]|$))", re.IGNORECASE)


def take_communes(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[Commune]:
    """Take communes, with their outlines where the file has them.

    Known markers are compared with them: see `mocgioi.intake.register.marker_communes`.

    Raises:
        UnreadableInput: no columns of codes and names.
        CrsProblem: the layer's system is missing, or puts it far from the border.
    """
    taking: Taking[Commune] = Taking(raw, "communes", columns, known)
    seen: set[str] = set()
    for table, recognised in taking.tables:
        rows = list(taking.rows(table, recognised))
        outlines = place_layer(
            table, rows, crs, known, taking.taken, kind="communes", extent="ground"
        )
        for row in rows:
            code = _commune_code(row, seen)
            outline = _outline(row, outlines.get(row.raw.row))
            taking.close(row, _commune(row, code, outline) if code else None)
    placed = marker_communes.of_known(known, list(taking.taken.entries))
    taking.taken.communes_of = placed.communes
    taking.taken.findings.extend(placed.findings)
    for number, findings in placed.by_marker.items():
        taking.taken.findings.extend(told._replace(value=number) for told in findings)
    return taking.taken


def _commune_code(row: Row, seen: set[str]) -> str | None:
    written = row.text("code") or ""
    code = written.zfill(5) if written.isdigit() else ""
    if len(code) != 5 or row.text("name") is None:
        row.report("commune-code", field="code", written=written)
        return None
    if code in seen:
        row.report("commune-duplicate", field="code", commune=code)
    seen.add(code)
    return code


def _outline(row: Row, geometry: shapely.Geometry | None) -> shapely.Geometry | None:
    if geometry is None:
        return None
    if geometry.geom_type == "Polygon":
        return shapely.MultiPolygon([geometry])
    if geometry.geom_type == "MultiPolygon":
        return geometry
    if geometry.geom_type != "Point":
        row.report("geometry-type", "no_area", kind=geometry.geom_type)
    return None


def _commune(row: Row, code: str, outline: shapely.Geometry | None) -> Commune:
    centre = _centre(row)
    return Commune(
        code=code,
        name=bare_name(row.text("name") or ""),
        formerly=_formerly(row.text("formerly")),
        district=_district_of(row),
        km_from=row.real("km_from"),
        km_to=row.real("km_to"),
        longitude=centre[0],
        latitude=centre[1],
        area_km2=row.real("area_km2", minimum=0),
        geometry=wkb(outline) if outline is not None else None,
        illustrative=values.truth(row.cell("illustrative")),
        source=row.text("source"),
    )


def _centre(row: Row) -> Place:
    """Return longitude and latitude of a commune's centre, in degrees as its columns say."""
    place = row.real("longitude"), row.real("latitude")
    for field, value, most in zip(("longitude", "latitude"), place, (180, 90), strict=True):
        if value is not None and abs(value) > most:
            row.report("position-out-of-range", "centre", field=field, written=row.text(field))
    return place


def _formerly(written: str | None) -> str | None:
    """Return the former communes; ``Xã X, Huyện Y`` of one district become ``X``.

    A commune that went over in part keeps ``(một phần)``; ``(toàn bộ)`` goes without saying.
    """
    if written is None:
        return None
    whole = _WHOLE.sub("", written)
    parts = re.split(r"\s*;\s*", whole)
    names = [bare_name(_OF_DISTRICT.sub("", part)) for part in parts]
    return "; ".join(dict.fromkeys(names)) if _district(written) else written


def _district(written: str | None) -> str | None:
    districts = {name.strip() for name in _OF_DISTRICT.findall(written or "")}
    return districts.pop() if len(districts) == 1 else None


def _district_of(row: Row) -> str | None:
    """Return the former district of a commune; one that its former communes hide is told."""
    formerly = row.text("formerly")
    district = row.text("district") or _district(formerly)
    if formerly is not None and district is None:
        row.report(
            "commune-district",
            field="formerly",
            name=row.text("name"),
            formerly=formerly[:80],
        )
    return district


def take_posts(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[Post]:
    """Take border posts; a post without a position is the rule, not a fault.

    Raises:
        UnreadableInput: no column of names.
        CrsProblem: positions whose system is missing or contradicted.
    """
    taking: Taking[Post] = Taking(raw, "posts", columns, known)
    names = Names(known, taking.taken)
    seen: set[str] = set()
    for table, recognised in taking.tables:
        rows = list(taking.rows(table, recognised))
        places = _places(taking.taken, table, recognised, rows, crs, known, "posts")
        for row, place in zip(rows, places, strict=True):
            taking.close(row, _post(row, place, names, seen))
    return taking.taken


def _post(row: Row, place: Place, names: Names, seen: set[str]) -> Post | None:
    name = row.text("name")
    code = row.text("code") or (post_code(name) if name else "")
    if not name or not code:
        row.report("post-name", field="name")
        return None
    if code in seen:
        row.report("post-duplicate", field="name", name=name)
        return None
    seen.add(code)
    return Post(
        code=code,
        name=post_name(name),
        communes=_commune_codes(row, names),
        km_from=row.real("km_from"),
        km_to=row.real("km_to"),
        longitude=place[0],
        latitude=place[1],
        note=row.text("note"),
        illustrative=_is_illustrative(row),
        source=row.text("source"),
    )


def _commune_codes(row: Row, names: Names) -> tuple[str, ...]:
    """Return the codes of the communes a post's sector touches; unknown ones are told."""
    parts = [p.strip() for p in re.split(r"[;,+]", row.text("communes") or "") if p.strip()]
    codes = [(part, names.commune_code(part)) for part in parts]
    unknown = [part for part, code in codes if code is None]
    if unknown:
        row.report("commune-unknown", "several", field="communes", names=", ".join(unknown))
    return tuple(dict.fromkeys(code for _, code in codes if code is not None))


def take_gates(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[Gate]:
    """Take border gates.

    Raises:
        UnreadableInput: no column of names.
        CrsProblem: positions whose system is missing or contradicted.
    """
    taking: Taking[Gate] = Taking(raw, "gates", columns, known)
    for table, recognised in taking.tables:
        rows = list(taking.rows(table, recognised))
        places = _places(taking.taken, table, recognised, rows, crs, known, "gates")
        for row, place in zip(rows, places, strict=True):
            taking.close(row, _gate(row, place))
    return taking.taken


def _gate(row: Row, place: Place) -> Gate | None:
    name = row.text("name")
    if name is None:
        row.report("gate-name", field="name")
        return None
    between = {}
    for field in ("marker_from", "marker_to"):
        number = values.marker_number(row.cell(field))
        if number is None and row.text(field) is not None:
            row.report("marker-unknown", "left_out", field=field, written=row.text(field))
        between[field] = str(number) if number else None
    return Gate(
        name=name,
        kind=row.text("kind"),
        marker_from=between["marker_from"],
        marker_to=between["marker_to"],
        longitude=place[0],
        latitude=place[1],
        illustrative=_is_illustrative(row),
        source=row.text("source"),
    )


def _is_illustrative(row: Row) -> bool:
    """Say whether a post or gate, or only where it stands, is made up."""
    cells = (row.cell("illustrative"), row.cell("position_illustrative"))
    return any(values.truth(cell) for cell in cells)


def _places(
    taken: Taken[Post] | Taken[Gate],
    table: RawTable,
    columns: Columns,
    rows: Sequence[Row],
    crs: str | None,
    known: Known,
    kind: LayerKind,
) -> list[Place]:
    """Return the positions of places about the border, EPSG:4326.

    Longitude and latitude without a stated system are taken as WGS 84 and told: places are
    for orientation, not for measuring.
    """
    pairs = [coordinates(row) for row in rows]
    empty = [None] * len(rows)
    points, stated = points_of(table, columns, pairs, empty, empty)
    if not stated and crs is None and points.axes == "degrees":
        stated = [STORAGE_CRS]
    placed = georeference.place(
        points,
        stated=stated,
        asked=crs,
        known=known,
        sheet=table.name,
        extent="area",
        landmarks=Landmarks(kind, _drawn(points), known),
    )
    taken.findings.extend(placed.findings)
    taken.crs = placed.crs or taken.crs
    for row, pair, longitude in zip(rows, pairs, placed.longitude, strict=True):
        tell_nowhere(row, pair, longitude)
    return [
        (None, None) if longitude is None or longitude != longitude else (longitude, latitude)
        for longitude, latitude in zip(placed.longitude, placed.latitude, strict=True)
    ]


def _drawn(points: Points) -> NDArray[np.object_]:
    """Return the positions as shapes, east first, as a bare X and Y of degrees are read too."""
    placed = [
        (east, north)
        for east, north in zip(points.east, points.north, strict=True)
        if east is not None and north is not None
    ]
    pairs = np.array(placed, dtype=np.float64).reshape(-1, 2)
    if points.axes == "bare" and is_degrees(pairs[:, 0], pairs[:, 1]):
        pairs = pairs[:, ::-1]
    shapes: NDArray[np.object_] = shapely.points(pairs)
    return shapes


def take_boundary(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[BoundaryPiece]:
    """Take the border line, piece by piece, in the file's order.

    Raises:
        UnreadableInput: the file cannot be read.
        CrsProblem: the layer's system is missing, or puts it far from the communes.
    """
    taking: Taking[BoundaryPiece] = Taking(raw, "boundary", columns, known)
    names = Names(known, taking.taken)
    for table, recognised in taking.tables:
        rows = list(taking.rows(table, recognised))
        geometries = place_layer(
            table, rows, crs, known, taking.taken, kind="boundary", extent="ground"
        )
        for row in rows:
            _take_pieces(taking, row, lines_of(row, geometries.get(row.raw.row)), names)
    return taking.taken


def _take_pieces(
    taking: Taking[BoundaryPiece], row: Row, lines: shapely.Geometry | None, names: Names
) -> None:
    """Close a row with its one line; each further part of it counts as a row of its own."""
    if lines is None:
        taking.close(row, None)
        return
    written = row.text("commune")
    is_code = written is not None and re.fullmatch(r"\d{5}", written)
    commune = written if is_code else names.commune_code(written) if written else None
    pieces = [
        BoundaryPiece(
            geometry=wkb(part),
            commune=commune,
            km_from=row.real("km_from"),
            km_to=row.real("km_to"),
            illustrative=values.truth(row.cell("illustrative")),
            source=row.text("source"),
        )
        for part in lines.geoms
    ]
    taking.close(row, pieces[0])
    if not row.codes:
        taking.taken.rows_read += len(pieces) - 1
        taking.taken.entries.extend(pieces[1:])
