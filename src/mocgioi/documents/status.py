"""``mocgioi.status/1``: the figures at a glance."""

from typing import Literal, TypedDict

from mocgioi.documents.coverage import (
    Alarm,
    Contested,
    DamagedRoad,
    FundingDiffers,
    Note,
    OutsideNeed,
    PublishedComparison,
)
from mocgioi.documents.values import Day, Instant, Number


class Status(TypedDict):
    """The figures of ``mocgioi.coverage/1``, its totals at the top; see `coverage.Counted`."""

    schema: Literal["mocgioi.status/1"]
    as_of: Day
    known_at: Instant | None
    illustrative: bool
    markers: int
    markers_needing_road: int
    road_built: int
    percent: float | None
    by_contributions: int
    built_damaged: int
    in_year: int
    by_status: dict[str, int]
    conflicts: int
    last_recorded_at: Instant | None
    measured: dict[str, int | None]
    published: list[PublishedComparison]
    outside_need: OutsideNeed
    report_at_once: list[Alarm]
    damaged: list[DamagedRoad]
    not_reported: list[Number]
    contested: list[Contested]
    alarm_contested: list[Number]
    declared_only: list[Number]
    measured_only: list[Number]
    funding_differs: list[FundingDiffers]
    notes: list[Note]
