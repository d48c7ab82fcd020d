"""How the rows of a table are shared out among pages, in the PDF that is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.outputs.paper.grid import FEW_ROWS, Grid
from mocgioi.outputs.paper.letterhead import report_letterhead
from mocgioi.outputs.paper.pdf import as_data, house_facts, typeset
from tests.outputs.report.reading_back import pdf_text

FEW = 5
"""A page with fewer rows is wasted."""
COUNTS = range(50, 64)
"""Rows that stand on one page, and that do not."""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    file = tmp_path / "own.typ"
    file.write_text(
        '#import "house.typ": *\n#show: paper\n#begin(0)\n#v(report.down * 1mm)\n'
        "#grid-of(report.grid)",
        encoding="utf-8",
    )
    return file


def of_rows(count: int, *, spans: tuple[int, ...] = (), total: bool = False) -> Grid:
    rows = [[f"r{place}", "Ba Sơn"] for place in range(count)]
    for place in spans:
        rows[place] = [f"Xã số {place}", ""]
    ends = ["", "Tổng cộng"] if total else None
    return Grid(["STT", "Xã"], [True, False], rows, ends, spans=spans).fitted(165)


def rows_of_pages(grid: Grid, template: Path, *, down: float = 0) -> list[int]:
    house = house_facts("vi", title="1", letterhead=report_letterhead({}, "vi"))
    made = typeset({**house, "grid": as_data(grid), "down": down}, template)
    pages = pdf_text(made).split("\f")[:-1]
    return [sum(word[:1] == "r" and word[1:].isdigit() for word in p.split()) for p in pages]


@pytest.mark.parametrize("total", [False, True])
def test_no_page_has_a_few_rows_however_many_there_are(template: Path, total: bool) -> None:
    shared = [rows_of_pages(of_rows(count, total=total), template) for count in COUNTS]
    assert {len(pages) for pages in shared} == {1, 2}
    assert all(sum(pages) == count for pages, count in zip(shared, COUNTS, strict=True))
    assert all(len(pages) == 1 or pages[-1] >= FEW - total for pages in shared)


def test_rows_are_set_closer_where_that_saves_a_page(template: Path) -> None:
    shared = {count: rows_of_pages(of_rows(count), template) for count in COUNTS}
    whole = max(count for count, pages in shared.items() if len(pages) == 1)
    usual = max(pages[0] for pages in shared.values() if len(pages) == 2)
    assert whole > usual, "more rows than usual stand on one page rather than a few on the next"


def test_it_counts_from_where_the_table_begins(template: Path) -> None:
    for down in range(0, 120, 15):
        pages = rows_of_pages(of_rows(40), template, down=down)
        assert sum(pages) == 40
        assert pages[-1] >= FEW, down


def test_a_short_table_stays_whole(template: Path) -> None:
    assert rows_of_pages(of_rows(FEW_ROWS), template, down=200) == [0, FEW_ROWS]


def test_the_heading_of_rows_goes_with_them_and_stands_again_on_their_next_page(
    template: Path,
) -> None:
    grid = of_rows(150, spans=(0, 52, 100))
    house = house_facts("vi", title="1", letterhead=report_letterhead({}, "vi"))
    text = pdf_text(typeset({**house, "grid": as_data(grid), "down": 0}, template))
    for page in text.split("\f")[:-1]:
        lines = [line for line in page.splitlines() if line.strip()]
        first = next(at for at, line in enumerate(lines) if "STT" in line)
        assert "Xã số" in lines[first + 1]
        assert "Xã số" not in lines[-1]


def test_the_letters_of_a_list_are_those_with_which_it_takes_fewest_pages() -> None:
    assert of_rows(459).size_pt < of_rows(99).size_pt
    assert 459 * 9 * 0.36 < of_rows(459).height_mm() < 8 * 257
