from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from mocgioi.analysis.figures.coverage import status
from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import Language
from mocgioi.outputs.report import render
from mocgioi.outputs.report.as_text import MOST_ITEMS, width_of
from tests.analysis.coverage_world import World, border_of_six, conference_figure
from tests.outputs.report.documents import hostile, ordinary

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["report", "status"])
def test_text_reads_as_in_the_golden_file(name: str, lang: Language) -> None:
    document = ordinary(["commune", "funding", "year"])
    text = render(document if name == "report" else status(document), "text", lang)
    assert text == (GOLDEN / f"{name}.{lang}.txt").read_text(encoding="utf-8")


def test_what_must_be_reported_at_once_stands_before_the_headline() -> None:
    alarm, headline, *_ = render(ordinary()).split("\n\n")
    assert alarm.startswith("BÁO NGAY: 01 mốc")
    assert "1118 (bị mất, từ 01/10/2023)" in " ".join(alarm.split())
    assert headline.startswith("Tính đến ngày 31/12/2023, toàn tỉnh có 3/4 mốc")


def test_without_an_alarm_the_headline_is_first() -> None:
    world = World()
    world.marker("1116")
    world.marker("1117")
    world.road("1116")
    headline = " ".join(render(world.count()).split("\n\n")[0].split())
    assert headline == (
        "Tính đến ngày 31/12/2023, toàn tỉnh có 1/2 mốc thuộc diện cần có đường đã được xây dựng "
        "đường nhánh lên kiểm tra mốc, đạt 50,0%."
    )


def test_the_headline_names_the_damaged() -> None:
    text = " ".join(render(border_of_six().count()).split())
    assert "đạt 75,0%; trong đó 01 mốc có đường đang bị hư hỏng" in text


def test_a_published_figure_that_differs_is_named_with_both_numbers() -> None:
    document = border_of_six().count(published=[conference_figure(value=2)])
    text = " ".join(render(document).split())
    assert "Số liệu đã công bố là 2/4 mốc" in text
    assert "theo số liệu hiện có là 3/4 mốc, không khớp" in text


def test_a_long_list_is_cut_and_says_how_many_are_left() -> None:
    world = World()
    for number in range(1000, 1000 + MOST_ITEMS + 5):
        world.marker(str(number))
        world.road(str(number))
    measured = dict.fromkeys(world.border_km, "none")
    assert "… và 5 mục khác" in render(world.count(measured=measured))


def test_the_next_command_is_last() -> None:
    assert render(World().count()).endswith("Lệnh tiếp theo:\n  mocgioi import markers FILE\n")
    assert "  mocgioi conflicts list\n" in render(border_of_six().count())


def test_where_nothing_was_known_then_the_next_command_is_the_report_of_now() -> None:
    before = World().count(
        known_at="2001-01-01T00:00:00.000Z", first_recorded_at="2024-01-01T00:00:00.000Z"
    )
    assert render(before).endswith("Lệnh tiếp theo:\n  mocgioi report\n")


def test_columns_stand_under_each_other_whatever_the_encoding_of_names() -> None:
    document = ordinary()
    decomposed: Any = {
        **document,
        "groups": [
            {**group, "name": unicodedata.normalize("NFD", group["name"] or "")}
            for group in document["groups"]
        ],
    }
    aligned, plain = (
        [width_of(line) for line in render(each).splitlines()] for each in (decomposed, document)
    )
    assert aligned == plain
    assert width_of(unicodedata.normalize("NFD", "Đồng Đăng")) == width_of("Đồng Đăng")


def test_a_name_cannot_drive_the_terminal() -> None:
    text = render(hostile())
    assert all(char == "\n" or char.isprintable() for char in text)


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_grouping_has_a_row_for_every_group(by: str) -> None:
    document = ordinary([by])
    lines = render(document).splitlines()
    numbered = [line for line in lines if re.match(r" {0,2}\d+  ", line)]
    counted = [g for g in document["groups"] if g["road_built"] or by not in ("funding", "year")]
    assert len(numbered) == len(counted)


def test_held_rows_are_told_without_a_command_that_is_typed_next() -> None:
    world = World()
    world.marker("1116")
    text = render(world.count(rows_held=2))
    told, typed = text.split("Lệnh tiếp theo:")
    assert "02 dòng số liệu kiểm tra được giữ lại chờ xem xét, chưa tính" in " ".join(told.split())
    assert "mocgioi conflicts" not in told
    assert "mocgioi conflicts list" in typed
