"""Road projects and what donors gave to them. Plain values, built by keyword."""

from __future__ import annotations

from typing import Literal

from mocgioi.domain.places import fold
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

_BUDGET = regex(
    r"(?:(?:nguon|von|kinh phi|tien|tu)\s+)*"
    r"(?:ngan sach|ns|nsnn|nstw|nsdp|nst|nsh|nsx|dau tu cong"
    r"|(?:the )?(?:state|central|provincial) budget)\b"
)
"""How the names of the State's own money begin, folded."""

_LEVEL = regex(
    r"(?:cap\s+)?(?:trung uong|tw|tinh|huyen|xa|dia phuong|cap tren|nha nuoc)"
    r"(?:\s+(?:cap|ho tro|bo tri|dau tu))*"
)
"""A level of the State by itself, as it stands in a list after the first, folded."""

_LIST = regex(r"[,;+&/]")
_AND = regex(r"\b(?:va|cung|and|with)\b")


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


Purse = Literal["state", "mixed", "donor"]


def purse_of(donor: str) -> Purse:
    """Say whose money a donor's is: that of a budget of the State, which contributes nothing to
    itself, that of somebody else, or both together, in parts that nobody told.

    >>> purse_of("Vốn ngân sách tỉnh"), purse_of("NS tỉnh, huyện"), purse_of("Công an tỉnh")
    ('state', 'state', 'donor')
    >>> purse_of("Ngân sách xã và nhân dân đóng góp")
    'mixed'
    """
    named = (part.strip() for own in _LIST.split(donor) for part in _AND.split(fold(own)))
    parts = [part for part in named if part]
    of_state = [bool(_BUDGET.match(part)) for part in parts]
    if not any(of_state):
        return "donor"
    with_levels = zip(parts, of_state, strict=True)
    return "state" if all(own or _LEVEL.fullmatch(p) for p, own in with_levels) else "mixed"
