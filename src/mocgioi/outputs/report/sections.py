"""The sections of a report, chapter by chapter, in the order the conference goes through them."""

from __future__ import annotations

from mocgioi.domain.counting import PLACES, is_needed
from mocgioi.errors import Language
from mocgioi.outputs.quantities import listed, quantity
from mocgioi.outputs.report import gaps, left, tasks
from mocgioi.outputs.report.overall import of_extent
from mocgioi.outputs.report.parts import CHAPTERS, Chapter, Chart, Section
from mocgioi.outputs.report.tables import group_name, groups_of, markers_table, table_of
from mocgioi.outputs.wording import LABELS, number, percent, say
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Group
    from mocgioi.documents.full_report import FullReport

_IN_THE_LETTER = frozenset({"commune", "post", "funding"})
"""Groupings the letter speaks of; the others are annexes as a whole."""


def grouping_section(document: Counted, by: str, lang: Language, *, internal: bool) -> Section:
    """Return the table of one grouping under its own heading, with what it says led in words."""
    table = table_of(document, by, lang, internal=internal)
    groups = groups_of(document, by, lang)
    chapter: Chapter = "I" if by in _IN_THE_LETTER else "annex"
    if by == "marker" and internal:
        chapter = "internal"
    paragraphs: list[str] = []
    if by in PLACES:
        paragraphs = _extremes(document, by, groups, lang)
    if by == "funding":
        paragraphs = _funding(document, groups, lang)
    is_drawn = by == "commune" and is_told_of(document)
    chart = Chart("bars", say("chart.bars", lang), groups) if is_drawn else None
    title = say(f"title.{by}", lang)
    return Section(
        by, table.caption, paragraphs, tables=[table], chart=chart, chapter=chapter, title=title
    )


def of_the_paper(document: Counted, sections: list[Section], lang: Language) -> list[Section]:
    """Return the sections of a paper: what they are, what is left, and what is to be done."""
    estimated = cast("FullReport", document).get("remaining")
    has_estimates = bool(estimated and estimated["totals"]["markers_estimated"])
    ordered = [
        *sections,
        *_alarmed(document, sections, lang),
        *left.left_section(document, lang, tables=not has_estimates),
        *_estimated(document, lang),
        *left.damaged_section(document, lang),
        *gaps.section(document, lang),
        left.causes_section(lang),
        tasks.tasks_section(document, lang),
        *_programme(document, lang),
        tasks.proposals_section(lang),
    ]
    return sorted(ordered, key=_place)


def _place(section: Section) -> tuple[int, bool]:
    """Return where a section stands: by chapter, and the list of all markers after the others."""
    return CHAPTERS.index(section.chapter), section.key == "marker"


def is_told_of(document: Counted) -> bool:
    """Say whether anything is known of the roads: else there is nothing to draw or to list."""
    totals = document["totals"]
    return totals["road_built"] is not None or not totals["markers_needing_road"]


def full_sections(document: FullReport, lang: Language, *, internal: bool) -> list[Section]:
    """Return the sections of a document that has the keys of the full report."""
    from mocgioi.outputs.report import cases, over_time, publications, targets, waiting, works

    is_known = is_told_of(document)
    groupings = {
        by: grouping_section(document, by, lang, internal=internal)
        for by in document["by"]
        if by != "marker" and (is_known or by == "commune")
    }
    funding = [groupings.pop("funding")] if "funding" in groupings else []
    is_listed = is_known and "marker" in document["by"]
    markers = [_markers(document, lang, internal=internal)] if is_listed else []
    sections = [
        over_time.changes_section(document, lang),
        *over_time.progress_section(document, lang),
        *filter(None, [targets.targets_section(document, lang)]),
        *groupings.values(),
        *(_locator(document, lang) if is_known else ()),
        *(_strip(document, lang) if is_known else ()),
        *funding,
    ]
    if document["scheme"]["works"]:
        sections.append(_titled(works.scheme_section(document, lang), lang))
    if document["roads"]:
        sections.append(_titled(works.roads_section(document, lang), lang))
    if document["contributions"]["entries"]:
        sections.append(_titled(works.contributions_section(document, lang), lang))
    sections += [
        *waiting.condition_section(document, lang),
        *cases.cases_section(document, lang, internal=internal),
        *waiting.disagreements_section(document, lang, internal=internal),
        *markers,
    ]
    if internal:
        told = publications.publications_section(document, lang)
        sections += [_titled(each._replace(chapter="internal"), lang) for each in told]
        sections.append(waiting.inspections_section(document, lang))
    return of_the_paper(document, sections, lang)


def _titled(section: Section, lang: Language) -> Section:
    """Return a section with the title of its annex, where it names none itself."""
    key = f"title.{section.key}"
    return section if section.title or key not in LABELS else section._replace(title=say(key, lang))


