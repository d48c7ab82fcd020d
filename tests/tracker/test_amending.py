"""A marker retired or renumbered, a road removed or joined: dated, with a reason, undoable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.domain.register import Road
from mocgioi.errors import MarkerNotFound, UsageError
from mocgioi.outputs.receipts import as_text
from mocgioi.store import reading
from mocgioi.tracker import Tracker
from tests.keeping import kept_open

BEFORE, DAY, AFTER = "2025-02-28", "2025-03-01", "2025-03-02"


@pytest.fixture(scope="module")
def built_one(two_roads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four markers and two roads, one of which is reported built; do not write to it."""
    made = tracker.open(shutil.copy(two_roads, tmp_path_factory.mktemp("built")))
    made.set("1116", road_status="built", on="2024-05-01", by="Đồn A")
    return made.store.path


@pytest.fixture
def work(built_one: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(built_one, tmp_path)))


def numbers(work: Tracker, as_of: str) -> list[str]:
    document = work.figures.coverage(by=["marker"], as_of=as_of)
    return [str(group["code"]) for group in document["groups"]]


def built(work: Tracker, as_of: str) -> tuple[int | None, int]:
    totals = work.figures.coverage(as_of=as_of)["totals"]
    return totals["road_built"], totals["markers_needing_road"]


def roads(work: Tracker, as_of: str | None = None) -> dict[str | None, Road]:
    with work.store.reading() as connection:
        return {road.name: road for road in reading.read_items(connection, Road, as_of=as_of)}


def test_a_retired_marker_is_counted_until_the_day_before(work: Tracker) -> None:
    work.register.retire("1116", on=DAY, why="hủy mốc")
    assert (built(work, BEFORE), built(work, DAY)) == ((1, 4), (None, 3))


def test_a_retired_marker_has_no_row_in_the_layer(work: Tracker) -> None:
    work.register.retire("1116", on=DAY, why="hủy mốc")
    assert "1116" not in set(work.frame("markers")["number"])
    assert work.store.faults() == []


def test_a_row_about_a_retired_marker_is_rejected_with_its_day(
    work: Tracker, tmp_path: Path
) -> None:
    work.register.retire("1116", on=DAY, why="hủy mốc")
    survey = tmp_path / "s.csv"
    survey.write_text("marker_number,road_status,observed_on,illustrative\n1116,none,2025-05-01,1")
    receipt = work.surveys.apply(survey)
    assert receipt.rejected == 1
    assert "01/03/2025" in receipt.findings[0].words().vi


def test_a_renumbered_marker_goes_by_the_number_of_the_day(work: Tracker) -> None:
    work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    assert "1116" in numbers(work, BEFORE) and "1116/1" not in numbers(work, BEFORE)
    assert "1116/1" in numbers(work, DAY) and "1116" not in numbers(work, DAY)


def test_a_renumbered_marker_keeps_its_history_and_its_road(work: Tracker) -> None:
    work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    document = work.show("1116/1")
    assert document["road"]["status"] == "built"
    assert [road["name"] for road in document["roads"]] == ["Đường A"]
    assert built(work, AFTER) == (1, 4)


def test_a_former_number_is_understood(work: Tracker) -> None:
    work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    assert work.show("1116")["number"] == "1116/1"
    assert work.set("1116", road_condition="damaged", on=AFTER).applied == 1
    assert work.show("1116/1")["road_condition"]["value"] == "damaged"


@pytest.mark.parametrize("written", ["1116", "1116/1"])
def test_a_later_file_may_name_either_number(work: Tracker, tmp_path: Path, written: str) -> None:
    work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    survey = tmp_path / "s.csv"
    survey.write_text(
        f"marker_number,marker_condition,observed_on,illustrative\n{written},intact,2025-05-01,1"
    )
    receipt = work.surveys.apply(survey)
    told = [f.code for f in receipt.findings if f.code == "marker-renumbered"]
    assert (receipt.applied, told) == (1, ["marker-renumbered"] * (written == "1116"))
    assert work.show("1116/1")["condition"]["value"] == "intact"


