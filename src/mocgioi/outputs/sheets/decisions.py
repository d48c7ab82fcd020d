"""What a person decided in a sheet of disagreements, read back from its rows.

The rows come as cells by heading, as any reader of spreadsheets gives them. Nothing is
guessed: two sides kept, a mark that cannot be read or a missing reason leave the
disagreement as it is, and are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict

from mocgioi.errors import Finding, Hint
from mocgioi.outputs.disagreement_text import NONE_KEPT
from mocgioi.outputs.sheets.disagreements import (
    DISAGREEMENT,
    KEEP,
    OBSERVATION,
    WHY,
    Mark,
)
from mocgioi.outputs.sheets.returned import SheetRow, cells_of, says_yes
from mocgioi.words.findings import finding

DECIDED_BEFORE = "decision-known"
"""Code of the one finding that asks nothing of a person."""

_EXPORT = Hint("conflicts export", ("-o", "FILE.xlsx"))
_NEEDED = (DISAGREEMENT, OBSERVATION, KEEP, WHY)


class Choice(NamedTuple):
    """What a person chose in one disagreement, and why.

    Attributes:
        observation: the side kept; None: no side is.
        row: where the choice stands in the sheet.
    """

    observation: str | None
    why: str
    disagreement: str
    row: int


class _Side(NamedTuple):
    row: int
    observation: str
    keep: bool | None
    mark: str
    why: str


def read_decisions(rows: Iterable[SheetRow]) -> tuple[list[Choice], list[Finding]]:
    """Return the decisions of a filled sheet, in its order, and what is wrong with the others.

    A disagreement in which nothing was filled in still waits: one notice counts those. A
    reason may stand beside either side.

    Raises:
        UnreadableInput: a column the sheet was made with is missing.
    """
    findings: list[Finding] = []
    disagreements: dict[str, list[_Side]] = {}
    for row in rows:
        cells = cells_of(row, _NEEDED, made_by=_EXPORT)
        identity, observation = cells[DISAGREEMENT], cells[OBSERVATION]
        side = _Side(row.row, observation, says_yes(cells[KEEP]), cells[KEEP], cells[WHY])
        if identity and observation:
            disagreements.setdefault(identity, []).append(side)
        elif any(cells.values()):
            findings.append(finding("disagreement-unknown", row=side.row, column=OBSERVATION.vi))
    choices = []
    untouched = 0
    for identity, sides in disagreements.items():
        if not any(side.mark or side.why for side in sides):
            untouched += 1
            continue
        chosen = _choice(identity, sides)
        if isinstance(chosen, Choice):
            choices.append(chosen)
        else:
            findings.append(chosen)
    if untouched:
        findings.append(finding("decision-open", count=untouched))
    return choices, findings


def marks_of(rows: Iterable[SheetRow]) -> dict[tuple[str, str], Mark]:
    """Return what stands in the cells to be filled in, by the codes of the row.

    Raises:
        UnreadableInput: a column the sheet was made with is missing.
    """
    marks = {}
    for row in rows:
        cells = cells_of(row, _NEEDED, made_by=_EXPORT)
        marks[cells[DISAGREEMENT], cells[OBSERVATION]] = Mark(cells[KEEP], cells[WHY])
    return marks


def _choice(identity: str, sides: Sequence[_Side]) -> Choice | Finding:
    """Return the decision of one disagreement, or why there is none."""
    unreadable = next((side for side in sides if side.keep is None), None)
    if unreadable:
        return finding("keep-unreadable", **_keep_cell(unreadable), written=unreadable.mark[:40])
    kept = {side.observation: side for side in sides if side.keep}
    if len(kept) > 1:
        listed = ", ".join(str(side.row) for side in kept.values())
        last = list(kept.values())[-1]
        return finding("keep-twice", **_keep_cell(last), count=len(kept), rows=listed)
    if not kept:
        side = next((side for side in sides if side.why), sides[0])
        return finding("keep-missing", **_keep_cell(side))
    (side,) = kept.values()
    why = side.why or next((other.why for other in sides if other.why), "")
    if not why:
        return finding("why-missing", row=side.row, column=WHY.vi)
    observation = None if side.observation == NONE_KEPT else side.observation
    return Choice(observation, why, identity, side.row)


def already_decided(choice: Choice) -> Finding:
    """Return the notice ``decision-known``: it was settled before, and nothing changes."""
    return finding(DECIDED_BEFORE, row=choice.row)


class _KeepCell(TypedDict):
    """Where the mark of a side stands, and what it is."""

    row: int
    column: str
    value: str | None


def _keep_cell(side: _Side) -> _KeepCell:
    return {"row": side.row, "column": KEEP.vi, "value": side.mark or None}
