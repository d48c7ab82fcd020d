"""The ground of the map in a store: replaced whole, never counted, light on the page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely import LineString, Point

from mocgioi.domain.ground import GroundFeature
from mocgioi.store import reading
from mocgioi.tracker import Tracker
from mocgioi.tracker import open as open_store
from mocgioi.tracker.drawing import map_facts
from mocgioi.tracker.ground import ground_facts, ground_sources

Rows = list[tuple[str, str | None, shapely.Geometry]]
TOWN = ("thị trấn", "Thất Khê", Point(106.4736, 22.2553))
RIVER = ("sông", "Sông Thử", LineString([(106.6, 21.9), (106.7, 22.0)]))
ROAD = ("quốc lộ", "QL 1", LineString([(106.7, 21.9), (106.7, 22.0)]))


def ground(path: Path, *rows: tuple[str, str | None, shapely.Geometry]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"Loại": kind, "Tên": name},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for kind, name, shape in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def names_in(clerk: Tracker) -> list[str]:
    with clerk.store.reading() as connection:
        return sorted(f.name or "" for f in reading.read_items(connection, GroundFeature))


def test_a_file_replaces_the_ground_there_was(clerk: Tracker, tmp_path: Path) -> None:
    clerk.register.import_file("ground", ground(tmp_path / "a.geojson", TOWN, RIVER))
    receipt = clerk.register.import_file("ground", ground(tmp_path / "b.geojson", RIVER, ROAD))
    assert names_in(clerk) == ["QL 1", "Sông Thử"]
    assert (receipt.read, receipt.applied, receipt.unchanged) == (2, 1, 1)
    assert [change.item for change in receipt.changes] == ["Thất Khê"]


def test_the_same_file_again_changes_nothing(clerk: Tracker, tmp_path: Path) -> None:
    path = ground(tmp_path / "a.geojson", TOWN, RIVER)
    clerk.register.import_file("ground", path)
    again = clerk.register.import_file("ground", path)
    assert (again.applied, again.unchanged, again.changes) == (0, 2, [])


def test_of_several_files_of_a_day_the_last_counts_and_nobody_is_asked(
    clerk: Tracker, tmp_path: Path
) -> None:
    first, second = ground(tmp_path / "a.geojson", TOWN), ground(tmp_path / "b.geojson", RIVER)
    for path in (first, second, first, second, first):
        assert clerk.register.import_file("ground", path).queued == 0
    assert names_in(clerk) == ["Thất Khê"]


def test_taken_back_it_is_the_ground_there_was(clerk: Tracker, tmp_path: Path) -> None:
    clerk.register.import_file("ground", ground(tmp_path / "a.geojson", TOWN))
    receipt = clerk.register.import_file("ground", ground(tmp_path / "b.geojson", RIVER))
    assert receipt.batch
    clerk.surveys.undo(receipt.batch, why="thử")
    assert names_in(clerk) == ["Thất Khê"]


def test_it_moves_no_figure_and_no_measure(clerk: Tracker, tmp_path: Path) -> None:
    before = clerk.figures.coverage()
    receipt = clerk.register.import_file("ground", ground(tmp_path / "a.geojson", ROAD, RIVER))
    after = clerk.figures.coverage()
    assert (after["totals"], after["groups"]) == (before["totals"], before["groups"])
    assert after["measured"] == before["measured"]
    assert receipt.moves == []


def test_another_copy_brings_its_ground_along(clerk: Tracker, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gpkg"
    shutil.copy(clerk.store.path, copy)
    other = open_store(copy)
    other.register.import_file("ground", ground(tmp_path / "a.geojson", TOWN, RIVER))
    clerk.merge(copy)
    assert names_in(clerk) == ["Sông Thử", "Thất Khê"]


def test_the_map_has_lines_by_kind_and_names_in_both_languages(
    clerk: Tracker, tmp_path: Path
) -> None:
    clerk.register.import_file("ground", ground(tmp_path / "a.geojson", TOWN, RIVER, ROAD))
    facts: Any = map_facts(clerk.store, as_of="2026-11-29", lang="vi")["ground"]
    assert [(part["kind"], len(part["lines"])) for part in facts] == [
        ("town", 0),
        ("river", 1),
        ("road", 1),
    ]
    assert facts[0]["names"][0]["name"] == {"vi": "Thất Khê", "en": "Thất Khê"}


def test_a_heavy_ground_loses_its_shortest_lines_and_their_names() -> None:
    heavy = [
        GroundFeature(
            shapely.to_wkb(
                LineString([(106 + x / 1000, 21 + (x % 2) / 50 + n / 100) for x in range(5 + n)])
            ),
            "road",
            name=f"QL {n}",
        )
        for n in range(150)
    ]
    (roads,) = ground_facts(heavy)
    assert sum(map(len, roads["lines"])) <= 3500
    shown = {named["name"]["vi"] for named in roads["names"]}
    assert "QL 149" in shown and "QL 0" not in shown


@pytest.mark.parametrize("kind", ["neighbour", "country", "town"])
def test_of_a_country_or_neighbour_no_outline_is_drawn(kind: str) -> None:
    area = shapely.to_wkb(Point(106.9, 22.1).buffer(0.3))
    (part,) = ground_facts([GroundFeature(area, kind, name="Trung Quốc", name_en="China")])
    assert part["lines"] == []
    assert part["names"][0]["name"] == {"vi": "Trung Quốc", "en": "China"}


def test_whose_it_is_is_named_once_unless_it_is_in_the_public_domain() -> None:
    place = shapely.to_wkb(TOWN[2])
    sources = [("GeoNames", "CC-BY-4.0"), ("GeoNames", "CC-BY-4.0"), ("x", "CC0-1.0"), ("y", None)]
    features = [GroundFeature(place, "town", source=s, licence=own) for s, own in sources]
    named = [(own["source"], own["licence"]) for own in ground_sources(features)]
    assert named == [("GeoNames", "CC-BY-4.0"), ("y", None)]
