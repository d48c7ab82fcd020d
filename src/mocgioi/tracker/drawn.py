"""What the map draws around the markers: communes, posts, gates, roads and their papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mocgioi.analysis.figures.works import status_on
from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.pole import pole
from mocgioi.domain.areas import areas_of
from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.line import Gate
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.errors import Text
from mocgioi.outputs.map.facts import (
    CommuneFacts,
    GateFacts,
    Labels,
    Line,
    PostFacts,
    ProjectFacts,
    RoadFacts,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mocgioi.documents.coverage import Group


DECIMALS = 6
"""Of degrees of what is drawn: a tenth of a metre."""

_COMMUNE_TOLERANCE_DEG = 0.0004
"""No outline moves by more than some 45 m; those that the project ships are generalised by 60 m."""

_AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)

_LINE_TOLERANCE_DEG = 0.00002
"""Of a line: two metres, less than those who walked it could tell."""
_BLOCK = 1_000
"""Roads drawn at once: as geometries they take several times what they take as lines."""
WAY_TOLERANCE_DEG = 0.0001
"""Of a road that is not there yet: ten metres, less than anybody knows where it will be."""


def labels_of(text: Text) -> Labels:
    """Return a text as the page has it: by language."""
    return {"vi": text.vi, "en": text.en}


def commune_rings(communes: Iterable[Commune]) -> dict[str, list[Line]]:
    """Return the rings of the communes that have a shape, by code, all of them made simple at once.

    Neighbours keep one and the same line between them: no gap opens, and no strip is in two.
    Shapes that are no areas stay as they are.
    """
    shaped = [commune for commune in communes if commune.geometry]
    shapes = areas_of([commune.geometry or b"" for commune in shaped])
    areas = np.isin(shapely.get_type_id(shapes), _AREAS) & ~shapely.is_empty(shapes)
    shapes[areas] = shapely.coverage_simplify(shapes[areas], _COMMUNE_TOLERANCE_DEG)
    return {c.code: lines for c, lines in zip(shaped, _lines_of(shapes), strict=True)}


def commune_facts(commune: Commune, group: Group | None, rings: list[Line] | None) -> CommuneFacts:
    """Return a commune with its outline and what is counted in it."""
    longitude, latitude = commune.longitude, commune.latitude
    if commune.geometry and (inmost := pole(commune.geometry)):
        longitude, latitude = (round(degrees, DECIMALS) for degrees in inmost)
    return {
        "code": commune.code,
        "name": commune.name,
        "formerly": commune.formerly.split("; ") if commune.formerly else [],
        "district": commune.district,
        "km_from": commune.km_from,
        "km_to": commune.km_to,
        "longitude": longitude,
        "latitude": latitude,
        "rings": rings,
        "markers_needing_road": group["markers_needing_road"] if group else 0,
        "road_built": group["road_built"] if group else 0,
        "percent": group["percent"] if group else None,
    }


def post_facts(post: Post) -> PostFacts:
    """Return a border post."""
    return {
        "code": post.code,
        "name": post.name,
        "longitude": post.longitude,
        "latitude": post.latitude,
        "illustrative": post.illustrative,
    }


def gate_facts(gate: Gate) -> GateFacts:
    """Return a border gate."""
    return {
        "name": gate.name,
        "kind": gate.kind,
        "longitude": gate.longitude,
        "latitude": gate.latitude,
    }


def road_facts(roads: Sequence[Road], as_of: str) -> list[RoadFacts]:
    """Return the roads of a day, with their length as drawn where none is stated."""
    shown = [(road, status) for road in roads if (status := status_on(road, as_of))]
    unstated = [RoadLine(road.uuid, road.geometry) for road, _ in shown if road.length_m is None]
    drawn_m = metric_lines(unstated, METRIC_CRS).length_m().tolist()
    by_uuid = {line.uuid: metres for line, metres in zip(unstated, drawn_m, strict=True)}
    facts: list[RoadFacts] = []
    for begin in range(0, len(shown), _BLOCK):
        block = shown[begin : begin + _BLOCK]
        lines = _lines_of(shapely.from_wkb(np.array([r.geometry for r, _ in block], object)))
        for (road, status), own in zip(block, lines, strict=True):
            facts.append(_road(road, status, by_uuid.get(road.uuid), own))
    return facts


def _road(road: Road, status: str, drawn_m: float | None, lines: list[Line]) -> RoadFacts:
    return {
        "name": road.name,
        "serves": list(road.serves),
        "road_class": road.road_class,
        "status": status,
        "condition": road.condition,
        "surface": road.surface,
        "width_m": road.width_m,
        "length_m": road.length_m,
        "drawn_m": round(drawn_m) if drawn_m is not None and isfinite(drawn_m) else None,
        "cost_vnd": road.cost_vnd,
        "funding": road.funding,
        "completed_on": road.completed_on,
        "project": road.project,
        "lines": lines,
    }


def project_facts(project: Project, contributions: Sequence[Contribution]) -> ProjectFacts:
    """Return a road project with what was given to it."""
    return {
        "code": project.code,
        "name": project.name,
        "serves": list(project.serves),
        "length_m": project.length_m,
        "width_m": project.width_m,
        "cost_vnd": project.cost_vnd,
        "funding": project.funding,
        "completed_on": project.completed_on,
        "donors": [
            {
                "donor": given.donor,
                "kind": given.kind,
                "amount_vnd": given.amount_vnd,
                "working_days": given.working_days,
                "words": given.words,
            }
            for given in contributions
            if given.project == project.code
        ],
    }


def drawn_line(vertices: NDArray[np.float64], tolerance_deg: float = _LINE_TOLERANCE_DEG) -> Line:
    """Return vertices in degrees without those that no eye would miss."""
    (line,) = _drawn(np.array([shapely.LineString(vertices)]), tolerance_deg)
    return line


def _lines_of(geometries: NDArray[np.object_]) -> list[list[Line]]:
    """Return of each geometry every line, then every ring; nothing of points and of what is empty.

    All are drawn at once: so many calls for a province cost more than what they do.
    """
    parts, of = shapely.get_parts(geometries, return_index=True)
    kind = shapely.get_dimensions(parts)
    rings, of_area = shapely.get_rings(parts[kind == 2], return_index=True)
    lines = np.concatenate((parts[kind == 1], rings))
    place = np.concatenate((of[kind == 1], of[kind == 2][of_area]))
    there = ~shapely.is_empty(lines)
    vertices, line = shapely.get_coordinates(lines[there], return_index=True)
    drawn: list[list[Line]] = [[] for _ in geometries]
    thin = _drawn(shapely.linestrings(vertices, indices=line), _LINE_TOLERANCE_DEG)
    for at, each in zip(place[there].tolist(), thin, strict=True):
        drawn[at].append(each)
    return drawn


def _drawn(lines: NDArray[np.object_], tolerance_deg: float) -> Iterator[Line]:
    """Yield the vertices of lines without those that no eye would miss."""
    vertices, line = shapely.get_coordinates(
        shapely.simplify(lines, tolerance_deg), return_index=True
    )
    rounded = np.round(vertices, DECIMALS)
    ends = np.searchsorted(line, np.arange(len(lines)), side="right").tolist()
    for begin, end in zip([0, *ends], ends, strict=False):
        yield rounded[begin:end].tolist()
