"""Groups as CSV: one row a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.counting import NOT_BUILT
from mocgioi.errors import Language
from mocgioi.outputs import csv_table
from mocgioi.outputs.report.overall import part_of
from mocgioi.outputs.report.parts import COVERAGE

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Group, Totals
    from mocgioi.documents.status import Status

_COUNTS = (
    "markers",
    "markers_needing_road",
    "road_built",
    "percent",
    "in_period",
    "by_contributions",
    "built_damaged",
)
_ASPECTS = tuple(
    key
    for aspect in ASPECTS.values()
    if aspect.is_surveyed
    for key in ((aspect.code, "since") if aspect.code == "road_status" else (aspect.code,))
)
"""What was seen of a marker; ``since`` is of its road."""
_BESIDE = (
    "report_at_once",
    "conflicts",
    "share",
    "km_from",
    "km_to",
    "district",
    "posts",
    "communes",
    "completed",
    "needs_road",
    *_ASPECTS,
    "commune",
    "commune_name",
    "post",
    "post_name",
    "border_km",
    "measured",
    "funding",
    "completed_on",
    "contested",
)
_EVIDENCE = ("observation", "observed_on", "recorded_at", "observer", "batch", "file", "row")


def render(document: Counted | Status, lang: Language, *, internal: bool) -> str:
    """Return the groups, or one row of totals where the document has none.

    Columns no group has are left out, as is the post where the store is not the part of one.
    `lang` changes nothing; ``measured`` stands only when `internal`.
    """
    groups: Sequence[Mapping[str, Any]] = _groups(document) or [_total(document)]
    beside = [
        key
        for key in _BESIDE
        if any(isinstance(group.get(key), (str, int, float, list)) for group in groups)
        and (internal or key != "measured")
    ]
    evidence = _EVIDENCE if any("evidence" in group for group in groups) else ()
    stamp = {key: document[key] for key in ("as_of", "known_at", "illustrative")}
    post = part_of(document)
    stamp |= {"part_of_post": post} if post is not None else {}
    header = [*stamp, "by", "code", "name"]
    header += [*_COUNTS, *NOT_BUILT, *beside, *(f"evidence_{key}" for key in evidence)]

    def rows() -> Iterator[list[Any]]:
        for group in groups:
            row = [*stamp.values(), group["by"], group["code"], group["name"]]
            row += [group[key] for key in _COUNTS]
            row += [group["by_status"][key] for key in NOT_BUILT]
            row += [_listed(group.get(key)) for key in beside]
            row += [(group.get("evidence") or {}).get(key) for key in evidence]
            yield row

    return csv_table.write(header, rows())


def _groups(document: Counted | Status) -> Sequence[Group]:
    return document["groups"] if document["schema"] == COVERAGE else ()


def _total(document: Counted | Status) -> Mapping[str, Any]:
    totals: Totals = document["totals"] if document["schema"] == COVERAGE else document
    return {
        "by": "total",
        "code": None,
        "name": None,
        **{key: value for key, value in totals.items() if key in (*_COUNTS, "by_status")},
        "report_at_once": len(document["report_at_once"]),
        "conflicts": document["conflicts"],
    }


def _listed(value: Any) -> Any:
    """Return a list as one text, and any other value as it is."""
    return "; ".join(map(_member, value)) if isinstance(value, list) else value


def _member(member: Any) -> str:
    if isinstance(member, dict):
        return f"{member['year'] or ''}={member['markers']}"
    return str(member)
