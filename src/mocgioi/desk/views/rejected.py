"""The rejected rows of a batch: corrected in the table, and taken in like the sheet of them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import NotFound

from mocgioi.desk.routes import Route
from mocgioi.desk.views import take_in
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import MocgioiError
from mocgioi.outputs.sheets.rejected import Correction
from mocgioi.tracker import correcting, survey_sheets
from mocgioi.tracker.desk_sheets import corrections_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from mocgioi.desk.tray import Drop
    from mocgioi.desk.visit import Visit

MOST_ROWS = 200
"""Rows that one page shows; the others follow when these are in, or in the sheet for Excel."""

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UUID = re.compile(r"[0-9a-f]{8,32}")
_OF = "rejected"
"""Note of a drop: uuid of the batch whose rows it corrects; what was typed stands in `_TYPED`."""
_TYPED = "typed"

Typed = dict[str, Any]
"""What was typed: ``rows`` by key, each with ``cells is_right left_out``; and ``system``."""


def show(visit: Visit, batch: str) -> Response:
    """Show the rejected rows that wait; what was typed before and is not taken in stands there."""
    table = _table(visit, batch)
    drop = _drop_of(visit, table.batch)
    return _page(visit, table, drop.notes[_TYPED] if drop is not None else {}, drop=drop)


def correct(visit: Visit, batch: str) -> Response:
    """Put what was typed into the sheet of the rows, the sheet on the tray, and rehearse it."""
    typed = _typed(visit.form)
    table = _table(visit, batch)
    try:
        sheet = correcting.corrected_sheet(
            visit.tracker.store,
            table.batch,
            _corrections(typed),
            system=typed["system"],
            lang=visit.lang,
            spell=visit.spell,
        )
    except MocgioiError as error:
        return _page(visit, table, typed, fault=visit.words(error).to(visit.lang))
    tray = visit.desk.tray
    before = _drop_of(visit, table.batch)
    named = corrections_name(table.batch)
    drop = tray.put([(named, io.BytesIO(sheet))], by=visit.person.name)
    tray.note(drop._replace(notes={_OF: table.batch, _TYPED: typed}))
    if before is not None:
        tray.clear(before)
    return take_in.rehearse(visit, drop.id)


def sheet(visit: Visit, batch: str) -> Response:
    """Give the rows as a sheet for Excel, which comes in like a survey."""
    uuid = _table(visit, batch).batch
    content = survey_sheets.rejected(
        visit.tracker.store, uuid, lang=visit.lang, spell=visit.spell, waiting=True
    )
    return visit.file(content, corrections_name(uuid), _SHEET)


def _table(visit: Visit, batch: str) -> correcting.Rejected:
    if not _UUID.fullmatch(batch):
        raise NotFound
    return correcting.rejected(visit.tracker.store, batch, spell=visit.spell)


def _page(
    visit: Visit,
    table: correcting.Rejected,
    typed: Typed,
    *,
    fault: str = "",
    drop: Drop | None = None,
) -> Response:
    shown = table.rows[:MOST_ROWS]
    sheets: dict[str | None, list[correcting.Row]] = {}
    for row in shown:
        sheets.setdefault(row.place[0], []).append(row)
    lists = {cell.words for row in shown for cell in row.cells if cell.words is not None}
    can_write = table.can_be_corrected and visit.person.may("take_in")
    return visit.page(
        "imports/rejected.html",
        status=409 if fault else 200,
        table=table,
        sheets=sheets,
        more=len(table.rows) - len(shown),
        words={name: [term.label for term in CODE_LISTS[name].values()] for name in sorted(lists)},
        typed=typed.get("rows", {}),
        system=typed.get("system", ""),
        fault=fault,
        drop=drop,
        can_write=can_write,
    )


def _drop_of(visit: Visit, batch: str) -> Drop | None:
    """Return the newest drop on the tray that corrects the rows of a batch."""
    drops = [drop for drop in visit.desk.tray.all() if drop.notes.get(_OF) == batch]
    return drops[-1] if drops else None


def _typed(form: Mapping[str, str]) -> Typed:
    """Return what a form says of rows: ``cell.KEY.HEADING right.KEY out.KEY``, and ``system``."""
    rows: dict[str, dict[str, Any]] = {}
    for name, value in form.items():
        about, _, rest = name.partition(".")
        key, _, heading = rest.partition(".")
        if about not in ("cell", "right", "out"):
            continue
        row = rows.setdefault(key, {"cells": {}, "is_right": False, "left_out": ""})
        if about == "cell":
            row["cells"][heading] = value.replace("\r\n", "\n")
        elif about == "right":
            row["is_right"] = True
        else:
            row["left_out"] = value.strip()
    return {"rows": rows, "system": form.get("system", "").strip()}


def _corrections(typed: Typed) -> dict[str, Correction]:
    return {key: Correction(**row) for key, row in typed["rows"].items()}


ROUTES = [
    Route("GET", "/imports/<batch>/rejected", show, "read"),
    Route("GET", "/imports/<batch>/rejected/sheet", sheet, "read"),
    Route("POST", "/imports/<batch>/rejected", correct, "take_in"),
]
