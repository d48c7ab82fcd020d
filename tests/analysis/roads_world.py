"""Roads as a register has them, drawn in metres, and what a check tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
import shapely

from mocgioi.analysis.lines.network import RoadFact
from mocgioi.analysis.lines.proximity import MarkerPoints
from mocgioi.analysis.lines.ways import Place
from mocgioi.analysis.roads.checks import check_roads
from mocgioi.analysis.roads.findings import RoadFinding
from mocgioi.analysis.roads.ground import lay_out
from mocgioi.domain.register import Road

from .ground import TODAY, Part, Point, in_degrees, wkb


def registered(name: str, *parts: Part, **facts: Any) -> Road:
    """Return a built access road of that name, its uuid made of it."""
    return Road(
        **{"status": "built", "name": name, "uuid": f"uuid of {name}"} | facts, geometry=wkb(*parts)
    )


def patrol(name: str = "trunk", *parts: Part) -> Road:
    """Return a patrol road; undrawn, it runs 1,000 m east from the origin."""
    return registered(name, *(parts or ([(0, 0), (1000, 0)],)), road_class="patrol")


def area(*ring: Point) -> bytes:
    """Return an area drawn in metres."""
    return bytes(shapely.to_wkb(shapely.MultiPolygon([shapely.Polygon(in_degrees(ring))])))


def findings_of(
    *roads: Road,
    markers: Mapping[str, Point | None] | None = None,
    communes: Sequence[bytes] = (),
    border: Sequence[bytes] = (),
    as_of: str = TODAY,
) -> list[RoadFinding]:
    """Return what the checks tell of `roads`."""
    places = {
        number: (np.nan, np.nan) if at is None else in_degrees([at])[0].tolist()
        for number, at in (markers or {}).items()
    }
    degrees = np.array(list(places.values()), dtype=np.float64).reshape(-1, 2)
    facts = [RoadFact.of(road) for road in roads]
    points = MarkerPoints(list(places), degrees[:, 0], degrees[:, 1])
    ground = lay_out(roads, facts, points, communes=communes, border=border, as_of=as_of)
    findings = check_roads(ground)
    for finding in findings:
        assert finding.road == f"uuid of {finding.name}"
    return findings


def codes(*roads: Road, **around: Any) -> list[str]:
    """Return the codes of what the checks tell of `roads`."""
    return [finding.code for finding in findings_of(*roads, **around)]


def is_at(place: Place | None, metres: Point) -> bool:
    """Say whether a place in degrees is one drawn in metres."""
    expected = in_degrees([metres])[0].tolist()
    return place is not None and list(place) == pytest.approx(expected, abs=2e-8)
