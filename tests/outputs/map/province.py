"""A synthetic province for tests of the map: 474 markers along a winding line, all made up."""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from typing import Any, cast

import shapely

from mocgioi.analysis.figures.groups import percent_of
from mocgioi.analysis.lines.pole import pole
from mocgioi.documents.coverage import Totals
from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.counting import DEFAULTS, STATUS_ORDER
from mocgioi.domain.vocabulary import CODE_LISTS, GATE_KINDS
from mocgioi.outputs.map.day_facts import PublishedMark, StateSince
from mocgioi.outputs.map.facts import (
    BoundaryFacts,
    CommuneFacts,
    GateFacts,
    MapFacts,
    MarkerFacts,
    ObservationFacts,
    PostFacts,
    ProjectFacts,
    RoadFacts,
)
from mocgioi.outputs.map.programme import ProgrammeFacts
from mocgioi.outputs.symbology import marker_state

MARKERS = 474
NEEDING = 459
BUILT = 223
COMMUNES = (
    *("Quốc Khánh", "Kháng Chiến", "Quốc Việt", "Thuỵ Hùng", "Hoàng Văn Thụ", "Đồng Đăng"),
    *("Cao Lộc", "Ba Sơn", "Mẫu Sơn", "Khuất Xá", "Kiên Mộc"),
)
LOST = (20, 22)
"""Rows of markers that were built at the end of 2022 and are not in the middle of 2023."""
BORDER_KM = 230.95
STRETCH_KM = 10.0


def border_place(share: float) -> list[float]:
    """Longitude and latitude at a share of the way along the border, from 0 to 1."""
    sway = 0.06 * math.sin(share * 9.0) + 0.012 * math.sin(share * 61.0)
    return [106.56 + 0.80 * share + sway * 0.6, 22.42 - 1.0 * share + sway]


def _offset(share: float, degrees: float) -> list[float]:
    longitude, latitude = border_place(share)
    return [longitude - degrees, latitude - degrees * 0.8]


def _status(index: int) -> tuple[bool, str | None]:
    if index % 32 == 7 and index // 32 < MARKERS - NEEDING:
        return False, None
    return True, ("built", "none")[index % 2]


def marker(index: int) -> MarkerFacts:
    """One made-up marker; the statuses are put right over all of them by `facts`."""
    share = index / (MARKERS - 1)
    longitude, latitude = border_place(share)
    needs_road, status = _status(index)
    group = index * len(COMMUNES) // MARKERS
    return {
        "number": f"{944 + index // 2}" + ("" if index % 2 == 0 else "/1"),
        "longitude": round(longitude, 7),
        "latitude": round(latitude, 7),
        "kind": "main" if index % 2 == 0 else "secondary",
        "grouping": "single",
        "commune_code": f"C{group:02d}",
        "post_code": f"P{group:02d}",
        "needs_road": needs_road,
        "surveyed": {
            **dict.fromkeys(SURVEYED),
            "road_status": status,
            "road_condition": "good" if status == "built" else None,
            "marker_condition": "intact",
        },
        "road_observed_on": "2023-12-31" if status else None,
        "road_completed_on": None,
        "counted_first_on": "2023-12-31" if status else None,
        "evidence": reported(index, status) if status else None,
        "history": [reported(index, status)] if status else [],
        "last_observed_on": "2023-12-31" if status else None,
        "overdue": status is None,
        "funding": "contributions" if status == "built" else None,
        "contested": False,
        "beside": [],
        "alarm": None,
        "difference": None,
        "advice": None,
        "measured": "reached" if status == "built" else "none",
        "nearest_road": f"Đường lên mốc {944 + index // 2}" if status == "built" else None,
        "nearest_road_m": 3.2 if status == "built" else 812.5,
        "to_network_m": None,
        "missing_m": None,
        "missing_to": None,
        "look_longitude": None,
        "look_latitude": None,
        "border_km": round(share * BORDER_KM, 3),
        "note": "bậc đá trơn" if index % 50 == 3 else None,
        "illustrative": True,
        "photos": [],
        "states": [],
        "gone_on": None,
    }


def reported(index: int, status: str) -> ObservationFacts:
    """What the office's table says of a marker's road."""
    return {
        "aspect": "road_status",
        "value": status,
        "observed_on": "2023-12-31",
        "recorded_at": "2026-11-22T03:10:00.000Z",
        "observer": "Sở Ngoại vụ",
        "file": "status-2023.csv",
        "row": index + 2,
        "verdict": None,
        "decided_by": None,
        "why": None,
    }


