"""What was reported from a store: the figure, and what of each marker it was counted from."""

from __future__ import annotations

from mocgioi.records import NamedTuple


class Publication(NamedTuple):
    """A report as it was made public.

    Attributes:
        uuid: identity; empty before it is recorded.
        as_of: ISO day it spoke of; known_at: UTC instant of the last commit it counted;
            known_commit: that commit's number; head: the first characters of its head.
        recorded_at: UTC instant it was recorded; recorded_by: who did.
        markers, markers_needing_road, road_built: its totals.
        illustrative: made-up rows were counted.
        commit: number of the commit by which it came into this store.
    """

    title: str
    as_of: str
    known_at: str
    markers: int
    markers_needing_road: int
    road_built: int
    illustrative: bool = False
    recorded_by: str | None = None
    recorded_at: str = ""
    uuid: str = ""
    known_commit: int = 0
    head: str = ""
    commit: int = 0


class ReportedMarker(NamedTuple):
    """What a publication counted of one marker.

    Attributes:
        needs_road, road_status: codes, None where nobody said; commune, post: codes of where it
            stood; observation: uuid of the evidence of its road status.
    """

    number: str
    needs_road: str | None
    road_status: str | None
    commune: str | None = None
    post: str | None = None
    observation: str | None = None
