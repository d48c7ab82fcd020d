"""``show``: a marker, or a kind and a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.domain.aspects import ASPECTS
from mocgioi.errors import Language
from mocgioi.tracker import Tracker
from tests.outputs.map.carrying import readable
from tests.tracker import world

CHANGED = "2026-06-01"


@pytest.fixture
def made(tmp_path: Path) -> Tracker:
    return world.make(tmp_path)


def show(made: Tracker, *words: str) -> int:
    return main(["--store", str(made.store.path), "show", *words])


def test_a_name_of_several_words_needs_no_quotes(
    made: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(made, "commune", "Quốc", "Khánh") == 0
    assert capsys.readouterr().out.startswith("Quốc Khánh · xã · a\n")


@pytest.mark.parametrize("words", [("1116",), ("Mốc", "số", "1116")], ids=["one", "three"])
def test_without_a_kind_it_is_a_marker(
    words: tuple[str, ...], made: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(made, *words, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["number"] == "1116"


def test_a_day_and_a_knowledge_are_said_at_the_top(
    made: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    when = ("--as-of", "31/12/2023", "--known-at", "2026-11-22T01:00:00Z")
    assert show(made, "road", "1117", *when) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Tính đến ngày 31/12/2023.",
        "Theo số liệu đã nhập đến 08:00 ngày 22/11/2026.",
    ]


@pytest.mark.parametrize(("lang", "words"), [("vi", "chưa có báo cáo"), ("en", "not reported")])
def test_of_what_nobody_reported_it_says_so_as_the_map_does(
    lang: Language, words: str, made: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--store", str(made.store.path), "--lang", lang, "show", "1119"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for aspect in ("road_status", "road_condition", "marker_condition"):
        assert f"  {ASPECTS[aspect].label.to(lang)}: {words}" in lines


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("road",), "Thiếu tên đường"),
        (("roads", "1117"), "«roads 1117»: viết số hiệu một mốc, hoặc một loại (road, commune"),
        (("1116", "--photos", "x", "--as-of", "2023-12-31"), "chỉ dùng cho một mốc"),
        (("road", "1117", "--minutes", "x.docx"), "chỉ dùng cho một mốc"),
    ],
)
def test_what_is_not_clear_is_refused(
    words: tuple[str, ...], told: str, made: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(made, *words) == 2
    assert told in capsys.readouterr().err


def test_a_road_is_printed_as_a_document(made: Tracker, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(made, "road", "1117", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "mocgioi.subject/1"


@pytest.mark.parametrize(
    "words",
    [("report", "--full"), ("reach",), ("roads", "check"), ("roads", "cost"), ("cases",)],
    ids=" ".join,
)
def test_by_which_knowledge_a_document_is_stands_in_it(
    words: tuple[str, ...], made: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    known_at = made.figures.coverage()["known_at"] or ""
    command = [*words, "--known-at", known_at, "--format", "json"]
    assert main(["--store", str(made.store.path), *command]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["known_at"] == known_at


def test_a_map_is_drawn_by_the_knowledge_asked_for(made: Tracker, tmp_path: Path) -> None:
    known_at = made.figures.coverage()["known_at"] or ""
    world.take_in(made, "roads", [world.access("1120", name="Đường mới")], on="2023-01-01")
    page = tmp_path / "map.html"
    words = ["map", "-o", str(page), "--known-at", known_at]
    assert main(["--store", str(made.store.path), *words]) == 0
    drawn = readable(page.read_text(encoding="utf-8"))
    assert "Đường lên mốc 1117" in drawn and "Đường mới" not in drawn


def test_a_datasheet_names_both_forms_it_has(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.png"
    assert main(["--store", str(demo.store.path), "show", "1230", "-o", str(path)]) == 2
    assert ".pdf hoặc .docx" in capsys.readouterr().err
    assert not path.exists()


def test_datasheets_of_several_markers_are_a_book(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.pdf"
    assert main(["--store", str(demo.store.path), "show", "1230", "956", "-o", str(path)]) == 2
    assert "sheets --post P -o FILE.pdf" in capsys.readouterr().err


def test_heights_that_are_not_there_are_answered_like_any_file(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "dem.tif"
    assert main(["--store", str(demo.store.path), "import", "dem", str(missing)]) == 20
    assert "«dem.tif»: không có ở" in capsys.readouterr().err
