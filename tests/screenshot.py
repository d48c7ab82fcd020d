"""Take the pictures of README and manual: ``python -m tests.screenshot``.

Builds the demonstration in a temporary folder, opens its map as ``demo`` writes it in headless
Chromium with the network off, the time bar at the end of 2023, and writes one picture of a desk's
screen and one of a phone's; then one of the first page of its desk. Then QGIS, without a window,
draws the project's map and its printed sheet and opens the form of a marker
(``tests/qgis_pictures.py``).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from mocgioi import tracker
from mocgioi.outputs.manual import FOLDER
from mocgioi.tracker import Tracker, copies
from tests.browser import Browser, running_browser
from tests.qgis_process import PYTHON

IMAGES = FOLDER / "images"
_COLOURS = 128
"""Of a picture: the manual carries them all, in each language."""

DAY = "2023-12-31"
DESK_SIZE = (1280, 900)
SIZES = {"map-desk.png": (1280, 800), "map-phone.png": (390, 844)}


def main() -> None:
    """Write the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, running_browser() as browser:
        page = Path(folder) / "map.html"
        demo = tracker.demo(folder)
        page.write_text(demo.maps.page(), encoding="utf-8")
        for name, (width, height) in SIZES.items():
            tab = browser.tab()
            tab.viewport(width, height, mobile=width < 600)
            tab.open(page, f"day={DAY}")
            tab.screenshot(IMAGES / name)
            tab.close()
            make_small(IMAGES / name)
        show_desk(browser, demo)
        draw_in_qgis(demo.qgis.write(), Path(folder))


def show_desk(browser: Browser, demo: Tracker) -> None:
    """Take the picture of the desk of a store, after its report of the end of 2023."""
    demo.figures.publish(as_of=DAY, title="Hội nghị tổng kết 2023", by="Nông Văn An")
    copies.make(demo.store, "langson-cuoi-nam.gpkg")
    desk = subprocess.Popen(
        [sys.executable, "-m", "mocgioi", "desk", str(demo.store.path), "--no-browser"],
        env=os.environ | {"LOGNAME": "can-bo"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert desk.stdout is not None
        address = re.search(r"http\S+", desk.stdout.readline())
        assert address is not None
        tab = browser.tab()
        tab.viewport(*DESK_SIZE)
        tab.visit(address[0])
        picture = IMAGES / "desk.png"
        tab.screenshot(picture)
        tab.close()
        make_small(picture)
    finally:
        desk.terminate()
        desk.wait()


def draw_in_qgis(project: Path, folder: Path) -> None:
    """Let QGIS draw a project, and keep its pictures."""
    script = Path(__file__).with_name("qgis_pictures.py")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([PYTHON, script, project, folder], check=True, env=environment)
    for drawn in folder.glob("qgis-*.png"):
        make_small(drawn, IMAGES / drawn.name)


def make_small(picture: Path, into: Path | None = None) -> None:
    """Write a picture with few colours, in its place or into another file."""
    Image.open(picture).convert("RGB").quantize(_COLOURS).save(into or picture, optimize=True)


if __name__ == "__main__":
    main()
