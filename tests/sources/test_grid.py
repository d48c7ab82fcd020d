from __future__ import annotations

import pytest

from mocgioi.sources import Cell, RawTable, fields_of, grid, recognise


def rows(*cells: tuple[Cell, ...]) -> list[tuple[int, tuple[Cell, ...], bool]]:
    return [(number, row, False) for number, row in enumerate(cells, start=1)]


def table(name: str | None, cells: list[tuple[int, tuple[Cell, ...], bool]]) -> RawTable | None:
    made, findings = grid.table(name, cells)
    assert findings == []
    return made


def test_the_header_is_the_row_of_known_names() -> None:
    found = table("T", rows(("ĐỒN", "A"), (None,), ("STT", "Mốc số", "Ngày kiểm tra"), (1, 7, 3)))
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


@pytest.mark.parametrize(
    ("upper", "lower", "headings"),
    [
        (
            ("STT", "Số hiệu mốc", "Toạ độ", None, "Ngày kiểm tra"),
            (None, None, "Kinh độ", "Vĩ độ", None),
            ("STT", "Số hiệu mốc", "Toạ độ / Kinh độ", "Toạ độ / Vĩ độ", "Ngày kiểm tra"),
        ),
        (
            ("Số hiệu mốc", "Ngày kiểm tra", "Tình trạng đường"),
            ("marker_id", "date", "road_status"),
            ("Số hiệu mốc / marker_id", "Ngày kiểm tra / date", "Tình trạng đường / road_status"),
        ),
        (
            ("Mốc", None, "Đường", None),
            ("Số hiệu", "Tình trạng", "Tình trạng", "Ngày kiểm tra"),
            ("Mốc / Số hiệu", "Mốc / Tình trạng", "Đường / Tình trạng", "Đường / Ngày kiểm tra"),
        ),
    ],
)
def test_a_header_of_two_rows_is_one(
    upper: tuple[Cell, ...], lower: tuple[Cell, ...], headings: tuple[str, ...]
) -> None:
    found = table(None, rows(("BÁO CÁO",), upper, lower, ("1116", "a", "b", "c", "d")))
    assert found is not None
    assert found.header == headings
    assert (found.header_row, found.preamble, len(found.rows)) == (3, ("BÁO CÁO",), 1)


def test_a_group_over_a_column_says_which_of_two_states_it_is() -> None:
    header = ("Mốc / Số hiệu", "Mốc / Tình trạng", "Đường / Tình trạng", "Ngày kiểm tra")
    index = recognise(header, fields_of("surveys")).index
    assert (index["marker_condition"], index["road_status"]) == (1, 2)


def test_a_group_that_names_a_system_does_not_hide_its_columns() -> None:
    header = ("Số hiệu mốc", "Toạ độ VN-2000, KTT 107°15' / X (m)", "Toạ độ VN-2000 / Y (m)")
    assert {"x", "y"} <= recognise(header, fields_of("markers")).index.keys()


@pytest.mark.parametrize("numbering", [("(1)", "(2)", "(3)"), (1, 2, 3), ("A", "1", "2")])
def test_a_row_that_numbers_the_columns_is_no_data(numbering: tuple[Cell, ...]) -> None:
    found = table(None, rows(("Mốc", "Ngày", "Đường"), numbering, ("1116", "1/2/2025", "có")))
    assert found is not None
    assert [row.row for row in found.rows] == [3]


def test_a_row_of_data_is_never_taken_for_a_header() -> None:
    found = table(None, rows(("Mốc", "Đường", "Ngày"), ("1116", "x", None), ("1117", "x", None)))
    assert found is not None
    assert [row.row for row in found.rows] == [2, 3]


def test_a_title_above_the_header_is_no_group() -> None:
    found = table(None, rows(("BAN CHỈ ĐẠO", None, "CỘNG HÒA"), ("STT", "Mốc", "Ngày"), (1, 2, 4)))
    assert found is not None
    assert (found.header, found.preamble) == (("STT", "Mốc", "Ngày"), ("BAN CHỈ ĐẠO CỘNG HÒA",))
