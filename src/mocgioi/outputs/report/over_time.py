"""Sections about time: the progress, and what changed since the report before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Chart, Notice, Section, Table, Value
from mocgioi.outputs.report.tables import Column, evidence_text, lay_out, named, plain
from mocgioi.outputs.wording import LABELS, NOTHING, aspect_name, day, number, say, value_text

if TYPE_CHECKING:
    from mocgioi.documents.evidence import Evidence
    from mocgioi.documents.full_report import (
        ChangedMarker,
        Changes,
        Fraction,
        FullReport,
        PublishedPoint,
        ReportedFraction,
    )


def progress_section(document: FullReport, lang: Language) -> Section:
    """Tell how the figure grew, with what was published on a table and a line of its own."""
    needing = number(document["totals"]["markers_needing_road"], lang)
    chart = Chart(
        "progress",
        say("chart.progress", lang, needing=needing),
        {
            "as_of": document["as_of"],
            "points": document["progress"],
            "published": [
                figure
                for figure in document["published_series"]
                if figure["measure"] == "markers_with_road"
            ],
        },
    )
    years = document["progress_by_year"]
    columns = [
        plain("as_of", "as_of", "day"),
        plain("markers_needing_road", "markers_needing_road", "whole"),
        plain("built", "road_built", "whole"),
        plain("percent", "percent", "tenth"),
        plain("net_in_year", "in_period", "whole"),
    ]
    tables = [lay_out("progress", say("table.progress", lang), columns, years, None, lang)]
    if document["published_series"]:
        tables.append(_published(document["published_series"], lang))
    heading = say("section.progress", lang)
    return Section(
        "progress", heading, [say("progress.why", lang)], [], tables, chart if years else None
    )


def _published(figures: list[PublishedPoint], lang: Language) -> Table:
    def measure(figure: PublishedPoint, lang: Language) -> Value:
        key = f"measure.{figure['measure']}"
        return say(key, lang) if key in LABELS else str(figure["measure"])

    def source(figure: PublishedPoint, lang: Language) -> Value:
        stated = figure["source"] or NOTHING
        if figure["as_of_inferred"]:
            return say("published.day_inferred", lang, source=stated)
        return str(stated)

    columns: list[Column[PublishedPoint]] = [
        plain("as_of", "as_of", "day"),
        Column("measure", measure),
        plain("value", "value", "number"),
        plain("denominator", "denominator", "number"),
        Column("source", source),
    ]
    in_time = sorted(figures, key=lambda figure: figure["as_of"])
    return lay_out("published", say("table.published", lang), columns, in_time, None, lang)


def changes_section(document: FullReport, lang: Language) -> Section:
    """Tell marker by marker why the figure differs from the report before."""
    changes, totals = document["changes"], document["totals"]
    then = changes["then"]
    since = {"day": day(changes["since"], lang), "title": changes["title"] or NOTHING}
    counts = {kind: number(len(changes[kind]), lang) for kind in _KINDS}
    sentence = say(
        "changes.sum",
        lang,
        basis=say(f"changes.{changes['basis']}", lang, **since),
        then=number(then["road_built"], lang),
        needing_then=number(then["markers_needing_road"], lang),
        now=number(totals["road_built"], lang),
        needing=number(totals["markers_needing_road"], lang),
        **counts,
    )
    tables = [_changed(kind, changes[kind], lang) for kind in _KINDS if changes[kind]]
    return Section(
        "changes", say("section.changes", lang), [sentence], _corrected(changes, lang), tables
    )


_KINDS: tuple[Literal["added", "lost", "reclassified"], ...] = ("added", "lost", "reclassified")


def _corrected(changes: Changes, lang: Language) -> list[Notice]:
    """Say where today's data give another figure for that day than was reported then."""
    reported, then = changes["reported"], changes["then"]
    if reported is None:
        return []
    same = reported["markers_needing_road"] in (None, then["markers_needing_road"])
    if same and reported["road_built"] == then["road_built"]:
        return []
    sentence = say(
        "changes.corrected",
        lang,
        day=day(changes["since"], lang),
        reported=_fraction(reported, lang),
        then=_fraction(then, lang),
    )
    return [Notice("warning", sentence)]


def _fraction(figures: Fraction | ReportedFraction, lang: Language) -> str:
    built, needing = figures["road_built"], figures["markers_needing_road"]
    return number(built, lang) + (f"/{number(needing, lang)}" if needing is not None else "")


def _changed(kind: str, entries: list[ChangedMarker], lang: Language) -> Table:
    columns: list[Column[ChangedMarker]] = [
        plain("marker", "number"),
        named("commune", "commune_name", "commune"),
        named("post", "post_name", "post"),
        Column("change", _change),
        Column("since", lambda entry, lang: entry["differences"][0]["since"], "day"),
        Column("evidence", lambda entry, lang: evidence_text(_evidence(entry), lang)),
    ]
    return lay_out(kind, say(f"table.{kind}", lang), columns, entries, None, lang)


def _evidence(entry: ChangedMarker) -> Evidence | None:
    return entry["differences"][0]["evidence"]


def _change(entry: ChangedMarker, lang: Language) -> Value:
    return "; ".join(
        say(
            "change.said",
            lang,
            aspect=aspect_name(differing["aspect"], lang),
            before=differing["before_name"]
            or value_text(differing["aspect"], differing["before"], lang),
            now=differing["now_name"] or value_text(differing["aspect"], differing["now"], lang),
        )
        for differing in entry["differences"]
    )
