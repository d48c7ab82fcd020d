"""Whom a map and an export are for: both leave out and round the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
import shapely

from mocgioi import tracker
from mocgioi.outputs.map.audience import redacted
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.tracker import Tracker
from mocgioi.tracker.drawing import map_facts

DAY = "2025-12-31"
PLACES = ((106.71112345, 21.97062268), (106.71455551, 21.97499949))
LINE = [(106.71112345, 21.97062268), (106.7113, 21.9709), (106.71455551, 21.97499949)]
COMMUNE = [(106.6, 21.9), (106.8, 21.9), (106.8, 22.0), (106.6, 22.0), (106.6, 21.9)]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Tracker:
    """A store with a thing of each kind that has a place on the ground."""
    folder = tmp_path_factory.mktemp("audiences")
    made = tracker.create(folder / "langson.gpkg")

    def taken(kind: str, shape: str, *rows: tuple[dict[str, Any], Any]) -> None:
        path = folder / f"{kind}.geojson"
        features = [
            {
                "type": "Feature",
                "properties": {**properties, "source": "ông Ba", "illustrative": True},
                "geometry": {"type": shape, "coordinates": coordinates},
            }
            for properties, coordinates in rows
        ]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        made.register.import_file(kind, path)

    taken("communes", "Polygon", ({"code": "06184", "name": "Đồng Đăng"}, [COMMUNE]))
    taken("boundary", "LineString", ({"commune_code": "06184"}, LINE))
    taken("posts", "Point", ({"code": "dong-dang", "name": "Đồng Đăng"}, PLACES[0]))
    taken("gates", "Point", ({"name": "Cốc Nam", "kind": "gate"}, PLACES[1]))
    taken(
        "markers",
        "Point",
        *(
            ({"number": str(1116 + at), "needs_road": "yes", "commune_code": "06184"}, place)
            for at, place in enumerate(PLACES)
        ),
    )
    taken("roads", "LineString", ({"name": "Đường", "status": "built", "serves": "1116"}, LINE))
    made.set("1116", marker_condition="missing", on="2025-05-01", by="ông Ba", note="gặp ông Ba")
    return made


@pytest.fixture(scope="module")
def shown(work: Tracker) -> MapFacts:
    """What the map shows inside the agency."""
    return redacted(map_facts(work.store, as_of=DAY, lang="vi"), "internal")


def exported(work: Tracker, kind: str) -> list[dict[str, Any]]:
    """Return the rows of an internal export, each with its vertices."""
    table = work.exports.table(kind, as_of=DAY, audience="internal")
    names = [column.name for column in table.columns]
    return [
        {**dict(zip(names, row, strict=True)), "vertices": vertices(wkb)}
        for row, wkb in zip(table.rows, table.shapes or (), strict=True)
    ]


def vertices(wkb: bytes | None) -> list[tuple[float, float]]:
    return [(x, y) for x, y in shapely.get_coordinates(shapely.from_wkb(wkb))]


def places(listed: Iterable[Any]) -> list[list[tuple[float, float]]]:
    return [[(each["longitude"], each["latitude"])] for each in listed]


def test_places_are_rounded_alike(work: Tracker, shown: MapFacts) -> None:
    for kind, listed in (
        ("markers", shown["markers"]),
        ("posts", shown["posts"]),
        ("gates", shown["gates"]),
    ):
        assert [row["vertices"] for row in exported(work, kind)] == places(listed), kind
    (road,), (line,) = exported(work, "roads"), [r["lines"][0] for r in shown["roads"]]
    assert road["vertices"] == [(vertex[0], vertex[1]) for vertex in line]


def test_figures_that_lead_to_a_place_are_rounded_alike(work: Tracker, shown: MapFacts) -> None:
    for name in ("border_km", "nearest_road_m"):
        values = [marker[name] for marker in shown["markers"]]
        assert None not in values
        assert [row[name] for row in exported(work, "markers")] == values


def test_the_outlines_that_are_public_are_so_in_both(work: Tracker) -> None:
    drawn = redacted(map_facts(work.store, as_of=DAY, lang="vi"), "public")
    assert not (drawn["markers"] or drawn["posts"] or drawn["gates"] or drawn["roads"])
    for kind in ("communes", "boundary"):
        assert drawn[kind] and work.exports.table(kind, as_of=DAY, audience="public").rows


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_nobody_is_named_in_either(work: Tracker, audience: Any) -> None:
    drawn = redacted(map_facts(work.store, as_of=DAY, lang="vi"), audience)
    kinds: tuple[str, ...] = (
        "markers",
        "roads",
        "posts",
        "gates",
        "communes",
        "boundary",
        "observations",
        "cases",
    )
    if audience == "public":
        kinds = ("communes", "boundary")
    tables = [work.exports.table(kind, as_of=DAY, audience=audience) for kind in kinds]
    said = [str(cell) for table in tables for row in table.rows for cell in row]
    assert [
        text for text in (json.dumps(drawn, ensure_ascii=False), *said) if "ông Ba" in text
    ] == []
