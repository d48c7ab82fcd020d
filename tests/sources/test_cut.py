"""A CSV that ends in the middle of a line is not taken with what is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import sources

HEAD = "Số hiệu mốc,Tình trạng đường,Ngày kiểm tra\n1116,đã có,05/11/2025\n"


def told(folder: Path, text: str, encoding: str = "utf-8") -> list[tuple[str, int | None]]:
    path = folder / "a.csv"
    path.write_bytes(text.encode(encoding))
    return [(f.code, f.row) for f in sources.read(path).findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_last_line_that_stops_short_is_cut_off(encoding: str, tmp_path: Path) -> None:
    assert told(tmp_path, HEAD + "1117,đã c", encoding) == [("row-truncated", 3)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_last_line_that_has_an_end_is_merely_short(end: str, tmp_path: Path) -> None:
    assert told(tmp_path, HEAD + f"1117,đã có{end}") == []


def test_a_short_last_line_among_short_lines_is_the_writers_way(tmp_path: Path) -> None:
    assert told(tmp_path, HEAD + "1118,đã có\n1117,đã có") == []


def test_a_last_cell_that_others_go_on_from_is_cut_off(tmp_path: Path) -> None:
    assert told(tmp_path, HEAD + "1117,đã có,05/11/20") == [("row-truncated", 3)]


@pytest.mark.parametrize("last", ["06/11/2025", "05/11/2025", "", "x"])
def test_a_whole_last_cell_needs_no_line_end(last: str, tmp_path: Path) -> None:
    assert told(tmp_path, HEAD + f"1117,đã có,{last}") == []


def test_a_cut_row_is_rejected_and_the_others_are_taken(tmp_path: Path) -> None:
    from mocgioi.intake import take_survey
    from tests.intake import world

    path = tmp_path / "a.csv"
    text = HEAD.replace("1116", "1100") + "1101,đã có,05/11/20"
    path.write_text(text, encoding="utf-8")
    taken = take_survey(sources.read(path), known=world.FULL, today="2026-11-22")
    assert [str(entry.number) for entry in taken.entries] == ["1100"]
    assert [row.codes for row in taken.rejected] == [("row-truncated",)]
