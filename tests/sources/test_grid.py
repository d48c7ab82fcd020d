from __future__ import annotations

from mocgioi.sources.grid import table
from mocgioi.sources.raw import Cell


def rows(*cells: tuple[Cell, ...]) -> list[tuple[int, tuple[Cell, ...], bool]]:
    return [(number, row, False) for number, row in enumerate(cells, start=1)]


def test_the_header_is_the_row_of_known_names() -> None:
    found = table("T", rows(("ĐỒN", "A"), (None,), ("STT", "Mốc số", "Ngày kiểm tra"), (1, 2, 3)))
    assert found is not None
    assert found.header == ("STT", "Mốc số", "Ngày kiểm tra")
    assert (found.header_row, found.preamble) == (3, ("ĐỒN A",))


def test_without_known_names_the_first_row_is_the_header() -> None:
    found = table(None, rows(("a", "b"), ("c", "d")))
    assert found is not None
    assert (found.header, [r.row for r in found.rows]) == (("a", "b"), [2])


def test_one_column_of_markers_is_a_table() -> None:
    found = table(None, rows(("Số hiệu mốc",), ("1116",), ("1117",)))
    assert found is not None
    assert (found.header, len(found.rows)) == (("Số hiệu mốc",), 2)


def test_blank_cells_to_the_right_are_no_cells() -> None:
    found = table(None, rows(("marker", "note", None), ("1", "x", "", None), ("2", "y", "", "z")))
    assert found is not None
    assert [len(r.values) for r in found.rows] == [2, 4]


def test_nothing_is_no_table() -> None:
    assert table(None, rows((None, " "), ())) is None
