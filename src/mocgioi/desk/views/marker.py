"""The card of one marker: state, evidence, photographs, cases, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from mocgioi.desk import paths
from mocgioi.desk.replacing import may_replace
from mocgioi.desk.routes import Route
from mocgioi.domain.aspects import ASPECTS, ON_THE_SPOT, SHOWN, TYPED_IN
from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import MarkerNotFound
from mocgioi.outputs import alarms, wording
from mocgioi.outputs.cases_text import case_lines
from mocgioi.outputs.marker_text import nothing_known, place_of
from mocgioi.outputs.receipts import ALARM
from mocgioi.tracker.moments import today
from mocgioi.tracker.numbers import present_number
from mocgioi.words.of_batches import BY_HAND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.documents.marker import Marker, StateSeen
    from mocgioi.errors import Language


def document_of(visit: Visit, number: str) -> Marker:
    """Return what is known of a marker of the visitor's part, as of the day that is asked for.

    Raises:
        MarkerNotFound: there is none, or it is of another sector.
    """
    sector = visit.sector
    if sector is not None and present_number(visit.tracker.store, number) not in sector:
        raise MarkerNotFound(
            f"Không có mốc «{number}» trong kho số liệu. Kiểm tra lại số hiệu.",
            f"There is no marker “{number}”. Check the number.",
        )
    return visit.tracker.show(number, as_of=visit.asked.get("as_of") or None)


def show(visit: Visit, number: str) -> Response:
    """Show the card of a marker; any other spelling leads to its own address."""
    try:
        document = document_of(visit, number)
    except MarkerNotFound as error:
        return _missing(visit, number, error)
    if document["number"] != number:
        return visit.go(paths.marker(document["number"]))
    return card(visit, document)


def _missing(visit: Visit, number: str, error: MarkerNotFound) -> Response:
    """Say that there is no such marker; of one that was retired, lead to the day before."""
    before = next((hint.arguments[-1] for hint in error.hints if "--as-of" in hint.arguments), None)
    return visit.page(
        "markers/missing.html",
        status=404,
        text=visit.words(error).to(visit.lang),
        before=f"{paths.marker(number)}?as_of={quote(before)}" if before else None,
        marker=number,
    )


def card(
    visit: Visit, document: Marker, *, fault: str = "", of: str = "", status: int = 200
) -> Response:
    """Answer with the card of a marker.

    Args:
        fault: why something that was sent from it was not done. of: of which of its forms.
    """
    lang, number = visit.lang, document["number"]
    is_today = document["as_of"] is None
    return visit.page(
        "markers/card.html",
        status=status,
        document=document,
        marker=number,
        path=paths.marker(number),
        alarms=list(_alarms(document, visit)),
        states=_states(document, visit),
        cases=[[line.strip() for line in case_lines(case, lang)] for case in document["cases"]],
        photos=[
            {
                "sha256": photo["sha256"],
                "name": wording.one_line(photo["name"]),
                "day": photo["observed_on"],
                "distance_m": photo["distance_m"],
                "place": place_of(photo, lang),
            }
            for photo in reversed(document["photos"])
        ],
        events=[event_of(event, visit) for event in reversed(document["history"])],
        neighbours=_neighbours(visit, number),
        may_record=is_today and visit.person.may("record"),
        may_change=is_today and visit.person.may("take_in"),
        made=_made(visit),
        today=today(),
        fault=fault,
        fault_of=of,
        typed=visit.form,
        marker_path=paths.marker,
        decimals=lambda value, places: wording.number(value, lang, places),
        label=lambda code_list, code: label(code_list, code, lang) if code else wording.NOTHING,
    )


def _made(visit: Visit) -> tuple[str, str, str] | None:
    """Return the paper that was just made: kind, job, and what it is called."""
    kind, _, id = visit.asked.get("made", "").partition(":")
    job = visit.desk.jobs.of(id, visit.session.key)
    return (kind, id, job.title.to(visit.lang)) if job and kind.isalpha() else None


def _alarms(document: Marker, visit: Visit) -> list[tuple[str, str]]:
    """Return what must be said first, each with its kind."""
    lang = visit.lang
    said = []
    for case in document["cases"]:
        if case["alarm"] == "sure":
            condition = label("marker_condition", case["condition"] or "", lang)
            words = ALARM.to(lang).format(number=document["number"], condition=condition)
            said.append(("fault", words))
        elif case["alarm"] == "possible":
            lines = (alarms.alarm_text(alarm, lang) for alarm in case["alarms"])
            said += [("note", f"{alarms.possible_word(lang)}: {line}") for line in lines]
    return said


def _states(document: Marker, visit: Visit) -> list[dict[str, Any]]:
    """Return the state of each aspect, with what it rests on."""
    states = cast("Mapping[str, StateSeen]", document)
    shown = []
    for aspect in map(ASPECTS.__getitem__, SHOWN):
        state = states[str(aspect.key)]
        value = cast("str | None", state.get(aspect.value_key))
        shown.append(
            {
                "code": aspect.code,
                "heading": aspect.heading.to(visit.lang),
                "value": None
                if value is None
                else wording.value_text(aspect.code, value, visit.lang),
                "unknown": nothing_known(aspect.code, visit.lang),
                "since": state["observed_on"],
                "place": place_of(state, visit.lang),
                "batch": state["batch"],
                "observation": state["observation"],
                "may_replace": _may_record(visit, aspect.code)
                and may_replace(visit, state["batch"]),
            }
        )
    return shown


def _may_record(visit: Visit, aspect: str) -> bool:
    return aspect in TYPED_IN and (aspect in ON_THE_SPOT or visit.person.may("take_in"))


def event_of(event: HistoryEntry, visit: Visit) -> dict[str, Any]:
    """Return an observation as a line of the history."""
    lang, aspect = visit.lang, event["aspect"]
    last = event["decisions"][-1]["verdict"] if event["decisions"] else None
    return {
        "observation": event["observation"],
        "day": wording.day(event["observed_on"], lang)
        if event["observed_on"]
        else wording.say("seen.from_the_beginning", lang),
        "what": wording.aspect_name(aspect, lang),
        "value": _value(event, lang),
        "place": place_of(event, lang),
        "batch": event["batch"],
        "observer": event["observer"],
        "why": event["why"],
        "decisions": [
            {
                "verdict": wording.say(f"verdict.{made['verdict']}", lang),
                "at": wording.instant(made["recorded_at"], lang),
                "by": made["decided_by"],
                "why": made["why"],
            }
            for made in event["decisions"]
        ],
        "is_existence": aspect == "existence",
        "is_undone": last == "undone",
        "may_undo": last != "undone" and event["batch"] is not None and is_alone(event),
    }


def _value(event: HistoryEntry, lang: Language) -> str:
    """Return the value of an observation in words."""
    aspect, value = event["aspect"], event["value"]
    if aspect in ("register_position", "position"):
        place = Position.from_value(value)
        return f"{place.latitude:.6f}, {place.longitude:.6f}"
    is_worded = aspect in CODE_LISTS or aspect in ("existence", "road_completed_on")
    return wording.value_text(aspect, value, lang) if is_worded else event["name"]


def is_alone(event: HistoryEntry) -> bool:
    """Say whether an event can be taken back by itself: a row, or what was typed in."""
    return event["row"] is not None or (event["file"] or "") in BY_HAND


def _neighbours(visit: Visit, number: str) -> tuple[str | None, str | None]:
    """Return the numbers of the markers before and after this one along the border."""
    numbers = [line.number for line in visit.tracker.register.search(within=visit.sector).markers]
    if number not in numbers:
        return None, None
    at = numbers.index(number)
    return (numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None)


ROUTES = [Route("GET", "/marker/<path:number>", show, "read", in_sector=True)]
