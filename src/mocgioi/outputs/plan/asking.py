"""How a programme is asked for again, as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.counting import DEFAULTS

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan


def arguments(document: Plan, *, as_of: str | None = None) -> tuple[str, ...]:
    """Return what follows ``plan`` for the programme to be made again.

    Args:
        as_of: ISO day it is to be of; its own if left out.
    """
    wishes = document["wishes"]
    asked = []
    if wishes["years"]:
        per_year = wishes["per_year_vnd"]
        if max(per_year) - min(per_year) <= 1:
            asked += ["--budget", str(wishes["budget_vnd"])]
        else:
            for vnd in per_year:
                asked += ["--per-year", str(vnd)]
        asked += ["--phases", _spelt(wishes["years"])]
    else:
        asked += ["--budget", str(wishes["budget_vnd"])]
    for option, numbers in (("--must", wishes["must"]), ("--never", wishes["never"])):
        if numbers:
            asked += [option, _whole(",".join(numbers))]
    if wishes["min_per_group"]:
        asked += ["--min-per-commune", str(wishes["min_per_group"])]
    if wishes["group_by"] != "commune":
        asked += ["--by", wishes["group_by"]]
    for name, weight in wishes["weights"].items():
        if weight:
            asked += ["--weight", f"{name}={weight:g}"]
    if document["detour_factor"] != DEFAULTS.detour_factor:
        asked += ["--detour-factor", f"{document['detour_factor']:g}"]
    asked += ["--as-of", as_of or document["as_of"]]
    if document["known_at"]:
        asked += ["--known-at", document["known_at"]]
    return tuple(asked)


def _spelt(years: Sequence[int]) -> str:
    first, last = years[0], years[-1]
    if last - first == len(years) - 1:
        return f"{first}..{last}"
    return ",".join(map(str, years))


def _whole(numbers: str) -> str:
    """Return numbers as a shell takes them, to which brackets as in ``1116(1)`` mean something."""
    return f'"{numbers}"' if "(" in numbers else numbers
