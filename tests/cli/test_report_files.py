"""Reports that are files: which form, where to, and who signs."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from mocgioi.cli import main
from mocgioi.tracker import Tracker
from tests.outputs.report.reading_back import pdf_text

YEAR_END = ("report", "--as-of", "31/12/2023")


@pytest.fixture(autouse=True)
def store(demo: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    monkeypatch.setenv("MOCGIOI_STORE", str(demo.store.path))
    return demo


def words_of_docx(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join(element.xpath("string(.)") for element in body)


def words_of_xlsx(content: bytes) -> str:
    book: Any = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.fixture(scope="module")
def written(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Give the whole report in the form of an ending, written once."""
    folder = tmp_path_factory.mktemp("written")

    @cache
    def report(ending: str) -> bytes:
        out = folder / f"bao-cao.{ending}"
        assert main(["--store", str(built_demo), *YEAR_END, "-o", str(out)]) == 0
        return out.read_bytes()

    return report


@pytest.mark.parametrize(
    ("ending", "words_of"), [("docx", words_of_docx), ("pdf", pdf_text), ("xlsx", words_of_xlsx)]
)
def test_the_ending_chooses_the_form_and_the_figure_stands_in_it(
    ending: str, words_of: Callable[[bytes], str], written: Callable[[str], bytes]
) -> None:
    words = words_of(written(ending))
    assert "32/72" in words and "44,4%" in words
    assert "SỐ LIỆU MINH HỌA" in words
    assert "heo tuyến trên bản đồ" not in words, "the internal annex is not asked for"


def test_a_pipe_gets_the_bytes_of_the_file(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main([*YEAR_END, "--by", "commune", "--format", "pdf"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"%PDF-")


def test_a_terminal_is_spared_the_bytes_of_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([*YEAR_END, "--by", "commune", "--format", "xlsx"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "-o TỆP" in printed.err


def test_a_form_that_contradicts_the_ending_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "bao-cao.docx"
    assert main([*YEAR_END, "--by", "commune", "--format", "pdf", "-o", str(out)]) == 2
    assert "bao-cao.pdf" in capsys.readouterr().err
    assert not out.exists()


def test_who_signs_and_when_can_be_said(tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.docx"
    head = ["--head", "signer=Nguyễn Văn A", "--head", "day=5/1/2024"]
    assert main([*YEAR_END, "--by", "commune", *head, "-o", str(out)]) == 0
    words = words_of_docx(out.read_bytes())
    assert "Nguyễn Văn A" in words
    assert "ngày 05 tháng 01 năm 2024" in words


@pytest.mark.parametrize("head", ["signer", "=A", "stamp=A", "day=hôm nay"])
def test_a_head_that_cannot_be_is_wrong_usage(head: str, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.pdf"
    assert main([*YEAR_END, "--by", "commune", "--head", head, "-o", str(out)]) == 2
    assert not out.exists()


def test_what_leads_to_a_drawing_stands_on_its_page(written: Callable[[str], bytes]) -> None:
    pages = pdf_text(written("pdf")).split("\f")
    (led,) = (page for page in pages if "Sơ đồ khái lược" in page)
    assert "20 km" in led, "the scale of the locator"
    (led,) = (page for page in pages if "Mỗi vạch là một mốc" in page)
    assert "1300" in led, "the last marker of the strip"


def test_kilometres_are_written_and_read_with_a_comma(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--by", "stretch", "--stretch-km", "2,5"]) == 0
    assert "km 2,5–5" in capsys.readouterr().out


def test_what_the_lines_show_is_explained_with_where_to_ask_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["report", "--explain", "measured=isolated"]) == 0
    told = capsys.readouterr().out
    assert "theo tuyến trên bản đồ: chưa đấu nối (vì sao: mocgioi reach --marker 1158)" in told


@pytest.mark.parametrize("how", [["-o", "x.docx"], ["--format", "docx"]])
def test_a_form_that_explanations_do_not_have_is_refused_as_known(
    how: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--explain", "road_built", *how]) == 2
    assert "không có dạng docx, chỉ có: text, json, csv" in capsys.readouterr().err
