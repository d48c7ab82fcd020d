"""Links under the text of cells: the places they keep are read as positions."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from mocgioi import sources
from mocgioi.sources import RawFile, xlsx

PLACE = "https://www.google.com/maps?q=21.973922,106.814463"
OTHER = "https://langson.gov.vn/moc/1154"


def linked(path: Path, heading: str, text: str | None, address: str) -> RawFile:
    """Read a sheet of one marker whose last column has a text over a link."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Mốc", "Ngày kiểm tra", "Tình trạng đường", heading])
    sheet.append(["1154", "19/11/2025", "có", text])
    sheet["D2"].hyperlink = address
    sheet["D2"].value = text
    book.save(path)
    return sources.read(path)


def last(raw: RawFile) -> tuple[str, object]:
    (table,) = raw.tables
    return table.header[-1], table.rows[0].values[-1]


def test_a_place_under_a_text_in_a_column_of_positions_joins_it(tmp_path: Path) -> None:
    raw = linked(tmp_path / "a.xlsx", "Vị trí", "xem bản đồ", PLACE)
    assert last(raw) == ("Vị trí", f"xem bản đồ {PLACE}")
    assert [f.code for f in raw.findings] == ["cell-link"]


def test_a_place_under_another_column_is_the_position_where_there_is_none_else(
    tmp_path: Path,
) -> None:
    raw = linked(tmp_path / "a.xlsx", "Ghi chú", "dốc cao", PLACE)
    assert last(raw) == ("Link bản đồ", PLACE)


def test_a_link_that_keeps_no_place_changes_nothing(tmp_path: Path) -> None:
    raw = linked(tmp_path / "a.xlsx", "Vị trí", "trên đồi", OTHER)
    assert (last(raw), raw.findings) == (("Vị trí", "trên đồi"), ())


def test_the_middle_of_a_map_is_no_position_of_another_column(tmp_path: Path) -> None:
    view = "https://www.google.com/maps/@21.973922,106.814463,17z"
    assert last(linked(tmp_path / "a.xlsx", "Ghi chú", "dốc cao", view)) == ("Ghi chú", "dốc cao")


def test_a_text_that_is_a_position_itself_goes_before_the_link(tmp_path: Path) -> None:
    raw = linked(tmp_path / "a.xlsx", "Vị trí", "21.973, 106.814", PLACE)
    assert last(raw)[1] == "21.973, 106.814"


def test_the_address_of_a_formula_is_a_link(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("S")
    sheet.write_row(0, 0, ["Mốc", "Ngày kiểm tra", "Tình trạng đường", "Vị trí"])
    sheet.write_row(1, 0, ["1154", "19/11/2025", "có"])
    sheet.write_formula(1, 3, f'=HYPERLINK("{PLACE}","xem")', None, "xem")
    book.close()
    assert last(sources.read(path))[1] == f"xem {PLACE}"


def test_where_the_links_of_a_sheet_lead_is_read_once(tmp_path: Path) -> None:
    """A sheet of photographs has one in every row."""
    linked(tmp_path / "a.xlsx", "Vị trí", "xem bản đồ", PLACE)
    book = xlsx.Book(tmp_path / "a.xlsx")
    try:
        ((_, _, part),) = book.sheets
        assert list(book.addresses(part).values()) == [PLACE]
        assert book.addresses(part) is book.addresses(part)
    finally:
        book.close()
