"""What waits for a decision: shown side by side, decided one by one or many at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.desk.guard import Refused
from mocgioi.desk.matters import Matter, matters
from mocgioi.desk.routes import Route
from mocgioi.desk.side_evidence import evidence
from mocgioi.desk.undoing import say_effects
from mocgioi.domain.vocabulary import label
from mocgioi.errors import MocgioiError, Text
from mocgioi.outputs import wording
from mocgioi.outputs.disagreement_text import NONE_KEPT
from mocgioi.sources.photographs import content_type_of
from mocgioi.tracker.agenda import agenda
from mocgioi.tracker.settling import Answer, Unsettled
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.conflicts import Conflict, Conflicts
    from mocgioi.documents.marker import Marker
    from mocgioi.errors import Language

ON_A_PAGE = 50
"""Things that are asked on one page."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SHORT = 8
"""Characters of a name that stand in addresses, at least."""

_NAME = re.compile(r"[0-9a-f]{8,32}")

_SETTLED = Text("Đã ghi quyết định: {count}.", "Decisions recorded: {count}.")
_NO_CHOICE = Text(
    "Chưa chọn gì nên chưa ghi gì. Hãy chọn ở ít nhất một trường hợp.",
    "Nothing was chosen, so nothing was recorded. Choose in one of them at least.",
)
_NO_REASON = Text(
    "Chưa ghi lý do nên chưa quyết định gì. Các lựa chọn vẫn còn trên trang.",
    "There is no reason yet, so nothing was decided. What you chose is still on the page.",
)
_NOT_TAKEN = Text("Chưa ghi {count} lựa chọn:", "Not recorded, {count}:")
_WHY: Mapping[str, Text] = {
    "decided": Text(
        "không còn chờ nữa (đã được quyết định hoặc hoàn tác từ khi mở trang)",
        "it waits no more (decided or taken back since the page was opened)",
    ),
    "changed": Text(
        "đã khác lúc mở trang (có số liệu mới, hoặc số liệu đang tính đã đổi); hãy xem lại rồi "
        "chọn",
        "it is not as it was when the page was opened (new reports, or another value counts now); "
        "look again, then choose",
    ),
    "answer": Text(
        "lựa chọn không thuộc trường hợp này; hãy chọn lại",
        "the answer is none of it; choose again",
    ),
}
_BY = Text("{who} đã quyết định lúc {at}", "decided by {who}, {at}")
_LEFT = Text("{marker}: {why}", "{marker}: {why}")
_NO_PICTURE = Text(
    "Ảnh kiểu này không xem được ở đây.", "Pictures of this kind are not shown here."
)
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Kinds of pictures that every browser shows."""
_NEAREST = Text(
    "{shown}; tuyến gần nhất «{road}» cách {off} m",
    "{shown}; the nearest road, “{road}”, is {off} m away",
)
_GONE = Text(
    "Trường hợp này không còn chờ quyết định.", "This does not wait for a decision any more."
)


class _Sent(NamedTuple):
    """What a person chose on a page, and how it was shown.

    Attributes:
        chosen: what is kept, by the matter's key; `states`: as it was shown, and `names`: what
            it was called, by the same.
    """

    chosen: dict[str, str]
    states: dict[str, str]
    names: dict[str, str]


def show(visit: Visit) -> Response:
    """Show what disagrees and what is held."""
    return _page(visit)


def show_one(visit: Visit, id: str) -> Response:
    """Show one of them, with the history of what it is about."""
    document = _named(visit, id)
    conflict = document["conflicts"][0]
    matter = matters(visit.tracker.store, document, visit.lang, visit.spell, apart=True)[0]
    known = visit.tracker.show(conflict["marker"]) if conflict["kind"] is None else None
    sides, sketch = evidence(visit, conflict, matter, known)
    return visit.page(
        "decide/one.html",
        matter=matter,
        sides=sides,
        sketch=sketch,
        lines=_by_the_lines(known, visit.lang)
        if known and any(side["aspect"].startswith("road") for side in conflict["sides"])
        else "",
        history=_history(visit, conflict, known),
        **_nothing_sent(),
    )


def picture(visit: Visit, id: str, sha256: str) -> Response:
    """Give a photograph of a row that is held; it is no evidence of its marker yet."""
    sides = _named(visit, id)["conflicts"][0]["sides"]
    if not any(side["aspect"] == "photo" and side["value"] == sha256 for side in sides):
        raise Refused(404, _GONE)
    try:
        content = visit.tracker.photos.content(sha256)
    except KeyError:  # a copy that came without its photographs
        raise Refused(404, _NO_PICTURE) from None
    kind = content_type_of(content)
    if kind not in _PICTURES:
        raise Refused(404, _NO_PICTURE)
    return visit.file(content, f"{sha256[:8]}.{kind.partition('/')[2]}", kind)


def decide(visit: Visit) -> Response:
    """Settle what was chosen, for one reason, in one transaction; show what was not taken."""
    sent = _sent(visit)
    why = visit.form.get("why", "").strip()
    if not sent.chosen or not why:
        fault = _NO_CHOICE if not sent.chosen else _NO_REASON
        return _page(visit, sent, why=why, fault=fault, status=400)
    answers = [
        Answer(key, None if keep == NONE_KEPT else keep, sent.states.get(key, ""))
        for key, keep in sent.chosen.items()
    ]
    try:
        done, did = visit.tracker.decisions.settle_telling(answers, why=why, by=visit.person.name)
    except MocgioiError as error:  # another program holds the store, or it cannot be written
        return _page(visit, sent, why=why, fault=visit.words(error), status=409)
    if done.settled:
        visit.say(worded(_SETTLED, count=len(done.settled)))
        say_effects(visit, did)
    if not done.unsettled:
        return visit.go("/decide")
    left = _Sent({}, {}, {})
    return _page(visit, left, why=why, told=_told(done.unsettled, sent.names), status=409)


def sheet(visit: Visit) -> Response:
    """Give what waits as a spreadsheet to decide in."""
    content = visit.tracker.decisions.export(lang=visit.lang, spell=visit.spell)
    return visit.file(content, "quyet-dinh.xlsx", XLSX)


def _named(visit: Visit, id: str) -> Conflicts:
    """Return the one thing that waits by that name, as the document has it.

    Raises:
        Refused: it does not wait any more, or never did.
    """
    document = visit.tracker.decisions.disagreements()
    found = [
        conflict
        for conflict in _within(visit, document)
        if len(id) >= SHORT and any(s["observation"].startswith(id) for s in conflict["sides"])
    ]
    if not found:
        raise Refused(404, _GONE)
    return {**document, "conflicts": found[:1]}


def _within(visit: Visit, document: Conflicts) -> list[Conflict]:
    """Return what is about the visitor's part."""
    if visit.sector is None:
        return document["conflicts"]
    return [
        conflict
        for conflict in document["conflicts"]
        if conflict["kind"] is None and conflict["marker"] in visit.sector
    ]


