"""The facts of the map, put together from a store and its coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mocgioi.analysis.figures.cases import case_entries
from mocgioi.analysis.figures.coverage import coverage
from mocgioi.analysis.figures.coverage_facts import CoverageInputs, marker_facts
from mocgioi.analysis.figures.coverage_facts import MarkerFacts as Counted
from mocgioi.analysis.figures.targets import totals_by_year
from mocgioi.analysis.lines.chainage import cut_by_km, kilometres
from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.network import Network, RoadNear, road_of
from mocgioi.analysis.lines.proximity import MarkerPoints, NearestRoad, nearest_roads
from mocgioi.analysis.lines.reach_reasons import Leg, legs_missing
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.analysis.lines.ways import Place, Way, gaps_to_network, joined_lines
from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.counting import DEFAULTS, TRUNK_CLASSES
from mocgioi.domain.decision import latest_verdicts
from mocgioi.domain.ground import GroundFeature
from mocgioi.domain.line import BoundaryPiece, Gate, in_border_order
from mocgioi.domain.observation import is_known
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Commune, MarkerEntry, Post, Road
from mocgioi.domain.targets import Target
from mocgioi.domain.vocabulary import CODE_LISTS, GATE_KINDS
from mocgioi.errors import CannotWrite, Language, StoreLocked
from mocgioi.outputs.map.alarms import alarm_items, case_items
from mocgioi.outputs.map.facts import (
    Lack,
    MapFacts,
    MarkerFacts,
)
from mocgioi.outputs.paper.letterhead import issued_by
from mocgioi.store import batches, commits, events, reading, sectors
from mocgioi.store import publications as published
from mocgioi.tracker import counting, days
from mocgioi.tracker.drawn import (
    DECIMALS,
    commune_facts,
    commune_rings,
    drawn_line,
    gate_facts,
    labels_of,
    post_facts,
    project_facts,
    road_facts,
)
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.ground import ground_facts, ground_sources
from mocgioi.tracker.lines import nearest_as_of
from mocgioi.tracker.one_connection import on_one_connection
from mocgioi.tracker.portraits import Lacking, Sources, by_marker, portrait
from mocgioi.tracker.programme import plan_facts, programme_of
from mocgioi.tracker.sector import Sector, counted_in, drawn_in, post_title, sector_of
from mocgioi.tracker.thumbnails import thumbnails

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.plan import Plan
    from mocgioi.store.handle import Store


_KM_STEP = 1.0

_TITLE: dict[Language, str] = {
    "vi": "Đường nhánh lên kiểm tra mốc",
    "en": "Access roads to border markers",
}


class _Around(NamedTuple):
    """What stands around the markers, in the order of the border where there is one."""

    communes: Sequence[Commune]
    posts: Sequence[Post]
    gates: Sequence[Gate]
    roads: Sequence[Road]
    boundary: Sequence[BoundaryPiece]
    ground: Sequence[GroundFeature]
    projects: Sequence[Project]
    contributions: Sequence[Contribution]


@on_one_connection
def map_facts(
    store: Store,
    *,
    as_of: str,
    known_at: str | None = None,
    lang: Language,
    overdue_after_days: int = DEFAULTS.overdue_after_days,
    photos: bool = False,
    plan: Plan | None = None,
    post: str | None = None,
) -> MapFacts:
    """Return everything the map shows as of a day, known at an instant.

    Args:
        store: what is drawn; its measured distances are brought up to date where it can be
            written, else the map says that they are not.
        as_of: ISO day, inclusive. known_at: the instant of knowledge (UTC), None = everything.
        lang: the language the page opens in.
        overdue_after_days: a marker not seen for longer is overdue (quá hạn kiểm tra).
        photos: whether it shows small photographs of the markers.
        plan: the works its budget buys, in their order and years, in place of the ranked list.
        post: name or code of the border post to whose sector it is limited.

    Raises:
        UsageError: no such post, or it has no markers.
    """
    # What cannot be written is drawn as it is: the facts say that its measures are lacking.
    with suppress(CannotWrite, StoreLocked):
        bring_up_to_date(store)
    with store.reading_named() as connection:
        knowledge = commits.known(connection, known_at)
        known = knowledge.number
        observations = events.read_observations(
            connection, aspects=tuple(ASPECTS), in_order=True, as_of=as_of, known_at=known
        )
        decisions = events.read_decisions(connection)
        inputs = counting.coverage_inputs(
            connection, as_of=as_of, knowledge=knowledge, observations=observations
        )
        entries = reading.read_markers(connection, as_of=as_of, known_at=known)
        around = _around(connection, as_of=as_of, known_at=known)
        nearest, network = nearest_as_of(connection, around.roads, as_of=as_of, known_at=known)
        targets = reading.read_items(connection, Target, as_of=as_of, known_at=known)
        publications = published.read(connection)
        origin = commits.origin(connection)
        sector = None if post is None else sector_of(connection, post, inputs.states, entries)
        own = sectors.roads_of(connection, sector.numbers) if sector else set()
        passing = sectors.passing_roads(connection, sector.numbers) if sector else set()
        said = batches.said_until(
            connection, sector.numbers if sector else None, as_of=as_of, known_at=known
        )
    # An estimate is made anew in as much memory as all that is drawn: it comes first.
    programme = None
    if sector is None:
        programme = plan_facts(plan) if plan else programme_of(store, inputs)
    else:
        inputs = counted_in(inputs, sector)
        observations = [o for o in observations if o.subject in sector.numbers]
        own |= {near.road for number, near in nearest.items() if number in sector.numbers}
        around = _of_sector(around, sector, inputs, own=own, passing=passing)
    counted = marker_facts(inputs)
    cases = case_entries(inputs.cases, inputs.files)
    small = thumbnails(store, as_of=as_of, known_at=known) if photos else None
    sources = Sources(
        observations=by_marker(o for o in observations if is_known(o, known)),
        verdicts=latest_verdicts(decisions, known),
        files=inputs.files,
        nearest=nearest,
        roads={road.uuid: road.name for road in around.roads},
        lacking=_lacking(entries, counted, around.roads, nearest, network),
        has_network=bool(network.joined),
        photos=small.by_marker if small else {},
        alarms={c["number"]: c["alarm"] for c in cases if c["number"] and c["alarm"]},
        states=days.states_by_marker(observations, decisions, as_of=as_of, known_at=known),
        as_of=as_of,
        overdue_after_days=overdue_after_days,
    )
    markers = [
        portrait(entries[marker.number], inputs.states[marker.number], marker, sources)
        for marker in counted
    ]
    facts = _facts(markers, counted, around, inputs, lang, overdue_after_days)
    facts["store"] = origin
    facts["photos"] = small.counts if small else None
    facts["alarms"] = alarm_items(cases)
    facts["cases"] = case_items(cases)
    facts["sources"] = sorted({file for batch in said if (file := inputs.files.get(batch))})
    facts["markers"] = days.with_gone(markers, observations, decisions, sources, known_at=known)
    facts["days"]["published"] = days.published_marks(publications, inputs, known_at=known)
    if sector is not None:
        return drawn_in(facts, sector)
    facts["programme"] = programme
    past = counting.Past(observations, decisions)
    facts["targets"] = totals_by_year(
        targets, inputs, lambda day: past.states(counting.OF_WORLD, day, known)
    )
    return facts


def _of_sector(
    around: _Around, sector: Sector, inputs: CoverageInputs, *, own: set[str], passing: set[str]
) -> _Around:
    """Return what stands around the markers of a sector.

    Args:
        own: the roads of the sector and those that join them to the network; passing: those of
            the province that are none of its own, of which nobody here needs to know the cost.
    """

    def is_shown(road: Road) -> bool:
        if sector.numbers.intersection(road.serves) or road.uuid in own:
            return True
        return road.road_class in TRUNK_CLASSES and sector.meets(road.geometry)

    posts = [post for post in around.posts if post.code == sector.code]
    communes = {*inputs.communes, *(code for post in posts for code in post.communes)}
    return around._replace(
        communes=[commune for commune in around.communes if commune.code in communes],
        posts=posts,
        gates=[gate for gate in around.gates if sector.has_gate(gate)],
        roads=[
            road._replace(cost_vnd=None, funding=None, project=None)
            if road.uuid in passing
            else road
            for road in around.roads
            if is_shown(road)
        ],
        projects=[project for project in around.projects if sector.has_project(project)],
    )


def _lacking(
    entries: Mapping[str, MarkerEntry],
    counted: Sequence[Counted],
    roads: Sequence[Road],
    nearest: Mapping[str, RoadNear],
    network: Network,
) -> Lacking:
    """Return what parts lines from markers and from the network, where that is asked about.

    It depends on which lines count on the day, so it is not stored; few markers are asked about.
    """
    known = [marker for marker in counted if marker.number in nearest]
    alone = [marker for marker in known if marker.measured == "isolated"]
    isolated = {nearest[marker.number].road for marker in alone}
    apart = [marker.number for marker in alone if marker.declared_only]
    short = [m.number for m in known if m.measured == "near" and m.declared_only]
    if not isolated and not short:
        return Lacking({}, {}, {})
    lines = _by_name(roads)
    gaps = gaps_to_network(lines, network, isolated)
    own = {nearest[number].road for number in (*apart, *short)}
    feet = nearest_roads(
        _points(entries, [*apart, *short]), [line for line in lines if line.uuid in own]
    )
    direct = nearest_roads(_points(entries, apart), joined_lines(lines, network))
    legs = {
        number: _leg(
            entries[number], feet[number], direct.get(number), gaps.get(nearest[number].road)
        )
        for number in apart
    }
    return Lacking(gaps, legs, {n: Place(feet[n].longitude, feet[n].latitude) for n in short})


def _leg(
    entry: MarkerEntry, foot: NearestRoad, joined: NearestRoad | None, gap: Way | None
) -> Leg | None:
    """Return the road that would join an isolated marker, None without a network.

    The line that reaches it is within reach, so that one piece is all that is missing.
    """
    if entry.position is None:
        return None
    place = Place(entry.position.longitude, entry.position.latitude)
    legs = legs_missing(place, "isolated", foot, joined, gap, reach_m=foot.distance_m)
    return legs[0] if legs else None


def _by_name(roads: Sequence[Road]) -> list[RoadLine]:
    """Return the lines of roads by name: of lines equally near the first counts, as in `reach`."""
    called = {road.uuid: road.name or road.uuid for road in roads}
    lines = lines_of_roads([RoadLine(road.uuid, road.geometry) for road in roads])
    return sorted(lines, key=lambda line: (called[road_of(line.uuid)], line.uuid))


def _points(entries: Mapping[str, MarkerEntry], numbers: Sequence[str]) -> MarkerPoints:
    places = [place[:2] if (place := entries[n].position) else (np.nan, np.nan) for n in numbers]
    degrees = np.array(places, dtype=np.float64).reshape(-1, 2)
    return MarkerPoints(numbers, degrees[:, 0], degrees[:, 1])


def _around(connection: sqlite3.Connection, *, as_of: str, known_at: int | None) -> _Around:
    read = partial(reading.read_items, connection, as_of=as_of, known_at=known_at)
    return _Around(
        communes=in_border_order(read(Commune)),
        posts=in_border_order(read(Post)),
        gates=read(Gate),
        roads=read(Road),
        boundary=in_border_order(read(BoundaryPiece)),
        ground=read(GroundFeature),
        projects=read(Project),
        contributions=read(Contribution),
    )


def _titles(part_of: str | None) -> dict[Language, str]:
    """Return what the map is called, with the post of whose sector alone the store is."""
    if part_of is None:
        return _TITLE
    return {
        "vi": f"{_TITLE['vi']} · CHỈ LÀ PHẦN CỦA ĐỒN BIÊN PHÒNG {part_of.upper()}",
        "en": f"{_TITLE['en']} · ONLY THE PART OF BORDER POST {part_of.upper()}",
    }


def _facts(
    markers: list[MarkerFacts],
    of_each: Sequence[Counted],
    around: _Around,
    inputs: CoverageInputs,
    lang: Language,
    overdue_after_days: int,
) -> MapFacts:
    counted = coverage(inputs, of_each, by=("commune",))
    unplaced = [m["number"] for m in markers if m["longitude"] is None]
    supplied: dict[Lack, object] = {
        "positions": not unplaced,
        "boundary": around.boundary,
        "communes": around.communes,
        "posts": around.posts,
        "roads": around.roads,
        "measures": inputs.measured_current,
    }
    groups = {group["code"]: group for group in counted["groups"]}
    rings = commune_rings(around.communes)
    titles = _titles(inputs.part_of)
    return {
        "schema": "mocgioi.map/3",
        "title": titles[lang],
        "titles": titles,
        "agency": labels_of(issued_by()),
        "lang": lang,
        "as_of": inputs.as_of,
        "known_at": counted["known_at"],
        "store": None,
        "sector": None if inputs.part_of is None else labels_of(post_title(inputs.part_of)),
        "illustrative": counted["illustrative"],
        "audience": "full",
        "overdue_after_days": overdue_after_days,
        "totals": counted["totals"],
        "beside": {
            "on_paper": len(counted["built_on_paper_only"]),
            "road_contested": len(counted["road_contested"]),
            "need_withdrawn": len(counted["need_withdrawn"]),
        },
        "lacks": [name for name, supply in supplied.items() if not supply],
        "without_position": unplaced,
        "markers": markers,
        "communes": [
            commune_facts(c, groups.get(c.code), rings.get(c.code)) for c in around.communes
        ],
        "posts": [post_facts(p) for p in around.posts],
        "gates": [gate_facts(g) for g in around.gates],
        "roads": road_facts(around.roads, inputs.as_of),
        "projects": [project_facts(p, around.contributions) for p in around.projects],
        "boundary": [
            {
                "commune_code": around.boundary[span.piece].commune,
                "km_from": round(span.km_from, 3),
                "km_to": round(span.km_to, 3),
                "line": drawn_line(span.vertices),
            }
            for span in cut_by_km(around.boundary, step_km=DEFAULTS.stretch_km)
        ],
        "stretch_km": DEFAULTS.stretch_km,
        "near_m": DEFAULTS.near_m,
        "kilometres": [
            {"km": km, "longitude": round(east, DECIMALS), "latitude": round(north, DECIMALS)}
            for km, east, north in kilometres(around.boundary, step_km=_KM_STEP)
        ],
        "ground": ground_facts(around.ground),
        "ground_sources": ground_sources(around.ground),
        "tiles": None,
        "photos": None,
        "alarms": [],
        "cases": [],
        "surveyed": SURVEYED,
        "aspect_labels": {code: labels_of(aspect.heading) for code, aspect in ASPECTS.items()},
        "code_labels": {
            name: {code: labels_of(term.label) for code, term in terms.items()}
            for name, terms in {**CODE_LISTS, "gate_kind": GATE_KINDS}.items()
        },
        "sources": [],
        "days": {"published": [], "counts": []},
        "programme": None,
        "targets": {},
    }
