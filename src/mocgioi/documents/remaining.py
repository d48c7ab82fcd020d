"""What is left to be built: how many markers, how much road, what it may cost; an ESTIMATE."""

from typing import Literal, TypedDict

from mocgioi.documents.values import Number


class RemainingSums(TypedDict):
    """Sums of some markers.

    `markers_left` need a road and have none; `markers_estimated` are those of them to which the
    estimate knows a way, and whose length and cost are told. A road that serves several markers
    counts with an equal part for each.
    """

    markers_left: int
    markers_estimated: int
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int


class RemainingGroup(RemainingSums):
    """The sums of a commune or post; `code` is null for what cannot be placed in any."""

    by: Literal["commune", "post"]
    code: str | None
    name: str | None


class Remaining(TypedDict):
    """All that is left, by commune and by post, as ``mocgioi.cost/1`` estimates it.

    `left_out` are the markers that the estimate does not ask for, by reason: those of
    ``mocgioi.cost/1``, of which ``built`` are not among `markers_left`, and ``reached``: left as
    reported, though a line on the map gets there.
    """

    totals: RemainingSums
    groups: list[RemainingGroup]
    left_out: dict[str, list[Number]]
