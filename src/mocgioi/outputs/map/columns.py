"""Facts into what the page carries: columns of digits instead of records. The format is here.

474 records of 27 keys would name every key 474 times, so markers and their observations are
columns. `page/columns.js` is the other half; a page asks it, never the packed text::

    register.count                     how many markers, in border order: row 0 … count - 1
    register.column(key)(row)          one value, null where it is not known
    register.codes(key)                {of: [values], at: typed array of indices by row}, fast
    register.get(row)                  everything of one marker: all columns, `marks` as a list,
                                       `history`: observations, newest first (`ObservationFacts`),
                                       `evidence`: one of them, or null, `photos`
    register.rowOf(number)             row of a marker number, or undefined
    register.tally(key)                Map value → how many rows

The columns of a marker are the keys of `facts.MarkerFacts`, those of `surveyed` each by itself, but
`history`, `evidence` and `photos`
(pairs of a row and its photographs, for few markers have any), but ``states`` (see ``days``)
and ``gone_on`` (its ``state`` is null then), and but ``needs_road`` and
``contested``, which are said by ``state`` (code of `symbology.MARKER_STATES`) and ``marks`` (codes
of `symbology.MARKS`, a space between). ``nearest_road_m``, ``to_network_m`` and ``missing_m`` are
to 0.1 m, ``border_km`` down to 1 m (a marker stays in its stretch), positions and where to look
to 1e-7 degree.

Every number is written as base-64 digits of five bits, the lowest first; the sixth bit says
that the number goes on. Three forms of column:

* ``{"of": [values], "at": digits}``: a dictionary and the index of each row, in runs.
  With ``"like": key`` the index 0 says *as in that column*, and n is the value ``of[n - 1]``.
* ``{"scale": n, "steps": digits}``: numbers in 1/n as differences from the row before, zigzag
  plus one, 0 for null, in runs.
* ``{"shared": digits, "own": digits, "text": "…"}``: texts that begin like the one before: how
  many UTF-16 units they share with it, how many of their own follow in ``text``; in runs.

*In runs*: a number n is written as 2n, or as 2n + 1 and a count where it stands twice or more in
a row. Observations of all markers are one table, ``history``: its columns hold first every
marker's newest observation, then every second one, and so on, for what stands in a row is
alike then. In its dictionaries the index 0 says *as the next newer one of this marker*, and n is
the value ``of[n - 1]``. ``count`` says how many each marker has, ``evidence`` which one it is,
plus one.

``days`` has the states that markers had: ``on`` are the days of all changes (`size` of them), since
1970, and a marker's newest change stands first, then every second one, and so on, ``changes`` each.
``since`` is the place of its day among those, plus two, 1 for the beginning, and 0 where it is
the newest change and of the day that ``road_observed_on`` says; ``state`` the state from then on,
of all but the newest changes, for that is what ``state`` of the marker says. Null: it was not
in the register.

Roads are columns too; which markers they serve and their lines are lists, one a road, and a
name that is not known is empty. So are the projects of the ``programme``, in rank order, with
the rows of their markers. ``kilometres`` are a column of km and a line through their places.

A line (`encode_line`) is its vertices' differences in 1/`LINE_SCALE` degree, longitude before
latitude, zigzag, without runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby, takewhile, zip_longest
from math import floor
from typing import TypedDict

from mocgioi.domain.vocabulary import PERHAPS_AT_ONCE, REPORT_AT_ONCE
from mocgioi.outputs import symbology
from mocgioi.outputs.map.extent import extent
from mocgioi.outputs.map.facts import (
    GroundFacts,
    Line,
    MapFacts,
    MarkerFacts,
    ObservationFacts,
    ProgrammeFacts,
    RoadFacts,
)

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LINE_SCALE = 100_000
"""Units of a line to the degree: 1.1 m, two pixels at the closest zoom."""
POINT_SCALE = 10_000_000
"""Units of a marker to the degree: 1.1 cm, for its coordinates are copied."""

_TEXT_COLUMNS = (
    *("kind", "grouping", "commune_code", "post_code"),
    *("road_observed_on", "last_observed_on", "overdue", "funding"),
    *("difference", "advice", "measured", "nearest_road", "missing_to", "note", "illustrative"),
)
_NUMBER_COLUMNS = {
    "longitude": POINT_SCALE,
    "latitude": POINT_SCALE,
    "border_km": 1000,
    "nearest_road_m": 10,
    "to_network_m": 10,
    "missing_m": 10,
    "look_longitude": POINT_SCALE,
    "look_latitude": POINT_SCALE,
}
_KM = "border_km"
_IN_STATE = "road_status"
"""The aspect that the state of a marker says, wherever the others stand under their heading."""
_LIKE = {_IN_STATE: "state", "last_observed_on": "road_observed_on"}
"""Columns that mostly say what another one says."""
_ROAD_COLUMNS = (
    *("road_class", "status", "condition", "surface", "width_m", "length_m", "drawn_m"),
    *("cost_vnd", "funding", "completed_on", "project"),
)
_OBSERVED = (
    *("aspect", "value", "observed_on", "recorded_at", "observer", "file"),
    *("verdict", "decided_by", "why"),
)


_EPOCH = date(1970, 1, 1).toordinal()

_NO_VALUE = object()
"""What stands before the newest observation: nothing is like it."""

Packed = dict[str, object]
"""What becomes one object of JSON."""

Cell = str | float | bool | None


class IndexColumn(TypedDict):
    """A dictionary of values, and the index of each row in it."""

    of: list[Cell]
    at: str


class LikeColumn(IndexColumn):
    """The same of a column that mostly says what the column `like` says."""

    like: str


class NumberColumn(TypedDict):
    """Differences of numbers in 1/`scale`."""

    scale: int
    steps: str


class TextColumn(TypedDict):
    """Texts, each without what it shares with the one before."""

    shared: str
    own: str
    text: str


def _digits(number: int) -> str:
    written = ""
    while number > 31:
        written += DIGITS[32 | (number & 31)]
        number >>= 5
    return written + DIGITS[number]


_SHORT = tuple(map(_digits, range(4096)))


def encode_numbers(numbers: Iterable[int]) -> str:
    """Return numbers of 0 and more as digits, in runs."""
    written = []
    for number, run in groupby(numbers):
        length = sum(1 for _ in run)
        token = number * 2 + (length > 1)
        written.append(_SHORT[token] if token < len(_SHORT) else _digits(token))
        if length > 1:
            written.append(_SHORT[length] if length < len(_SHORT) else _digits(length))
    return "".join(written)


def _zigzag(difference: int) -> int:
    return difference * 2 if difference >= 0 else -difference * 2 - 1


def encode_line(line: Line) -> str:
    """Return the vertices of a line; 2.7 characters a vertex on the real border."""
    steps = []
    before_east = before_north = 0
    for vertex in line:
        east, north = round(vertex[0] * LINE_SCALE), round(vertex[1] * LINE_SCALE)
        steps += [_zigzag(east - before_east), _zigzag(north - before_north)]
        before_east, before_north = east, north
    return "".join([_SHORT[step] if step < len(_SHORT) else _digits(step) for step in steps])


def index_column(values: Iterable[Cell]) -> IndexColumn:
    """Return values as a dictionary in order of first sight, and the index of each."""
    seen: dict[Cell, int] = {}
    at = encode_numbers([seen.setdefault(value, len(seen)) for value in values])
    return {"of": list(seen), "at": at}


def like_column(values: Iterable[Cell], others: Iterable[object]) -> IndexColumn:
    """Return values as a dictionary, and 0 for each that is the other, index + 1 for one not."""
    seen: dict[Cell, int] = {}
    at = [
        0 if value == other else seen.setdefault(value, len(seen)) + 1
        for value, other in zip(values, others, strict=True)
    ]
    return {"of": list(seen), "at": encode_numbers(at)}


def number_column(values: Iterable[float | None], scale: int) -> NumberColumn:
    """Return numbers as integer differences in 1/`scale`; None stays None."""
    steps = []
    before = 0
    for value in values:
        if value is None:
            steps.append(0)
            continue
        now = round(value * scale)
        steps.append(_zigzag(now - before) + 1)
        before = now
    return {"scale": scale, "steps": encode_numbers(steps)}


def whole_metres(km: float | None) -> float | None:
    """Return a place along the border, rounded down to a metre: it stays in its stretch.

    >>> whole_metres(9.9999), whole_metres(1.005), whole_metres(None)
    (9.999, 1.005, None)
    """
    return None if km is None else floor(km * 1000 + 1e-6) / 1000


def text_column(values: Iterable[str]) -> TextColumn:
    """Return texts, each without what it shares with the one before."""
    shared, own, parts = [], [], []
    before = ""
    for value in values:
        same = _shared(before, value)
        rest = value[len(same) :]
        shared.append(_utf16_units(same))
        own.append(_utf16_units(rest))
        parts.append(rest)
        before = value
    return {
        "shared": encode_numbers(shared),
        "own": encode_numbers(own),
        "text": "".join(parts),
    }


def _shared(text: str, other: str) -> str:
    """Return what both begin with."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    return text[: sum(1 for _ in alike)]