def _estimated(document: Counted, lang: Language) -> list[Section]:
    """Return what is left with its length and cost, in a full report."""
    if "remaining" not in document:
        return []
    from mocgioi.outputs.report.remaining import remaining_sections

    return remaining_sections(cast("FullReport", document), lang)


def _programme(document: Counted, lang: Language) -> list[Section]:
    """Return what is proposed to be built, in a full report."""
    if "programme" not in document:
        return []
    from mocgioi.outputs.report.programme import programme_annex, programme_section

    full = cast("FullReport", document)
    annex = programme_annex(full, lang)
    return [programme_section(full, lang), *([annex] if annex else [])]


def _alarmed(document: Counted, sections: list[Section], lang: Language) -> list[Section]:
    """Tell what was found at the markers, where no section about cases does."""
    if any(section.key == "cases" for section in sections):
        return []
    from mocgioi.outputs.report import cases

    return cases.alarms_section(document, lang)


def _extremes(document: Counted, by: str, groups: list[Group], lang: Language) -> list[str]:
    """Name the groups with the highest and the lowest share; nothing where all are alike."""
    shares = [g["percent"] for g in groups if g["percent"] is not None and g["code"]]
    if not shares or max(shares) == min(shares):
        return []
    best, last = (
        listed(
            [
                say(
                    "groups.one",
                    lang,
                    name=g["name"] or group_name(g, lang),
                    built=number(g["road_built"], lang),
                    needing=number(g["markers_needing_road"], lang),
                    percent=percent(share, lang),
                )
                for g in groups
                if g["percent"] == share and g["code"]
            ],
            lang,
        )
        for share in (max(shares), min(shares))
    )
    noun = say(f"noun.{by}", lang)
    whole = document["totals"]["percent"] or 0
    above = sum(share >= whole for share in shares)
    return [
        say("groups.extremes", lang, noun=noun[:1].upper() + noun[1:], best=best, last=last)
        + " "
        + of_extent(
            "groups.above",
            document,
            lang,
            count=number(above, lang),
            all=number(len(shares), lang),
            noun=noun,
            percent=percent(whole, lang),
        )
    ]


def _funding(document: Counted, groups: list[Group], lang: Language) -> list[str]:
    """Tell from which funds the markers with a road have it."""
    built = document["totals"]["road_built"] or 0
    named = [
        f"{group_name(g, lang)} {quantity(g['road_built'], 'marker', lang)} "
        f"({percent(100 * g['road_built'] / built, lang)})"
        for g in groups
        if g["road_built"]
    ]
    if not named:
        return []
    counts = {group_name(g, lang): g["road_built"] or 0 for g in groups}
    named = [
        f"{name} {quantity(count, 'marker', lang)} ({percent(100 * count / built, lang)})"
        for name, count in counts.items()
        if count
    ]
    whole = quantity(built, "marker", lang)
    return [say("funding.sum", lang, built=whole, parts="; ".join(named))]


def _locator(document: FullReport, lang: Language) -> list[Section]:
    """Return the sketch of the communes; nothing where no shape of them is known."""
    locator = document["locator"]
    if not locator["boundary"] and not any(commune["rings"] for commune in locator["communes"]):
        return []
    counted = {g["code"]: g for g in document["groups"] if g["by"] == "commune"}
    communes = [
        {**commune, "percent": counted[commune["code"]]["percent"]}
        if commune["code"] in counted
        else {**commune, "percent": None}
        for commune in locator["communes"]
    ]
    heading = say("section.locator", lang)
    chart = Chart("locator", heading, {**locator, "communes": communes})
    return [Section("locator", heading, [say("locator.why", lang)], chart=chart, chapter="annex")]


def _strip(document: FullReport, lang: Language) -> list[Section]:
    """Return every marker that needs a road as one bar, in the order of the border."""
    markers = [
        {
            "code": group["code"],
            "road_status": group["road_status"],
            "commune_name": group["commune_name"],
        }
        for group in document["groups"]
        if group["by"] == "marker" and is_needed(group["needs_road"])
    ]
    if not markers:
        return []
    heading, title = say("section.strip", lang), say("title.strip", lang)
    sentence = say("strip.why", lang, needing=number(len(markers), lang))
    chart = Chart("strip", heading, markers)
    return [Section("strip", heading, [sentence], chart=chart, chapter="annex", title=title)]


def _markers(document: Counted, lang: Language, *, internal: bool) -> Section:
    """Return the list of all markers; with the files behind it, it is internal."""
    tables = [
        markers_table(document, need=need, lang=lang, internal=internal) for need in (True, False)
    ]
    count = number(len(tables[0].values), lang)
    shown = [table for table in tables if table.values]
    return Section(
        "marker",
        say("section.marker", lang, count=count),
        tables=shown,
        remarks=() if internal else [say("marker.why", lang)],
        chapter="internal" if internal else "annex",
        title=say("title.marker", lang),
    )
