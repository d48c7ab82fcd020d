"""What the missing roads are estimated from: candidate ways, their prices, where markers stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mocgioi.analysis.lines.reach import Reached, find_reached
from mocgioi.analysis.programme.approved import approved_works, with_approved
from mocgioi.analysis.programme.candidates import Candidates, candidates
from mocgioi.analysis.programme.placed import Placed
from mocgioi.analysis.programme.prices import Pricing
from mocgioi.domain.line import BoundaryPiece, in_border_order
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Commune, Post
from mocgioi.store import commits, heights, reading
from mocgioi.store.handle import Store
from mocgioi.tracker.measuring import World, read_world


class Estimated(NamedTuple):
    """What an estimate is made from.

    Attributes:
        graph: the candidate ways to the markers that are left; placed: where each marker stands.
        terrain_percent: of the communes' ground, of which heights are known; None: of none.
    """

    world: World
    reached: Reached
    graph: Candidates
    placed: Mapping[str, Placed]
    pricing: Pricing
    terrain_percent: float | None


def estimated(store: Store, *, as_of: str, known_at: str | None, pricing: Pricing) -> Estimated:
    """Seek the candidate ways as of a day, from the measures as they are stored.

    Args:
        as_of: ISO day; known_at: the instant of knowledge (UTC), None = everything.
    """
    world = read_world(store, as_of=as_of, known_at=known_at)
    with store.reading() as connection:
        known = commits.known(connection, known_at).number
        boundary = reading.read_items(connection, BoundaryPiece, as_of=as_of, known_at=known)
        communes = reading.read_items(connection, Commune, as_of=as_of, known_at=known)
        posts = reading.read_items(connection, Post, as_of=as_of, known_at=known)
        ground = heights.read(connection, known_at=known)
        projects = reading.read_items(connection, Project, as_of=as_of, known_at=known)
    reached = find_reached(world.markers, world.lines, as_of=as_of, measurements=world.measurements)
    graph = candidates(
        reached,
        communes=[commune.geometry for commune in communes if commune.geometry],
        border=[piece.geometry for piece in in_border_order(boundary)],
        pricing=pricing,
        heights=ground and ground[0],
    )
    works = approved_works(world.roads, projects, as_of=as_of)
    graph = with_approved(graph, works, reached)
    names = {commune.code: commune.name for commune in communes}
    return Estimated(
        world,
        reached,
        graph,
        _placed(world, names, {post.code: post.name for post in posts}),
        pricing,
        ground and ground[1],
    )


def _placed(
    world: World, communes: Mapping[str, str], posts: Mapping[str, str]
) -> dict[str, Placed]:
    return {
        marker.number: Placed(
            marker.commune,
            communes.get(marker.commune or ""),
            post := world.posts.get(marker.number),
            posts.get(post or ""),
        )
        for marker in world.markers
    }
