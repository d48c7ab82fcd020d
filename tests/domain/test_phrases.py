"""What people write of a road or a marker in their own words, and what is left to be asked."""

from __future__ import annotations

import pytest

from mocgioi.domain.phrases import (
    SAME,
    Phrase,
    is_mark,
    read,
)

ROAD, CONDITION, MARKER = "road_status", "road_condition", "marker_condition"


def road(status: str, condition: str | None = None) -> dict[str, str]:
    return {ROAD: status} if condition is None else {ROAD: status, CONDITION: condition}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("đã có đường bê tông lên mốc", road("built")),
        ("xong 100%", road("built")),
        ("đang thi công, xong 80%", road("under_construction")),
        ("chưa có đường", road("none")),
        ("chưa có đường; đi đường mòn", road("none")),
        ("đã được phê duyệt dự án", road("approved")),
        ("như cũ", road(SAME)),
        ("không thay đổi gì, như cũ", road(SAME)),
        ("đã có đường nhưng sạt lở nặng do mưa", road("built", "impassable")),
        ("đã có đường + xuống cấp", road("built", "damaged")),
        ("đã có đường; xuống cấp và sạt lở", road("built", "impassable")),
        ("đường bị sụt lún nhiều đoạn do lũ", road("built", "damaged")),
        ("đã có đường, đi lại bình thường", road("built", "good")),
        ("đường tốt", road("built", "good")),
        ("đi lại thuận tiện", road("built", "good")),
        ("đã có đường, dài 200,5 m, năm 2023", road("built")),
    ],
)
def test_a_text_about_a_road_is_understood_whole(text: str, values: dict[str, str]) -> None:
    phrase = read(ROAD, text)
    assert phrase is not None
    assert (phrase.values, phrase.readings) == (values, ())


def test_what_is_made_of_several_words_is_in_ones_own_words() -> None:
    assert read(ROAD, "đã có đường bê tông lên mốc") == Phrase(road("built"), in_own_words=True)


@pytest.mark.parametrize(
    ("text", "values"),
    [("đã xây dựng", road("built")), ("sạt lở", road("built", "impassable"))],
)
def test_a_spelling_of_a_code_is_not_in_ones_own_words(text: str, values: dict[str, str]) -> None:
    assert read(ROAD, text) == Phrase(values, in_own_words=False)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("có đường đất", ("none", "built")),
        ("-", ("none", SAME)),
        ("chưa có đường, đã có đường", ("none", "built")),
        ("đã có đường, sạt lở, đi lại bình thường", ("built",)),
        ("sạt lở nặng, đường tốt", ("built",)),
        ("chưa có đường, như cũ", ("none", SAME)),
    ],
)
def test_a_text_that_allows_several_readings_says_nothing_and_names_them(
    text: str, readings: tuple[str, ...]
) -> None:
    assert read(ROAD, text) == Phrase({}, readings)


@pytest.mark.parametrize(
    "text",
    [
        "anh Ba biết",
        "đã có đường, anh Ba biết",
        "chưa có đường, sạt lở",
        "đang thi công, đi lại bình thường",
        "tốt đẹp",
        "dài 200 m",
        "",
        " , ;",
        "đã có đường. " * 20,
    ],
)
def test_a_text_of_which_a_part_is_not_understood_is_not_understood(text: str) -> None:
    assert read(ROAD, text) is None


def test_good_alone_says_nothing_of_whether_there_is_a_road() -> None:
    assert read(ROAD, "tốt") is None
    assert read(ROAD, "còn tốt") is None
    assert read(ROAD, "đã có đường, còn tốt") == Phrase(road("built", "good"))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("mốc bị nghiêng về phía Trung Quốc 5 độ", Phrase({MARKER: "displaced"})),
        ("bị mất tích do lũ", Phrase({MARKER: "missing"})),
        ("mốc vẫn còn tốt, ổn định", Phrase({MARKER: "intact"})),
        ("sứt góc", Phrase({MARKER: "minor_damage"})),
        ("mất một phần đầu", Phrase({MARKER: "serious_damage"})),
        ("gãy đổ hoàn toàn do sạt", Phrase({MARKER: "destroyed"})),
        ("giữ nguyên", Phrase({MARKER: SAME})),
        ("bị hư hỏng", Phrase({}, ("minor_damage", "serious_damage"))),
        ("nghiêng, sứt góc", Phrase({}, ("displaced", "minor_damage"))),
        ("nghiêng, xe dịch", Phrase({MARKER: "displaced"})),
        ("nghiêng, anh Ba biết", None),
    ],
)
def test_a_text_about_a_marker_is_understood_whole(text: str, phrase: Phrase | None) -> None:
    assert read(MARKER, text) == phrase


def test_another_aspect_knows_its_codes_and_that_nothing_changed() -> None:
    assert read(CONDITION, "như cũ") == Phrase({CONDITION: SAME})
    assert read(CONDITION, "đã có đường") is None
    assert read(CONDITION, "sạt lở") == Phrase({CONDITION: "impassable"}, in_own_words=False)


@pytest.mark.parametrize("text", ["x", " X ", "✓", "✓✓", "xxx", "V", "+"])
def test_a_tick_is_a_mark_and_says_yes_where_a_code_list_has_it(text: str) -> None:
    assert is_mark(text)
    assert read(MARKER, text) is None


@pytest.mark.parametrize("text", ["", " ", "có", "xa", "x1", "✓ có"])
def test_a_word_is_no_mark(text: str) -> None:
    assert not is_mark(text)
