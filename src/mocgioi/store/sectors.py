"""What belongs to the sector of a border post: its markers, and what is around them.

Asked of the layers, which are the fold of the ledger, of R-trees and of what was measured: no
geometry is looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from mocgioi.domain.counting import DEFAULTS, TRUNK_CLASSES
from mocgioi.domain.decision import latest_verdicts
from mocgioi.domain.line import PIECE
from mocgioi.domain.observation import Observation, fold
from mocgioi.domain.sectors import has_gate, has_project
from mocgioi.store import events, reading
from mocgioi.store.homes import OF_KIND, SEPARATOR
from mocgioi.store.results import road_of

AROUND_DEG = 0.02
"""How far around the markers of a sector its map goes: some two kilometres."""

PAID = ("cost_vnd", "funding", "project")
"""What is said of a road that only those need to know whose road it is, by column."""

Subjects = dict[str | None, frozenset[str]]
"""By kind (None of markers), the subjects by which events speak."""

_WITHIN_BOX = "maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"


def sector(connection: sqlite3.Connection, post: str) -> Subjects:
    """Return whom the sector of a post has, and what is around it.

    Who gave what for a project is the province's alone: contributions are of no sector.
    Markers that were retired while they were the post's are among them, and every number that
    one ever had. Of the roads those are there that are its own (`passing_road_sql`), whatever
    joins them to the network, and the trunk roads around.

    Args:
        post: its code.
    """
    listed = connection.execute(
        "SELECT number, commune_code FROM markers WHERE post_code = ?", (post,)
    ).fetchall()
    present = {number for number, _ in listed}
    current = events.current_numbers(connection)
    numbers = present | _retired(connection, post)
    numbers |= {other for other, number in current.items() if number in numbers}
    box = _box(connection, present)
    communes = {commune for _, commune in listed if commune is not None}
    for (codes,) in connection.execute("SELECT communes FROM posts WHERE code = ?", (post,)):
        communes.update(codes.split(SEPARATOR) if codes else ())
    roads = roads_of(connection, numbers) | _trunk_roads(connection, box)
    projects = _projects(connection, post, numbers)
    return {
        None: frozenset(numbers),
        "post": frozenset((post,)),
        "commune": frozenset(communes),
        "gate": frozenset(_gates(connection, numbers, box)),
        "boundary": frozenset(_boundary(connection, communes, box)),
        "ground": frozenset(_within(connection, "ground", box)),
        "road": frozenset(roads),
        "project": frozenset(projects),
        "target": frozenset(_of(connection, "target", "post", (post,))),
    }


def _retired(connection: sqlite3.Connection, post: str) -> set[str]:
    """Return the markers that are no more and were of a post last."""
    gone = reading.retired_markers(connection)
    if not gone:
        return set()
    said: dict[str, list[Observation]] = {}
    for o in events.read_observations(connection, subjects=gone, aspects=("post",)):
        said.setdefault(o.subject, []).append(o)
    verdicts = latest_verdicts(events.read_decisions(connection))
    return {number for number, own in said.items() if fold(own, verdicts).value == post}


def _box(connection: sqlite3.Connection, numbers: Iterable[str]) -> tuple[float, ...] | None:
    """Return what lies around markers as west, east, south and north; None without positions."""
    found = connection.execute(
        "SELECT min(minx), max(maxx), min(miny), max(maxy) FROM rtree_markers_geom WHERE id IN"
        " (SELECT fid FROM markers WHERE number IN (SELECT value FROM json_each(?)))",
        (_listed(numbers),),
    ).fetchone()
    if found[0] is None:
        return None
    west, east, south, north = found
    return west - AROUND_DEG, east + AROUND_DEG, south - AROUND_DEG, north + AROUND_DEG


def _within(
    connection: sqlite3.Connection, kind: str, box: tuple[float, ...] | None
) -> Iterator[str]:
    """Yield the subjects of a kind whose drawing touches a box."""
    home = OF_KIND[kind]
    if box is not None:
        found = connection.execute(
            f"SELECT {home.subject} FROM {home.table} WHERE fid IN"
            f" (SELECT id FROM rtree_{home.table}_geom WHERE {_WITHIN_BOX})",
            box,
        )
        yield from (subject for (subject,) in found)


def passing_road_sql(road: str, markers: str) -> str:
    """Return the condition that a road serves no marker of some and reaches none of them.

    Args:
        road: a row of ``roads``, as SQL calls it. markers: SQL of their numbers, as ``number``.
    """
    served = (
        f"instr('{SEPARATOR}' || {road}.serves || '{SEPARATOR}',"
        f" '{SEPARATOR}' || number || '{SEPARATOR}') > 0"
    )
    is_line = f"(r.road_uuid = {road}.uuid OR instr(r.road_uuid, {road}.uuid || '{PIECE}') = 1)"
    return (
        f"NOT (EXISTS (SELECT 1 FROM ({markers}) WHERE {served})"
        f" OR EXISTS (SELECT 1 FROM reach_distances AS r WHERE {is_line}"
        f" AND r.distance_m <= {DEFAULTS.reach_m} AND r.marker_number IN"
        f" (SELECT number FROM ({markers}))))"
    )


def passing_roads(connection: sqlite3.Connection, numbers: Iterable[str]) -> set[str]:
    """Return the roads that are none of some markers' own, by uuid."""
    markers = "SELECT value AS number FROM json_each(:numbers)"
    found = connection.execute(
        f"SELECT uuid FROM roads WHERE {passing_road_sql('roads', markers)}",
        {"numbers": _listed(numbers)},
    )
    return {uuid for (uuid,) in found}


