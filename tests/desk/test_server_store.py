"""The desk of a store on a server: pages and presses as on a file, two desks, a server away."""

from __future__ import annotations

import io
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import psycopg
import pytest

from mocgioi import tracker
from mocgioi.desk.desk import FIRST_NAME, Desk, store_in
from mocgioi.desk.people import People
from mocgioi.errors import UsageError
from mocgioi.store.handle import Store
from mocgioi.store.opening import store_at
from mocgioi.store.server import connecting
from mocgioi.store.server.handle import ServerStore
from mocgioi.tracker import Tracker, starting
from tests import postgres
from tests.desk.conftest import HOST, Caller, OpenDesk, PersonAt
from tests.desk.test_forms import given
from tests.desk.test_people import AN, PASSWORD, Browser
from tests.desk.test_people import quick as quick
from tests.desk.test_serving import first_page
from tests.desk.test_take_in import dropped, pressed
from tests.postgres import OWNER, Cluster

PAGES = (
    *("/", "/take-in", "/imports", "/decide", "/decide/notices", "/cases", "/markers", "/map"),
    *("/marker/1116", "/marker/1116/record", "/report", "/publish", "/plan", "/roads", "/forms"),
    *("/exports", "/store", "/store/files", "/people"),
)

LOST = "không trả lời hoặc mất kết nối"
NOTE = {"note": "rừng rậm che khuất", "on": "2026-10-05"}


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder of one's own, at a computer that has no replica yet."""
    (tmp_path / "van-phong").mkdir()
    monkeypatch.chdir(tmp_path / "van-phong")
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    yield
    for kept in connecting._idle.values():
        while kept:
            kept.pop().close()


def template(cluster: Cluster, store: Path) -> str:
    """Return a database that holds a store; others are made from it."""
    database = cluster.database()
    with pytest.MonkeyPatch.context() as patching:
        patching.setenv("MOCGIOI_CACHE", str(store.parent / "cache"))
        ServerStore(cluster.address(database)).fill(Store(store))
    cluster.seal(database)
    return database


@pytest.fixture(scope="module")
def demo_template(cluster: Cluster, built_demo: Path) -> str:
    return template(cluster, built_demo)


@pytest.fixture
def demo_address(cluster: Cluster, demo_template: str) -> Iterator[str]:
    database = cluster.database(demo_template)
    yield cluster.address(database)
    cluster.drop(database)


@pytest.fixture
def clerk(demo_address: str, at_desk: PersonAt, at_once: None) -> Caller:
    """Somebody who may do everything; long work is done at once, in this process."""
    return at_desk(demo_address)


def rows(address: str, statement: str) -> list[Any]:
    with psycopg.connect(address, options="-c search_path=mocgioi,public") as connection:
        return connection.execute(statement).fetchall()


def test_every_page_opens(clerk: Caller) -> None:
    assert {page: clerk.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def test_who_is_at_the_desk_is_author_and_the_login_the_hand(
    demo_address: str, at_desk: PersonAt
) -> None:
    at_desk(demo_address).post("/marker/999/record", NOTE)
    last = rows(demo_address, "SELECT author, hand FROM commits ORDER BY number DESC LIMIT 1")
    assert last == [("Nông Văn An", OWNER)]


def test_two_desks_see_each_others_work_at_the_next_page(
    demo_address: str, at_desk: PersonAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks = [at_desk(demo_address), at_desk(f"{demo_address}&application_name=hai")]

    def at(computer: int) -> Caller:
        monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / f"cache-{computer}"))
        return desks[computer]

    for computer in (0, 1):
        at(computer).get("/marker/999")
    for computer in (0, 1):
        words = f"ghi ở máy {computer}"
        at(computer).post("/marker/999/record", {**NOTE, "note": words})
        assert words in at(1 - computer).get("/marker/999").text


def test_a_file_on_the_tray_is_rehearsed_and_taken_in(clerk: Caller, demo_address: str) -> None:
    text = "number,surveyed_on,road_status,illustrative\n999,2026-11-01,built,yes\n"
    page = dropped(clerk, ("don.csv", text))
    batches = tracker.open(demo_address).surveys.batches
    assert "don.csv" not in [batch.file for batch in batches()]
    pressed(clerk, page, "take-in")
    assert batches()[-1].file == "don.csv"
    assert clerk.desk.tray.all() == []


