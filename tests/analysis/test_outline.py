"""Communes and the border line as few vertices, to be drawn on paper."""

from __future__ import annotations

import shapely

from mocgioi.analysis.lines.outline import outline
from mocgioi.analysis.lines.pole import pole
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


def test_a_commune_with_a_shape_is_named_where_it_has_most_room() -> None:
    # A square with an arm to the east, and a place given on the arm's far end.
    arm = shapely.box(106.6, 22.02, 107.0, 22.03)
    area = shapely.union(shapely.Polygon(SQUARE), arm)
    (named,) = drawn(commune(area, longitude=106.999, latitude=22.025))["communes"]
    assert (named["code"], named["name"]) == ("06184", "Đồng Đăng")
    assert (
        shapely.Point(named["longitude"], named["latitude"]).distance(shapely.Point(106.55, 22.05))
        < 0.035
    )


def test_the_roomiest_place_is_in_the_larger_of_two_parts_and_not_in_a_hole() -> None:
    holed = shapely.Polygon(SQUARE).difference(shapely.Point(106.55, 22.05).buffer(0.02))
    area = shapely.union(holed, shapely.box(107.0, 22.0, 107.02, 22.02))
    inmost = pole(area.wkb)
    assert inmost and holed.contains(shapely.Point(inmost))


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
