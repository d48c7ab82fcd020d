"""What a file leaves open is asked, and an answer does just what the option says."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from mocgioi import cli, tracker
from mocgioi.domain import crs
from mocgioi.domain.batch import Receipt
from mocgioi.errors import MocgioiError
from mocgioi.tracker import Tracker, questions
from mocgioi.tracker.asking import Answers, Question

NEAR = ("1116", "1117", "1118")
OPTIONS = {"told_m": "--tell-m", "held_m": "--hold-m", "earliest_day": "--earliest"}

Made = Callable[[Tracker, Path], Path]


def csv(folder: Path, header: str, *rows: str, name: str = "phieu.csv") -> Path:
    path = folder / name
    lines = [f"{header},Minh họa", *(f"{row},x" for row in rows)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def of_columns(_: Tracker, folder: Path) -> Path:
    return csv(folder, "Ký hiệu,Hôm đi,Thế nào", *(f"{n},03/02/2025,đã xây dựng" for n in NEAR))


def of_words(_: Tracker, folder: Path) -> Path:
    return csv(
        folder,
        "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Tình trạng mốc",
        "1116,03/02/2025,có đường đất,nguyên trạng",
        "1117,03/02/2025,Có đường  đất,",
        "1118,03/02/2025,?,mờ hết",
    )


def of_dates(_: Tracker, folder: Path) -> Path:
    header = "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc"
    days = ("11/25/2024", "05/11/2024", "01/02/1999")
    rows = (f"{n},{day},nguyên trạng" for n, day in zip(NEAR, days, strict=True))
    return csv(folder, header, *rows)


def of_system(store: Tracker, folder: Path) -> Path:
    markers = store.frame("markers").set_index("number").loc[list(NEAR)]
    places = crs.to_metric(np.array(markers.geometry.x), np.array(markers.geometry.y))
    rows = (
        f"{n},03/02/2025,nguyên trạng,{north:.2f},{east:.2f}"
        for n, east, north in zip(NEAR, *places, strict=True)
    )
    return csv(folder, "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,X,Y", *rows)


def of_either(_: Tracker, folder: Path) -> Path:
    header = "Số hiệu mốc,Ngày kiểm tra,Tình trạng"
    return csv(folder, header, "1116,03/02/2025,hư hỏng", "1117,03/02/2025,đã xây dựng")


def of_a_plan(_: Tracker, folder: Path) -> Path:
    header = "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc"
    rows = ("1116,03/02/2025,nguyên trạng",)
    return csv(folder, header, *rows, name="Danh sách mốc đề nghị làm đường.csv")


def of_sheets(_: Tracker, folder: Path) -> Path:
    book = openpyxl.Workbook()
    for title, number in (("Tháng 1", "1116"), ("Tháng 2", "1117"), ("Cũ", "1118")):
        sheet = book.create_sheet(title)
        sheet.append(["Số hiệu mốc", "Ngày kiểm tra", "Tình trạng mốc", "Minh họa"])
        sheet.append([number, "03/02/2025", "nguyên trạng", "x"])
    book["Cũ"].sheet_state = "hidden"
    book.remove(book.worksheets[0])
    path = folder / "phieu.xlsx"
    book.save(path)
    return path


FILES: list[Made] = [
    of_columns,
    of_words,
    of_dates,
    of_system,
    of_either,
    of_a_plan,
    of_sheets,
]


def checked(store: Tracker, path: Path, answers: Answers) -> Receipt | MocgioiError:
    try:
        return store.surveys.check(path, **answers.for_survey())
    except MocgioiError as error:
        return error


def asked(store: Tracker, path: Path, answers: Answers | None = None) -> dict[str, Question]:
    said = answers or Answers()
    open_now = questions.of_survey(store.store, path, said, checked(store, path, said))
    return {question.id: question for question in open_now}


def options(answers: Answers) -> Iterator[str]:
    """What a person types who means the same."""
    for name in ("crs", "layer", "sheet", "dates"):
        if value := getattr(answers, name):
            yield from (f"--{name}", value)
    for field, heading in answers.columns.items():
        yield from ("--column", f"{field}={heading}")
    for words, code in answers.words.items():
        yield from ("--word", f"{words}={code}")
    for name, value in answers.policy.items():
        yield from (OPTIONS[name], value)


def typed(store: Tracker, path: Path, answers: Answers) -> tuple[int, dict[str, Any] | None]:
    """What ``survey check`` says with these options: exit code and the entry of the file."""
    out = io.StringIO()
    command = ["--store", str(store.store.path), "survey", "check", "--format", "json"]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = cli.main([*command, *options(answers), "--", str(path)])
    files = json.loads(out.getvalue())["files"] if out.getvalue() else []
    return code, files[0] if files else None


def facts(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of a receipt without its sentences, in which commands name the store, and times."""
    told = [{k: v for k, v in f.items() if k != "message"} for f in entry["findings"]]
    alarms = [alarm["id"] for alarm in entry["perhaps_at_once"]]
    return {**entry, "findings": told, "perhaps_at_once": alarms}


@pytest.mark.parametrize("made", FILES)
def test_what_is_chosen_does_what_the_option_does(
    made: Made, clerk: Tracker, tmp_path: Path
) -> None:
    path = made(clerk, tmp_path)
    said = [
        Answers().joined(choice.says)
        for question in asked(clerk, path).values()
        for choice in (*question.choices[:2], *question.choices[-1:])
    ]
    assert said
    for answers in said:
        outcome = checked(clerk, path, answers)
        code, entry = typed(clerk, path, answers)
        if isinstance(outcome, MocgioiError):
            assert (code, entry) == (outcome.exit_code, None), answers
        else:
            assert entry is not None
            assert facts(entry) == facts(dict(outcome.as_dict("vi"))), answers


