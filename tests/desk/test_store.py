"""The store as a whole: copied, brought back, looked at, mended."""

from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.desk.desk import store_in
from mocgioi.desk.jobs import Job, State
from mocgioi.errors import Text
from mocgioi.store.geopackage import connect
from mocgioi.store.handle import Store
from mocgioi.store.upgrades import SCHEMA_VERSION
from mocgioi.tracker import Tracker, copies
from tests.desk.conftest import Caller, PersonAt

pytestmark = pytest.mark.usefixtures("at_once")


MARKERS = "number,longitude,latitude,needs_road,illustrative\n1116,106.7,21.95,yes,yes\n"


@pytest.fixture(scope="module")
def made_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one marker, made once."""
    folder = tmp_path_factory.mktemp("small")
    register = folder / "register.csv"
    register.write_text(MARKERS, encoding="utf-8")
    made = tracker.create(folder / "langson.gpkg", by="An")
    made.register.import_file("markers", register, crs="EPSG:4326")
    return made.store.path


@pytest.fixture
def small(made_small: Path, tmp_path: Path) -> Tracker:
    """That store, of one's own."""
    return tracker.open(shutil.copy(made_small, tmp_path))


@pytest.fixture
def caller(small: Tracker, at_desk: PersonAt) -> Caller:
    """Somebody who may do everything, at its desk."""
    return at_desk(small.store.path)


def copied(caller: Caller, name: str = "ban sao") -> Path:
    """Make a copy by the press, and return where it lies."""
    done = caller.done(caller.post("/store/backup", {"name": name}))
    assert f"«{name}.gpkg»" in done.text
    return copies.folder_of(caller.desk.path) / f"{name}.gpkg"


def test_a_copy_is_made_under_the_name_that_was_chosen(small: Tracker, caller: Caller) -> None:
    assert Store(copied(caller)).faults() == []
    assert "như kho hiện nay" in caller.get("/store").text


@pytest.mark.parametrize("name", ["../../x", "con", "a/b\\c"])
def test_no_name_of_a_copy_leads_elsewhere(name: str, small: Tracker, caller: Caller) -> None:
    before = set(small.store.path.parent.rglob("*.gpkg"))
    caller.done(caller.post("/store/backup", {"name": name}))
    (made,) = set(small.store.path.parent.rglob("*.gpkg")) - before
    assert made.parent == copies.folder_of(small.store.path)


def test_a_copy_is_never_written_over(caller: Caller) -> None:
    path = copied(caller)
    before = path.read_bytes()
    again = caller.done(caller.post("/store/backup", {"name": "ban sao"}))
    assert "Đã có bản sao" in again.text and path.read_bytes() == before


def test_a_copy_is_downloaded_whole(caller: Caller) -> None:
    path = copied(caller)
    answer = caller.get(f"/store/copies/{path.name}")
    assert answer.data == path.read_bytes()
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["langson.gpkg", "..%2Flangson.gpkg", "%2Fetc%2Fpasswd"])
def test_nothing_but_a_copy_is_downloaded(name: str, caller: Caller) -> None:
    assert caller.get(f"/store/copies/{name}").status_code == 404


def test_what_the_copy_lacks_is_told_before_it_is_brought_back(
    small: Tracker, caller: Caller
) -> None:
    path = copied(caller)
    small.set("1116", road_status="none", on="2026-11-02")
    asked = caller.done(caller.post("/store/restore", {"name": path.name}))
    assert "Chưa thay gì" in asked.text and "Vẫn lấy lại bản sao này" in asked.text
    done = caller.done(caller.post("/store/restore", {"name": path.name, "discard": "1"}))
    assert "Kho nay như bản sao" in done.text
    kept = [p.name for p in small.store.path.parent.glob("langson.before-restore-*.gpkg")]
    assert len(kept) == 1 and kept[0] in done.text


def test_a_copy_from_elsewhere_is_put_beside_the_others(small: Tracker, caller: Caller) -> None:
    content = b"SQLite format 3"
    sent = {"copy": (io.BytesIO(content), "../../kho.gpkg")}
    page = caller.done(caller.post("/store/bring", sent, content_type="multipart/form-data"))
    assert "kho.gpkg" in page.text
    assert (copies.folder_of(small.store.path) / "kho.gpkg").read_bytes() == content
    other = {"copy": (io.BytesIO(b"x"), "kho.xlsx")}
    page = caller.done(caller.post("/store/bring", other, content_type="multipart/form-data"))
    assert "không phải bản sao" in page.text


def test_a_store_that_is_whole_is_said_to_be(small: Tracker, caller: Caller) -> None:
    before = small.store.path.read_bytes()
    page = caller.done(caller.post("/store/check"))
    assert "Kho số liệu nguyên vẹn." in page.text or "không có lỗi" in page.text
    assert small.store.path.read_bytes() == before


def test_what_is_made_from_the_ledger_is_mended_by_a_press(small: Tracker, caller: Caller) -> None:
    connection = connect(small.store.path, write=True)
    connection.execute("DROP TRIGGER markers_deleted")
    connection.commit()
    connection.close()
    found = caller.done(caller.post("/store/check")).text
    assert "lỗi" in found and 'action="/store/repair"' in found
    mended = caller.done(caller.post("/store/repair")).text
    assert "Đã dựng lại" in mended and small.store.faults() == []


