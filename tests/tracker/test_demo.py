"""The demonstration: the whole main job on the illustrative province."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.errors import CannotWrite
from mocgioi.tracker import Tracker


def test_the_end_of_2023_is_the_published_figure(demo: Tracker) -> None:
    totals = demo.figures.coverage(as_of="2023-12-31")["totals"]
    assert (totals["road_built"], totals["markers_needing_road"], totals["percent"]) == (
        223,
        459,
        48.6,
    )


def test_it_says_that_it_agrees_and_that_the_date_is_inferred(demo: Tracker) -> None:
    (figure,) = demo.figures.coverage(as_of="2023-12-31")["published"]
    assert (figure["agrees"], figure["as_of_inferred"]) == (True, True)


def test_later_surveys_stand_on_top(demo: Tracker) -> None:
    assert (demo.figures.coverage()["totals"]["road_built"] or 0) > 223


def test_it_says_that_it_is_illustrative(demo: Tracker) -> None:
    assert demo.figures.coverage()["illustrative"]


@pytest.mark.parametrize(
    "by", ["commune", "post", "district", "funding", "stretch", "year", "marker"]
)
def test_every_grouping_adds_up_to_the_totals(demo: Tracker, by: str) -> None:
    document = demo.figures.coverage(by=[by])
    for key in ("markers", "markers_needing_road", "road_built"):
        assert sum(group[key] or 0 for group in document["groups"]) == document["totals"][key]


def test_what_was_known_before_the_first_record_is_nothing(demo: Tracker) -> None:
    assert demo.figures.coverage(known_at="2020-01-01")["totals"]["markers"] == 0


def test_every_marker_stands_on_the_line(demo: Tracker) -> None:
    assert demo.frame("markers")["border_km"].notna().all()


def test_gates_stand_where_the_anchors_say(demo: Tracker) -> None:
    at_km = demo.frame("markers").set_index("number")["border_km"]
    assert (at_km["1090"], at_km["1116"], at_km["1300"]) == pytest.approx(
        (81.5, 91.25, 230.95), abs=0.05
    )


def test_reach_agrees_with_the_report(demo: Tracker) -> None:
    measured = demo.figures.coverage(as_of="2023-12-31")["measured"]
    assert demo.roads.reach(as_of="2023-12-31")["totals"] == measured


def test_frames_are_geopandas_in_wgs84(demo: Tracker) -> None:
    markers = demo.frame("markers")
    assert (len(markers), markers.crs.to_epsg()) == (474, 4326)


def test_a_demonstration_may_be_made_again(demo: Tracker) -> None:
    again = tracker.demo(demo.store.path.parent)
    assert again.figures.status()["road_built"] == demo.figures.status()["road_built"]


def test_a_store_of_real_data_is_not_overwritten(tmp_path: Path) -> None:
    tracker.create(tmp_path / "langson.gpkg")
    with pytest.raises(CannotWrite):
        tracker.demo(tmp_path)


def test_the_page_of_the_same_store_and_day_is_the_same_to_the_byte(demo: Tracker) -> None:
    assert demo.maps.page(as_of="2026-11-01") == demo.maps.page(as_of="2026-11-01")


def test_opening_and_reporting_leave_the_store_as_it_is(demo: Tracker) -> None:
    before = demo.store.path.read_bytes()
    demo.figures.report()
    demo.maps.page()
    demo.roads.reach()
    assert demo.store.path.read_bytes() == before