def _sent(visit: Visit) -> _Sent:
    """Return what a form says: radio buttons that were left alone are not among it."""
    sent = _Sent({}, {}, {})
    for field, text in visit.form.items():
        kind, _, key = field.partition("-")
        if not _NAME.fullmatch(key):
            continue
        if kind == "keep" and (text == NONE_KEPT or _NAME.fullmatch(text)):
            sent.chosen[key] = text
        elif kind == "state":
            sent.states[key] = text
        elif kind == "name":
            sent.names[key] = text
    return sent


def _nothing_sent() -> dict[str, Any]:
    return {"chosen": {}, "why": "", "fault": None, "told": []}


def _page(
    visit: Visit,
    sent: _Sent | None = None,
    *,
    why: str = "",
    fault: Text | None = None,
    told: Sequence[Text] = (),
    status: int = 200,
) -> Response:
    """Show what waits, with what was typed and chosen before, and what became of it."""
    waits = agenda(visit.tracker, spell=visit.spell)
    batch, marker = visit.asked.get("batch", ""), visit.asked.get("marker", "")
    found = matters(
        visit.tracker.store,
        _asked(visit, waits.disagreements, batch, marker),
        visit.lang,
        visit.spell,
        apart=bool(batch),
    )
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(max(visit.asked.get("page", 1, type=int), 1), pages)
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    facts = _nothing_sent() | {
        "chosen": _still_asked(sent, shown) if sent else {},
        "why": why,
        "fault": fault,
        "told": told,
    }
    return visit.page(
        "decide/list.html",
        status=status,
        shown=shown,
        total=len(found),
        page=page,
        pages=pages,
        batch=batch,
        marker=marker,
        files=_files(shown),
        waits=waits,
        **facts,
    )


