from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from mocgioi.domain.survey import SurveyRow
from mocgioi.errors import CrsProblem, Finding, Text, UnreadableInput
from mocgioi.intake import Taken, take_survey
from mocgioi.sources import Cell
from tests.intake import world

TODAY = "2026-11-22"
HEADER = ("Mốc", "Ngày kiểm tra", "Tình trạng đường")
LON, LAT = world.MARKERS["1100"] or (0.0, 0.0)
PLACED = (*HEADER, "Kinh độ", "Vĩ độ")


def take(header: Sequence[str], *rows: Sequence[Cell]) -> Taken[SurveyRow]:
    taken = take_survey(world.raw_file(header, rows), known=world.FULL, today=TODAY)
    assert taken.rows_read == len(taken.entries) + len(taken.rejected)
    return taken


def test_a_row_is_understood() -> None:
    header = (
        *HEADER,
        "Tình trạng mốc",
        "Nguồn vốn",
        "Ghi chú",
        "Minh họa",
        "_uuid",
        "Người kiểm tra",
    )
    cells = (
        "1100",
        "05/11/2025",
        "Đã có đường",
        "nguyên trạng",
        "XHH",
        "ướt",
        "x",
        "{ab-1}",
        "Tổ 1",
    )
    (row,) = take(header, cells).entries
    assert (str(row.number), row.observed_on) == ("1100", "2025-11-05")
    assert row.values == {
        "road_status": "built",
        "marker_condition": "intact",
        "note": "ướt",
        "funding": "contributions",
    }
    assert row.illustrative is True
    assert (row.submission, row.observer, row.row) == ("ab-1", "Tổ 1", 2)


@pytest.mark.parametrize("written", ["damaged", "hư hỏng", "Hư hỏng", "hu_hong"])
def test_damage_as_a_road_status_means_built_and_damaged(written: str) -> None:
    (row,) = take(HEADER, ("1100", "2025-11-05", written)).entries
    assert row.values == {"road_status": "built", "road_condition": "damaged"}


@pytest.mark.parametrize("written", ["Tốt", "2", "K", "?", "có / chưa", "đã có chủ trương"])
def test_an_unknown_status_is_rejected_with_what_is_allowed(written: str) -> None:
    taken = take(HEADER, ("1100", "2025-11-05", written))
    assert taken.rejected[0].codes == ("status-unknown",)
    assert "đã xây dựng" in taken.findings[0].text.vi
    assert taken.findings[0].column == "Tình trạng đường"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (None, "date-missing"),
        ("31/02/2025", "date-invalid"),
        ("05/13/2025", "date-invalid"),
        ("11/2025", "date-partial"),
        ("5/11", "date-year"),
        ("01/01/1999", "date-invalid"),
        ("23/11/2026", "date-future"),
        (datetime(2027, 1, 1), "date-future"),
    ],
)
def test_an_impossible_day_is_rejected_by_name(written: Cell, code: str) -> None:
    assert take(HEADER, ("1100", written, "có")).rejected[0].codes == (code,)


def test_a_serial_is_read_and_told() -> None:
    taken = take(HEADER, ("1100", 45966, "có"))
    assert taken.entries[0].observed_on == "2025-11-05"
    assert world.codes(taken.findings) == ["date-serial"]


def test_an_unknown_marker_is_rejected_with_the_nearest() -> None:
    taken = take(HEADER, ("11004", "2025-11-05", "có"))
    assert taken.rejected[0].codes == ("marker-unknown",)
    assert "1100" in taken.findings[0].text.vi


def test_a_number_that_became_a_date_is_named_so() -> None:
    taken = take(HEADER, (datetime(2025, 2, 5), "2025-11-05", "có"))
    assert taken.rejected[0].codes == ("marker-looks-like-date",)


@pytest.mark.parametrize(
    ("south_m", "codes", "held"),
    [(5, [], False), (120, ["position-off"], False), (325, ["position-far"], True)],
)
def test_distance_from_the_marker_is_told_and_then_held(
    south_m: float, codes: list[str], held: bool
) -> None:
    longitude, latitude = world.MARKERS["1102"] or (0.0, 0.0)
    taken = take(PLACED, ("1102", "2025-11-05", "có", longitude, latitude - south_m / 110_700))
    assert world.codes(taken.findings) == ["crs-assumed", *codes]
    assert taken.held == ({(None, 2)} if held else set())
    assert len(taken.entries) == 1


def test_a_far_position_names_the_marker_it_stands_at() -> None:
    there = world.MARKERS["1103"] or (0.0, 0.0)
    taken = take(PLACED, ("1100", "2025-11-05", "có", *there))
    assert "1103" in taken.findings[-1].text.en


def test_swapped_degrees_of_a_row_are_put_right_and_told() -> None:
    taken = take(PLACED, ("1100", "2025-11-05", "có", LAT, LON))
    position = taken.entries[0].position
    assert position is not None
    assert (position.longitude, position.latitude) == (LON, LAT)
    assert "coordinates-swapped" in world.codes(taken.findings)


def test_poor_accuracy_is_told() -> None:
    header = (*PLACED, "_gps_precision")
    taken = take(header, ("1100", "2025-11-05", "có", LON, LAT, 87))
    assert "accuracy-poor" in world.codes(taken.findings)


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (0, 0, "position-null-island"),
        (181, 91, "position-out-of-range"),
        (LON, None, "position-incomplete"),
    ],
)
def test_an_impossible_position_rejects_its_row(longitude: Cell, latitude: Cell, code: str) -> None:
    taken = take(PLACED, ("1100", "2025-11-05", "có", longitude, latitude))
    assert taken.rejected[0].codes == (code,)


