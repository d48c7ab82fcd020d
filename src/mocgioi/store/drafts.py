"""What a file observes, before it is recorded: kept beside the store while it is compared.

A draft goes into a temporary table of the write transaction, so that a file of any length
can be looked at subject by subject, and then be written in the order of its rows, without
being held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import count, groupby
from json.encoder import encode_basestring_ascii as quoted
from operator import itemgetter
from typing import Any, NamedTuple

from mocgioi.domain.observation import Observation
from mocgioi.store.events import first_numbers
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import Identity, kind_of
from mocgioi.store.meetings import Cell


class Replacement(NamedTuple):
    """That a new observation stands in the place of an older one, and who says so and why."""

    observation: str
    decided_by: str
    why: str


class Draft(NamedTuple):
    """An observation about to be recorded.

    Attributes:
        row: which row of the file it comes from: an index, not the row's number in the file.
        written: the words it was read from.
        name: what people call the subject; where it has none, its identity.
        held: it waits for a person before it counts.
        sheet, heading, day_heading: its sheet, the heading of its value's column and of its
            day's, for what has to be told about it.
        of_register: a register says it, which was compared with what is known already.
        replaces: the observation it is decided to stand in the place of.
    """

    row: int
    subject: str
    aspect: str
    value: str
    observed_on: str | None
    row_number: int | None = None
    observer: str | None = None
    submission: str | None = None
    illustrative: bool = False
    written: str | None = None
    name: str | None = None
    held: bool = False
    sheet: str | None = None
    heading: str | None = None
    day_heading: str | None = None
    of_register: bool = False
    replaces: Replacement | None = None


class Manner(NamedTuple):
    """What a draft shares with most of its file; see `Draft`."""

    aspect: str
    observer: str | None
    illustrative: bool
    held: bool = False
    sheet: str | None = None
    heading: str | None = None
    day_heading: str | None = None
    of_register: bool = False
    replaces: Replacement | None = None


class Fresh(NamedTuple):
    """A draft as it may be recorded.

    Attributes:
        place: its place in the file. observation: what it becomes.
        row, written, name: as `Draft` has them. manner: what else it had to say.
    """

    place: int
    observation: Observation
    row: int
    written: str | None
    name: str | None
    manner: Manner

    @property
    def cell(self) -> Cell:
        """Return where in its file it stood."""
        manner = self.manner
        return Cell(manner.sheet, self.observation.row, manner.heading, manner.day_heading)


BESIDES = -1
"""The row of what follows from a file and stands in none of its rows."""

_OWN = Draft._fields.index("held")

_INSTALL = (
    "CREATE TEMP TABLE manners (id INTEGER PRIMARY KEY, aspect, observer, illustrative)",
    "CREATE TEMP TABLE incoming (id INTEGER PRIMARY KEY, uuid, row, subject, value, observed_on,"
    " row_number, submission, written, name, manner)",
)
_WIDTH = 11
_BY_SUBJECT = (
    "SELECT substr(aspect, 1, instr(aspect, '.')) AS home, subject, i.id, uuid, manner,"
    " row, value, observed_on, row_number, written, name"
    " FROM temp.incoming AS i CROSS JOIN temp.manners AS m ON m.id = manner"
    " ORDER BY home, subject, i.id"
)
_TAKEN = (
    "SELECT id, row_number, subject, manner, value, observed_on FROM temp.incoming"
    " WHERE id > ? AND EXISTS (SELECT 1 FROM observations WHERE uuid = incoming.uuid)"
    " ORDER BY id LIMIT 1000"
)
draft_of = partial(tuple.__new__, Draft)
_FRESH = partial(tuple.__new__, Fresh)
_OBSERVATION = partial(tuple.__new__, Observation)
"""Named tuples of every field: a file of ten years has hundreds of thousands."""

_RECORD = """
INSERT INTO observations (uuid, subject, aspect, value, observed_on, recorded_at,
    batch_uuid, row_number, observer, submission, illustrative, commit_number, marker_number)
SELECT uuid, subject, aspect, value, observed_on, ?, ?, row_number, observer, submission,
    illustrative, ?, CASE WHEN instr(aspect, '.') = 0 THEN subject END
