"""Totals and shares of the workbook are formulas that give what the report says."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mocgioi.domain.counting import GROUPINGS
from mocgioi.outputs.report import render
from mocgioi.outputs.wording import NOTHING
from tests.outputs.report.documents import full, ordinary

pytestmark = pytest.mark.slow

Cells = dict[tuple[str, str], Any]
_CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def loaded(content: bytes, *, shown: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=shown)


def cells_of(book: Any) -> Cells:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas_of(content: bytes) -> Cells:
    cells = cells_of(loaded(content, shown=False))
    return {at: value for at, value in cells.items() if str(value).startswith("=")}


def without_values(content: bytes) -> bytes:
    """Return a workbook whose formulas nobody has reckoned yet."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(target, "w") as bare,
    ):
        for name in given.namelist():
            bare.writestr(name, _CACHED.sub(rb"\1", given.read(name)))
    return target.getvalue()


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(full(), "xlsx")


def test_totals_and_shares_are_formulas() -> None:
    sheet = loaded(render(ordinary(GROUPINGS), "xlsx"), shown=False)["Kết quả theo xã"]
    rows = {row[1].value: row for row in sheet.iter_rows()}
    total, first = rows["Tổng cộng"], rows["Đồng Đăng"]
    assert str(total[3].value).startswith("=SUM(D")
    assert re.fullmatch(r'=IF\(E\d+=0,"–",F\d+/E\d+\)', str(total[7].value))
    assert re.fullmatch(r'=IF\(E\d+=0,"–",F\d+/E\d+\)', str(first[7].value))


def test_every_formula_carries_the_value_that_it_gives(made: bytes) -> None:
    shown = cells_of(loaded(made, shown=True))
    formulas = formulas_of(made)
    assert len(formulas) > 30
    assert all(isinstance(shown[at], (int, float)) or shown[at] == NOTHING for at in formulas)


def test_libreoffice_reckons_what_we_wrote(made: bytes, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no soffice on the PATH (LibreOffice)")
    bare = tmp_path / "bare.xlsx"
    bare.write_bytes(without_values(made))
    assert not any(
        at in cells_of(loaded(bare.read_bytes(), shown=True)) for at in formulas_of(made)
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    out = tmp_path / "reckoned"
    subprocess.run(
        [*command, "--outdir", str(out), str(bare)], check=True, capture_output=True, timeout=120
    )
    reckoned = cells_of(loaded((out / bare.name).read_bytes(), shown=True))
    shown = cells_of(loaded(made, shown=True))
    formulas = formulas_of(made)
    assert {at: reckoned[at] for at in formulas} == pytest.approx(
        {at: shown[at] for at in formulas}
    )


def test_every_share_is_a_part_of_one_shown_as_per_cent(made: bytes) -> None:
    for sheet in loaded(made, shown=True).worksheets[2:]:
        headings = next(row for row in sheet.iter_rows() if row[0].value == "STT")
        for heading in headings:
            assert "%" not in str(heading.value)
            if str(heading.value) in ("Tỷ lệ", "Tỷ trọng"):
                below = sheet.iter_rows(min_row=heading.row + 1, min_col=heading.column)
                shares = [row[0] for row in below if isinstance(row[0].value, (int, float))]
                assert shares
                assert all(0 <= share.value <= 1 for share in shares)
                assert {share.number_format for share in shares} == {"0.0%"}


def test_the_index_leads_to_every_sheet_and_each_leads_back(made: bytes) -> None:
    book = loaded(made, shown=False)
    index = book.worksheets[0]
    targets = [
        cell.hyperlink.location for row in index.iter_rows() for cell in row if cell.hyperlink
    ]
    assert [target.partition("!")[0].strip("'") for target in targets] == book.sheetnames[1:]
    for sheet in book.worksheets[1:]:
        assert sheet["A1"].hyperlink.location == "'Mục lục'!A1"


def test_figures_have_names_for_formulas_of_others(made: bytes) -> None:
    book = loaded(made, shown=True)
    figures = {}
    for name, defined in book.defined_names.items():
        ((sheet, cell),) = defined.destinations
        figures[name] = book[sheet][cell].value
    assert figures["moc_da_co_duong"] / figures["moc_can_co_duong"] == figures["ty_le"]
    assert figures["tong_so_moc"] >= figures["moc_can_co_duong"]


@pytest.mark.parametrize("sheet", ["Kết quả theo xã", "Lũy kế vào cuối năm"])
def test_places_and_years_are_drawn_from_the_cells(sheet: str, made: bytes) -> None:
    book = loaded(made, shown=False)
    (chart,) = book[sheet]._charts
    first = chart.series[0].val.numRef.f
    header = next(row for row in book[sheet].iter_rows() if row[0].value == "STT")
    built = next(cell for cell in header if cell.value == "Đã xây dựng (lũy kế)")
    assert first.startswith(f"'{sheet}'!${built.column_letter}${built.row + 1}:")


def test_the_days_of_a_chart_are_written_as_days(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        charts = [package.read(n).decode() for n in package.namelist() if "charts/chart" in n]
    (of_years,) = (chart for chart in charts if "Lũy kế vào cuối năm" in chart)
    assert '<c:numFmt formatCode="dd/mm/yyyy"' in of_years