def roads_of(connection: sqlite3.Connection, numbers: Iterable[str]) -> set[str]:
    """Return the roads of markers and those near them, of which it follows what is measured of
    these, and whatever joins them to the network; by uuid.
    """
    every = {uuid for (uuid,) in connection.execute("SELECT uuid FROM roads")}
    near = connection.execute(
        "SELECT road_uuid FROM reach_distances WHERE marker_number IN"
        " (SELECT value FROM json_each(?))",
        (_listed(numbers),),
    )
    chosen = every - passing_roads(connection, numbers)
    return _joined(connection, chosen | {road_of(line) for (line,) in near})


def _trunk_roads(connection: sqlite3.Connection, box: tuple[float, ...] | None) -> set[str]:
    """Return the trunk roads that are drawn around markers."""
    classes = ", ".join(f"'{each}'" for each in sorted(TRUNK_CLASSES))
    found = connection.execute(f"SELECT uuid FROM roads WHERE road_class IN ({classes})")
    return {uuid for (uuid,) in found}.intersection(_within(connection, "road", box))


def _joined(connection: sqlite3.Connection, roads: set[str]) -> set[str]:
    """Return roads with those by which they are joined to the network of trunk roads."""
    classes = dict(connection.execute("SELECT uuid, road_class FROM roads").fetchall())
    joins: dict[str, set[str]] = {}
    for road, other in connection.execute("SELECT road_uuid, other_uuid FROM reach_joins"):
        joins.setdefault(road_of(road), set()).add(road_of(other))
        joins.setdefault(road_of(other), set()).add(road_of(road))
    chosen = {road_of(road) for road in roads} & classes.keys()
    new = list(chosen)
    while new:
        road = new.pop()
        if classes[road] not in TRUNK_CLASSES:
            further = (joins.get(road, set()) & classes.keys()) - chosen
            chosen |= further
            new += further
    return chosen


def _gates(
    connection: sqlite3.Connection, numbers: set[str], box: tuple[float, ...] | None
) -> set[str]:
    found = connection.execute("SELECT name, marker_from, marker_to FROM gates")
    beside = {
        name for name, first, last in found if has_gate(numbers, marker_from=first, marker_to=last)
    }
    return beside | set(_within(connection, "gate", box))


def _boundary(
    connection: sqlite3.Connection, communes: set[str], box: tuple[float, ...] | None
) -> set[str]:
    """Return the pieces of the border line; all of them where one does not say its kilometres,
    which follow from all those before it.
    """
    found = connection.execute("SELECT uuid, commune_code, km_from, km_to FROM boundary").fetchall()
    if any(first is None or last is None for _, _, first, last in found):
        return {uuid for uuid, *_ in found}
    own = {uuid for uuid, commune, _, _ in found if commune in communes}
    return own | set(_within(connection, "boundary", box))


def _projects(connection: sqlite3.Connection, post: str, numbers: set[str]) -> set[str]:
    found = connection.execute("SELECT code, serves, post FROM projects")
    return {
        code
        for code, serves, of_post in found
        if has_project(post, numbers, of_post=of_post, serves=(serves or "").split(SEPARATOR))
    }


def _of(
    connection: sqlite3.Connection, kind: str, column: str, values: Iterable[str]
) -> Iterator[str]:
    """Yield the subjects of a kind that have one of some values in a column."""
    home = OF_KIND[kind]
    found = connection.execute(
        f"SELECT {home.subject} FROM {home.table} WHERE {column} IN"
        " (SELECT value FROM json_each(?))",
        (_listed(values),),
    )
    return (subject for (subject,) in found)


def _has(several: str | None, wanted: set[str]) -> bool:
    return several is not None and not wanted.isdisjoint(several.split(SEPARATOR))


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
