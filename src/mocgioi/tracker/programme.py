"""The programme of the roads that are missing: what the next đồng buys, as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.remaining import remaining
from mocgioi.analysis.programme.prices import NEW_ROADS
from mocgioi.domain.counting import DEFAULTS
from mocgioi.errors import NotInstalled
from mocgioi.tracker.drawn import WAY_TOLERANCE_DEG, drawn_line
from mocgioi.tracker.pricing import pricing_of
from mocgioi.words.extras import needing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mocgioi.analysis.figures.coverage_facts import CoverageInputs
    from mocgioi.analysis.programme.prices import Pricing
    from mocgioi.documents.cost import Cost, CostedProject
    from mocgioi.documents.plan import Plan, PlannedWork, Prices
    from mocgioi.documents.remaining import Remaining
    from mocgioi.documents.values import Line
    from mocgioi.outputs.map.programme import ProgrammeFacts, ProgrammePrice
    from mocgioi.store.handle import Store


def costs_of(
    store: Store, *, as_of: str, known_at: str | None, pricing: Pricing | None = None
) -> Cost:
    """Return the document ``mocgioi.cost/1`` from the measures as they are stored.

    Args:
        as_of: ISO day; known_at: the instant of knowledge (UTC), None = everything.
        pricing: what a metre costs, and how far a road winds; the house's own if left out.

    Raises:
        NotInstalled: without SciPy there is no estimate.
    """
    with needing("plan"):
        from mocgioi.analysis.programme.costing import cost_document
        from mocgioi.tracker.estimating import estimated

    found = estimated(store, as_of=as_of, known_at=known_at, pricing=pricing or pricing_of())
    return cost_document(
        found.reached,
        found.graph,
        pricing=found.pricing,
        placed=found.placed,
        terrain_percent=found.terrain_percent,
        known_at=known_at,
        illustrative=found.world.illustrative,
    )


def programme_of(store: Store, inputs: CoverageInputs) -> ProgrammeFacts:
    """Return what the map of a day shows of its programme, or why there is none."""
    from mocgioi.analysis.programme.left import TooManyMarkers

    if inputs.part_of is not None:
        return _none("part_of_post")
    if not inputs.measured_current:
        return _none("measures")
    try:
        document = costs_of(store, as_of=inputs.as_of, known_at=inputs.known_at)
    except TooManyMarkers:
        return _none("too_many")
    except NotInstalled:
        return _none("not_installed")
    return programme_facts(document)


def remaining_of(store: Store, inputs: CoverageInputs) -> Remaining | None:
    """Return what is left to be built by commune and post; None where nothing is estimated.

    Raises:
        NotInstalled: without SciPy there is no estimate.
    """
    from mocgioi.analysis.programme.left import TooManyMarkers

    if inputs.part_of is not None or not inputs.measured_current:
        return None
    try:
        document = costs_of(store, as_of=inputs.as_of, known_at=inputs.known_at)
    except TooManyMarkers:
        return None
    return remaining(
        document,
        marker_facts(inputs),
        names={
            "commune": {code: commune.name for code, commune in inputs.communes.items()},
            "post": inputs.posts,
        },
    )


def _none(why: Literal["measures", "too_many", "part_of_post", "not_installed"]) -> ProgrammeFacts:
    return {
        "why_none": why,
        "kind": "ranked",
        "prices": [],
        "detour_factor": DEFAULTS.detour_factor,
        "projects": [],
        "left_out": {},
    }


def programme_facts(document: Cost) -> ProgrammeFacts:
    """Return what a map shows of an estimate: its projects in rank order, and their lines."""
    return {
        "why_none": None,
        "kind": "ranked",
        "prices": _prices(document["prices"], document["projects"]),
        "detour_factor": document["detour_factor"],
        "projects": [
            {
                "markers": project["markers"],
                "joins_road": project["joins_road"],
                "length_m": project["length_m"],
                "cost_vnd": project["cost_vnd"],
                "cost_vnd_min": project["cost_vnd_min"],
                "cost_vnd_max": project["cost_vnd_max"],
                "year": None,
                "lines": _drawn(project["lines"]),
            }
            for project in document["projects"]
        ],
        "left_out": _some(document["left_out"]),
    }


def plan_facts(plan: Plan) -> ProgrammeFacts:
    """Return what a map shows of a plan: its works in their order, each with its year."""
    left_out = {
        reason: [m["number"] for m in plan["markers"] if m["not_served"] == reason]
        for reason in ("budget", "never")
    }
    return {
        "why_none": None,
        "kind": "plan",
        "prices": _prices(plan["prices"], plan["works"]),
        "detour_factor": plan["detour_factor"],
        "projects": [
            {
                "markers": work["markers"],
                "joins_road": work["joins_road"],
                "length_m": work["length_m"],
                "cost_vnd": work["cost_vnd"],
                "cost_vnd_min": work["cost_vnd_min"],
                "cost_vnd_max": work["cost_vnd_max"],
                "year": work["year"],
                "lines": _drawn(work["lines"]),
            }
            for work in sorted(plan["works"], key=lambda work: work["year"] or 0)
        ],
        "left_out": _some({**left_out, **plan["left_out"]}),
    }


def _some(left_out: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {reason: numbers for reason, numbers in left_out.items() if numbers}


def _prices(
    prices: Iterable[Prices], works: Iterable[CostedProject | PlannedWork]
) -> list[ProgrammePrice]:
    """Return the prices of the new roads, of the terrains they are on."""
    terrains = {
        terrain for work in works for terrain, metres in work["terrain_m"].items() if metres
    }
    return [
        {
            "terrain": price["terrain"],
            "vnd_per_m": price["vnd_per_m"],
            "vnd_per_m_min": price["vnd_per_m_min"],
            "vnd_per_m_max": price["vnd_per_m_max"],
        }
        for price in prices
        if price["road_class"] == NEW_ROADS and price["terrain"] in terrains
    ]


def _drawn(lines: Iterable[Line]) -> list[Line]:
    return [drawn_line(np.array(line), WAY_TOLERANCE_DEG) for line in lines]
