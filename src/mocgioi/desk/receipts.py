"""What came of a file, in the words of the reader: for the pages of rehearsals and of batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.desk.spelling import finding_in_desk, in_desk
from mocgioi.domain.days import day_text
from mocgioi.errors import Text
from mocgioi.outputs import alarms
from mocgioi.outputs.receipts import (
    FindingParts,
    alarm_lines,
    denominator_lines,
    finding_parts,
    move_parts,
)
from mocgioi.words.of_batches import KINDS

if TYPE_CHECKING:
    from mocgioi.domain.batch import Change, Denominator, Move, Receipt
    from mocgioi.errors import Finding, Language, MocgioiError, Speller
    from mocgioi.tracker.arrivals import Came, Outcome

MOST_ROWS = 400
"""Of one list on a page; the rest is counted."""

_COUNTS = ("read", "applied", "unchanged", "queued", "rejected")


class ShownMove(NamedTuple):
    """A value that a row moved: old, new, and where it stood; `place` may be empty.

    `row` is its number, None: it stood in no row.
    """

    marker: str
    aspect: str
    before: str
    after: str
    day: str
    place: str
    row: int | None
    written: str
    contested: bool


class ShownFinding(NamedTuple):
    """A finding in words, and its severity as a program knows it."""

    severity: str
    words: FindingParts


class ShownReceipt(NamedTuple):
    """A receipt in words.

    Attributes:
        counts: by name of `Receipt`, the rows; empty where no rows are counted.
        alarms: what must be reported at once; possible: what may have to be.
        moves, changes, findings: the first of each; more_moves …: how many others there are.
        denominators: what a register did to the number of markers that need a road.
        photos: how many photographs came, and how many are missing.
        left_behind: what came in the file and is not taken.
        moved: markers that count anew and have no entry among the moves.
    """

    counts: dict[str, int]
    alarms: list[str]
    possible: list[str]
    moves: list[ShownMove]
    more_moves: int
    changes: list[tuple[str, str]]
    more_changes: int
    denominators: list[str]
    findings: list[ShownFinding]
    more_findings: int
    photos: tuple[int, int]
    left_behind: tuple[str, ...]
    moved: list[str]


class ShownFile(NamedTuple):
    """What came, or would come, of one file.

    Attributes:
        kind: what it was taken as, in words. outcome: see `mocgioi.tracker.arrivals.Outcome`.
        needs_person: whether anything about it waits for one.
        receipt: what came of its rows. error: why it is refused.
        settled, told: of a sheet of ours, how many entries it answers, and what is wrong in it.
        may_be_unrelated: it is refused as a copy of another store, and may be merged all the same.
    """

    file: str
    kind: str
    said_kind: str
    outcome: str
    needs_person: bool
    receipt: ShownReceipt | None
    error: str
    settled: int
    told: list[ShownFinding]
    may_be_unrelated: bool


def shown_receipt(receipt: Receipt, lang: Language, spell: Speller) -> ShownReceipt:
    """Return a receipt in words."""
    possible = receipt.possible_alarms
    told = {move.marker for move in receipt.moves}
    return ShownReceipt(
        counts={name: getattr(receipt, name) for name in _COUNTS},
        alarms=alarm_lines(receipt, lang),
        possible=[alarms.row_item(alarm, lang) for alarm in possible],
        moves=shown_moves(receipt.moves, lang),
        more_moves=max(0, len(receipt.moves) - MOST_ROWS),
        changes=shown_changes(receipt.changes, lang),
        more_changes=max(0, len(receipt.changes) - MOST_ROWS),
        denominators=shown_denominators(receipt.denominator, lang),
        findings=shown_findings(receipt.findings, lang, spell),
        more_findings=max(0, len(receipt.findings) - MOST_ROWS),
        photos=(receipt.photos_stored, receipt.photos_missing),
        left_behind=receipt.left_behind,
        moved=[number for number in receipt.moved if number not in told],
    )


def shown_moves(moves: Sequence[Move], lang: Language) -> list[ShownMove]:
    """Return the first of what rows moved, in words."""
    return [_shown_move(move, lang) for move in moves[:MOST_ROWS]]


def _shown_move(move: Move, lang: Language) -> ShownMove:
    parts = move_parts(move, lang)
    place = [move.sheet] if move.sheet else []
    place += [str(move.row)] if move.row is not None else []
    return ShownMove(
        marker=move.marker,
        aspect=parts.aspect,
        before=parts.before,
        after=parts.after,
        day=day_text(move.observed_on).to(lang) if move.observed_on else "",
        place=", ".join(place),
        row=move.row,
        written=parts.written,
        contested=move.contested,
    )


def shown_changes(changes: Sequence[Change], lang: Language) -> list[tuple[str, str]]:
    """Return the first of what changed in a register: the item, and what of it."""
    return [(change.item, change.words.to(lang)) for change in changes[:MOST_ROWS]]


def shown_denominators(days: Sequence[Denominator], lang: Language) -> list[str]:
    """Return what a register did to the number of markers that need a road, a line a day."""
    return [line.strip() for line in denominator_lines(days, lang)]


def shown_findings(
    findings: Iterable[Finding], lang: Language, spell: Speller
) -> list[ShownFinding]:
    """Return the first of what is told, errors before warnings before notices."""
    order = {"error": 0, "warning": 1, "notice": 2}
    listed = sorted(findings, key=lambda finding: order[finding.severity])
    return [_shown_finding(finding, lang, spell) for finding in listed[:MOST_ROWS]]


def _shown_finding(finding: Finding, lang: Language, spell: Speller) -> ShownFinding:
    return ShownFinding(finding.severity, finding_parts(finding_in_desk(finding, spell), lang))


def shown_file(came: Came, lang: Language, spell: Speller) -> ShownFile:
    """Return what came of a file in words."""
    told: list[Finding] = []
    settled = 0
    if came.decided is not None:
        told, settled = came.decided.findings, len(came.decided.settled)
    elif came.recorded is not None:
        told, settled = came.recorded.findings, len(came.recorded.subjects)
    error = "" if came.error is None else _of_error(came.error, lang, spell)
    if came.error is not None:
        sentence = in_desk(came.error, spell).to(lang)
        told = [f for f in came.error.findings if in_desk(f, spell).to(lang) not in sentence]
    receipt = came.receipt
    needs_person = bool(told) or not came.is_done or (receipt is not None and receipt.needs_person)
    return ShownFile(
        file=came.file,
        kind=KINDS.get(came.kind, _KINDS.get(came.kind, Text("", ""))).to(lang),
        said_kind=came.kind,
        outcome=_outcome_of(came),
        needs_person=needs_person,
        receipt=None if receipt is None else shown_receipt(receipt, lang, spell),
        error=error,
        settled=settled,
        told=shown_findings(told, lang, spell),
        may_be_unrelated=_may_be_unrelated(came),
    )


def _outcome_of(came: Came) -> Outcome:
    """Return how a file ended; one of which not a row is taken and something stays is refused."""
    receipt = came.receipt
    if receipt is not None and receipt.left_behind and receipt.rejected == receipt.read:
        return "refused"
    return came.outcome


def _of_error(error: MocgioiError, lang: Language, spell: Speller) -> str:
    return in_desk(error, spell).to(lang).strip()


def _may_be_unrelated(came: Came) -> bool:
    hints: Iterable[Any] = came.error.hints if came.error is not None else ()
    return any(hint.verb == "merge" and "--unrelated" in hint.arguments for hint in hints)


_KINDS = {
    "photographs": Text("ảnh", "photographs"),
    "decisions": Text("phiếu quyết định", "sheet of decisions"),
    "cases": Text("phiếu báo ngay", "sheet of what must be reported at once"),
    "seen": Text("phiếu cần xem lại", "sheet of what should be looked at"),
}
"""What a file is that is no batch of its own."""
