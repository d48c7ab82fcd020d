from __future__ import annotations

import json

import pytest

from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import (
    DIGITS,
    LINE_SCALE,
    delta_column,
    encode_line,
    inert_json,
    pack,
    text_column,
)
from mocgioi.outputs.map.facts import Line
from tests.outputs.map import province


def decode(text: str) -> Line:
    """An independent reading of `encode_line`."""
    numbers, number, bits = [], 0, 0
    for digit in text:
        value = DIGITS.index(digit)
        number |= (value & 31) << bits
        bits += 5
        if value < 32:
            numbers.append(-(number + 1) // 2 if number % 2 else number // 2)
            number, bits = 0, 0
    line, at = [], [0, 0]
    for index in range(0, len(numbers), 2):
        at = [at[0] + numbers[index], at[1] + numbers[index + 1]]
        line.append([at[0] / LINE_SCALE, at[1] / LINE_SCALE])
    return line


def test_a_line_comes_back_within_half_a_unit() -> None:
    line = [province.border_place(step / 200) for step in range(201)]
    back = decode(encode_line(line))
    assert len(back) == len(line)
    for before, after in zip(line, back, strict=True):
        assert after == pytest.approx(before, abs=0.51 / LINE_SCALE)


def test_a_line_without_vertices_is_an_empty_text() -> None:
    assert encode_line([]) == ""


def test_a_column_of_one_value_has_no_index() -> None:
    assert text_column(["a", "a"]) == {"of": ["a"]}


def test_a_column_keeps_values_in_order_of_first_sight() -> None:
    assert text_column(["b", None, "b", "a"]) == {"of": ["b", None, "a"], "at": [0, 1, 0, 2]}


def test_numbers_that_are_not_known_stay_none() -> None:
    assert delta_column([1.5, None, 1.7], 10) == {"scale": 10, "delta": [15, None, 2]}


def test_every_marker_is_in_every_column() -> None:
    packed = pack(province.facts(), page_texts())
    assert len(packed["markers"]["number"]) == province.MARKERS
    assert len(packed["markers"]["longitude"]["delta"]) == province.MARKERS
    assert len(packed["markers"]["state"]["at"]) == province.MARKERS


def test_inert_json_can_form_no_tag_and_no_line_end() -> None:
    text = inert_json({"note": "</script><!-- & \u2028\u2029"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"note": "</script><!-- & \u2028\u2029"}


def test_a_number_that_is_none_is_refused_rather_than_written_as_nan() -> None:
    with pytest.raises(ValueError, match="JSON"):
        inert_json({"share": float("nan")})