@pytest.mark.parametrize("made", FILES)
def test_an_answer_settles_its_question(made: Made, clerk: Tracker, tmp_path: Path) -> None:
    path = made(clerk, tmp_path)
    waiting = {id: q for id, q in asked(clerk, path).items() if q.is_open}
    for id, question in waiting.items():
        for choice in (*question.choices[:2], *question.choices[-1:]):
            again = asked(clerk, path, Answers().joined(choice.says))
            assert id not in again or not again[id].is_open, choice


def test_all_answers_together_take_every_row(clerk: Tracker, tmp_path: Path) -> None:
    path = of_columns(clerk, tmp_path)
    answers = Answers()
    for question in asked(clerk, path).values():
        if question.is_open:
            answers = answers.joined(question.choices[0].says)
    outcome = checked(clerk, path, answers)
    assert isinstance(outcome, Receipt)
    assert (outcome.read, outcome.rejected) == (3, 0)
    assert answers.columns == {
        "number": "Ký hiệu",
        "surveyed_on": "Hôm đi",
        "road_status": "Thế nào",
    }


def test_a_system_says_how_many_rows_would_lie_near_their_marker(
    clerk: Tracker, tmp_path: Path
) -> None:
    question = asked(clerk, of_system(clerk, tmp_path))["crs"]
    best, *_ = question.choices
    assert best.says == {"crs": "EPSG:9215"}
    assert best.means is not None
    assert best.means.vi.startswith("3/3 dòng trong vòng 100 m quanh mốc của nó; ")
    assert len(best.points) == 3
    assert (question.weight, question.rows) == ("must", 3)


def test_a_system_is_asked_for_though_the_rows_wait_for_a_word_too(
    clerk: Tracker, tmp_path: Path
) -> None:
    path = of_system(clerk, tmp_path)
    path.write_text(path.read_text("utf-8").replace("nguyên trạng", "mờ hết"), "utf-8")
    open_now = asked(clerk, path)
    assert open_now["crs"].choices[0].says == {"crs": "EPSG:9215"}
    assert open_now["word marker_condition:mờ hết"].rows == 3


def test_systems_are_not_told_apart_where_nothing_is_known(tmp_path: Path) -> None:
    store = tracker.create(tmp_path / "new.gpkg")
    path = csv(tmp_path, "Số hiệu mốc,X,Y", "1116,2430709.44,444152.1")
    with pytest.raises(MocgioiError) as refused:
        store.register.check("markers", path)
    (question,) = (
        q
        for q in questions.of_register(store.store, "markers", path, Answers(), refused.value)
        if q.id == "crs"
    )
    assert len(question.choices) > 3
    assert question.why is not None
    assert "chưa có xã, đường biên để đối chiếu" in question.why.vi
    for choice in question.choices:
        said = Answers().joined(choice.says)
        assert store.register.check("markers", path, **said.for_register()).applied == 1


def test_words_are_asked_once_with_their_two_readings_first(clerk: Tracker, tmp_path: Path) -> None:
    question = asked(clerk, of_words(clerk, tmp_path))["word road_status:có đường đất"]
    assert question.rows == 2
    assert [choice.label.vi for choice in question.choices[:2]] == ["chưa xây dựng", "đã xây dựng"]


def test_the_order_of_days_says_which_other_days_it_moves(
    clerk: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("taking", "questions", "cell_questions"):
        monkeypatch.setattr(f"mocgioi.tracker.{module}.today", lambda: "2026-11-30")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Số hiệu mốc", "Ngày kiểm tra", "Tình trạng mốc", "Minh họa"])
    sheet.append(["1116", datetime(2026, 12, 10), "nguyên trạng", "x"])
    sheet.append(["1117", datetime(2026, 5, 11), "nguyên trạng", "x"])
    book.save(tmp_path / "a.xlsx")
    order = asked(clerk, tmp_path / "a.xlsx")["dates"]
    means = [choice.means.vi for choice in order.choices if choice.means is not None]
    assert order.rows == 1
    assert "1 dòng khác của tệp cũng đổi ngày" in means[0] and "05/11/2026" in means[0]
    assert "dòng khác" not in means[1]


def test_a_mark_without_letters_is_no_question(clerk: Tracker, tmp_path: Path) -> None:
    assert not any("?" in id for id in asked(clerk, of_words(clerk, tmp_path)) if "word" in id)


def test_a_first_row_of_data_is_not_offered_as_headings(clerk: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "khong-tieu-de.csv"
    path.write_text("1116,03/02/2025,tốt\n1117,03/02/2025,tốt\n", "utf-8")
    assert [q for q in asked(clerk, path).values() if q.is_open] == []


def test_a_clean_survey_leaves_nothing_open(clerk: Tracker, tmp_path: Path) -> None:
    path = csv(tmp_path, "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc", "1116,03/02/2025,nguyên trạng")
    assert asked(clerk, path) == {}


def test_questions_speak_of_no_option(clerk: Tracker, tmp_path: Path) -> None:
    for made in FILES:
        for question in asked(clerk, made(clerk, tmp_path)).values():
            texts = [question.text, question.why, *(c.label for c in question.choices)]
            assert not any("--" in words for text in texts if text for words in text)
