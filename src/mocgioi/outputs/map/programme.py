"""The estimate of the roads that are missing, as the map has it and as its page carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict

from mocgioi.outputs.map.digits import encode_line, index_column, number_column


class ProgrammeProject(TypedDict):
    """New road that hangs at one place of the network: `lines` are straight pieces.

    `leaves_country`: one of them crosses the border line, so that another route is needed.
    """

    markers: list[str]
    joins_road: str
    length_m: float
    leaves_country: bool
    lines: list[list[list[float]]]


class ProgrammeFacts(TypedDict):
    """An ESTIMATE of the roads that are missing: projects, most markers a đồng first.

    It is that of the document ``mocgioi.cost/1``: a project costs `vnd_per_m` times its length,
    which is `detour_factor` times the straight one. `left_out` are the markers that no line
    reaches and that are not asked for, by reason. `why_none` says why nothing was estimated:
    the ``measures`` are out of date, or there are ``too_many`` markers.
    """

    why_none: Literal["measures", "too_many"] | None
    vnd_per_m: int
    vnd_per_m_min: int
    vnd_per_m_max: int
    detour_factor: float
    projects: list[ProgrammeProject]
    left_out: dict[str, list[str]]


def programme_columns(
    programme: ProgrammeFacts | None, rows: Mapping[str, int]
) -> dict[str, object] | None:
    """Return the estimate with markers as rows of the register; `rows` by marker number."""
    if programme is None:
        return None
    projects = programme["projects"]
    return {
        **programme,
        "projects": {
            "count": len(projects),
            "joins_road": index_column(p["joins_road"] for p in projects),
            "length_m": number_column((p["length_m"] for p in projects), 10),
            "leaves_country": index_column(p["leaves_country"] for p in projects),
            "rows": [[rows[number] for number in p["markers"]] for p in projects],
            "lines": [[encode_line(line) for line in p["lines"]] for p in projects],
        },
        "left_out": {
            reason: [rows[number] for number in numbers]
            for reason, numbers in programme["left_out"].items()
        },
    }
