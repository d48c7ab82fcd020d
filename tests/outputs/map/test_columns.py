"""Facts into columns; what the page makes of them again is asked of the page's own script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.digits import (
    DIGITS,
    LINE_SCALE,
    POINT_SCALE,
    encode_line,
    encode_lines,
    encode_numbers,
    index_column,
    number_column,
    text_column,
)
from mocgioi.outputs.map.facts import Line
from tests.outputs.map import province
from tests.outputs.map.scripts import run_page_scripts


def plain_numbers(text: str) -> Iterator[int]:
    """An independent reading of digits."""
    number, bits = 0, 0
    for digit in text:
        value = DIGITS.index(digit)
        number |= (value & 31) << bits
        bits += 5
        if value < 32:
            yield number
            number, bits = 0, 0


def runs(text: str) -> list[int]:
    """An independent reading of numbers in runs."""
    numbers = plain_numbers(text)
    numbers_read: list[int] = []
    for token in numbers:
        numbers_read += [token // 2] * (next(numbers) if token % 2 else 1)
    return numbers_read


def decode(text: str) -> Line:
    """An independent reading of `encode_line`."""
    steps = [-(n + 1) // 2 if n % 2 else n // 2 for n in plain_numbers(text)]
    line, at = [], [0, 0]
    for index in range(0, len(steps), 2):
        at = [at[0] + steps[index], at[1] + steps[index + 1]]
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


def test_lines_encoded_together_are_each_as_alone() -> None:
    border = [list(province.border_place(step / 20)) for step in range(21)]
    lines: list[Line] = [border, [], [[107.25, 21.9]], border[::-1], []]
    assert encode_lines(lines) == [encode_line(line) for line in lines]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.integers(0, 2), st.integers(0, 2**40))))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert runs(encode_numbers(numbers)) == numbers


def test_a_thousand_equal_numbers_take_three_digits() -> None:
    assert len(encode_numbers([7] * 1000)) == 3


def test_a_column_keeps_values_in_order_of_first_sight() -> None:
    column = index_column(["b", None, "b", "a"])
    assert column["of"] == ["b", None, "a"]
    assert runs(column["at"]) == [0, 1, 0, 2]


def test_numbers_that_are_not_known_stay_none() -> None:
    column = number_column([1.5, None, 1.7, 1.2], 10)
    assert runs(column["steps"]) == [31, 0, 5, 10]


def test_a_text_is_written_without_what_it_shares_with_the_one_before() -> None:
    column = text_column(["1146", "1146/1", "1147"])
    assert column["text"] == "1146/17"


def test_every_marker_is_in_every_column() -> None:
    packed: Any = pack(province.facts(), page_texts())
    assert packed["count"] == province.MARKERS
    assert len(runs(packed["markers"]["number"]["own"])) == province.MARKERS
    for column in packed["markers"].values():
        if "text" not in column:
            assert len(runs(column.get("at") or column["steps"])) == province.MARKERS


def read_back(markers: list[Any]) -> list[dict[str, Any]]:
    packed = pack(province.facts(markers=markers), page_texts())
    answer: list[dict[str, Any]] = run_page_scripts(
        "columns.js",
        expression=(
            "(r => Array.from({length: r.count}, (_, row) => r.get(row)))"
            "(new mocgioi.Register(data))"
        ),
        data=packed,
    )
    return answer


def test_the_page_reads_every_field_of_every_marker_back() -> None:
    markers = province.facts()["markers"]
    for marker, back in zip(markers, read_back(markers), strict=True):
        assert (back["state"] != "not_needed") == marker["needs_road"]
        assert ("contested" in back["marks"]) == marker["contested"]
        beside = " ".join(marker["beside"])
        fields: dict[str, Any] = {**marker, **marker["surveyed"], "beside": beside}
        for key in ("needs_road", "contested", "surveyed", "states", "gone_on"):
            del fields[key]
        for key, value in fields.items():
            unit = 0.51 / POINT_SCALE if key in ("longitude", "latitude") else 0.06
            near = pytest.approx(value, abs=unit) if isinstance(value, float) else value
            assert back[key] == near, key


def test_the_page_reads_histories_of_any_length_back() -> None:
    markers = [province.marker(index) for index in range(7)]
    for index, marker in enumerate(markers):
        marker["history"] = [
            {**province.reported(index, "built"), "row": 10 * index + at, "why": f"{index}.{at}"}
            for at in range(index % 4)
        ]
        marker["evidence"] = marker["history"][-1] if marker["history"] else None
    back = read_back(markers)
    assert [m["history"] for m in back] == [m["history"] for m in markers]
    assert [m["evidence"] for m in back] == [m["evidence"] for m in markers]


def test_texts_of_any_script_come_back() -> None:
    numbers = ["🗻", "🗻🏔", "🗾", "", "Thuỵ", "Thụy", "__proto__"]
    markers = [
        {**province.marker(index), "number": number, "note": number}
        for index, number in enumerate(numbers)
    ]
    back = read_back(markers)
    assert [m["number"] for m in back] == numbers
    assert [m["note"] for m in back] == numbers


def unpacked(expression: str, facts: Any) -> Any:
    return run_page_scripts(
        *("words.js", "columns.js", "decode.js"),
        expression=f"(model => {expression})(mocgioi.unpack(data))",
        data=pack(facts, page_texts()),
    )


def test_roads_come_back_as_they_went() -> None:
    facts = province.facts()
    facts["roads"][1] |= {"name": None, "surface": None, "width_m": None, "serves": ["9/1", "10"]}
    back = unpacked(
        "model.roads.map(({lines, ...road}) => ({...road, lines: lines.map(l => l.length / 2)}))",
        facts,
    )
    assert back == [
        {**road, "lines": [len(line) for line in road["lines"]]} for road in facts["roads"]
    ]


def test_kilometres_come_back_at_their_places() -> None:
    facts = province.facts()
    back = unpacked("model.kilometres", facts)
    assert [place["km"] for place in back] == [place["km"] for place in facts["kilometres"]]
    for place, fact in zip(back, facts["kilometres"], strict=True):
        assert (place["x"] - 128) * 360 / 256 == pytest.approx(fact["longitude"], abs=1e-5)
