"""What was taken in: the batches, the receipt of each, and taking back a whole or a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from werkzeug.exceptions import NotFound

from mocgioi.desk.receipts import (
    MOST_ROWS,
    shown_changes,
    shown_denominators,
    shown_findings,
    shown_moves,
)
from mocgioi.desk.routes import Route
from mocgioi.desk.work import markers
from mocgioi.errors import Text
from mocgioi.words.of_batches import (
    HEIGHTS_UNDONE,
    REOPENED,
    UNDONE,
    kind_of,
    name_of,
)

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.store.undoing import Undone

_PAGE = 50
_UUID = re.compile(r"[0-9a-f]{8,32}")
_UNDOING = Text("Đang hoàn tác", "Taking it back")
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
    row = visit.asked.get("row", "")
    return _page(visit, batch, {"row": row if _is_row(row) else "", "why": "", "fault": ""})


def undo(visit: Visit, batch: str) -> Response:
    """Take a batch, or a row of it, back."""
    row, why = visit.form.get("row", "").strip(), visit.form.get("why", "").strip()
    typed = {"row": row, "why": why}
    if row and not _is_row(row):
        return _page(visit, batch, {**typed, "fault": _NO_ROW.to(visit.lang)})

    def done(undone: Undone) -> None:
        for text in _told(undone):
            visit.say(text)

    return visit.do(
        markers.undo,
        _UNDOING,
        then=f"/imports/{_checked(batch)}",
        done=done,
        refused=lambda fault: _page(visit, batch, {**typed, "fault": fault}),
        batch=batch,
        row=int(row) if row else None,
        why=why,
    )


def _page(visit: Visit, id: str, undoing: dict[str, str]) -> Response:
    surveys, lang = visit.tracker.surveys, visit.lang
    batch, findings = surveys.batch(_checked(id))
    moves, changes = surveys.moves(batch.uuid), surveys.changes(batch.uuid)
    return visit.page(
        "imports/batch.html",
        status=409 if undoing["fault"] else 200,
        batch=batch,
        name=name_of(batch.kind, batch.file).to(visit.lang),
        kind=kind_of(batch.kind),
        moves=shown_moves(moves, lang),
        more_moves=max(0, len(moves) - MOST_ROWS),
        changes=shown_changes(changes, lang),
        more_changes=max(0, len(changes) - MOST_ROWS),
        denominators=shown_denominators(surveys.denominator(batch.uuid), lang),
        findings=shown_findings(findings, lang, visit.spell),
        more_findings=max(0, len(findings) - MOST_ROWS),
        undoing=undoing,
        can_undo=batch.observations > batch.undone or batch.kind == "dem",
    )


def _is_row(text: str) -> bool:
    return text.isdecimal() and len(text) < 9


def _checked(id: str) -> str:
    """Return what may be the beginning of the uuid of a batch."""
    if not _UUID.fullmatch(id):
        raise NotFound
    return id


def _told(undone: Undone) -> list[Text]:
    """Return what taking back did, in words."""
    told = []
    batch = undone.batch[:8]
    if undone.heights:
        told.append(Text(*(text.format(batch=batch) for text in HEIGHTS_UNDONE)))
    if undone.observations or not undone.heights:
        count = undone.observations
        told.append(Text(*(text.format(count=count, batch=batch) for text in UNDONE)))
    if undone.reopened:
        told.append(Text(*(text.format(count=len(undone.reopened)) for text in REOPENED)))
    return told


ROUTES = [
    Route("GET", "/imports", show_all, "read"),
    Route("GET", "/imports/<batch>", show, "read"),
    Route("POST", "/imports/<batch>/undo", undo, "decide"),
]
