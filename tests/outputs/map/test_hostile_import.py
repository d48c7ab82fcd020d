"""Text that wants to be code, brought in by the command line's own way, stays text on the map."""

from __future__ import annotations

import csv
import json
import re
import sys
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from mocgioi.cli import main
from mocgioi.tracker.province import province
from tests.browser import TabOpener

ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "</noscript></title></style><svg onload=alert(3)>",
    "${alert(4)} `+alert(4)+`",
    "{{ ''.__class__ }} {% for a in b %}",
    "javascript:alert(5)",
    "\u202egnp.exe\u2066 alert(6)\u2069\u202c",
    "'\"><!--<script>alert(7)",
)
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Taken out at import, with a notice."""
ROWS = 48
"""Of each table: enough for every attack to stand in every field."""

FREE = {
    "communes": ("name", "formerly", "district", "source"),
    "posts": ("name", "note", "source"),
    "gates": ("name", "source"),
    "projects": ("name", "words", "cost_words", "source"),
    "contributions": ("donor", "words", "source"),
    "markers": ("source",),
    "surveys": ("surveyor", "note"),
}
TABLES = (
    ("communes", "communes.csv"),
    ("posts", "posts.csv"),
    ("gates", "gates.csv"),
    ("markers", "illustrative/register.csv"),
    ("projects", "projects.csv"),
    ("contributions", "contributions.csv"),
)
ROADS = "illustrative/roads.geojson"
SURVEY = "illustrative/surveys/2024-01-po-ma.csv"


def poisoned_table(source: Path, to: Path, free: tuple[str, ...]) -> Path:
    """The same table with an attack in each free text, another in every cell."""
    attack = cycle(ATTACKS)
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(islice(csv.DictReader(file), ROWS))
    for row in rows:
        row |= {key: f"{next(attack)} {row[key][:20]}" for key in free}
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return to


def poisoned_roads(source: Path, to: Path) -> Path:
    attack = cycle(ATTACKS)
    document = json.loads(source.read_text(encoding="utf-8"))
    document["features"] = document["features"][:ROWS]
    for feature in document["features"]:
        properties = feature["properties"]
        properties |= {key: next(attack) for key in ("name", "surface", "source")}
    to.write_text(json.dumps(document), encoding="utf-8", newline="\n")
    return to


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of a province whose every free text is an attack, made by the command line."""
    folder = tmp_path_factory.mktemp("hostile")
    store = ["--store", str(folder / "langson.gpkg"), "-q"]
    assert main(["init", *store]) == 0
    geo = province()
    assert main(["import", "boundary", str(geo / "boundary.geojson"), *store]) == 0
    for kind, name in TABLES:
        table = poisoned_table(geo / name, folder / f"{kind}.csv", FREE[kind])
        assert main(["import", kind, str(table), *store]) in (0, 1)
    roads = poisoned_roads(geo / ROADS, folder / "roads.geojson")
    assert main(["import", "roads", str(roads), *store]) in (0, 1)
    named = "survey.csv" if sys.platform == "win32" else f"{ATTACKS[0]} ${{alert(8)}}.csv"
    survey = poisoned_table(geo / SURVEY, folder / named, FREE["surveys"])
    assert main(["survey", "apply", str(survey), *store]) in (0, 1)
    assert main(["map", *store, "-o", str(folder / "map.html")]) == 0
    return folder / "map.html"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_that_was_imported_runs_and_all_of_it_is_read(
    open_tab: TabOpener, page: Path, lang: str
) -> None:
    tab = open_tab()
    tab.viewport(1280, 800)
    layers = "markers+roads+boundary+stretches+communes+coverage+posts+gates+kilometres+grid"
    tab.open(page, f"lang={lang}&layers={layers}&roads=surface&marker=944")
    read = tab.js(WALK)
    assert (tab.dialogs, tab.errors, len(tab.requests)) == ([], [], 1)
    assert tab.js("document.querySelectorAll('.mg-root :is(img, svg, script, iframe)').length") == 0
    links = tab.js("[...document.querySelectorAll('.mg-root a')].map(a => a.protocol)")
    assert set(links) <= {"geo:"}
    assert [attack for attack in ATTACKS if BIDI.sub("", attack) not in read] == []
    assert BIDI.search(read) is None


WALK: Any = """(() => {
  const { page } = mocgioi;
  const { model } = page;
  const read = [document.body.innerText];
  const told = () => read.push(page.card.root.textContent);
  for (let row = 0; row < model.register.count; row += 7) { page.select(row); told(); }
  for (const road of model.roads) { page.card.showRoad(road); told(); }
  for (const post of model.posts) { page.card.showPlace('post', post); told(); }
  for (const gate of model.gates) { page.card.showPlace('gate', gate); told(); }
  for (const stretch of model.stretches) { page.showStretch(stretch); told(); }
  for (const tab of ['filters', 'table', 'tools', 'overview']) {
    page.openTab(tab);
    read.push(page.panel.body.textContent);
  }
  for (const print of ['map_a4', 'strip']) {
    page.state.set({ print });
    read.push(page.poster.textContent);
    page.state.set({ print: null });
  }
  const field = document.querySelector('.mg-search');
  for (const typed of ['img', 'script', 'alert', 'onerror']) {
    field.value = typed;
    field.dispatchEvent(new Event('input'));
    read.push(document.querySelector('.mg-finder').textContent);
  }
  page.select(0);
  return read.join(' ');
})()"""