def test_other_stores_beside_it_are_no_copies_of_it(small: Tracker, caller: Caller) -> None:
    Store.create(small.store.path.with_name("khac.gpkg"))
    assert "khac.gpkg" not in caller.get("/store").text


def test_a_reader_sees_no_path_of_the_disk(small: Tracker, at_desk: PersonAt) -> None:
    page = at_desk(small.store.path, rights={"read"}).get("/store").text
    assert str(small.store.path.parent) not in page and "Sao lưu</button>" not in page


def test_neither_the_tray_nor_the_copies_are_files_of_the_week(
    small: Tracker, caller: Caller
) -> None:
    copied(caller)
    survey = io.BytesIO(b"number,surveyed_on,road_status\n1116,2026-11-01,none\n")
    caller.desk.tray.put([("po-ma.csv", survey)], by="An")
    done = small.update(small.store.path.parent)
    assert (done.receipts, done.refused, done.others) == ([], [], [])


def test_a_store_of_an_earlier_version_is_upgraded_by_a_press(
    at_desk: PersonAt, tmp_path: Path
) -> None:
    path = tmp_path / "langson.gpkg"
    shutil.copy(Path(__file__).parents[1] / "store" / "version_4.gpkg", path)
    caller = at_desk(path)
    assert "phiên bản cũ" in caller.get("/").text
    done = caller.done(caller.post("/store/upgrade"))
    (kept,) = tmp_path.glob("langson.before-upgrade-*.gpkg")
    assert f"kho như trước giữ ở «{kept.name}»" in done.text
    assert "Việc cần người xem xét" in caller.get("/").text


def test_a_copy_of_an_earlier_version_is_brought_forward_and_stays_as_it_is(
    small: Tracker, caller: Caller
) -> None:
    copy = copies.folder_of(small.store.path) / "cu.gpkg"
    copy.parent.mkdir()
    shutil.copy(Path(__file__).parents[1] / "store" / "version_4.gpkg", copy)
    before = copy.read_bytes()
    asked = caller.done(caller.post("/store/restore", {"name": copy.name})).text
    assert "Chưa thay gì" in asked and "tmp" not in asked.replace(str(copy.parents[1]), "")
    caller.done(caller.post("/store/restore", {"name": copy.name, "discard": "1"}))
    assert small.store.faults() == [] and len(small.surveys.batches()) > 1
    assert copy.read_bytes() == before


def test_a_damaged_copy_is_said_and_changes_nothing(small: Tracker, caller: Caller) -> None:
    copy = copies.folder_of(small.store.path) / "hong.gpkg"
    copy.parent.mkdir()
    copy.write_bytes(b"x" * 9000)
    before = small.store.path.read_bytes()
    answer = caller.post("/store/restore", {"name": copy.name})
    page = caller.get(answer.headers["Location"]).text
    assert "không phải bản sao dùng được" in page and "mocgioi backup" not in page
    assert small.store.path.read_bytes() == before


def test_a_damaged_store_is_brought_back_from_a_copy(small: Tracker, caller: Caller) -> None:
    path = copied(caller)
    small.store.path.write_bytes(b"x" * 9000)
    assert path.name in caller.get("/").text
    asked = caller.done(caller.post("/store/restore", {"name": path.name}))
    assert "Chưa thay gì" in asked.text
    caller.done(caller.post("/store/restore", {"name": path.name, "discard": "1"}))
    assert small.store.faults() == []


def test_a_page_that_looks_something_up_keeps_no_work(caller: Caller) -> None:
    assert caller.get("/subject/commune/there-is-none").status_code >= 400
    assert not caller.desk.jobs._by_id


RESULTS = ("store/copied", "store/restored", "store/checked", "store/upgraded", "store/taken")


@pytest.mark.parametrize("state", ["running", "stopped", "failed"])
@pytest.mark.parametrize("page", RESULTS)
def test_the_page_of_work_that_is_not_done_is_not_there(
    page: str, state: State, caller: Caller
) -> None:
    work = Job(Text("a", "b"), caller.session.key, f"/{page}/work", "/", id="work", state=state)
    work.ended.set()
    caller.desk.jobs._by_id["work"] = work
    assert caller.get(f"/{page}/work").status_code == 404


@pytest.mark.parametrize("page", [*RESULTS, "take-in/done"])
def test_the_page_of_other_work_is_not_there(page: str, caller: Caller) -> None:
    work = Job(Text("a", "b"), caller.session.key, "/elsewhere/work", "/", id="work", state="done")
    work.ended.set()
    caller.desk.jobs._by_id["work"] = work
    assert caller.get(f"/{page}/work").status_code == 404


ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT {} FROM r"


@pytest.mark.parametrize(
    "sql",
    [
        f"CREATE VIEW settings AS {ENDLESS.format('n AS name, n AS value')}",
        "CREATE TABLE settings (name, value);"
        f"INSERT INTO settings VALUES ('schema_version', {SCHEMA_VERSION});"
        f"CREATE VIEW commits AS {ENDLESS.format('-n AS number, NULL AS head')}",
    ],
)
def test_a_foreign_file_beside_the_store_keeps_nobody_waiting(
    sql: str, small: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mocgioi.tracker.copies._LOOKED_AT_S", 0.1)
    with closing(sqlite3.connect(small.store.path.with_name("bay.gpkg"))) as connection:
        connection.executescript(sql)
    assert copies.newest(small.store) is None
    assert store_in(small.store.path.parent) == small.store.path
