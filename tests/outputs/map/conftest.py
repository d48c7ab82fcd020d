from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.outputs.map import write_page
from mocgioi.outputs.map.facts import MapFacts
from tests.browser import Browser, Tab, TabOpener
from tests.conftest import lent_tabs
from tests.outputs.map.driving import follow, put_back
from tests.outputs.map.phone import Phone

Opener = Callable[..., Tab]
Writer = Callable[[MapFacts], Path]


def emulate(tab: Tab, media: dict[str, str]) -> None:
    """Let a page find that somebody wants it dark, without motion and the like."""
    features = [{"name": name.replace("_", "-"), "value": media[name]} for name in media]
    tab.call("Emulation.setEmulatedMedia", features=features)


@pytest.fixture(scope="session")
def written_map(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """Write the page of some facts; of the same facts once."""
    pages: dict[bytes, Path] = {}

    def writer(facts: MapFacts) -> Path:
        content = pickle.dumps(facts)
        if content not in pages:
            pages[content] = tmp_path_factory.mktemp("page") / "map.html"
            pages[content].write_text(write_page(facts), encoding="utf-8", newline="\n")
        return pages[content]

    return writer


@pytest.fixture
def open_map(open_tab: TabOpener, written_map: Writer) -> Opener:
    """Open the page of some facts at a size of window."""

    def opener(
        facts: MapFacts,
        width: int = 1280,
        height: int = 800,
        *,
        mobile: bool = False,
        fragment: str = "",
        **media: str,
    ) -> Tab:
        tab = open_tab()
        tab.viewport(width, height, mobile=mobile)
        emulate(tab, media)
        tab.open(written_map(facts), fragment)
        return tab

    return opener


@pytest.fixture(scope="module")
def shared_map(browser: Browser, idle_tabs: list[Tab], written_map: Writer) -> Iterator[Opener]:
    """Load the page of some facts once for the tests of a file; each gets it as it was loaded.

    For tests that do no more to it than `put_back` undoes; `fragment` is followed, not loaded.
    """
    with lent_tabs(browser, idle_tabs) as open_tab:
        loaded: dict[tuple[object, ...], tuple[Tab, list[list[str]]]] = {}

        def opener(
            facts: MapFacts,
            width: int = 1280,
            height: int = 800,
            *,
            mobile: bool = False,
            fragment: str = "",
            **media: str,
        ) -> Tab:
            page = written_map(facts)
            wanted = (page, width, height, mobile, *media.items())
            if wanted in loaded:
                tab, noted = loaded[wanted]
                put_back(tab)
                tab.requests[:], tab.errors[:], tab.dialogs[:] = noted
            else:
                tab = open_tab()
                tab.viewport(width, height, mobile=mobile)
                emulate(tab, media)
                tab.open(page)
                loaded[wanted] = tab, [[*tab.requests], [*tab.errors], [*tab.dialogs]]
            if fragment:
                follow(tab, fragment)
            return tab

        yield opener


@pytest.fixture(scope="session")
def demo_page(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the demonstration, as its store is built."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    text = tracker.open(built_demo).maps.page()
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def phone(open_tab: TabOpener, demo_page: Path, tmp_path: Path) -> Phone:
    tab = open_tab()
    tab.browser.call("Browser.grantPermissions", {"permissions": ["geolocation"]})
    saved = tmp_path / "saved"
    saved.mkdir()
    return Phone(tab, demo_page, saved)
