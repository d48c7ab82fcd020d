"""The alarms and cases of a store, put together from what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.alarm_text import alarm_in
from mocgioi.domain.alarms import ASPECTS_OF_ALARMS, Alarm, days_sound, observed_alarms
from mocgioi.domain.cases import Case, cases
from mocgioi.domain.observation import Decision, Observation, latest_verdicts
from mocgioi.store import cases as stored
from mocgioi.store import events, mappings

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.store.cases import RowOfBatch
    from mocgioi.store.geopackage import Transaction


def cases_of(
    source: sqlite3.Connection | Transaction,
    *,
    as_of: str,
    known_at: str | None = None,
    observations: Iterable[Observation] | None = None,
    decisions: Sequence[Decision] | None = None,
) -> list[Case]:
    """Return every case of a store as of a day.

    Args:
        source: reads it. as_of: ISO day. known_at: the instant of knowledge, None = everything.
        observations: of `ASPECTS_OF_ALARMS` at least, and decisions: all of them, where the
            caller has them.
    """
    if observations is None:
        observations = events.read_observations(source, aspects=ASPECTS_OF_ALARMS)
    observed = [o for o in observations if o.aspect in ASPECTS_OF_ALARMS]
    if decisions is None:
        decisions = events.read_decisions(source)
    verdicts = latest_verdicts(decisions, known_at)
    alarms = observed_alarms(observed, verdicts, as_of=as_of, known_at=known_at)
    alarms += _alarms_of_rows(source, stored.rejected_of_surveys(source))
    recorded = stored.read(source)
    concerned = {event.subject for event in recorded}
    conditions: dict[str, list[Observation]] = {}
    for o in observed:
        if o.marker in concerned and o.aspect == "marker_condition":
            conditions.setdefault(o.marker, []).append(o)
    sound = {number: days_sound(seen, verdicts) for number, seen in conditions.items()}
    return cases(alarms, recorded, sound=sound, as_of=as_of, known_at=known_at)


def _alarms_of_rows(
    source: sqlite3.Connection | Transaction, rejected: Sequence[RowOfBatch]
) -> list[Alarm]:
    """Return the alarms of rows that were not taken; the same row sent again is one."""
    rejected = [row for row in rejected if _may_say(row.rejected.content)]
    if not rejected:
        return []
    from mocgioi.intake.survey.alarms import alarm_of_row

    known = {number for (number,) in events.rows(source, "SELECT number FROM markers")}
    remembered = mappings.remembered(source)
    alarms: dict[str, Alarm] = {}
    for row in rejected:
        alarm = alarm_of_row(
            row.rejected,
            known=known,
            mappings=remembered,
            recorded_at=row.recorded_at,
            batch=row.batch,
        )
        if alarm is not None:
            alarms.setdefault(alarm.id, alarm)
    return list(alarms.values())


def _may_say(content: Mapping[str, str]) -> bool:
    """Say whether a row is worth reading: its readers are loaded for no other."""
    return any(
        alarm_in(text, "marker") for heading, cell in content.items() for text in (cell, heading)
    )
