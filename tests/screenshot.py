"""Take the pictures of the README: ``python -m tests.screenshot``.

Builds the demonstration in a temporary folder, opens its map as ``demo`` writes it in headless
Chromium with the network off, the time bar at the end of 2023, and writes one picture of a desk's
screen and one of a phone's. Then QGIS, without a window, draws the project's map and its printed
sheet and opens the form of a marker (``tests/qgis_pictures.py``).
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from mocgioi import tracker
from tests.browser import running_browser
from tests.qgis_process import PYTHON

IMAGES = Path(__file__).resolve().parents[1] / "notebooks" / "images"
DAY = "2023-12-31"
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
        draw_in_qgis(demo.qgis.write(), Path(folder))


def draw_in_qgis(project: Path, folder: Path) -> None:
    """Let QGIS draw a project, and keep its pictures."""
    script = Path(__file__).with_name("qgis_pictures.py")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([PYTHON, script, project, folder], check=True, env=environment)
    for drawn in folder.glob("qgis-*.png"):
        Image.open(drawn).convert("RGB").save(IMAGES / drawn.name, optimize=True)


if __name__ == "__main__":
    main()
