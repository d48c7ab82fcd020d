"""The one home of colour, shape and label of every state, for the map and for reports.

A state is told apart three times over: by shape, by colour and by lightness (CIE L*), so
that it is read in print, in grey and by colour-blind eyes. The darker a symbol, the further
the road: built is the darkest, approved the lightest of those reported.

Colours are sRGB as ``#rrggbb``; sizes are relative to the symbol of a built road.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from mocgioi.domain.counting import NOT_REPORTED, STATUS_ORDER, is_built, is_damaged
from mocgioi.domain.vocabulary import RoadStatus, label
from mocgioi.errors import Language, Text

Corners = tuple[tuple[float, float], ...]
"""A polygon: corners to the right of and below its middle, relative to the radius."""

Shape = Literal["disc", "disc_bar", "cross", "dot", "house"] | Corners
"""What an output has to be able to draw: named strokes, and any polygon."""

_TRIANGLE: Corners = ((0, -1), (0.95, 0.75), (-0.95, 0.75))
_DIAMOND: Corners = ((0, -1), (1, 0), (0, 1), (-1, 0))
_SQUARE: Corners = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_GATE: Corners = (
    *((-1, -0.8), (1, -0.8), (1, 0.8), (0.45, 0.8), (0.45, -0.15)),
    *((-0.45, -0.15), (-0.45, 0.8), (-1, 0.8)),
)


@dataclass(frozen=True, slots=True)
class State:
    """How one state of a marker, or one kind of place, looks and reads.

    Attributes:
        code: stable English code.
        vi: label in Vietnamese.
        en: label in English.
        colour: the body of the symbol; also of bars and table cells.
        outline: the edge around the body, against any ground.
        shape: what the body is.
        scale: radius, relative to the symbol of a built road.
    """

    code: str
    vi: str
    en: str
    colour: str
    outline: str
    shape: Shape
    scale: float = 1.0

    def label(self, lang: Language) -> str:
        """Return the label in `lang`."""
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class MarkerState(State):
    """A state of a marker, and how the figures count a marker that has it.

    Attributes:
        needs_road: it is in the denominator.
        road_built: it is in the numerator.
    """

    needs_road: bool = True
    road_built: bool = False


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a line is drawn.

    Attributes:
        code: stable English code.
        vi: label in Vietnamese.
        en: label in English.
        colour: of the stroke.
        width_px: of the stroke, in CSS pixels.
        dash_px: lengths of stroke and gap by turns, in CSS pixels; empty for a whole line.
    """

    code: str
    vi: str
    en: str
    colour: str
    width_px: float
    dash_px: tuple[int, ...] = ()


Hatch = Literal["none", "close", "wide", "dotted"]
"""Diagonal lines close together or wide apart, or one dotted line along the middle."""


@dataclass(frozen=True, slots=True)
class StatusBar:
    """How a bar of a chart says a road status; charts are printed in black and white.

    Attributes:
        fill: of the bar; the darker, the nearer a road.
        height: of its bar where each marker has one, to that of a built road.
        hatch: what is drawn over the fill.
    """

    fill: str
    height: float
    hatch: Hatch = "none"


