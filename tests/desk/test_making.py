"""A store made from the files of an office, dropped in any order."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.desk.tray import Tray
from mocgioi.outputs.starters import DESK
from mocgioi.tracker import Tracker
from mocgioi.tracker.province import province
from tests import axe
from tests.desk.conftest import Caller, OpenDesk, PersonAt, eventually

pytestmark = pytest.mark.usefixtures("at_once")

FILES = (
    *("illustrative/roads.geojson", "illustrative/register.csv", "posts.csv", "gates.csv"),
    *("boundary.geojson", "communes.geojson", "communes.csv", "projects.csv"),
)


def dropped(caller: Caller, *names: str | Path, **contents: bytes) -> tuple[str, str]:
    """Drop files, by their names in the province or by where they are elsewhere.

    Return the address of the page that lists them, and that page.
    """
    files: list[Any] = [
        (io.BytesIO((province() / name).read_bytes()), Path(name).name) for name in names
    ]
    files += [(io.BytesIO(content), name) for name, content in contents.items()]
    answer = caller.post("/store/files", {"files": files}, content_type="multipart/form-data")
    assert answer.status_code == 303
    shown = caller.done(answer)
    assert shown.status_code == 200
    found = re.search(r'action="(/store/files/[\w-]+)"', shown.text)
    assert found
    return found[1], shown.text


@pytest.fixture
def nobody(at_desk: PersonAt, tmp_path: Path) -> Caller:
    """Somebody at the desk of a folder without a store."""
    return at_desk(tmp_path / "langson.gpkg")


def chosen(page: str) -> dict[str, str]:
    """Return the kinds that stand chosen on the page, by file."""
    names = re.findall(r'<h2 id="file-\d+">([^<]+)</h2>', page)
    kinds = re.findall(r'<option value="(\w*)" selected', page)
    return dict(zip(names, kinds, strict=True))


def test_a_folder_without_a_store_leads_to_making_one(nobody: Caller) -> None:
    answer = nobody.done(nobody.get("/"))
    assert "Tạo kho số liệu" in answer.text and 'name="files"' in answer.text


def test_dropped_in_any_order_the_files_make_the_store(nobody: Caller, part: Path) -> None:
    path, page = dropped(nobody, *(part / name for name in FILES))
    kinds = chosen(page)
    assert kinds == {
        "roads.geojson": "roads",
        "register.csv": "markers",
        "posts.csv": "posts",
        "gates.csv": "gates",
        "boundary.geojson": "boundary",
        "communes.geojson": "communes",
        "communes.csv": "communes",
        "projects.csv": "projects",
    }
    fields = {f"kind-{place}": kind for place, kind in enumerate(kinds.values())}
    done = nobody.done(nobody.post(path, {"do": "take", **fields}))
    assert "Mọi tệp đã vào kho" in done.text
    made = Tracker(nobody.desk.tracker(nobody.session.person).store)
    assert made.figures.status()["markers"] == 77
    assert made.store.faults() == []
    assert nobody.desk.tray.all() == []
    assert (nobody.desk.path.parent / DESK.windows_file).is_file()


def test_a_rehearsal_writes_nothing_beside_the_tray(nobody: Caller) -> None:
    dropped(nobody, "communes.csv")
    assert [path.name for path in nobody.desk.path.parent.iterdir()] == ["langson-khay"]


MARKERS = "Số hiệu mốc,Xã,X,Y\n1116,Khánh Khê,2435000,440000\n1117,Khánh Khê,2435500,440500\n"
"""Positions without a word of their coordinate system."""


def test_a_coordinate_system_is_asked_for_and_chosen(nobody: Caller) -> None:
    path, page = dropped(
        nobody, "communes.csv", "communes.geojson", **{"moc.csv": MARKERS.encode()}
    )
    said = [
        html.unescape(value)
        for value in re.findall(r'name="q\d+\.say[^"]*" value="([^"]*)"', page)
        if "crs" in value
    ]
    assert said
    kinds = {"kind-0": "communes", "kind-1": "communes", "kind-2": "markers"}
    answers = {**kinds, "q1.file": "moc.csv", "q1.say.1": said[0]}
    tried = nobody.done(nobody.post(path, answers)).text
    assert "Đọc 2: ghi 2" in tried
    nobody.done(nobody.post(path, {"do": "take", **kinds}))
    assert nobody.desk.tracker(nobody.session.person).figures.status()["markers"] == 2


def test_surveys_among_the_files_wait_on_the_tray_one_press_away(nobody: Caller) -> None:
    survey = b"number,surveyed_on,road_status,illustrative\n1116,2026-11-01,built,yes\n"
    path, page = dropped(nobody, "communes.csv", **{"phieu.csv": survey})
    assert chosen(page) == {"communes.csv": "communes", "phieu.csv": "survey"}
    tray = nobody.get("/take-in").text
    assert f'href="{path}"' in tray and "/rehearse" not in tray
    done = nobody.done(nobody.post(path, {"do": "take", "kind-0": "communes", "kind-1": "survey"}))
    [drop] = nobody.desk.tray.all()
    assert drop.files == ("phieu.csv",) and "Mọi tệp đã vào kho" not in done.text
    assert "1 phiếu kiểm tra còn trên khay" in done.text
    assert f'action="/take-in/{drop.id}/rehearse"' in done.text
    assert f'action="/take-in/{drop.id}/rehearse"' in nobody.get("/take-in").text
    assert "phieu.csv" in nobody.done(nobody.post(f"/take-in/{drop.id}/rehearse")).text


def test_a_file_that_cannot_be_taken_says_why_and_stays(nobody: Caller) -> None:
    path, page = dropped(nobody, "communes.csv", **{"moc.csv": b"Tinh,Huyen\na,b\n"})
    assert chosen(page)["moc.csv"] == ""
    fields = {"do": "take", "kind-0": "communes", "kind-1": "markers"}
    done = nobody.done(nobody.post(path, fields))
    assert "cột" in done.text
    (left,) = Tray(nobody.desk.tray.folder).all()
    assert "moc.csv" in left.files


def test_what_is_not_chosen_is_not_taken(nobody: Caller) -> None:
    path, _ = dropped(nobody, "communes.csv", "posts.csv")
    nobody.done(nobody.post(path, {"do": "take", "kind-0": "communes", "kind-1": ""}))
    kinds = [b.kind for b in nobody.desk.tracker(nobody.session.person).surveys.batches()]
    assert kinds == ["communes"]


def test_a_survey_is_told_from_the_register(nobody: Caller) -> None:
    _, page = dropped(nobody, "illustrative/status-2023.csv")
    assert chosen(page) == {"status-2023.csv": "survey"}


def test_a_file_of_which_nothing_is_known_waits_for_a_choice(nobody: Caller) -> None:
    _, page = dropped(nobody, "scheme.csv")
    assert chosen(page) == {"scheme.csv": ""} and "chưa rõ" in page


def test_an_empty_store_is_made_by_a_press(nobody: Caller) -> None:
    done = nobody.done(nobody.post("/store/new"))
    assert done.status_code == 200 and nobody.desk.path.is_file()


def test_the_register_of_a_store_is_tried_on_a_copy(
    demo: Tracker, caller: Caller, part: Path
) -> None:
    before = demo.store.path.read_bytes()
    _, page = dropped(caller, part / "illustrative/register.csv")
    assert "không đổi 77" in page
    assert demo.store.path.read_bytes() == before


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [1366, 390])
def test_a_store_is_made_in_a_browser_from_files_that_are_let_fall(
    width: int, tmp_path: Path, open_desk: Callable[..., OpenDesk]
) -> None:
    tab = open_desk(tmp_path).enter(width, 800)
    files = [province() / name for name in ("communes.csv", "communes.geojson", "posts.csv")]
    looks: list[str] = []

    def look() -> None:
        assert tab.js("document.documentElement.scrollWidth") <= width
        looks.extend(axe.faults(tab))

    def shown(selector: str) -> bool:
        found = f"document.readyState === 'complete' && !!document.querySelector(`{selector}`)"
        with suppress(AssertionError):  # between two pages
            return bool(tab.js(found))
        return False

    look()
    tab.leads_on(lambda: tab.drop_into("input[type=file]", *files))
    assert eventually(lambda: shown("[value=take]"), 60)
    look()
    tab.leads_on(lambda: tab.press("[value=take]"))
    assert eventually(lambda: shown(".actions a[href='/']"), 60)
    assert "Mọi tệp đã vào kho" in tab.js("document.body.innerText")
    look()
    tab.leads_on(lambda: tab.press(".actions a[href='/']"))
    look()
    assert looks == [] and tab.errors == []
    assert tracker.open(tmp_path / "langson.gpkg", by="An").store.faults() == []
