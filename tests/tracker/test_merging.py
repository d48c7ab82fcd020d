"""A copy of the store comes home: what it brings, what is refused, and what is taken back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.domain.register import Road
from mocgioi.errors import MocgioiError, NotAStore, UnreadableInput, UsageError
from mocgioi.store import reading
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.pictures import jpeg, zipped

from .conftest import REGISTER, ROADS


@pytest.fixture
def here(two_roads: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(two_roads, tmp_path / "here.gpkg")))


@pytest.fixture
def there(here: Tracker, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(here.store.path, tmp_path / "there.gpkg")))


def statuses(work: Tracker) -> dict[str, str | None]:
    with work.store.reading() as connection:
        return dict(connection.execute("SELECT number, road_status FROM markers").fetchall())


def roads(work: Tracker) -> set[str | None]:
    with work.store.reading() as connection:
        return {road.name for road in reading.read_items(connection, Road)}


def changed(work: Tracker, script: str) -> Path:
    """Change the file of a store as no program of ours does."""
    connection = sqlite3.connect(work.store.path)
    connection.executescript(script)
    connection.close()
    return work.store.path


def refused(here: Tracker, path: Path) -> MocgioiError:
    """Merge what has to be refused; the store is as it was."""
    before = here.store.path.read_bytes()
    with pytest.raises(MocgioiError) as raised:
        here.merge(path)
    assert here.store.path.read_bytes() == before
    return raised.value


def test_a_rehearsal_says_what_would_come_and_writes_nothing(here: Tracker, there: Tracker) -> None:
    there.set("1116", road_status="built", on="2025-01-01")
    before = here.store.path.read_bytes()
    receipt = here.merge(there.store.path, check=True)
    assert (receipt.came, receipt.moved) == ({"batches": 1, "observations": 1}, ["1116"])
    assert here.store.path.read_bytes() == before


def test_what_waits_ends_with_exit_code_1(here: Tracker, there: Tracker) -> None:
    here.set("1116", road_status="none", on="2025-01-01", by="A")
    there.set("1116", road_status="built", on="2025-01-01", by="B")
    store, copy = map(str, (here.store.path, there.store.path))
    assert main(["--store", store, "merge", copy]) == 1
    assert main(["--store", store, "merge", copy]) == 0


def test_photographs_follow_with_their_bytes(here: Tracker, there: Tracker, tmp_path: Path) -> None:
    photo = jpeg(taken="2025:11:05 07:40:39", place=(106.76, 21.97))
    rows = "number,date,Tình trạng đường,Ảnh,illustrative\n1116,2025-11-05,đã có,a.jpg,yes\n"
    there.surveys.apply(zipped(tmp_path / "kobo.zip", {"p.csv": rows, "media/a.jpg": photo}))
    assert here.merge(there.store.path).photos_stored == 1
    for work in (here, there):
        with work.store.reading() as connection:
            pairs = connection.execute(
                "SELECT m.number, p.sha256, p.data FROM markers_photos"
                " JOIN markers m ON m.fid = base_id JOIN photos p ON p.id = related_id"
            ).fetchall()
            [(said,)] = connection.execute("SELECT count(*) FROM observations_photos")
        assert ([number for number, *_ in pairs], pairs[0][2]) == (["1116"], photo)
        assert said == 2


def test_what_was_published_elsewhere_is_defended_here(here: Tracker, there: Tracker) -> None:
    there.set("1116", road_status="built", on="2025-01-01")
    there.figures.publish(as_of="2025-06-01", title="Hội nghị")
    here.merge(there.store.path)
    assert "Hội nghị" in here.figures.report(as_of="2025-06-01")


def test_what_was_published_here_does_not_move(here: Tracker, there: Tracker) -> None:
    before = here.figures.coverage(as_of="2025-06-01")
    there.set("1116", road_status="built", on="2025-01-01")
    here.merge(there.store.path)
    after = here.figures.coverage(as_of="2025-06-01", known_at=before["known_at"])
    assert after["totals"] == before["totals"]


def test_this_very_store_is_refused(here: Tracker) -> None:
    assert isinstance(refused(here, here.store.path), UsageError)


def test_what_is_not_there_is_refused(here: Tracker, tmp_path: Path) -> None:
    assert isinstance(refused(here, tmp_path / "none.gpkg"), NotAStore)


def test_a_survey_is_no_copy(here: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("Số hiệu mốc,Tình trạng đường\n1116,đã có\n", encoding="utf-8")
    assert "survey apply" in refused(here, path).words().en


def test_a_copy_cut_short_is_refused(here: Tracker, there: Tracker) -> None:
    data = there.store.path.read_bytes()
    there.store.path.write_bytes(data[: len(data) // 2])
    assert isinstance(refused(here, there.store.path), UnreadableInput)


def test_a_copy_whose_ledger_was_changed_is_refused(here: Tracker, there: Tracker) -> None:
    path = changed(
        there,
        "DROP TRIGGER ledger_observations_update;"
        "UPDATE observations SET value = 'no' WHERE aspect = 'need_road' AND subject = '1116';",
    )
    assert "broken at commit 1" in refused(here, path).words().en


def test_real_and_made_up_markers_do_not_mix(here: Tracker, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text(REGISTER.replace(",yes\n", ",no\n"), encoding="utf-8")
    real = tracker.create(tmp_path / "real.gpkg")
    real.register.import_file("markers", tmp_path / "real.csv", crs="EPSG:4326")
    assert "ILLUSTRATIVE" in refused(here, real.store.path).words().en


def test_a_store_of_another_province_is_refused_unless_asked_for(
    here: Tracker, tmp_path: Path
) -> None:
    (tmp_path / "other.csv").write_text(REGISTER.replace("111", "121"), encoding="utf-8")
    other = tracker.create(tmp_path / "other.gpkg")
    other.register.import_file("markers", tmp_path / "other.csv", crs="EPSG:4326")
    assert "--unrelated" in refused(here, other.store.path).words().en
    here.merge(other.store.path, unrelated=True)
    assert "1216" in statuses(here)


def test_an_empty_store_takes_a_whole_one(here: Tracker, tmp_path: Path) -> None:
    empty = tracker.create(tmp_path / "empty.gpkg")
    empty.merge(here.store.path)
    assert (statuses(empty), roads(empty)) == (statuses(here), roads(here))


def test_the_same_file_in_both_copies_is_one_event_and_undoing_it_takes_both(
    here: Tracker, there: Tracker, tmp_path: Path
) -> None:
    path = tmp_path / "survey.csv"
    rows = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Minh họa\n1116,05/01/2025,đã có,có\n"
    path.write_text(rows, encoding="utf-8")
    batch = here.surveys.apply(path).batch
    there.surveys.apply(path)
    assert here.merge(there.store.path).batch is None
    here.surveys.undo(batch or "", why="nhầm tệp")
    there.merge(here.store.path)
    assert (statuses(here)["1116"], statuses(there)["1116"]) == (None, None)


# What pygeodiff 2.3.2 loses or cannot do, each with the files it was seen with.


def test_a_road_removed_here_and_renamed_there_keeps_both_events(
    here: Tracker, there: Tracker
) -> None:
    batch = here.roads.remove("Đường A", on="2025-03-01", why="không còn").batch
    renamed = {**ROADS, "features": [ROADS["features"][0]]}
    renamed = json.loads(json.dumps(renamed).replace("\\u0110\\u01b0\\u1eddng A", "Đường mới"))
    path = there.store.path.with_name("renamed.geojson")
    path.write_text(json.dumps(renamed), encoding="utf-8")
    there.register.import_file("roads", path, on="2025-03-02")
    here.merge(there.store.path)
    assert roads(here) == {"Đường B"}
    here.surveys.undo(batch or "", why="còn")
    assert roads(here) == {"Đường B", "Đường mới"}


def test_a_marker_that_both_add_is_one(here: Tracker, there: Tracker, tmp_path: Path) -> None:
    for work, east in ((here, "106.761"), (there, "106.762")):
        path = tmp_path / f"{work.store.path.stem}.csv"
        path.write_text(REGISTER + f"1120,{east},21.97,yes,yes\n", encoding="utf-8")
        work.register.import_file("markers", path, crs="EPSG:4326", on="2025-01-01")
    here.merge(there.store.path)
    there.merge(here.store.path)
    for work in (here, there):
        assert list(statuses(work)).count("1120") == 1
    assert here.frame("markers").geometry.to_wkt().tolist() == (
        there.frame("markers").geometry.to_wkt().tolist()
    )


def test_one_number_for_two_markers_is_refused_with_a_way_out(
    here: Tracker, there: Tracker
) -> None:
    here.register.renumber("1116", "2000", on="2025-01-01", why="đánh số lại")
    batch = there.register.renumber("1117", "2000", on="2025-01-01", why="đánh số lại").batch
    assert "2000" in refused(here, there.store.path).words().en
    there.surveys.undo(batch or "", why="nhầm")
    here.merge(there.store.path)
    assert {"2000", "1117"} <= set(statuses(here))


def test_what_another_program_edited_in_a_copy_comes_home(here: Tracker, there: Tracker) -> None:
    changed(there, "UPDATE markers SET road_status = 'built' WHERE number = '1116';")
    receipt = here.merge(there.store.path)
    assert (receipt.moved, statuses(here)["1116"]) == (["1116"], "built")
    assert here.merge(there.store.path).batch is None


def test_steps_that_two_copies_record_of_one_alarm_are_of_one_case(
    here: Tracker, there: Tracker
) -> None:
    here.set("1116", marker_condition="serious_damage", on="2025-01-01")
    there.merge(here.store.path)
    here.cases.record("1116", reported_on="2025-01-02", to="Sở Ngoại vụ", document="1/BC")
    there.cases.record("1116", notified_on="2025-01-04")
    here.merge(there.store.path)
    (case,) = here.cases.document()["cases"]
    assert [step["step"] for step in case["steps"]] == ["reported", "notified"]
