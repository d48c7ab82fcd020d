"""The whole province against computations that share no code with ours: brute force, PostGIS."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import openpyxl
import pytest
import shapely.geometry

from mocgioi.analysis.lines.network import RoadFact
from mocgioi.analysis.lines.proximity import MarkerPoints
from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad
from mocgioi.analysis.lines.road_communes import ServingRoad, communes_of_roads
from mocgioi.domain.crs import METRIC_CRS, to_storage
from mocgioi.domain.marker import MarkerNumber
from tests.analysis.ground import reach
from tests.postgres import Cluster

from . import brute_force, by_postgis

PROVINCE = Path(__file__).parents[3] / "shared" / "data" / "province"
DAYS = ["2023-12-31", "2026-11-22"]

pytestmark = pytest.mark.skipif(
    not PROVINCE.is_dir(), reason=f"the province's files are not at {PROVINCE}"
)


class Province(NamedTuple):
    markers: list[ReachMarker]
    roads: list[ReachRoad]
    features: list[dict[str, Any]]
    truth: dict[str, dict[str, Any]]
    second: brute_force.Measured


@pytest.fixture(scope="module")
def province() -> Province:
    table = _register()
    truth = json.loads((PROVINCE / "truth.json").read_text(encoding="utf-8"))["truth"]
    features = json.loads((PROVINCE / "roads.geojson").read_text(encoding="utf-8"))["features"]
    markers = _markers(table, truth)
    return Province(markers, _roads(features, markers), features, truth, _second(table, features))


@pytest.fixture(scope="module")
def second_engine(cluster: Cluster) -> by_postgis.Measured:
    return by_postgis.Measured(cluster, PROVINCE / "register.xlsx", PROVINCE / "roads.geojson")


def _register() -> list[brute_force.Marker]:
    """Read the rows below the header; column X is the northing, Y the easting."""
    sheet = openpyxl.load_workbook(PROVINCE / "register.xlsx").worksheets[0]
    return [
        brute_force.Marker(str(row[1]), str(row[8]), float(str(row[7])), float(str(row[6])))
        for row in sheet.iter_rows(min_row=6, values_only=True)
    ]


def _markers(
    table: Sequence[brute_force.Marker], truth: dict[str, dict[str, Any]]
) -> list[ReachMarker]:
    eastings, northings = (np.array([row[at] for row in table]) for at in (2, 3))
    longitudes, latitudes = to_storage(eastings, northings, METRIC_CRS)
    return [
        ReachMarker(
            number=row.number,
            commune=row.commune,
            needs_road=truth[row.number]["needs_road"],
            declared="built" if truth[row.number]["road"] else "none",
            longitude=longitude,
            latitude=latitude,
        )
        for row, longitude, latitude in zip(
            table, longitudes.tolist(), latitudes.tolist(), strict=True
        )
    ]


def _roads(features: Sequence[dict[str, Any]], markers: Sequence[ReachMarker]) -> list[ReachRoad]:
    lines = [shapely.to_wkb(shapely.geometry.shape(feature["geometry"])) for feature in features]
    points = MarkerPoints(
        [marker.number for marker in markers],
        np.array([marker.longitude for marker in markers], dtype=np.float64),
        np.array([marker.latitude for marker in markers], dtype=np.float64),
    )
    serving = [
        ServingRoad(feature["properties"]["name"], line, [feature["properties"]["serves"]])
        for feature, line in zip(features, lines, strict=True)
    ]
    communes = communes_of_roads(serving, points, [marker.commune for marker in markers])
    return [
        ReachRoad(
            RoadFact(
                uuid=feature["properties"]["name"],
                road_class="patrol" if _is_trunk(feature) else "access",
                status="built" if _is_built(feature) else "none",
                completed_on=feature["properties"]["completed_on"],
                communes=communes[feature["properties"]["name"]],
            ),
            line,
            feature["properties"]["name"],
        )
        for feature, line in zip(features, lines, strict=True)
    ]


def _second(
    table: list[brute_force.Marker], features: Sequence[dict[str, Any]]
) -> brute_force.Measured:
    commune = {row.number: row.commune for row in table}
    roads = [
        brute_force.Road(
            name=feature["properties"]["name"],
            trunk=_is_trunk(feature),
            built=_is_built(feature),
            completed_on=feature["properties"]["completed_on"],
            communes={commune[n] for n in [feature["properties"]["serves"]] if n},
            parts=[np.array(feature["geometry"]["coordinates"])],
        )
        for feature in features
    ]
    return brute_force.Measured(table, roads)


def _is_trunk(feature: dict[str, Any]) -> bool:
    return bool(feature["properties"]["road_class"] == "đường tuần tra")


def _is_built(feature: dict[str, Any]) -> bool:
    return bool(feature["properties"]["status"] == "đã xây dựng")


@pytest.mark.parametrize("as_of", DAYS)
def test_the_province_agrees_with_brute_force_marker_by_marker(
    province: Province, as_of: str
) -> None:
    _assert_same(
        reach(province.markers, province.roads, as_of=as_of), province.second.answer(as_of)
    )


@pytest.mark.slow
@pytest.mark.parametrize("as_of", DAYS)
def test_the_province_agrees_with_postgis_marker_by_marker(
    province: Province, second_engine: by_postgis.Measured, as_of: str
) -> None:
    _assert_same(reach(province.markers, province.roads, as_of=as_of), second_engine.answer(as_of))


def _assert_same(document: Any, other: dict[str, brute_force.Answer]) -> None:
    assert len(document["markers"]) == 474
    assert {row["number"]: row["measured"] for row in document["markers"]} == {
        number: answer.measured for number, answer in other.items()
    }
    for row in document["markers"]:
        answer = other[row["number"]]
        assert row["nearest_road_m"] == pytest.approx(answer.nearest_m, abs=0.052)
        assert row["to_network_m"] == pytest.approx(answer.to_network_m, abs=0.052)


@pytest.mark.parametrize("crs", ["EPSG:3405", "EPSG:32648", "EPSG:9214", "EPSG:5899"])
def test_every_adequate_metric_crs_agrees_beyond_its_own_error(
    province: Province, crs: str
) -> None:
    """UTM lengthens by 3e-4 at most here: 4.5 cm at 150 m, 3 mm at a join."""
    here, listed = (
        {
            row["number"]: row["measured"]
            for row in reach(province.markers, province.roads, as_of=DAYS[1], metric_crs=system)[
                "markers"
            ]
        }
        for system in (METRIC_CRS, crs)
    )
    doubtful = {
        marker.number
        for marker, metres in zip(province.second.markers, province.second.to_marker_m, strict=True)
        if min(np.abs(metres - 150).min(), np.abs(metres - 30).min()) < 0.045
    }
    assert doubtful == {"1225/1"}
    assert {n for n, shown in here.items() if shown != listed[n]} <= doubtful


def test_markers_alone_with_their_road_are_as_it_was_drawn(province: Province) -> None:
    """Neighbours serve each other; a marker is alone where no line drawn for another is within
    150 m of it or joins its own, and then the kind its line was drawn as is the answer."""
    document = reach(province.markers, province.roads, as_of=DAYS[1])
    shown = {row["number"]: row["measured"] for row in document["markers"]}
    expected = {
        "reached": "reached",
        "undeclared": "reached",
        "island": "isolated",
        "short": "near",
        "unmapped": "none",
        "none": "none",
    }
    alone = _alone(province)
    assert {province.truth[number]["kind"] for number in alone} == set(expected)
    assert len(alone) > 300
    assert {number: shown[number] for number in alone} == {
        number: expected[province.truth[number]["kind"]] for number in alone
    }


def _alone(province: Province) -> set[str]:
    serves = [feature["properties"]["serves"] for feature in province.features]
    ends_m = province.second.from_ends_m
    alone = set()
    for marker, metres in zip(province.second.markers, province.second.to_marker_m, strict=True):
        own = [i for i, number in enumerate(serves) if number == marker.number]
        others = [i for i, number in enumerate(serves) if number != marker.number]
        access = [i for i in others if serves[i]]
        if metres[others].min() > 150 and all(
            min(ends_m[i, j], ends_m[j, i]) > 10 for i in own for j in access
        ):
            alone.add(marker.number)
    return alone


def test_the_totals_add_up_to_the_markers_needing_a_road(province: Province) -> None:
    for as_of in DAYS:
        totals = reach(province.markers, province.roads, as_of=as_of)["totals"]
        states = ("reached", "isolated", "near", "none", "unknown")
        assert sum(totals[state] for state in states) == 459


def test_own_projection_of_the_second_computation_is_that_of_the_first() -> None:
    eastings, northings = np.meshgrid([420_000.0, 480_000.0, 520_000.0], [2.36e6, 2.42e6, 2.49e6])
    degrees = np.column_stack(to_storage(eastings.ravel(), northings.ravel(), METRIC_CRS))
    again = brute_force.to_vn2000_tm3(degrees)
    assert again == pytest.approx(np.column_stack((eastings.ravel(), northings.ravel())), abs=2e-3)


def test_marker_numbers_of_the_register_are_in_border_order(province: Province) -> None:
    document = reach(province.markers, province.roads, as_of=DAYS[0])
    numbers = [MarkerNumber.parse(row["number"]) for row in document["markers"]]
    assert numbers == sorted(numbers)
