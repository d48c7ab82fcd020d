"""The figure of a report and what stands beside it: headline, totals, and what a period brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mocgioi.domain.days import day_before
from mocgioi.errors import Language
from mocgioi.outputs.quantities import in_figures, quantity
from mocgioi.outputs.report.parts import COVERAGE, PART_OF_POST, Chart
from mocgioi.outputs.wording import code_name, day, instant, number, percent, say
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Totals
    from mocgioi.documents.status import Status


def totals_of(document: Counted | Status) -> Totals:
    """Return the counts of all markers."""
    return document["totals"] if document["schema"] == COVERAGE else document


def part_of(document: Counted | Status) -> str | None:
    """Return the name of the post of whose sector alone the store is; None of a whole province."""
    params = (note["params"] for note in document["notes"] if note["code"] == PART_OF_POST)
    return next((of_note["post"] for of_note in params), None)


def of_extent(key: str, document: Counted | Status, lang: Language, **named: str) -> str:
    """Return a sentence about all markers: of the province, or where they are only those of one
    post, the one that says so (its key ends in ``.part``).
    """
    post = part_of(document)
    return say(key, lang, **named) if post is None else say(f"{key}.part", lang, post=post, **named)


def headline(document: Counted | Status, lang: Language) -> str:
    """Return the figure in one sentence, without its full stop, with what stands beside it."""
    totals, on = totals_of(document), day(document["as_of"], lang)
    if totals["markers"] == 0:
        return say("headline.no_markers", lang, day=on)
    if totals["markers_needing_road"] == 0:
        markers = quantity(totals["markers"], "marker", lang)
        return say("headline.nobody", lang, markers=markers, day=on)
    needing = number(totals["markers_needing_road"], lang)
    if totals["road_built"] is None:
        figure = say("headline.untold", lang, day=on, needing=needing)
    else:
        built, share = number(totals["road_built"], lang), percent(totals["percent"], lang)
        figure = of_extent(
            "headline", document, lang, built=built, needing=needing, percent=share, day=on
        )
    beside = {
        "damaged": totals["built_damaged"],
        "on_paper": len(document["built_on_paper_only"]),
        "contested": len(document["road_contested"]),
        "withdrawn": len(document.get("need_withdrawn", ())),
    }
    named = [
        say(f"headline.{key}", lang, count=in_figures(count, lang))
        for key, count in beside.items()
        if count
    ]
    return "; ".join([figure, *named])


def lines(document: Counted | Status, lang: Language) -> list[str]:
    """Return the totals with their denominators, and what the period brought, as sentences."""
    totals = totals_of(document)
    if not totals["markers_needing_road"]:
        return []
    said = [
        of_extent(
            "totals.markers",
            document,
            lang,
            markers=in_figures(totals["markers"], lang),
            needing=in_figures(totals["markers_needing_road"], lang),
            parts=parts(totals["by_status"], "road_status", lang),
        )
    ]
    if totals["by_contributions"] and totals["road_built"]:
        share = 100 * totals["by_contributions"] / totals["road_built"]
        is_all = totals["by_contributions"] == totals["road_built"]
        said.append(
            say(
                "totals.all_contributions" if is_all else "totals.contributions",
                lang,
                built=in_figures(totals["road_built"], lang),
                contributions=in_figures(totals["by_contributions"], lang),
                percent=percent(share, lang),
            )
        )
    if totals["in_period"] is None:
        return said
    return [*said, *_period(document, totals["in_period"], lang)]


def stamp(document: Counted | Status, lang: Language) -> list[str]:
    """Return by which knowledge it is made, and the state of the store: no part of a letter."""
    said = []
    if document["schema"] == COVERAGE:
        if document["known_at"]:
            said.append(say("known_at", lang, instant=instant(document["known_at"], lang)))
    elif document["last_recorded_at"]:
        recorded = instant(document["last_recorded_at"], lang)
        said.append(say("last_recorded_at", lang, instant=recorded))
    if document["head"]:
        said.append(say("head", lang, head=document["head"]))
    return said


def share(totals: Totals, lang: Language) -> Chart | None:
    """Return the markers that need a road as one bar, by road status; None if nothing is known."""
    if not totals["markers_needing_road"] or totals["road_built"] is None:
        return None
    built = number(totals["road_built"], lang)
    needing = number(totals["markers_needing_road"], lang)
    return Chart("share", say("share_bar", lang, built=built, needing=needing), totals)


def parts(counts: Mapping[str, int | None], code_list: str, lang: Language) -> str:
    """Return counts by code, as ``đã xây dựng 223 mốc; đang thi công 01 mốc``, without noughts."""
    return "; ".join(
        f"{code_name(code_list, code, lang)} {quantity(count, 'marker', lang)}"
        for code, count in counts.items()
        if count
    )


def within(document: Counted | Status, lang: Language) -> str:
    """Return what the period is called inside a sentence: ``năm 2025``."""
    first, last = _days(document)
    year = last[:4]
    if first != f"{year}-01-01":
        return say("period.between", lang, first=day(first, lang), last=day(last, lang))
    if last == f"{year}-12-31":
        return say("period.year", lang, year=year)
    return say("period.year_to", lang, year=year, day=day(last, lang))


def is_calendar_year(document: Counted | Status) -> bool:
    """Whether the period begins with a calendar year, and so is called the year."""
    return _days(document)[0].endswith("-01-01")


def is_within(document: Counted | Status, on: str | None) -> bool:
    """Whether a day lies within the period."""
    first, last = _days(document)
    return on is not None and first <= on <= last


def _days(document: Counted | Status) -> tuple[str, str]:
    period = cast("Mapping[str, str]", document.get("period", {}))
    as_of = document["as_of"]
    return period.get("from", f"{as_of[:4]}-01-01"), period.get("to", as_of)


def _period(document: Counted | Status, added: int, lang: Language) -> list[str]:
    """Tell how many markers the period added and by which day, and what else moved the figure."""
    period = cast("Mapping[str, int | Sequence[str] | None]", document.get("period", {}))
    if "before" in period and period["before"] is None:
        counts = {"baseline": _count(period, "baseline")}
    else:
        counts = {key: _count(period, key) for key in _BESIDE}
    said = []
    if added:
        by = {key: _count(period, key) for key in ("by_completion", "by_observation")}
        how = [
            say(f"period.{key}", lang, markers=f"{quantity(count, 'marker', lang)} ")
            for key, count in by.items()
            if count
        ]
        if len(how) == 1:
            how = [say(f"period.{key}", lang, markers="") for key, count in by.items() if count]
        said.append(
            say(
                "period.added",
                lang,
                period=within(document, lang),
                markers=quantity(added, "marker", lang),
                how=f" ({'; '.join(how)})" if how else "",
            )
        )
    elif period.get("before"):
        said.append(say("period.none", lang, period=within(document, lang)))
    beside = [
        say(f"period.{key}", lang, markers=quantity(count, "marker", lang))
        for key, count in counts.items()
        if count
    ]
    in_sum = _sum(document, added, counts, lang)
    if beside and not in_sum:
        said.append(say("period.beside", lang, parts="; ".join(beside)))
    return [" ".join([*said, *in_sum])] if in_sum else said


def _sum(
    document: Counted | Status, added: int, beside: Mapping[str, int], lang: Language
) -> list[str]:
    """Tell how the figure of the eve and what moved it give the figure; nothing where none did."""
    period = cast("Mapping[str, int | None]", document.get("period", {}))
    before, moves = period.get("before"), {"in_period": added, **beside}
    moved = [
        say(f"period.sum.{key}", lang, count=quantity(count, "marker", lang))
        for key, count in moves.items()
        if count
    ]
    if document["schema"] != COVERAGE or before is None or not moved:
        return []
    first, _ = _days(document)
    return [
        say(
            "period.sum",
            lang,
            before=quantity(before, "marker", lang),
            eve=day(day_before(first), lang),
            moved="".join(moved),
            built=quantity(totals_of(document)["road_built"] or 0, "marker", lang),
        )
    ]


_BESIDE = ("completed_before", "baseline", "newly_needed", "lost")
"""What moved the figure within a period and is no addition of it."""


def _count(period: Mapping[str, int | Sequence[str] | None], key: str) -> int:
    value = period.get(key) or 0
    return value if isinstance(value, int) else len(value)
