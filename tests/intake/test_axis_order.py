"""Lines and points of a layer that were written north first: read so, and told, or asked about."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from mocgioi.domain.register import Road
from mocgioi.errors import CrsProblem
from mocgioi.intake import Known, Taken, take_boundary, take_markers, take_roads
from mocgioi.sources import RawFile, read
from tests.intake import world

CENTRES_ONLY = Known(communes={c: v._replace(geometry=None) for c, v in world.COMMUNES.items()})
GROUNDS = [
    world.FULL,
    CENTRES_ONLY,
    Known(boundary=[world.LINE]),
    Known(markers=world.MARKERS),
    world.NOTHING,
]


def north_first(written: str, stated: str | None) -> RawFile:
    easting, northing = world.in_crs(written)
    lines = [
        shapely.to_wkb(
            shapely.LineString(np.column_stack((northing[i : i + 2], easting[i : i + 2])))
        )
        for i in range(4)
    ]
    rows = [(f"Đường {i}", "built") for i in range(4)]
    return world.raw_file(("name", "status"), rows, crs=stated, geometries=lines, kind="gpkg")


def off_m(taken: Taken[Road]) -> float:
    starts = [shapely.get_coordinates(shapely.from_wkb(r.geometry))[0] for r in taken.entries]
    there = np.column_stack((world.LONGITUDE, world.LATITUDE))[: len(starts)]
    return float(np.max(np.abs(np.array(starts) - there))) * 111_320


@pytest.mark.parametrize("known", GROUNDS)
@pytest.mark.parametrize("system", ["EPSG:9215", "EPSG:3405", "EPSG:4326", "EPSG:4756"])
def test_a_layer_that_states_its_system_is_read_north_first_and_told(
    system: str, known: Known
) -> None:
    taken = take_roads(north_first(system, system), known=known)
    assert (len(taken.entries), taken.crs) == (4, system)
    assert off_m(taken) < 0.01
    (finding,) = [f for f in taken.findings if f.code == "axes-read"]
    assert (finding.severity, finding.value) == ("notice", system)
    assert "bắc trước" in finding.text.vi


def test_the_notice_says_by_how_much_it_fits() -> None:
    taken = take_roads(north_first("EPSG:9215", "EPSG:9215"), known=world.FULL)
    (finding,) = [f for f in taken.findings if f.code == "axes-read"]
    assert "0 m from the border line (median), 100 % within 100 m" in finding.text.en
    assert "Đọc đông trước thì lệch 2.810,2 km" in finding.text.vi


@pytest.mark.parametrize("known", GROUNDS[:-1])
@pytest.mark.parametrize("stated", [None, "EPSG:4326"])
def test_what_a_refusal_says_to_type_is_taken(stated: str | None, known: Known) -> None:
    raw = north_first("EPSG:9215", stated)
    with pytest.raises(CrsProblem) as caught:
        take_roads(raw, known=known)
    assert "bắc trước, đông sau" in caught.value.text.vi
    assert caught.value.text.vi.endswith("--crs EPSG:9215")
    assert off_m(take_roads(raw, known=known, crs="EPSG:9215")) < 0.01


def test_north_first_in_a_neighbours_zone_is_still_refused() -> None:
    with pytest.raises(CrsProblem) as caught:
        take_roads(north_first("EPSG:9215", "EPSG:5899"), known=world.FULL)
    assert caught.value.text.vi.endswith("--crs EPSG:9215")


def test_a_layer_east_first_is_not_told_of() -> None:
    raw = world.raw_file(("name",), [("a",)], crs="EPSG:4326", geometries=[world.LINE])
    assert "axes-read" not in world.codes(take_roads(raw, known=world.FULL).findings)


def test_a_boundary_north_first_is_read_before_anything_is_known() -> None:
    (piece,) = take_boundary(
        world.raw_file(
            ("name",),
            [("a",)],
            crs="EPSG:4326",
            geometries=[
                shapely.to_wkb(
                    shapely.transform(shapely.from_wkb(world.LINE), lambda xy: xy[:, ::-1])
                )
            ],
        ),
        known=world.NOTHING,
    ).entries
    assert shapely.equals_exact(
        shapely.from_wkb(piece.geometry), shapely.from_wkb(world.LINE), tolerance=1e-9
    )


def test_points_of_a_layer_north_first_become_markers(tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"Mốc số": number},
            "geometry": {"type": "Point", "coordinates": [float(n), float(e)]},
        }
        for number, e, n in zip(world.NUMBERS, world.EASTING, world.NORTHING, strict=True)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9215"}}
    path = tmp_path / "moc.geojson"
    document = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(document), encoding="utf-8")
    taken = take_markers(read(path), known=world.GROUND)
    found = [e.position.longitude for e in taken.entries if e.position]
    assert found == pytest.approx(world.LONGITUDE)
    assert "axes-read" in world.codes(taken.findings)
