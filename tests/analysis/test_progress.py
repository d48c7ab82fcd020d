from __future__ import annotations

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.progress import by_year, progress
from mocgioi.documents.full_report import ProgressPoint, YearEnd
from mocgioi.domain.counting import Period
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, decision
from tests.documents import closed

LATER = "2024-06-01T00:00:00.000Z"


def points_of(
    world: World, as_of: str = "2023-12-31", known_at: str | None = None
) -> list[tuple[str | None, int, int | None]]:
    points = progress(world.inputs(as_of, known_at=known_at).courses)
    for point in points:
        closed.require(ProgressPoint, point)
    return [(p["as_of"], p["markers_needing_road"], p["road_built"]) for p in points]


def years_of(world: World, as_of: str) -> list[YearEnd]:
    inputs = world.inputs(as_of)
    completions = {marker.number: marker.completion for marker in marker_facts(inputs)}
    rows = by_year(progress(inputs.courses), inputs.courses, completions, inputs.counted_period)
    for row in rows:
        closed.require(YearEnd, row)
    return rows


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
    assert points_of(world)[1] == ("2022-03-01", 4, 0)
    assert points_of(world, known_at=RECORDED_AT)[1] == ("2022-03-01", 4, 1)


def test_a_change_of_need_moves_the_denominator() -> None:
    world = World()
    world.marker("1116")
    world.road("1116")
    world.observe("1116", "need_road", "no", "2023-08-01")
    assert points_of(world) == [(None, 1, None), ("2023-05-04", 1, 1), ("2023-08-01", 0, 0)]


def test_a_marker_that_is_retired_is_counted_no_longer() -> None:
    world = World()
    world.marker("1116")
    world.road("1116")
    world.observe("1116", "existence", "no", "2023-08-01")
    assert points_of(world) == [(None, 1, None), ("2023-05-04", 1, 1), ("2023-08-01", 0, 0)]


def test_nothing_after_the_day_asked_for_is_drawn() -> None:
    assert points_of(border_of_six(), as_of="2023-05-03")[-1] == ("2022-03-01", 4, 1)


def test_a_first_report_of_a_road_that_is_not_built_makes_the_figure_known() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", "none", "2023-05-04")
    world.road("1116", "approved", "2023-06-01")
    assert points_of(world) == [(None, 1, None), ("2023-05-04", 1, 0)]


def test_years_end_with_the_day_asked_for_and_say_what_came_within() -> None:
    rows = years_of(border_of_six(), "2023-12-15")
    assert [(row["as_of"], row["road_built"], row["in_period"]) for row in rows] == [
        ("2022-12-31", 1, 0),
        ("2023-12-15", 3, 2),
    ]
    assert [(row["baseline"], row["by_observation"]) for row in rows] == [(1, 0), (0, 2)]


def test_a_year_ties_with_the_one_before_whatever_moved_the_figure() -> None:
    world = World()
    for number in ("1116", "1117", "1118", "1119", "1120"):
        world.marker(number, need="no" if number == "1120" else "yes")
    for number in ("1116", "1117", "1118"):
        world.road(number, "none", "2022-06-01")
        world.road(number, "built", "2023-06-01")
    world.road("1119", "built", "2022-06-01")
    world.road("1120", "built", "2022-06-01")
    world.observe("1117", "road_completed_on", "2022-11-01", "2023-06-01")
    world.observe("1118", "road_completed_on", "2023-05-01", "2023-06-01")
    world.observe("1119", "existence", "no", "2023-03-01")
    world.observe("1120", "need_road", "yes", "2023-03-01")
    first, second = years_of(world, "2023-12-31")
    assert (first["road_built"], first["baseline"]) == (1, 1)
    kinds = ("by_completion", "by_observation", "completed_before", "newly_needed", "lost")
    assert [second[kind] for kind in kinds] == [1, 1, 1, 1, 1]  # type: ignore[literal-required]
    assert (second["road_built"], second["in_period"]) == (4, 2)


def test_before_the_first_report_a_year_has_no_figure() -> None:
    world = World()
    world.marker("1116")
    world.observe("1117", "existence", "yes", "2022-05-01")
    world.observe("1117", "need_road", "yes", "2022-05-01")
    world.road("1116")
    figures = [
        (y["road_built"], y["percent"], y["in_period"]) for y in years_of(world, "2023-12-31")
    ]
    assert figures == [(None, None, None), (1, 50.0, 0)]


def test_a_store_without_a_dated_report_has_no_years() -> None:
    assert by_year([], {}, {}, Period.of_year("2023-12-31")) == []


def test_the_day_asked_for_is_drawn_itself() -> None:
    points = points_of(border_of_six(), as_of="2022-03-01")
    assert points[-1] == ("2022-03-01", 4, 1)


def test_a_year_ends_with_what_its_last_day_counts() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", "none", "2022-12-31")
    world.road("1116", "built", "2023-12-31")
    rows = years_of(world, "2024-06-01")
    assert [(row["as_of"], row["road_built"], row["in_period"]) for row in rows] == [
        ("2022-12-31", 0, 0),
        ("2023-12-31", 1, 1),
        ("2024-06-01", 1, 0),
    ]


def test_a_marker_no_register_names_is_never_counted() -> None:
    world = World()
    world.marker("1116")
    world.observe("9999", "need_road", "yes", "2023-01-01")
    world.road("9999")
    assert points_of(world) == [(None, 1, None)]


def test_roads_built_on_the_same_day_are_all_counted_from_it() -> None:
    world = World()
    for number in ("1116", "1117", "1118"):
        world.marker(number)
        world.road(number)
    assert points_of(world) == [(None, 3, None), ("2023-05-04", 3, 3)]


def test_what_came_after_what_is_known_is_not_drawn() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", recorded_at=LATER)
    assert points_of(world, known_at=RECORDED_AT) == [(None, 1, None)]


def test_the_years_stand_on_the_period_that_is_asked_for() -> None:
    world = World()
    for number in ("1116", "1117", "1118"):
        world.marker(number)
        world.road(number, "none", "2022-06-01")
    world.road("1116", "built", "2022-12-20")
    world.road("1117", "built", "2023-12-10")
    world.road("1118", "built", "2023-12-20")
    inputs = world.inputs("2023-12-14")._replace(period=Period("2022-12-15", "2023-12-14"))
    rows = by_year(progress(inputs.courses), inputs.courses, {}, inputs.counted_period)
    shown = [(r["from"], r["as_of"], r["before"], r["in_period"], r["road_built"]) for r in rows]
    assert shown == [
        ("2021-12-15", "2022-12-14", None, 0, 0),
        ("2022-12-15", "2023-12-14", 0, 2, 2),
    ]