def test_the_kit_of_a_post_comes_home_over_the_tray(clerk: Caller, demo_address: str) -> None:
    _, content = given(clerk, clerk.post("/forms/kit", {"whose": "chi-ma"}))
    ZipFile(io.BytesIO(content)).extractall("mang-theo")
    (store,) = Path("mang-theo").rglob("*.gpkg")
    with closing(sqlite3.connect(store)) as connection, connection:
        (number,) = connection.execute(
            "SELECT number FROM markers WHERE road_status = 'none'"
        ).fetchone()
        connection.execute("UPDATE markers SET road_status = 'built' WHERE number = ?", (number,))
    brought = io.BytesIO()
    with ZipFile(brought, "w", ZIP_DEFLATED) as kit:
        for path in (store, *Path("mang-theo").rglob("*.html"), *Path("mang-theo").rglob("*.txt")):
            kit.write(path, path.relative_to("mang-theo"))
    brought.seek(0)
    sent = clerk.post("/take-in", {"file": [(brought, "chi-ma.zip")]})
    pressed(clerk, clerk.done(sent), "take-in")
    found = rows(demo_address, f"SELECT road_status FROM markers WHERE number = '{number}'")
    assert found == [("built",)]


def test_long_work_in_its_own_process_finds_the_server(
    demo_address: str, at_desk: PersonAt
) -> None:
    caller = at_desk(demo_address)
    page = caller.done(caller.post("/store/check"))
    assert "Kho số liệu nguyên vẹn" in page.text


# ------------------------------------------------------------ its folder


def test_the_first_page_tells_where_the_store_is_and_what_is_this_desks_own(
    clerk: Caller, demo_address: str
) -> None:
    page = clerk.get("/").text
    assert demo_address.replace("&", "&amp;") in page
    assert f"«{Path.cwd()}»" in page


def test_people_of_the_network_are_told_neither_server_nor_folder(
    demo_address: str, quick: None
) -> None:
    desk = Desk(demo_address, hosts=frozenset({HOST}))
    desk.people = People.beside(desk.path)
    desk.people.put(AN, "clerk", None, PASSWORD)
    reader = Browser(desk)
    assert reader.sign_in().status_code == 303
    for page in ("/", "/store"):
        text = reader.get(page).text
        assert "postgresql:" not in text and str(Path.cwd()) not in text


def test_what_waits_lies_in_the_working_folder(clerk: Caller) -> None:
    dropped(clerk, ("don.csv", "x\n"))
    (tray,) = Path.cwd().glob("*-may-chu-khay")
    assert [path.name for path in tray.rglob("don.csv")] == ["don.csv"]


@pytest.mark.slow
def test_another_folder_may_be_named(
    demo_address: str, open_desk: Callable[..., OpenDesk], tmp_path: Path
) -> None:
    folder = tmp_path / "bàn"
    folder.mkdir()
    assert f"«{folder}»" in first_page(open_desk(demo_address, "--folder", str(folder)))
    assert store_in(folder) == demo_address
    assert [*Path.cwd().iterdir()] == []


def test_of_a_folder_with_a_store_of_its_own_that_is_meant(
    demo_address: str, small_store: Path
) -> None:
    starting.note_address(store_at(demo_address))
    assert store_in(Path.cwd()) == demo_address
    with pytest.raises(UsageError, match="postgresql:"):
        store_in(Path(shutil.copy(small_store, "kho.gpkg")).absolute().parent)
    shutil.copy(small_store, FIRST_NAME)
    assert store_in(Path.cwd()) == Path.cwd() / FIRST_NAME


@pytest.fixture
def small_store(tmp_path: Path) -> Path:
    return Store.create(tmp_path / "small.gpkg").path


# --------------------------------------------------------- made and copied


def test_a_store_is_made_on_a_server_with_starters_that_open_it(
    address: str, at_desk: PersonAt, at_once: None
) -> None:
    caller = at_desk(address)
    assert caller.get("/").headers["Location"] == "/store/files"
    caller.done(caller.post("/store/new"))
    assert caller.get("/").status_code == 200
    for name in ("ban-lam-viec.bat", "cap-nhat.sh"):
        assert address in Path(name).read_text("utf-8")


def test_a_starter_of_another_store_stays(address: str) -> None:
    store = store_at(address)
    assert starting.write_starters(store, "vi") == []
    assert starting.write_starters(store, "vi") == []
    other = store_at(f"{address}&schema=khac")
    left = starting.write_starters(other, "vi")
    assert {path.suffix for path in left} == {".bat", ".sh"}
    assert "schema=khac" not in Path("ban-lam-viec.bat").read_text("utf-8")


def test_a_copy_is_a_whole_store_in_a_file(clerk: Caller, demo_address: str) -> None:
    clerk.done(clerk.post("/store/backup", {"name": "thứ sáu"}))
    (copy,) = Path.cwd().glob("*-may-chu-sao-luu/thứ sáu.gpkg")
    assert tracker.open(copy).head == tracker.open(demo_address).head
    assert "như kho hiện nay" in clerk.get("/store").text


