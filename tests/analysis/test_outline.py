"""Communes and the border line as few vertices, to be drawn on paper."""

from __future__ import annotations

import shapely

from mocgioi.analysis.lines.outline import outline
from mocgioi.documents.full_report import Outline
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.register import Commune
from tests.documents import closed

SQUARE = [(106.5, 22.0), (106.6, 22.0), (106.6, 22.1), (106.5, 22.1), (106.5, 22.0)]
HOLE = [(106.52, 22.02), (106.52, 22.04), (106.54, 22.04), (106.54, 22.02), (106.52, 22.02)]


def commune(*polygons: shapely.Polygon, **more: float) -> Commune:
    area = shapely.MultiPolygon(polygons).wkb if polygons else None
    return Commune(code="06184", name="Đồng Đăng", geometry=area, **more)  # type: ignore[arg-type]


def drawn(*communes: Commune, pieces: tuple[BoundaryPiece, ...] = ()) -> Outline:
    document = outline(communes, pieces)
    closed.require(Outline, document)
    return document


def same_ring(ring: list[list[float]], points: list[tuple[float, float]]) -> bool:
    """Say whether a ring runs through points, wherever it begins and whichever way."""
    return {tuple(vertex) for vertex in ring} == set(points)


def test_a_commune_is_drawn_by_every_ring_of_its_area() -> None:
    far = [(east + 1, north) for east, north in SQUARE]
    (shape,) = drawn(commune(shapely.Polygon(SQUARE, [HOLE]), shapely.Polygon(far)))["communes"]
    assert len(shape["rings"]) == 3
    for points in (SQUARE, HOLE, far):
        assert sum(same_ring(ring, points) for ring in shape["rings"]) == 1


def test_a_commune_is_named_at_the_place_given_and_else_at_one_inside_it() -> None:
    area = shapely.Polygon(SQUARE)
    given, inside = drawn(commune(area, longitude=106.512345, latitude=22.0), commune(area))[
        "communes"
    ]
    assert (given["longitude"], given["latitude"]) == (106.512345, 22.0)
    assert (inside["longitude"], inside["latitude"]) == (106.55, 22.05)
    assert (inside["code"], inside["name"]) == ("06184", "Đồng Đăng")


def test_a_commune_without_a_shape_has_the_place_of_its_name_alone() -> None:
    bare, placed = drawn(commune(), commune(longitude=106.5, latitude=22.0))["communes"]
    assert (bare["rings"], bare["longitude"], bare["latitude"]) == ([], None, None)
    assert (placed["rings"], placed["longitude"]) == ([], 106.5)


def test_the_border_line_is_drawn_piece_by_piece_with_what_half_a_millimetre_shows() -> None:
    line = shapely.LineString([(106.5, 22.0), (106.55, 22.0005), (106.6, 22.0)])
    bend = shapely.MultiLineString([[(106.6, 22.0), (106.65, 22.01), (106.7, 22.00004)]])
    document = drawn(pieces=(BoundaryPiece(line.wkb), BoundaryPiece(bend.wkb)))
    assert document["boundary"] == [
        [[106.5, 22.0], [106.6, 22.0]],
        [[106.6, 22.0], [106.65, 22.01], [106.7, 22.0]],
    ]
