"""Sections about time: the progress, and what changed since the report before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from mocgioi.errors import Language
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report.citing import named_source
from mocgioi.outputs.report.overall import is_calendar_year
from mocgioi.outputs.report.parts import Chart, Notice, Section, Table, Value
from mocgioi.outputs.report.tables import Column, lay_out, named, plain
from mocgioi.outputs.wording import LABELS, NOTHING, aspect_name, day, number, say, value_text

if TYPE_CHECKING:
    from mocgioi.documents.full_report import (
        ChangedMarker,
        Changes,
        Fraction,
        FullReport,
        PublishedPoint,
        ReportedFraction,
        YearEnd,
    )


def progress_section(document: FullReport, lang: Language) -> list[Section]:
    """Tell how the figure grew, with what was published on a table and a line of its own."""
    years = document["progress_by_year"]
    if not years and not document["published_series"]:
        return []
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
            "began": _began(document, lang),
        },
    )
    columns: list[Column[YearEnd]] = [
        plain("as_of", "as_of", "day"),
        plain("markers_needing_road", "markers_needing_road", "whole"),
        _known("before", "before"),
        _known("net_in_period", "in_period"),
        *(plain(key, key, "whole") for key in _BESIDE if any(row[key] for row in years)),
        _known("built", "road_built"),
        plain("percent", "percent", "tenth"),
    ]
    is_of_years = is_calendar_year(document)
    caption = say("table.progress" if is_of_years else "table.progress_periods", lang)
    why = say("progress.why" if is_of_years else "progress.why_periods", lang)
    tables = [lay_out("progress", caption, columns, years, None, lang)]
    if document["published_series"]:
        tables.append(_published(document["published_series"], lang))
    return [
        Section(
            "progress",
            say("section.progress", lang),
            [why],
            tables=tables,
            chart=chart if years else None,
            title=say("title.progress", lang),
        )
    ]


def _began(document: FullReport, lang: Language) -> list[str]:
    """Return what stands under a line that climbs because reports began: a line of text each."""
    baseline = sum(year["baseline"] for year in document["progress_by_year"])
    told = (point["as_of"] for point in document["progress"] if point["road_built"] is not None)
    first = next(filter(None, told), None)
    if not baseline or first is None:
        return []
    markers = quantity(baseline, "marker", lang)
    return [
        say("chart.began", lang, day=day(first, lang)),
        say("chart.began_with", lang, markers=markers),
    ]


_BESIDE: tuple[Literal["completed_before", "baseline", "newly_needed", "lost"], ...] = (
    *("completed_before", "baseline"),
    *("newly_needed", "lost"),
)
"""What moves the figure beside the additions of a period: a column each, where one has any."""


def _known(heading: str, key: str) -> Column[Any]:
    """Return a column of figures; where there were no data yet, it says so."""

    def value(entry: Any, lang: Language) -> Value:
        figure: int | None = entry[key]
        return say("no_data", lang) if figure is None else figure

    return Column(heading, value, "whole")


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
    """Tell by how much the figure differs from the report before, and of which markers."""
    changes = document["changes"]
    then, now = changes["then"], document["totals"]
    if then["road_built"] is None:
        sentences = [say("changes.no_data", lang, day=day(changes["since"], lang))]
    else:
        need = say("changes.need_same", lang)
        if then["markers_needing_road"] != now["markers_needing_road"]:
            before, after = then["markers_needing_road"], now["markers_needing_road"]
            need = say(
                "changes.need_moved",
                lang,
                before=quantity(before, "marker", lang),
                now=quantity(after, "marker", lang),
            )
        title = {"day": day(changes["since"], lang), "title": changes["title"] or NOTHING}
        is_of_year = changes["basis"] == "eve" and changes["since"].endswith("-12-31")
        basis = f"changes.{changes['basis']}{'_of_year' if is_of_year else ''}"
        moved = [_moved(kind, len(changes[kind]), lang) for kind in ("added", "lost")]
        sentences = [
            say(
                "changes.sum",
                lang,
                basis=say(basis, lang, **title),
                then=_then(changes, lang),
                moved=", ".join(moved),
                need=need,
            )
        ]
    sentences = [" ".join([*sentences, *_press(document, lang)])]
    if changes["reclassified"]:
        markers = quantity(len(changes["reclassified"]), "marker", lang)
        sentences.append(say("changes.reclassified", lang, markers=markers))
    shown = () if then["road_built"] is None else _KINDS
    tables = [_changed(kind, changes[kind], lang) for kind in shown if changes[kind]]
    heading, title_of_annex = say("section.changes", lang), say("title.changes", lang)
    return Section(
        "changes",
        heading,
        sentences,
        _corrected(changes, lang),
        tables,
        title=title_of_annex,
        remarks=[say("changes.why", lang)] if tables else (),
    )


_KINDS: tuple[Literal["added", "lost", "reclassified"], ...] = ("added", "lost", "reclassified")


def _then(changes: Changes, lang: Language) -> str:
    """Return the figure it is compared with."""
    return say(
        "changes.of",
        lang,
        built=number(changes["then"]["road_built"], lang),
        needing=number(changes["then"]["markers_needing_road"], lang),
    )


def _press(document: FullReport, lang: Language) -> list[str]:
    """Tell the figure that was made public elsewhere last before the day of the report."""
    figures = [
        figure
        for figure in document["published_series"]
        if figure["measure"] == "markers_with_road" and figure["as_of"] < document["as_of"]
    ]
    if not figures:
        return []
    last = max(figures, key=lambda figure: figure["as_of"])
    told: ReportedFraction = {
        "road_built": last["value"],
        "markers_needing_road": last["denominator"],
    }
    return [
        say(
            "changes.press",
            lang,
            figure=_fraction(told, lang),
            day=day(last["as_of"], lang),
            source=named_source(last["source"] or NOTHING),
        )
    ]


def _moved(kind: str, count: int, lang: Language) -> str:
    if not count:
        return say(f"changes.none_{kind}", lang)
    return say(f"changes.{kind}", lang, markers=quantity(count, "marker", lang))


def _corrected(changes: Changes, lang: Language) -> list[Notice]:
    """Say where today's data give another figure for that day than was reported then."""
    reported, then = changes["reported"], changes["then"]
    if reported is None or then["road_built"] is None:
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
        Column("observed_on", _observed_on, "day"),
    ]
    return lay_out(kind, say(f"table.{kind}", lang), columns, entries, None, lang)


def _observed_on(entry: ChangedMarker, lang: Language) -> Value:
    evidence = entry["differences"][0]["evidence"]
    return evidence["observed_on"] if evidence else entry["differences"][0]["since"]


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
