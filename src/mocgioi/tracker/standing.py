"""What a file is compared with: what the store knows, the states of markers among it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from mocgioi.domain.counting import is_needed
from mocgioi.domain.ground import GroundFeature
from mocgioi.domain.line import BoundaryPiece, Gate
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.intake import Known
from mocgioi.sources.wkb import encode
from mocgioi.store import mappings, reading
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.photos import hashes

if TYPE_CHECKING:
    from mocgioi.domain.decision import Decision
    from mocgioi.domain.observation import Observation, SubjectState
    from mocgioi.store.handle import Store


class States:
    """Of each marker read from the store when it is first asked for, those expected together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._expected: frozenset[str] = frozenset()
        self._events: dict[str, tuple[list[Observation], list[Decision]]] = {}

    def expect(self, markers: Iterable[str]) -> None:
        """Let these be read at once, with the first of them: a file asks of hundreds."""
        self._expected = frozenset(markers)

    def _read(self, markers: Collection[str]) -> None:
        self._events |= {marker: ([], []) for marker in markers}
        with self._store.reading() as connection:
            observations = read_observations(connection, subjects=markers)
            decisions = read_decisions(connection, subjects=markers)
        marker_of = {observation.uuid: observation.subject for observation in observations}
        for observation in observations:
            self._events.setdefault(observation.subject, ([], []))[0].append(observation)
        for decision in decisions:
            if decision.observation in marker_of:
                self._events[marker_of[decision.observation]][1].append(decision)

    def _folded(self, marker: str, as_of: str | None = None) -> SubjectState | None:
        if marker not in self._events:
            self._read((self._expected - self._events.keys()) | {marker})
        known, about = self._events[marker]
        return fold_markers(known, about, as_of=as_of).get(marker)

    def standing(self, marker: str) -> Mapping[str, tuple[str, str | None]]:
        """Return, by aspect, the value that counts and the day it was last confirmed."""
        state = self._folded(marker)
        return {
            aspect: (of_aspect.value, of_aspect.confirmed_by.observed_on)
            for aspect, of_aspect in (state.aspects if state else {}).items()
            if of_aspect.value is not None and of_aspect.confirmed_by is not None
        }

    def seen_by(self, marker: str, aspect: str) -> str | None:
        """Return who last confirmed the value of an aspect that counts, where anybody is named."""
        state = self._folded(marker)
        of_aspect = state.aspects.get(aspect) if state else None
        last = of_aspect.confirmed_by if of_aspect else None
        return last.observer if last else None

    def stood(self, marker: str, day: str) -> Mapping[str, str]:
        """Return, by aspect, the value that counted before an ISO day, as known now.

        What was seen on that day or later changes nothing of it, so that a row which says *as
        before* reads the same whenever it comes.
        """
        eve = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        state = self._folded(marker, eve)
        return {
            aspect: of_aspect.value
            for aspect, of_aspect in (state.aspects if state else {}).items()
            if of_aspect.value is not None
        }


def known_of(store: Store) -> Known:
    """Return what the store knows, for a file to be compared with."""
    states = States(store)
    with store.reading() as connection:
        markers = reading.read_markers(connection)
        return Known(
            communes={c.code: c for c in reading.read_items(connection, Commune)},
            posts={p.code: p for p in reading.read_items(connection, Post)},
            markers={
                number: (m.position.longitude, m.position.latitude) if m.position else None
                for number, m in markers.items()
            },
            needing=frozenset(n for n, m in markers.items() if is_needed(m.needs_road)),
            former=reading.former_numbers(connection),
            retired=reading.retired_markers(connection),
            boundary=[b.geometry for b in reading.read_items(connection, BoundaryPiece)],
            posts_of={number: m.post for number, m in markers.items() if m.post},
            mappings=mappings.remembered(connection),
            meanings=mappings.meanings(connection),
            communes_of={number: m.commune for number, m in markers.items() if m.commune},
            photos=hashes(connection),
            is_real=reading.is_real(connection),
            standing=states.standing,
            seen_by=states.seen_by,
            stood=states.stood,
            expect=states.expect,
            drawn=partial(_drawn, store),
        )


def _drawn(store: Store, kind: str) -> list[bytes]:
    """Return the shapes of a kind that the store has, WKB in EPSG:4326."""
    with store.reading() as connection:
        if kind == "gates":
            gates = reading.read_items(connection, Gate)
            return [
                encode("Point", (g.longitude, g.latitude))
                for g in gates
                if g.longitude is not None and g.latitude is not None
            ]
        noun: type[Road] | type[GroundFeature] = Road if kind == "roads" else GroundFeature
        return [item.geometry for item in reading.read_items(connection, noun)]
