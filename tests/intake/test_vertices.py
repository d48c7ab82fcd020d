"""A vertex that is no place on Earth is never taken, and one far away is told."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import shapely

from mocgioi.domain.register import Road
from mocgioi.intake import (
    Known,
    Taken,
    take_boundary,
    take_communes,
    take_gates,
    take_markers,
    take_posts,
    take_roads,
)
from mocgioi.intake.position.ground import Ground
from mocgioi.sources import read
from mocgioi.sources.wkb import encode
from tests.intake import world

LON, LAT = float(world.LONGITUDE[2]), float(world.LATITUDE[2])
GOOD = shapely.to_wkb(shapely.LineString([(LON, LAT), (LON, LAT - 0.004)]))
NOWHERE = [(1e300, LAT), (LON, 91.0), (180.5, LAT), (math.nan, LAT), (LON, math.inf)]
CENTRES_ONLY = Known(communes={c: v._replace(geometry=None) for c, v in world.COMMUNES.items()})


def with_vertex(vertex: tuple[float, float]) -> bytes:
    return encode("LineString", [(LON, LAT), vertex, (LON, LAT - 0.004)])


def roads(*shapes: bytes, known: Known = world.FULL, crs: str = "EPSG:4326") -> Taken[Road]:
    rows = [(f"Đường {i}", "built") for i in range(len(shapes))]
    raw = world.raw_file(("name", "status"), rows, crs=crs, geometries=shapes, kind="gpkg")
    return take_roads(raw, known=known)


@pytest.mark.parametrize("known", [world.FULL, world.NOTHING])
@pytest.mark.parametrize("vertex", NOWHERE)
def test_a_road_with_a_vertex_nowhere_is_rejected_and_its_neighbour_taken(
    vertex: tuple[float, float], known: Known
) -> None:
    taken = roads(with_vertex(vertex), GOOD, known=known)
    assert [r.codes for r in taken.rejected] == [("vertex-out-of-range",)]
    assert [r.name for r in taken.entries] == ["Đường 1"]
    (finding,) = [f for f in taken.findings if f.severity == "error"]
    assert finding.row == 2
    assert finding.value == f"{vertex[0]:.10g}, {vertex[1]:.10g}"
    assert "Đỉnh thứ 2" in finding.text.vi


def test_metres_beyond_their_projection_are_nowhere() -> None:
    easting, northing = float(world.EASTING[2]), float(world.NORTHING[2])
    for wrong in (1e9, 1e300):
        line = [(easting, northing), (easting, wrong), (easting, northing - 400)]
        taken = roads(encode("LineString", line), crs="EPSG:9215")
        assert [r.codes for r in taken.rejected] == [("vertex-out-of-range",)]


@pytest.mark.parametrize("known", [world.FULL, CENTRES_ONLY, world.NOTHING])
def test_a_road_with_a_vertex_far_away_is_taken_and_told(known: Known) -> None:
    taken = roads(with_vertex((0.0, 0.0)), GOOD, known=known)
    assert len(taken.entries) == 2
    (finding,) = [f for f in taken.findings if f.code == "vertex-far"]
    assert (finding.severity, finding.row, finding.value) == ("warning", 2, "0, 0")


@pytest.mark.parametrize(("degrees", "told"), [(0.15, False), (0.25, True)])
def test_far_is_more_than_twenty_kilometres_beyond_what_is_known(
    degrees: float, told: bool
) -> None:
    taken = roads(with_vertex((LON, LAT + degrees)))
    assert ("vertex-far" in world.codes(taken.findings)) is told


def test_all_wrong_vertices_of_a_road_are_one_finding() -> None:
    line = shapely.LineString([(LON, LAT), (0, 0), (1, 0), (2, 0), (LON, LAT - 0.004)])
    (finding,) = [f for f in roads(shapely.to_wkb(line), GOOD).findings if f.code == "vertex-far"]
    assert "và 2 đỉnh khác" in finding.text.vi


def test_a_boundary_and_an_outline_with_a_vertex_nowhere_are_rejected() -> None:
    raw = world.raw_file(
        ("name",), [("a",)], crs="EPSG:4326", geometries=[with_vertex((1e300, LAT))]
    )
    assert take_boundary(raw, known=world.NOTHING).rejected[0].codes == ("vertex-out-of-range",)
    ring = shapely.Polygon([(LON, LAT), (1e300, LAT), (LON, LAT - 0.1)])
    raw = world.raw_file(
        ("code", "name"),
        [("06004", "Quốc Khánh")],
        crs="EPSG:4326",
        geometries=[shapely.to_wkb(ring)],
    )
    assert take_communes(raw, known=world.NOTHING).rejected[0].codes == ("vertex-out-of-range",)


def test_a_centre_nowhere_rejects_its_commune() -> None:
    rows = [("06004", "Quốc Khánh", 1e300, LAT)]
    raw = world.raw_file(("code", "name", "longitude", "latitude"), rows)
    assert take_communes(raw, known=world.NOTHING).rejected[0].codes == ("position-out-of-range",)


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((1e300, LAT), "position-out-of-range"),
        ((200.0, LAT), "position-out-of-range"),
        ((0.0, 0.0), "position-null-island"),
    ],
)
def test_no_point_nowhere_becomes_a_position(point: tuple[float, float], code: str) -> None:
    shapes = [shapely.to_wkb(shapely.Point(p)) for p in (point, (LON, LAT), (LON, LAT))]
    raw = world.raw_file(
        ("name", "Mốc số"), [("Pò Mã", "1100"), ("Bình Nghi", "1102"), ("Na Hình", "1103")],
        crs="EPSG:4326", geometries=shapes,
    )  # fmt: skip
    posts, gates = take_posts(raw, known=world.GROUND), take_gates(raw, known=world.GROUND)
    markers = take_markers(raw, known=world.GROUND)
    for taken in (posts, gates, markers):
        assert code in world.codes(taken.findings)
    assert {p.longitude for p in (*posts.entries, *gates.entries)} <= {None, LON}
    assert {m.position.longitude for m in markers.entries if m.position} == {LON}


@pytest.mark.parametrize("written", ["NaN", "Infinity", "1e400"])
def test_a_number_that_is_none_is_named_in_a_geojson(tmp_path: Path, written: str) -> None:
    line = [[LON, LAT], ["@", LAT], [LON, LAT - 0.004]]
    feature = {
        "type": "Feature",
        "properties": {"name": "a", "status": "built"},
        "geometry": {"type": "LineString", "coordinates": line},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    path = tmp_path / "roads.geojson"
    path.write_text(text.replace('"@"', written), encoding="utf-8")
    taken = take_roads(read(path), known=world.FULL)
    assert [r.codes for r in taken.rejected] == [("vertex-out-of-range",)]


def test_what_is_far_is_as_far_where_only_that_is_asked() -> None:
    chance = np.random.default_rng(1)
    longitude, latitude = (
        LON + chance.uniform(-0.6, 0.6, 2_000),
        LAT + chance.uniform(-0.6, 0.6, 2_000),
    )
    ground = Ground(world.FULL, [], [], "area")
    off_m = ground.off_m(longitude, latitude, beyond_m=-math.inf)
    asked_m = ground.off_m(longitude, latitude, beyond_m=20_000.0)
    is_far = off_m > 20_000.0
    assert 0 < is_far.sum() < len(off_m)
    assert (asked_m[is_far] == off_m[is_far]).all()
    assert (asked_m[~is_far] <= 20_000.0).all()
