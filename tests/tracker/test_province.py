"""A province-sized set of real office files, from an empty store to 223/459."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from mocgioi import tracker
from mocgioi.domain.batch import Receipt
from mocgioi.store.disagreements import open_disagreements
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.outputs.map.carrying import carried_text
from tests.shared import shared

pytestmark = pytest.mark.slow

REGISTER = (
    ("communes", ("langson_border_communes_2025.geojson",)),
    ("boundary", ("langson_china_border_line.geojson",)),
    ("markers", ("province", "register.xlsx")),
    ("roads", ("province", "roads.gpkg")),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tracker.create(tmp_path_factory.mktemp("province") / "store.gpkg")
    for kind, parts in REGISTER:
        made.register.import_file(kind, shared("data", *parts))
    made.surveys.apply(shared("data", "province", "status-2023.csv"))
    return made.store.path


@pytest.fixture
def province(built: Path, tmp_path: Path) -> Iterator[Tracker]:
    shutil.copy(built, tmp_path / "store.gpkg")
    yield from kept_open(tracker.open(tmp_path / "store.gpkg"))


def surveys() -> list[Path]:
    return sorted(shared("data", "province").glob("survey-*"))


class Surveyed(NamedTuple):
    """The province after the surveys of its posts, and what was told of each."""

    store: Tracker
    receipts: list[Receipt]


@pytest.fixture(scope="module")
def surveyed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Surveyed:
    """The surveys taken in one after another; do not write to it."""
    store = tracker.open(shutil.copy(built, tmp_path_factory.mktemp("surveyed")))
    return Surveyed(store, [store.surveys.apply(path) for path in surveys()])


def test_the_status_of_2023_is_223_of_459(province: Tracker) -> None:
    status = province.figures.status()
    assert (status["road_built"], status["markers_needing_road"], status["percent"]) == (
        223,
        459,
        48.6,
    )


def test_the_surveys_of_the_posts_bring_315(surveyed: Surveyed) -> None:
    for receipt in surveyed.receipts:
        assert (receipt.rejected, receipt.applied) == (0, receipt.read)
    assert surveyed.store.figures.status()["road_built"] == 315


def test_a_map_with_the_outlines_of_the_communes_weighs_less_than_600_kb(
    province: Tracker,
) -> None:
    assert len(province.maps.page().encode()) <= 600_000


def test_figures_of_2023_do_not_move_by_later_surveys(
    province: Tracker, surveyed: Surveyed
) -> None:
    before, after = province.figures.coverage(as_of="2023-12-31"), surveyed.store.figures
    as_then = after.coverage(as_of="2023-12-31", known_at=before["known_at"])
    assert as_then == before | {"last_recorded_at": after.coverage()["last_recorded_at"]}


def test_surveys_in_any_order_give_the_same_state(province: Tracker, surveyed: Surveyed) -> None:
    for path in reversed(surveys()):
        province.surveys.apply(path)
    columns = ["number", "road_status", "road_status_since"]
    assert province.frame("markers")[columns].equals(surveyed.store.frame("markers")[columns])


@pytest.mark.parametrize("kind, parts", REGISTER)
def test_the_same_file_again_changes_nothing(
    province: Tracker, kind: str, parts: tuple[str, ...]
) -> None:
    before = province.store.path.read_bytes()
    receipt = province.register.import_file(kind, shared("data", *parts))
    assert (receipt.unchanged, province.store.path.read_bytes()) == (receipt.read, before)


def test_the_same_survey_again_changes_nothing(province: Tracker) -> None:
    before = province.store.path.read_bytes()
    receipt = province.surveys.apply(shared("data", "province", "status-2023.csv"))
    assert (receipt.unchanged, province.store.path.read_bytes()) == (459, before)


def test_a_rehearsal_writes_nothing(province: Tracker) -> None:
    before = province.store.path.read_bytes()
    survey = shared("data", "province", "survey-po-ma.xlsx")
    receipt = province.surveys.check(survey)
    assert (receipt.applied > 0, province.store.path.read_bytes()) == (True, before)


def test_a_register_without_coordinates_still_counts(tmp_path: Path) -> None:
    made = tracker.create(tmp_path / "store.gpkg")
    made.register.import_file("communes", shared("data", "langson_border_communes_2025.geojson"))
    register = tmp_path / "register.csv"
    register.write_text(
        "Số hiệu mốc,Xã,Đồn Biên phòng,Thuộc diện làm đường\n"
        "1116,Xã Đồng Đăng,Hữu Nghị,có\n1117,Xã Đồng Đăng,Hữu Nghị,không\n",
        encoding="utf-8",
    )
    made.register.import_file("markers", register)
    totals = made.figures.coverage()["totals"]
    assert (totals["markers"], totals["markers_needing_road"]) == (2, 1)
    assert "1116" in carried_text(made.maps.page())


def figures(work: Tracker) -> dict[str, object]:
    """Return what is counted of every marker, and what waits."""
    document = work.figures.coverage(by=["marker"])
    # When each copy took a file in is its own.
    markers = [{**group, "evidence": None} for group in document["groups"]]
    with work.store.reading() as connection:
        waiting = {(d.marker, d.aspect, d.observed_on) for d in open_disagreements(connection)}
    return {"totals": document["totals"], "markers": markers, "waiting": waiting}


def test_any_split_over_two_copies_ends_at_the_same_figures(
    built: Path, surveyed: Surveyed, tmp_path: Path
) -> None:
    at, ends = random.Random(14), []
    for split in range(2):
        pair = [
            tracker.open(shutil.copy(built, tmp_path / f"{split}-{name}.gpkg")) for name in "ab"
        ]
        for path in at.sample(surveys(), len(surveys())):
            # Some files are taken in by both.
            for work in pair if at.random() < 0.2 else [at.choice(pair)]:
                work.surveys.apply(path)
        pair[0].merge(pair[1].store.path)
        pair[1].merge(pair[0].store.path)
        ends += [figures(work) for work in pair]
    expected = figures(surveyed.store)
    assert [end == expected for end in ends] == [True] * 4
