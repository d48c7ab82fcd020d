"""What a receipt says of an alarm."""

from __future__ import annotations

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
