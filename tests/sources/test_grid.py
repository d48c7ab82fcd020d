from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mocgioi.sources import Cell, RawTable, fields_of, grid, recognise
from mocgioi.sources.block import Block, GridRow


def rows(*cells: tuple[Cell, ...]) -> list[GridRow]:
    return [GridRow(number, row) for number, row in enumerate(cells, start=1)]


def table(name: str | None, cells: list[GridRow]) -> RawTable | None:
    made, findings = grid.tables(name, cells)
    assert findings == []
    assert len(made) < 2
    return made[0] if made else None


def read(*cells: tuple[Cell, ...]) -> list[tuple[tuple[str, ...], list[tuple[Cell, ...]]]]:
    """Return the tables of a sheet: heading, and the cells of its rows."""
    made, _ = grid.tables("S", rows(*cells))
    return [(t.header, [row.values for row in t.rows]) for t in made]


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


A, B = ("STT", "Số hiệu mốc", "Ngày kiểm tra"), ("STT", "Số hiệu mốc", "Tình trạng mốc")


def test_an_unknown_row_under_merged_groups_is_a_heading() -> None:
    (header, body), *_ = read(
        ("Số hiệu mốc", "Ngày kiểm tra", "Đường lên mốc", None, None),
        (None, None, "Đường mòn", "Đường đất", "Bê tông"),
        ("1116", "1/2/2025", None, "x", None),
    )
    assert header[2:] == tuple(
        f"Đường lên mốc / {surface}" for surface in ("Đường mòn", "Đường đất", "Bê tông")
    )
    assert len(body) == 1


def test_a_row_of_units_belongs_to_the_heading() -> None:
    ((header, body),) = read(
        ("Mốc", "Ngày", "Chiều dài"), (None, "(dd/mm/yyyy)", "(m)"), ("1116", "1/2/2025", 250)
    )
    assert (header, len(body)) == (("Mốc", "Ngày (dd/mm/yyyy)", "Chiều dài (m)"), 1)


def test_marks_under_a_heading_are_data() -> None:
    ((_, body),) = read(("Mốc", "Đường", "Ghi chú"), ("1116", "x", "x"), ("1117", "x", "x"))
    assert len(body) == 2


def test_a_heading_further_down_begins_another_table() -> None:
    first, second = read(A, (1, "1116", "1/2/2025"), B, (1, "1117", "tốt"))
    assert first == (A, [(1, "1116", "1/2/2025")])
    assert second == (B, [(1, "1117", "tốt")])


def test_the_same_heading_again_goes_on_with_the_table() -> None:
    ((header, body),) = read(A, (1, "1116", "1/2/2025"), A, (2, "1117", "1/2/2025"))
    assert (header, len(body)) == (A, 2)


def test_words_where_numbers_stood_begin_a_table_whose_heading_nobody_knows() -> None:
    first, second = read(
        A, (1, "1116", "1/2/2025"), ("Thứ tự", "Họ tên", "Chức vụ"), (1, "Nông Văn A", "1117")
    )
    assert (len(first[1]), second) == (
        1,
        (("Thứ tự", "Họ tên", "Chức vụ"), [(1, "Nông Văn A", "1117")]),
    )


def test_tables_beside_one_another_are_two() -> None:
    first, second = read((*A, None, *A), (1, "1116", "1/2", None, 2, "1117", "1/2"))
    assert (first, second) == ((A, [(1, "1116", "1/2")]), (A, [(2, "1117", "1/2")]))


def test_a_table_beside_another_is_named_by_its_columns() -> None:
    made, _ = grid.tables("S", rows((*A, None, *A), (1, "1116", "1/2", None, 2, "1117", "1/2")))
    assert [(t.name, t.first_column) for t in made] == [("S", 1), ("S (E–G)", 5)]


def test_lists_beside_one_another_whose_headings_say_the_state_are_two() -> None:
    header = ("STT", "Mốc chưa có đường", "Ngày", "STT", "Mốc đã có đường", "Ngày")
    first, second = read(header, (1, "1116", "1/2", 1, "1117", "1/2"))
    assert (first[1], second[1]) == ([(1, "1116", "1/2")], [(1, "1117", "1/2")])


@pytest.mark.parametrize("before", [(), ("STT",)])
def test_ticks_beside_marker_numbers_begin_no_table_of_their_own(before: tuple[str, ...]) -> None:
    header = (*before, "Số hiệu mốc", "Ngày", "Mốc nguyên trạng", "Mốc hư hỏng", "Ghi chú")
    row = (*before, "1116", "1/2", "", "x", "nứt")
    assert read(header, row) == [(header, [row])]


def test_a_table_may_begin_to_the_right_of_rows_of_another() -> None:
    first, second = read(
        A, (1, "1116", "1/2", None, *B), (2, "1117", "1/2", None, 1, "1118", "tốt")
    )
    assert [row[1] for row in first[1]] == ["1116", "1117"]
    assert second == (B, [(1, "1118", "tốt")])


def test_a_title_over_rows_is_kept_with_them() -> None:
    made, _ = grid.tables(
        None,
        rows(A, ("A", "Mốc đã có đường"), (1, "1116", "1/2"), ("B", "Mốc khác"), (2, "7", "3")),
    )
    assert [(row.row, row.section) for row in made[0].rows] == [
        (3, "Mốc đã có đường"),
        (5, "Mốc khác"),
    ]


