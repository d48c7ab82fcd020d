"""The groups of a coverage document as tables, in the columns of the yearly report.

Cells are texts, ready to read and not yet escaped: each form escapes them its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.counting import NOT_BUILT, is_needed
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Language
from mocgioi.outputs.quantities import in_figures
from mocgioi.outputs.report.overall import is_calendar_year, part_of
from mocgioi.outputs.report.parts import Kind, Table, Value
from mocgioi.outputs.wording import (
    aspect_name,
    code_name,
    day,
    heading,
    number,
    say,
    source_of,
)
from mocgioi.records import NamedTuple
from mocgioi.typed import TYPE_CHECKING, Generic, Literal, TypeVar, cast
from mocgioi.words.of_batches import BY_HAND

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Group, Totals
    from mocgioi.documents.evidence import Evidence, HistoryEntry

Entry = TypeVar("Entry", contravariant=True)


class Column(NamedTuple, Generic[Entry]):
    """A column: key of its heading, what an entry has in it, and whether the total has it too."""

    heading: str
    value: Callable[[Entry, Language], Value]
    kind: Kind = "text"
    adds_up: bool = False


def markers_table(document: Counted, *, need: bool, lang: Language, internal: bool) -> Table:
    """Return the markers that need a road, or those that do not, with the evidence of each."""
    columns = _columns("marker", document, internal=internal)
    groups = [
        group
        for group in document["groups"]
        if group["by"] == "marker" and is_needed(group["needs_road"]) == need
    ]
    key = "needing" if need else "outside"
    shown = [column for column in columns if column.heading != "needs_road"]
    return lay_out(key, say(f"table.{key}", lang), shown, groups, None, lang)


def table_of(document: Counted, by: str, lang: Language, *, internal: bool) -> Table:
    """Return the table of one grouping of a ``mocgioi.coverage/1`` document."""
    groups = listed_groups(document, by, lang)
    columns = _columns(by, document, internal=internal)
    totals = None
    if by != "marker":
        whole = 100.0 if document["totals"]["road_built"] else None
        totals = cast("Group", {**document["totals"], "share": whole})
    return lay_out(by, say(f"table.{by}", lang), columns, groups, totals, lang)


def lay_out(
    key: str,
    caption: str,
    columns: Sequence[Column[Entry]],
    entries: Sequence[Entry],
    totals: Entry | None,
    lang: Language,
) -> Table:
    """Return a table with a numbered row for each entry, and a row of totals if there are any."""
    last: list[Value] | None = None
    if totals is not None:
        added = [c.value(totals, lang) if c.adds_up else "" for c in columns]
        last = ["", say("total", lang), *added[1:]]
    return Table(
        key,
        caption,
        [heading("no", lang), *(heading(c.heading, lang) for c in columns)],
        ["whole", *(c.kind for c in columns)],
        [[place, *(c.value(e, lang) for c in columns)] for place, e in enumerate(entries, 1)],
        last,
        lang,
        ("no", *(c.heading for c in columns)),
    )


def _columns(by: str, document: Counted, *, internal: bool) -> Sequence[Column[Group]]:
    if by == "marker":
        left_out = set() if internal else {"measured", "evidence", "last_inspected_on"}
        if "inspections" not in document:
            left_out.add("last_inspected_on")
        return [c for c in _MARKER if c.heading not in left_out]
    name = Column(by, group_name)
    in_period = _IN_YEAR if is_calendar_year(document) else _IN_PERIOD
    if by == "funding":
        return [name, _BUILT, in_period, _SHARE]
    if by == "year":
        return [name, _BUILT, _SHARE, _COMPLETED]
    by_status = document["totals"]["by_status"]
    return [
        name,
        *_BESIDE.get(by, ()),
        _MARKERS,
        _NEEDING,
        _BUILT,
        in_period,
        _PERCENT,
        *(_status(code) for code in NOT_BUILT if code in _ALWAYS or by_status[code]),
        _REMARKS,
    ]


def plain(
    heading: str, key: str, kind: Kind = "text", *, adds_up: bool = False
) -> Column[Mapping[str, object]]:
    """Return a column that shows what an entry has under `key`."""

    def value(entry: Mapping[str, object], lang: Language) -> Value:
        return cast("Value", entry[key])

    return Column(heading, value, kind, adds_up)


_ALWAYS = frozenset({"under_construction", "none"})
"""Road statuses that have a column even where no marker has them."""


def _status(code: str) -> Column[Totals]:
    return Column(code, lambda group, lang: group["by_status"][code], "whole", adds_up=True)


def _listed(heading: str, key: Literal["posts", "communes"]) -> Column[Group]:
    return Column(heading, lambda group, lang: "; ".join(group[key]))


def named(heading: str, name: str, code: str) -> Column[Mapping[str, object]]:
    """Return a column that shows a name, or the code where there is no name."""
    return Column(heading, lambda entry, lang: cast("Value", entry[name] or entry[code]))


def coded(heading: str, key: str, code_list: str) -> Column[Mapping[str, object]]:
    """Return a column that shows the label of a code."""

    def value(entry: Mapping[str, object], lang: Language) -> Value:
        code = cast("str | None", entry[key])
        return code_name(code_list, code, lang) if code else None

    return Column(heading, value)


_SHARED = frozenset({"commune", "district", "stretch"})
"""Groupings by places in which several posts have markers."""

_OF_BUILT = frozenset({"funding", "year"})
"""Groupings of the markers with a road: a marker without one belongs to no group of theirs."""


def groups_of(document: Counted, by: str, lang: Language) -> list[Group]:
    """Return the groups of a grouping; a place of which no more than a post's part is counted is
    called so.
    """
    groups = [group for group in document["groups"] if group["by"] == by]
    post = part_of(document)
    if post is None or by not in _SHARED:
        return groups
    return [
        {
            **group,
            "name": say("group.part", lang, name=group_name(group, lang), post=post),
            "km_from": None,  # A stretch is called by its kilometres only where nothing is added.
        }
        if group["code"] is not None
        else group
        for group in groups
    ]


def listed_groups(document: Counted, by: str, lang: Language) -> list[Group]:
    """Return the groups that `table_of` has a row for, in its order."""
    groups = groups_of(document, by, lang)
    return [group for group in groups if group["road_built"]] if by in _OF_BUILT else groups


def group_name(group: Group, lang: Language) -> str:
    """Return what a group is called, or that it is not known which."""
    by, code = group["by"], group["code"]
    if code is None:
        return say(f"unstated.{by}" if by in _OF_BUILT else f"unplaced.{by}", lang)
    if by == "funding":
        return label("funding", code, lang)
    if by == "stretch" and group["km_from"] is not None:
        return f"km {_km(group['km_from'], lang)}–{_km(group['km_to'], lang)}"
    name: str = group["name"] or code
    return name


def _km(value: float | None, lang: Language) -> str:
    text = f"{value or 0:g}"
    return text.replace(".", ",") if lang == "vi" else text


def _completed(group: Group, lang: Language) -> str:
    return "; ".join(
        f"{entry['year'] or say('unplaced', lang)}: {number(entry['markers'], lang)}"
        for entry in group["completed"]
    )


def _needs_road(group: Group, lang: Language) -> str:
    return say(f"need.{group['needs_road'] or 'unknown'}", lang)


def _evidence(group: Group, lang: Language) -> Value:
    return evidence_text(group["evidence"], lang)


def evidence_text(seen: Evidence | None, lang: Language) -> str | None:
    """Return where a value comes from: file, row, who saw it; None where nothing is behind it."""
    if seen is None:
        return None
    parts = [source_of(seen["file"] or seen["batch"], lang)]
    if seen["row"] is not None:
        parts.append(say("evidence.row", lang, row=str(seen["row"])))
    if seen["observer"]:
        parts.append(seen["observer"])
    return ", ".join(parts)


def report_text(
    seen: Evidence | HistoryEntry | None, post_name: str | None, lang: Language
) -> str | None:
    """Return where a value comes from as a signed paper says: whose report, of which day.

    File and row are no part of it: they stand in internal annexes, and where a figure is
    explained.
    """
    if seen is None:
        return None
    if seen["observed_on"] is None:
        return say("source.register", lang)
    on = day(seen["observed_on"], lang)
    if seen["file"] in (None, "", *BY_HAND) and seen["observer"]:
        return say("source.entered", lang, observer=seen["observer"], day=on)
    if post_name:
        return say("source.post", lang, post=post_name, day=on)
    return say("source.inspection", lang, day=on)


def _remarks(group: Group, lang: Language) -> str:
    """Return what must be known of a group beside its figures."""
    if group["markers"] == 0:
        return say("remark.no_markers", lang)
    counts = {
        "damaged": group["built_damaged"],
        "conflicts": group["conflicts"],
        "report_at_once": group["report_at_once"],
    }
    return "; ".join(
        say(f"remark.{key}", lang, count=in_figures(count, lang))
        for key, count in counts.items()
        if count
    )


def _marker_remarks(group: Group, lang: Language) -> str:
    """Return a marker's condition, its road's, and what is not agreed on."""
    codes = cast("Mapping[str, str | None]", group)
    remarks = [
        label(aspect, codes.get(aspect) or "", lang)
        for aspect in _REMARKED
        if codes.get(aspect) not in (None, next(iter(CODE_LISTS[aspect])))
    ]
    if group["conflicts"]:
        contested = ", ".join(aspect_name(aspect, lang) for aspect in group["contested"])
        remarks.append(say("remark.conflicts", lang, count=contested))
    return "; ".join(remarks)


_REMARKED = tuple(aspect for aspect in reversed(SURVEYED) if aspect != "road_status")
"""Aspects told beside a marker where they are not at their best, the first of their codes."""

_MARKERS = plain("markers", "markers", "whole", adds_up=True)
_NEEDING = plain("markers_needing_road", "markers_needing_road", "whole", adds_up=True)
_BUILT = plain("built", "road_built", "whole", adds_up=True)
_IN_PERIOD = plain("in_period", "in_period", "whole", adds_up=True)
_IN_YEAR = plain("in_year", "in_period", "whole", adds_up=True)
_PERCENT = plain("percent", "percent", "tenth", adds_up=True)
_SHARE = plain("share", "share", "tenth", adds_up=True)
_COMPLETED = Column("completed", _completed)
_REMARKS = Column("remarks", _remarks)

_BESIDE = {
    "commune": (_listed("post", "posts"),),
    "post": (_listed("commune", "communes"),),
    "district": (_listed("commune", "communes"),),
}
"""What stands beside the name of a group: whom it belongs to in the other division."""

_MARKER = (
    Column("marker", group_name),
    named("commune", "commune_name", "commune"),
    named("post", "post_name", "post"),
    Column("needs_road", _needs_road),
    coded("road_status", "road_status", "road_status"),
    plain("since", "since", "day"),
    coded("measured", "measured", "measured"),
    coded("funding", "funding", "funding"),
    plain("completed_on", "completed_on", "day"),
    Column("evidence", _evidence),
    plain("last_inspected_on", "last_inspected_on", "day"),
    Column("remarks", _marker_remarks),
)
