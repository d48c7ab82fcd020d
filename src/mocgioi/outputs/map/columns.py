"""Facts into what the page carries: columns, dictionaries and deltas instead of records.

474 records of 19 keys would name every key 474 times. A column is ``{"of": [values],
"at": [index, …]}`` for texts (``at`` left out when all are the same) and ``{"scale": n,
"delta": [integer or null, …]}`` for coordinates. A line is a string of base-64 digits: see
`encode_line`. `page/decode.js` is the other half.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from mocgioi.outputs import symbology
from mocgioi.outputs.map.extent import extent
from mocgioi.outputs.map.facts import Line, MapFacts, MarkerFacts

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LINE_SCALE = 100_000
"""Units of a line to the degree: 1.1 m, two pixels at the closest zoom."""
POINT_SCALE = 1_000_000
"""Units of a marker to the degree: 0.11 m."""


def encode_line(line: Line) -> str:
    """Return vertices as differences in 1/`LINE_SCALE` degree, zigzag, five bits to a digit.

    The sixth bit says that the number goes on. 2.7 characters a vertex on the real border.
    """
    digits = []
    before = (0, 0)
    for vertex in line:
        now = (round(vertex[0] * LINE_SCALE), round(vertex[1] * LINE_SCALE))
        for difference in (now[0] - before[0], now[1] - before[1]):
            rest = difference * 2 if difference >= 0 else -difference * 2 - 1
            while rest > 31:
                digits.append(DIGITS[32 | (rest & 31)])
                rest >>= 5
            digits.append(DIGITS[rest])
        before = now
    return "".join(digits)


def text_column(values: Iterable[str | bool | None]) -> dict[str, Any]:
    """Return values as a dictionary in order of first sight, and the index of each."""
    seen: dict[str | bool | None, int] = {}
    at = [seen.setdefault(value, len(seen)) for value in values]
    return {"of": list(seen), "at": at} if len(seen) > 1 else {"of": list(seen)}


def delta_column(values: Iterable[float | None], scale: int) -> dict[str, Any]:
    """Return numbers as integer differences in 1/`scale`; None stays None."""
    deltas: list[int | None] = []
    before = 0
    for value in values:
        if value is None:
            deltas.append(None)
            continue
        now = round(value * scale)
        deltas.append(now - before)
        before = now
    return {"scale": scale, "delta": deltas}


def _marker_columns(markers: Sequence[MarkerFacts]) -> dict[str, Any]:
    states = [
        symbology.marker_state(m["needs_road"], m["road_status"], m["road_condition"])
        for m in markers
    ]
    marks = [
        " ".join(symbology.marker_marks(m["contested"], m["marker_condition"])) for m in markers
    ]
    return {
        "number": [m["number"] for m in markers],
        "longitude": delta_column((m["longitude"] for m in markers), POINT_SCALE),
        "latitude": delta_column((m["latitude"] for m in markers), POINT_SCALE),
        "border_km": delta_column((m["border_km"] for m in markers), 1000),
        "nearest_road_m": delta_column((m["nearest_road_m"] for m in markers), 10),
        "state": text_column(states),
        "marks": text_column(marks),
        "kind": text_column(m["kind"] for m in markers),
        "grouping": text_column(m["grouping"] for m in markers),
        "commune_code": text_column(m["commune_code"] for m in markers),
        "post_code": text_column(m["post_code"] for m in markers),
        "road_status": text_column(m["road_status"] for m in markers),
        "road_condition": text_column(m["road_condition"] for m in markers),
        "marker_condition": text_column(m["marker_condition"] for m in markers),
        "road_observed_on": text_column(m["road_observed_on"] for m in markers),
        "evidence": text_column(m["evidence"] for m in markers),
        "funding": text_column(m["funding"] for m in markers),
        "measured": text_column(m["measured"] for m in markers),
        "illustrative": text_column(m["illustrative"] for m in markers),
    }


def _symbology() -> dict[str, Any]:
    return {
        "states": [asdict(state) for state in symbology.MARKER_STATES.values()],
        "marks": [asdict(mark) for mark in symbology.MARKS.values()],
        "places": {code: asdict(place) for code, place in symbology.PLACES.items()},
        "roads": {code: asdict(line) for code, line in symbology.ROAD_STATUS_LINES.items()},
        "trunks": {code: asdict(line) for code, line in symbology.TRUNK_LINES.items()},
        "boundary": asdict(symbology.BOUNDARY_LINE),
        "communes": symbology.COMMUNE_TINTS,
    }


def pack(facts: MapFacts, texts: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Return what the page carries for `facts`, with the page's own texts by language."""
    packed: dict[str, Any] = {
        key: facts[key]
        for key in (
            *("schema", "title", "lang", "as_of", "known_at", "illustrative", "audience"),
            *("totals", "lacks", "posts", "gates", "code_labels", "sources"),
        )
    }
    packed["extent"] = extent(facts)
    packed["texts"] = texts
    packed["symbology"] = _symbology()
    packed["markers"] = _marker_columns(facts["markers"])
    packed["communes"] = [
        {**commune, "rings": [encode_line(ring) for ring in commune["rings"] or ()]}
        for commune in facts["communes"]
    ]
    packed["roads"] = [
        {**road, "lines": [encode_line(line) for line in road["lines"]]} for road in facts["roads"]
    ]
    packed["boundary"] = [
        {**piece, "line": encode_line(piece["line"])} for piece in facts["boundary"]
    ]
    return packed


def inert_json(document: dict[str, Any]) -> str:
    """Return JSON that can stand in a script element: no tag, entity or line end can form."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
