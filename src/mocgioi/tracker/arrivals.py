"""Files that arrive in a folder: each goes in by its own door, whoever asks for it.

A survey, the store of a kit, a sheet of ours that a person filled in, photographs that lie about;
and, where a person says what a file is, a register or another copy of the store. The weekly
routine and the desk take files in by this one way, so that what one foresees the other does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mocgioi import sources
from mocgioi.errors import CannotWrite, MocgioiError, StoreLocked
from mocgioi.intake.survey.alarms import alarms_of_name
from mocgioi.sources.album import Damaged
from mocgioi.sources.kinds import refuse
from mocgioi.sources.reading import is_store
from mocgioi.store import photos, reading
from mocgioi.store.history import files_taken_back
from mocgioi.tracker import (
    keeping,
    merging,
    own_sheets,
    returned_kits,
    returned_rows,
    taking,
)
from mocgioi.tracker.desk_sheets import WORKLIST_NAME, corrections_of
from mocgioi.tracker.register import KINDS, ORDER
from mocgioi.tracker.returned_rows import SHEET_UNTOUCHED

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt
    from mocgioi.errors import Finding
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.sources.album import Source
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.case_sheets import Recorded
    from mocgioi.tracker.decision_sheets import Decided

_NO_SURVEY = frozenset({"not-a-survey", "column-missing", "rows-missing", "format-unsupported"})
"""Codes for which a file is refused that is something else than a survey."""

COPY = "merge"
"""What a person says a file is that is another copy of the store, or a layer of it."""

SURVEY = "survey"
"""What a file is that nobody says anything else of."""

PHOTOGRAPHS = "photographs"
"""What photographs are that lie about."""

Outcome = Literal[
    "new", "known", "blank", "undone", "untouched", "answered", "refused", "no_survey"
]
"""How a file ended.

``new``: a batch came of it; ``known``: all of it is there; ``blank``: nobody wrote in it yet;
``undone``: a person took it back, so it stays out; ``untouched``: the sheet of rejected rows as it
was given out; ``answered``: a sheet of decisions, cases or what was looked at; ``refused``: it
cannot be taken; ``no_survey``: it is something else, whole and sound.
"""


class Said(NamedTuple):
    """What a person says of one file.

    Attributes:
        kind: `SURVEY`, `COPY`, or of `mocgioi.tracker.register.KINDS`.
        again: it is taken though a person took it back.
        unrelated: the copy is merged though the two stores have no event in common.
        on: the day on which a layer of a copy was edited.
        survey: how a survey is read: keyword arguments of `Surveys.apply`.
        register: the same of `Register.import_file`.
    """

    kind: str = SURVEY
    again: bool = False
    unrelated: bool = False
    on: str | None = None
    survey: Mapping[str, Any] = {}
    register: Mapping[str, Any] = {}


class Came(NamedTuple):
    """What came of one file.

    Attributes:
        file: its path in the folder, ``/`` between. path: where it lies.
        kind: as what it was taken. outcome: how it ended.
        receipt: of what a batch came, or would have come.
        decided, recorded: of sheets of ours; error: why it was refused.
    """

    file: str
    path: Path
    kind: str
    outcome: Outcome
    receipt: Receipt | None = None
    decided: Decided | None = None
    recorded: Recorded | None = None
    error: MocgioiError | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing of it waits outside the store."""
        if self.receipt is not None and self.receipt.left_behind:
            return False
        return self.outcome not in ("refused", "no_survey", "undone")


def _nothing_said(inside: str) -> Said:
    return Said()


