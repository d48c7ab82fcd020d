"""Charts for print, as SVG text drawn from numbers: the same numbers, the same bytes.

Each takes the part of the document it draws, and a size in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from mocgioi.domain.counting import STATUS_ORDER
from mocgioi.errors import Language
from mocgioi.outputs import wording
from mocgioi.outputs.report import svg
from mocgioi.outputs.report.locator import locator
from mocgioi.outputs.report.parts import Chart
from mocgioi.outputs.symbology import STATUS_BARS
from mocgioi.outputs.wording import code_name, day, percent, say

__all__ = ["bars", "draw", "locator", "progress", "share", "strip", "targets"]

WIDTH_MM = 165.0
"""What stands between the margins of an A4 page, upright."""

_ROW_MM = 4.6
_TARGET_ROW_MM = 5.4
_SHARE_MM = 5.0
_STRIP_ROWS = 5
_TALLEST_MM = 9.0


def draw(chart: Chart, lang: Language, width_mm: float = WIDTH_MM) -> str:
    """Return a chart of a page as SVG."""
    match chart.kind:
        case "share":
            return share(chart.facts, lang, title=chart.title, width_mm=width_mm)
        case "bars":
            return bars(chart.facts, lang, title=chart.title, width_mm=width_mm)
        case "targets":
            return targets(chart.facts, lang, title=chart.title, width_mm=width_mm)
        case "progress":
            return progress(chart.facts, lang, title=chart.title, width_mm=width_mm)
        case "strip":
            return strip(chart.facts, lang, title=chart.title, width_mm=width_mm)
        case "locator":
            return locator(chart.facts, lang, title=chart.title, width_mm=width_mm)


def share(
    totals: Mapping[str, Any], lang: Language, *, title: str, width_mm: float = WIDTH_MM
) -> str:
    """Draw the markers that need a road as one bar, by road status, with a legend.

    Args:
        totals: ``markers_needing_road`` and ``by_status`` of the document.
    """
    whole, counts = totals["markers_needing_road"], totals["by_status"]
    parts = list(_segments(counts, whole, 0.2, 0.2, width_mm - 0.4, _SHARE_MM))
    shown = [
        (code, f"{code_name('road_status', code, lang)}: {wording.number(counts[code], lang)}")
        for code in STATUS_ORDER
        if counts[code]
    ]
    legend, bottom = svg.legend(shown, 0.2, _SHARE_MM + 2.5, width_mm)
    return svg.drawing(width_mm, bottom, title, [*parts, *legend])


def _segments(
    counts: Mapping[str, int],
    whole: int,
    left: float,
    top: float,
    width: float,
    height: float,
) -> Iterable[str]:
    """Yield a bar of `width` for `whole` markers, cut by status."""
    before = 0
    for code in STATUS_ORDER:
        if counts[code]:
            start, length = left + width * before / whole, width * counts[code] / whole
            yield svg.status_box(code, start, top, length, height)
        before += counts[code]


def bars(
    groups: Sequence[Mapping[str, Any]],
    lang: Language,
    *,
    title: str,
    width_mm: float = WIDTH_MM,
) -> str:
    """Draw a bar for each group, as long as its markers that need a road, cut by status.

    Args:
        groups: groups of the document, in the order they are to stand.
    """
    longest = max((group["markers_needing_road"] for group in groups), default=0) or 1
    name_mm, figure_mm = 38.0, 34.0
    scale = (width_mm - name_mm - figure_mm) / longest
    parts = []
    for place, group in enumerate(groups):
        top = place * _ROW_MM
        whole, built = group["markers_needing_road"], group["road_built"]
        name = svg.shortened(group["name"] or say(f"unplaced.{group['by']}", lang), name_mm - 2)
        parts.append(svg.text(name_mm - 2, top + 3.5, name, anchor="end"))
        if whole:
            parts += _segments(group["by_status"], whole, name_mm, top + 0.5, whole * scale, 3.6)
        figures = f"{wording.number(built, lang)}/{wording.number(whole, lang)}"
        words = f"{figures} ({percent(group['percent'], lang)})" if whole else figures
        parts.append(svg.text(name_mm + whole * scale + 2, top + 3.5, words))
    top = len(groups) * _ROW_MM + 2
    met = [c for c in STATUS_ORDER if any(group["by_status"][c] for group in groups)]
    shown = [(code, code_name("road_status", code, lang)) for code in met]
    legend, bottom = svg.legend(shown, name_mm, top, width_mm - name_mm)
    return svg.drawing(width_mm, bottom, title, [*parts, *legend])


def targets(
    rows: Sequence[Mapping[str, Any]],
    lang: Language,
    *,
    title: str,
    width_mm: float = WIDTH_MM,
) -> str:
    """Draw what was to be reached as an outline, and what is done as a bar within it.

    Args:
        rows: ``name``, ``target`` and ``done`` of each, null where it is not known.
    """
    longest = max((max(row["target"] or 0, row["done"] or 0) for row in rows), default=0) or 1
    name_mm, figure_mm = 38.0, 24.0
    scale = (width_mm - name_mm - figure_mm) / longest
    parts = []
    for place, row in enumerate(rows):
        top = place * _TARGET_ROW_MM
        target, done = row["target"], row["done"]
        name = svg.shortened(row["name"], name_mm - 2)
        parts.append(svg.text(name_mm - 2, top + 4.1, name, anchor="end"))
        if target:
            parts.append(svg.rectangle(name_mm, top + 0.5, target * scale, 4.8, "#fff"))
        if done:
            parts.append(svg.status_box("built", name_mm, top + 1.5, done * scale, 2.8))
        figures = f"{wording.number(done, lang)}/{wording.number(target, lang)}"
        end = name_mm + max(target or 0, done or 0) * scale
        parts.append(svg.text(end + 2, top + 4.1, figures))
    top = len(rows) * _TARGET_ROW_MM + 2
    parts.append(svg.rectangle(name_mm, top, 5, 3.4, "#fff"))
    parts.append(svg.text(name_mm + 6.5, top + 3, say("chart.target", lang)))
    legend, bottom = svg.legend([("built", say("chart.done", lang))], name_mm + 40, top, width_mm)
    return svg.drawing(width_mm, bottom, title, [*parts, *legend])


def strip(
    markers: Sequence[Mapping[str, Any]],
    lang: Language,
    *,
    title: str,
    width_mm: float = WIDTH_MM,
) -> str:
    """Draw one bar for each marker in the order of the border, higher the further its road is.

    Args:
        markers: ``code`` (number), ``road_status`` and ``commune_name`` of each.
    """
    per_row = -(-len(markers) // _STRIP_ROWS) or 1
    step = (width_mm - 1) / per_row
    parts: list[str] = []
    row_mm = _TALLEST_MM + 9.5
    for row in range(-(-len(markers) // per_row)):
        members = markers[row * per_row : (row + 1) * per_row]
        parts += _strip_row(members, row * row_mm, step)
    top = -(-len(markers) // per_row) * row_mm + 1
    met = {str(marker["road_status"]) for marker in markers}
    shown = [(c, code_name("road_status", c, lang)) for c in STATUS_ORDER if c in met]
    legend, bottom = svg.legend(shown, 0.5, top, width_mm)
    return svg.drawing(width_mm, bottom, title, [*parts, *legend])


def _strip_row(members: Sequence[Mapping[str, Any]], top: float, step: float) -> Iterable[str]:
    """Yield one row: names of communes above, bars, the numbers of both ends below."""
    base = top + 4.5 + _TALLEST_MM
    commune = object()
    free_from = 0.0
    for place, marker in enumerate(members):
        left = 0.5 + place * step
        if marker["commune_name"] != commune:
            commune = marker["commune_name"]
            yield svg.path([(left, top + 1), (left, base)], stroke_mm=0.15, dash="0.6 0.6")
            name = str(commune or "?")
            if left >= free_from:
                yield svg.text(left + 0.6, top + 3.4, name, size_mm=3)
                free_from = left + 1.6 * len(name) + 2
        status = str(marker["road_status"])
        height = _TALLEST_MM * STATUS_BARS[status].height
        yield svg.status_box(status, left + 0.12 * step, base - height, 0.76 * step, height)
    last = 0.5 + len(members) * step
    yield svg.path([(0.5, base), (last, base)], stroke_mm=0.2)
    yield svg.text(0.5, base + 3.4, str(members[0]["code"]), size_mm=3)
    yield svg.text(last, base + 3.4, str(members[-1]["code"]), size_mm=3, anchor="end")


def progress(
    facts: Mapping[str, Any],
    lang: Language,
    *,
    title: str,
    width_mm: float = WIDTH_MM,
    height_mm: float = 75.0,
) -> str:
    """Draw the markers with a road over time as steps, and what was published as points apart.

    Args:
        facts: ``as_of``, ``points`` (observed, as of every day the figure moved),
            ``published`` (figures of markers with a road; never of roads), ``began`` (lines that
            stand below).
    """
    dated = [point for point in facts["points"] if point["as_of"]]
    days = [point["as_of"] for point in dated] + [f["as_of"] for f in facts["published"]]
    first = date(int(min(days, default=facts["as_of"])[:4]), 1, 1)
    last = date.fromisoformat(facts["as_of"])
    tallest = max((p["markers_needing_road"] for p in facts["points"]), default=0)
    published = [figure["value"] for figure in facts["published"]]
    frame = _Frame(first, last, max([tallest, *published, 1]), width_mm, height_mm)
    needing = wording.number(tallest, lang)
    parts = [
        *frame.axes(lang),
        svg.path(frame.steps(facts["points"], "markers_needing_road"), dash="2 1.2"),
        svg.text(
            frame.right,
            frame.down(tallest) - 1,
            say("chart.needing", lang, needing=needing),
            anchor="end",
        ),
        svg.path(frame.steps(facts["points"], "road_built"), stroke_mm=0.8),
        *(part for figure in facts["published"] for part in _published(frame, figure, lang)),
        *_lines_legend(frame.left, height_mm - 4.5, bool(published), lang),
        *(
            svg.text(frame.left, height_mm + 1.5 + _LINE_MM * row, words)
            for row, words in enumerate(facts["began"])
        ),
    ]
    return svg.drawing(width_mm, height_mm + _LINE_MM * len(facts["began"]), title, parts)


_LINE_MM = 4.5
"""Height of a line of text below a chart."""


class _Frame:
    """Where days and counts are on a chart."""

    left, top = 12.0, 5.0

    def __init__(
        self, first: date, last: date, most: float, width_mm: float, height_mm: float
    ) -> None:
        self.first, self.last, self.most = first, last, most
        self.right, self.bottom = width_mm - 4, height_mm - 14

    def across(self, iso_day: str | None) -> float:
        """Return where a day is; what holds from the beginning is at the left edge."""
        if iso_day is None:
            return self.left
        whole = (self.last - self.first).days or 1
        part = max(0, (date.fromisoformat(iso_day) - self.first).days)
        return self.left + (self.right - self.left) * min(part / whole, 1.0)

    def down(self, count: float) -> float:
        """Return where a count is."""
        return self.bottom - (self.bottom - self.top) * count / self.most

    def steps(self, points: Sequence[Mapping[str, Any]], key: str) -> list[tuple[float, float]]:
        """Return a figure that keeps its value until the day it moves, from when it is known."""
        known = [point for point in points if point[key] is not None]
        line: list[tuple[float, float]] = []
        for point in known:
            where = self.across(point["as_of"])
            line += [(where, line[-1][1])] if line else []
            line.append((where, self.down(point[key])))
        return [*line, (self.right, line[-1][1])] if line else []

    def axes(self, lang: Language) -> Iterable[str]:
        """Yield both axes: a line and a number every 50 or 100, a tick every year."""
        step = next((s for s in (1, 5, 10, 50, 100, 500, 1000) if self.most / s <= 10), 5000)
        for count in range(0, int(self.most) + 1, step):
            level = self.down(count)
            yield svg.path([(self.left, level), (self.right, level)], stroke_mm=0.08)
            words = wording.number(count, lang)
            yield svg.text(self.left - 1.5, level + 1.2, words, anchor="end", size_mm=3.2)
        for year in range(self.first.year, self.last.year + 1):
            where = self.across(f"{year}-01-01")
            yield svg.path([(where, self.bottom), (where, self.bottom + 1.5)], stroke_mm=0.2)
            if self.right - where > 8:
                yield svg.text(where + 1, self.bottom + 4.2, str(year), size_mm=3.2)
        yield svg.path([(self.left, self.top), (self.left, self.bottom), (self.right, self.bottom)])


def _published(frame: _Frame, figure: Mapping[str, Any], lang: Language) -> Iterable[str]:
    where, level = frame.across(figure["as_of"]), frame.down(figure["value"])
    yield _diamond(where, level)
    whole = figure["denominator"]
    value = wording.number(figure["value"], lang)
    value += f"/{wording.number(whole, lang)}" if whole is not None else ""
    words = f"{value} ({day(figure['as_of'], lang)})"
    if where + 2.5 + 1.7 * len(words) <= frame.right:
        yield svg.text(where + 2.5, level + 4.5, words, size_mm=3.2, halo=True)
    else:
        yield svg.text(where - 2.5, level + 4.5, words, size_mm=3.2, anchor="end", halo=True)


def _diamond(where: float, level: float) -> str:
    corners = [(where, level - 1.8), (where + 1.8, level), (where, level + 1.8)]
    return svg.path([*corners, (where - 1.8, level)], fill="#fff", closed=True)


def _lines_legend(left: float, level: float, published: bool, lang: Language) -> Iterable[str]:
    yield svg.path([(left, level), (left + 8, level)], stroke_mm=0.8)
    words = say("chart.observed", lang)
    yield svg.text(left + 9.5, level + 1.2, words)
    if published:
        after = left + 9.5 + 1.7 * len(words) + 8
        yield _diamond(after, level)
        yield svg.text(after + 3.5, level + 1.2, say("chart.published", lang))
