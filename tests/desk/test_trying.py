"""The demonstration at a desk that has no store yet, and the way back to one's own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.desk import guard
from mocgioi.desk.people import People
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt
from tests.tracker import world

pytestmark = pytest.mark.usefixtures("at_once")

OFFER, BANNER = "Dựng số liệu dùng thử", "SỐ LIỆU MINH HỌA: đang dùng thử"


@pytest.fixture
def made_at_once(demo: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the demonstration by a copy of one that is there."""

    def copied(folder: Path, **_: object) -> Tracker:
        folder.mkdir(parents=True)
        return tracker.open(shutil.copy(demo.store.path, folder / "langson.gpkg"))

    monkeypatch.setattr(tracker, "demo", copied)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "mốc giới"
    folder.mkdir()
    return folder


@pytest.fixture
def nobody(at_desk: PersonAt, office: Path) -> Caller:
    """Somebody at the desk of a folder without a store."""
    return at_desk(office / "langson.gpkg")


def tried(caller: Caller, folder: str = "") -> str:
    """Make the demonstration; return the store that its page leads into."""
    page = caller.done(caller.post("/demonstration", {"folder": folder})).text
    found = re.search(r'name="store" value="([^"]+)"', page)
    assert found, page
    return found[1]


def test_who_has_no_store_is_offered_it_beside_the_folder(nobody: Caller, office: Path) -> None:
    page = nobody.done(nobody.get("/")).text
    assert OFFER in page and f'value="{office}-thu-nghiem"' in page


def test_who_has_a_store_is_not(caller: Caller) -> None:
    assert OFFER not in caller.get("/store/files").text
    assert caller.post("/demonstration").status_code == 404
    store = str(caller.desk.store)
    assert caller.post("/demonstration/enter", {"store": store}).status_code == 404


def test_where_several_sign_in_it_is_not_offered(nobody: Caller, office: Path) -> None:
    nobody.desk.people = People(office / "nguoi.json")
    session = nobody.session
    nobody.desk.session_of = lambda key: session  # type: ignore[method-assign]
    assert OFFER not in nobody.get("/store/files").text
    assert nobody.post("/demonstration").status_code == 404


@pytest.mark.usefixtures("made_at_once")
def test_it_is_made_shown_marked_on_every_page_and_left_again(nobody: Caller, office: Path) -> None:
    store = tried(nobody)
    assert Path(store) == office.with_name("mốc giới-thu-nghiem") / "langson.gpkg"
    assert nobody.post("/demonstration/enter", {"store": store}).headers["Location"] == "/"
    for path in ("/", "/markers", "/marker/1116", "/report", "/store"):
        assert BANNER in nobody.get(path).text, path
    assert "48/72" in nobody.get("/").text
    nobody.post("/demonstration/leave")
    page = nobody.done(nobody.get("/")).text
    assert BANNER not in page and "Tạo kho số liệu" in page
    assert not list(office.iterdir())


@pytest.mark.usefixtures("made_at_once")
def test_what_was_made_before_is_opened_again(nobody: Caller) -> None:
    store = tried(nobody)
    assert "Mở lại số liệu dùng thử" in nobody.get("/store/files").text
    nobody.post("/demonstration/enter", {"store": store})
    assert BANNER in nobody.get("/").text


@pytest.mark.usefixtures("made_at_once")
def test_it_lies_in_the_folder_that_is_named(nobody: Caller, office: Path) -> None:
    assert Path(tried(nobody, "../khác")).resolve() == office.with_name("khác") / "langson.gpkg"


@pytest.mark.parametrize("folder", [".", "../mốc giới"])
def test_the_offices_own_folder_is_refused(nobody: Caller, office: Path, folder: str) -> None:
    page = nobody.done(nobody.post("/demonstration", {"folder": folder})).text
    assert "phải ở thư mục khác thư mục của cơ quan" in page
    assert not list(office.iterdir())


@pytest.mark.usefixtures("made_at_once")
def test_a_page_of_before_writes_nothing_into_what_is_shown_now(nobody: Caller) -> None:
    store, before = tried(nobody), nobody.session.proof
    nobody.post("/demonstration/enter", {"store": store})
    assert nobody.session.proof != before
    assert nobody.post("/demonstration/leave", {guard.PROOF: before}).status_code == 403
    assert BANNER in nobody.get("/").text


def test_nothing_but_made_up_rows_is_entered(nobody: Caller, tmp_path: Path) -> None:
    real = world.make(tmp_path).store.path
    for store in (real, real.parent, real.with_name("none.gpkg")):
        answer = nobody.post("/demonstration/enter", {"store": str(store)})
        assert (answer.status_code, nobody.desk.own) == (404, None)
