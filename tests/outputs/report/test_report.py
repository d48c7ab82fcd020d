from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from mocgioi.analysis.coverage import GROUPINGS, status
from mocgioi.errors import Language, UsageError
from mocgioi.outputs.report import FORMATS, render
from mocgioi.outputs.wording import number
from tests.analysis.coverage_world import World
from tests.outputs.report.documents import ordinary

LANGUAGES: tuple[Language, ...] = ("vi", "en")
KEYS = ("markers", "markers_needing_road", "road_built", "in_year", "percent")


class Cells(HTMLParser):
    """The cells of the rows of an HTML table's body and foot."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def figures(rows: list[list[str]]) -> list[list[str]]:
    """Return the figures of the groups: name, then the columns of `KEYS`."""
    return [[row[1], *row[3:8]] for row in rows if row[0].isdigit()]


def expected(lang: Language) -> list[list[str]]:
    nameless = "(chưa rõ xã)" if lang == "vi" else "(commune not known)"
    return [
        [
            group["name"] or nameless,
            *(number(group[key], lang, 1 if key == "percent" else 0) for key in KEYS),
        ]
        for group in ordinary()["groups"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_html_has_the_figures_of_the_document(lang: Language) -> None:
    parser = Cells()
    parser.feed(render(ordinary(), "html", lang))
    assert figures(parser.rows) == expected(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_has_the_figures_of_the_document(lang: Language) -> None:
    lines = render(ordinary(), "md", lang).splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    assert figures(rows) == expected(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_has_the_figures_of_the_document(lang: Language) -> None:
    lines = render(ordinary(), "text", lang).splitlines()
    found = []
    for line in lines:
        cells = re.split(r" {2,}", line.strip())
        if re.match(r" {0,2}\d+ ", line):
            place = 2 if cells[2].isdigit() else 3
            found.append([cells[1], *cells[place : place + 5]])
    assert found == expected(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_csv_has_the_figures_of_the_document_in_either_language(lang: Language) -> None:
    rows = list(csv.DictReader(io.StringIO(render(ordinary(), "csv", lang))))
    assert [[row["code"], *(row[key] for key in KEYS)] for row in rows] == [
        [group["code"] or "", *("" if group[key] is None else str(group[key]) for key in KEYS)]
        for group in ordinary()["groups"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_is_the_document(lang: Language) -> None:
    assert json.loads(render(ordinary(), "json", lang)) == ordinary()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_document_gives_the_same_text(form: str, lang: Language) -> None:
    assert render(ordinary(GROUPINGS), form, lang) == render(ordinary(GROUPINGS), form, lang)


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_made_up_data_says_so_in_every_form_people_read(form: str) -> None:
    assert "SỐ LIỆU MINH HỌA" in render(ordinary(), form, "vi")
    assert "ILLUSTRATIVE DATA" in render(ordinary(), form, "en")
    assert "SỐ LIỆU MINH HỌA" not in render({**ordinary(), "illustrative": False}, form, "vi")


def test_made_up_data_says_so_in_every_row_of_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(render(ordinary(), "csv"))))
    assert {row["illustrative"] for row in rows} == {"true"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("by", [(), GROUPINGS])
def test_an_empty_store_can_be_reported(form: str, lang: Language, by: tuple[str, ...]) -> None:
    document = World().count(by=by)
    assert render(document, form, lang).endswith("\n")
    assert render(status(document), form, lang).endswith("\n")


@pytest.mark.parametrize("form", ["text", "md", "html", "csv"])
def test_what_the_map_shows_can_be_left_out(form: str) -> None:
    document = ordinary(["marker"])
    assert render(document, form, internal=False) != render(document, form, internal=True)
    assert "theo tuyến trên bản đồ" not in render(document, form, internal=False).lower()


@pytest.mark.parametrize(("form", "shown"), [("text", True), ("md", False), ("html", False)])
def test_what_the_map_shows_goes_to_the_conference_only_when_asked(form: str, shown: bool) -> None:
    assert ("theo tuyến trên bản đồ" in render(ordinary(["marker"]), form).lower()) == shown


def test_an_unknown_form_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="odt"):
        render(ordinary(), "odt")


def test_csv_of_a_status_is_one_row_of_totals() -> None:
    (row,) = csv.DictReader(io.StringIO(render(status(ordinary()), "csv")))
    assert (row["by"], row["markers_needing_road"], row["road_built"]) == ("total", "4", "3")
    assert (row["conflicts"], row["report_at_once"]) == ("1", "1")


def test_text_loads_neither_html_nor_csv_nor_anything_heavy() -> None:
    code = (
        "import sys, mocgioi.analysis.coverage, mocgioi.outputs.report.as_text\n"
        "heavy = {'html', 'csv', 'decimal', 'numpy', 'pandas', 'shapely', 'geopandas', 'folium'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
