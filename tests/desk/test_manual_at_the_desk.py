"""The manual, one press away from any page of the desk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mocgioi.tracker import Tracker
from tests.desk.conftest import OpenDesk, PersonAt


def test_every_page_leads_to_it_in_a_window_of_its_own(demo: Tracker, at_desk: PersonAt) -> None:
    page = at_desk(demo.store.path, rights={"read"}).get("/").text
    assert '<a href="/manual" target="_blank" rel="noopener">Sổ tay</a>' in page


@pytest.mark.browser
def test_it_is_the_one_that_the_command_writes(
    built_demo: Path, tmp_path: Path, open_desk: Callable[..., OpenDesk]
) -> None:
    shutil.copy(built_demo, tmp_path / "langson.gpkg")
    desk = open_desk(tmp_path / "langson.gpkg")
    tab = desk.enter()
    tab.visit(f"{desk.root}/manual#vi-clerk")
    assert tab.js("document.querySelector('.edition:not([hidden]) h1').textContent").startswith(
        "Bắt đầu"
    )
    assert tab.js("document.title") == "Sổ tay mocgioi"
    assert tab.errors == []
