"""The hash by which a file that comes again is known: of its rows as JSON, for ever."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from itertools import repeat

import pytest

from mocgioi.intake.rows.content import content_sha256
from mocgioi.sources import Cell
from tests.intake.world import raw_file

HEADER = ("Mốc", "Ngày", "Ghi chú")


def hashed(*rows: list[tuple[str, str]], geometry: bytes = b"") -> str:
    texts = [json.dumps(row, ensure_ascii=False).encode() + geometry for row in rows]
    return hashlib.sha256(b"".join(texts)).hexdigest()


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("đường “tốt”\n\\ ", "đường “tốt”\n\\"),
        (1, "1"),
        (True, "true"),
        (1.0, "1"),
        (date(2025, 11, 5), "2025-11-05"),
        ("dài " * 100, ("dài " * 100).strip()),
    ],
)
def test_a_row_is_hashed_by_its_cells_beside_their_headings(cell: Cell, shown: str) -> None:
    raw = raw_file(HEADER, [("1100", cell, "x")])
    said = [("ghi chu", "x"), ("moc", "1100"), ("ngay", shown)]
    assert content_sha256(raw) == hashed(said)


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_a_blank_cell_is_none_of_it(cell: Cell) -> None:
    assert content_sha256(raw_file(HEADER, [("1100", cell)])) == hashed([("moc", "1100")])


def test_two_columns_of_one_heading_are_hashed_in_the_order_of_what_they_say() -> None:
    raw = raw_file(("Ghi chú", "ghi chu"), [("b", "a"), ("a", "b")])
    said = [("ghi chu", "a"), ("ghi chu", "b")]
    assert content_sha256(raw) == hashed(said, said)


def test_a_geometry_is_hashed_with_its_row() -> None:
    raw = raw_file(("Mốc",), [("1100",)], geometries=[b"wkb"])
    assert content_sha256(raw) == hashed([("moc", "1100")], geometry=b"wkb")


def test_rows_beyond_a_block_are_hashed_as_the_first_ones() -> None:
    rows = list(repeat(("1100",), 2_500))
    assert content_sha256(raw_file(("Mốc",), rows)) == hashed(*repeat([("moc", "1100")], 2_500))
