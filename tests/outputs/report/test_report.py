from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from mocgioi.analysis.figures.coverage import status
from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import Language, UsageError
from mocgioi.outputs.report import FORMATS, TEXT_FORMS, TextForm, render
from mocgioi.outputs.wording import number
from tests.analysis.coverage_world import World
from tests.outputs.report.documents import changed, ordinary
from tests.outputs.report.reading_back import READERS, pdf_text

LANGUAGES: tuple[Language, ...] = ("vi", "en")
KEYS = ("markers", "markers_needing_road", "road_built", "in_period", "percent")


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
@pytest.mark.parametrize("form", READERS)
def test_every_form_people_read_has_the_figures_of_the_document(form: str, lang: Language) -> None:
    wanted = expected(lang)
    found = READERS[form](render(ordinary(), form, lang), lang)[: len(wanted)]
    assert found == ([row[1:] for row in wanted] if form == "pdf" else wanted)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pdf_names_every_group(lang: Language) -> None:
    words = pdf_text(render(ordinary(), "pdf", lang)).split()
    assert {word for name, *_ in expected(lang) for word in name.split()} <= set(words)


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
    assert "SỐ LIỆU MINH HỌA" not in render(changed(ordinary(), illustrative=False), form, "vi")


def test_made_up_data_says_so_in_every_row_of_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(render(ordinary(), "csv"))))
    assert {row["illustrative"] for row in rows} == {"true"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("docx", "pdf")])
@pytest.mark.parametrize("by", [(), GROUPINGS])
def test_an_empty_store_can_be_reported(form: str, lang: Language, by: tuple[str, ...]) -> None:
    document = World().count(by=by)
    for made in (render(document, form, lang), render(status(document), form, lang)):
        assert made.endswith("\n") if isinstance(made, str) else len(made) > 1000


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_an_empty_store_is_not_signed(form: str) -> None:
    with pytest.raises(UsageError, match="no markers yet"):
        render(World().count(by=()), form)


@pytest.mark.parametrize("form", ["text", "md", "html", "csv"])
def test_what_the_map_shows_can_be_left_out(form: str) -> None:
    document = ordinary(["marker"])
    assert render(document, form, internal=False) != render(document, form, internal=True)
    assert "theo tuyến trên bản đồ" not in render(document, form, internal=False).lower()


@pytest.mark.parametrize(("form", "shown"), [("text", True), ("md", False), ("html", False)])
def test_what_the_map_shows_goes_to_the_conference_only_when_asked(form: str, shown: bool) -> None:
    assert ("theo tuyến trên bản đồ" in render(ordinary(["marker"]), form).lower()) == shown


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_what_is_not_signed_has_no_letterhead(form: TextForm) -> None:
    with pytest.raises(UsageError, match=f"“{form}” has no letterhead"):
        render(ordinary(), form, letterhead={"number": "12/BC-SNgV"})


def test_an_unknown_form_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="odt"):
        render(ordinary(), "odt")


def test_csv_of_a_status_is_one_row_of_totals() -> None:
    (row,) = csv.DictReader(io.StringIO(render(status(ordinary()), "csv")))
    assert (row["by"], row["markers_needing_road"], row["road_built"]) == ("total", "4", "3")
    assert (row["conflicts"], row["report_at_once"]) == ("1", "1")


def test_text_loads_neither_html_nor_csv_nor_anything_heavy() -> None:
    code = (
        "import sys, mocgioi.analysis.figures.coverage, mocgioi.outputs.report.as_text\n"
        "heavy = {'html', 'csv', 'decimal', 'numpy', 'pandas', 'shapely', 'geopandas', 'folium'}\n"
        "heavy |= {'docx', 'typst', 'openpyxl'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
