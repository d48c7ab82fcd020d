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
of `symbology.MARKS`, a space between; so is ``beside``). ``nearest_road_m``, ``to_network_m`` and
``missing_m`` are to 0.1 m, ``border_km`` down to 1 m (a marker stays in its stretch), positions
and where to look to 1e-7 degree.

The forms of column are those of `mocgioi.outputs.map.digits`.

Observations of all markers are one table, ``history``: its columns hold first every
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
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice, zip_longest
from math import floor

from mocgioi.domain.vocabulary import PERHAPS_AT_ONCE, REPORT_AT_ONCE
from mocgioi.outputs import ground_look, symbology
from mocgioi.outputs.map.digits import (
    POINT_SCALE,
    Cell,
    LikeColumn,
    encode_line,
    encode_lines,
    encode_numbers,
    index_column,
    like_column,
    number_column,
    text_column,
)
from mocgioi.outputs.map.extent import extent
from mocgioi.outputs.map.facts import (
    GroundFacts,
    MapFacts,
    MarkerFacts,
    ObservationFacts,
    RoadFacts,
)
from mocgioi.outputs.map.programme import programme_columns

_TEXT_COLUMNS = (
    *("kind", "grouping", "commune_code", "post_code"),
    *("road_observed_on", "last_observed_on", "overdue", "funding"),
    *("road_completed_on", "counted_first_on"),
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


_ROADS = 1_000
"""Roads whose lines are written at a time."""

_EPOCH = date(1970, 1, 1).toordinal()

_NO_VALUE = object()
"""What stands before the newest observation: nothing is like it."""

Packed = dict[str, object]
"""What becomes one object of JSON."""


def whole_metres(km: float | None) -> float | None:
    """Return a place along the border, rounded down to a metre: it stays in its stretch.

    >>> whole_metres(9.9999), whole_metres(1.005), whole_metres(None)
    (9.999, 1.005, None)
    """
    return None if km is None else floor(km * 1000 + 1e-6) / 1000


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
        "beside": index_column(" ".join(m["beside"]) for m in markers),
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
        "lines": _lines(roads),
    }


def _lines(roads: Sequence[RoadFacts]) -> list[list[str]]:
    written: list[list[str]] = []
    for begin in range(0, len(roads), _ROADS):
        some = roads[begin : begin + _ROADS]
        encoded = iter(encode_lines([line for road in some for line in road["lines"]]))
        written += (list(islice(encoded, len(road["lines"]))) for road in some)
    return written


def _ground(part: GroundFacts) -> Packed:
    """Names in both languages, the other only where it differs, and a line through their places."""
    names, places = [], []
    for named in part["names"]:
        vi, en = named["name"]["vi"], named["name"]["en"]
        names.append([vi] if vi == en else [vi, en])
        places.append([named["longitude"], named["latitude"]])
    lines = [encode_line(line) for line in part["lines"]]
    return {"kind": part["kind"], "lines": lines, "names": names, "places": encode_line(places)}


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
        "ground": ground_look.GROUND_COLOURS,
        "ground_lines": {code: asdict(line) for code, line in ground_look.GROUND_LINES.items()},
    }


def pack(facts: MapFacts, texts: dict[str, dict[str, str]]) -> Packed:
    """Return what the page carries for `facts`, with the page's own texts by language.

    Each text stands under its key as a pair, Vietnamese and English.
    """
    packed: Packed = {
        key: facts[key]
        for key in (
            *("schema", "title", "titles", "lang", "as_of", "known_at", "store", "sector"),
            *(
                "illustrative",
                "audience",
                "overdue_after_days",
                "totals",
                "beside",
                "lacks",
                "posts",
                "gates",
                "projects",
            ),
            *("ground_sources", "agency"),
            *("stretch_km", "near_m", "tiles", "aspect_labels", "code_labels", "sources"),
            "targets",
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
    # A share is of one day, and the page works it out for any.
    packed["communes"] = [
        {key: known for key, known in commune.items() if key != "percent"}
        | {"rings": [encode_line(ring) for ring in commune["rings"] or ()]}
        for commune in facts["communes"]
    ]
    packed["roads"] = _road_columns(facts["roads"])
    packed["programme"] = programme_columns(facts["programme"], rows)
    packed["kilometres"] = {
        "km": number_column((place["km"] for place in facts["kilometres"]), 1000),
        "places": encode_line([[p["longitude"], p["latitude"]] for p in facts["kilometres"]]),
    }
    packed["ground"] = [_ground(part) for part in facts["ground"]]
    packed["boundary"] = [
        {**piece, "line": encode_line(piece["line"])} for piece in facts["boundary"]
    ]
    return packed