@pytest.mark.parametrize("blank", [None, "", "n/a", "-"])
def test_a_survey_without_a_position_is_fine(blank: Cell) -> None:
    taken = take(PLACED, ("1100", "2025-11-05", "có", blank, blank))
    assert (len(taken.entries), taken.findings) == (1, [])


def test_metres_without_a_system_are_asked_about() -> None:
    rows = [
        (n, "2025-11-05", "có", float(e), float(o))
        for n, e, o in zip(world.NUMBERS, world.EASTING, world.NORTHING, strict=True)
    ]
    with pytest.raises(CrsProblem) as caught:
        take((*HEADER, "easting", "northing"), *rows)
    assert "--crs EPSG:9215" in caught.value.text.vi


def test_metres_with_a_system_are_placed() -> None:
    header = (*HEADER, "X (m) VN-2000 KTT 107°15'", "Y (m) VN-2000 KTT 107°15'")
    row = ("1100", "2025-11-05", "có", "2.440.200,00", "440.000,00")
    position = take(header, row).entries[0].position
    assert position is not None
    assert (position.longitude, position.latitude) == pytest.approx((LON, LAT), abs=1e-8)


def test_a_cell_that_could_not_be_read_rejects_its_row() -> None:
    finding = Finding("formula-no-value", "error", Text("a", "a"), None, 2, "Tình trạng đường")
    raw = world.raw_file(HEADER, [("1100", "2025-11-05", None)], findings=[finding])
    taken = take_survey(raw, known=world.FULL, today=TODAY)
    assert taken.rejected[0].codes == ("formula-no-value",)


def test_more_cells_than_headings_reject_the_row() -> None:
    taken = take(HEADER, ("1100", "2025-11-05", "có", "thừa"))
    assert taken.rejected[0].codes == ("field-count",)
    assert taken.rejected[0].content["(4)"] == "thừa"


def test_repeated_rows_are_passed_on_and_told() -> None:
    row = ("1100", "2025-11-05", "có")
    taken = take(HEADER, row, row)
    assert (len(taken.entries), world.codes(taken.findings)) == (2, ["row-duplicate"])


def test_a_row_that_says_nothing_is_rejected() -> None:
    assert take(HEADER, ("1100", "2025-11-05", "")).rejected[0].codes == ("status-missing",)


def test_a_submission_rejected_in_its_tool_is_not_taken() -> None:
    header = (*HEADER, "ReviewState")
    taken = take(header, ("1100", "2025-11-05", "có", "rejected"))
    assert taken.rejected[0].codes == ("submission-rejected",)


def test_without_marker_or_day_the_file_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        take(("Mốc", "Tình trạng đường"), ("1100", "có"))


def test_a_renamed_and_resaved_file_has_the_same_content() -> None:
    one = take(HEADER, ("1100", datetime(2025, 11, 5), "có"))
    same = take(HEADER, (1100.0, "2025-11-05", "có"))
    other = take(HEADER, ("1101", "2025-11-05", "có"))
    assert one.content_sha256 == same.content_sha256 != other.content_sha256


def test_a_state_of_nobody_knows_what_is_asked_about() -> None:
    taken = take(("Mốc", "Ngày kiểm tra", "Tình trạng"), ("1100", "2025-11-05", "tốt"))
    finding = next(f for f in taken.findings if f.code == "state-either")
    assert "«tốt» có thể nói về đường hoặc về mốc" in finding.text.vi


def test_swapped_degrees_are_named_even_where_the_place_is_far_from_the_marker() -> None:
    taken = take(PLACED, ("1100", "05/11/2025", "built", LAT + 0.01, LON))
    assert {"coordinates-swapped", "position-far"} <= set(world.codes(taken.findings))


def test_a_day_is_written_day_first_in_vietnamese() -> None:
    (finding,) = take(HEADER, ("1100", "23/11/2026", "built")).findings
    assert "23/11/2026 sau hôm nay (22/11/2026)" in finding.text.vi


_ANOTHER_FIELD = """
import sys
from mocgioi.domain import aspects, vocabulary
from mocgioi.errors import Text

fence = aspects.ASPECTS["marker_condition"]._replace(
    code="fence", label=Text("hàng rào", "fence"), column="fence", spellings=("Hàng rào",)
)
aspects.ASPECTS["fence"] = fence
aspects.SURVEYED += ("fence",)
vocabulary.CODE_LISTS["fence"] = {
    "whole": vocabulary.Term("whole", Text("còn nguyên", "whole"), ("nguyên",))
}
from mocgioi.words.findings import CATALOGUE

CATALOGUE["fence-unknown"] = CATALOGUE["marker-condition-unknown"]
from mocgioi import sources
from mocgioi.intake import Known, take_survey

taken = take_survey(
    sources.read(sys.argv[1]), known=Known(markers={"1116": None}), today="2025-11-20"
)
print([entry.values for entry in taken.entries], [row.codes for row in taken.rejected])
print([entry.headings["fence"] for entry in taken.entries])
"""


def test_a_coded_field_that_is_declared_is_read_without_any_edit_here(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(
        "Mốc,Ngày,Hàng rào\n1116,15/11/2025,nguyên\n1116,16/11/2025,xanh\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _ANOTHER_FIELD, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == [
        "[{'fence': 'whole'}] [('fence-unknown',)]",
        "['Hàng rào']",
    ]
