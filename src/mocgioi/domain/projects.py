"""Road projects and what donors gave to them. Plain values, built by keyword."""

from __future__ import annotations

from typing import NamedTuple

from mocgioi.domain.places import fold

_BUDGETS = ("ngan sach", "nsnn", "nstw", "state budget")
"""How the names of the State's own money begin, folded."""


class Contribution(NamedTuple):
    """What one donor gave to a project: money, materials or working days (ngày công).

    `donor` is empty where the source names none; `words` are the source's own on how much.
    """

    donor: str
    kind: str
    project: str | None = None
    amount_vnd: int | None = None
    working_days: float | None = None
    words: str | None = None
    illustrative: bool = False
    source: str | None = None


class Project(NamedTuple):
    """A road project: one may serve many markers and belong to the scheme."""

    code: str
    name: str
    serves: tuple[str, ...] = ()
    markers_served: int | None = None
    post: str | None = None
    commune: str | None = None
    length_m: float | None = None
    width_m: float | None = None
    thickness_cm: float | None = None
    steps: int | None = None
    cost_vnd: int | None = None
    started_on: str | None = None
    completed_on: str | None = None
    funding: str | None = None
    words: str | None = None
    illustrative: bool = False
    source: str | None = None


def is_state_budget(donor: str) -> bool:
    """Say whether money comes from a budget of the State, which contributes nothing to itself.

    >>> is_state_budget("Ngân sách cấp trên"), is_state_budget("Công an tỉnh")
    (True, False)
    """
    return fold(donor).startswith(_BUDGETS)
