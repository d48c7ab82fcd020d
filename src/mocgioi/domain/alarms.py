"""Alarms: what says, or may say, that a marker must be reported at once (BÁO NGAY).

Rules: ``LAWS.md``, *Alarms*. An alarm is *sure* where an observation that counts says so; it is
*possible* where something is missing yet: a decision, the marker, the day, a condition chosen
from the list. Both stay until somebody records what was done (`mocgioi.domain.cases`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mocgioi.domain.counting import is_alarm, may_be_alarm
from mocgioi.domain.days import day_of
from mocgioi.domain.decision import DISPUTED, EXCLUDED, Decision
from mocgioi.domain.observation import Observation, fold
from mocgioi.domain.vocabulary import label
from mocgioi.records import NamedTuple
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.documents.cases import AlarmFacts

ASPECTS_OF_ALARMS = ("marker_condition", "note")
"""Aspects of which an observation can be an alarm."""

LACKS = (
    "decision",
    "held",
    "corrected",
    "first_hand",
    "damage",
    "condition",
    "otherwise",
    "marker",
    "day",
    "rejected",
    "unread",
)
"""What a possible alarm lacks: a decision between sides, or about a held row; a word from the
observer, who said otherwise when he submitted again; somebody who looked for the marker again;
the damage that is being repaired; a condition from the list, where only words say so, or where the
condition chosen says otherwise; marker; day; the row was rejected for another reason; nobody reads
the column it stands in."""

ID_LENGTH = 32
"""Characters of the id of an alarm; no number of a marker is so long."""

ALARM_UNREAD = "alarm-unread"
"""Code of the finding by which a batch says where, in what nobody reads, an alarm may stand."""

_GONE = frozenset({"set_aside", "undone"})


class Alarm(NamedTuple):
    """One thing that says, or may say, that a marker must be reported at once.

    Attributes:
        id: for ever; the same row sent again has the same one.
        marker: number of a marker of the register, or None.
        written: how the row names its marker, where that is none of the register.
        condition: code of the marker's condition, or None where only words say it.
        words: the text that says it, word for word.
        seen_on: ISO day, or None where the row has none.
        recorded_at: the instant (UTC) it came into the store.
        observer: who saw it. batch: uuid. sheet, row: where it stands in the file.
        lacks: of `LACKS`; nothing is lacking of a sure one.
        reasons: codes of the findings for which its row was rejected.
        decided_at: the instant (UTC) at which a person let it stand, or None.
        commit: number of the commit by which it came into this store.
    """

    id: str
    marker: str | None
    written: str | None
    condition: str | None
    words: str | None
    seen_on: str | None
    recorded_at: str
    observer: str | None
    batch: str | None
    sheet: str | None
    row: int | None
    lacks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    decided_at: str | None = None
    commit: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether nothing is lacking: the marker must be reported."""
        return not self.lacks

    @property
    def day(self) -> str:
        """The ISO day it was seen, else the day (in Việt Nam) it came into the store."""
        return self.seen_on or day_of(self.recorded_at)

    def as_dict(self, file: str | None) -> AlarmFacts:
        """Return the alarm as documents have it; `file` is the name of its file."""
        return {
            "id": self.id,
            "number": self.marker,
            "written": self.written,
            "condition": self.condition,
            "words": self.words,
            "observed_on": self.seen_on,
            "recorded_at": self.recorded_at,
            "observer": self.observer,
            "batch": self.batch,
            "file": file,
            "sheet": self.sheet,
            "row": self.row,
            "lacks": list(self.lacks),
            "reasons": list(self.reasons),
        }


