"""Tables as CSV: what a stranger wrote stays text in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from mocgioi.outputs import csv_table, reach_table, roads_table


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"])
def test_a_text_like_a_formula_is_led_by_an_apostrophe(lead: str) -> None:
    table = csv_table.write(["name"], [[f"{lead}1+1"]])
    assert list(csv.reader(io.StringIO(table, newline=""))) == [["name"], [f"'{lead}1+1"]]


def test_what_another_program_takes_is_word_for_word() -> None:
    assert csv_table.write(["name"], [["=1+1"]], for_spreadsheets=False) == "name\n=1+1\n"


def test_a_number_below_nought_stays_a_number() -> None:
    assert csv_table.write(["a", "b", "c"], [[-1.5, None, True]]) == "a,b,c\n-1.5,,true\n"


def test_a_road_named_like_a_formula_stays_text_in_the_check_of_roads() -> None:
    finding = {"code": "road-gap", "road": "=HYPERLINK(1)", "other": "@x", "message": "-1"}
    document: Any = {"illustrative": False, "findings": [finding]}
    (row,) = csv.DictReader(io.StringIO(roads_table.as_csv(document)))
    assert (row["road"], row["other"], row["message"]) == ("'=HYPERLINK(1)", "'@x", "'-1")


def test_a_road_named_like_a_formula_stays_text_in_reach() -> None:
    marker: dict[str, Any] = {"number": "1", "nearest_road": "=1+1", "nearest_point": None}
    document: Any = {"illustrative": False, "markers": [{**marker, "missing": []}]}
    table = reach_table.as_csv(document)
    assert "'=1+1" in next(iter(csv.DictReader(io.StringIO(table)))).values()
