"""The card of one marker: state, evidence, photographs, cases, history; its papers; taking back."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from werkzeug.exceptions import NotFound

from mocgioi.desk import paths
from mocgioi.desk.routes import Route
from mocgioi.desk.work import markers as work
from mocgioi.domain.aspects import ASPECTS, ON_THE_SPOT, SHOWN, TYPED_IN
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import MarkerNotFound, Text
from mocgioi.outputs import alarms, wording
from mocgioi.outputs.cases_text import case_lines
from mocgioi.outputs.marker_text import place_of
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

_SHA256 = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{32}")
_DRAWING = threading.Lock()
"""One process at a time makes photographs small."""


_MINUTES = Text("Dự thảo biên bản mốc {}", "Draft minutes of marker {}")
_DATASHEET = Text("Lý lịch mốc {}", "Datasheet of marker {}")
_UNDOING = Text("Hoàn tác số liệu của mốc {}", "Take back what was said of marker {}")
_CHANGING = Text("Sửa danh mục: mốc {}", "Change the register: marker {}")
_SMALL = Text("Thu nhỏ ảnh", "Make photographs small")
_UNDONE = Text("Đã hoàn tác {} số liệu.", "Taken back: {} observations.")
_RETIRED = Text("Đã ghi: mốc {} không còn.", "Recorded: marker {} is no longer there.")
_RENUMBERED = Text("Đã đổi số hiệu {} thành {}.", "Marker {} now has the number {}.")
_NOT_SENT = Text("Chưa chọn tệp cần lập.", "Choose which paper to make.")

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAPERS: dict[str, tuple[Text, str, str]] = {
    "minutes": (_MINUTES, "bien-ban-moc-{}.docx", _DOCX),
    "pdf": (_DATASHEET, "ly-lich-moc-{}.pdf", "application/pdf"),
    "docx": (_DATASHEET, "ly-lich-moc-{}.docx", _DOCX),
}
"""By what is asked for: its title, name as a file, and media type."""


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
    return _card(visit, document)


def _missing(visit: Visit, number: str, error: MarkerNotFound) -> Response:
    """Say that there is no such marker; of one that was retired, lead to the day before."""
    before = next((hint.arguments[-1] for hint in error.hints if "--as-of" in hint.arguments), None)
    return visit.page(
        "markers/missing.html",
        status=404,
        text=error.words(visit.spell).to(visit.lang),
        before=f"{paths.marker(number)}?as_of={quote(before)}" if before else None,
        marker=number,
    )


def _card(
    visit: Visit, document: Marker, *, fault: str = "", of: str = "", status: int = 200
) -> Response:
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
        events=[_event(event, visit) for event in reversed(document["history"])],
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
    return (kind, id, job.title.to(visit.lang)) if job and kind in _PAPERS else None


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
                "since": state["observed_on"],
                "place": place_of(state, visit.lang),
                "batch": state["batch"],
                "observation": state["observation"],
                "may_replace": _may_record(visit, aspect.code),
            }
        )
    return shown


def _may_record(visit: Visit, aspect: str) -> bool:
    return aspect in TYPED_IN and (aspect in ON_THE_SPOT or visit.person.may("take_in"))


def _event(event: HistoryEntry, visit: Visit) -> dict[str, Any]:
    """Return an observation as a line of the history."""
    lang, aspect = visit.lang, event["aspect"]
    is_worded = aspect in CODE_LISTS or aspect == "road_completed_on"
    last = event["decisions"][-1]["verdict"] if event["decisions"] else None
    return {
        "observation": event["observation"],
        "day": wording.day(event["observed_on"], lang)
        if event["observed_on"]
        else wording.say("seen.from_the_beginning", lang),
        "what": wording.aspect_name(aspect, lang),
        "value": wording.value_text(aspect, event["value"], lang) if is_worded else event["name"],
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
        "is_undone": last == "undone",
        "may_undo": last != "undone" and event["batch"] is not None and _is_alone(event),
    }


def _is_alone(event: HistoryEntry) -> bool:
    """Say whether an event can be taken back by itself: a row, or what was typed in."""
    return event["row"] is not None or (event["file"] or "") in BY_HAND


def _neighbours(visit: Visit, number: str) -> tuple[str | None, str | None]:
    """Return the numbers of the markers before and after this one along the border."""
    numbers = [line.number for line in visit.tracker.register.search(within=visit.sector).markers]
    if number not in numbers:
        return None, None
    at = numbers.index(number)
    return (numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None)


# ---------------------------------------------------------------------- papers


def make_paper(visit: Visit, number: str) -> Response:
    """Begin to make the minutes or the datasheet of a marker."""
    document = document_of(visit, number)
    asked = visit.form.get("paper", "")
    if asked not in _PAPERS:
        return _card(visit, document, fault=_NOT_SENT.to(visit.lang), of="paper", status=400)
    title = Text(*(words.format(document["number"]) for words in _PAPERS[asked][0]))
    path = paths.marker(document["number"])
    args: dict[str, Any] = {} if asked == "minutes" else {"form": asked}
    return visit.begin(
        work.minutes if asked == "minutes" else work.datasheet,
        title,
        then=f"{path}?made={asked}:{{job}}#made",
        back=path,
        store=visit.desk.store,
        number=document["number"],
        lang=visit.lang,
        **args,
    )


def paper(visit: Visit, number: str, kind: str, job: str) -> Response:
    """Give a paper that was made of a marker."""
    document = document_of(visit, number)
    done = visit.job(job)
    if kind not in _PAPERS or done.state != "done" or not isinstance(done.result, bytes):
        raise NotFound
    _, name, media_type = _PAPERS[kind]
    return visit.file(done.result, name.format(document["number"].replace("/", "-")), media_type)


# ---------------------------------------------------------------------- photographs


def thumbnail(visit: Visit, number: str, sha256: str) -> Response:
    """Give a photograph of the marker made small."""
    document = document_of(visit, number)
    own = [photo["sha256"] for photo in document["photos"]]
    if not _SHA256.fullmatch(sha256) or sha256 not in own:
        raise NotFound
    made = visit.desk.made
    with _DRAWING:
        content = made.content("photo", sha256)
        if content is None:
            lacking = [
                (sha, made.place("photo", sha)) for sha in own if made.content("photo", sha) is None
            ]
            visit.ask(work.thumbnails, _SMALL, photos=lacking)
            content = made.content("photo", sha256)
    if not content:
        raise NotFound
    response = visit.file(content, f"{sha256[:8]}.jpg", "image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def photograph(visit: Visit, number: str, sha256: str) -> Response:
    """Give a photograph of the marker as it came."""
    document = document_of(visit, number)
    shown = next((photo for photo in document["photos"] if photo["sha256"] == sha256), None)
    if shown is None:
        raise NotFound
    name = wording.one_line(shown["name"]).replace("/", "_").replace("\\", "_")
    content = visit.tracker.photos.content(sha256)
    return visit.file(content, name, "application/octet-stream")


# ---------------------------------------------------------------------- taking back, the register


def ask_undo(visit: Visit, number: str, observation: str) -> Response:
    """Show what would be taken back, and ask for the reason."""
    return _undo_page(visit, document_of(visit, number), observation)


def _undo_page(
    visit: Visit, document: Marker, observation: str, *, fault: str = "", status: int = 200
) -> Response:
    event, row = _undoable(document, observation)
    with_it = [
        _event(each, visit)
        for each in document["history"]
        if each["batch"] == event["batch"] and row in (None, each["row"])
    ]
    return visit.page(
        "markers/undo.html",
        status=status,
        marker=document["number"],
        path=paths.marker(document["number"]),
        observation=observation,
        event=_event(event, visit),
        row=row,
        with_it=with_it,
        typed=visit.form,
        fault=fault,
    )


def _undoable(document: Marker, observation: str) -> tuple[HistoryEntry, int | None]:
    """Return an event that can be taken back by itself, and the row that says it."""
    found = None
    if _UUID.fullmatch(observation):
        found = next((e for e in document["history"] if e["observation"] == observation), None)
    if found is None or found["batch"] is None or not _is_alone(found):
        raise NotFound
    return found, found["row"]


def undo(visit: Visit, number: str, observation: str) -> Response:
    """Take back what a row, or what was typed in, says."""
    document = document_of(visit, number)
    event, row = _undoable(document, observation)
    title = Text(*(words.format(document["number"]) for words in _UNDOING))

    def refused(fault: str) -> Response:
        return _undo_page(visit, document, observation, fault=fault, status=400)

    def done(result: Any) -> None:
        visit.say(Text(*(words.format(result.observations) for words in _UNDONE)))

    return visit.do(
        work.undo,
        title,
        then=paths.marker(document["number"]),
        done=done,
        refused=refused,
        batch=event["batch"],
        row=row,
        why=visit.form.get("why", ""),
    )


def retire(visit: Visit, number: str) -> Response:
    """Record that a marker is no longer there."""
    document = document_of(visit, number)
    shown = document["number"]

    def done(result: Any) -> None:
        visit.say(Text(*(words.format(shown) for words in _RETIRED)))

    return visit.do(
        work.retire,
        Text(*(words.format(shown) for words in _CHANGING)),
        then=f"/markers?q={quote(shown, safe='')}&list=1",
        done=done,
        refused=lambda fault: _card(visit, document, fault=fault, of="retire", status=400),
        number=shown,
        on=visit.form.get("on", ""),
        why=visit.form.get("why", ""),
    )


def renumber(visit: Visit, number: str) -> Response:
    """Give a marker another number."""
    document = document_of(visit, number)
    shown, new = document["number"], visit.form.get("new", "")

    def done(result: Any) -> None:
        visit.say(Text(*(words.format(shown, new) for words in _RENUMBERED)))

    return visit.do(
        work.renumber,
        Text(*(words.format(shown) for words in _CHANGING)),
        then=paths.marker(new),
        done=done,
        refused=lambda fault: _card(visit, document, fault=fault, of="renumber", status=400),
        number=shown,
        new=new,
        on=visit.form.get("on", ""),
        why=visit.form.get("why", ""),
    )


ROUTES = [
    Route("GET", "/marker/<path:number>", show, "read", in_sector=True),
    Route("POST", "/marker/<path:number>/paper", make_paper, "read", in_sector=True),
    Route("GET", "/marker/<path:number>/paper/<kind>/<job>", paper, "read", in_sector=True),
    Route("GET", "/marker/<path:number>/small/<sha256>", thumbnail, "read", in_sector=True),
    Route("GET", "/marker/<path:number>/photo/<sha256>", photograph, "read", in_sector=True),
    Route("GET", "/marker/<path:number>/undo/<observation>", ask_undo, "decide"),
    Route("POST", "/marker/<path:number>/undo/<observation>", undo, "decide"),
    Route("POST", "/marker/<path:number>/retire", retire, "take_in"),
    Route("POST", "/marker/<path:number>/renumber", renumber, "take_in"),
]
