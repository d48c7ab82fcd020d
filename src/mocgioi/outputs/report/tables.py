"""The groups of a coverage document as tables, in the columns of DOMAIN.md, *Words*.

Cells are texts, ready to read and not yet escaped: each form escapes them its own way.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs.wording import NOTHING, day, number, say

Group = dict[str, Any]


class Table(NamedTuple):
    """One grouping.

    Attributes:
        by: the grouping; caption: what a person reads above it.
        headings: of the columns; numeric: whether each column holds numbers.
        rows: the groups; total: the last row, or None where the rows are markers.
    """

    by: str
    caption: str
    headings: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    total: list[str] | None


class _Column(NamedTuple):
    """A column: key of its heading, how a group's cell reads, and the total's (or none)."""

    heading: str
    cell: Callable[[Group, Language], str]
    total: Callable[[Group, Language], str] | None = None
    numeric: bool = False


def tables_of(document: dict[str, Any], lang: Language, *, internal: bool) -> list[Table]:
    """Return a table for each grouping of a ``mocgioi.coverage/1`` document, in its order."""
    return [_table(document, by, lang, internal=internal) for by in document["by"]]


def _table(document: dict[str, Any], by: str, lang: Language, *, internal: bool) -> Table:
    groups = [group for group in document["groups"] if group["by"] == by]
    columns = _columns(by, document, internal=internal)
    rows = [
        [number(place, lang), *(column.cell(group, lang) for column in columns)]
        for place, group in enumerate(groups, start=1)
    ]
    total = None
    if by != "marker":
        totals = {
            **document["totals"],
            "share": 100.0 if document["totals"]["road_built"] else None,
        }
        cells = [column.total(totals, lang) if column.total else "" for column in columns]
        total = ["", say("total", lang), *cells[1:]]
    return Table(
        by,
        say(f"table.{by}", lang),
        [say("column.no", lang), *(say(f"column.{column.heading}", lang) for column in columns)],
        [True, *(column.numeric for column in columns)],
        rows,
        total,
    )


def _columns(by: str, document: dict[str, Any], *, internal: bool) -> list[_Column]:
    if by == "marker":
        return [c for c in _MARKER if internal or c.heading != "measured"]
    name = _Column(by, _name)
    if by == "funding":
        return [name, _NEEDING, _BUILT, _IN_YEAR, _SHARE, _REMARKS]
    if by == "year":
        return [name, _NEEDING, _BUILT, _SHARE, _COMPLETED, _REMARKS]
    by_status = document["totals"]["by_status"]
    return [
        name,
        *_BESIDE.get(by, ()),
        _MARKERS,
        _NEEDING,
        _BUILT,
        _IN_YEAR,
        _PERCENT,
        _status("under_construction"),
        *(_status(code) for code in ("approved",) if by_status[code]),
        _status("none"),
        *(_status(code) for code in ("not_reported",) if by_status[code]),
        _REMARKS,
    ]


def _count(heading: str, key: str) -> _Column:
    def cell(group: Group, lang: Language) -> str:
        return number(group[key], lang)

    return _Column(heading, cell, cell, numeric=True)


def _rate(heading: str, key: str) -> _Column:
    def cell(group: Group, lang: Language) -> str:
        return number(group[key], lang, 1)

    return _Column(heading, cell, cell, numeric=True)


def _status(code: str) -> _Column:
    def cell(group: Group, lang: Language) -> str:
        return number(group["by_status"][code], lang)

    return _Column(code, cell, cell, numeric=True)


def _listed(heading: str, key: str) -> _Column:
    return _Column(heading, lambda group, lang: "; ".join(group[key]))


def _named(heading: str, name: str, code: str) -> _Column:
    return _Column(heading, lambda group, lang: group[name] or group[code] or NOTHING)


def _coded(heading: str, key: str, code_list: str) -> _Column:
    def cell(group: Group, lang: Language) -> str:
        code = group[key]
        if code == "not_reported":
            return say("not_reported", lang)
        return label(code_list, code, lang) if code else NOTHING

    return _Column(heading, cell)


def _name(group: Group, lang: Language) -> str:
    by, code = group["by"], group["code"]
    if code is None:
        return say(f"unplaced.{by}" if by in ("funding", "year") else "unplaced", lang)
    if by == "funding":
        return label("funding", code, lang)
    name: str = group["name"] or code
    return name


def _completed(group: Group, lang: Language) -> str:
    return " · ".join(
        f"{entry['year'] or say('unplaced', lang)}: {number(entry['markers'], lang)}"
        for entry in group["completed"]
    )


def _since(group: Group, lang: Language) -> str:
    return day(group["since"], lang)


def _needs_road(group: Group, lang: Language) -> str:
    return say(f"need.{group['needs_road'] or 'unknown'}", lang)


def _evidence(group: Group, lang: Language) -> str:
    """Return where a marker's road status comes from: file, row, who saw it."""
    evidence = group["evidence"]
    if evidence is None:
        return NOTHING
    parts = [evidence["file"] or evidence["batch"] or say("evidence.entered", lang)]
    if evidence["row"] is not None:
        parts.append(say("evidence.row", lang, row=str(evidence["row"])))
    if evidence["observer"]:
        parts.append(evidence["observer"])
    return ", ".join(parts)


def _remarks(group: Group, lang: Language) -> str:
    """Return what must be known of a group beside its figures."""
    if group["markers"] == 0:
        return say("remark.no_markers", lang)
    counts = {
        "report_at_once": group["report_at_once"],
        "damaged": group["built_damaged"],
        "conflicts": group["conflicts"],
    }
    return "; ".join(
        say(f"remark.{key}", lang, count=number(count, lang))
        for key, count in counts.items()
        if count
    )


def _marker_remarks(group: Group, lang: Language) -> str:
    """Return a marker's condition, its road's, and what is not agreed on."""
    remarks = [
        label(code_list, group[code_list], lang)
        for code_list, unremarkable in (("marker_condition", "intact"), ("road_condition", "good"))
        if group[code_list] not in (None, unremarkable)
    ]
    if group["report_at_once"]:
        remarks.insert(0, say("remark.report_at_once", lang, count="1"))
    if group["conflicts"]:
        said = ", ".join(say(f"aspect.{aspect}", lang) for aspect in group["contested"])
        remarks.append(say("remark.conflicts", lang, count=said))
    return "; ".join(remarks)


_MARKERS = _count("markers", "markers")
_NEEDING = _count("markers_needing_road", "markers_needing_road")
_BUILT = _count("built", "road_built")
_IN_YEAR = _count("in_year", "in_year")
_PERCENT = _rate("percent", "percent")
_SHARE = _rate("share", "share")
_COMPLETED = _Column("completed", _completed)
_REMARKS = _Column("remarks", _remarks)

_BESIDE = {
    "commune": (_listed("post", "posts"),),
    "post": (_listed("commune", "communes"),),
    "district": (_listed("commune", "communes"),),
}
"""What stands beside the name of a group: whom it belongs to in the other division."""

_MARKER = (
    _Column("marker", _name),
    _named("commune", "commune_name", "commune"),
    _named("post", "post_name", "post"),
    _Column("needs_road", _needs_road),
    _coded("road_status", "road_status", "road_status"),
    _Column("since", _since),
    _coded("measured", "measured", "measured"),
    _coded("funding", "funding", "funding"),
    _Column("evidence", _evidence),
    _Column("remarks", _marker_remarks),
)
