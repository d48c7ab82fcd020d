from __future__ import annotations

import dataclasses
import doctest
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.domain.crs import to_metric
from mocgioi.domain.register import Post
from mocgioi.intake import STANDARD, Known, Policy, take_survey
from mocgioi.intake.position import ground, nearness
from mocgioi.intake.position.nearness import distance_m
from mocgioi.intake.rows import former, names
from mocgioi.intake.rows.numbers import nearest_numbers
from mocgioi.sources import Cell
from tests.intake import world


@pytest.mark.parametrize("module", [nearness, ground, names, former])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@given(
    st.floats(106.3, 107.4), st.floats(21.4, 22.5), st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)
)
def test_distances_agree_with_the_metric_system(
    longitude: float, latitude: float, east: float, north: float
) -> None:
    other = (longitude + east, latitude + north)
    eastings, northings = to_metric(np.array([longitude, other[0]]), np.array([latitude, other[1]]))
    planar = float(np.hypot(np.diff(eastings), np.diff(northings))[0])
    assert distance_m(longitude, latitude, *other) == pytest.approx(planar, rel=1e-3, abs=0.01)


def test_a_single_number_of_a_pair_offers_the_pair_first() -> None:
    known = ("1222", "1223(1)", "1223(2)", "1224")
    assert nearest_numbers("1223", known)[:2] == ["1223(1)", "1223(2)"]


def test_nothing_is_offered_for_a_number_like_no_other() -> None:
    assert nearest_numbers("9", ("1116", "1117")) == []


KNOWN = dataclasses.replace(
    world.FULL,
    posts={**world.POSTS, "na-hinh": Post(code="na-hinh", name="Na Hình")},
    posts_of={"1102": "po-ma"},
    communes_of={"1102": "06004"},
)
LON, LAT = world.MARKERS["1102"] or (0.0, 0.0)
SOUTH = LAT - 120 / 110_700
NORTH = LAT + 120 / 110_700


def told(*pairs: tuple[str, Cell], known: Known = KNOWN, policy: Policy = STANDARD) -> list[str]:
    """Return the codes told about one row of marker 1102, built, of 15/11/2025."""
    row = {"Mốc": "1102", "Ngày kiểm tra": "15/11/2025", "Tình trạng đường": "có", **dict(pairs)}
    raw = world.raw_file(tuple(row), [tuple(row.values())])
    taken = take_survey(raw, known=known, today="2026-11-22", policy=policy)
    return [code for code in world.codes(taken.findings) if code != "crs-assumed"]


@pytest.mark.parametrize(
    ("pairs", "codes"),
    [
        ([("Đồn", "Đồn Biên phòng Na Hình")], ["post-sector"]),
        ([("Đồn", "ĐBP Pò Mã")], []),
        ([("Đồn", "Đội 3")], []),
        ([("Xã", "Thuỵ Hùng")], ["commune-differs"]),
        ([("Xã", "Đội Cấn")], []),
        ([("Kinh độ", LON), ("Vĩ độ", SOUTH)], ["position-off"]),
        ([("Kinh độ", LON), ("Vĩ độ", NORTH)], ["position-off", "position-across-line"]),
        ([("Tình trạng đường", "chưa có"), ("Chất lượng đường", "tốt")], ["status-contradiction"]),
        ([("Ghi chú", "ướt\x07")], ["text-control"]),
        ([("Ghi chú", "a" * 40_000)], ["text-too-long"]),
        ([("Tình trạng đường", "#N/A")], ["cell-error"]),
        ([("Ghi chú", "#N/A")], ["cell-error"]),
        ([("Xã", "Err:502")], ["cell-error"]),
        ([("Kinh độ", "#N/A"), ("Vĩ độ", SOUTH)], ["cell-error"]),
        ([("accuracy", "#DIV/0!")], ["cell-error"]),
        ([("Mốc", "1102\u200b")], ["text-control"]),
    ],
)
def test_each_check_has_its_code(pairs: list[tuple[str, Cell]], codes: list[str]) -> None:
    assert told(*pairs) == codes


@pytest.mark.parametrize("heading", ["Ghi chú", "Xã", "Kinh độ", "Người kiểm tra", "Ảnh"])
def test_an_error_in_a_cell_aside_leaves_its_row(heading: str) -> None:
    header = ("Mốc", "Ngày kiểm tra", "Tình trạng đường", heading)
    raw = world.raw_file(header, [("1102", "15/11/2025", "có", "#N/A")])
    taken = take_survey(raw, known=KNOWN, today="2026-11-22")
    (entry,) = taken.entries
    assert "note" not in entry.values and entry.position is None
    assert [f.severity for f in taken.findings if f.code == "cell-error"] == ["warning"]


