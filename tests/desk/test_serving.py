"""A desk as a program: opened, seen in a browser, closed."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from mocgioi.cli import main
from mocgioi.desk.desk import Desk, store_in
from mocgioi.desk.serving import LEFT_S, PAGE_SAYS_S, QUIET_S, is_left
from mocgioi.errors import CannotWrite, UsageError
from mocgioi.tracker import Tracker
from tests.bench.desk import opened
from tests.desk.conftest import OpenDesk


@pytest.mark.browser
@pytest.mark.slow
def test_it_opens_in_a_browser_and_closes_by_a_press(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    desk = open_desk(demo.store.path)
    tab = desk.enter()
    assert "48/72" in tab.js("document.body.innerText")
    assert tab.errors == []
    tab.leads_on(lambda: tab.press("form[action='/close'] button"))
    assert "Đã đóng" in tab.js("document.body.innerText")
    assert desk.process.wait(10) == 0


@pytest.fixture
def desk() -> Desk:
    made = Desk(Path("langson.gpkg"), token="")
    made.last_asked = 1000.0
    return made


def test_a_desk_is_not_left_while_a_page_is_open(desk: Desk) -> None:
    desk.had_page = True
    now = 1000.0 + QUIET_S + 1
    desk.pages["a"] = now - PAGE_SAYS_S
    assert not is_left(desk, now)
    assert is_left(desk, now + 3 * PAGE_SAYS_S)


def test_a_desk_whose_last_page_was_closed_waits_a_little(desk: Desk) -> None:
    desk.had_page = True
    assert not is_left(desk, 1000.0 + LEFT_S - 1)
    assert is_left(desk, 1000.0 + LEFT_S + 1)


def test_a_desk_of_which_no_page_ever_said_anything_waits_longer(desk: Desk) -> None:
    assert not is_left(desk, 1000.0 + QUIET_S - 1)
    assert is_left(desk, 1000.0 + QUIET_S + 1)


def first_page(desk: OpenDesk) -> str:
    """Enter without a browser, and return the first page."""
    opener = build_opener(HTTPCookieProcessor())
    with opener.open(desk.address, timeout=20) as answer:
        return str(answer.read().decode())


@pytest.mark.slow
def test_it_starts_quickly_and_stays_small(demo: Tracker) -> None:
    """The budget is 1.5 s and 120 MB; other tests may have the machine meanwhile."""
    took = min(opened(demo.store.path) for _ in range(2))
    assert took.clock_s < 6 and took.cpu_s < 1.5 and took.most_mb < 120


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_is_closed_from_its_terminal(
    sign: signal.Signals, demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    desk = open_desk(demo.store.path)
    first_page(desk)
    desk.process.send_signal(sign)
    assert desk.process.wait(10) == 0


@pytest.mark.slow
def test_two_desks_are_open_on_one_store(demo: Tracker, open_desk: Callable[..., OpenDesk]) -> None:
    one, other = open_desk(demo.store.path), open_desk(demo.store.path)
    assert one.root != other.root
    assert all("48/72" in first_page(desk) for desk in (one, other))


@pytest.mark.slow
def test_without_a_desktop_the_address_is_to_be_opened_by_hand(demo: Tracker) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always one")
    process = subprocess.Popen(
        [sys.executable, "-m", "mocgioi", "desk", str(demo.store.path)],
        env={"PATH": "/usr/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert "http://127.0.0.1" in process.stdout.readline()
    time.sleep(0.3)
    process.terminate()
    assert "Không mở được trình duyệt" in process.communicate(timeout=10)[1]


def test_a_port_that_is_taken_is_said(demo: Tracker, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "mocgioi", "desk", str(demo.store.path), "--port", port],
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    assert done.returncode == 2 and f"Cổng {port}" in done.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(SystemExit):
        main(["desk", "--port", port])


def test_an_empty_folder_gets_a_store_of_the_first_name(tmp_path: Path) -> None:
    assert store_in(tmp_path) == tmp_path / "langson.gpkg"


def test_of_several_stores_the_one_of_the_first_name_is_meant(
    demo: Tracker, tmp_path: Path
) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    shutil.copy(demo.store.path, folder / "a.gpkg")
    assert Path(store_in(folder)).name == "a.gpkg"
    shutil.copy(demo.store.path, folder / "b.gpkg")
    with pytest.raises(UsageError):
        store_in(folder)
    shutil.copy(demo.store.path, folder / "langson.gpkg")
    assert Path(store_in(folder)).name == "langson.gpkg"


def test_what_the_program_keeps_of_a_store_is_no_store_to_open(
    demo: Tracker, tmp_path: Path
) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    shutil.copy(demo.store.path, folder / "kho.gpkg")
    shutil.copy(demo.store.path, folder / "kho.before-restore-20260101T000000Z.gpkg")
    assert Path(store_in(folder)).name == "kho.gpkg"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    for place in (tmp_path / "none", tmp_path / "none" / "x.gpkg"):
        with pytest.raises(CannotWrite):
            store_in(place)
