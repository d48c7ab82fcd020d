"""Marker numbers: what is one, how it is written, and how they follow each other."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mocgioi.domain.marker import MarkerNumber

GRAMMAR = re.compile(r"([1-9]\d{0,3})(?:/([1-9]\d?))?(?:\(([123])\))?", re.ASCII)
"""A number as it is written plainly."""

NUMBERS = st.builds(
    MarkerNumber, st.integers(1, 9999), st.integers(0, 99), st.sampled_from([0, 1, 2, 3])
)


@given(NUMBERS)
def test_a_number_is_read_as_it_is_written(number: MarkerNumber) -> None:
    assert MarkerNumber.parse(str(number)) == number


@given(st.text(alphabet="0123456789/()", max_size=12))
@example("1116(4)")
@example("1116(0)")
@example("1116/123")
@example("1116/1(4)")
@example("12345")
@example("1116(1")
@example("1116(1)2")
@example("1116//1")
@example("/1")
@example("(1)")
@example("")
def test_plain_text_is_a_number_where_the_grammar_says_so(text: str) -> None:
    match = GRAMMAR.fullmatch(text)
    if match is not None:
        main, secondary, bank = (int(part or 0) for part in match.groups())
        assert MarkerNumber.parse(text) == (main, secondary, bank)
    elif not re.fullmatch(r"0*[1-9]\d*(/\d+)?(\(\d\))?", text):
        with pytest.raises(ValueError, match="not a marker number"):
            MarkerNumber.parse(text)


@pytest.mark.parametrize(
    "text",
    ["1116(4)", "1116(0)", "1116/123", "1116/1(4)", "12345", "1116.123", "0", "0/1", "0000", "-5"],
)
def test_what_no_marker_has_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"not a marker number: {text!r}")):
        MarkerNumber.parse(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("M1159", (1159, 0, 0)),
        ("m 1159", (1159, 0, 0)),
        ("mốc 165(1)", (165, 0, 1)),
        ("Mốc số 1146/1", (1146, 1, 0)),
        ("Mốc giới số: 1146/1", (1146, 1, 0)),
        ("cột mốc 1146", (1146, 0, 0)),
        ("CỘT MỐC SỐ 1146", (1146, 0, 0)),
        ("cot moc so 1146", (1146, 0, 0)),
        ("moc #1146", (1146, 0, 0)),
        ("marker no. 1146", (1146, 0, 0)),
        ("Marker number 1146", (1146, 0, 0)),
        ("261 (2)", (261, 0, 2)),
        ("261 ( 2 )", (261, 0, 2)),
        ("944 / 1 (2)", (944, 1, 2)),
        ("212.1", (212, 1, 0)),
        ("1088\u20442", (1088, 2, 0)),
        ("1088\u22152", (1088, 2, 0)),
        ("1088\uff0f2", (1088, 2, 0)),
        ("1088 \u29f8 2", (1088, 2, 0)),
        ("1116.0", (1116, 0, 0)),
        ("1116.00", (1116, 0, 0)),
        ("１１１６", (1116, 0, 0)),
        ("  1116  ", (1116, 0, 0)),
        ("0944", (944, 0, 0)),
        ("944/01", (944, 1, 0)),
        ("1044(3)", (1044, 0, 3)),
        ("9999/99(3)", (9999, 99, 3)),
    ],
)
def test_every_spelling_met_in_real_text_is_read(text: str, number: tuple[int, int, int]) -> None:
    assert MarkerNumber.parse(text) == number


@pytest.mark.parametrize(
    "text", ["2025-12-01", "01/12/2025", "1088/2/2025", "1088-2", "abc", "M", "mốc"]
)
def test_a_date_or_a_word_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a marker number"):
        MarkerNumber.parse(text)


def test_numbers_follow_each_other_along_the_border() -> None:
    along = ["944", "944(1)", "944(2)", "944/1", "944/1(2)", "944/2", "944/10", "945", "1044"]
    assert [str(n) for n in sorted(map(MarkerNumber.parse, reversed(along)))] == along


@pytest.mark.parametrize(
    ("text", "kind"), [("944", "main"), ("944(1)", "main"), ("944/1", "secondary")]
)
def test_a_number_says_whether_its_marker_is_main_or_secondary(text: str, kind: str) -> None:
    assert MarkerNumber.parse(text).kind == kind


@given(st.text(alphabet=string.printable + "ốộ（）１／", max_size=15))
def test_any_text_is_a_number_that_reads_back_or_is_refused(text: str) -> None:
    try:
        number = MarkerNumber.parse(text)
    except ValueError:
        return
    assert GRAMMAR.fullmatch(str(number)) and MarkerNumber.parse(str(number)) == number
