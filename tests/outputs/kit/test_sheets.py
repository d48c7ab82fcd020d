"""The sheets to print: which markers share a map, and what stands in the table."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.kit import sheets
from mocgioi.outputs.kit.facts import KitFacts, KitMarker
from mocgioi.outputs.sheets.form import Known
from tests.test_gdal_edits import program

NUMBERS = [str(number) for number in range(1116, 1176)]
ALONG = {number: (500.0 * at, 0.0) for at, number in enumerate(NUMBERS)}


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "sheets.pdf"
    path.write_bytes(pdf)
    command = [program("pdftotext"), "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_every_marker_is_on_one_sheet_in_its_order() -> None:
    parts = sheets.parts(NUMBERS, ALONG)
    assert [number for part in parts for number in part.numbers] == NUMBERS
    assert len(parts) > 1


def test_every_marker_of_a_sheet_is_within_its_map() -> None:
    east, _ = sheets.MAP.reach_m(sheets.SHEET_SCALE)
    for part in sheets.parts(NUMBERS, ALONG):
        assert part.centre is not None
        assert all(abs(ALONG[number][0] - part.centre[0]) < east for number in part.numbers)


def test_markers_without_a_position_have_a_sheet_without_a_map() -> None:
    assert sheets.parts(["1116", "1117"], {"1116": (0.0, 0.0)})[-1] == (("1117",), None, 25_000)


def test_the_whole_sector_is_shown_at_the_largest_scale_that_holds_it() -> None:
    whole = sheets.whole({"1116": (0.0, 0.0), "1117": (9_000.0, 0.0)})
    assert whole is not None and whole.scale == 50_000


@pytest.fixture
def printed(tmp_path: Path) -> str:
    known = {"road_status": Known("none", "2025-10-01")}
    markers = [KitMarker("1116", None, True, known, alarm="sure"), KitMarker("1117", None, True)]
    facts = KitFacts("Chi Ma", "2026-11-30", True, markers)
    drawn = [sheets.Drawn(part, None) for part in sheets.parts(["1116", "1117"], {})]
    return text_of(sheets.pdf(facts, None, drawn, "vi"), tmp_path)


def test_a_sheet_says_what_is_known_and_what_is_urgent(printed: str) -> None:
    assert "Đường: chưa xây dựng" in printed and "(01/10/2025)" in printed
    assert printed.count("BÁO NGAY") == 2  # the marker's, and the foot of the page


def test_a_sheet_offers_every_code_of_what_a_survey_asks_for(printed: str) -> None:
    words = " ".join(printed.split())
    first_words = {
        term.label.vi.split()[0] for aspect in SURVEYED for term in CODE_LISTS[aspect].values()
    }
    assert all(word in words for word in first_words)


def test_a_sheet_is_internal_and_says_that_it_is_made_up(printed: str) -> None:
    assert "NỘI BỘ" in printed and "SỐ LIỆU MINH HỌA" in printed
