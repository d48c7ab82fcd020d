"""One marker, and what waits for a person, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly
from mocgioi.outputs.alarms import alarm_text, possible_word
from mocgioi.outputs.receipts import ALARM
from mocgioi.outputs.wording import (
    NOTHING,
    aspect_name,
    day,
    hinted,
    instant,
    number,
    one_line,
    say,
    source_of,
    times,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.documents.evidence import DecisionMade, Evidence, HistoryEntry
    from mocgioi.documents.explain import FundingRoad
    from mocgioi.documents.marker import Marker, Photograph, StateSeen

NEVER = Text("chưa có số liệu", "not known")
_SINCE = Text("từ ngày", "since")
_EVIDENCE = Text("căn cứ", "evidence")
HISTORY = Text("Lịch sử:", "History:")
_CASES = Text("Xử lý hư hỏng:", "What was done about damage:")
_PHOTOS = Text("Ảnh:", "Photographs:")
_TAKEN = Text("chụp {}", "taken {}")
_OFF = Text("cách mốc {} m", "{} m from the marker")
_NO_PHOTOS = Text("Mốc {} chưa có ảnh nào.", "Marker {} has no photographs.")
_WAITS = Text("Số liệu chưa thống nhất", "Inconsistent reports")
_NOTHING_WAITS = Text("Không có số liệu chưa thống nhất.", "Nothing waits for a decision.")
_HELD = Text("dòng được giữ lại chờ xem xét", "a row held for a person")
_MEANWHILE = Text("đang tính", "counted at present")
_REGISTERED = Text("có trong sổ đăng ký", "in the register")
_HOW = Text(f"Quyết định: {HINT}", f"To decide: {HINT}")
_DECIDE: dict[Language, Hint] = {
    "vi": Hint("conflicts resolve", ("MÃ", "--keep", "SỐ_LIỆU", "--why", '"lý do"')),
    "en": Hint("conflicts resolve", ("ID", "--keep", "OBSERVATION", "--why", '"reason"')),
}
SHORT = 8


def show(document: Marker, lang: Language) -> str:
    """Return the document ``mocgioi.marker/1`` as text, what must be reported at once first."""
    lines = times(document["as_of"], document["known_at"], lang)
    number = document["number"]
    for case in document["cases"]:
        if case["alarm"] == "sure":
            condition = label("marker_condition", case["condition"] or "", lang)
            lines += [ALARM.to(lang).format(number=number, condition=condition), ""]
        elif case["alarm"] == "possible":
            lines += [f"{possible_word(lang)}: {alarm_text(a, lang)}" for a in case["alarms"]]
            lines.append("")
    places = [document["commune"]["name"], document["post"]["name"]]
    lines.append(" · ".join([number, label("kind", document["kind"], lang), *filter(None, places)]))
    states = cast("Mapping[str, StateSeen]", document)
    for aspect in ASPECTS.values():
        if aspect.key:
            state = states[aspect.key]
            value = cast("str | None", state.get(aspect.value_key))
            lines.append(f"  {aspect.label.to(lang)}: {_state(state, aspect.code, value, lang)}")
        if aspect.code == "funding":
            lines += [f"    {one_line(papers_line(road, lang))}" for road in document["roads"]]
    if document["disagreements"]:
        lines.append(f"  {_WAITS.to(lang)}: {', '.join(document['disagreements'])}")
    if document["cases"]:
        from mocgioi.outputs.cases_text import case_lines

        lines += ["", _CASES.to(lang)]
        lines += [f"  {line}" for case in document["cases"] for line in case_lines(case, lang)]
    if document["photos"]:
        lines += ["", _PHOTOS.to(lang)]
        lines += [f"  {photo_line(photo, lang)}" for photo in document["photos"]]
    lines += ["", HISTORY.to(lang)]
    lines += [f"  {event_line(event, lang)}" for event in document["history"]]
    return "".join(f"{line}\n" for line in lines)


def papers_line(road: FundingRoad, lang: Language) -> str:
    """Return who paid by the papers of a road."""
    return say(
        "explain.road",
        lang,
        road=road["name"] or NOTHING,
        funding=value_text("funding", road["funding"], lang),
        source=road["source"] or NOTHING,
    )


def nothing_known(aspect: str, lang: Language) -> str:
    """Return what stands in the place of an aspect of a marker of which nobody said anything."""
    return say("not_reported", lang) if aspect in SURVEYED else NEVER.to(lang)


def _state(state: StateSeen, aspect: str, value: str | None, lang: Language) -> str:
    if value is None:
        return nothing_known(aspect, lang)
    text = value_text(aspect, value, lang)
    if state["observed_on"]:
        text += f", {_SINCE.to(lang)} {day(state['observed_on'], lang)}"
    where = place_of(state, lang)
    return f"{text} ({_EVIDENCE.to(lang)}: {where})" if where else text


def place_of(event: StateSeen | Evidence | HistoryEntry | Photograph, lang: Language) -> str:
    """Return the file and row that something stands in, empty where it came with none."""
    if not event["file"]:
        return ""
    place = [source_of(event["file"], lang)]
    if event["row"] is not None:
        place.append(say("evidence.row", lang, row=str(event["row"])))
    return ", ".join(place)


def photo_line(photo: Photograph, lang: Language) -> str:
    """Return one photograph as a line: name, when and how far from the marker it was taken."""
    parts = [one_line(photo["name"]), *_taken(photo, lang), place_of(photo, lang)]
    return " · ".join(filter(None, parts))


def photo_taken(photo: Photograph, lang: Language) -> str:
    """Return one photograph as minutes name it: by when and where it was taken, else its name."""
    return ", ".join(_taken(photo, lang)) or one_line(photo["name"])


def _taken(photo: Photograph, lang: Language) -> list[str]:
    """Return when a photograph was taken, and how far from the marker."""
    taken = [_TAKEN.to(lang).format(instant(photo["taken_at"], lang))] if photo["taken_at"] else []
    if photo["distance_m"] is not None:
        taken.append(_OFF.to(lang).format(number(photo["distance_m"], lang)))
    return taken


def no_photos(marker: str, lang: Language) -> str:
    """Return the sentence that a marker has no photographs."""
    return _NO_PHOTOS.to(lang).format(marker)


def event_line(event: HistoryEntry, lang: Language) -> str:
    """Return one observation as a line: day, what, value, where from, who, what was decided."""
    aspect = event["aspect"]
    is_worded = aspect in CODE_LISTS or aspect == "road_completed_on"
    value = value_text(aspect, event["value"], lang) if is_worded else event["name"]
    observed_on = event["observed_on"]
    parts = [
        event["observation"][:SHORT],
        day(observed_on, lang) if observed_on else say("seen.from_the_beginning", lang),
        _REGISTERED.to(lang) if aspect == "existence" else f"{aspect_name(aspect, lang)}: {value}",
        place_of(event, lang),
        event["observer"] or "",
    ]
    return (
        " · ".join(filter(None, parts)) + because(event["why"]) + decided(event["decisions"], lang)
    )


def because(why: str | None) -> str:
    """Return the reason given for an event, in brackets behind it; empty where there is none."""
    return f" ({one_line(why)})" if why else ""


def decided(decisions: Sequence[DecisionMade], lang: Language) -> str:
    """Return what follows the line of an observation: a line for each decision about it."""
    lines = ""
    for decision in decisions:
        who = ", ".join(filter(None, [decision["decided_by"], decision["why"]]))
        when = instant(decision["recorded_at"], lang)
        verdict = say(f"verdict.{decision['verdict']}", lang)
        lines += f"\n      {verdict} {when}"
        lines += f" ({who})" if who else ""
    return lines


def disagreements(document: Conflicts, lang: Language, *, spell: Speller = plainly) -> str:
    """Return the document ``mocgioi.conflicts/1`` as text, each with both sides' evidence.

    Args:
        spell: how the command that decides is written.
    """
    if not document["conflicts"]:
        return _NOTHING_WAITS.to(lang) + "\n"
    lines = [f"{_WAITS.to(lang)} ({len(document['conflicts'])}):"]
    for conflict in document["conflicts"]:
        reason = _HELD.to(lang) if conflict["reason"] == "held" else ""
        about = aspect_name(conflict["aspect"], lang)
        on = day(conflict["observed_on"], lang) if conflict["observed_on"] else ""
        head = " · ".join(filter(None, [conflict["marker"], about, on, reason]))
        lines += ["", f"{conflict['id']}  {head}"]
        lines += [f"  {event_line(side, lang)}" for side in conflict["sides"]]
        if conflict["standing"]:
            lines.append(f"  {_MEANWHILE.to(lang)}: {event_line(conflict['standing'], lang)}")
    lines += ["", hinted(_HOW, lang, [_DECIDE[lang]], spell)]
    return "".join(f"{line}\n" for line in lines)
