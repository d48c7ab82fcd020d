"""The rows of each kind of thing of a day: what `Tables` frames, and what `Exports` writes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, cast

from mocgioi.analysis.figures.coverage import coverage
from mocgioi.analysis.figures.coverage_facts import CoverageInputs
from mocgioi.analysis.figures.works import status_on
from mocgioi.analysis.lines.drawn import lengths_m
from mocgioi.domain.line import BoundaryPiece, Gate, in_border_order
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.errors import CannotWrite, Language, StoreLocked
from mocgioi.store import commits, reading
from mocgioi.store.handle import Store
from mocgioi.tracker import counting
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.lines import nearest_as_of
from mocgioi.tracker.listed import Kinds, Listed
from mocgioi.tracker.listed_markers import Known
from mocgioi.tracker.moments import Day, Moment, as_knowledge, report_day

_COUNTS: Kinds = {
    "markers": "whole",
    "markers_needing_road": "whole",
    "road_built": "whole",
    "percent": "number",
}


def known_of(store: Store, as_of: Day | None, known_at: Moment | None) -> Known:
    """Return what rows of a day are made from."""
    # What cannot be written is told as it was measured last.
    with suppress(CannotWrite, StoreLocked):
        bring_up_to_date(store)
    day, instant = report_day(as_of), as_knowledge(known_at)
    with store.reading() as connection:
        knowledge = commits.known(connection, instant)
        entries = reading.read_markers(connection, as_of=day, known_at=knowledge.number)
        inputs = counting.coverage_inputs(connection, as_of=day, knowledge=knowledge)
        nearest, _ = nearest_as_of(connection, inputs.roads, as_of=day, known_at=knowledge.number)
        return Known(day, knowledge.number, inputs, entries, nearest)


def communes(store: Store, known: Known) -> Listed:
    """Return the communes in the order of the border; see `Tables.communes`."""
    communes = in_border_order(_read(store, Commune, known))
    kinds: Kinds = {
        **dict.fromkeys(("code", "name"), "text"),
        **{"formerly": "list", "district": "text"},
        **dict.fromkeys(("km_from", "km_to", "area_km2"), "number"),
        **_COUNTS,
        "illustrative": "yes",
    }
    counts = _counts(known.inputs, "commune")
    rows = [
        (
            *(c.code, c.name, c.formerly.split("; ") if c.formerly else [], c.district),
            *(c.km_from, c.km_to, c.area_km2),
            *counts.get(c.code, (0, 0, 0, None)),
            c.illustrative,
        )
        for c in communes
    ]
    return Listed(kinds, rows, "vi", by="code", shapes=[c.geometry for c in communes])


def posts(store: Store, known: Known) -> Listed:
    """Return the border posts in the order of the border; see `Tables.posts`."""
    posts = in_border_order(_read(store, Post, known))
    kinds: Kinds = {
        **dict.fromkeys(("code", "name"), "text"),
        "communes": "list",
        **dict.fromkeys(("km_from", "km_to"), "number"),
        **_COUNTS,
        "illustrative": "yes",
    }
    counts = _counts(known.inputs, "post")
    rows = [
        (
            *(p.code, p.name, list(p.communes), p.km_from, p.km_to),
            *counts.get(p.code, (0, 0, 0, None)),
            p.illustrative,
        )
        for p in posts
    ]
    places = [(p.longitude, p.latitude) for p in posts]
    return Listed(kinds, rows, "vi", by="code", places=places)


def gates(store: Store, known: Known, lang: Language) -> Listed:
    """Return the border gates by name; see `Tables.gates`."""
    gates = _read(store, Gate, known)
    kinds: Kinds = {
        **{"name": "text", "kind": "gate_kind"},
        **dict.fromkeys(("marker_from", "marker_to"), "text"),
        "illustrative": "yes",
    }
    rows = [(g.name, g.kind, g.marker_from, g.marker_to, g.illustrative) for g in gates]
    places = [(g.longitude, g.latitude) for g in gates]
    return Listed(kinds, rows, lang, by="name", places=places)


def boundary(store: Store, known: Known) -> Listed:
    """Return the pieces of the border line from north-west to south-east; see `Tables.boundary`."""
    pieces = in_border_order(_read(store, BoundaryPiece, known))
    names = {code: commune.name for code, commune in known.inputs.communes.items()}
    kinds: Kinds = {
        **dict.fromkeys(("commune", "commune_name"), "text"),
        **dict.fromkeys(("km_from", "km_to"), "number"),
        "illustrative": "yes",
    }
    rows = [
        (p.commune, names.get(p.commune or ""), p.km_from, p.km_to, p.illustrative) for p in pieces
    ]
    return Listed(kinds, rows, "vi", shapes=[p.geometry for p in pieces])


def roads(store: Store, known: Known, lang: Language) -> Listed:
    """Return the roads begun by the day; see `Tables.roads`."""
    begun = [(road, status_on(road, known.day)) for road in _read(store, Road, known)]
    kinds: Kinds = {
        **{"uuid": "text", "name": "text", "serves": "list", "road_class": "road_class"},
        **{"status": "road_status", "condition": "road_condition", "surface": "text"},
        **dict.fromkeys(("width_m", "thickness_cm", "length_m", "drawn_m"), "number"),
        **{"cost_vnd": "whole", "funding": "funding"},
        **dict.fromkeys(("started_on", "completed_on"), "day"),
        **{"project": "text", "illustrative": "yes"},
    }
    roads = [(road, status) for road, status in begun if status]
    shapes = [road.geometry for road, _ in roads]
    rows = [
        (
            *(r.uuid, r.name, list(r.serves), r.road_class),
            *(status, r.condition, r.surface),
            *(r.width_m, r.thickness_cm, r.length_m, drawn_m),
            *(r.cost_vnd, r.funding, r.started_on, r.completed_on),
            *(r.project, r.illustrative),
        )
        for (r, status), drawn_m in zip(roads, lengths_m(shapes), strict=True)
    ]
    return Listed(kinds, rows, lang, by="uuid", shapes=shapes)


def projects(store: Store, known: Known, lang: Language) -> Listed:
    """Return the road projects by code; see `Tables.projects`."""
    communes, posts = known.inputs.communes, known.inputs.posts
    kinds: Kinds = {
        **{"code": "text", "name": "text", "serves": "list", "markers_served": "whole"},
        **dict.fromkeys(("commune", "commune_name", "post", "post_name"), "text"),
        **dict.fromkeys(("length_m", "width_m", "thickness_cm"), "number"),
        **{"cost_vnd": "whole", "funding": "funding"},
        **dict.fromkeys(("started_on", "completed_on"), "day"),
        **{"words": "text", "illustrative": "yes", "source": "text"},
    }
    rows = []
    for p in _read(store, Project, known):
        commune = communes.get(p.commune or "")
        rows.append(
            (
                *(p.code, p.name, list(p.serves), p.markers_served),
                *(p.commune, commune.name if commune else None),
                *(p.post, posts.get(p.post or "")),
                *(p.length_m, p.width_m, p.thickness_cm, p.cost_vnd, p.funding),
                *(p.started_on, p.completed_on, p.words, p.illustrative, p.source),
            )
        )
    return Listed(kinds, rows, lang, by="code")


def contributions(store: Store, known: Known, lang: Language) -> Listed:
    """Return what donors gave; see `Tables.contributions`."""
    projects = {project.code: project.name for project in _read(store, Project, known)}
    kinds: Kinds = {
        **dict.fromkeys(("donor", "project", "project_name"), "text"),
        **{"kind": "contribution_kind", "amount_vnd": "whole", "working_days": "number"},
        **{"words": "text", "illustrative": "yes", "source": "text"},
    }
    rows = [
        (
            *(c.donor, c.project, projects.get(c.project or ""), c.kind),
            *(c.amount_vnd, c.working_days, c.words, c.illustrative, c.source),
        )
        for c in _read(store, Contribution, known)
    ]
    return Listed(kinds, rows, lang)


def _read(store: Store, kind: type[Any], known: Known) -> list[Any]:
    with store.reading() as connection:
        return reading.read_items(connection, kind, as_of=known.day, known_at=known.commit)


def _counts(inputs: CoverageInputs, by: str) -> dict[str | None, tuple[Any, ...]]:
    """Return the figures of a report by commune or post, in the order of `_COUNTS`."""
    groups = cast("list[dict[str, Any]]", coverage(inputs, by=(by,))["groups"])
    return {group["code"]: tuple(group[name] for name in _COUNTS) for group in groups}
