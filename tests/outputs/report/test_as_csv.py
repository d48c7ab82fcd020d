from __future__ import annotations

import csv
import io

import pytest

from mocgioi.analysis.figures.coverage import CommuneName
from mocgioi.domain.counting import GROUPINGS
from mocgioi.outputs.report import render
from tests.analysis.coverage_world import World
from tests.outputs.report.documents import HOSTILE, hostile, ordinary


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\n", "＝"])
def test_a_name_that_looks_like_a_formula_is_neutralised(lead: str) -> None:
    world = World()
    world.marker("1116", commune="c")
    document = world.count(by=["commune"], communes={"c": CommuneName(f"{lead}1+1")})
    (row,) = csv.DictReader(io.StringIO(render(document, "csv"), newline=""))
    assert row["name"] == f"'{lead}1+1"


@pytest.mark.parametrize("newline", ["\r", "\r\n"])
def test_a_carriage_return_in_a_name_breaks_no_row(newline: str) -> None:
    world = World()
    world.marker("1116", commune="c")
    document = world.count(by=["commune"], communes={"c": CommuneName(f"a{newline}=b")})
    (row,) = csv.DictReader(io.StringIO(render(document, "csv"), newline=""))
    assert row["name"] == "a\n=b"


def test_no_cell_begins_as_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(render(hostile(), "csv"), newline="")))
    assert any(HOSTILE in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_there_is_one_row_a_group_over_several_groupings() -> None:
    document = ordinary(GROUPINGS)
    rows = list(csv.DictReader(io.StringIO(render(document, "csv"))))
    assert [(row["by"], row["code"]) for row in rows] == [
        (group["by"], group["code"] or "") for group in document["groups"]
    ]


def test_a_markers_evidence_is_in_its_row() -> None:
    rows = list(csv.DictReader(io.StringIO(render(ordinary(["marker"]), "csv"))))
    (row,) = (row for row in rows if row["code"] == "1117")
    assert (row["evidence_file"], row["evidence_row"]) == ("phieu.xlsx", "18")
    assert row["evidence_observed_on"] == "2023-05-04"


def test_a_group_without_a_per_cent_has_an_empty_cell() -> None:
    rows = list(csv.DictReader(io.StringIO(render(ordinary(), "csv"))))
    assert {row["code"]: row["percent"] for row in rows}["06541"] == ""
