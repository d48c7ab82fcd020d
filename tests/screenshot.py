"""Take the pictures of the README: ``python -m tests.screenshot``.

Builds the demonstration in a temporary folder, opens its map as ``demo`` writes it in headless
Chromium with the network off, the time bar at the end of 2023, and writes one picture of a desk's
screen and one of a phone's.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi import tracker
from tests.browser import running_browser

IMAGES = Path(__file__).resolve().parents[1] / "notebooks" / "images"
DAY = "2023-12-31"
SIZES = {"map-desk.png": (1280, 800), "map-phone.png": (390, 844)}


def main() -> None:
    """Write the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, running_browser() as browser:
        page = Path(folder) / "map.html"
        page.write_text(tracker.demo(folder).maps.page(), encoding="utf-8")
        for name, (width, height) in SIZES.items():
            tab = browser.tab()
            tab.viewport(width, height, mobile=width < 600)
            tab.open(page, f"day={DAY}")
            tab.screenshot(IMAGES / name)
            tab.close()


if __name__ == "__main__":
    main()
