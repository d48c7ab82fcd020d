"""What was reported before, in words: whether it still holds, and what changed it."""

from __future__ import annotations

from typing import Any

from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Notice, Section, Table, Weight
from mocgioi.outputs.report.tables import Column, evidence_text, lay_out, plain
from mocgioi.outputs.wording import NOTHING, aspect_name, instant, number, say, seen_on, value_text


def publication_notices(document: dict[str, Any], lang: Language) -> list[Notice]:
    """Say of each report published for this very day whether today's data still give it."""
    return [
        notice
        for entry in document.get("publications", ())
        if entry["as_of"] == document["as_of"]
        for notice in _notices(entry, lang)
    ]


def _notices(entry: dict[str, Any], lang: Language) -> list[Notice]:
    """Say whether the figure holds, and whether the tables under it do."""
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


def _notice(key: str, entry: dict[str, Any], about: list[dict[str, Any]], lang: Language) -> Notice:
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
    return Notice(weight, sentence, tuple(_told(moved, lang) for moved in about))


def _told(moved: dict[str, Any], lang: Language) -> str:
    return f"{moved['number']} ({_change(moved, lang)}; {_events(moved, lang)})"


def publications_section(document: dict[str, Any], lang: Language) -> list[Section]:
    """Return every report published until the day, and what moved since; nothing without any."""
    entries = document["publications"]
    if not entries:
        return []
    columns = [
        plain("title", "title"),
        plain("as_of", "as_of", "day"),
        Column("reported", _fraction),
        Column("now", lambda entry, lang: _fraction(entry["now"], lang)),
        Column("holds", _holds),
        Column("moved", lambda entry, lang: len(entry["moved"]), "whole"),
    ]
    caption = say("table.publications", lang)
    tables = [lay_out("publications", caption, columns, entries, None, lang)]
    tables += [_moved_table(entry, lang) for entry in entries if entry["moved"]]
    heading = say("section.publications", lang)
    return [Section("publications", heading, [say("publications.why", lang)], [], tables)]


def _holds(entry: dict[str, Any], lang: Language) -> str:
    if not entry["agrees"]:
        return say("need.no", lang)
    return say("holds.figure" if entry["moved"] else "need.yes", lang)


def _moved_table(entry: dict[str, Any], lang: Language) -> Table:
    columns = [plain("marker", "number"), Column("change", _change), Column("events", _events)]
    caption = say("table.moved", lang, title=entry["title"])
    return lay_out("moved", caption, columns, entry["moved"], None, lang)


def _fraction(entry: dict[str, Any], lang: Language) -> str:
    built = number(entry["road_built"], lang)
    return f"{built}/{number(entry['markers_needing_road'], lang)}"


def _change(moved: dict[str, Any], lang: Language) -> str:
    said = []
    for key, aspect in _KEPT.items():
        before, now = (
            moved[when].get(f"{key}_name") or value_text(aspect, moved[when][key], lang)
            for when in ("before", "now")
        )
        if moved["before"][key] != moved["now"][key]:
            about = aspect_name(aspect, lang)
            said.append(say("change.said", lang, aspect=about, before=before, now=now))
    return "; ".join(said)


_KEPT = {
    "road_status": "road_status",
    "needs_road": "need_road",
    "commune": "commune",
    "post": "post",
}
"""Aspects a publication keeps, by their key in the document."""


def _events(moved: dict[str, Any], lang: Language) -> str:
    told = [event_text(event, lang) for event in moved["events"]]
    return "; ".join(told) or say("event.none", lang)


def event_text(event: dict[str, Any], lang: Language) -> str:
    """Return an event in words: what was recorded, from which file and row, by whom, when."""
    named = {
        "aspect": aspect_name(event["aspect"], lang),
        "value": event["name"] or value_text(event["aspect"], event["value"], lang),
        "where": evidence_text(event["evidence"], lang) or NOTHING,
        "recorded": instant(event["recorded_at"], lang),
    }
    if event["kind"] == "observation":
        when = seen_on(event["evidence"]["observed_on"], lang)
        return say("event.observation", lang, day=when, **named)
    return say(
        "event.decision",
        lang,
        verdict=say(f"verdict.{event['verdict']}", lang),
        by=event["by"] or NOTHING,
        why=event["why"] or NOTHING,
        **named,
    )
