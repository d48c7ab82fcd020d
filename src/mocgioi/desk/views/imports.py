"""What was taken in: the batches, the receipt of each, and taking back a whole or a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from werkzeug.exceptions import NotFound

from mocgioi.desk.handed_in import handed_in_by
from mocgioi.desk.receipts import (
    MOST_ROWS,
    shown_changes,
    shown_denominators,
    shown_findings,
    shown_moves,
)
from mocgioi.desk.routes import Route
from mocgioi.desk.undoing import foreseen, problem_of, say_effects
from mocgioi.desk.work import undoing as work
from mocgioi.errors import MocgioiError, Text
from mocgioi.words.findings import worded
from mocgioi.words.of_batches import (
    HEIGHTS_UNDONE,
    REOPENED,
    UNDONE,
    kind_of,
    name_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.store.undoing import Undone
    from mocgioi.tracker.effects import Effects

_PAGE = 50
_UUID = re.compile(r"[0-9a-f]{8,32}")
_UNDOING = Text("Đang hoàn tác", "Taking it back")
_TO_UNDO = Text("Sẽ hoàn tác: {count} số liệu.", "Would be taken back: {count} observations.")
_TO_REOPEN = Text(
    "Số liệu trước đây bị loại vì đợt này sẽ lại được tính: {count}.",
    "Observations set aside in favour of it that would count again: {count}.",
)
_HEIGHTS = Text(
    "Sẽ gỡ độ cao địa hình của đợt này: ước tính kinh phí và phương án đổi theo.",
    "The heights of the ground it brought would go: estimates and plans change with them.",
)
_WHICH = Text(
    "Chưa nêu số dòng nên chưa hoàn tác gì. Muốn hoàn tác cả đợt, hãy bấm nút của cả đợt.",
    "No row was named, so nothing was taken back. For the whole batch press its own button.",
)
_NO_ROW = Text("Số dòng phải là số, như trong tệp.", "The row is a number, as in the file.")


def show_all(visit: Visit) -> Response:
    """Show the batches that were taken in, newest first."""
    batches = visit.tracker.surveys.batches()[::-1]
    asked = visit.asked.get("page", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    first = max(0, page - 1) * _PAGE
    return visit.page(
        "imports/all.html",
        batches=[
            (batch, name_of(batch.kind, batch.file).to(visit.lang), kind_of(batch.kind))
            for batch in batches[first : first + _PAGE]
        ],
        count=len(batches),
        page=page,
        has_more=first + _PAGE < len(batches),
    )


def show(visit: Visit, batch: str) -> Response:
    """Show the receipt of a batch."""
    return _page(visit, batch)


def ask_undo(visit: Visit, batch: str) -> Response:
    """Show what goes with a batch, or a row of it, if it is taken back; ask for the reason."""
    return _ask(visit, batch, visit.asked)


def _ask(visit: Visit, id: str, asked: Mapping[str, str], problem: Text | None = None) -> Response:
    """Show it.

    Args:
        asked: `row` the row, or `all` for the whole batch.
        problem: why it was not done that was pressed.
    """
    batch, _ = visit.tracker.surveys.batch(_checked(id))
    row = asked.get("row", "").strip()
    if not (_is_row(row) or (asked.get("all") and not row)):
        return _page(visit, id, row=row, fault=(_NO_ROW if row else _WHICH).to(visit.lang))
    try:
        answer = foreseen(visit, work.foresee, batch=batch.uuid, row=int(row) if row else None)
    except MocgioiError as error:
        return _page(visit, id, row=row, fault=visit.words(error).to(visit.lang))
    return visit.page(
        "imports/undo.html",
        status=409 if problem else 200,
        batch=batch,
        name=name_of(batch.kind, batch.file).to(visit.lang),
        row=row,
        told=_told(answer[0], is_done=False) if answer else [],
        foreseen=answer[1] if answer else None,
        why=visit.form.get("why", ""),
        problem=problem,
    )


def undo(visit: Visit, batch: str) -> Response:
    """Take a batch, or a row of it, back."""
    row = visit.form.get("row", "").strip()
    if not (_is_row(row) or (visit.form.get("all") and not row)):
        return _page(visit, batch, row=row, fault=(_NO_ROW if row else _WHICH).to(visit.lang))
    if problem := problem_of(visit):
        return _ask(visit, batch, visit.form, problem)

    def done(answer: tuple[Undone, Effects]) -> None:
        for text in _told(answer[0], is_done=True):
            visit.say(text)
        say_effects(visit, answer[1])

    return visit.do(
        work.undo,
        _UNDOING,
        then=f"/imports/{_checked(batch)}",
        done=done,
        refused=lambda fault: _page(visit, batch, row=row, fault=fault),
        batch=batch,
        row=int(row) if row else None,
        why=visit.form["why"],
    )


def _page(visit: Visit, id: str, *, row: str = "", fault: str = "") -> Response:
    surveys, lang = visit.tracker.surveys, visit.lang
    batch, findings = surveys.batch(_checked(id))
    moves, changes = surveys.moves(batch.uuid), surveys.changes(batch.uuid)
    return visit.page(
        "imports/batch.html",
        status=409 if fault else 200,
        batch=batch,
        name=name_of(batch.kind, batch.file).to(visit.lang),
        kind=kind_of(batch.kind),
        handed_in=handed_in_by(visit, batch.uuid),
        moves=shown_moves(moves, lang),
        more_moves=max(0, len(moves) - MOST_ROWS),
        changes=shown_changes(changes, lang),
        more_changes=max(0, len(changes) - MOST_ROWS),
        denominators=shown_denominators(surveys.denominator(batch.uuid), lang),
        findings=shown_findings(findings, lang, visit.spell),
        more_findings=max(0, len(findings) - MOST_ROWS),
        row=row,
        fault=fault,
        can_undo=batch.observations > batch.undone or batch.kind == "dem",
    )


def _is_row(text: str) -> bool:
    return text.isdecimal() and len(text) < 9


def _checked(id: str) -> str:
    """Return what may be the beginning of the uuid of a batch."""
    if not _UUID.fullmatch(id):
        raise NotFound
    return id


def _told(undone: Undone, *, is_done: bool) -> list[Text]:
    """Return what taking back did or, where it is not done yet, takes along, in words."""
    told = []
    batch = undone.batch[:8]
    if undone.heights:
        told.append(
            Text(*(text.format(batch=batch) for text in HEIGHTS_UNDONE)) if is_done else _HEIGHTS
        )
    if undone.observations or not undone.heights:
        count = undone.observations
        text = UNDONE if is_done else _TO_UNDO
        told.append(worded(text, count=count, batch=batch))
    if undone.reopened:
        text = REOPENED if is_done else _TO_REOPEN
        told.append(worded(text, count=len(undone.reopened)))
    return told


ROUTES = [
    Route("GET", "/imports", show_all, "read"),
    Route("GET", "/imports/<batch>", show, "read"),
    Route("GET", "/imports/<batch>/undo", ask_undo, "decide"),
    Route("POST", "/imports/<batch>/undo", undo, "decide"),
]
