"""``mocgioi.status/1``: the figures at a glance."""

from typing import Literal

from mocgioi.documents.coverage import Beside


class Status(Beside):
    """The figures of ``mocgioi.coverage/1``, its totals at the top; see `coverage.Counted`."""

    schema: Literal["mocgioi.status/1"]
    markers: int
    markers_needing_road: int
    road_built: int | None
    percent: float | None
    by_contributions: int | None
    built_damaged: int | None
    in_period: int | None
    by_status: dict[str, int | None]
