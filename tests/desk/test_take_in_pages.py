"""Dropping files in a browser: chosen or dragged, rehearsed, taken in; by ear and on a phone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mocgioi import tracker
from tests import axe
from tests.browser import Tab
from tests.desk.conftest import OpenDesk
from tests.tracker.conftest import four_markers  # noqa: F401

ROWS = "number,surveyed_on,road_status,marker_condition,illustrative\n"


def reached(tab: Tab, path: str) -> bool:
    """Wait until a page whose address holds a path is there."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if tab.js(f"location.href.includes({path!r}) && document.readyState === 'complete'"):
            tab.settle()
            return True
        time.sleep(0.1)
    return False


def dragged(tab: Tab, *files: Path) -> None:
    """Drag files from a folder of the computer onto the page."""
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        tab.call("Input.dispatchDragEvent", type=kind, x=300, y=600, data=data)


def sound(tab: Tab, width: int) -> list[str]:
    """Return what is wrong with a page for those who hear it, or see little of it."""
    wide = tab.js("document.documentElement.scrollWidth")
    return [*axe.faults(tab), *tab.errors, *([f"{wide} px wide"] if wide > width else [])]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [1366, 390])
def test_files_are_taken_in_by_two_presses(
    width: int,
    four_markers: Path,  # noqa: F811
    tmp_path: Path,
    open_desk: Callable[..., OpenDesk],
) -> None:
    store = tmp_path / "desk" / "langson.gpkg"
    store.parent.mkdir()
    shutil.copy(four_markers, store)
    (tmp_path / "week").mkdir()
    sent = tmp_path / "week" / "Pò Mã.csv"
    sent.write_text(ROWS + "1116,2026-11-01,built,bị mất,yes\n1199,2026-11-01,,,yes\n", "utf-8")
    broken = tmp_path / "tệp hỏng.csv"
    broken.write_text("tên,mô tả\nmốc 1116,đẹp\n", encoding="utf-8")
    desk = open_desk(store)
    tab = desk.enter(width)
    tab.visit(desk.root + "/take-in")
    assert sound(tab, width) == []
    if width == 390:
        tab.drop_into("#files", sent, broken)
    else:
        dragged(tab, sent.parent, broken)
    assert reached(tab, "rehearsal=")
    assert "BÁO NGAY: mốc 1116" in tab.js("document.body.innerText")
    assert sound(tab, width) == []
    tab.press("#take-in")
    assert reached(tab, "/take-in/done/")
    assert sound(tab, width) == []
    batch = tracker.open(store).surveys.batches()[-1]
    assert batch.file == ("Pò Mã.csv" if width == 390 else "week/Pò Mã.csv")
    for path in ("/take-in", "/imports", f"/imports/{batch.uuid}"):
        tab.visit(desk.root + path)
        assert sound(tab, width) == [], path