def observed_alarms(
    observations: Iterable[Observation],
    verdicts: Mapping[str, Decision],
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> list[Alarm]:
    """Return the alarms among observations, in no particular order.

    Args:
        observations: of `ASPECTS_OF_ALARMS`, of any markers, every one of a marker that has any.
        verdicts: `latest_verdicts` at the same `known_at`.
        as_of, known_at: as for `mocgioi.domain.observation.fold`.

    What a person set aside or took back is none.
    """
    conditions: dict[str, list[Observation]] = {}
    notes: list[Observation] = []
    gone = {uuid for uuid, verdict in verdicts.items() if _is_gone(verdict)}
    for o in observations:
        if o.uuid in gone or not _is_within(o, as_of, known_at):
            continue
        if o.aspect == "marker_condition":
            conditions.setdefault(o.subject, []).append(o)
        else:
            notes.append(o)
    alarms: list[Alarm] = []
    repairs: list[Alarm] = []
    for of_marker in conditions.values():
        said = {o.value for o in of_marker}
        if any(map(may_be_alarm, said)):
            alarms += _of_conditions(of_marker, verdicts)
        if "under_repair" in said:
            repairs += _of_unannounced_repairs(of_marker, verdicts)
    alarms += repairs
    alarms += _of_notes(notes, conditions, verdicts)
    return alarms


def days_sound(observations: Iterable[Observation], verdicts: Mapping[str, Decision]) -> list[str]:
    """Return the ISO days on which one marker was seen intact or restored, the first first."""
    return sorted(
        o.observed_on
        for o in observations
        if o.value in ("intact", "restored")
        and o.observed_on
        and (o.uuid not in verdicts or verdicts[o.uuid].verdict not in (*EXCLUDED, DISPUTED))
    )


def _is_gone(verdict: Decision) -> bool:
    """Say whether a person set an observation aside or took it back; the program alone does not."""
    return verdict.verdict in _GONE and verdict.decided_by is not None


def _is_within(observation: Observation, as_of: str | None, known_at: int | None) -> bool:
    return (as_of is None or (observation.observed_on or "") <= as_of) and (
        known_at is None or observation.commit <= known_at
    )


def _of_conditions(
    of_marker: Sequence[Observation], verdicts: Mapping[str, Decision]
) -> Iterator[Alarm]:
    waiting = {
        side.uuid
        for disagreement in fold(of_marker, verdicts).disagreements
        for side in disagreement.sides
    }
    for observation in of_marker:
        if not may_be_alarm(observation.value):
            continue
        lacks = [] if is_alarm(observation.value) else ["first_hand"]
        if observation.uuid in waiting:
            lacks.append("decision")
        lacks += _lacks_by_verdict(verdicts.get(observation.uuid))
        alarm = _alarm(observation, observation.value, None, tuple(lacks))
        verdict = verdicts.get(observation.uuid)
        if verdict is not None and verdict.verdict == "keep":
            alarm = alarm._replace(decided_at=verdict.recorded_at)
        yield alarm


def _of_unannounced_repairs(
    of_marker: Sequence[Observation], verdicts: Mapping[str, Decision]
) -> Iterator[Alarm]:
    """Yield the repairs of a damage that nobody recorded: it was to be reported at once."""
    damaged = [o.observed_on or "" for o in of_marker if may_be_alarm(o.value)]
    for o in of_marker:
        if o.value == "under_repair" and all(day > (o.observed_on or "") for day in damaged):
            lacks = ["damage", *_lacks_by_verdict(verdicts.get(o.uuid))]
            yield _alarm(o, None, label("marker_condition", o.value, "vi"), tuple(lacks))


def _of_notes(
    notes: Sequence[Observation],
    conditions: Mapping[str, Sequence[Observation]],
    verdicts: Mapping[str, Decision],
) -> Iterator[Alarm]:
    """Yield the notes that say what the condition of their own row does not.

    A note is read only where it matters: loading what reads it would cost a report dear.
    """
    of_row: dict[tuple[str, str | None, int | None, str | None], list[Observation]] = {}
    for marker in {note.subject for note in notes}:
        for o in conditions.get(marker, ()):
            of_row.setdefault((marker, o.batch, o.row, o.observed_on), []).append(o)
    for note in notes:
        beside = of_row.get((note.subject, note.batch, note.row, note.observed_on), ())
        if any(may_be_alarm(o.value) for o in beside) or not _says(note.value):
            continue
        lacks = ["otherwise" if beside else "condition"]
        lacks += _lacks_by_verdict(verdicts.get(note.uuid))
        yield _alarm(note, None, note.value, tuple(lacks))


def _says(text: str) -> bool:
    from mocgioi.domain.alarm_text import alarm_in

    return alarm_in(text) is not None


_BY_VERDICT = {"held": ["held"], "set_aside": ["corrected"]}


def _lacks_by_verdict(verdict: Decision | None) -> list[str]:
    return _BY_VERDICT.get(verdict.verdict, []) if verdict is not None else []


def _alarm(
    o: Observation, condition: str | None, words: str | None, lacks: tuple[str, ...]
) -> Alarm:
    return Alarm(
        id=o.uuid,
        marker=o.subject,
        written=None,
        condition=condition,
        words=words,
        seen_on=o.observed_on,
        recorded_at=o.recorded_at,
        observer=o.observer,
        batch=o.batch,
        sheet=None,
        row=o.row,
        lacks=lacks,
        commit=o.commit,
    )
