"""What a title over markers or a heading over ticks says of each."""

from __future__ import annotations

import pytest

from mocgioi.domain.titles import code_of_heading, of_section, over_block

from .test_phrases import MARKER, ROAD, road


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("B. Mốc chưa có đường", road("none")),
        ("II. Danh sách mốc đã có đường (12 mốc)", road("built")),
        ("3. Các cột mốc bị nghiêng", {MARKER: "displaced"}),
        ("Đang thi công đường", road("under_construction")),
        ("Đã có đường", road("built")),
        ("Xã Quốc Khánh", None),
        ("Bị mất tích", None),
        ("Mốc đề nghị làm đường", None),
        ("Mốc có đường đất", None),
        ("Mốc như cũ", None),
    ],
)
def test_a_title_over_markers_says_what_holds_of_each_or_nothing(
    title: str, values: dict[str, str] | None
) -> None:
    assert of_section(title) == values


ROADS = ("1. Các mốc đã có đường", road("built"))
"""The first of lists that are numbered on, over the table."""


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (None, [road("built")]),
        ("1. Các mốc đã có đường (tiếp)", [road("built")]),
        ("2. Xã Cao Lộc", [road("built")]),
        ("a) Các mốc xa dân cư", [road("built")]),
        ("2. Các mốc chưa có đường", [road("none")]),
        ("2. Các mốc đang thi công", [road("under_construction")]),
        ("2. Các mốc vướng rừng", []),
        ("3. Các mốc bị mất", [{MARKER: "missing"}]),
    ],
)
def test_the_title_over_a_table_says_nothing_of_the_next_list_of_its_numbering(
    section: str | None, said: list[dict[str, str]]
) -> None:
    assert [state for _, state in over_block(section, ROADS)] == said


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Chưa có đường", "none"),
        ("Bê tông", "built"),
        ("Xã", None),
        ("x", None),
        ("12", None),
        ("Như cũ", None),
        ("Đã có đường, sạt lở", None),
        ("Có đường đất", None),
    ],
)
def test_a_heading_over_ticks_stands_for_a_code_or_for_none(heading: str, code: str | None) -> None:
    assert code_of_heading(ROAD, heading) == code
