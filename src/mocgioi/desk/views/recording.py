"""Ghi số liệu: what was seen of one marker, typed in, as ``mocgioi set`` records it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from mocgioi.desk import paths
from mocgioi.desk.replacing import may_replace
from mocgioi.desk.routes import Route
from mocgioi.desk.views.marker import document_of
from mocgioi.domain.aspects import ASPECTS, ON_THE_SPOT, TYPED_IN
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import MocgioiError, Text
from mocgioi.outputs import wording
from mocgioi.outputs.effects import figure_effects, moved_markers, past_effects
from mocgioi.outputs.marker_text import event_line
from mocgioi.outputs.receipts import ALARM
from mocgioi.tracker.moments import day_or_today, today
from mocgioi.tracker.past_figures import rewritten
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.documents.marker import Marker, StateSeen
    from mocgioi.domain.batch import Receipt

_LONGEST = {"note": 2000, "why": 1000, "by": 120}

_RECORDED = Text("Đã ghi số liệu của mốc {} ngày {}.", "Recorded what was seen of marker {} on {}.")
_NOTHING = Text(
    "Chưa ghi gì: hãy chọn ít nhất một tình trạng, hoặc viết ghi chú.",
    "Nothing to record yet: choose at least one state, or write a note.",
)
_NO_REASON = Text("Hãy ghi lý do sửa.", "Write why it is corrected.")
_NOT_ONES_OWN = Text(
    "Số liệu này không phải do bạn ghi nên không sửa được ở đây. Hãy ghi số liệu mới của ngày "
    "kiểm tra; nếu khác số liệu đã có, người có quyền sẽ quyết định.",
    "This was not recorded by you, so it cannot be replaced here. Record what you saw and on which "
    "day; where it differs, somebody who may will decide.",
)
_UNCHANGED = Text(
    "Không có gì mới: số liệu này đã có từ trước.", "Nothing new: this was recorded before."
)
_QUEUED = Text(
    "CHỜ QUYẾT ĐỊNH: số liệu vừa ghi chưa được tính vì khác số liệu đã có.",
    "WAITS FOR A DECISION: what was entered is not counted, for it differs from what is there.",
)
_QUEUED_WITH = Text(
    "CHỜ QUYẾT ĐỊNH: số liệu vừa ghi chưa được tính, và số liệu đang tính cũng thôi được tính, "
    "vì các số liệu cùng ngày không thống nhất.",
    "WAITS FOR A DECISION: what was entered is not counted, and what was counted is not any more, "
    "for the reports of that day differ.",
)
_COUNTS_NOW = Text("Số liệu được tính nay đổi: {moved}.", "What is counted has changed: {moved}.")


def form(visit: Visit, number: str) -> Response:
    """Show the form; of one observation alone where it is to be replaced."""
    return _page(visit, document_of(visit, number))


def record(visit: Visit, number: str) -> Response:
    """Record what was typed; a refusal shows it again, with the reason."""
    document = document_of(visit, number)
    typed = visit.form
    replaces = typed.get("replaces") or None
    before = visit.tracker.figures.status() if visit.sector is None else None
    published = visit.tracker.figures.of_published_days()
    values = {aspect: text for aspect in _aspects(visit) if (text := typed.get(aspect, "").strip())}
    if lacks := _fault_of(values, replaces, typed.get("why", "")):
        return _page(visit, document, fault=lacks.to(visit.lang), status=400)
    if replaces and not _replaced(visit, document, replaces):
        return _page(visit, document, fault=_NOT_ONES_OWN.to(visit.lang), status=403)
    try:
        receipt = visit.tracker.set(
            document["number"],
            on=typed.get("on") or None,
            by=typed.get("by", "").strip()[: _LONGEST["by"]] or visit.person.name,
            replaces=replaces,
            why=typed.get("why", "").strip()[: _LONGEST["why"]] or None,
            **{aspect: text[: _LONGEST["note"]] for aspect, text in values.items()},
        )
    except MocgioiError as error:
        refusal = visit.words(error).to(visit.lang)
        return _page(visit, document, fault=refusal, status=400)
    _tell(visit, document["number"], receipt)
    for sentence, kind in past_effects(
        rewritten(published, visit.tracker.figures.of_published_days())
    ):
        visit.say(sentence, kind)
    if before is not None:
        after = visit.tracker.figures.status()
        for sentence, kind in figure_effects(before, after, only_changes=True):
            visit.say(sentence, kind)
    return visit.go(paths.marker(document["number"]))


def _fault_of(values: Mapping[str, str], replaces: str | None, why: str) -> Text | None:
    """Return what is missing before anything can be recorded, in words of the page."""
    if not values:
        return _NOTHING
    return _NO_REASON if replaces and not why.strip() else None


def _tell(visit: Visit, number: str, receipt: Receipt) -> None:
    """Have the marker's page say what came of it."""
    if receipt.queued:
        visit.say(_QUEUED_WITH if receipt.moves else _QUEUED, "note")
    elif receipt.unchanged:
        visit.say(_UNCHANGED, "note")
    else:
        day = day_or_today(visit.form.get("on"))
        visit.say(
            Text(
                _RECORDED.vi.format(number, wording.day(day, "vi")),
                _RECORDED.en.format(number, wording.day(day, "en")),
            )
        )
    if receipt.moves:
        listed = ", ".join(moved_markers(receipt.moves, visit.lang))
        visit.say(worded(_COUNTS_NOW, moved=listed), "note" if receipt.queued else "done")
    for alarming, condition in receipt.report_at_once:
        named = label("marker_condition", condition, visit.lang)
        words = (text.format(number=alarming, condition=named) for text in ALARM)
        visit.say(Text(*words), "fault")