def _utf16_units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _state(marker: MarkerFacts) -> str | None:
    """Return the state of a marker on the day of the map; None where it is not there any more."""
    if marker["gone_on"] is not None:
        return None
    surveyed = marker["surveyed"]
    return symbology.marker_state(
        marker["needs_road"], surveyed["road_status"], surveyed["road_condition"]
    )


def _marker_columns(markers: Sequence[MarkerFacts], surveyed: Sequence[str]) -> Packed:
    state = [_state(marker) for marker in markers]
    marks = (" ".join(symbology.marker_marks(m["contested"], m["alarm"])) for m in markers)
    texts: dict[str, list[Cell]] = {key: [m[key] for m in markers] for key in _TEXT_COLUMNS}  # type: ignore[literal-required]
    texts |= {key: [m["surveyed"][key] for m in markers] for key in surveyed}
    others: dict[str, Sequence[Cell]] = {"state": state, **texts}
    columns: Packed = {
        "number": text_column(m["number"] for m in markers),
        "state": index_column(state),
        "marks": index_column(marks),
    }
    for key, scale in _NUMBER_COLUMNS.items():
        numbers = [m[key] for m in markers]  # type: ignore[literal-required]
        columns[key] = number_column(map(whole_metres, numbers) if key == _KM else numbers, scale)
    for key, values in texts.items():
        like = _LIKE.get(key)
        columns[key] = _alike(values, like, others[like]) if like else index_column(values)
    return columns


