"""Who paid for a road, from the files of the posts to the figures, whatever came first."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker as trackers
from mocgioi.domain.batch import Receipt
from mocgioi.outputs import marker_text
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.store.builders import new_store

HEADER = "Số hiệu mốc,Ngày kiểm tra,Đường lên mốc,Nguồn vốn,Người kiểm tra"
BUILT = "1116,05/05/2023,đã xây dựng,,Tổ 1"
PAID = "1116,05/05/2023,đã xây dựng,xã hội hóa,Tổ 2"
PAID_LATER = "1116,06/06/2024,đã xây dựng,xã hội hóa,Tổ 2"
OTHERWISE = "1116,07/07/2025,đã xây dựng,ngân sách tỉnh,Tổ 3"
PLANNED = "1116,04/04/2023,đã phê duyệt,Đề án,Tổ 4"
PLANNED_SO = "1116,04/05/2023,đang thi công,xã hội hóa,Tổ 4"


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(trackers.open(new_store(tmp_path, ["1116"]).path))


def apply(tracker: Tracker, folder: Path, *rows: str) -> Receipt:
    path = folder / "survey.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return tracker.surveys.apply(path)


def figures(tracker: Tracker) -> Any:
    """What a report counts by who paid, as of days before and after each row."""
    days = ("2023-04-30", "2023-12-31", "2024-12-31", "2025-12-31")
    reports = [tracker.figures.coverage(by=["funding"], as_of=day) for day in days]
    return [
        (r["totals"], [(g["code"], g["road_built"]) for g in r["groups"]], r["conflicts"])
        for r in reports
    ]


def payer(tracker: Tracker) -> str | None:
    shown: Any = tracker.show("1116")
    value: str | None = shown["funding"]["value"]
    return value


@pytest.mark.parametrize(
    "files",
    [
        (BUILT, PAID),
        (BUILT, PAID_LATER),
        (PLANNED, PAID),
        (PLANNED_SO, PAID),
        (BUILT, PAID_LATER, OTHERWISE),
    ],
    ids=["same day", "later", "planned", "planned by the same payer", "two payers"],
)
def test_the_order_of_the_files_changes_no_figure(tmp_path: Path, files: Sequence[str]) -> None:
    counted = []
    for place, order in enumerate(itertools.permutations(files)):
        folder = tmp_path / str(place)
        folder.mkdir()
        tracker = trackers.open(new_store(folder, ["1116"]).path)
        for row in order:
            apply(tracker, folder, row)
        counted.append(figures(tracker))
    assert counted[0][-1][0]["by_contributions"] == 1
    assert all(figure == counted[0] for figure in counted)


def test_a_payer_named_for_what_is_known_is_recorded_and_told(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, BUILT)
    receipt = apply(tracker, tmp_path, PAID)
    assert (receipt.applied, receipt.unchanged, receipt.moved) == (1, 0, ["1116"])
    (move,) = receipt.moves
    assert (move.aspect, move.before, move.after) == ("funding", None, "contributions")
    assert move.written == "xã hội hóa"


def test_a_road_that_makes_a_payer_count_tells_of_both(tracker: Tracker, tmp_path: Path) -> None:
    tracker.set("1116", funding="xã hội hóa", on="2023-06-06")
    receipt = apply(tracker, tmp_path, BUILT)
    moved = [(move.aspect, move.after, move.row) for move in receipt.moves]
    assert moved == [("funding", "contributions", 2), ("road_status", "built", 2)]


def test_who_is_to_pay_for_a_road_that_is_not_built_yet_is_kept_and_counts_for_nothing(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, BUILT)
    receipt = apply(tracker, tmp_path, "1116,06/06/2023,đang thi công,xã hội hóa,Tổ 2")
    assert (receipt.queued, receipt.moves, payer(tracker)) == (1, [], None)
    history = tracker.show("1116")["history"]
    assert [e["value"] for e in history if e["aspect"] == "planned_funding"] == ["contributions"]
    beside = [e["funding"] for e in history if e["value"] == "under_construction"]
    assert beside == ["contributions"]


def test_a_row_that_says_nothing_of_the_road_may_say_who_paid(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, BUILT)
    path = tmp_path / "marker.csv"
    path.write_text(
        "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Nguồn vốn\n1116,06/06/2024,nguyên trạng,XHH\n",
        encoding="utf-8",
    )
    tracker.surveys.apply(path)
    assert payer(tracker) == "contributions"


def test_the_same_file_again_changes_nothing(tracker: Tracker, tmp_path: Path) -> None:
    apply(tracker, tmp_path, PAID)
    before = tracker.show("1116")
    receipt = apply(tracker, tmp_path, PAID)
    assert (receipt.applied, receipt.unchanged, receipt.queued) == (0, 1, 0)
    assert tracker.show("1116") == before


def test_another_payer_waits_and_says_what_stands(tracker: Tracker, tmp_path: Path) -> None:
    apply(tracker, tmp_path, PAID_LATER)
    receipt = apply(tracker, tmp_path, OTHERWISE)
    assert (receipt.queued, payer(tracker)) == (1, "contributions")
    (told,) = receipt.findings
    assert (told.code, told.column) == ("conflict", "Nguồn vốn")
    sentence = told.words().vi
    assert "«ngân sách tỉnh»" in sentence and "«xã hội hóa»" in sentence


def test_an_older_row_of_another_payer_moves_the_figure_and_says_so(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, OTHERWISE)
    receipt = apply(tracker, tmp_path, PAID_LATER)
    assert (receipt.moved, payer(tracker)) == (["1116"], "contributions")
    assert "disagreement-opened" in {told.code for told in receipt.findings}


def test_a_disagreement_about_who_paid_is_listed_and_settled(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, PAID_LATER)
    apply(tracker, tmp_path, OTHERWISE)
    (listed,) = tracker.decisions.disagreements()["conflicts"]
    assert (listed["aspect"], [side["value"] for side in listed["sides"]]) == (
        "funding",
        ["provincial_budget"],
    )
    kept = listed["sides"][0]["observation"]
    assert tracker.decisions.resolve(listed["id"], kept, why="quyết toán") == ["1116"]
    assert payer(tracker) == "provincial_budget"
    assert tracker.decisions.disagreements()["conflicts"] == []


def test_taking_a_file_back_takes_its_payer_away(tracker: Tracker, tmp_path: Path) -> None:
    apply(tracker, tmp_path, BUILT)
    later = apply(tracker, tmp_path, PAID)
    undone = tracker.surveys.undo(str(later.batch), why="nhầm tệp")
    assert (undone.moved, payer(tracker)) == (["1116"], None)
    assert figures(tracker)[-1][0]["road_built"] == 1


def test_the_later_submission_of_an_observer_corrects_who_paid(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, PAID)
    receipt = apply(tracker, tmp_path, PAID.replace("xã hội hóa", "Đề án"))
    assert {told.code for told in receipt.findings} == {"submission-corrected"}
    assert payer(tracker) == "scheme"


def test_a_hand_names_who_paid(tracker: Tracker, tmp_path: Path) -> None:
    apply(tracker, tmp_path, BUILT)
    tracker.set("1116", funding="xã hội hóa", on="2023-06-01")
    assert payer(tracker) == "contributions"


def test_a_history_says_beside_a_road_status_who_paid_by_its_row(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, BUILT)
    apply(tracker, tmp_path, PAID_LATER)
    history = tracker.show("1116")["history"]
    named = [event["funding"] for event in history if event["aspect"] == "road_status"]
    assert named == [None, "contributions"]


def test_what_counts_by_contributions_names_the_row_that_says_so(
    tracker: Tracker, tmp_path: Path
) -> None:
    apply(tracker, tmp_path, BUILT, PAID_LATER)
    (marker,) = tracker.figures.explain("by_contributions")["markers"]
    evidence = {value["aspect"]: value["evidence"] for value in marker["values"]}["funding"]
    assert evidence is not None
    assert (evidence["file"], evidence["row"]) == ("survey.csv", 3)


def test_a_marker_shows_who_paid_by_the_papers_of_its_road(
    tracker: Tracker, tmp_path: Path
) -> None:
    roads = tmp_path / "roads.csv"
    roads.write_text(
        "Tên đường,Phục vụ mốc,Loại đường,Tình trạng,Nguồn vốn,Nguồn,wkt\n"
        'Đường A,1116,access,built,Đề án,QĐ 1,"LINESTRING (106.71 21.97, 106.711 21.97)"\n',
        encoding="utf-8",
    )
    tracker.register.import_file("roads", roads, crs="EPSG:4326")
    shown: Any = tracker.show("1116")
    assert shown["roads"] == []
    apply(tracker, tmp_path, BUILT)
    shown = tracker.show("1116")
    (road,) = shown["roads"]
    assert (payer(tracker), road["funding"], road["source"]) == (None, "scheme", "QĐ 1")
    text = marker_text.show(shown, "en")
    assert "by the papers of the road “Đường A”: scheme (QĐ 1934) (source: QĐ 1)" in text
