"""What a title over markers or a heading over ticks says of each."""

from __future__ import annotations

import pytest

from mocgioi.domain.titles import code_of_heading, of_section

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