def _alike(values: Sequence[Cell], like: str, others: Sequence[Cell]) -> LikeColumn:
    column = like_column(values, others)
    return {"like": like, "of": column["of"], "at": column["at"]}


def _history_columns(markers: Sequence[MarkerFacts]) -> Packed:
    layers: list[Sequence[ObservationFacts | None]] = list(
        zip_longest(*(m["history"] for m in markers))
    )
    newest: Sequence[ObservationFacts | None] = [None] * len(markers)
    pairs = [
        (observation, newer)
        for layer, before in zip(layers, [newest, *layers], strict=False)
        for observation, newer in zip(layer, before, strict=True)
        if observation is not None
    ]
    return {
        "count": encode_numbers(len(m["history"]) for m in markers),
        "evidence": encode_numbers(map(_evidence_at, markers)),
        **{
            key: like_column(
                (observation[key] for observation, _ in pairs),  # type: ignore[literal-required]
                (newer[key] if newer else _NO_VALUE for _, newer in pairs),  # type: ignore[literal-required]
            )
            for key in _OBSERVED
        },
        "row": number_column((observation["row"] for observation, _ in pairs), 1),
    }


def _evidence_at(marker: MarkerFacts) -> int:
    evidence: ObservationFacts | None = marker["evidence"]
    return marker["history"].index(evidence) + 1 if evidence in marker["history"] else 0


def _day_columns(markers: Sequence[MarkerFacts]) -> Packed:
    days = sorted({since for marker in markers for since, _ in marker["states"]} - {""})
    places = {day: place for place, day in enumerate(("", *days), start=1)}
    layers = list(zip_longest(*(marker["states"][::-1] for marker in markers)))
    newest = [
        0 if marker["states"][-1][0] == (marker["road_observed_on"] or "") else None
        for marker in markers
        if marker["states"]
    ]
    sinces = [places[change[0]] for layer in layers for change in layer if change]
    return {
        "size": len(days),
        "on": number_column((date.fromisoformat(day).toordinal() - _EPOCH for day in days), 1),
        "changes": encode_numbers(len(marker["states"]) for marker in markers),
        "since": encode_numbers(
            place if own is None else own for place, own in zip_longest(sinces, newest)
        ),
        "state": index_column(change[1] for layer in layers[1:] for change in layer if change),
    }


def _road_columns(roads: Sequence[RoadFacts]) -> Packed:
    columns = {key: index_column(r[key] for r in roads) for key in _ROAD_COLUMNS}  # type: ignore[literal-required]
    return {
        "count": len(roads),
        "name": text_column(road["name"] or "" for road in roads),
        **columns,
        "serves": [road["serves"] for road in roads],
        "lines": [[encode_line(line) for line in road["lines"]] for road in roads],
    }


def _ground(part: GroundFacts) -> Packed:
    """Names in both languages, the other only where it differs, and a line through their places."""
    names, places = [], []
    for named in part["names"]:
        vi, en = named["name"]["vi"], named["name"]["en"]
        names.append([vi] if vi == en else [vi, en])
        places.append([named["longitude"], named["latitude"]])
    lines = [encode_line(line) for line in part["lines"]]
    return {"kind": part["kind"], "lines": lines, "names": names, "places": encode_line(places)}


