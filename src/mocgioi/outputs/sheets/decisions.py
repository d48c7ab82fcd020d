"""What a person decided in a sheet of disagreements, read back from its rows.

The rows come as cells by heading, as any reader of spreadsheets gives them. Nothing is
guessed: two sides kept, a mark that cannot be read or a missing reason leave the
disagreement as it is, and are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypedDict

from mocgioi.domain.places import fold
from mocgioi.errors import HINT, Finding, Hint, Text, UnreadableInput
from mocgioi.outputs.sheets.disagreements import (
    DISAGREEMENT,
    KEEP,
    NONE_KEPT,
    OBSERVATION,
    WHY,
    Mark,
)
from mocgioi.words.findings import finding

_KEPT = frozenset({"x", "co", "giu", "keep", "yes", "true", "1"})
_NOT_KEPT = frozenset({"", "khong", "no", "false", "0"})
_MARKS = frozenset({"✓", "✔", "☑", "×"})
"""Marks that say yes and have no letters; a lone dash has none either and says no."""

DECIDED_BEFORE = "decision-known"
"""Code of the one finding that asks nothing of a person."""

_EXPORT = Hint("conflicts export", ("-o", "FILE.xlsx"))
_NEEDED = (DISAGREEMENT, OBSERVATION, KEEP, WHY)


class DecisionRow(NamedTuple):
    """A row of a sheet of disagreements: its row number, and its cells by heading."""

    row: int
    cells: Mapping[str, object]


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


def read_decisions(rows: Iterable[DecisionRow]) -> tuple[list[Choice], list[Finding]]:
    """Return the decisions of a filled sheet, in its order, and what is wrong with the others.

    A disagreement in which nothing was filled in still waits: one notice counts those. A
    reason may stand beside either side.

    Raises:
        UnreadableInput: a column the sheet was made with is missing.
    """
    findings: list[Finding] = []
    disagreements: dict[str, list[_Side]] = {}
    for row in rows:
        cells = _cells(row)
        identity, observation = cells[DISAGREEMENT], cells[OBSERVATION]
        side = _Side(row.row, observation, _kept(cells[KEEP]), cells[KEEP], cells[WHY])
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


def marks_of(rows: Iterable[DecisionRow]) -> dict[tuple[str, str], Mark]:
    """Return what stands in the cells to be filled in, by the codes of the row.

    Raises:
        UnreadableInput: a column the sheet was made with is missing.
    """
    marks = {}
    for row in rows:
        cells = _cells(row)
        marks[cells[DISAGREEMENT], cells[OBSERVATION]] = Mark(cells[KEEP], cells[WHY])
    return marks


def _cells(row: DecisionRow) -> dict[Text, str]:
    """Return the text of the columns needed, whichever language their headings are in."""
    by_key = {fold(heading): _text(cell) for heading, cell in row.cells.items()}
    cells = {}
    for heading in _NEEDED:
        key = next((key for key in map(fold, heading) if key in by_key), None)
        if key is None:
            raise UnreadableInput(
                f"Không có cột «{heading.vi}». Hãy dùng tệp do «{HINT}» tạo ra.",
                f"There is no column “{heading.en}”. Use the file that “{HINT}” makes.",
                hints=(_EXPORT,),
            )
        cells[heading] = by_key[key]
    return cells


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _kept(mark: str) -> bool | None:
    """Say whether a mark keeps its side; None when it cannot be read."""
    if mark in _MARKS or fold(mark) in _KEPT:
        return True
    return False if fold(mark) in _NOT_KEPT else None


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
