from __future__ import annotations

from mocgioi.analysis.figures.progress import by_year, progress
from mocgioi.documents.full_report import ProgressPoint, YearEnd
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, decision
from tests.commits import number as commit_of
from tests.documents import closed

LATER = "2024-06-01T00:00:00.000Z"


def points_of(world: World, as_of: str = "2023-12-31") -> list[tuple[str | None, int, int]]:
    points = progress(world.observations, world.decisions, as_of=as_of, known_at=None)
    return [(p["as_of"], p["markers_needing_road"], p["road_built"]) for p in points]


def test_every_point_is_what_the_report_of_that_day_counts() -> None:
    world = border_of_six()
    points = points_of(world)
    assert len(points) == 4
    for day, needing, built in points:
        totals = world.count(as_of=day or "1900-01-01")["totals"]
        assert (needing, built) == (totals["markers_needing_road"], totals["road_built"])


def test_a_decision_takes_a_marker_out_of_the_day_it_was_counted_from() -> None:
    world = border_of_six()
    (first,) = [o for o in world.observations if o.subject == "1116" and o.value == "built"]
    world.decisions.append(decision("d", first.uuid, "undone", LATER))
    assert ("2022-03-01", 4, 1) not in points_of(world)
    known_before = progress(
        world.observations, world.decisions, as_of="2023-12-31", known_at=commit_of(RECORDED_AT)
    )
    assert known_before[1] == {"as_of": "2022-03-01", "markers_needing_road": 4, "road_built": 1}


def test_a_change_of_need_moves_the_denominator() -> None:
    world = World()
    world.marker("1116")
    world.road("1116")
    world.observe("1116", "need_road", "no", "2023-08-01")
    assert points_of(world) == [(None, 1, 0), ("2023-05-04", 1, 1), ("2023-08-01", 0, 0)]


def test_a_marker_that_is_retired_is_counted_no_longer() -> None:
    world = World()
    world.marker("1116")
    world.road("1116")
    world.observe("1116", "existence", "no", "2023-08-01")
    assert points_of(world) == [(None, 1, 0), ("2023-05-04", 1, 1), ("2023-08-01", 0, 0)]


def test_nothing_after_the_day_asked_for_is_drawn() -> None:
    assert points_of(border_of_six(), as_of="2023-05-03")[-1] == ("2022-03-01", 4, 1)


def test_years_end_with_the_day_asked_for_and_say_what_came_within() -> None:
    world = border_of_six()
    points = progress(world.observations, world.decisions, as_of="2023-12-15", known_at=None)
    rows = by_year(points, "2023-12-15")
    assert [(row["as_of"], row["road_built"], row["in_period"]) for row in rows] == [
        ("2022-12-31", 1, 1),
        ("2023-12-15", 3, 2),
    ]


def test_a_store_without_a_dated_report_has_no_years() -> None:
    assert by_year([], "2023-12-31") == []


def test_the_day_asked_for_is_drawn_itself() -> None:
    points = points_of(border_of_six(), as_of="2022-03-01")
    assert points[-1] == ("2022-03-01", 4, 1)


def test_a_year_ends_with_what_its_last_day_counts() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", "built", "2023-12-31")
    points = progress(world.observations, world.decisions, as_of="2024-06-01", known_at=None)
    assert [
        (row["as_of"], row["road_built"], row["in_period"]) for row in by_year(points, "2024-06-01")
    ] == [
        ("2023-12-31", 1, 1),
        ("2024-06-01", 1, 0),
    ]


def test_a_marker_no_register_names_is_never_counted() -> None:
    world = World()
    world.marker("1116")
    world.observe("9999", "need_road", "yes", "2023-01-01")
    world.road("9999")
    assert points_of(world) == [(None, 1, 0)]


def test_roads_built_on_the_same_day_are_all_counted_from_it() -> None:
    world = World()
    for number in ("1116", "1117", "1118"):
        world.marker(number)
        world.road(number)
    assert points_of(world) == [(None, 3, 0), ("2023-05-04", 3, 3)]


def test_what_came_after_what_is_known_is_not_drawn() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", recorded_at=LATER)
    points = progress(world.observations, [], as_of="2023-12-31", known_at=commit_of(RECORDED_AT))
    assert [(p["as_of"], p["road_built"]) for p in points] == [(None, 0)]


def test_a_year_has_its_per_cent_and_what_came_within_where_nothing_held_before() -> None:
    world = World()
    for number in ("1116", "1117"):
        world.observe(number, "existence", "yes", "2023-01-01")
        world.observe(number, "need_road", "yes", "2023-01-01")
    world.road("1116")
    points = progress(world.observations, [], as_of="2023-12-31", known_at=None)
    rows = by_year(points, "2023-12-31")
    for point in points:
        closed.require(ProgressPoint, point)
    for row in rows:
        closed.require(YearEnd, row)
    assert [(row["percent"], row["in_period"]) for row in rows] == [(50.0, 1)]
