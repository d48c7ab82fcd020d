"""What a receipt says of an alarm."""

from __future__ import annotations

from dataclasses import replace

from mocgioi.domain.batch import Move, Receipt
from mocgioi.outputs import receipts
from mocgioi.words.findings import finding

_ELSEWHERE = finding(
    "post-sector",
    "of_form",
    sheet="Chi Ma",
    row=52,
    number="1129",
    post="Bảo Lâm",
    written="Chi Ma",
)


def receipt(row: int) -> Receipt:
    """Return that of a form whose row 52 is of a marker of another post."""
    return Receipt(
        file="phieu.xlsx",
        sha256="0" * 64,
        kind="surveys",
        report_at_once=[("1129", "missing")],
        moves=[Move("1129", "marker_condition", None, "missing", "2026-11-28", "Chi Ma", row)],
        findings=[_ELSEWHERE],
    )


def test_an_alarm_says_that_its_marker_is_none_of_the_form_s_post() -> None:
    line, *_ = receipts.as_text([receipt(52)], "vi").splitlines()
    assert line.startswith("BÁO NGAY: mốc 1129 bị mất") and "phiếu của đồn Chi Ma" in line


def test_an_alarm_of_another_row_does_not() -> None:
    line, *_ = receipts.as_text([receipt(6)], "vi").splitlines()
    assert line.startswith("BÁO NGAY: mốc 1129 bị mất") and "Chi Ma" not in line


def test_many_markers_in_one_condition_share_a_line_that_names_each() -> None:
    of_form, found = receipt(52), [f"{number}" for number in range(1000, 1006)]
    alarms = [*((number, "minor_damage") for number in found), *of_form.report_at_once]
    lines = receipts.alarm_lines(replace(of_form, report_at_once=alarms), "vi")
    assert len(lines) == 2
    assert lines[0].startswith("BÁO NGAY: 06 mốc hư hỏng nhẹ (Luật Biên giới quốc gia")
    assert lines[0].endswith("): 1000, 1001, 1002, 1003, 1004, 1005")
    assert lines[1].startswith("BÁO NGAY: mốc 1129 bị mất")


def test_a_few_have_a_line_each_and_a_doubtful_one_always() -> None:
    few = [(f"{number}", "missing") for number in range(1000, 1005)]
    lines = receipts.alarm_lines(
        replace(receipt(52), report_at_once=[*few, ("1129", "missing")]), "en"
    )
    assert [line.partition(" (")[0] for line in lines] == [
        f"REPORT AT ONCE: marker {number} missing" for number in (*range(1000, 1005), 1129)
    ]
    assert "Chi Ma" in lines[-1]


def test_what_nobody_recorded_before_is_not_called_none() -> None:
    """*None* is a state of a road: not built."""
    move = Move("1129", "road_status", None, "none", "2026-11-28", None, 2)
    assert receipts.change_of(move, "en").startswith("road status: not recorded → not built")
    assert receipts.change_of(move, "vi").startswith("tình trạng đường: chưa ghi → chưa xây dựng")
