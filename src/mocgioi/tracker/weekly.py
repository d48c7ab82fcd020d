"""The weekly routine: what is new in a folder goes in, and the clerk's desk is laid out anew.

Surveys go in, sheets that a person filled in come back, map, report, page and sheets follow. The
pages are written again whenever they are not of this day, this store and this folder.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.domain.batch import Receipt
from mocgioi.errors import CannotWrite, MocgioiError
from mocgioi.tracker import arrivals, upgrading, waiting
from mocgioi.tracker.laying_out import PAGE_NAME, lay_out
from mocgioi.tracker.province import is_carried
from mocgioi.tracker.recognising import propose
from mocgioi.tracker.register import KINDS
from mocgioi.tracker.updated import Updated

if TYPE_CHECKING:
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.arrivals import Arrivals, Came
    from mocgioi.tracker.updated import Talk
    from mocgioi.tracker.upgrading import Upgraded


def update(tracker: Tracker, folder: Path, *, policy: Policy | None, talk: Talk) -> Updated:
    """Apply every new survey in `folder`, then lay out map, report, summary and sheets there.

    Every table and every zip, also in the folders in it, is a survey of its own; the store of a
    kit is merged.

    What a person took back (`undo`) does not come in again by itself. A store of an earlier version
    is brought forward first, and kept as it was beside it.

    What went in stays, and is returned, also where the pages cannot be written then
    (`Updated.unfinished`).

    Raises:
        CannotWrite: the folder is not there.
        SchemaVersion: the store is newer than this program.
    """
    if not folder.is_dir():
        raise CannotWrite(f"Không có thư mục «{folder}».", f"There is no folder “{folder}”.")
    upgraded = upgrading.bring_forward(tracker.store)
    before = tracker.figures.status()
    with arrivals.opened(tracker, folder, policy=policy, progress=talk.progress) as arrived:
        done = _nothing_yet(folder, upgraded, arrived)
        untouched = []
        for came in arrived.files():
            if came.outcome == "no_survey" and _is_of_register(folder, came):
                done.registers.append(came.file)
                continue
            _sort_in(done, came)
            if came.outcome == "untouched":
                untouched.append(came.path)
        try:
            not_taken = [path.as_posix() for path, _ in (*done.refused, *done.no_surveys)]
            arrived.keep_alarms([*not_taken, *done.registers])
            if (photographs := arrived.photographs(folder.resolve().name)) is not None:
                _sort_in_photographs(done, photographs)
            return lay_out(tracker, folder, before, done, untouched, talk)
        except MocgioiError as error:
            return done._replace(unfinished=error)


def _nothing_yet(folder: Path, upgraded: Upgraded | None, arrived: Arrivals) -> Updated:
    """Return what a run has done before it takes anything in."""
    page = folder / PAGE_NAME
    return Updated(
        upgraded=upgraded,
        receipts=[],
        known_files=[],
        waiting=[],
        refused=[],
        no_surveys=[],
        registers=[],
        others=[name for name in arrived.gathered.others if not is_carried(folder, name)],
        undone=[],
        blank=arrived.unwritten,
        decided={},
        recorded={},
        to_report=0,
        perhaps=0,
        overdue=0,
        work=[],
        page=page,
        written=[],
    )


def _is_of_register(folder: Path, came: Came) -> bool:
    """Say whether what is no survey is a table of the register, or one that the program carries.

    What tells states of markers may be a survey that lacks a column, and is asked about.
    """
    if is_carried(folder, came.file):
        return True
    proposal = propose(came.path)
    return proposal.kind in KINDS and not proposal.tells_states


def _sort_in(done: Updated, came: Came) -> None:
    """Put what came of one more file where the clerk looks for it."""
    if came.error is not None:
        refused = done.no_surveys if came.outcome == "no_survey" else done.refused
        refused.append((Path(came.file), came.error))
    elif came.decided is not None:
        done.decided[came.file] = came.decided
    elif came.recorded is not None:
        done.recorded[came.file] = came.recorded
    elif came.outcome == "undone":
        done.undone.append(came.file)
    elif came.outcome == "blank":
        done.blank.append(came.file)
    elif came.outcome == "known":
        done.known_files.append(came.file)
    if came.receipt is not None:
        _sort_in_receipt(done, came.receipt, is_blank=came.outcome == "blank")


def _sort_in_receipt(done: Updated, receipt: Receipt, *, is_blank: bool) -> None:
    """Put a receipt among what is new, or among what still waits of a file that is known."""
    if receipt.batch is not None and not is_blank:
        done.receipts.append(receipt)
        return
    left_out = waiting.left_out(receipt.findings)
    if left_out and _is_unkept(receipt):
        done.waiting.append(replace(receipt, findings=left_out))


def _is_unkept(receipt: Receipt) -> bool:
    """Say whether no batch keeps what a receipt tells, so that it is told anew each time."""
    return not any(finding.code == "already-applied" for finding in receipt.findings)


def _sort_in_photographs(done: Updated, came: Came) -> None:
    """Put what came of the photographs that lie about where it belongs; they are no file."""
    known = list(done.known_files)
    _sort_in(done, came)
    done.known_files[:] = known