def test_a_title_that_no_row_follows_is_a_row() -> None:
    ((_, body),) = read(A, (1, "1116", "1/2"), (None, "Xã Quốc Khánh", None))
    assert len(body) == 2


def test_a_title_before_a_heading_is_the_next_tables() -> None:
    made, _ = grid.tables(None, rows(A, (1, "1116", "1/2"), ("II. KẾ HOẠCH",), B, (1, "7", "tốt")))
    assert [t.preamble for t in made] == [(), ("II. KẾ HOẠCH",)]


def test_the_title_of_one_table_is_not_the_next_ones() -> None:
    made, _ = grid.tables(
        None,
        rows(("I. KẾ HOẠCH",), A, (1, "1116", "1/2"), ("II. KẾT QUẢ",), B, (1, "7", "tốt")),
    )
    assert [t.preamble for t in made] == [("I. KẾ HOẠCH",), ("II. KẾT QUẢ",)]


def test_a_title_with_a_year_before_a_heading_is_the_next_tables() -> None:
    made, _ = grid.tables(
        None, rows(A, (1, "1116", "1/2"), ("ĐỀ NGHỊ LÀM ĐƯỜNG NĂM 2027",), B, (1, "7", "x"))
    )
    assert "ĐỀ NGHỊ LÀM ĐƯỜNG NĂM 2027" in made[1].preamble


@pytest.mark.parametrize("mark", ["nt", "-nt-", '"', "″", "như trên"])
def test_a_ditto_mark_is_the_cell_above(mark: str) -> None:
    ((_, body),) = read(A, (1, "1116", "1/2/2025"), (2, "1117", mark), (3, "1118", mark))
    assert [row[2] for row in body] == ["1/2/2025"] * 3


def test_a_table_on_its_side_is_turned() -> None:
    made, (told,) = grid.tables(
        "S",
        rows(
            ("Số hiệu mốc", "1116", "1117"),
            ("Ngày kiểm tra", "1/2/2025", "1/2/2025"),
            ("Tình trạng đường", "có", "chưa"),
        ),
    )
    assert made[0].header == ("Số hiệu mốc", "Ngày kiểm tra", "Tình trạng đường")
    assert [(r.row, r.values) for r in made[0].rows] == [
        (2, ("1116", "1/2/2025", "có")),
        (3, ("1117", "1/2/2025", "chưa")),
    ]
    assert told.code == "table-turned"


_CELLS = st.sampled_from(
    [
        None,
        "1116",
        "1117",
        "1/2/2025",
        "x",
        "có",
        "chưa",
        "nt",
        "Số hiệu mốc",
        "Ngày kiểm tra",
        "Tình trạng đường",
        "Ghi chú",
        "STT",
        "I",
        "Xã Quốc Khánh",
        "Mốc đã có đường",
        "Cộng",
        7,
    ]
)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=9).map(tuple), min_size=1, max_size=25))
def test_no_layout_makes_a_row_vanish(cells: list[tuple[Cell, ...]]) -> None:
    made, told = grid.tables("S", rows(*cells))
    filled = {n for n, row in enumerate(cells, start=1) if any(c is not None for c in row)}
    if any(finding.code == "table-turned" for finding in told):
        return
    data = {row.row for t in made for row in t.rows}
    lines = " ".join(line for t in made for line in (*t.preamble, *t.header))
    sections = " ".join(str(f.text.vi) for f in told if f.code == "row-section")
    sections += " ".join(row.section or "" for t in made for row in t.rows)
    for number in filled - data:
        ordinal = re.compile(r"[ivx]{1,5}|[a-h]", re.IGNORECASE)
        kept = [str(c) for c in cells[number - 1] if c is not None]
        kept = [part for part in kept if not ordinal.fullmatch(part)]
        assert all(part in lines or part in sections for part in kept), (number, kept)


KEYS = ("1116", "1117/2", '"', "", None, "12. Mốc số ghi chú", "Mốc số", 7, "I", "2024")
PLAIN = ("1116", "05/11/2025", "3")
WORDS = (None, "", '"', "nt", "05/11/2025", "đã có đường", "tốt", "Ngày kiểm tra", "x", 3.5, "12")


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(KEYS), st.sampled_from(WORDS), st.sampled_from(WORDS)),
            st.tuples(st.sampled_from(KEYS), st.sampled_from(WORDS)),
            st.sampled_from((("Mốc số", "Ngày kiểm tra", "Ghi chú"), ("II. Xã Quốc Khánh",))),
        ),
        max_size=30,
    )
)
@example([PLAIN, ("II. Xã Quốc Khánh",), PLAIN, PLAIN])
@example([PLAIN, ("1117", '"', "nt"), PLAIN])
@example([PLAIN, PLAIN, ("Tên xã", "Tên đồn", "Ghi chú"), PLAIN])
def test_rows_looked_at_together_are_read_as_one_by_one(below: list[tuple[Cell, ...]]) -> None:
    cells = rows(("Mốc số", "Ngày kiểm tra", "Tình trạng đường"), *below)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Block, "takes_plainly", lambda *_: False)
        one_by_one = grid.tables("S", cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "_AT_ONCE", 3)
        assert grid.tables("S", cells) == one_by_one
    assert grid.tables("S", cells) == one_by_one