def _settle(markers: list[MarkerFacts]) -> None:
    """Make exactly `BUILT` of them built, and show every other state a few times."""
    needing = [m for m in markers if m["needs_road"]]
    built = [m for m in needing if m["surveyed"]["road_status"] == "built"]
    spare = [m for m in needing if m["surveyed"]["road_status"] != "built"]
    for surplus in built[BUILT:]:
        surplus["surveyed"] |= {"road_status": "none", "road_condition": None}
        surplus["funding"] = None
    for wanted in spare[: max(0, BUILT - len(built))]:
        wanted["surveyed"] |= {"road_status": "built", "road_condition": "good"}
    for index, other in enumerate(spare[BUILT - len(built) + 40 :: 9]):
        other["surveyed"]["road_status"] = ("under_construction", "approved", None)[index % 3]
    for damaged in built[10:200:38]:
        damaged["surveyed"]["road_condition"] = "damaged"
    built[5]["contested"] = True
    built[7]["surveyed"]["marker_condition"] = "displaced"
    spare[60]["surveyed"]["marker_condition"] = "missing"


def _road(index: int) -> RoadFacts:
    share = index / (MARKERS - 1)
    start, middle, end = (_offset(share, reach) for reach in (0.03, 0.017, 0.0003))
    middle[0] += 0.004
    return {
        "name": f"Đường lên mốc {944 + index // 2}",
        "serves": [f"{944 + index // 2}"],
        "road_class": "access",
        "status": ("built", "built", "under_construction", "approved")[index // 6 % 4],
        "condition": "good",
        "surface": "bê tông",
        "width_m": 1.2,
        "length_m": 223.0,
        "drawn_m": None,
        "cost_vnd": 190_000_000.0,
        "funding": "contributions",
        "completed_on": "2022-06-30",
        "project": "p-1",
        "lines": [[start, middle, end]],
    }


def _patrol() -> RoadFacts:
    line = [_offset(step / 400, 0.03) for step in range(401)]
    patrol: RoadFacts = {**_road(0), "name": "Đường tuần tra", "serves": [], "lines": [line]}
    patrol["road_class"] = "patrol"
    return patrol


def _edge(index: int) -> float:
    return index / len(COMMUNES)


def _spans(index: int) -> list[BoundaryFacts]:
    """The border of one commune, cut where a stretch ends."""
    first, last = _edge(index) * BORDER_KM, _edge(index + 1) * BORDER_KM
    cuts = [STRETCH_KM * at for at in range(24) if first < STRETCH_KM * at < last]
    return [
        {
            "commune_code": f"C{index:02d}",
            "km_from": low,
            "km_to": high,
            "line": [border_place((low + (high - low) * n / 30) / BORDER_KM) for n in range(31)],
        }
        for low, high in itertools.pairwise([first, *cuts, last])
    ]


def _commune(index: int, needing: list[MarkerFacts]) -> CommuneFacts:
    code = f"C{index:02d}"
    own = [m for m in needing if m["commune_code"] == code]
    built = sum(m["surveyed"]["road_status"] == "built" for m in own)
    longitude, latitude = _offset(_edge(index) + 0.5 / len(COMMUNES), 0.09)
    return {
        "code": code,
        "name": COMMUNES[index],
        "formerly": [COMMUNES[index], f"Xã cũ {index}"],
        "district": "Tràng Định",
        "km_from": _edge(index) * BORDER_KM,
        "km_to": _edge(index + 1) * BORDER_KM,
        "longitude": longitude,
        "latitude": latitude,
        "rings": None,
        "markers_needing_road": len(own),
        "road_built": built,
        "percent": percent_of(built, len(own)),
    }


def _post(index: int) -> PostFacts:
    longitude, latitude = _offset(_edge(index) + 0.03, 0.045)
    return {
        "code": f"P{index:02d}",
        "name": f"Đồn Biên phòng {COMMUNES[index]}",
        "longitude": longitude,
        "latitude": latitude,
        "illustrative": True,
    }


def _gate() -> GateFacts:
    longitude, latitude = _offset(0.51, 0.004)
    kind = "cửa khẩu quốc tế"
    return {
        "name": "Cửa khẩu Hữu Nghị",
        "kind": kind,
        "longitude": longitude,
        "latitude": latitude,
    }


def _project() -> ProjectFacts:
    return {
        "code": "p-1",
        "name": "Đường lên mốc 944",
        "serves": ["944"],
        "length_m": 223.0,
        "width_m": 1.2,
        "cost_vnd": 190_000_000.0,
        "funding": "contributions",
        "completed_on": "2022-06-30",
        "donors": [
            {
                "donor": "Agribank",
                "kind": "money",
                "amount_vnd": 50_000_000.0,
                "working_days": None,
                "words": "50 triệu",
            }
        ],
    }


def _totals(markers: list[MarkerFacts]) -> Totals:
    needing = [m for m in markers if m["needs_road"]]
    statuses = Counter(m["surveyed"]["road_status"] or "not_reported" for m in needing)
    return {
        "markers": len(markers),
        "markers_needing_road": len(needing),
        "road_built": statuses["built"],
        "percent": 48.6,
        "by_contributions": sum(m["funding"] == "contributions" for m in needing),
        "built_damaged": sum(m["surveyed"]["road_condition"] == "damaged" for m in needing),
        "in_period": 0,
        "by_status": {code: statuses[code] for code in STATUS_ORDER},
    }


def _programme(needing: list[MarkerFacts]) -> ProgrammeFacts:
    """New roads to the markers without one, two of them to each; the last ones are left out."""
    left = [m["number"] for m in needing if m["surveyed"]["road_status"] in ("none", "approved")]
    places = {m["number"]: [m["longitude"] or 0.0, m["latitude"] or 0.0] for m in needing}
    pairs = list(zip(left[0:-4:2], left[1:-4:2], strict=False))
    return {
        "why_none": None,
        "kind": "ranked",
        "prices": [
            {
                "terrain": "unknown",
                "vnd_per_m": DEFAULTS.vnd_per_m,
                "vnd_per_m_min": 400_000,
                "vnd_per_m_max": 950_000,
            }
        ],
        "detour_factor": DEFAULTS.detour_factor,
        "projects": [
            {
                "markers": [number, other],
                "joins_road": "Đường tuần tra",
                "length_m": 300.5 + 10 * rank,
                "cost_vnd": round((300.5 + 10 * rank) * DEFAULTS.vnd_per_m),
                "cost_vnd_min": round((300.5 + 10 * rank) * 400_000),
                "cost_vnd_max": round((300.5 + 10 * rank) * 950_000),
                "year": None,
                "lines": [[places[number], places[other]]],
            }
            for rank, (number, other) in enumerate(pairs)
        ],
        "left_out": {"no_position": left[len(pairs) * 2 :]},
    }


def facts(**changes: Any) -> MapFacts:
    """The whole province; keywords replace whole parts."""
    markers = [marker(index) for index in range(MARKERS)]
    _settle(markers)
    needing = [m for m in markers if m["needs_road"]]
    whole: dict[str, Any] = {
        "schema": "mocgioi.map/3",
        "title": "Kết quả xây dựng đường nhánh lên kiểm tra mốc, tỉnh Lạng Sơn",
        "titles": {
            "vi": "Kết quả xây dựng đường nhánh lên kiểm tra mốc, tỉnh Lạng Sơn",
            "en": "Access roads to border markers, Lạng Sơn",
        },
        "agency": {"vi": "SỞ NGOẠI VỤ", "en": "DEPARTMENT OF FOREIGN AFFAIRS"},
        "lang": "vi",
        "as_of": "2023-12-31",
        "known_at": "2026-11-22T03:10:00Z",
        "store": "5f0c1a9e",
        "sector": None,
        "illustrative": True,
        "audience": "full",
        "overdue_after_days": 365,
        "totals": _totals(markers),
        "beside": {"on_paper": 0, "road_contested": 0, "need_withdrawn": 0},
        "lacks": [],
        "without_position": [],
        "alarms": [],
        "cases": [],
        "markers": markers,
        "communes": [_commune(index, needing) for index in range(len(COMMUNES))],
        "posts": [_post(index) for index in range(len(COMMUNES))],
        "gates": [_gate()],
        "roads": [_patrol(), *(_road(index) for index in range(0, MARKERS, 6))],
        "projects": [_project()],
        "ground": [],
        "ground_sources": [],
        "tiles": None,
        "photos": None,
        "days": {"published": [], "counts": []},
        "kilometres": [
            {"km": km, "longitude": place[0], "latitude": place[1]}
            for km in range(0, 231, 5)
            for place in [border_place(km / BORDER_KM)]
        ],
        "boundary": [piece for index in range(len(COMMUNES)) for piece in _spans(index)],
        "stretch_km": STRETCH_KM,
        "near_m": DEFAULTS.near_m,
        "surveyed": SURVEYED,
        "aspect_labels": {code: a.heading._asdict() for code, a in ASPECTS.items()},
        "code_labels": {
            name: {code: term.label._asdict() for code, term in terms.items()}
            for name, terms in {**CODE_LISTS, "gate_kind": GATE_KINDS}.items()
        },
        "sources": ["sổ mốc minh họa", "status-2023.csv"],
        "programme": _programme(needing),
        "targets": {},
    }
    if "markers" in changes:
        whole["programme"] = None  # of the markers that it replaces
    whole.update(changes)
    return cast("MapFacts", whole)


def without_positions() -> MapFacts:
    """The same register as an office has it on day one: numbers, and nothing to draw."""
    known = facts()
    markers = [{**m, "longitude": None, "latitude": None} for m in known["markers"]]
    return facts(
        markers=markers,
        lacks=["positions", "boundary", "communes", "posts", "roads"],
        without_position=[m["number"] for m in known["markers"]],
        communes=[],
        posts=[],
        gates=[],
        roads=[],
        programme={
            **(known["programme"] or {}),
            "projects": [],
            "left_out": {"no_position": [m["number"] for m in known["markers"] if m["needs_road"]]},
        },
        boundary=[],
        illustrative=False,
    )


def _depth(share: float) -> float:
    """How far inland communes reach at a share of the border: narrow in some, wide in others."""
    return 0.07 + 0.055 * math.sin(share * 23.0) + 0.02 * math.sin(share * 71.0)


def _outline(index: int) -> list[list[list[float]]]:
    """A made-up outline between the border and a winding line inland, shared with neighbours.

    One commune has a part of its own farther inland, and one a hole.
    """
    first, last = _edge(index), _edge(index + 1)
    shares = [first + (last - first) * n / 40 for n in range(41)]
    inland = [_offset(share, max(0.02, _depth(share))) for share in reversed(shares)]
    rings = [[*map(border_place, shares), *inland, border_place(first)]]
    middle = (first + last) / 2
    if index == 4:
        rings.append(_square(_offset(middle, 0.19), 0.03))
    if index == 7:
        rings.append(_square(_offset(middle, max(0.02, _depth(middle)) / 2), 0.008))
    return rings


def _square(middle: list[float], half: float) -> list[list[float]]:
    east, north = middle
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [[east + half * across, north + half * up] for across, up in signs]


def with_outlines() -> MapFacts:
    """The province with an outline for each commune, its name where the outline has most room."""
    made = facts()
    for index, commune in enumerate(made["communes"]):
        rings = _outline(index)
        commune["rings"] = rings
        inmost = pole(area(rings).wkb)
        assert inmost
        commune["longitude"], commune["latitude"] = inmost
    return made


def area(rings: list[list[list[float]]]) -> shapely.Geometry:
    """What closed rings enclose; a ring inside another is a hole."""
    return functools.reduce(shapely.symmetric_difference, map(shapely.Polygon, rings))


def with_days(known: MapFacts) -> MapFacts:
    """The same facts with days before: nothing until 2022, every ninth marker built a year before
    the others, and two of the built ones reported not to be meanwhile.
    """
    markers: list[MarkerFacts] = []
    for row, m in enumerate(known["markers"]):
        surveyed = m["surveyed"]
        state = marker_state(m["needs_road"], surveyed["road_status"], surveyed["road_condition"])
        states: list[StateSince] = [("", "not_reported" if m["needs_road"] else "not_needed")]
        if m["needs_road"] and state != "not_reported":
            if row % 9 == 0 and state == "built":
                states.append((f"2022-0{row % 7 + 1}-10", "built"))
            elif row in LOST:
                states += [("2022-03-01", "built"), ("2023-02-01", "none"), ("2023-12-31", state)]
            else:
                states += [(f"2022-1{row % 3}-05", "none"), ("2023-12-31", state)]
        markers.append({**m, "states": states})
    published: list[PublishedMark] = [
        {
            "day": "2022-12-31",
            "road_built": 30,
            "markers_needing_road": 459,
            "source": "Báo cáo năm 2022",
            "inferred": False,
            "own": True,
        }
    ]
    return {**known, "markers": markers, "days": {"published": published, "counts": []}}
