"""The estimate of the roads that are missing, as the map has it and as its page carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict

from mocgioi.documents.values import Line
from mocgioi.outputs.map.digits import encode_line, index_column, number_column

_SHARE_DECIMALS = 4


class ProgrammeProject(TypedDict):
    """New road that hangs at one place of what is there by then; `lines` in degrees.

    `year` is that of a plan, null elsewhere.
    """

    markers: list[str]
    joins_road: str
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    year: int | None
    lines: list[Line]


class ProgrammePrice(TypedDict):
    """A unit price, đồng a metre, of a terrain; ``unknown`` where none was given."""

    terrain: str
    vnd_per_m: int
    vnd_per_m_min: int
    vnd_per_m_max: int


class ProgrammeFacts(TypedDict):
    """An ESTIMATE of the roads that are missing, in the order in which money is spent on them.

    The order is that of `kind`: ``ranked``, most markers a đồng first, as in ``mocgioi.cost/1``;
    or that of a ``plan`` (``mocgioi.plan/1``), whose works may have a year. `left_out` are the
    markers that no work serves, by reason. `why_none` says why nothing was estimated: the
    ``measures`` are out of date, there are ``too_many`` markers, the store is only a
    ``part_of_post``, without all of the network, or what estimates is ``not_installed``.
    """

    why_none: Literal["measures", "too_many", "part_of_post", "not_installed"] | None
    kind: Literal["ranked", "plan"]
    prices: list[ProgrammePrice]
    detour_factor: float
    projects: list[ProgrammeProject]
    left_out: dict[str, list[str]]


def programme_columns(
    programme: ProgrammeFacts | None, rows: Mapping[str, int]
) -> dict[str, object] | None:
    """Return the estimate with markers as rows of the register; `rows` by marker number.

    Costs are exact; the least and the most are told as parts of them, which differ little.
    """
    if programme is None:
        return None
    projects = programme["projects"]
    return {
        **programme,
        "projects": {
            "count": len(projects),
            "joins_road": index_column(p["joins_road"] for p in projects),
            "length_m": number_column((p["length_m"] for p in projects), 10),
            "cost_vnd": number_column((p["cost_vnd"] for p in projects), 1),
            "low": index_column(_share(p["cost_vnd_min"], p["cost_vnd"]) for p in projects),
            "high": index_column(_share(p["cost_vnd_max"], p["cost_vnd"]) for p in projects),
            "year": index_column(p["year"] for p in projects),
            "rows": [[rows[number] for number in p["markers"]] for p in projects],
            "lines": [[encode_line(line) for line in p["lines"]] for p in projects],
        },
        "left_out": {
            reason: [rows[number] for number in numbers]
            for reason, numbers in programme["left_out"].items()
        },
    }


def _share(part_vnd: int, whole_vnd: int) -> float:
    return round(part_vnd / whole_vnd, _SHARE_DECIMALS) if whole_vnd else 1.0
