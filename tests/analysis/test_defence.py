from __future__ import annotations

from typing import Any

from mocgioi.analysis.figures.defence import defend
from mocgioi.documents.publication import Defended
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.publication import Publication, ReportedMarker
from tests.analysis.coverage_world import (
    COMMUNES,
    POSTS,
    RECORDED_AT,
    World,
    border_of_six,
    decision,
)
from tests.commits import number as commit_of
from tests.documents import closed

DAY = "2023-12-31"
LATER = "2024-06-01T00:00:00.000Z"
PLACES = {"commune": {code: commune.name for code, commune in COMMUNES.items()}, "post": POSTS}


def publish(world: World) -> tuple[Publication, dict[str, ReportedMarker]]:
    """Return what would be published of the world as it is."""
    states = fold_markers(world.observations, world.decisions, as_of=DAY)
    totals = world.count()["totals"]
    counts = (totals["markers"], totals["markers_needing_road"], totals["road_built"] or 0)
    reported = {
        n: ReportedMarker(n, *(s.value(a) for a in ("need_road", "road_status", "commune", "post")))
        for n, s in states.items()
    }
    made = Publication("Hội nghị", DAY, RECORDED_AT, *counts)
    return made._replace(known_commit=commit_of(RECORDED_AT)), reported


def defended(world: World, published: tuple[Publication, dict[str, ReportedMarker]]) -> Any:
    states = fold_markers(world.observations, world.decisions, as_of=DAY)
    files = {"b2": "sau.xlsx"}
    compared = defend(*published, states, world.observations, world.decisions, files, PLACES)
    closed.require(Defended, compared)
    return compared


def test_a_figure_nothing_was_recorded_about_since_agrees() -> None:
    world = border_of_six()
    compared = defended(world, publish(world))
    assert (compared["agrees"], compared["moved"]) == (True, [])
    assert compared["now"] == {"markers_needing_road": 4, "road_built": 3}


def test_a_late_row_is_named_with_marker_file_row_who_and_when() -> None:
    world = border_of_six()
    published = publish(world)
    world.road("1118", day="2023-12-01", recorded_at=LATER, batch="b2", row=7, observer="Lý A")
    compared = defended(world, published)
    assert (compared["agrees"], compared["now"]["road_built"]) == (False, 4)
    (moved,) = compared["moved"]
    assert moved["number"] == "1118"
    assert (moved["before"]["road_status"], moved["now"]["road_status"]) == (
        "under_construction",
        "built",
    )
    (event,) = moved["events"]
    assert (event["kind"], event["by"], event["recorded_at"]) == ("observation", "Lý A", LATER)
    assert (event["evidence"]["file"], event["evidence"]["row"]) == ("sau.xlsx", 7)


def test_an_undo_is_named_with_who_and_why() -> None:
    world = border_of_six()
    published = publish(world)
    (seen,) = [o for o in world.observations if o.subject == "1117" and o.value == "built"]
    world.decisions.append(decision("d", seen.uuid, "undone", LATER, "Trưởng ban", "nhập nhầm"))
    (moved,) = defended(world, published)["moved"]
    (event,) = moved["events"]
    assert (event["kind"], event["value"], event["recorded_at"]) == ("decision", "built", LATER)
    assert (event["verdict"], event["by"], event["why"]) == ("undone", "Trưởng ban", "nhập nhầm")


def test_a_change_of_the_denominator_is_a_change() -> None:
    world = border_of_six()
    published = publish(world)
    world.marker("1122")
    world.observations[-4:] = [
        o._replace(recorded_at=LATER, commit=commit_of(LATER)) for o in world.observations[-4:]
    ]
    compared = defended(world, published)
    assert (compared["agrees"], compared["now"]["markers_needing_road"]) == (False, 5)
    assert [moved["number"] for moved in compared["moved"]] == ["1122"]


def test_one_more_and_one_less_give_the_same_figure_of_other_markers() -> None:
    world = border_of_six()
    published = publish(world)
    world.road("1118", day="2023-12-01", recorded_at=LATER)
    (seen,) = [o for o in world.observations if o.subject == "1117" and o.value == "built"]
    world.decisions.append(decision("d", seen.uuid, "undone", LATER))
    compared = defended(world, published)
    assert compared["agrees"]
    assert [moved["number"] for moved in compared["moved"]] == ["1117", "1118"]


def test_what_was_seen_after_the_day_of_the_report_changes_nothing() -> None:
    world = border_of_six()
    published = publish(world)
    world.road("1118", day="2024-01-01", recorded_at=LATER)
    assert defended(world, published)["agrees"]


def test_a_marker_of_another_commune_and_post_is_named_though_the_figure_agrees() -> None:
    world = border_of_six()
    published = publish(world)
    more = {"recorded_at": LATER, "batch": "b2", "row": 3}
    world.observe("1117", "commune", "06196", "2023-06-01", **more)
    world.observe("1117", "post", "ba-son", "2023-06-01", **more)
    compared = defended(world, published)
    assert compared["agrees"]
    (moved,) = compared["moved"]
    assert (moved["number"], moved["counts_otherwise"]) == ("1117", False)
    places = ("commune", "commune_name", "post_name")
    assert [moved["before"][key] for key in places] == ["06184", "Đồng Đăng", "Bảo Lâm"]
    assert [moved["now"][key] for key in places] == ["06196", "Ba Sơn", "Ba Sơn"]
    events = [(e["aspect"], e["name"], e["evidence"]["row"]) for e in moved["events"]]
    assert events == [("commune", "Ba Sơn", 3), ("post", "Ba Sơn", 3)]


