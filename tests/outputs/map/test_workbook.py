"""The workbook that the page saves, opened by readers that are not ours."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from mocgioi.outputs.map.facts import MapFacts
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.test_export import run, with_first

SHEETS = (
    "mocgioi.xlsxOf([{name: 'Mốc giới', ...mocgioi.markerSheet(model, rows)},"
    " {name: 'Tuyến đường', ...mocgioi.roadSheet(model, rows)},"
    " {name: 'Về số liệu này', ...mocgioi.aboutSheet(model, rows)}])"
)


def workbook_bytes(facts: MapFacts, rows: list[int] | None = None) -> bytes:
    return bytes(run(facts, f"{SHEETS}.then((bytes) => [...bytes])", rows))


def workbook(facts: MapFacts, rows: list[int] | None = None) -> Workbook:
    return load_workbook(io.BytesIO(workbook_bytes(facts, rows)))


def cell(book: Workbook, heading: str, row: int = 2, sheet: str = "Mốc giới") -> object:
    table = book[sheet]
    column = next(c.column for c in table[1] if c.value == heading)
    return table.cell(row, column).value


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    return with_first(
        number="1088/2",
        commune_code="06148",
        longitude=106.711,
        latitude=21.5,
        road_observed_on="2023-06-05",
        note="=1+1",
    )


@pytest.fixture(scope="module")
def book(facts: MapFacts) -> Workbook:
    return workbook(facts)


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Số hiệu mốc", "M1088/2"),
        ("Mã xã", "06148"),
        ("Kinh độ (WGS 84)", 106.711),
        ("Vĩ độ (WGS 84)", 21.5),
        ("Kể từ ngày", dt.datetime(2023, 6, 5)),
        ("Tính đến ngày", dt.datetime(2023, 12, 31)),
        ("Số liệu minh họa", "Có"),
        ("Ghi chú", "=1+1"),
    ],
)
def test_every_value_is_of_its_kind(book: Workbook, heading: str, value: object) -> None:
    assert cell(book, heading) == value


def test_no_text_is_a_formula(book: Workbook) -> None:
    kinds = {c.data_type for row in book["Mốc giới"].iter_rows() for c in row}
    assert "f" not in kinds


def test_the_head_stays_and_filters(book: Workbook) -> None:
    table = book["Mốc giới"]
    assert table.freeze_panes == "A2"
    assert table.auto_filter.ref == table.dimensions


def test_roads_and_what_the_figures_are_have_sheets_of_their_own(facts: MapFacts) -> None:
    book = workbook(facts, list(range(province.MARKERS)))
    assert book["Tuyến đường"].max_row == len(facts["roads"]) + 1
    assert cell(book, "Kinh phí (đồng)", sheet="Tuyến đường") == 190_000_000
    about = {row[0].value: row[1].value for row in book["Về số liệu này"].iter_rows(min_row=2)}
    assert about["Tính đến ngày"] == "31/12/2023"
    assert "SỐ LIỆU MINH HỌA" in about


@pytest.mark.parametrize(
    "attack", ["</t></is><f>1</f>", "a\u0000b\ufffe", "\ud800x", "_x0041_", "x" * 40_000, '"&<>']
)
def test_no_text_breaks_the_workbook(attack: str) -> None:
    note = cell(workbook(with_first(note=attack)), "Ghi chú")
    assert isinstance(note, str) and note[:3] in (attack[:3], "a\ufffdb", "\ufffdx", "_x0")


def test_the_parts_are_deflated(facts: MapFacts) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(facts))) as packed:
        assert packed.testzip() is None
        sheet = packed.getinfo("xl/worksheets/sheet1.xml")
        assert sheet.compress_size < sheet.file_size / 3


def test_where_nothing_deflates_the_parts_are_stored(facts: MapFacts) -> None:
    stored = f"(delete globalThis.CompressionStream, {SHEETS}.then((bytes) => [...bytes]))"
    with zipfile.ZipFile(io.BytesIO(bytes(run(facts, stored)))) as packed:
        assert packed.testzip() is None
        assert packed.getinfo("xl/styles.xml").compress_type == zipfile.ZIP_STORED


@pytest.mark.slow
def test_libreoffice_opens_it(facts: MapFacts, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on the PATH")
    (tmp_path / "a.xlsx").write_bytes(workbook_bytes(facts))
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1"),
            *("--outdir", str(tmp_path), str(tmp_path / "a.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    first = next(csv.DictReader(io.StringIO(text)))
    assert first["Số hiệu mốc"] == "M1088/2"
    assert first["Mã xã"] == "06148"
    assert first["Kể từ ngày"] == "05/06/2023"
    assert first["Ghi chú"] == "=1+1"


@pytest.mark.browser
def test_a_phone_saves_what_its_filter_leaves(open_map: Opener, tmp_path: Path) -> None:
    facts = province.facts()
    tab = open_map(facts, 390, 844, mobile=True, fragment="commune=C05&tab=tools")
    saving = {"behavior": "allow", "downloadPath": str(tmp_path)}
    tab.browser.call("Browser.setDownloadBehavior", saving)
    tab.js(
        "void (mocgioi.page.openTab('tools'), document.querySelector('[data-format=xlsx]').click())"
    )
    file = tmp_path / "moc-gioi-2023-12-31.xlsx"
    for _ in range(200):
        if file.exists():
            break
        time.sleep(0.05)
    own = [f"M{m['number']}" for m in facts["markers"] if m["commune_code"] == "C05"]
    table = load_workbook(file)["Mốc giới"]
    assert [c.value for c in table["A"][1:]] == own
    said = tab.js("document.querySelector('.mg-message').innerText")
    assert f"{len(own)} mốc" in said and "trong tất cả 474 mốc" in said
    assert (tab.errors, len(tab.requests)) == ([], 1)
