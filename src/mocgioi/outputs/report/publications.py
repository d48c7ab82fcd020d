"""What was reported before, in words: whether it still holds, and what changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mocgioi.errors import Language
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report.parts import Notice, Section, Table, Weight
from mocgioi.outputs.report.tables import Column, evidence_text, lay_out, plain
from mocgioi.outputs.wording import (
    NOTHING,
    aspect_name,
    instant,
    local_day,
    number,
    say,
    seen_on,
    value_text,
)
from mocgioi.outputs.wording import day as written_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.coverage import Coverage
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.publication import (
        Defended,
        FigureNow,
        MovedMarker,
        RecordedSince,
        ReportedState,
    )


def publication_notices(document: Coverage, lang: Language, *, paper: bool) -> list[Notice]:
    """Say of each report published for this very day whether today's data still give it.

    Args:
        paper: in a paper that is signed, which says in one sentence what was adjusted, and
            nothing where nothing was; else with each event behind it.
    """
    notices = _adjusted if paper else holding_notices
    return [
        notice
        for entry in document["publications"]
        if entry["as_of"] == document["as_of"]
        for notice in notices(entry, lang)
    ]


def _adjusted(entry: Defended, lang: Language) -> list[Notice]:
    """Say which markers were adjusted since a report, and on which days."""
    counting = [moved for moved in entry["moved"] if moved["counts_otherwise"]]
    about = counting or entry["moved"]
    if entry["agrees"] and not about:
        return []
    key = "same" if entry["agrees"] else "now"
    if entry["agrees"] and not counting:
        key = "beside"
    instants = {event["recorded_at"] for moved in about for event in moved["events"]}
    days = sorted({local_day(instant) for instant in instants})
    on = ""
    if days:
        span = "day" if len(days) == 1 else "days"
        first, last = (written_day(iso_day, lang) for iso_day in (days[0], days[-1]))
        on = say(f"adjusted.{span}", lang, first=first, last=last)
    sentence = say(
        f"adjusted.{key}",
        lang,
        day=written_day(entry["as_of"], lang),
        published=written_day(local_day(entry["recorded_at"]), lang),
        reported=_fraction(entry, lang),
        now=_fraction(entry["now"], lang),
        markers=quantity(len(about), "marker", lang),
        on=on,
    )
    return [Notice("fact", sentence, tuple(moved["number"] for moved in about))]


def holding_notices(entry: Defended, lang: Language) -> list[Notice]:
    """Say of a report whether its figure holds, and whether the tables under it do; markers that
    are counted otherwise follow, each with what was recorded of it since.
    """
    counting = [moved for moved in entry["moved"] if moved["counts_otherwise"]]
    beside = [moved for moved in entry["moved"] if not moved["counts_otherwise"]]
    if not entry["agrees"]:
        notices = [_notice("publication.differs", entry, counting, lang)]
    elif counting:
        notices = [_notice("publication.moved", entry, counting, lang)]
    elif beside:
        return [_notice("publication.figure_only", entry, beside, lang)]
    else:
        return [_notice("publication.agrees", entry, [], lang)]
    return notices + ([_notice("publication.beside", entry, beside, lang)] if beside else [])


def _notice(key: str, entry: Defended, about: list[MovedMarker], lang: Language) -> Notice:
    sentence = say(
        key,
        lang,
        title=entry["title"],
        recorded=instant(entry["recorded_at"], lang),
        reported=_fraction(entry, lang),
        now=_fraction(entry["now"], lang),
        count=number(len(about), lang),
    )
    weight: Weight = "fact" if key == "publication.agrees" else "warning"
    return Notice(weight, sentence, tuple(_item(moved, lang) for moved in about))


def _item(moved: MovedMarker, lang: Language) -> str:
    return f"{moved['number']} ({_change(moved, lang)}; {_events(moved, lang)})"


def publications_section(document: FullReport, lang: Language) -> list[Section]:
    """Return every report published until the day, and what moved since; nothing without any."""
    entries = document["publications"]
    if not entries:
        return []
    columns: list[Column[Defended]] = [
        plain("title", "title"),
        plain("as_of", "as_of", "day"),
        Column("reported", _fraction),
        Column("now", lambda entry, lang: _fraction(entry["now"], lang)),
        Column("holds", _holds),
        Column("moved", lambda entry, lang: len(entry["moved"]), "whole"),
    ]
    caption = say("table.publications", lang)
    tables = [lay_out("publications", caption, columns, entries, None, lang)]
    tables += [moved_table(entry, lang) for entry in entries if entry["moved"]]
    heading = say("section.publications", lang)
    return [Section("publications", heading, [say("publications.why", lang)], [], tables)]


def _holds(entry: Defended, lang: Language) -> str:
    if not entry["agrees"]:
        return say("need.no", lang)
    return say("holds.figure" if entry["moved"] else "need.yes", lang)


def moved_table(entry: Defended, lang: Language) -> Table:
    """Return what is counted otherwise since a report, marker by marker, and what changed it."""
    columns: list[Column[MovedMarker]] = [
        plain("marker", "number"),
        Column("change", _change),
        Column("events", _events),
    ]
    caption = say("table.moved", lang, title=entry["title"])
    return lay_out("moved", caption, columns, entry["moved"], None, lang)


def _fraction(entry: Defended | FigureNow, lang: Language) -> str:
    built = number(entry["road_built"], lang)
    return f"{built}/{number(entry['markers_needing_road'], lang)}"


def _change(moved: MovedMarker, lang: Language) -> str:
    changes = []
    then_kept, now_kept = _kept(moved["before"]), _kept(moved["now"])
    for key, aspect in _KEPT.items():
        before, now = (
            kept.get(f"{key}_name") or value_text(aspect, kept[key], lang)
            for kept in (then_kept, now_kept)
        )
        if then_kept[key] != now_kept[key]:
            about = aspect_name(aspect, lang)
            changes.append(say("change.said", lang, aspect=about, before=before, now=now))
    return "; ".join(changes)


def _kept(state: ReportedState) -> Mapping[str, str | None]:
    return cast("Mapping[str, str | None]", state)


_KEPT = {
    "road_status": "road_status",
    "needs_road": "need_road",
    "commune": "commune",
    "post": "post",
}
"""Aspects a publication keeps, by their key in the document."""


def _events(moved: MovedMarker, lang: Language) -> str:
    events = [event_text(event, lang) for event in moved["events"]]
    return "; ".join(events) or say("event.none", lang)


def event_text(event: RecordedSince, lang: Language) -> str:
    """Return an event in words: what was recorded, from which file and row, by whom, when."""
    named = {
        "aspect": aspect_name(event["aspect"], lang),
        "value": event["name"] or value_text(event["aspect"], event["value"], lang),
        "where": evidence_text(event["evidence"], lang) or NOTHING,
        "recorded": instant(event["recorded_at"], lang),
    }
    if event["kind"] == "observation":
        evidence = event["evidence"]
        when = seen_on(evidence["observed_on"] if evidence else None, lang)
        return say("event.observation", lang, day=when, **named)
    return say(
        "event.decision",
        lang,
        verdict=say(f"verdict.{event['verdict']}", lang),
        by=event["by"] or NOTHING,
        why=event["why"] or NOTHING,
        **named,
    )