def test_a_status_short_of_built_is_compared_too() -> None:
    world = border_of_six()
    published = publish(world)
    world.road("1118", "approved", "2023-11-01", recorded_at=LATER)
    (moved,) = defended(world, published)["moved"]
    assert (moved["before"]["road_status"], moved["now"]["road_status"]) == (
        "under_construction",
        "approved",
    )
    assert not moved["counts_otherwise"]


def test_only_events_of_what_differs_are_named() -> None:
    world = border_of_six()
    published = publish(world)
    world.road("1117", day="2023-12-20", recorded_at=LATER)
    world.observe("1117", "commune", "06196", "2023-06-01", recorded_at=LATER)
    (moved,) = defended(world, published)["moved"]
    assert [event["aspect"] for event in moved["events"]] == ["commune"]


def test_a_marker_that_is_new_has_the_event_that_named_it() -> None:
    world = border_of_six()
    published = publish(world)
    world.observe("1125", "existence", "yes", recorded_at=LATER)
    (moved,) = defended(world, published)["moved"]
    assert (moved["number"], moved["counts_otherwise"]) == ("1125", False)
    assert [event["aspect"] for event in moved["events"]] == ["existence"]


def test_a_publication_is_named_as_it_was_recorded() -> None:
    world = border_of_six()
    publication, reported = publish(world)
    recorded = publication._replace(uuid="p1", recorded_by="Trưởng ban", recorded_at=LATER)
    compared = defended(world, (recorded, reported))
    named = {key: compared[key] for key in ("publication", "title", "as_of", "known_at")}
    assert named == {
        "publication": "p1",
        "title": "Hội nghị",
        "as_of": DAY,
        "known_at": RECORDED_AT,
    }
    assert (compared["recorded_at"], compared["recorded_by"]) == (LATER, "Trưởng ban")
    assert (compared["markers_needing_road"], compared["road_built"]) == (4, 3)


def test_markers_that_moved_stand_in_border_order() -> None:
    world = border_of_six()
    published = publish(world)
    for number in ("1125", "944", "1117/2"):
        world.observe(number, "existence", "yes", recorded_at=LATER)
    moved = defended(world, published)["moved"]
    assert [marker["number"] for marker in moved] == ["944", "1117/2", "1125"]


def test_a_marker_reported_otherwise_than_it_was_recorded_has_no_event_to_show() -> None:
    world = border_of_six()
    publication, reported = publish(world)
    reported["1117"] = reported["1117"]._replace(post="ba-son")
    (moved,) = defended(world, (publication, reported))["moved"]
    assert (moved["before"]["post"], moved["now"]["post"]) == ("ba-son", "bao-lam")
    assert moved["events"] == []


def test_a_marker_that_was_not_reported_was_nothing_before() -> None:
    world = border_of_six()
    publication, reported = publish(world)
    del reported["1117"]
    (moved,) = defended(world, (publication, reported))["moved"]
    assert set(moved["before"].values()) == {None}
    assert moved["now"]["needs_road"] == "yes"


def test_what_was_seen_on_the_day_of_the_report_is_an_event_of_it() -> None:
    world = border_of_six()
    published = publish(world)
    world.road("1118", day=DAY, recorded_at=LATER)
    (moved,) = defended(world, published)["moved"]
    assert [event["evidence"]["observed_on"] for event in moved["events"]] == [DAY]


def test_what_was_decided_by_the_time_of_the_report_is_no_event_since() -> None:
    world = border_of_six()
    for verdict, number in (("keep", "1117"), ("keep", "1116")):
        (seen,) = [o for o in world.observations if o.subject == number and o.value == "built"]
        world.decisions.append(decision(f"d{number}", seen.uuid, verdict, RECORDED_AT))
    published = publish(world)
    (seen,) = [o for o in world.observations if o.subject == "1117" and o.value == "built"]
    undone = decision("d", seen.uuid, "undone", LATER)
    world.decisions.append(undone._replace(answers=("d1117",)))
    (moved,) = defended(world, published)["moved"]
    assert [event["recorded_at"] for event in moved["events"]] == [LATER]


def test_decisions_about_what_did_not_move_are_no_events() -> None:
    world = border_of_six()
    published = publish(world)
    (other,) = [o for o in world.observations if o.subject == "1116" and o.value == "built"]
    world.decisions.append(decision("d", other.uuid, "keep", LATER))
    world.road("1118", day="2023-12-01", recorded_at=LATER)
    (moved,) = defended(world, published)["moved"]
    assert [event["kind"] for event in moved["events"]] == ["observation"]


def test_events_of_a_marker_stand_by_when_they_were_recorded() -> None:
    world = border_of_six()
    published = publish(world)
    latest = world.road("1118", day="2023-12-02", recorded_at="2024-07-01T00:00:00.000Z")
    first = world.road("1118", day="2023-12-01", recorded_at=LATER)
    world.decisions.append(decision("d", first.uuid, "keep", "2024-06-15T00:00:00.000Z"))
    (moved,) = defended(world, published)["moved"]
    events = [(event["kind"], event["evidence"]["observation"]) for event in moved["events"]]
    assert events == [
        ("observation", first.uuid),
        ("decision", first.uuid),
        ("observation", latest.uuid),
    ]