@pytest.mark.parametrize("heading", ["Mốc", "Ngày kiểm tra", "Tình trạng đường"])
def test_an_error_in_a_cell_that_matters_rejects_its_row_and_is_told_once(heading: str) -> None:
    row = {"Mốc": "1102", "Ngày kiểm tra": "15/11/2025", "Tình trạng đường": "có", heading: "#N/A"}
    raw = world.raw_file(tuple(row), [tuple(row.values())])
    taken = take_survey(raw, known=KNOWN, today="2026-11-22")
    assert (len(taken.entries), len(taken.rejected)) == (0, 1)
    assert [f.code for f in taken.findings if f.column == heading] == ["cell-error"]


def test_thresholds_are_the_policys() -> None:
    place = [("Kinh độ", LON), ("Vĩ độ", SOUTH), ("accuracy", 20)]
    assert told(*place, policy=Policy(told_m=150)) == ["policy-differs"]
    assert told(*place, policy=Policy(held_m=100)) == ["policy-differs", "position-far"]
    codes = told(*place, policy=Policy(poor_accuracy_m=10))
    assert codes == ["policy-differs", "accuracy-poor", "position-off"]


def test_the_earliest_day_is_the_policys() -> None:
    assert told(("Ngày kiểm tra", "15/11/1999")) == ["date-invalid"]
    earlier = Policy(earliest_day="1990-01-01")
    assert told(("Ngày kiểm tra", "15/11/1999"), policy=earlier) == ["policy-differs"]


def test_a_day_before_the_earliest_is_said_to_be_so_with_the_option() -> None:
    raw = world.raw_file(("Mốc", "Ngày kiểm tra", "Ghi chú"), [("1102", "1999-05-05", "x")])
    taken = take_survey(raw, known=world.FULL, today="2026-11-22")
    (finding,) = [f for f in taken.findings if f.code == "date-invalid"]
    assert "05/05/1999 trước ngày sớm nhất được nhận, 01/01/2000" in finding.text.vi
    assert "--earliest 1999-05-05" in finding.text.vi


def test_without_outlines_nothing_is_said_of_sides() -> None:
    known = dataclasses.replace(KNOWN, communes={})
    assert told(("Kinh độ", LON), ("Vĩ độ", NORTH), known=known) == ["position-off"]


@pytest.mark.parametrize("written", [date(2025, 2, 5), "5-Feb", "05-Th2"])
def test_a_number_that_became_a_date_is_recovered_when_one_reading_fits(written: Cell) -> None:
    markers = {**world.MARKERS, "5/2": (LON, LAT)}
    known = dataclasses.replace(KNOWN, markers=markers)
    assert told(("Mốc", written), known=known) == ["marker-recovered"]
    assert told(("Mốc", written)) == ["marker-looks-like-date"]


def test_a_number_that_became_a_date_is_asked_about_when_two_readings_fit() -> None:
    known = dataclasses.replace(
        KNOWN, markers={**world.MARKERS, "5/2": (LON, LAT), "2/5": (LON, LAT)}
    )
    raw = world.raw_file(("Mốc", "Ngày", "Đường"), [(date(2025, 2, 5), "15/11/2025", "có")])
    (finding,) = take_survey(raw, known=known, today="2026-11-22").findings
    assert finding.code == "marker-looks-like-date"
    assert "5/2 / 2/5" in finding.text.vi


def test_day_first_is_said_when_nothing_proves_it_and_only_then() -> None:
    assert told(("Ngày kiểm tra", "05/11/2025")) == ["date-day-first"]
    assert told(("Ngày kiểm tra", "15/11/2025")) == []
    assert told(("Ngày kiểm tra", "2025-11-05")) == []


def test_one_submission_key_with_two_contents_is_told() -> None:
    header = ("Mốc", "Ngày", "Đường", "_uuid")
    rows = [("1102", "15/11/2025", "có", "k"), ("1103", "15/11/2025", "có", "k")]
    taken = take_survey(world.raw_file(header, rows), known=KNOWN, today="2026-11-22")
    assert world.codes(taken.findings) == ["key-duplicate"]
    assert len(taken.entries) == 2


def test_two_columns_of_one_heading_that_differ_reject_the_row() -> None:
    header = ("Mốc", "Ngày", "Tình trạng đường", "Tình trạng đường")
    rows = [("1102", "15/11/2025", "có", "có"), ("1103", "15/11/2025", "có", "chưa")]
    taken = take_survey(world.raw_file(header, rows), known=KNOWN, today="2026-11-22")
    assert [r.codes for r in taken.rejected] == [("column-duplicate",)]
    assert len(taken.entries) == 1
