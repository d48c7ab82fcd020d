"""The weekly routine: what is new in a folder goes in, and the clerk's desk is laid out anew.

Surveys go in, sheets that a person filled in come back, map, report, page and sheets follow. The
pages are written again whenever they are not of this day, this store and this folder.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mocgioi import sources
from mocgioi.domain.batch import Receipt
from mocgioi.errors import CannotWrite, MocgioiError
from mocgioi.intake.survey.alarms import alarms_of_name
from mocgioi.sources.kinds import refuse
from mocgioi.store import reading
from mocgioi.store.history import files_taken_back
from mocgioi.tracker import (
    keeping,
    merging,
    own_sheets,
    returned_kits,
    returned_rows,
    taking,
    upgrading,
    waiting,
)
from mocgioi.tracker.desk_sheets import WORKLIST_NAME, corrections_of
from mocgioi.tracker.laying_out import PAGE_NAME, lay_out
from mocgioi.tracker.returned_rows import SHEET_UNTOUCHED
from mocgioi.tracker.updated import Updated

if TYPE_CHECKING:
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.sources.album import Source
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.updated import Talk
    from mocgioi.tracker.upgrading import Upgraded

_NO_SURVEY = frozenset({"not-a-survey", "column-missing", "rows-missing", "format-unsupported"})
"""Codes for which a file is refused that is something else than a survey."""


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
    listed = sources.gather(folder, tracker.store.path)
    with returned_kits.opened(listed, folder, tracker.store.path) as (gathered, unwritten):
        done = _nothing_yet(folder, upgraded, gathered, unwritten)
        untouched, claimed, photographed = _take_in(tracker, gathered, done, policy, talk)
        try:
            loose = [photo for photo in gathered.photos if photo.path not in claimed]
            _keep_alarms(tracker, gathered, done)
            if loose:
                _take_photos(tracker, done, loose, photographed, folder, policy)
            return lay_out(tracker, folder, before, done, untouched, talk)
        except MocgioiError as error:
            return done._replace(unfinished=error)


def _nothing_yet(
    folder: Path, upgraded: Upgraded | None, gathered: sources.Gathered, unwritten: list[str]
) -> Updated:
    """Return what a run has done before it takes anything in."""
    page = folder / PAGE_NAME
    return Updated(
        upgraded=upgraded,
        receipts=[],
        known_files=[],
        waiting=[],
        refused=[],
        no_surveys=[],
        others=gathered.others,
        undone=[],
        blank=unwritten,
        decided={},
        recorded={},
        to_report=0,
        perhaps=0,
        overdue=0,
        work=[],
        page=page,
        written=[],
    )


def _take_in(
    tracker: Tracker,
    gathered: sources.Gathered,
    done: Updated,
    policy: Policy | None,
    talk: Talk,
) -> tuple[list[Path], set[str], dict[str, str]]:
    """Take in the surveys of the folder.

    Returns:
        The sheets of ours that nobody wrote in; the paths of the photographs that surveys
        claimed; by path of those that were taken in the form of a marker, the marker.
    """
    batches = tracker.surveys.batches()
    taken_back = files_taken_back(batches)
    taken_in = {batch.sha256: place for place, batch in enumerate(batches, start=1)}
    claimed: set[str] = set()
    photographed: dict[str, str] = {}
    untouched: list[Path] = []
    hashed = [(_hash_of(path), path, inside) for path, inside in gathered.surveys]
    # A photograph that lies about goes to the newest survey it may belong to: new files come first.
    hashed.sort(key=lambda survey: -taken_in.get(survey[0], len(batches) + 1))
    for sha256, path, inside in hashed:
        if path.name == WORKLIST_NAME:
            continue
        talk.progress(inside)
        album = gathered.near(inside)
        try:
            if sha256 is None:
                raise refuse("file-unreadable", file=inside)
            if sha256 in taken_back:
                done.undone.append(inside)
                continue
            if path.suffix.lower() == ".gpkg" and merging.is_kit(path):
                _sort_in(done, _of_kit(tracker, path, inside))
                home = PurePosixPath(inside).parent
                taken = merging.photographs_of(path)
                photographed |= {(home / name).as_posix(): taken[name] for name in taken}
                continue
            receipt = taking.apply_survey(
                tracker.store,
                path,
                policy=policy,
                named=inside,
                album=album,
                near=gathered.near,
                by_routine=True,
            )
            _sort_in(done, receipt)
        except MocgioiError as error:
            own = next((f.value for f in error.findings if f.code == "not-a-survey"), None)
            if own in own_sheets.TAKEN_BACK:
                own_sheets.take_back(tracker.store, path, inside, done, own)
            elif own == "phone":
                done.blank.append(inside)
            elif any(f.code == SHEET_UNTOUCHED for f in error.findings):
                untouched.append(path)
            elif batch := _emptied(path, error):
                _leave_out(tracker, path, inside, batch, done)
            else:
                refused = done.no_surveys if _is_no_survey(error) else done.refused
                refused.append((Path(inside), error))
        claimed |= album.claimed
    return untouched, claimed, photographed


def _of_kit(tracker: Tracker, path: Path, inside: str) -> Receipt:
    """Take the store of a kit home."""
    return merging.merge(tracker.store, path, named=inside, by_routine=True)


def _keep_alarms(tracker: Tracker, gathered: sources.Gathered, done: Updated) -> None:
    """Keep the alarms in names of files that are not taken."""
    with tracker.store.reading() as connection:
        known = reading.marker_numbers(connection)
    not_taken = [path.as_posix() for path, _ in (*done.refused, *done.no_surveys)]
    for name in (*not_taken, *gathered.others, *(photo.path for photo in gathered.photos)):
        keeping.keep_alarms(tracker.store, name, alarms_of_name(name, known))


def _hash_of(path: Path) -> str | None:
    """Return the hash of a file; None: another program holds it, or it may not be read."""
    try:
        return sources.sha256_of(path)
    except OSError:
        return None


def _emptied(path: Path, error: MocgioiError) -> str | None:
    """Return the batch whose rejected rows a person took out of their sheet, all of them."""
    has_no_rows = any(f.code in ("file-empty", "rows-missing") for f in error.findings)
    return corrections_of(path.name) if has_no_rows and path.stat().st_size else None


def _leave_out(tracker: Tracker, path: Path, inside: str, batch: str, done: Updated) -> None:
    """Record that a person took every row out of the sheet of a batch's rejected rows."""
    try:
        _sort_in(done, returned_rows.leave_out_rejected(tracker.store, path, batch, named=inside))
    except MocgioiError as error:
        done.refused.append((Path(inside), error))