def _aspects(visit: Visit) -> tuple[str, ...]:
    """Return what the person may record: a post what it sees, not what the register says."""
    seen = tuple(aspect for aspect in TYPED_IN if aspect in ON_THE_SPOT)
    if not visit.person.may("take_in"):
        return seen
    return (*seen, *(aspect for aspect in TYPED_IN if aspect not in ON_THE_SPOT))


def _page(visit: Visit, document: Marker, *, fault: str = "", status: int = 200) -> Response:
    lang = visit.lang
    asked = visit.form.get("replaces") or visit.asked.get("replaces")
    replaced = _replaced(visit, document, asked)
    states = cast("Mapping[str, StateSeen]", document)
    fields: list[dict[str, Any]] = []
    for code in _aspects(visit):
        aspect = ASPECTS[code]
        if replaced is not None and code != replaced["aspect"]:
            continue
        standing = states[aspect.key].get(aspect.value_key) if aspect.key else None
        fields.append(
            {
                "code": code,
                "heading": aspect.heading.to(lang),
                "codes": [(term, label(code, term, lang)) for term in CODE_LISTS.get(code, {})],
                "standing": wording.value_text(code, cast("str | None", standing), lang)
                if standing
                else None,
            }
        )
    return visit.page(
        "markers/record.html",
        status=status,
        marker=document["number"],
        waiting=document["disagreements"],
        waiting_said=_waiting(visit, document) if replaced is None else [],
        path=paths.marker(document["number"]),
        fields=fields,
        replaced=replaced and {**replaced, "line": event_line(replaced, lang)},
        typed=visit.form,
        today=today(),
        seen_on=(replaced and replaced["observed_on"]) or today(),
        fault=fault,
    )


def _waiting(visit: Visit, document: Marker) -> list[str]:
    """Return what was said of the marker and waits for a decision, in words."""
    if not document["disagreements"]:
        return []
    lang = visit.lang
    return [
        f"{wording.aspect_name(conflict['aspect'], lang)}, "
        f"{wording.day(conflict['observed_on'], lang)}: "
        + ", ".join(
            wording.value_text(side["aspect"], side["value"], lang) for side in conflict["sides"]
        )
        for conflict in visit.tracker.decisions.disagreements()["conflicts"]
        if conflict["kind"] is None and conflict["marker"] == document["number"]
    ]


def _replaced(visit: Visit, document: Marker, asked: str | None) -> HistoryEntry | None:
    """Return the observation that is to be replaced, of those that may be."""
    if not asked:
        return None
    return next(
        (
            event
            for event in document["history"]
            if event["observation"] == asked
            and event["aspect"] in _aspects(visit)
            and may_replace(visit, event["batch"])
        ),
        None,
    )


ROUTES = [
    Route("GET", "/marker/<path:number>/record", form, "record", in_sector=True),
    Route("POST", "/marker/<path:number>/record", record, "record", in_sector=True),
]