class Arrivals:
    """The files of one folder, on their way in.

    Attributes:
        gathered: what lies in the folder; unwritten: kits with files in which nobody wrote.
        progress: called with the path of each file before its turn.
        remarks: what is told with the batch of each survey and each copy.
    """

    def __init__(
        self,
        tracker: Tracker,
        gathered: sources.Gathered,
        unwritten: list[str],
        *,
        policy: Policy | None = None,
        said: Callable[[str], Said] = _nothing_said,
        with_copies: bool = False,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.gathered = gathered
        self.unwritten = unwritten
        self._tracker = tracker
        self._policy = policy
        self._said = said
        self._with_copies = with_copies
        self.progress = progress
        self.remarks: Sequence[Finding] = ()
        self._claimed: set[str] = set()
        self._photographed: dict[str, str] = {}

    def files(self) -> Iterator[Came]:
        """Take in every file that holds rows, and yield what came of each.

        A register comes before what speaks of it. Where another program keeps the store from being
        written, what follows is not tried.
        """
        batches = self._tracker.surveys.batches()
        taken_back = files_taken_back(batches)
        places = {batch.sha256: place for place, batch in enumerate(batches, start=1)}
        hashed = [(_hash_of(path), path, inside) for path, inside in self.gathered.surveys]
        # A photograph that lies about goes to the newest survey it may belong to: new files first.
        hashed.sort(
            key=lambda file: (
                _turn_of(self._said(file[2]).kind),
                -places.get(file[0], len(batches) + 1),
            )
        )
        barred: MocgioiError | None = None
        for sha256, path, inside in hashed:
            if path.name == WORKLIST_NAME:
                continue
            self.progress(inside)
            said = self._said(inside)
            if barred is not None:
                yield Came(inside, path, said.kind, "refused", error=barred)
                continue
            came = self._through_its_door(path, inside, sha256, said, taken_back)
            barred = came.error if isinstance(came.error, StoreLocked | CannotWrite) else None
            yield came

    def leave(self, is_left: Callable[[str], bool]) -> list[str]:
        """Leave files for another time, and return their paths; their photographs wait, too."""
        left = [inside for _, inside in self.gathered.surveys if is_left(inside)]
        self.gathered.surveys[:] = [f for f in self.gathered.surveys if f[1] not in left]
        return left

    def photographs(self, named: str) -> Came | None:
        """Take in the photographs that no survey claimed, after `files`; None: there are none.

        Args:
            named: what their batch is called; they are no file.
        """
        loose = [photo for photo in self.gathered.photos if photo.path not in self._claimed]
        if not loose:
            return None
        first = Path(loose[0].path)
        try:
            receipt = taking.apply_photos(
                self._tracker.store,
                loose,
                named=named,
                policy=self._policy,
                typed=self._photographed,
            )
        except MocgioiError as error:
            return Came(first.as_posix(), first, PHOTOGRAPHS, "refused", error=error)
        return _of_receipt(named, first, PHOTOGRAPHS, receipt)

    def photographs_held(self) -> dict[str, bool]:
        """Return whether the store holds each photograph that lies about, by its path."""
        with self._tracker.store.reading() as connection:
            stored = photos.hashes(connection)
        return {photo.path: _is_among(photo, stored) for photo in self.gathered.photos}

    def keep_alarms(self, not_taken: Iterable[str]) -> None:
        """Keep the alarms in names of files that are not taken.

        Args:
            not_taken: names of those that were refused.
        """
        store = self._tracker.store
        with store.reading() as connection:
            known = reading.marker_numbers(connection)
        photographs: list[Source] = self.gathered.photos
        for name in (*not_taken, *self.gathered.others, *(photo.path for photo in photographs)):
            keeping.keep_alarms(store, name, alarms_of_name(name, known))

    def _through_its_door(
        self, path: Path, inside: str, sha256: str | None, said: Said, taken_back: set[str]
    ) -> Came:
        album = self.gathered.near(inside)
        try:
            if sha256 is None:
                raise refuse("file-unreadable", file=inside)
            if sha256 in taken_back and not said.again:
                return Came(inside, path, said.kind, "undone")
            if said.kind in KINDS:
                receipt = self._tracker.register.import_file(said.kind, path, **said.register)
                return _of_receipt(inside, path, said.kind, receipt)
            if self._is_copy(path, said):
                receipt = merging.merge(
                    self._tracker.store,
                    path,
                    on=said.on,
                    unrelated=said.unrelated,
                    named=inside,
                    by_routine=True,
                    remarks=self.remarks,
                )
                self._note_photographs(path, inside)
                return _of_receipt(inside, path, COPY, receipt)
            receipt = taking.apply_survey(
                self._tracker.store,
                path,
                **{"policy": self._policy, **said.survey},
                named=inside,
                album=album,
                near=self.gathered.near,
                by_routine=not said.again,
                remarks=self.remarks,
            )
            return _of_receipt(inside, path, said.kind, receipt)
        except MocgioiError as error:
            return self._refused(path, inside, said, error)
        finally:
            self._claimed |= album.claimed

    def _is_copy(self, path: Path, said: Said) -> bool:
        """Say whether a file is merged: the store of a kit always is."""
        if said.kind == COPY:
            return True
        if path.suffix.lower() != ".gpkg":
            return False
        return merging.is_kit(path) or (self._with_copies and is_store(path))

    def _note_photographs(self, path: Path, inside: str) -> None:
        """Note which photographs were taken in the form of a marker of a kit."""
        if merging.is_kit(path):
            home = PurePosixPath(inside).parent
            taken = merging.photographs_of(path)
            self._photographed |= {(home / name).as_posix(): taken[name] for name in taken}

    def _refused(self, path: Path, inside: str, said: Said, error: MocgioiError) -> Came:
        """Return what came of a file that is no survey: a sheet of ours has a door of its own."""
        store = self._tracker.store
        own = next((f.value for f in error.findings if f.code == "not-a-survey"), None)
        try:
            if own in own_sheets.TAKEN_BACK:
                decided, recorded = own_sheets.take_back(store, path, own)
                return Came(inside, path, own, "answered", decided=decided, recorded=recorded)
            if own == "phone":
                return Came(inside, path, said.kind, "blank")
            if any(f.code == SHEET_UNTOUCHED for f in error.findings):
                return Came(inside, path, said.kind, "untouched")
            if batch := _emptied(path, error):
                receipt = returned_rows.leave_out_rejected(store, path, batch, named=inside)
                return _of_receipt(inside, path, said.kind, receipt)
        except MocgioiError as second:
            return Came(inside, path, said.kind, "refused", error=second)
        outcome: Outcome = "no_survey" if _is_no_survey(error) else "refused"
        return Came(inside, path, said.kind, outcome, error=error)


@contextmanager
def opened(
    tracker: Tracker,
    folder: Path,
    *,
    policy: Policy | None = None,
    said: Callable[[str], Said] = _nothing_said,
    with_copies: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Arrivals]:
    """Open a folder with files that arrived; ZIPs of kits are unpacked as long as the block lasts.

    Args:
        policy: as for `Surveys.apply`.
        said: what a person says of a file, by its path in the folder.
        with_copies: merge whole copies of the store, too, and not only those of kits.
        progress: called with the path of each file before its turn.

    Raises:
        UnreadableInput: the folder cannot be listed.
    """
    own = tracker.store.path
    listed = sources.gather(folder, own)
    with returned_kits.opened(listed, folder, own) as (gathered, unwritten):
        _list_named(gathered, folder, said)
        yield Arrivals(
            tracker,
            gathered,
            unwritten,
            policy=policy,
            said=said,
            with_copies=with_copies,
            progress=progress,
        )


def _list_named(gathered: sources.Gathered, folder: Path, said: Callable[[str], Said]) -> None:
    """List among the files what would be a photograph, or is not read, had nobody said its kind."""
    photos = [photo.path for photo in gathered.photos]
    named = [inside for inside in (*photos, *gathered.others) if said(inside).kind in KINDS]
    gathered.surveys.extend((folder / inside, inside) for inside in named)
    gathered.photos[:] = [photo for photo in gathered.photos if photo.path not in named]
    gathered.others[:] = [inside for inside in gathered.others if inside not in named]


def _of_receipt(inside: str, path: Path, kind: str, receipt: Receipt) -> Came:
    outcome: Outcome = "known" if receipt.batch is None else "new"
    if any(finding.code == "form-empty" for finding in receipt.findings):
        outcome = "blank"
    return Came(inside, path, kind, outcome, receipt=receipt)


def _turn_of(kind: str) -> int:
    """Return when files of a kind have their turn: a register before what speaks of it."""
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _hash_of(path: Path) -> str | None:
    """Return the hash of a file; None: another program holds it, or it may not be read."""
    try:
        return sources.sha256_of(path)
    except OSError:
        return None


def _is_among(photo: Source, stored: Collection[str]) -> bool:
    try:
        return hashlib.sha256(photo.read()).hexdigest() in stored
    except Damaged:
        return False


def _emptied(path: Path, error: MocgioiError) -> str | None:
    """Return the batch whose rejected rows a person took out of their sheet, all of them."""
    has_no_rows = any(f.code in ("file-empty", "rows-missing") for f in error.findings)
    return corrections_of(path.name) if has_no_rows and path.stat().st_size else None


def _is_no_survey(error: MocgioiError) -> bool:
    """Say whether a file was refused because it is something else, whole and sound."""
    return bool(error.findings) and all(f.code in _NO_SURVEY for f in error.findings)