def _sort_in(done: Updated, receipt: Receipt) -> None:
    """Put the receipt of one more survey among what is new, known or blank."""
    if any(finding.code == "form-empty" for finding in receipt.findings):
        done.blank.append(receipt.file)
    elif receipt.batch is not None:
        done.receipts.append(receipt)
        return
    else:
        done.known_files.append(receipt.file)
    left_out = waiting.left_out(receipt.findings)
    if left_out and _is_unkept(receipt):
        done.waiting.append(replace(receipt, findings=left_out))


def _is_unkept(receipt: Receipt) -> bool:
    """Say whether no batch keeps what a receipt tells, so that it is told anew each time."""
    return not any(finding.code == "already-applied" for finding in receipt.findings)


def _take_photos(
    tracker: Tracker,
    done: Updated,
    photos: list[Source],
    photographed: dict[str, str],
    folder: Path,
    policy: Policy | None,
) -> None:
    """Take in the photographs that no survey claimed; they are no file."""
    name = folder.resolve().name
    try:
        receipt = taking.apply_photos(
            tracker.store, photos, named=name, policy=policy, typed=photographed
        )
    except MocgioiError as error:
        done.refused.append((Path(photos[0].path), error))
        return
    _sort_in(done, receipt)
    with suppress(ValueError):
        done.known_files.remove(name)


def _is_no_survey(error: MocgioiError) -> bool:
    """Say whether a file was refused because it is something else, whole and sound."""
    return bool(error.findings) and all(f.code in _NO_SURVEY for f in error.findings)
