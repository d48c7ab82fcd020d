"""``case`` and ``cases``: the line of days, what is due, and commands that work as printed."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.store.drafts import Draft
from tests.store.builders import new_store, observe


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Return a store in which 1116 is lost and a note says that 1117 leans."""
    made = new_store(tmp_path)
    observe(
        made,
        Draft(0, "1116", "marker_condition", "missing", "2025-11-05", observer="tổ 2"),
        Draft(1, "1117", "note", "mốc nghiêng", "2025-11-06"),
    )
    return str(made.path)


def run(store: str, *words: str) -> int:
    return main(["--store", store, *words])


def test_open_cases_are_listed_what_must_be_reported_first(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(store, "cases", "--as-of", "2025-11-10") == 0
    shown = capsys.readouterr().out
    sure, possible = shown.index("1116 · bị mất · BÁO NGAY"), shown.index("1117 · ")
    assert sure < possible
    assert "phát hiện 05/11/2025 (tổ 2)" in shown
    assert "Việc cần làm: BÁO NGAY (quá hạn 5 ngày)" in shown
    assert "CÓ THỂ PHẢI BÁO NGAY" in shown


def test_a_case_is_a_line_of_days(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--reported-on", "05/11/2025", "--to", "Sở Ngoại vụ", "--document", "12/BC")
    run(store, "case", "1116", *words)
    run(store, "case", "1116", "--notified-on", "06/11/2025")
    capsys.readouterr()
    run(store, "case", "1116", "--agreed-on", "07/11/2025")
    assert "sửa chữa, lập biên bản (không sớm hơn 17/11/2025, quá" in capsys.readouterr().out
    run(store, "case", "1116", "--repaired-on", "10/11/2025", "--document", "5/BB")
    shown = capsys.readouterr().out
    assert (
        "phát hiện 05/11/2025 (tổ 2) → đã báo cáo 05/11/2025 (gửi Sở Ngoại vụ, số 12/BC) → "
        "đã thông báo phía bên kia 06/11/2025 → đã thống nhất sửa chữa 07/11/2025 → "
        "đã sửa chữa 10/11/2025 (số 5/BB)"
    ) in shown
    assert "sửa chữa chỉ 3 ngày sau khi thống nhất (ít nhất 10 ngày)" in shown
    assert "Việc cần làm: xác nhận mốc đã khôi phục (quá hạn" in shown


def test_the_command_that_is_printed_works(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(store, "cases")
    shown = capsys.readouterr().out
    command = shown.rsplit("nếu không phải báo: ", 1)[1].strip()
    assert main(shlex.split(command)[1:]) == 0
    assert "không phải báo" in capsys.readouterr().out


def test_nothing_open_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(new_store(tmp_path).path), "cases") == 0
    assert capsys.readouterr().out == "Không có vụ việc nào đang mở.\n"


def test_all_lists_those_that_ended_too(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(store, "case", "1116", "--dismiss", "--why", "nhìn nhầm")
    capsys.readouterr()
    run(store, "cases", "--format", "json")
    assert [c["number"] for c in json.loads(capsys.readouterr().out)["cases"]] == ["1117"]
    run(store, "cases", "--all", "--format", "json")
    numbers = [c["number"] for c in json.loads(capsys.readouterr().out)["cases"]]
    assert numbers == ["1117", "1116"]


@pytest.mark.parametrize(
    "words",
    [
        ("1116", "--dismiss", "--undo", "reported", "--why", "x"),
        ("1116", "--reported-on", "05/11/2025"),
        ("1116", "--to", "Sở"),
        ("1116", "--dismiss"),
    ],
)
def test_what_cannot_be_is_wrong_usage(store: str, words: tuple[str, ...]) -> None:
    assert run(store, "case", *words) == 2


def test_status_is_headed_by_both(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(store, "status")
    first, second = capsys.readouterr().out.split("\n\n")[:2]
    assert first.startswith("BÁO NGAY: 01 mốc")
    assert second.startswith("CÓ THỂ PHẢI BÁO NGAY: 01 trường hợp")


def test_english_says_it_too(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--store", store, "--lang", "en", "cases", "--as-of", "2025-11-10"])
    shown = capsys.readouterr().out
    assert "1116 · missing · REPORT AT ONCE" in shown
    assert "To do: REPORT AT ONCE (5 days overdue)" in shown
