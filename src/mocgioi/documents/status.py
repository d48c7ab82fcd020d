"""``mocgioi.status/1``: the figures at a glance."""

from typing import Literal

from mocgioi.documents.coverage import Beside


class Status(Beside):
    """The figures of ``mocgioi.coverage/1``, its totals at the top; see `coverage.Counted`."""

    schema: Literal["mocgioi.status/1"]
    markers: int
    markers_needing_road: int
    road_built: int
    percent: float | None
    by_contributions: int
    built_damaged: int
    in_period: int
    by_status: dict[str, int]
