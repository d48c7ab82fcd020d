"""A clerk's week, from an empty folder to the file of the report, by pressing alone."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from tests.axe import faults
from tests.browser import Tab
from tests.desk.conftest import OpenDesk, eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_PRESSES = 40
PHONE, SCREEN = (390, 844), (1366, 768)
"""Every page is looked at on both; it is the phone that is pressed."""
DAY = "2026-11-27"
WORD = "PK"
"""How a DOCX begins."""

REGISTER = (
    *("communes.csv", "communes.geojson", "boundary.geojson", "posts.csv", "gates.csv"),
    *("illustrative/register.csv", "illustrative/roads.geojson"),
)


class Clerk:
    """Presses what a clerk presses, and counts it; looks at every page that comes."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.presses = 0
        self.follows = False
        self._tried: set[str] = set()

    def look(self) -> None:
        """Look whether the page can be heard and stands out of no screen."""
        title = str(self.tab.js("document.title"))
        if self.follows:
            self._follow(title)
        assert self.tab.errors == [], title
        for width, height in (SCREEN, PHONE):
            self.tab.viewport(width, height, mobile=width < 600)
            fits = self.tab.js("document.documentElement.scrollWidth <= innerWidth")
            assert fits, (title, width)
        assert faults(self.tab) == [], title

    def _follow(self, title: str) -> None:
        """Look whether links lead anywhere; of those that differ by a number alone, the first."""
        for link in self.tab.js(
            "[...document.querySelectorAll('a[href^=\"/\"]:not([download])')]"
            ".map(link => link.getAttribute('href').split('#')[0])"
        ):
            shape = re.sub(r"[0-9a-f]{8,}|\d+", "#", link)
            if shape not in self._tried:
                self._tried.add(shape)
                status = self.tab.js(f"fetch({json.dumps(link)}).then(answer => answer.status)")
                assert status < 400, f"{title}: {link}"

    def go(self, selector: str) -> None:
        """Press what leads to another page; long work leads on by itself."""
        self.presses += 1
        self.tab.leads_on(lambda: self.tab.press(selector))
        self.wait()
        self.look()

    def wait(self) -> None:
        """Wait until no work is going on."""
        assert eventually(lambda: not self._is_at_work(), 90)
        self.tab.settle()

    def _is_at_work(self) -> bool:
        try:
            return bool(
                self.tab.js(
                    "document.readyState !== 'complete'"
                    " || document.querySelector('#progress') !== null"
                )
            )
        except AssertionError:  # between two pages
            return True

    def choose(self, selector: str) -> None:
        """Press what stays on the page."""
        self.presses += 1
        self.tab.press(selector)
        self.tab.settle()

    def fill(self, selector: str, text: str) -> None:
        """Go into a field and write."""
        self.presses += 1
        self.tab.js(
            f"(() => {{ const field = document.querySelector({json.dumps(selector)});"
            f" field.focus(); field.value = {json.dumps(text)};"
            " field.dispatchEvent(new Event('input', {bubbles: true}));"
            " field.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )

    def drop(self, selector: str, files: list[Path]) -> None:
        """Drop files on a page that takes them at once."""
        self.presses += 1
        self.tab.leads_on(lambda: self.tab.drop_into(selector, *files))
        self.wait()
        self.look()

    def reads(self) -> str:
        return str(self.tab.js("document.querySelector('main').innerText"))


def survey(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    """Write what a post sends: number, day, status of the road."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Số hiệu mốc", "Ngày kiểm tra", "Tình trạng đường", "Minh họa"))
        writer.writerows((*row, "x") for row in rows)
    return path


@pytest.fixture
def sent(tmp_path: Path, part: Path) -> list[Path]:
    """What eleven posts send: nine clean files, one with two wrong rows, one that is damaged."""
    folder = tmp_path / "gửi về"
    folder.mkdir()
    with (part / "illustrative" / "register.csv").open(encoding="utf-8") as file:
        register = [row for row in csv.DictReader(file) if row["needs_road"] == "yes"]
    posts: dict[str, list[str]] = {}
    for row in register:
        posts.setdefault(row["post"], []).append(row["number"])
    files = []
    for place, (post, numbers) in enumerate(posts.items()):
        rows = [(number, "25/11/2026", "đã xây dựng") for number in numbers[:6]]
        if place == 3:
            rows[1] = ("1999", "25/11/2026", "đã xây dựng")
            rows[2] = (rows[2][0], "", "đã xây dựng")
        if place == 5:  # another patrol of the same day says otherwise
            rows.append((rows[0][0], "25/11/2026", "chưa xây dựng"))
        files.append(survey(folder / f"{post}.csv", rows))
    files[7].write_bytes(b"PK\x03\x04 cut short")
    return files


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "bàn"
    folder.mkdir()
    yield folder


def test_the_week_of_a_clerk_without_a_terminal(
    place: Path, part: Path, sent: list[Path], open_desk: Callable[..., OpenDesk]
) -> None:
    clerk = Clerk(open_desk(place).enter(*PHONE))
    clerk.look()

    # The register is made into a store.
    clerk.drop("#files", [part / name for name in REGISTER])
    clerk.go("#kinds button[value=take]")
    made = tracker.open(next(place.glob("*.gpkg")))
    assert made.figures.status()["markers"] == 77
    clerk.follows = True

    # What the posts sent goes in.
    clerk.go("nav.places a[href='/take-in']")
    clerk.drop("#files", [part / "illustrative" / "status-2023.csv", *sent])
    clerk.go("#take-in")
    after = made.figures.status()["road_built"]
    assert after is not None and after > 32
    assert made.figures.status()["conflicts"] == 1

    # Rejected rows are corrected on the spot, and taken again.
    clerk.go("a[href$='/rejected']")
    assert "1999" in str(clerk.tab.js("[...document.querySelectorAll('input')].map(i => i.value)"))
    with (part / "illustrative" / "register.csv").open(encoding="utf-8") as file:
        post = sent[3].stem
        numbers = [
            row["number"]
            for row in csv.DictReader(file)
            if row["post"] == post and row["needs_road"] == "yes"
        ]
    clerk.fill("tbody tr:nth-child(1) input.wrong", numbers[1])
    clerk.fill("tbody tr:nth-child(2) input.wrong", "25/11/2026")
    clerk.go("form.correcting button.main")
    clerk.go("#take-in")
    for number in numbers[1:3]:
        days = [entry["observed_on"] for entry in made.show(number)["history"]]
        assert "2026-11-25" in days, number

    # What disagrees is decided.
    clerk.go("nav.places a[href='/decide']")
    clerk.choose("fieldset.matter input[data-place='1']")
    clerk.fill("#why", "đã kiểm tra lại tại thực địa")
    clerk.go(".reason-bar button.main")
    assert made.figures.status()["conflicts"] == 0

    # A survey that should not have come is taken back.
    clerk.go("nav.places a[href='/take-in']")
    clerk.go("main a[href='/imports']")
    clerk.go("main tbody a[href^='/imports/']")
    clerk.go("form:has(input[name=all]) button")
    clerk.fill("#why", "gửi nhầm")
    clerk.go("form[action$='/undo'] button.main")
    assert any(batch.undone for batch in made.surveys.batches())

    # The map shows it.
    clerk.go("nav.places a[href='/map']")
    assert eventually(lambda: bool(clerk.tab.js("document.querySelector('#map').src")), 60)

    # The report is made, downloaded, published.
    clerk.go("nav.places a[href='/report']")
    clerk.go("#compose ~ form button.main, form[action='/report'][method=post] button.main")
    (word, size) = clerk.tab.js(
        "(async () => { const link = document.querySelector('a[href$=\"/docx\"]');"
        " const bytes = await (await fetch(link.href)).arrayBuffer();"
        " return [String.fromCharCode(...new Uint8Array(bytes, 0, 2)), bytes.byteLength]; })()"
    )
    clerk.presses += 1
    assert word == WORD and size > 10_000
    clerk.go("main a[href^='/publish']")
    clerk.go("form[action='/publish'][method=get] button")
    clerk.go("form[action='/publish'][method=post] button.main")
    assert len(made.figures.publications()) == 1

    assert made.check() == [] or all(f.severity != "error" for f in made.check())
    assert clerk.presses <= MOST_PRESSES, clerk.presses