def test_a_register_with_the_former_number_makes_no_second_marker(
    work: Tracker, tmp_path: Path
) -> None:
    work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    register = tmp_path / "again.csv"
    register.write_text("number,needs_road,illustrative\n1116,yes,yes\n")
    assert work.register.import_file("markers", register).unchanged == 1
    assert len(numbers(work, AFTER)) == 4


def test_what_was_recorded_under_the_new_number_stays_when_it_is_taken_back(
    work: Tracker,
) -> None:
    receipt = work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    work.set("1116/1", marker_condition="intact", on=AFTER)
    work.surveys.undo(str(receipt.batch), why="nhầm")
    assert work.show("1116")["condition"]["value"] == "intact"
    assert "1116/1" not in set(work.frame("markers")["number"])


def test_a_renumbered_marker_stays_the_same_row(work: Tracker) -> None:
    before = work.frame("markers").set_index("number")["uuid"]["1116"]
    work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    assert work.frame("markers").set_index("number")["uuid"]["1116/1"] == before


@pytest.mark.parametrize("taken", ["1117", "1116"])
def test_a_number_that_is_taken_or_was_is_refused(work: Tracker, taken: str) -> None:
    work.register.renumber("1116", "1116/1", on=DAY, why="QĐ 12")
    with pytest.raises(UsageError, match=taken):
        work.register.renumber("1118", taken, on=DAY, why="x")


def test_a_removed_road_is_there_until_the_day_before(work: Tracker) -> None:
    work.roads.remove("đường a", on=DAY, why="sạt mất")
    assert list(roads(work, BEFORE)) == ["Đường A", "Đường B"]
    assert list(roads(work)) == ["Đường B"]


def test_joined_roads_are_one_with_the_line_and_the_markers_of_both(work: Tracker) -> None:
    work.roads.join("Đường A", "Đường B", on=DAY, why="một tuyến")
    assert list(roads(work, BEFORE)) == ["Đường A", "Đường B"]
    (joined,) = roads(work).values()
    assert (joined.name, joined.serves, joined.length_m) == ("Đường A", ("1116", "1117"), 2300.0)
    assert len(work.roads.reach()["markers"]) == 4


def test_a_road_that_was_removed_by_mistake_comes_back(work: Tracker) -> None:
    before = roads(work)
    receipt = work.roads.remove("Đường A", on=DAY, why="nhầm")
    work.surveys.undo(str(receipt.batch), why="nhầm")
    assert {n: r._replace(row=None) for n, r in roads(work).items()} == {
        n: r._replace(row=None) for n, r in before.items()
    }


def test_a_road_that_is_named_badly_is_answered_with_those_like_it(work: Tracker) -> None:
    with pytest.raises(UsageError, match=r"Đường A .*Đường B"):
        work.roads.remove("đường", on=DAY, why="x")


def test_a_reason_is_needed(work: Tracker) -> None:
    with pytest.raises(UsageError, match="--why"):
        work.register.retire("1116", on=DAY, why=" ")


def test_a_day_to_come_is_refused(work: Tracker) -> None:
    with pytest.raises(UsageError, match="2099"):
        work.register.retire("1116", on="2099-01-01", why="x")


def test_a_marker_that_is_not_there_cannot_be_retired(work: Tracker) -> None:
    with pytest.raises(MarkerNotFound):
        work.register.retire("1999", on=DAY, why="x")


def test_a_need_typed_in_tells_what_it_does_to_the_figures(work: Tracker) -> None:
    receipt = work.set("1116", need_road="no", on=DAY)
    told = [
        (day.before.markers_needing_road, day.after.markers_needing_road)
        for day in receipt.denominator
        if day.before and day.after
    ]
    assert (4, 3) in told
    assert work.surveys.denominator(receipt.batch or "") == receipt.denominator


def test_what_changes_no_denominator_tells_of_none(work: Tracker) -> None:
    receipt = work.set("1116", need_road="yes", marker_condition="intact", on=DAY)
    assert receipt.denominator == []


def test_a_marker_retired_is_told_once(work: Tracker) -> None:
    receipt = work.register.retire("1116", on=DAY, why="hủy mốc")
    told = [line for line in as_text([receipt], "vi").splitlines() if "1116" in line]
    assert told == ["    1116, danh mục mốc: có → không còn"]