def _asked(visit: Visit, document: Conflicts, batch: str, marker: str) -> Conflicts:
    """Return what waits of one batch, or about one marker, where that is asked for."""
    conflicts = [
        conflict
        for conflict in _within(visit, document)
        if (not batch or conflict["sides"][0]["batch"] == batch)
        and (not marker or conflict["marker"] == marker)
    ]
    return {**document, "conflicts": conflicts}


def _still_asked(sent: _Sent, shown: Sequence[Matter]) -> dict[str, str]:
    """Return what was chosen of what is still as it was shown; of the rest nothing is chosen."""
    return {
        matter.key: sent.chosen[matter.key]
        for matter in shown
        if matter.key in sent.chosen and sent.states.get(matter.key) == matter.state
    }


def _files(shown: Sequence[Matter]) -> list[tuple[str, int]]:
    """Return the files that answers come from, where one choice may be made for several."""
    counted: dict[str, int] = {}
    for matter in shown:
        for file in dict.fromkeys(c.file for c in matter.choices if c.file):
            counted[file] = counted.get(file, 0) + 1
    return sorted(((f, n) for f, n in counted.items() if n > 1), key=lambda entry: -entry[1])


def _told(unsettled: Sequence[Unsettled], names: Mapping[str, str]) -> list[Text]:
    texts = [worded(_NOT_TAKEN, count=len(unsettled))]
    for left in unsettled:
        why = _WHY[left.why]
        if left.by and left.at:
            at = Text(wording.instant(left.at, "vi"), wording.instant(left.at, "en"))
            why = worded(_BY, who=left.by, at=at)
        name = names.get(left.disagreement, left.disagreement[:8])
        texts.append(worded(_LEFT, marker=wording.one_line(name), why=why))
    return texts


def _by_the_lines(document: Marker, lang: Language) -> str:
    """Return what the roads that are drawn show of a marker."""
    shown = label("measured", document["measured"], lang)
    if document["nearest_road_m"] is None:
        return shown
    off = wording.number(document["nearest_road_m"], lang, 1)
    return worded(_NEAREST, shown=shown, road=document["nearest_road"] or "–", off=off).to(lang)


def _history(visit: Visit, conflict: Conflict, document: Marker | None) -> list[list[str]]:
    """Return what was ever said of what is asked about, and decided: lines, the newest first."""
    from mocgioi.outputs.marker_text import event_line

    aspects = {side["aspect"] for side in conflict["sides"]}
    return [
        event_line(entry, visit.lang).split("\n")
        for entry in reversed(document["history"] if document else [])
        if entry["aspect"] in aspects
    ]


ROUTES = [
    Route("GET", "/decide", show, "read", in_sector=True),
    Route("POST", "/decide", decide, "decide"),
    Route("GET", "/decide/sheet", sheet, "read"),
    Route("GET", "/decide/<id>", show_one, "read", in_sector=True),
    Route("GET", "/decide/<id>/photo/<sha256>", picture, "read", in_sector=True),
]