def test_bringing_a_copy_back_is_not_offered_and_what_can_be_done_is_said(clerk: Caller) -> None:
    clerk.done(clerk.post("/store/backup", {"name": "thứ sáu"}))
    page = clerk.get("/store").text
    assert "/store/restore" not in page
    assert "mocgioi copy" in page and "schema=mocgioi_2" in page


def test_a_copy_that_is_brought_back_all_the_same_is_refused(clerk: Caller) -> None:
    clerk.done(clerk.post("/store/backup", {"name": "thứ sáu"}))
    answer = clerk.done(clerk.post("/store/restore", {"name": "thứ sáu.gpkg", "discard": "1"}))
    assert "Không thay kho trên máy chủ bằng bản sao" in answer.text


def test_the_weekly_page_is_written_anew_after_another_computer_wrote(
    demo_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: Tracker = tracker.open(demo_address)
    assert here.update(Path.cwd()).written != []
    assert here.update(Path.cwd()).written == []
    with monkeypatch.context() as patching:
        patching.setenv("MOCGIOI_CACHE", str(tmp_path / "elsewhere"))
        tracker.open(demo_address).set("999", note="ở máy khác", on="2026-10-05")
    assert here.update(Path.cwd()).written != []


# ----------------------------------------------------------- a server away


@pytest.fixture(scope="module")
def own_cluster() -> Iterator[Cluster]:
    """A server that is stopped and started again."""
    with postgres.running() as started:
        yield started


@pytest.fixture(scope="module")
def own_template(own_cluster: Cluster, built_demo: Path) -> str:
    return template(own_cluster, built_demo)


@pytest.fixture
def at_own(own_cluster: Cluster, own_template: str, at_desk: PersonAt, at_once: None) -> Caller:
    """Somebody at the desk of that server's store."""
    caller = at_desk(own_cluster.address_by_network(own_cluster.database(own_template)))
    assert caller.get("/").status_code == 200
    return caller


@contextmanager
def away(cluster: Cluster) -> Iterator[None]:
    """Have no server as long as the block lasts."""
    cluster.stop()
    try:
        yield
    finally:
        cluster.start()


def test_pages_say_that_the_server_is_away_and_come_back_with_it(
    at_own: Caller, own_cluster: Cluster
) -> None:
    with away(own_cluster):
        for page in ("/", "/decide", "/marker/1116", "/store", "/report"):
            answer = at_own.get(page)
            assert answer.status_code == 503 and LOST in answer.text
            assert f'href="{page}">Thử lại' in answer.text
    assert at_own.get("/").status_code == 200


def test_what_was_typed_while_the_server_was_away_is_filled_in_again(
    at_own: Caller, own_cluster: Cluster
) -> None:
    page = "/marker/999/record"
    with away(own_cluster):
        answer = at_own.post(page, NOTE, headers={"Referer": f"http://{HOST}{page}"})
    assert answer.status_code == 503 and f'href="{page}">Mở lại trang' in answer.text
    again = at_own.get(page).text
    assert NOTE["note"] in again and "có thể CHƯA được ghi" in again


def test_a_file_that_was_dropped_while_the_server_was_away_waits(
    at_own: Caller, own_cluster: Cluster
) -> None:
    text = "number,surveyed_on,road_status,illustrative\n999,2026-11-01,built,yes\n"
    with away(own_cluster):
        assert LOST in dropped(at_own, ("don.csv", text)).text
    (drop,) = at_own.desk.tray.all()
    pressed(at_own, at_own.done(at_own.post(f"/take-in/{drop.id}/rehearse")), "take-in")
    assert at_own.desk.tray.all() == []


def test_faults_of_a_server_are_its_administrators_and_no_press(
    clerk: Caller, demo_address: str, cluster: Cluster
) -> None:
    database = demo_address.partition("?")[0].rpartition("/")[2]
    cluster.execute("ALTER TABLE mocgioi.markers DISABLE TRIGGER USER", database=database)
    cluster.execute(
        "UPDATE mocgioi.markers SET road_status = 'none' WHERE road_status = 'built'",
        database=database,
    )
    page = clerk.done(clerk.post("/store/check")).text
    assert "Hãy báo người quản trị" in page and "/store/repair" not in page
    refused = clerk.done(clerk.post("/store/repair")).text
    assert "Không dựng lại tại chỗ" in refused


def test_a_server_of_an_earlier_version_is_upgraded_by_no_press(
    clerk: Caller, demo_address: str, cluster: Cluster
) -> None:
    database = demo_address.partition("?")[0].rpartition("/")[2]
    cluster.execute(
        "UPDATE mocgioi.store_state SET schema_version = schema_version - 1", database=database
    )
    page = clerk.get("/").text
    assert "phiên bản cũ" in page and "/store/upgrade" not in page
