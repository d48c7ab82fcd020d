"""Tables of web pages, which many a system gives out as ``.xls``."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from tests.sources import facts

HEADER = "".join(f"<th>{heading}</th>" for heading in facts.HEADER)


def page(folder: Path, rows: str, name: str = "a.xls") -> Path:
    path = folder / name
    path.write_text(f"<html><table border=1><tr>{HEADER}</tr>{rows}</table></html>", "utf-8")
    return path


def test_the_rows_of_a_page_called_xls_and_that_it_is_one(tmp_path: Path) -> None:
    rows = "".join(f"<TR><TD>{'</TD><TD>'.join(row)}</TD></TR>" for row in facts.ROWS)
    raw = sources.read(page(tmp_path, rows))
    assert [f.code for f in raw.findings] == ["format-mismatch"]
    (table,) = raw.tables
    assert table.header == facts.HEADER
    assert [tuple(v or "" for v in row.values) for row in table.rows] == list(facts.ROWS)


def test_tags_left_open_comments_scripts_and_entities(tmp_path: Path) -> None:
    rows = (
        "<tr><td>1116<td>đ&atilde; có<!-- <td>x --><td>05/11/2025<script><td>y</script><td>a<br>b"
    )
    (table,) = sources.read(page(tmp_path, rows)).tables
    assert table.rows[0].values == ("1116", "đã có", "05/11/2025", "a\nb")


def test_a_cell_over_two_rows_says_both(tmp_path: Path) -> None:
    rows = "<tr><td>1116<td rowspan=2>đã có<td>x<td>y<tr><td>1117<td>x<td>y"
    (table,) = sources.read(page(tmp_path, rows)).tables
    assert [row.values[:2] for row in table.rows] == [("1116", "đã có"), ("1117", "đã có")]


@pytest.mark.parametrize("sign", ["<", "<!--", "</", "<td ", "&#", "<table>", "<td rowspan=9>"])
def test_no_page_takes_long(sign: str, tmp_path: Path) -> None:
    path = page(tmp_path, sign * (200_000 // len(sign)))
    started = time.process_time()
    with pytest.raises(UnreadableInput):
        sources.read(path)
    assert time.process_time() - started < 3


def test_a_cell_that_is_struck_through_is_known(tmp_path: Path) -> None:
    rows = "<tr><td>1116<td><s>đã có</s><td>05/11/2025<td>x<tr><td>1117<td>đã có<td>x<td>y"
    (table,) = sources.read(page(tmp_path, rows)).tables
    assert [row.struck for row in table.rows] == [(1,), ()]
