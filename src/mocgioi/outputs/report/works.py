"""Sections about works and money: the scheme, the roads, the roll of contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text
from mocgioi.outputs.quantities import listed, quantity
from mocgioi.outputs.report import works_wording as words
from mocgioi.outputs.report.parts import Section, Table, Value, shown
from mocgioi.outputs.report.tables import Column, coded, lay_out, plain
from mocgioi.outputs.wording import number, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.works import (
        Contributions,
        Gift,
        Papers,
        PapersDiffer,
        RoadsOfClass,
        RoadsOfFunding,
        Scheme,
        SchemeMarkers,
        SchemeWork,
    )


def scheme_section(document: FullReport, lang: Language) -> Section:
    """Tell what of the scheme is planned, done and remaining, and why its markers are others."""
    scheme = document["scheme"]
    columns: list[Column[SchemeWork]] = [
        plain("work", "name"),
        Column("serves", _serves),
        plain("markers_served", "markers", "whole"),
        plain("length_m", "length_m", "number"),
        plain("cost_vnd", "cost_vnd", "whole"),
        plain("completed_on", "completed_on", "day"),
        coded("status", "status", "road_status"),
    ]
    if any(work["measured_m"] is not None for work in scheme["works"]):
        columns.insert(4, plain("measured_m", "measured_m", "whole"))
    table = lay_out("scheme", words.SCHEME_TABLE.to(lang), columns, scheme["works"], None, lang)
    differing = [_differing(papers, lang) for papers in scheme["differing"]]
    listed = f"{words.PAPERS_DIFFER.to(lang)}: {'; '.join(differing)}."
    sentences = [_scheme_sum(scheme, lang), *_scheme_done(scheme, lang)]
    sentences += _by_funding(scheme["markers_done"], scheme["by_funding"], lang)
    return Section(
        "scheme",
        say("section.scheme", lang),
        sentences,
        tables=[table],
        remarks=[listed] if differing else [],
    )


def _scheme_sum(scheme: Scheme, lang: Language) -> str:
    markers = scheme["markers_planned"]
    served = quantity(markers, "marker", lang)
    planned = words.SCHEME_PLANNED.to(lang).format(
        works=quantity(scheme["planned"], "work", lang),
        markers=words.SCHEME_SERVES.to(lang).format(markers=served) if markers else "",
    )
    done, left = (
        text.to(lang).format(
            works=quantity(works, "work", lang),
            markers=f" ({quantity(count, 'marker', lang)})" if count else "",
        )
        for text, works, count in (
            (words.SCHEME_DONE, scheme["done"], scheme["markers_done"]),
            (words.SCHEME_LEFT, scheme["remaining"], markers - scheme["markers_done"]),
        )
    )
    if not scheme["done"]:
        return f"{planned}; {words.SCHEME_NOTHING_DONE.to(lang)}."
    if not scheme["remaining"]:
        return f"{planned}; {words.SCHEME_ALL_DONE.to(lang)}."
    return f"{planned}; {done}, {left}."


def _scheme_done(scheme: Scheme, lang: Language) -> list[str]:
    """Tell how long the works done are and what they cost, and how many do not say."""
    if not scheme["done"]:
        return []
    facts = {
        words.LENGTH_STATED: scheme["length_m_done"],
        words.LENGTH_MEASURED: scheme["measured_m_done"],
        words.COST_STATED: scheme["cost_vnd_done"],
    }
    parts = [
        text.to(lang).format(value=shown(value, "number", lang))
        for text, value in facts.items()
        if value is not None
    ]
    if scheme["without_cost"]:
        works = quantity(scheme["without_cost"], "work", lang)
        parts.append(words.COST_NOT_STATED.to(lang).format(works=works))
    return [words.WORKS_DONE.to(lang).format(parts="; ".join(parts))] if parts else []


def _by_funding(done: int, markers: SchemeMarkers, lang: Language) -> list[str]:
    """Say why the markers of the works done are not those counted by funding."""
    reasons: dict[Text, list[str]] = {
        words.NOT_REPORTED: markers["not_reported"],
        words.OTHER_FUNDING: markers["other_funding"],
        words.NOT_NEEDED: markers["not_needed"],
        words.WITHOUT_WORK: markers["without_work"],
    }
    parts = [
        reason.to(lang).format(
            markers=quantity(len(numbers), "marker", lang), numbers=", ".join(numbers)
        )
        for reason, numbers in reasons.items()
        if numbers
    ]
    if markers["only_counted"]:
        counted = quantity(markers["only_counted"], "marker", lang)
        parts.append(words.ONLY_COUNTED.to(lang).format(markers=counted))
    if not parts:
        return []
    sentence = words.BY_FUNDING.to(lang).format(
        done=quantity(done, "marker", lang),
        counted=quantity(markers["counted"], "marker", lang),
        parts="; ".join(parts),
    )
    return [sentence]


def _differing(papers: PapersDiffer, lang: Language) -> str:
    """Return a work with what its own papers and those of its roads say, where they differ."""
    pairs = {
        key: (_of_papers(papers["project"], key, lang), _of_papers(papers["roads"], key, lang))
        for key in words.OF_PAPERS
    }
    parts = [
        words.OF_PAPERS[key].to(lang).format(project=own, roads=of_roads)
        for key, (own, of_roads) in pairs.items()
        if own and of_roads and own != of_roads
    ]
    return f"{papers['name']} ({'; '.join(parts)})"


def _of_papers(papers: Papers, key: str, lang: Language) -> str:
    value = cast("Mapping[str, str | float | None]", papers)[key]
    if key == "funding":
        return label("funding", str(value), lang) if value else ""
    return shown(value, "number", lang) if value is not None else ""


def _serves(entry: SchemeWork | Gift, lang: Language) -> Value:
    return "; ".join(entry["serves"]) or None


def roads_section(document: FullReport, lang: Language) -> Section:
    """Tell how long the roads are and what they cost."""
    by_class, by_funding = document["roads"], document["roads_by_funding"]
    is_measured = any(row["measured_m"] is not None for row in by_class)
    columns = [column for column in _ROADS if is_measured or column.heading != "measured_m"]
    first = coded("road_class", "road_class", "road_class")
    caption = words.ROADS_TABLE.to(lang)
    tables = [lay_out("roads", caption, [first, *columns], by_class, None, lang)]
    if by_funding:
        funding = Column("funding", _funding)
        caption = words.ROADS_BY_FUNDING.to(lang)
        tables.append(
            lay_out("roads_by_funding", caption, [funding, *columns], by_funding, None, lang)
        )
    why = words.ROADS_WHY.to(lang) + (words.ROADS_MEASURED.to(lang) if is_measured else "")
    why += words.ROADS_BESIDE.to(lang)
    sentences = [
        _access_roads(row, lang)
        for row in by_class
        if row["road_class"] == "access" and row["built"]
    ]
    return Section("roads", say("section.roads", lang), sentences, tables=tables, remarks=[why])


def _access_roads(sums: RoadsOfClass, lang: Language) -> str:
    """Tell how many access roads are built, how long they are, and what they cost."""
    cost = sums["cost_vnd"]
    return say(
        "roads.sum",
        lang,
        roads=quantity(sums["built"], "road", lang),
        length=_length(sums, lang),
        cost=say("roads.cost", lang, cost=number(cost, lang)) if cost else "",
    )


def _length(sums: RoadsOfClass, lang: Language) -> str:
    """Tell how long roads are together, and how much of it was measured on the map."""
    stated, measured = sums["length_m"] or 0, sums["measured_m"] or 0
    if not stated + measured:
        return ""
    text = words.LENGTH if not measured else words.LENGTH_PARTLY if stated else words.LENGTH_DRAWN
    return text.to(lang).format(
        length=number(stated + measured, lang), measured=number(measured, lang)
    )


def _funding(entry: RoadsOfFunding, lang: Language) -> str:
    code = entry["funding"]
    return label("funding", code, lang) if code else words.FUNDING_NOT_STATED.to(lang)


def _without(entry: Mapping[str, object], lang: Language) -> str:
    return "; ".join(
        text.to(lang).format(roads=quantity(cast("int", entry[key]), "road", lang))
        for key, text in words.ROADS_WITHOUT.items()
        if entry[key]
    )


_ROADS = (
    plain("roads", "roads", "whole"),
    plain("roads_built", "built", "whole"),
    plain("under_construction", "under_construction", "whole"),
    plain("markers_served", "markers_served", "whole"),
    plain("length_m", "length_m", "number"),
    plain("measured_m", "measured_m", "whole"),
    plain("cost_vnd", "cost_vnd", "whole"),
    plain("cost_vnd_per_m", "cost_vnd_per_m", "whole"),
    Column("remarks", _without),
)


def contributions_section(document: FullReport, lang: Language) -> Section:
    """Name the donors in alphabetical order, with what each gave; the State is none of them."""
    roll = document["contributions"]
    heading = say("section.contributions", lang)
    sentences = [_given(roll, lang), *_not_added(roll, lang)]
    if roll["from_budget_vnd"]:
        worth = number(roll["from_budget_vnd"], lang)
        sentences.append(words.FROM_BUDGET.to(lang).format(worth=worth))
    return Section("contributions", heading, sentences, tables=[_roll(roll, lang)])


def _given(roll: Contributions, lang: Language) -> str:
    """Tell what was given in all: at least so much, where words alone name the least."""
    least = roll["at_least"]
    sums: tuple[tuple[Text, float, float], ...] = (
        (words.MONEY, roll["money_vnd"], least["money_vnd"]),
        (words.MATERIALS, roll["materials_vnd"], least["materials_vnd"]),
        (words.LABOUR, roll["labour_vnd"], least["labour_vnd"]),
        (words.WORKING_DAYS, roll["working_days"], least["working_days"]),
    )
    parts = [
        text.to(lang).format(
            least=words.AT_LEAST.to(lang) if added else "",
            value=shown(stated + added, "number", lang),
        )
        for text, stated, added in sums
        if stated + added
    ]
    donors = quantity(roll["donors"], "donor", lang)
    sentence = words.DONORS.to(lang).format(donors=donors)
    return f"{sentence}: {'; '.join(parts)}." if parts else f"{sentence}."


def _not_added(roll: Contributions, lang: Language) -> list[str]:
    """Say how gifts were added that only words tell, and which were not."""
    sentences = []
    if added := roll["at_least"]["gifts"]:
        gifts = quantity(added, "gift", lang)
        sentences.append(words.ADDED_AS_LEAST.to(lang).format(gifts=gifts))
    left_out = {words.ROUGHLY: roll["about"], words.NO_AMOUNT: roll["without_amount"]}
    parts = [
        text.to(lang).format(gifts=quantity(count, "gift", lang))
        for text, count in left_out.items()
        if count
    ]
    if parts:
        sentences.append(words.NOT_ADDED.to(lang).format(parts=listed(parts, lang)))
    return [" ".join(sentences)] if sentences else []


def _roll(roll: Contributions, lang: Language) -> Table:
    columns: list[Column[Gift]] = [
        Column("donor", lambda e, lang: e["donor"] or words.DONOR_UNNAMED.to(lang)),
        Column("contribution_kind", lambda e, lang: label("contribution_kind", e["kind"], lang)),
        plain("amount_vnd", "amount_vnd", "whole", adds_up=True),
        plain("working_days", "working_days", "number", adds_up=True),
        Column("work", lambda entry, lang: entry["project_name"] or entry["project"]),
        Column("serves", _serves),
        Column("remarks", _words),
    ]
    caption = words.CONTRIBUTIONS_TABLE.to(lang)
    table = lay_out("contributions", caption, columns, roll["entries"], cast("Gift", roll), lang)
    return table._replace(totals=[*(table.totals or ())[:-1], _least_in_all(roll, lang)])


def _least_in_all(roll: Contributions, lang: Language) -> str:
    """Say beside the sum of the numbers what it comes to at least with what words alone name."""
    least = roll["at_least"]
    added = least["money_vnd"] + least["materials_vnd"] + least["labour_vnd"]
    if not added:
        return ""
    return words.LEAST_IN_ALL.to(lang).format(worth=number(roll["amount_vnd"] + added, lang))


def _words(entry: Gift, lang: Language) -> Value:
    """Return the source's own words on how much, where it gives no number."""
    stated = entry["amount_vnd"] is not None or entry["working_days"] is not None
    return "" if stated or not entry["words"] else entry["words"]
