from __future__ import annotations

import itertools

import pytest

from mocgioi.domain.counting import NOT_REPORTED, STATUS_ORDER
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.outputs.symbology import (
    MARKER_STATES,
    MARKS,
    PLACES,
    ROAD_STATUS_LINES,
    STATUS_BARS,
    STATUS_LOOKS,
    TRUNK_LINES,
    marker_marks,
    marker_state,
)


def lightness(colour: str) -> float:
    """CIE L* of an sRGB colour, from 0 to 100."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(116 * luminance ** (1 / 3) - 16)


@pytest.mark.parametrize(("state", "other"), list(itertools.combinations(STATUS_ORDER, 2)))
def test_states_of_the_count_differ_in_lightness(state: str, other: str) -> None:
    difference = lightness(MARKER_STATES[state].colour) - lightness(MARKER_STATES[other].colour)
    assert abs(difference) >= 9


def test_no_two_states_share_a_shape() -> None:
    shapes = [symbol.shape for symbol in (*MARKER_STATES.values(), *PLACES.values())]
    assert len(shapes) == len(set(shapes))


def test_no_two_states_share_a_colour() -> None:
    colours = [symbol.colour for symbol in (*MARKER_STATES.values(), *PLACES.values())]
    assert len(colours) == len(set(colours))


@pytest.mark.parametrize("status", CODE_LISTS["road_status"])
def test_every_road_status_has_a_look(status: str) -> None:
    assert status in STATUS_LOOKS, f"outputs/symbology.py, STATUS_LOOKS: {status} is missing"


def test_states_lines_and_bars_stand_in_the_order_of_a_report() -> None:
    assert tuple(code for code in MARKER_STATES if code in STATUS_ORDER) == STATUS_ORDER
    assert (*ROAD_STATUS_LINES, NOT_REPORTED) == tuple(STATUS_BARS) == STATUS_ORDER


def test_no_two_statuses_look_alike_on_a_line_or_a_bar() -> None:
    lines = [(line.colour, line.dash_px) for line in ROAD_STATUS_LINES.values()]
    bars = [(bar.fill, bar.hatch) for bar in STATUS_BARS.values()]
    heights = [bar.height for bar in STATUS_BARS.values()]
    for looks in (lines, bars, heights):
        assert len(set(looks)) == len(looks)


def test_every_road_class_but_access_is_a_trunk_line() -> None:
    assert set(CODE_LISTS["road_class"]) - {"access"} == set(TRUNK_LINES)


def test_a_state_reads_as_the_code_list_does() -> None:
    assert MARKER_STATES["none"].label("vi") == label("road_status", "none", "vi")
    assert MARKER_STATES["none"].label("en") == label("road_status", "none", "en")


@pytest.mark.parametrize(
    ("needs_road", "status", "condition", "state"),
    [
        (True, "built", None, "built"),
        (True, "built", "good", "built"),
        (True, "built", "damaged", "built_damaged"),
        (True, "built", "impassable", "built_damaged"),
        (True, "none", "damaged", "none"),
        (True, "under_construction", None, "under_construction"),
        (True, "approved", None, "approved"),
        (True, None, None, "not_reported"),
        (True, "a code of tomorrow", None, "not_reported"),
        (False, "built", "damaged", "not_needed"),
    ],
)
def test_state_of_a_marker(
    needs_road: bool, status: str | None, condition: str | None, state: str
) -> None:
    assert marker_state(needs_road, status, condition) == state


@pytest.mark.parametrize(
    ("alarm", "marks"),
    [("sure", ("report_at_once",)), ("possible", ("perhaps_at_once",)), (None, ())],
)
def test_a_marker_to_be_reported_carries_its_mark(
    alarm: str | None, marks: tuple[str, ...]
) -> None:
    assert marker_marks(False, alarm) == marks


def test_the_most_urgent_mark_comes_first() -> None:
    assert marker_marks(True, "sure") == ("report_at_once", "contested")
    assert {*marker_marks(True, "sure"), *marker_marks(True, "possible")} == set(MARKS)
