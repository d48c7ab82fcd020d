"""Commands about decisions and single markers, and the sheets that leave and come back."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from mocgioi.cli import main
from mocgioi.tracker import Tracker


@pytest.fixture
def run(demo: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    monkeypatch.setenv("MOCGIOI_STORE", str(demo.store.path))
    return demo


@pytest.mark.usefixtures("run")
def test_conflicts_list_ends_with_1_while_something_waits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["conflicts", "list"]) == 1
    assert "984/1" in capsys.readouterr().out


def test_resolving_from_the_command_line_settles_it(
    run: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    for entry in run.decisions.disagreements()["conflicts"]:
        side = entry["sides"][0]["observation"][:10]
        assert main(["conflicts", "resolve", entry["id"], "--keep", side, "--why", "x"]) == 0
    capsys.readouterr()
    assert main(["conflicts", "list"]) == 0


@pytest.mark.parametrize(
    ("lang", "going"),
    [("vi", "KHÔNG còn BÁO NGAY: 1118."), ("en", "NO MORE to be reported at once: 1118.")],
)
def test_undoing_says_which_alarm_it_took_away(
    run: Tracker, lang: str, going: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run.set("1118", marker_condition="minor_damage", on="2026-11-02")
    batch = run.surveys.batches()[-1].uuid
    assert main(["--lang", lang, "survey", "undo", batch, "--why", "x"]) == 0
    told = capsys.readouterr().err
    assert going in told
    assert "1118 (" in told


def test_deciding_says_which_marker_is_to_be_reported_at_once_now(
    run: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    run.set("1118", marker_condition="minor_damage", on="2026-11-02", by="a")
    run.set("1118", marker_condition="intact", on="2026-11-02", by="b")
    case = next(c for c in run.decisions.disagreements()["conflicts"] if c["marker"] == "1118")
    side = next(s["observation"] for s in case["sides"] if s["value"] == "minor_damage")
    assert main(["conflicts", "resolve", case["id"], "--keep", side, "--why", "x"]) == 0
    told = capsys.readouterr().err
    assert "Nay phải BÁO NGAY: 1118." in told
    assert "CÓ THỂ phải BÁO NGAY: 1 → 0" in told


def test_show_as_json_is_the_document(run: Tracker, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "mốc 1116", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"] == "1116"


@pytest.mark.usefixtures("run")
def test_an_unknown_marker_ends_with_30() -> None:
    assert main(["show", "4711"]) == 30


@pytest.mark.usefixtures("run")
def test_show_heads_with_what_must_be_reported_at_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["show", "1230"])
    assert capsys.readouterr().out.startswith("BÁO NGAY")


@pytest.mark.usefixtures("run")
def test_minutes_are_a_docx(tmp_path: Path) -> None:
    assert main(["show", "1230", "--minutes", str(tmp_path / "bien-ban.docx")]) == 0
    assert (tmp_path / "bien-ban.docx").read_bytes().startswith(b"PK")


def test_minutes_of_an_intact_marker_warn_and_leave_the_day_blank(
    run: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run.set("1116", marker_condition="intact", on="2026-11-02")
    path = tmp_path / "bien-ban.docx"
    assert main(["-q", "show", "1116", "--minutes", str(path)]) == 0
    assert "mốc 1116 không hư hỏng" in capsys.readouterr().err
    with zipfile.ZipFile(path) as parts:
        text = parts.read("word/document.xml").decode()
    assert "Ngày phát hiện" in text
    assert "02/11/2026" not in text


def test_set_says_that_what_contradicts_waits(
    run: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    for condition, waits in (("intact", False), ("missing", True)):
        assert main(["set", "1116", "--condition", condition, "--on", "2026-11-02"]) == 0
        assert ("CHỜ QUYẾT ĐỊNH" in capsys.readouterr().err) is waits


def test_set_prints_its_receipt(run: Tracker, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["set", "1116", "--condition", "intact", "--on", "2026-11-02"]) == 0
    assert "= ghi 1" in capsys.readouterr().out


def test_survey_list_and_show_name_the_batch(
    run: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["survey", "list", "--format", "json"])
    batch = json.loads(capsys.readouterr().out)["batches"][-1]
    assert main(["survey", "show", batch["uuid"][:8]]) == 0
    assert batch["file"] in capsys.readouterr().out


def test_undo_says_what_it_took_back(run: Tracker, capsys: pytest.CaptureFixture[str]) -> None:
    batch = run.surveys.batches()[-1].uuid[:8]
    assert main(["survey", "undo", batch, "--why", "wrong file"]) == 0
    assert batch in capsys.readouterr().err
    assert main(["survey", "undo", batch, "--why", "again"]) == 2


def test_a_form_filled_in_comes_back_without_a_question(run: Tracker, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert main(["survey", "form", "--post", "Hữu Nghị", "-o", str(form)]) == 0
    book = openpyxl.load_workbook(form)
    sheet = book.active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    header = next(row for row in rows if row[0].value == "Số hiệu mốc")
    heading = {str(cell.value): cell.column for cell in header if cell.value}
    line = (header[0].row or 0) + 1
    sheet.cell(line, heading["Ngày kiểm tra"]).value = "20/11/2026"
    sheet.cell(line, heading["Tình trạng mốc"]).value = "nguyên trạng"
    book.save(form)
    receipt = run.surveys.apply(form)
    asked = [f for f in receipt.findings if f.column != "Ngày hoàn thành"]
    assert (receipt.read, receipt.applied, asked) == (1, 1, [])


def test_rejected_rows_come_back_corrected(
    run: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text(
        "number,surveyed_on,road_status,illustrative\n4711,2026-11-01,none,yes\n",
        encoding="utf-8",
    )
    main(["survey", "apply", str(survey)])
    sheet = tmp_path / "rejected.xlsx"
    assert main(["survey", "rejected", run.surveys.batches()[-1].uuid, "-o", str(sheet)]) == 0
    book = openpyxl.load_workbook(sheet)
    for row in book.active.iter_rows():  # type: ignore[union-attr]
        for cell in row:
            if cell.value == "4711":
                cell.value = "1116"
    book.save(sheet)
    capsys.readouterr()
    receipt = run.surveys.apply(sheet)
    assert (receipt.read, receipt.rejected, receipt.applied) == (1, 0, 1)


def test_disagreements_are_decided_in_a_spreadsheet(
    run: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "conflicts.xlsx"
    assert main(["conflicts", "export", "-o", str(sheet)]) == 0
    book = openpyxl.load_workbook(sheet)
    page = book.active
    assert page is not None
    rows = list(page.iter_rows())
    header = next(row for row in rows if any(cell.value == "Giữ" for cell in row))
    heading = {str(cell.value): cell.column for cell in header if cell.value}
    first = (header[0].row or 0) + 1
    page.cell(first, heading["Giữ"]).value = "x"
    page.cell(first, heading["Lý do"]).value = "đã kiểm tra"
    book.save(sheet)
    main(["conflicts", "apply", str(sheet)])
    assert len(run.decisions.disagreements()["conflicts"]) == 1


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    "command",
    [
        ["survey", "form", "-o", "{}.csv"],
        ["conflicts", "export", "-o", "{}.xls"],
        ["show", "1230", "--minutes", "{}.doc"],
        ["map", "-o", "{}.pdf"],
    ],
)
def test_a_file_is_not_given_an_ending_of_another_kind(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.format(tmp_path / "x") for word in command]) == 2
    said = capsys.readouterr().err
    assert any(f"x.{ending}" in said for ending in ("xlsx", "docx", "html"))
    assert not list(tmp_path.glob("x*"))


@pytest.mark.usefixtures("run")
def test_a_map_may_end_in_htm(tmp_path: Path) -> None:
    assert main(["map", "-o", str(tmp_path / "x.HTM")]) == 0
