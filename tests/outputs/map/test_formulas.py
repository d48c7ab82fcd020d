"""One rule of what a spreadsheet takes for a formula, in every table and in the page."""

from __future__ import annotations

from pathlib import Path

from mocgioi import sources
from mocgioi.domain.formulas import led, unled
from mocgioi.outputs import csv_table
from tests.outputs.map.scripts import run_page_scripts

SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "a", "1", " ", ";", '"']
TEXTS = ["", *(f"{marks}{sign}x" for marks in ("", "'", "''") for sign in SIGNS)]


def test_the_page_leads_what_the_tables_lead() -> None:
    page = run_page_scripts(
        "csv.js", expression="data.texts.map(mocgioi.harmless)", data={"texts": TEXTS}
    )
    assert page == [led(text) for text in TEXTS]


def test_what_is_led_comes_back_as_it_was_typed() -> None:
    assert [unled(led(text)) for text in TEXTS] == TEXTS


def test_a_text_led_by_an_apostrophe_comes_back_out_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(csv_table.write(["number", "note"], [["1117", "'=x"]]), encoding="utf-8")
    (table,) = sources.read(path).tables
    assert [row.values for row in table.rows] == [("1117", "'=x")]
