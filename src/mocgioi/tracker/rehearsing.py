"""What lies in a folder, taken in; and the same foreseen, in a copy of the store that goes away.

Both are one and the same code, so that what was shown is what is done unless the store moved in
between; where it did, `unforeseen` says what came out differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import MocgioiError, Text
from mocgioi.store import commits
from mocgioi.tracker import arrivals, past_figures, recognising
from mocgioi.tracker.arrivals import PHOTOGRAPHS, SURVEY, Came, Said
from mocgioi.tracker.asking import Answers
from mocgioi.tracker.register import KINDS

if TYPE_CHECKING:
    from mocgioi.documents.status import Status
    from mocgioi.domain.batch import Receipt
    from mocgioi.errors import Finding
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.asking import Question
    from mocgioi.tracker.past_figures import PastMoved


class Told(NamedTuple):
    """What a person says of one file that arrived.

    Attributes:
        kind: as `Said` has it. answers: to the questions about it.
        again, unrelated: as `Said` has them. is_left: it is not taken in this time.
    """

    kind: str = SURVEY
    answers: Answers = Answers()
    again: bool = False
    unrelated: bool = False
    is_left: bool = False

    def said(self) -> Said:
        """Return it as what a door is told.

        Raises:
            UsageError: the thresholds do not go together.
        """
        return Said(
            self.kind,
            again=self.again,
            unrelated=self.unrelated,
            on=self.answers.on,
            survey=self.answers.for_survey(),
            register=self.answers.for_register(),
        )


class TakenIn(NamedTuple):
    """What came of the files of a folder.

    Attributes:
        came: of each, in the order in which they had their turn; photographs that lie about last.
        left: paths of files that were left for another time.
        others: paths of files of kinds that are not read; unwritten: kits with files in which
            nobody wrote.
        held: of what was taken in, whether the store holds each photograph that lies about, by its
            path. Of a rehearsal nothing is said.
        before, after: the figures of today without them and with them.
        commit: number of the last commit before.
        questions: of a rehearsal, what a file leaves open, by its path.
        proposed: of a rehearsal, as which kind of the register a file may be taken that is no
            survey, by its path.
        past: figures of past year ends and of days that were reported that move with them.
    """

    came: list[Came]
    left: list[str]
    others: list[str]
    unwritten: list[str]
    held: dict[str, bool]
    before: Status
    after: Status
    commit: int
    questions: dict[str, list[Question]]
    proposed: dict[str, str]
    past: list[PastMoved]


FileDone = Callable[[str, int, int], None]
"""Is called with the path of a file before its turn, how many were done, and of how many."""


def take_in(
    tracker: Tracker,
    folder: Path,
    *,
    told: Callable[[str], Told] = lambda _: Told(),
    named: str,
    progress: FileDone = lambda *_: None,
    remarks: Sequence[Finding] = (),
) -> TakenIn:
    """Take in what lies in a folder; each file in a transaction of its own.

    Args:
        told: what a person says of a file, by its path in the folder.
        named: what the photographs are called that lie about.
        remarks: what is told with the batch of each survey and each copy.

    Raises:
        MocgioiError: the store cannot be read, or the folder. What is wrong with one file is told
            with it.
    """
    return _take_in(tracker, folder, told, named, progress, remarks, None)


def rehearse(
    tracker: Tracker,
    folder: Path,
    *,
    told: Callable[[str], Told] = lambda _: Told(),
    named: str,
    progress: FileDone = lambda *_: None,
    remarks: Sequence[Finding] = (),
) -> TakenIn:
    """Return what `take_in` would do, and what the files leave open; the store stays as it is."""
    from mocgioi import tracker as trackers

    with TemporaryDirectory() as place:
        copy = Path(place, tracker.store.path.name)
        tracker.store.copy_to(copy)
        rehearsed = trackers.open(copy, by=tracker.store.author)
        rehearsed.store.not_ours = tracker.store.not_ours
        taken = _take_in(
            rehearsed,
            folder,
            told,
            named,
            progress,
            remarks,
            tracker,
        )
        for came in taken.came:
            if came.error is not None:
                as_named = str(copy), tracker.store.place
                came.error.text = Text(*(text.replace(*as_named) for text in came.error.text))
        return taken


def _take_in(
    tracker: Tracker,
    folder: Path,
    told: Callable[[str], Told],
    named: str,
    progress: FileDone,
    remarks: Sequence[Finding],
    asked: Tracker | None,
) -> TakenIn:
    """Take in a folder; `asked` is the store as it is, of which a rehearsal asks its questions."""
    before = tracker.figures.status()
    with tracker.store.reading() as connection:
        past = past_figures.past_figures(connection)
        commit = commits.last_number(connection)
    questions: dict[str, list[Question]] = {}
    proposed: dict[str, str] = {}
    came: list[Came] = []
    with arrivals.opened(
        tracker, folder, said=lambda inside: told(inside).said(), with_copies=True
    ) as arrived:
        arrived.remarks = remarks
        count = len(arrived.gathered.surveys)
        arrived.progress = lambda inside: progress(inside, len(came), count)
        left = arrived.leave(lambda inside: told(inside).is_left)
        for one in arrived.files():
            came.append(one)
            if asked is None:
                continue
            if open_now := _open_of(asked, one, told(one.file)):
                questions[one.file] = open_now
            if one.outcome == "no_survey" and (kind := recognising.propose(one.path).kind) in KINDS:
                proposed[one.file] = kind
        if not left and (photographs := arrived.photographs(named)) is not None:
            came.append(photographs)
        arrived.keep_alarms(one.file for one in came if one.error is not None)
        others, unwritten = arrived.gathered.others, arrived.unwritten
        held = arrived.photographs_held() if asked is None else {}
    with tracker.store.reading() as connection:
        past_now = past_figures.past_figures(connection)
    return TakenIn(
        came,
        left,
        others,
        unwritten,
        held,
        before,
        tracker.figures.status(),
        commit,
        questions,
        proposed,
        past_figures.moved(past, past_now),
    )


def _open_of(tracker: Tracker, came: Came, told: Told) -> list[Question]:
    """Return what a file leaves open, where anything of it is not as it should be."""
    from mocgioi.tracker import questions

    outcome = came.receipt or came.error
    if outcome is None or came.outcome in ("blank", "undone", "answered"):
        return []
    is_clean = not isinstance(outcome, MocgioiError) and not outcome.needs_person
    by_memory = any(finding.code == "word-remembered" for finding in outcome.findings)
    if is_clean and told.answers == Answers() and not by_memory:
        return []
    if came.kind in KINDS:
        return questions.of_register(tracker.store, came.kind, came.path, told.answers, outcome)
    if came.kind == SURVEY:
        return questions.of_survey(tracker.store, came.path, told.answers, outcome)
    return []


class Unforeseen(NamedTuple):
    """A file of which something else came than was foreseen.

    Attributes:
        file: its path. foreseen: what was to come of it, None: nothing was said of it.
        came: what came of it.
    """

    file: str
    foreseen: Came | None
    came: Came


def unforeseen(foreseen: Iterable[Came], came: Iterable[Came]) -> list[Unforeseen]:
    """Return the files of which something else came than a rehearsal had shown."""
    before = {one.file: one for one in foreseen}
    return [
        Unforeseen(one.file, before.get(one.file), one)
        for one in came
        if one.kind != PHOTOGRAPHS or one.file in before
        if one.file not in before or _gist(before[one.file]) != _gist(one)
    ]


def _gist(came: Came) -> object:
    """Return what a person was shown of a file, so far as it moves anything."""
    receipt: Receipt | None = came.receipt
    if receipt is None:
        codes = came.error and (type(came.error), [f.code for f in came.error.findings])
        return came.outcome, came.decided and came.decided.settled, codes
    counts = (receipt.applied, receipt.unchanged, receipt.queued, receipt.rejected)
    moves = {(m.marker, m.aspect, m.before, m.after, m.contested) for m in receipt.moves}
    return came.outcome, counts, moves, {(c.item, c.column, c.new) for c in receipt.changes}
