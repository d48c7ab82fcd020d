"""What was reported before, in words: whether it still holds, and what changed it."""

from __future__ import annotations

from typing import Any

from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Notice, Section, Table, Weight
from mocgioi.outputs.report.tables import Column, evidence_text, lay_out, plain
from mocgioi.outputs.wording import NOTHING, day, instant, number, say


def publication_notices(document: dict[str, Any], lang: Language) -> list[Notice]:
    """Say of each report published for this very day whether today's data still give it."""
    return [
        _notice(entry, lang)
        for entry in document.get("publications", ())
        if entry["as_of"] == document["as_of"]
    ]


def _notice(entry: dict[str, Any], lang: Language) -> Notice:
    key = "publication.agrees"
    if entry["moved"]:
        key = "publication.moved" if entry["agrees"] else "publication.differs"
    elif not entry["agrees"]:
        key = "publication.differs"
    sentence = say(
        key,
        lang,
        title=entry["title"],
        recorded=instant(entry["recorded_at"], lang),
        reported=_fraction(entry, lang),
        now=_fraction(entry["now"], lang),
    )
    weight: Weight = "warning" if entry["moved"] else "fact"
    return Notice(weight, sentence, tuple(_told(moved, lang) for moved in entry["moved"]))


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
        Column("holds", lambda e, lang: say("need.yes" if e["agrees"] else "need.no", lang)),
    ]
    caption = say("table.publications", lang)
    tables = [lay_out("publications", caption, columns, entries, None, lang)]
    tables += [_moved_table(entry, lang) for entry in entries if entry["moved"]]
    heading = say("section.publications", lang)
    return [Section("publications", heading, [say("publications.why", lang)], [], tables)]


def _moved_table(entry: dict[str, Any], lang: Language) -> Table:
    columns = [plain("marker", "number"), Column("change", _change), Column("events", _events)]
    caption = say("table.moved", lang, title=entry["title"])
    return lay_out("moved", caption, columns, entry["moved"], None, lang)


def _fraction(entry: dict[str, Any], lang: Language) -> str:
    built = number(entry["road_built"], lang)
    return f"{built}/{number(entry['markers_needing_road'], lang)}"


def _change(moved: dict[str, Any], lang: Language) -> str:
    said = []
    for key, aspect in (("road_status", "road_status"), ("needs_road", "need_road")):
        before, now = moved["before"][key], moved["now"][key]
        if before != now:
            named = {"before": _value(aspect, before, lang), "now": _value(aspect, now, lang)}
            said.append(say("change.said", lang, aspect=say(f"aspect.{aspect}", lang), **named))
    return "; ".join(said)


def _value(aspect: str, value: str | None, lang: Language) -> str:
    if value is None:
        return say("not_reported", lang) if aspect == "road_status" else NOTHING
    return label(aspect, value, lang) if aspect in CODE_LISTS else value


def _events(moved: dict[str, Any], lang: Language) -> str:
    told = [event_text(event, lang) for event in moved["events"]]
    return "; ".join(told) or say("event.none", lang)


def event_text(event: dict[str, Any], lang: Language) -> str:
    """Return an event in words: what was recorded, from which file and row, by whom, when."""
    named = {
        "aspect": say(f"aspect.{event['aspect']}", lang),
        "value": _value(event["aspect"], event["value"], lang),
        "where": evidence_text(event["evidence"], lang) or NOTHING,
        "recorded": instant(event["recorded_at"], lang),
    }
    if event["kind"] == "observation":
        return say(
            "event.observation", lang, day=day(event["evidence"]["observed_on"], lang), **named
        )
    return say(
        "event.decision",
        lang,
        verdict=say(f"verdict.{event['verdict']}", lang),
        by=event["by"] or NOTHING,
        why=event["why"] or NOTHING,
        **named,
    )