FROM temp.incoming AS i CROSS JOIN temp.manners AS m ON m.id = manner ORDER BY i.id
"""


class Staged:
    """The drafts of one file in the transaction that will record them; see `staged`.

    Attributes:
        subjects: what they are about.
    """

    def __init__(self, transaction: Transaction, batch: str, instant: str, source: str) -> None:
        self._transaction = transaction
        self._batch, self._instant = batch, instant
        self._said_by = f'["observation", {quoted(source)}, '
        self.subjects: set[str] = set()
        self._count = 0
        self._manners: dict[tuple[Any, ...], int] = {}

    def put(self, drafts: Iterable[Draft]) -> None:
        """Take drafts in, in the order of their file.

        What was taken back and comes again is another event, of another identity.
        """
        self._transaction.stage_rows("incoming", _WIDTH, self._rows(drafts))
        manners = (manner[:3] for manner in self._manners)
        self._transaction.stage(
            "INSERT INTO temp.manners VALUES (?, ?, ?, ?)",
            ((place, *manner) for place, manner in enumerate(manners)),
        )
        for before in count(1):
            if not self._tell_apart(before):
                return

    def __len__(self) -> int:
        return self._count

    def _rows(self, drafts: Iterable[Draft]) -> Iterator[tuple[object, ...]]:
        manners, subjects = self._manners, self.subjects
        for place, draft in enumerate(drafts):
            own: tuple[Any, ...] = draft[:_OWN]
            index, subject, aspect, value, day, row, by, key, made_up, words, name = own
            subjects.add(subject)
            identity = self._identity(row, subject, aspect, value, day, by)
            manner = manners.setdefault((aspect, by, made_up, *draft[_OWN:]), len(manners))
            yield place, identity, index, subject, value, day, row, key, words, name, manner
            self._count = place + 1

    def _identity(
        self,
        row: int | None,
        subject: str,
        aspect: str,
        value: str,
        day: str | None,
        observer: str | None,
        *,
        before: int = 0,
    ) -> str:
        """Return the identity of what a draft says: that of its source, its row and its words.

        It is `identity_of` of ``observation``, the source and all of it, as fast as a file of a
        hundred thousand rows needs it.

        Args:
            before: how many events of the ledger said the same.
        """
        number = "null" if row is None else row
        on = "null" if day is None else quoted(day)
        by = "null" if observer is None else quoted(observer)
        what = f"{quoted(subject)}, {quoted(aspect)}, {quoted(value)}"
        said = f"{self._said_by}{number}, {what}, {on}, {by}, {before}]"
        return sha256(said.encode()).hexdigest()[:32]

    def _tell_apart(self, before: int) -> bool:
        """Give the drafts whose identity an event of the ledger has another one; say if any had."""
        last, manners = -1, list(self._manners)
        while taken := self._transaction.read(_TAKEN, (last,)):
            others = []
            for place, row, subject, manner, value, day in taken:
                aspect, by, *_ = manners[manner]
                identity = self._identity(row, subject, aspect, value, day, by, before=before)
                others.append((identity, place))
            self._transaction.stage("UPDATE temp.incoming SET uuid = ? WHERE id = ?", others)
            last = taken[-1][0]
        return last >= 0

    def by_subject(self) -> Iterator[tuple[Identity, list[Fresh]]]:
        """Yield each subject with its drafts in their order."""
        rows = self._transaction.iterate(_BY_SUBJECT)
        manners = [(manner[0], manner[1], manner[2], Manner(*manner)) for manner in self._manners]
        instant, batch, commit = self._instant, self._batch, self._transaction.commit_number
        for (home, subject), group in groupby(rows, key=itemgetter(0, 1)):
            of_subject = []
            for _, _, place, uuid, place_of_manner, index, value, day, row, words, name in group:
                aspect, by, made_up, manner = manners[place_of_manner]
                observation = _OBSERVATION(
                    (uuid, subject, aspect, value, day, instant, batch, row, by, made_up, commit)
                )
                of_subject.append(_FRESH((place, observation, index, words, name, manner)))
            yield (kind_of(home), subject), of_subject

    def forget(self, places: Iterable[int]) -> None:
        """Drop drafts that are known already; what is left is new."""
        self._transaction.stage(
            "DELETE FROM temp.incoming WHERE id = ?", ((place,) for place in places)
        )

    def submissions(self) -> Iterator[tuple[str, str, Cell]]:
        """Yield the submission keys of what is left: key, subject, and first place in the file."""
        sheets = [Manner(*manner).sheet for manner in self._manners]
        for submission, subject, manner, row, _ in self._transaction.iterate(
            "SELECT submission, subject, manner, row_number, min(id) FROM temp.incoming"
            " WHERE submission IS NOT NULL GROUP BY submission ORDER BY submission"
        ):
            yield submission, subject, Cell(sheets[manner], row)

    def record(self) -> None:
        """Write what is left into the ledger, in the order of the file.

        A marker that was given another number is recorded under its first one, so that taking
        the other number back leaves nothing without a marker.
        """
        for number, first in first_numbers(self._transaction).items():
            self._transaction.stage(
                "UPDATE temp.incoming SET subject = ? WHERE subject = ?", [(first, number)]
            )
        commit = self._transaction.commit_number
        self._transaction.insert_from("observations", _RECORD, (self._instant, self._batch, commit))


@contextmanager
def staged(
    transaction: Transaction, drafts: Iterable[Draft], batch: str, instant: str, source: str
) -> Iterator[Staged]:
    """Keep the drafts of one file in a temporary table until the block ends.

    Args:
        transaction: the write transaction.
        drafts: what the rows of the file observe, in its order; walked through once.
        batch, instant: of the observations they would become. source: what their identities
            are made of, besides what they say.
    """
    for table in _INSTALL:
        transaction.stage(table)
    try:
        incoming = Staged(transaction, batch, instant, source)
        incoming.put(drafts)
        yield incoming
    finally:
        transaction.stage("DROP TABLE temp.incoming")
        transaction.stage("DROP TABLE temp.manners")
