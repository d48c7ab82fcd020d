"""The sections of the full report, in the order the conference goes through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.counting import PLACES, is_needed
from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Chart, Section
from mocgioi.outputs.report.tables import markers_table, table_of
from mocgioi.outputs.wording import number, percent, say

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Group
    from mocgioi.documents.full_report import FullReport


def grouping_section(document: Counted, by: str, lang: Language, *, internal: bool) -> Section:
    """Return the table of one grouping under its own heading."""
    table = table_of(document, by, lang, internal=internal)
    return Section(by, table.caption, [], [], [table])


def full_sections(document: FullReport, lang: Language, *, internal: bool) -> list[Section]:
    """Return the sections of a document that has the keys of the full report."""
    from mocgioi.outputs.report import cases, over_time, publications, targets, waiting, works

    if not document["totals"]["markers"]:
        return []
    groupings = [
        _led(grouping_section(document, by, lang, internal=internal), document, lang)
        for by in document["by"]
        if by != "marker"
    ]
    sections = [
        *groupings,
        *_locator(document, lang),
        *_strip(document, lang),
        over_time.progress_section(document, lang),
        *publications.publications_section(document, lang),
        over_time.changes_section(document, lang),
        *filter(None, [targets.targets_section(document, lang)]),
        *([works.scheme_section(document, lang)] if document["scheme"]["works"] else []),
        *([works.roads_section(document, lang)] if document["roads"] else []),
        *(
            [works.contributions_section(document, lang)]
            if document["contributions"]["entries"]
            else []
        ),
        waiting.condition_section(document, lang),
        cases.cases_section(document, lang),
        waiting.inspections_section(document, lang),
        waiting.disagreements_section(document, lang),
        waiting.not_reported_section(document, lang),
    ]
    return [*sections, *_markers(document, lang, internal=internal)]


def _led(section: Section, document: FullReport, lang: Language) -> Section:
    """Say first where the share is highest and lowest; draw the communes."""
    groups = [g for g in document["groups"] if g["by"] == section.key]
    if section.key in PLACES:
        section = section._replace(paragraphs=_extremes(groups, lang))
    if section.key == "commune":
        section = section._replace(chart=Chart("bars", say("chart.bars", lang), groups))
    return section


def _extremes(groups: list[Group], lang: Language) -> list[str]:
    """Name the groups with the highest and the lowest share; nothing where all are alike."""
    shares = [g["percent"] for g in groups if g["percent"] is not None and g["code"]]
    if not shares or max(shares) == min(shares):
        return []
    best, last = (
        ", ".join(
            f"{g['name']} ({number(g['road_built'], lang)}/"
            f"{number(g['markers_needing_road'], lang)})"
            for g in groups
            if g["percent"] == share and g["code"]
        )
        for share in (max(shares), min(shares))
    )
    highest, lowest = (percent(share, lang) for share in (max(shares), min(shares)))
    return [say("groups.extremes", lang, highest=highest, best=best, lowest=lowest, last=last)]


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
    return [Section("locator", heading, [say("locator.why", lang)], [], [], chart)]


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
    heading = say("section.strip", lang)
    sentence = say("strip.why", lang, needing=number(len(markers), lang))
    return [Section("strip", heading, [sentence], [], [], Chart("strip", heading, markers))]


def _markers(document: FullReport, lang: Language, *, internal: bool) -> list[Section]:
    """Return the annex that lists every marker with its evidence."""
    if "marker" not in document["by"]:
        return []
    tables = [
        markers_table(document, need=need, lang=lang, internal=internal) for need in (True, False)
    ]
    count = number(len(tables[0].values), lang)
    heading = say("section.marker", lang, count=count)
    shown = [table for table in tables if table.values]
    return [Section("marker", heading, tables=shown, chapter="annex")]
