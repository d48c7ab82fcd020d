"""A programme small enough to be checked by hand: three works, five markers, two years."""

from __future__ import annotations

from typing import Any, cast

from mocgioi.documents.plan import (
    PlacedMarkers,
    Plan,
    PlannedMarker,
    PlannedWork,
    Why,
)

COMMUNES = {"06001": "Kháng Chiến", "06037": "Quốc Khánh"}
POSTS = {"P1": "Bình Nghi", "P2": "Pò Mã"}


def work(place: int, markers: list[str], cost_vnd: int, **changes: Any) -> PlannedWork:
    """Return a work that serves markers in the first commune, in 2027, worth its money."""
    why: list[Why] = ["value"]
    made: PlannedWork = {
        "work": place,
        "year": 2027,
        "after": [],
        "markers": markers,
        "communes": ["06001"],
        "commune_names": ["Kháng Chiến"],
        "posts": ["P1"],
        "post_names": ["Bình Nghi"],
        "name": None,
        "joins_road": "Đường tuần tra 12",
        "length_m": round(cost_vnd / 855_000, 1),
        "cost_vnd": cost_vnd,
        "cost_vnd_min": round(cost_vnd * 0.47),
        "cost_vnd_max": round(cost_vnd * 1.11),
        "stated": False,
        "terrain_m": {"unknown": round(cost_vnd / 855_000, 1)},
        "why": why,
        "lines": [[[106.6 + place / 100, 22.1], [106.61 + place / 100, 22.11]]],
    }
    return cast("PlannedWork", {**made, **changes})


def marker(number: str, work: int | None, **changes: Any) -> PlannedMarker:
    """Return a marker of the first commune, served by a work of 2027 or by none."""
    made: PlannedMarker = {
        "number": number,
        "commune": "06001",
        "commune_name": "Kháng Chiến",
        "post": "P1",
        "post_name": "Bình Nghi",
        "work": work,
        "year": None if work is None else 2027,
        "not_served": None if work else "budget",
        "weight": 1.0,
        "facts": {"walking": 0.5, "alarm": 0.0, "gate": 0.0, "waiting": 2.0},
    }
    return cast("PlannedMarker", {**made, **changes})


def group(by: str, code: str, left: int, served: int, cost_vnd: int) -> PlacedMarkers:
    """Return what a commune or post gets; it has a work for every two markers served."""
    return cast(
        "PlacedMarkers",
        {
            "by": by,
            "code": code,
            "name": {**COMMUNES, **POSTS}[code],
            "markers_left": left,
            "markers_served": served,
            "works": (served + 1) // 2,
            "length_m": round(cost_vnd / 855_000, 1),
            "cost_vnd": cost_vnd,
        },
    )


_QUOC_KHANH = {"commune": "06037", "commune_name": "Quốc Khánh", "post": "P2", "post_name": "Pò Mã"}
_IN_QUOC_KHANH = {
    "communes": ["06037"],
    "commune_names": ["Quốc Khánh"],
    "posts": ["P2"],
    "post_names": ["Pò Mã"],
}


def plan(**changes: Any) -> Plan:
    """Return a plan of three billion in two years: 284 of 459 markers become 289."""
    works = [
        work(1, ["1010", "1011/1"], 255_388_499),
        work(2, ["990", "991"], 1_234_567_890, **_IN_QUOC_KHANH, why=["must", "value"]),
        work(
            3,
            ["1012"],
            800_000_000,
            year=2028,
            after=[1],
            name="Đường vào mốc 1012",
            stated=True,
            cost_vnd_min=800_000_000,
            cost_vnd_max=800_000_000,
            why=["share"],
        ),
    ]
    made: Plan = {
        "schema": "mocgioi.plan/1",
        "estimate": True,
        "as_of": "2025-12-31",
        "known_at": None,
        "head": "0123abcd",
        "illustrative": False,
        "wishes": {
            "budget_vnd": 3_000_000_000,
            "per_year_vnd": [2_000_000_000, 1_000_000_000],
            "years": [2027, 2028],
            "must": ["990"],
            "never": ["1020"],
            "min_per_group": 1,
            "group_by": "commune",
            "weights": {"walking": 0.0, "alarm": 0.0, "gate": 0.0, "waiting": 0.0},
        },
        "prices": [
            {
                "road_class": "access",
                "terrain": "unknown",
                "vnd_per_m": 855_000,
                "vnd_per_m_min": 400_000,
                "vnd_per_m_max": 950_000,
                "source": "Cuộc vận động của Mặt trận Tổ quốc",
            }
        ],
        "detour_factor": 1.3,
        "terrain_percent": None,
        "totals": {
            "markers": 5,
            "works": 3,
            "length_m": sum(each["length_m"] for each in works),
            "cost_vnd": sum(each["cost_vnd"] for each in works),
            "cost_vnd_min": sum(each["cost_vnd_min"] for each in works),
            "cost_vnd_max": sum(each["cost_vnd_max"] for each in works),
            "markers_needing_road": 459,
            "road_built_before": 284,
            "road_built_after": 289,
            "percent_after": 63.0,
        },
        "assumptions": {"walking_km_per_hour": 3.0, "gate_within_km": 2.0},
        "solved": {
            "method": "optimal",
            "stopped_by": "proof",
            "value": 5.0,
            "bound": 5.0,
            "gap": 0.0,
            "ranked": 4,
            "ranked_skipping": 4,
        },
        "phases": [
            {
                "year": 2027,
                "budget_vnd": 2_000_000_000,
                "available_vnd": 2_000_000_000,
                "cost_vnd": 1_489_956_389,
                "works": 2,
                "markers": 4,
                "length_m": works[0]["length_m"] + works[1]["length_m"],
                "road_built": 288,
                "percent": 62.7,
            },
            {
                "year": 2028,
                "budget_vnd": 1_000_000_000,
                "available_vnd": 1_510_043_611,
                "cost_vnd": 800_000_000,
                "works": 1,
                "markers": 1,
                "length_m": works[2]["length_m"],
                "road_built": 289,
                "percent": 63.0,
            },
        ],
        "works": works,
        "markers": [
            marker("990", 2, **_QUOC_KHANH),
            marker("991", 2, **_QUOC_KHANH),
            marker("1010", 1),
            marker("1011/1", 1),
            marker("1012", 3, year=2028),
            marker("1020", None, not_served="never"),
            marker("1021", None),
            marker("1022", None),
        ],
        "groups": [
            group("commune", "06001", 6, 3, 1_055_388_499),
            group("commune", "06037", 2, 2, 1_234_567_890),
            group("post", "P1", 6, 3, 1_055_388_499),
            group("post", "P2", 2, 2, 1_234_567_890),
        ],
        "left_out": {"built": ["1100", "1101"], "no_position": [], "unknown": ["1200"]},
        "scheme": {"works_remaining": 16, "markers_remaining": 16, "markers_served": 3},
    }
    return cast("Plan", {**made, **changes})
