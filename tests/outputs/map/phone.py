"""A phone on which somebody fills in the survey form of a map."""

from __future__ import annotations

import time
from pathlib import Path

from tests.browser import Tab

PRESENT = "document.querySelector('.mg-form')"


class Phone:
    """A phone that holds the map of a store."""

    def __init__(self, tab: Tab, page: Path, saved: Path) -> None:
        self.tab, self.page, self.saved = tab, page, saved
        tab.viewport(390, 844, mobile=True)
        tab.browser.call(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(saved)}
        )
        tab.open(page)
        tab.js("localStorage.setItem('mocgioi-observer', 'Tổ 3'), 0")
        # What another test left in this browser.
        tab.js(
            "(drafts => drafts.ready.then(() => Promise.all(drafts.list().map("
            "draft => drafts.remove(draft)))).then(() => 1))(mocgioi.page.surveying.drafts)"
        )

    def tap(self, text: str, within: str = ".mg-root") -> None:
        """Touch the button that says so, as a finger does."""
        left, top = self.tab.js(
            "((within, text) => { const press = [...document.querySelector(within)"
            ".querySelectorAll('button')].find(own => own.textContent.includes(text)"
            " || own.getAttribute('aria-label') === text);"
            " press.scrollIntoView({block: 'center'}); const box = press.getBoundingClientRect();"
            f" return [box.x + box.width / 2, box.y + box.height / 2]; }})({within!r}, {text!r})"
        )
        self.tab.tap(left, top)

    def begin(self, number: str) -> None:
        """Open the card of a marker and its form."""
        self.tab.js(
            f"void mocgioi.page.select(mocgioi.page.model.register.rowOf({number!r})),"
            " mocgioi.page.surveying.drafts.ready.then(() => 1)"
        )
        self.tap("Ghi phiếu kiểm tra", ".mg-card")

    def choose(self, at: int, code: str) -> None:
        """Choose a code in one of the form's lists."""
        self.tab.js(
            f"(box => {{ box.value = {code!r}; box.dispatchEvent(new Event('change')); }})"
            f"({PRESENT}.querySelectorAll('select')[{at}])"
        )

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.tab.js(f"{PRESENT}.querySelector({selector!r}).focus()")
        self.tab.type(text)

    def choose_photo(self, path: Path) -> None:
        root = self.tab.call("DOM.getDocument")["root"]["nodeId"]
        node = self.tab.call("DOM.querySelector", nodeId=root, selector=".mg-add-photos input")
        self.tab.call("DOM.setFileInputFiles", files=[str(path)], nodeId=node["nodeId"])

    def add_photo(self, path: Path) -> None:
        """Choose a photograph and wait until it stands in the form."""
        self.choose_photo(path)
        self.wait(f"{PRESENT}.querySelectorAll('.mg-form-photos img').length > 0")

    def stand_at(self, number: str) -> None:
        """Go to where a marker stands."""
        latitude, longitude = self.tab.js(
            "(at => [at.latitude, at.longitude])(mocgioi.page.placeOf("
            f"mocgioi.page.model.register.rowOf({number!r})))"
        )
        place = {"latitude": latitude, "longitude": longitude, "accuracy": 8.4}
        self.tab.call("Emulation.setGeolocationOverride", **place)

    def wait(self, expression: str) -> None:
        end = time.monotonic() + 10
        while not self.tab.js(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def text(self) -> str:
        shown: str = self.tab.js(f"{PRESENT}.innerText")
        return shown

    def send(self) -> list[Path]:
        """Save the files of the survey one after the other; return them, the table first."""
        self.tap("Gửi phiếu này", ".mg-form")
        names = self.tab.js(
            f"[...{PRESENT}.querySelectorAll('.mg-file')].map(own => own.textContent)"
        )
        paths = [self.saved / name.partition(" · ")[0] for name in names]
        for path in paths:
            self.tap(path.name, ".mg-form")
            self.wait_for(path)
        return paths

    def wait_for(self, path: Path) -> None:
        """Wait for a file to be saved."""
        end = time.monotonic() + 10
        while not path.exists():
            assert time.monotonic() < end, path
            time.sleep(0.05)