def _programme_columns(programme: ProgrammeFacts | None, rows: dict[str, int]) -> Packed | None:
    """Return the estimate with markers as rows of the register."""
    if programme is None:
        return None
    projects = programme["projects"]
    return {
        **programme,
        "projects": {
            "count": len(projects),
            "joins_road": index_column(p["joins_road"] for p in projects),
            "length_m": number_column((p["length_m"] for p in projects), 10),
            "leaves_country": index_column(p["leaves_country"] for p in projects),
            "rows": [[rows[number] for number in p["markers"]] for p in projects],
            "lines": [[encode_line(line) for line in p["lines"]] for p in projects],
        },
        "left_out": {
            reason: [rows[number] for number in numbers]
            for reason, numbers in programme["left_out"].items()
        },
    }


def _symbology() -> Packed:
    return {
        "states": [asdict(state) for state in symbology.MARKER_STATES.values()],
        "measured": [asdict(state) for state in symbology.MEASURED_STATES.values()],
        "differences": [asdict(state) for state in symbology.DIFFERENCE_STATES.values()],
        "absent": asdict(symbology.ABSENT),
        "marks": [asdict(mark) for mark in symbology.MARKS.values()],
        "places": {code: asdict(place) for code, place in symbology.PLACES.items()},
        "roads": {code: asdict(line) for code, line in symbology.ROAD_STATUS_LINES.items()},
        "trunks": {code: asdict(line) for code, line in symbology.TRUNK_LINES.items()},
        "boundary": asdict(symbology.BOUNDARY_LINE),
        "communes": symbology.COMMUNE_TINTS,
        "coverage": symbology.COVERAGE_TINTS,
        "surfaces": symbology.SURFACE_COLOURS,
    }


def pack(facts: MapFacts, texts: dict[str, dict[str, str]]) -> Packed:
    """Return what the page carries for `facts`, with the page's own texts by language.

    Each text stands under its key as a pair, Vietnamese and English.
    """
    packed: Packed = {
        key: facts[key]
        for key in (
            *("schema", "title", "titles", "lang", "as_of", "known_at", "illustrative"),
            *("audience", "overdue_after_days", "totals", "lacks", "posts", "gates", "projects"),
            *("ground_sources", "agency"),
            *("stretch_km", "near_m", "tiles", "aspect_labels", "code_labels", "sources"),
        )
    }
    packed["extent"] = extent(facts)
    packed["texts"] = {key: [texts["vi"][key], texts["en"][key]] for key in texts["vi"]}
    packed["symbology"] = _symbology()
    at_once = {"sure": sorted(REPORT_AT_ONCE), "possible": sorted(PERHAPS_AT_ONCE)}
    packed["at_once"] = {"marker_condition": at_once}
    packed["surveyed"] = [code for code in facts["surveyed"] if code != _IN_STATE]
    packed["count"] = len(facts["markers"])
    packed["markers"] = _marker_columns(facts["markers"], facts["surveyed"])
    packed["history"] = _history_columns(facts["markers"])
    packed["days"] = {**facts["days"], **_day_columns(facts["markers"])}
    packed["photos"] = [
        [row, marker["photos"]] for row, marker in enumerate(facts["markers"]) if marker["photos"]
    ]
    rows = {marker["number"]: row for row, marker in enumerate(facts["markers"])}
    packed["alarms"] = [
        {"row": rows.get(a["number"] or ""), "weight": a["weight"], "text": a["text"]}
        for a in facts["alarms"]
    ]
    packed["cases"] = [
        [rows[number], case["text"]]
        for case in facts["cases"]
        if (number := case["number"]) in rows
    ]
    packed["photo_counts"] = facts["photos"]
    packed["communes"] = [
        {**commune, "rings": [encode_line(ring) for ring in commune["rings"] or ()]}
        for commune in facts["communes"]
    ]
    packed["roads"] = _road_columns(facts["roads"])
    packed["programme"] = _programme_columns(facts["programme"], rows)
    packed["kilometres"] = {
        "km": number_column((place["km"] for place in facts["kilometres"]), 1000),
        "places": encode_line([[p["longitude"], p["latitude"]] for p in facts["kilometres"]]),
    }
    packed["ground"] = [_ground(part) for part in facts["ground"]]
    packed["boundary"] = [
        {**piece, "line": encode_line(piece["line"])} for piece in facts["boundary"]
    ]
    return packed