class StatusLook(NamedTuple):
    """All that tells a road status from the others, wherever it is drawn.

    Attributes:
        colour, outline, shape, scale: of the symbol of a marker; see `State`.
        line_colour, line_width_px, line_dash_px: of an access road; see `LineStyle`.
        bar: of a chart.
    """

    colour: str
    outline: str
    shape: Shape
    line_colour: str
    line_width_px: float
    bar: StatusBar
    line_dash_px: tuple[int, ...] = ()
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something added to the symbol of a marker, whatever its state.

    Attributes:
        code: stable English code.
        vi: label in Vietnamese.
        en: label in English.
        colour: of the ring or badge.
        form: a ring around the symbol, or a badge at its upper right: an exclamation mark, or a
            question mark (``query``).
    """

    code: str
    vi: str
    en: str
    colour: str
    form: Literal["ring", "badge", "query"]


def _road_label(code: str) -> Text:
    return Text(label("road_status", code, "vi"), label("road_status", code, "en"))


def _measured_label(code: str) -> Text:
    return Text(label("measured", code, "vi"), label("measured", code, "en"))


_DARK = "#22303c"
_WHITE = "#ffffff"

STATUS_LOOKS: dict[RoadStatus, StatusLook] = {
    "built": StatusLook(
        colour="#00584c",
        outline=_WHITE,
        shape="disc",
        line_colour="#00584c",
        line_width_px=2.6,
        bar=StatusBar("#1f3d38", 1.0),
    ),
    "under_construction": StatusLook(
        colour="#62b8ea",
        outline=_DARK,
        shape=_TRIANGLE,
        scale=1.15,
        line_colour="#1f7fb8",
        line_width_px=2.6,
        line_dash_px=(7, 4),
        bar=StatusBar("#fff", 0.65, "close"),
    ),
    "approved": StatusLook(
        colour="#f2cd46",
        outline=_DARK,
        shape=_DIAMOND,
        scale=1.1,
        line_colour="#a67c00",
        line_width_px=2.2,
        line_dash_px=(2, 4),
        bar=StatusBar("#fff", 0.4, "wide"),
    ),
    "none": StatusLook(
        colour="#d0410b",
        outline=_WHITE,
        shape="cross",
        line_colour="#d0410b",
        line_width_px=1.6,
        line_dash_px=(1, 5),
        bar=StatusBar("#fff", 0.12),
    ),
}
"""How each code of the list ``road_status`` looks: the only place of outputs that lists them."""

_LOOKS = sorted(STATUS_LOOKS.items(), key=lambda item: STATUS_ORDER.index(item[0]))


def _states_of_markers() -> list[MarkerState]:
    of_status = [
        MarkerState(
            *(code, *_road_label(code), look.colour, look.outline, look.shape, look.scale),
            road_built=is_built(code),
        )
        for code, look in _LOOKS
    ]
    damaged = MarkerState(
        "built_damaged",
        "đã xây dựng, đường hư hỏng",
        "built, road damaged",
        "#3a2a86",
        _WHITE,
        "disc_bar",
        1.1,
        road_built=True,
    )
    at = sum(is_built(code) for code, _ in _LOOKS)
    return [
        *of_status[:at],
        damaged,
        *of_status[at:],
        MarkerState(
            NOT_REPORTED, "chưa có báo cáo", "not reported", "#9b84bd", _DARK, _SQUARE, 0.9
        ),
        MarkerState(
            "not_needed",
            "không thuộc diện cần đường",
            "needs no road",
            "#868e96",
            _WHITE,
            "dot",
            0.6,
            needs_road=False,
        ),
    ]


MARKER_STATES: dict[str, MarkerState] = {state.code: state for state in _states_of_markers()}
"""Every state of a marker, in the order of a legend: the nearest to a road first."""

ABSENT = State(
    "absent", "không có trong danh mục mốc", "not in the register", _WHITE, "#868e96", "dot", 0.6
)
"""A marker on a day on which it was not in the register: it is not drawn and not counted."""

STATUS_BARS: dict[str, StatusBar] = {
    **{code: look.bar for code, look in _LOOKS},
    NOT_REPORTED: StatusBar("#d9d9d9", 0.25, "dotted"),
}
"""The bars of a chart, one for each road status that is counted, in the order of a report."""

MEASURED_STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("reached", *_measured_label("reached"), "#00584c", _WHITE, "disc"),
        State("isolated", *_measured_label("isolated"), "#3a2a86", _WHITE, "disc_bar", 1.1),
        State("near", *_measured_label("near"), "#f2cd46", _DARK, _DIAMOND, 1.1),
        State("none", *_measured_label("none"), "#d0410b", _WHITE, "cross"),
        State("unknown", *_measured_label("unknown"), "#9b84bd", _DARK, _SQUARE, 0.9),
    )
}
"""Every way the lines on the map reach a marker (Reach 4, 5), in legend order."""

DIFFERENCE_STATES: dict[str, State] = {
    state.code: state
    for state in (
        State(
            "declared_only",
            "theo báo cáo đã có đường, theo tuyến trên bản đồ thì chưa",
            "a road as declared, none by the lines on the map",
            "#a3004f",
            _WHITE,
            _TRIANGLE,
            1.15,
        ),
        State(
            "measured_only",
            "có tuyến tới mốc, chưa báo cáo đã xây dựng",
            "a line reaches it, not declared built",
            "#62b8ea",
            _DARK,
            _DIAMOND,
            1.15,
        ),
        State("agree", "không có chênh lệch", "no difference", "#868e96", _WHITE, "dot", 0.6),
    )
}
"""Where reports and the lines on the map differ (theo báo cáo, theo tuyến trên bản đồ)."""

MARKS: dict[str, Mark] = {
    mark.code: mark
    for mark in (
        Mark(
            "report_at_once",
            "BÁO NGAY (báo cáo ngay)",
            "REPORT AT ONCE",
            "#b3001b",
            "badge",
        ),
        Mark(
            "perhaps_at_once",
            "có thể phải BÁO NGAY",
            "may have to be reported at once",
            "#c2410c",
            "query",
        ),
        Mark("contested", "số liệu chưa thống nhất", "figures disagree", "#c2188f", "ring"),
    )
}
"""What may be added to the symbol of a marker."""

PLACES: dict[str, State] = {
    place.code: place
    for place in (
        State("post", "Đồn Biên phòng", "border post", "#17407f", _WHITE, "house", 1.5),
        State("gate", "cửa khẩu", "border gate", "#6a3409", _WHITE, _GATE, 1.4),
    )
}

ROAD_STATUS_LINES: dict[str, LineStyle] = {
    code: LineStyle(
        code, *_road_label(code), look.line_colour, look.line_width_px, look.line_dash_px
    )
    for code, look in _LOOKS
}
"""Access roads by status, in the order of a report."""

TRUNK_LINES: dict[str, LineStyle] = {
    code: LineStyle(
        code, label("road_class", code, "vi"), label("road_class", code, "en"), colour, width
    )
    for code, colour, width in (
        ("patrol", "#7d6b58", 3.6),
        ("commune", "#9a8a78", 3.0),
        ("provincial", "#6b5a48", 4.6),
    )
}
"""Roads that are the network itself (Reach 2: trunk roads), by class."""

BOUNDARY_LINE = LineStyle(
    "boundary", "đường biên giới", "border line", "#1d2733", 2.0, (10, 3, 2, 3)
)

COMMUNE_TINTS: tuple[str, ...] = ("#dfe8d8", "#efe4cd", "#d9e4ea", "#ecdcdc")
"""Grounds of neighbouring communes by turns; they carry no meaning but *another commune*."""


COVERAGE_TINTS: tuple[str, ...] = ("#f6efd9", "#d9e2bd", "#acd0aa", "#78b69b", "#459485")
"""Grounds of communes by their share of built roads, one to each fifth: the darker the more."""

SURFACE_COLOURS: tuple[str, ...] = ("#2f5d8c", "#b5651d", "#7a3b69", "#5c7a29", "#8a8170")
"""Access roads by surface, the most frequent first; the last for all others and not given."""


def marker_state(needs_road: bool, road_status: str | None, road_condition: str | None) -> str:
    """Return the code in `MARKER_STATES` of a marker.

    Args:
        needs_road: whether the marker needs an access road as of the date.
        road_status: code of the road status; None where it was never reported.
        road_condition: code of the road condition; None where it was never reported.

    >>> marker_state(True, "built", "impassable"), marker_state(False, "built", None)
    ('built_damaged', 'not_needed')
    """
    if not needs_road:
        return "not_needed"
    if is_built(road_status) and is_damaged(road_condition):
        return "built_damaged"
    return road_status if road_status in STATUS_LOOKS else NOT_REPORTED


_OF_ALARMS = {"sure": "report_at_once", "possible": "perhaps_at_once"}


def marker_marks(contested: bool, alarm: str | None) -> tuple[str, ...]:
    """Return the codes in `MARKS` that a marker carries, the most urgent first.

    Args:
        contested: whether its observations disagree and wait for a decision.
        alarm: ``sure`` or ``possible``, where it must or may have to be reported at once.
    """
    marks = []
    if alarm is not None:
        marks.append(_OF_ALARMS[alarm])
    if contested:
        marks.append("contested")
    return tuple(marks)
