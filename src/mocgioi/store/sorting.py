"""The drafts of a file as they meet what is known: which are new, which are there or stay out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mocgioi.domain.batch import Change, Move
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import Observation
from mocgioi.domain.phrases import confirms
from mocgioi.errors import Finding
from mocgioi.store import meetings
from mocgioi.store.drafts import Fresh
from mocgioi.store.geopackage import Row
from mocgioi.store.homes import Identity

_STRENGTH = {"unchanged": 0, "applied": 1, "queued": 2, "rejected": 3}


class Met:
    """What came of the drafts of a file, marker by marker.

    Attributes:
        rows: outcome by row. corrects: who submits again for a day corrects what he said of it;
            what is typed in by hand says itself what it replaces. fresh: how many drafts are new.
        findings: what is told about them, with their place.
        moved: markers whose counted state moved. moves: what moved it. changes: what a register
            says otherwise than before. layers: the rows of all subjects as they now stand, by
            the place of what was first said of them.
        undone_stays_out: as `record` has it. stayed_out: the rows of which something did.
        of_file: uuids of the earlier batches of a file of this name.
    """

    def __init__(self, rows: dict[int, str], *, corrects: bool, undone_stays_out: bool) -> None:
        self.rows = rows
        self.corrects = corrects
        self.undone_stays_out = undone_stays_out
        self.stayed_out: set[int] = set()
        self.of_file: frozenset[str] = frozenset()
        self.fresh = 0
        self.decided: list[Decision] = []
        self.findings: list[tuple[int, Finding]] = []
        self.moved: list[str] = []
        self.moves: list[Move] = []
        self.changes: list[Change] = []
        self.layers: list[tuple[int, Identity, Row | None]] = []

    def strengthen(self, row: int, outcome: str) -> None:
        """Let a row count by the strongest that happened to it."""
        if self.rows.get(row) == outcome:
            return
        if _STRENGTH[outcome] >= _STRENGTH[self.rows.get(row, "unchanged")]:
            self.rows[row] = outcome


def sort_out(
    drafts: Sequence[Fresh],
    known: Sequence[Observation],
    decisions: Sequence[Decision],
    met: Met,
) -> list[Fresh]:
    """Return the drafts of one subject that are new, and note the outcome of each row so far."""
    verdicts = latest_verdicts(decisions)
    known_keys = {
        (o.aspect, o.value, o.observed_on)
        for o in known
        if o.uuid not in verdicts or verdicts[o.uuid].verdict != "undone"
    }
    undone = {
        (o.aspect, o.value, o.observed_on, o.observer): verdicts[o.uuid]
        for o in known
        if o.uuid in verdicts and verdicts[o.uuid].verdict == "undone"
    }
    rows_of_file = {
        (o.aspect, o.observed_on, o.row)
        for o in known
        if o.batch in met.of_file and (o.aspect, o.value, o.observed_on) in known_keys
    }
    standing = (o for o in known if (o.aspect, o.value, o.observed_on) in known_keys)
    last_said = {_occasion(o): o.value for o in sorted(standing, key=lambda o: o.recorded_at)}
    fresh: list[Fresh] = []
    for entry in drafts:
        place, observation, row, *_, manner = entry
        key = (observation.aspect, observation.value, observation.observed_on)
        if manner.of_register:
            is_new = not last_said or last_said.get(_occasion(observation)) != observation.value
            met.strengthen(row, "applied" if is_new else "unchanged")
            fresh += [entry] * is_new
            continue
        if key in known_keys or (rows_of_file and _is_confirmed_before(entry, rows_of_file)):
            met.strengthen(row, "unchanged")
            continue
        if met.undone_stays_out and (back := undone.get((*key, observation.observer))):
            met.strengthen(row, "unchanged")
            if row not in met.stayed_out:
                met.stayed_out.add(row)
                stays_out = meetings.undone_before(observation, entry.cell, back)
                met.findings.append((place, stays_out))
            continue
        known_keys.add(key)
        met.strengthen(row, "applied")
        fresh.append(entry)
    return fresh


def _occasion(observation: Observation) -> tuple[str, str | None, str | None]:
    """Return of what, for which day, and by whom something is said."""
    return observation.aspect, observation.observed_on, observation.observer


def _is_confirmed_before(
    entry: Fresh, rows_of_file: Collection[tuple[str, str | None, int | None]]
) -> bool:
    """Say whether a row that says *as before* was recorded already, from this very file.

    It said what stood then; what was learned of earlier days since is not what it said.
    """
    said, written = entry.observation, entry.written
    place = (said.aspect, said.observed_on, said.row)
    return place in rows_of_file and written is not None and confirms(said.aspect, written)
