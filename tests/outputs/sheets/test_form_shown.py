"""What a form showed comes home with it: *no change* confirms that, whatever was learned since."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mocgioi import sources
from mocgioi.domain.register import Post
from mocgioi.domain.survey import SurveyRow
from mocgioi.errors import Language, UnreadableInput
from mocgioi.intake import Taken, take_survey
from mocgioi.outputs.sheets.form import SPARE_ROWS, FormRow, Known, survey_form
from tests.intake import world
from tests.outputs.sheets.filling import TODAY, cells_of, filled, header_of

ROWS = [
    FormRow("1100", None, {"road_status": Known("none"), "marker_condition": Known("intact")}),
    FormRow(
        "1101",
        None,
        {
            "road_status": Known("built", "2023-12-31"),
            "road_condition": Known("damaged"),
            "marker_condition": Known("displaced", "2024-01-05"),
        },
    ),
    FormRow("1102"),
]
SAME = {"Ngày kiểm tra": "05/11/2026", "Tình trạng đường": "không thay đổi"}
STONE = {"Ngày kiểm tra": "05/11/2026", "Tình trạng mốc": "không thay đổi"}
LEARNED = {
    "road_status": ("built", "2026-11-01"),
    "marker_condition": ("serious_damage", "2026-11-01"),
}


def form(lang: Language = "vi") -> bytes:
    return survey_form(
        ROWS,
        title="PHIẾU KIỂM TRA MỐC",
        post="Pò Mã",
        lang=lang,
        today="2026-10-20",
        illustrative=False,
    )


def taken(
    path: Path, stands: Mapping[str, tuple[str, str | None]] = LEARNED, **more: Any
) -> Taken[SurveyRow]:
    stood = {aspect: code for aspect, (code, _) in LEARNED.items()}
    known = replace(world.FULL, standing=lambda _: stands, stood=lambda *_: stood, **more)
    return take_survey(sources.read(path), known=known, today=TODAY)


def without_columns(path: Path) -> Path:
    """Make a form one from before there were columns of what it showed."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    header, columns = header_of(sheet, "Số hiệu mốc")
    for heading, column in columns.items():
        if heading.startswith("Trên phiếu"):
            for row in range(header, sheet.max_row + 1):
                sheet.cell(row, column).value = None
    book.save(path)
    return path


@pytest.fixture(params=["columns", "words"])
def made(request: pytest.FixtureRequest) -> Any:
    """Return what fills in a form, of today and of before."""

    def fill(path: Path, entries: Mapping[int, Mapping[str, Any]]) -> Path:
        filled(form(), path, entries)
        return without_columns(path) if request.param == "words" else path

    return fill


def test_no_change_is_what_the_form_showed_and_waits_where_that_changed(
    tmp_path: Path, made: Any
) -> None:
    done = taken(made(tmp_path / "f.xlsx", {0: SAME | STONE}))
    (row,) = done.entries
    assert row.values == {"road_status": "none", "marker_condition": "intact"}
    assert row.waiting == {"road_status", "marker_condition"}
    assert "changed-meanwhile" in world.codes(done.findings)


def test_no_change_of_what_is_as_it_was_shown_waits_for_nobody(tmp_path: Path, made: Any) -> None:
    stands = {"road_status": ("none", "2026-10-01")}
    (row,) = taken(made(tmp_path / "f.xlsx", {0: SAME}), stands).entries
    assert row.values == {"road_status": "none"} and not row.waiting


def test_a_cell_that_showed_nothing_confirms_nothing(tmp_path: Path, made: Any) -> None:
    done = taken(made(tmp_path / "f.xlsx", {2: STONE}))
    assert not done.entries and "state-same" in done.rejected[0].codes


def test_a_spare_row_is_of_what_was_shown_of_its_marker(tmp_path: Path, made: Any) -> None:
    spare = {"Số hiệu mốc": "1101"} | SAME | STONE
    (row,) = taken(made(tmp_path / "f.xlsx", {len(ROWS): spare}), {}).entries
    assert (row.values["road_status"], row.values["marker_condition"]) == ("built", "displaced")


def test_a_number_written_over_is_no_other_marker_s_knowledge(tmp_path: Path) -> None:
    path = filled(form(), tmp_path / "f.xlsx", {0: {"Số hiệu mốc": "1101"} | STONE})
    (row,) = taken(path, {}).entries
    assert row.values == {"marker_condition": "displaced"}


def test_what_was_shown_is_hidden_and_says_until_when(tmp_path: Path) -> None:
    sheet = cells_of(form())
    header, columns = header_of(sheet, "Số hiệu mốc")
    hidden = [heading for heading in columns if heading.startswith("Trên phiếu")]
    letters = [sheet.cell(header, columns[heading]).column_letter for heading in hidden]
    assert len(hidden) == 5 and all(
        any(d.hidden and d.min <= columns[h] <= d.max for d in sheet.column_dimensions.values())
        for h in hidden
    ), letters
    path = filled(form(), tmp_path / "f.xlsx", {0: SAME})
    (told,) = [f for f in taken(path).findings if f.code == "changed-meanwhile"]
    assert "20/10/2026" in told.text.vi


def test_an_english_form_brings_home_what_it_showed(tmp_path: Path) -> None:
    entry = {"Survey date": "05/11/2026", "Marker condition": "no change"}
    (row,) = taken(filled(form("en"), tmp_path / "f.xlsx", {1: entry}), {}).entries
    assert row.values == {"marker_condition": "displaced"}


def test_a_marker_of_another_post_is_told_of_a_form_of_one_post(tmp_path: Path) -> None:
    spare = {"Số hiệu mốc": "1103", "Ngày kiểm tra": "05/11/2026", "Tình trạng mốc": "bị mất"}
    path = filled(form(), tmp_path / "f.xlsx", {len(ROWS) + SPARE_ROWS - 1: spare})
    posts = {"po-ma": Post("po-ma", "Pò Mã"), "na-hinh": Post("na-hinh", "Na Hình")}
    done = taken(path, {}, posts=posts, posts_of={"1103": "na-hinh"})
    (told,) = [f for f in done.findings if f.code == "post-sector"]
    assert "phiếu của đồn Pò Mã" in told.text.vi and "Na Hình" in told.text.vi


def test_a_form_whose_letters_are_lost_is_refused_with_what_to_send(tmp_path: Path) -> None:
    filled(form(), tmp_path / "f.xlsx", {0: SAME})
    path = tmp_path / "f.csv"
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        for row in openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0].values:
            csv.writer(file).writerow(["" if cell is None else cell for cell in row])
    with pytest.raises(UnreadableInput, match=r"XLSX.*UTF-8"):
        taken(path)


def test_a_marker_that_the_form_did_not_list_is_reported_as_by_any_row(
    tmp_path: Path, made: Any
) -> None:
    spare = {"Số hiệu mốc": "1103", "Ngày kiểm tra": "05/11/2026", "Tình trạng mốc": "bị mất"}
    (row,) = taken(made(tmp_path / "f.xlsx", {len(ROWS): spare})).entries
    assert row.values == {"marker_condition": "missing"} and not row.waiting
    done = taken(made(tmp_path / "g.xlsx", {len(ROWS): {"Số hiệu mốc": "1103"} | STONE}))
    assert not done.entries and "state-same" in done.rejected[0].codes
