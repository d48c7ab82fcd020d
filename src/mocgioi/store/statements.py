"""What a file of the register says, compared with what is known, and put in as events.

The first file that says something of a kind says how it was from the beginning. What a later
one brings or changes holds from its day on (*Register 1 and 2*), so that no figure of an
earlier day moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.decision import stands_sql
from mocgioi.domain.observation import NOTHING, SubjectState, fold_subjects
from mocgioi.domain.position import Position
from mocgioi.domain.register import BY_OUTLINE
from mocgioi.store.drafts import BESIDES, Draft, Replacement
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.geopackage import Transaction
from mocgioi.store.ledger import record

_DEGREES_IN_A_CENTIMETRE = 9e-8
"""Of longitude and latitude alike: the length of a degree of latitude is 110.6 km or more."""

_FILE_CORRECTS = "Tệp sau ghi số khác cho cùng ngày / a later file says otherwise of that day"
_FILE_SAYS = "Tệp ghi xã của mốc / the file says the marker's commune"


class Statement(NamedTuple):
    """What a row of a register says of one subject.

    Attributes:
        subject: its identity. name: what people call it.
        values: what is said of it, by aspect; existence is among them.
        row: row of the file. illustrative: it is made up.
        since: ISO day from which a new one is there, where its own papers date it.
        is_from_beginning: a new one is there from the beginning, whatever came before it.
        changed_on: ISO day from which what differs holds, where that is not the file's: it takes
            the place of what another file said from that day.
        observers: by aspect, who says it where that is not the file.
    """

    subject: str
    name: str
    values: Mapping[str, str]
    row: int | None = None
    illustrative: bool = False
    since: str | None = None
    is_from_beginning: bool = False
    changed_on: str | None = None
    observers: Mapping[str, str] = MappingProxyType({})


def states_of(
    transaction: Transaction, existence: str, aspects: Sequence[str], *, as_of: str | None = None
) -> dict[str, SubjectState]:
    """Return the state of every subject of a kind, as of a day; in the order they came."""
    observations = read_observations(transaction, aspects=aspects, in_order=True)
    return fold_subjects(observations, read_decisions(transaction), existence, as_of=as_of)


def put_statements(
    transaction: Transaction,
    file: IncomingFile,
    statements: Sequence[Statement],
    states: Mapping[str, SubjectState],
    existence: str,
    effective_on: str,
    *,
    besides: Sequence[Statement] = (),
    following: Iterable[Draft] = (),
) -> Receipt:
    """Take in what a file says, and return its receipt.

    Args:
        statements: one for each of its rows, subjects unique.
        states: of the subjects of the kind, as of `effective_on`.
        existence: the aspect that says of a subject of the kind that it is there.
        effective_on: ISO day from which what differs holds.
        besides: what else follows from the file, with no row of its own: the posts that a
            register of markers names, the pieces of the border line that another replaces.
        following: what follows of subjects of another kind, from a row of the file.
    """
    said_before = _said_before(transaction, file.kind)
    is_first = existence not in said_before
    outcomes: dict[int, str] = {}
    drafts: list[Draft] = []
    for index, statement in enumerate((*statements, *besides)):
        state = states.get(statement.subject)
        row = index if index < len(statements) else BESIDES
        outcomes.setdefault(row, "unchanged")
        for aspect, value in differing(statement, state):
            if state is None:
                is_dateless = is_first or statement.is_from_beginning
                day = None if is_dateless else (statement.since or effective_on)
            else:
                is_new = state.value(aspect) is None and aspect not in said_before
                day = None if is_new else day_of_change(statement, state, aspect, effective_on)
            drafts.append(
                Draft(
                    row=row,
                    subject=statement.subject,
                    aspect=aspect,
                    value=value,
                    observed_on=day,
                    row_number=statement.row,
                    observer=statement.observers.get(aspect, file.name),
                    illustrative=statement.illustrative,
                    of_register=True,
                    name=statement.name,
                    replaces=_replaced(statement, state, aspect, day, file.name),
                )
            )
    return record(transaction, file, chain(drafts, following), outcomes=outcomes)


def day_of_change(statement: Statement, state: SubjectState, aspect: str, effective_on: str) -> str:
    """Return the ISO day from which a row holds that says otherwise than what is known.

    It is not before the day from which what is known holds, which would go on after it.
    """
    if statement.changed_on is None:
        return effective_on
    return max(statement.changed_on, state.aspects.get(aspect, NOTHING).since or "")


def _replaced(
    statement: Statement, state: SubjectState | None, aspect: str, day: str | None, file: str
) -> Replacement | None:
    """Return what a file's word of a day stands in the place of: an outline's (*Register 9*), or
    that of another file where the day is of the row (*Register 2*).
    """
    evidence = state.aspects.get(aspect, NOTHING).evidence if state else None
    if evidence is None or evidence.observed_on != day or evidence.observer == file:
        return None
    if evidence.observer == BY_OUTLINE:
        return Replacement(evidence.uuid, file, _FILE_SAYS)
    is_corrected = statement.changed_on is not None
    return Replacement(evidence.uuid, file, _FILE_CORRECTS) if is_corrected else None


def _said_before(transaction: Transaction, kind: str) -> frozenset[str]:
    """Return the aspects of which files of a kind have said something that counts."""
    aspects = transaction.read(
        "SELECT DISTINCT o.aspect FROM batches AS b"
        " CROSS JOIN observations AS o ON o.batch_uuid = b.uuid"
        f" WHERE b.kind = ? AND {stands_sql('o.uuid')}",
        (kind,),
    )
    return frozenset(aspect for (aspect,) in aspects)


def differing(statement: Statement, state: SubjectState | None) -> Iterator[tuple[str, str]]:
    """Yield what a row says otherwise than what is known, by aspect."""
    for aspect, value in statement.values.items():
        known = state.aspects.get(aspect, NOTHING).value if state else None
        if known is None or not is_same(aspect, known, value):
            yield aspect, value


def is_same(aspect: str, known: str, value: str) -> bool:
    """Say whether two values are one: places within a centimetre are (*Register 5*)."""
    if known == value:
        return True
    if aspect == "register_position":
        places = (Position.from_value(known), Position.from_value(value))
        return is_same_place(places[0][:2], places[1][:2])
    return aspect.endswith(".geom") and _is_same_shape(known, value)


def is_same_place(place: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether two places, longitude and latitude, are within a centimetre."""
    pairs = zip(place, other, strict=True)
    return all(abs(a - b) <= _DEGREES_IN_A_CENTIMETRE for a, b in pairs)


def _is_same_shape(known: str, value: str) -> bool:
    import shapely

    from mocgioi.store.geometry import decode_wkb

    shapes = [shapely.from_wkb(decode_wkb(bytes.fromhex(text))) for text in (known, value) if text]
    return len(shapes) == 2 and bool(
        shapely.equals_exact(*shapes, tolerance=_DEGREES_IN_A_CENTIMETRE)
    )
