"""Markers searched and listed, and the pages of roads, communes, posts, gates and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from mocgioi.desk import paths
from mocgioi.desk.routes import Route
from mocgioi.desk.work import markers as work
from mocgioi.domain.counting import NOT_REPORTED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Text
from mocgioi.outputs import subject_text, wording
from mocgioi.tracker.moments import today
from mocgioi.tracker.searching import BY_CODE, TRAITS

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.subject import Subject
    from mocgioi.tracker.searching import Found

_PAGE = 100
"""Markers on one page of the list."""

_LONGEST_SEARCH = 200

_LISTS = {
    "need": ("need_road", tuple(CODE_LISTS["need_road"])),
    "road": ("road_status", (*CODE_LISTS["road_status"], NOT_REPORTED)),
    "road_condition": ("road_condition", tuple(CODE_LISTS["road_condition"])),
    "condition": ("marker_condition", tuple(CODE_LISTS["marker_condition"])),
}
"""By what may be asked for: the aspect, and its codes."""

_LOOKING = Text("Xem số liệu", "Look it up")
_CHANGING = Text("Sửa đường «{}»", "Change the road “{}”")
_REMOVED = Text("Đã ghi: đường «{}» không còn.", "Recorded: the road “{}” is no longer there.")
_JOINED = Text("Đã nhập đường «{}» vào «{}».", "The road “{}” was joined to “{}”.")


def search(visit: Visit) -> Response:
    """Show the markers that are looked for; a number leads to the marker itself."""
    words = visit.asked.get("q", "").strip()[:_LONGEST_SEARCH]
    codes = {name: code for name in BY_CODE if (code := visit.asked.get(name, ""))}
    trait = visit.asked.get("trait", "")
    found = visit.tracker.register.search(
        words, codes=codes, trait=trait if trait in TRAITS else None, within=visit.sector
    )
    is_one = found.exactly is not None and len(found.markers) <= 1
    if is_one and not (codes or trait or visit.asked.get("list")):
        return visit.go(paths.marker(found.exactly or ""))
    asked = {"q": words, **codes, "trait": trait}
    return visit.page("markers/list.html", **_listed(visit, found, asked))


def _listed(visit: Visit, found: Found, asked: dict[str, str]) -> dict[str, Any]:
    given = visit.asked.get("page", "1")
    pages = max(1, -(-len(found.markers) // _PAGE))
    page = min(int(given) if given.isdecimal() and len(given) < 6 else 1, pages) or 1
    kept = {name: value for name, value in asked.items() if value}

    def address(number: int) -> str:
        return "/markers?" + urlencode({**kept, "page": number})

    return {
        "found": found,
        "lines": found.markers[(page - 1) * _PAGE : page * _PAGE],
        "first": (page - 1) * _PAGE,
        "asked": asked,
        "is_narrowed": bool(kept),
        "before": address(page - 1) if page > 1 else None,
        "after": address(page + 1) if page < pages else None,
        "choices": {
            name: [(code, _sentence(wording.code_name(aspect, code, visit.lang))) for code in codes]
            for name, (aspect, codes) in _LISTS.items()
        },
        "traits": TRAITS,
        "marker_path": paths.marker,
        "subject_path": paths.subject,
        "label": lambda aspect, code: wording.value_text(aspect, code, visit.lang),
    }


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def show_subject(visit: Visit, kind: str, name: str) -> Response:
    """Show a road, commune, post, gate or project: state, evidence and history."""
    return _subject_page(visit, kind, name)


def _document(visit: Visit, kind: str, name: str) -> Subject:
    # A drawing is measured by libraries that the desk itself is to do without.
    document: Subject = visit.ask(work.subject, _LOOKING, kind=kind, name=name)
    return document


def _subject_page(
    visit: Visit, kind: str, name: str, *, fault: str = "", of: str = "", status: int = 200
) -> Response:
    document = _document(visit, kind, name)
    lang = visit.lang
    events = [
        {
            "day": wording.seen_on(event["observed_on"], lang),
            "what": event["heading"][lang],
            "value": subject_text.value_text(event, event["aspect"], lang),
            "place": wording.source_of(event["file"], lang) if event["file"] else "",
            "row": event["row"],
            "batch": event["batch"],
            "observer": event["observer"] if event["observer"] != event["file"] else None,
            "why": event["why"],
        }
        for event in document["history"]
    ]
    attributes = [
        (
            attribute,
            subject_text.value_text(attribute, attribute["aspect"], lang),
        )
        for attribute in document["attributes"]
    ]
    serves = next(
        (
            str(a["value"]).split("; ")
            for a in document["attributes"]
            if a["aspect"] == f"{kind}.serves"
        ),
        [],
    )
    others = []
    if kind == "road" and document["exists"]:
        others = [
            road
            for road in visit.tracker.register.subjects("road")
            if road.subject != document["subject"]
        ]
    return visit.page(
        "markers/subject.html",
        status=status,
        document=document,
        attributes=attributes,
        events=events,
        serves=serves,
        others=others,
        today=today(),
        fault=fault,
        fault_of=of,
        subject_path=paths.subject,
        typed=visit.form,
        marker_path=paths.marker,
    )


def remove_road(visit: Visit, uuid: str) -> Response:
    """Record that a road is no longer there."""
    name = _document(visit, "road", uuid)["name"]

    def done(result: object) -> None:
        visit.say(Text(*(words.format(name) for words in _REMOVED)))

    return visit.do(
        work.remove_road,
        Text(*(words.format(name) for words in _CHANGING)),
        then=paths.subject("road", uuid),
        done=done,
        refused=lambda fault: _subject_page(
            visit, "road", uuid, fault=fault, of="remove", status=400
        ),
        road=uuid,
        on=visit.form.get("on", ""),
        why=visit.form.get("why", ""),
    )


def join_roads(visit: Visit, uuid: str) -> Response:
    """Make one road of two."""
    name = _document(visit, "road", uuid)["name"]
    other = visit.form.get("other", "")

    def done(result: object) -> None:
        joined = _document(visit, "road", other)["name"]
        visit.say(Text(*(words.format(joined, name) for words in _JOINED)))

    return visit.do(
        work.join_roads,
        Text(*(words.format(name) for words in _CHANGING)),
        then=paths.subject("road", uuid),
        done=done,
        refused=lambda fault: _subject_page(
            visit, "road", uuid, fault=fault, of="join", status=400
        ),
        road=uuid,
        other=other,
        on=visit.form.get("on", ""),
        why=visit.form.get("why", ""),
    )


ROUTES = [
    Route("GET", "/markers", search, "read", in_sector=True),
    Route("GET", "/subject/<kind>/<path:name>", show_subject, "read"),
    Route("POST", "/subject/road/<uuid>/remove", remove_road, "take_in"),
    Route("POST", "/subject/road/<uuid>/join", join_roads, "take_in"),
]
