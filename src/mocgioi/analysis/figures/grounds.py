"""What a marker is counted by: its values, the observation or the papers behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mocgioi.analysis.figures.coverage_facts import CoverageInputs, MarkerFacts, serving_roads
from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.analysis.figures.inspections import last_sighting
from mocgioi.domain.observation import (
    EXCLUDED,
    NOTHING,
    Decision,
    Disagreement,
    Observation,
    latest_verdicts,
)
from mocgioi.domain.register import Road


class Grounds(NamedTuple):
    """Everything the values of the markers rest on (căn cứ).

    Attributes:
        inputs: what is counted, its states folded over every aspect.
        verdicts: the last decision about an observation, by its uuid.
        funded: reports of a road that name who paid for it and count, by marker, oldest first.
        roads: the built roads that serve a marker, by its number.
    """

    inputs: CoverageInputs
    verdicts: Mapping[str, Decision]
    funded: Mapping[str, list[Observation]]
    roads: Mapping[str, list[Road]]

    @classmethod
    def of(
        cls,
        inputs: CoverageInputs,
        observations: Iterable[Observation],
        decisions: Iterable[Decision],
        known_at: str | None,
    ) -> Grounds:
        """Gather them from all observations and decisions, as known at an instant."""
        verdicts = latest_verdicts(decisions, known_at)
        excluded = {uuid for uuid, one in verdicts.items() if one.verdict in EXCLUDED}
        funded: dict[str, list[Observation]] = {}
        for one in sorted(observations, key=lambda o: (o.observed_on or "", o.recorded_at, o.uuid)):
            known = known_at is None or one.recorded_at <= known_at
            if one.aspect == "road_status" and one.funding and known and one.uuid not in excluded:
                funded.setdefault(one.marker, []).append(one)
        return cls(inputs, verdicts, funded, serving_roads(inputs))

    def value(self, one: MarkerFacts, aspect: str) -> dict[str, Any]:
        """Return one value of a marker: an aspect, its ``funding``, or when it was ``last_seen``.

        A disputed aspect has every side; funding has the papers of the roads.
        """
        if aspect == "funding":
            return self._funding(one)
        if aspect == "last_seen":
            seen = last_sighting(self.inputs.states[one.number])
            return self._entry(aspect, seen.observed_on if seen else None, seen)
        state = self.inputs.states[one.number].aspects.get(aspect, NOTHING)
        return {
            **self._entry(aspect, state.value, state.evidence),
            "since": state.since,
            "contested": bool(state.disagreements),
            "disagreements": [self._disagreement(d) for d in state.disagreements],
        }

    def _entry(self, aspect: str, value: str | None, seen: Observation | None) -> dict[str, Any]:
        decision = self.verdicts.get(seen.uuid) if seen else None
        return {
            "aspect": aspect,
            "value": value,
            "name": self._name(aspect, value),
            "since": None,
            "evidence": evidence_of(seen, self.inputs.files),
            "decision": None
            if decision is None
            else {
                "verdict": decision.verdict,
                "decided_by": decision.decided_by,
                "recorded_at": decision.recorded_at,
                "why": decision.why,
            },
            "contested": False,
            "disagreements": [],
        }

    def _name(self, aspect: str, code: str | None) -> str | None:
        if aspect == "commune":
            commune = self.inputs.communes.get(code or "")
            return commune.name if commune else None
        return self.inputs.posts.get(code or "") if aspect == "post" else None

    def _disagreement(self, one: Disagreement) -> dict[str, Any]:
        return {
            "observed_on": one.observed_on,
            "sides": [
                {
                    "value": side.value,
                    "name": self._name(one.aspect, side.value),
                    "evidence": evidence_of(side, self.inputs.files),
                }
                for side in one.sides
            ],
        }

    def _funding(self, one: MarkerFacts) -> dict[str, Any]:
        """Return who paid: as the observation says, else as the papers of the first road do."""
        roads = self.roads.get(one.number, ()) if one.built else ()
        return {
            **self._entry("funding", one.funding, self._funding_seen(one)),
            "differs": one.funding_differs,
            "roads": [
                {
                    "road": road.uuid,
                    "name": road.name,
                    "funding": road.funding,
                    "source": road.source,
                    "completed_on": road.completed_on,
                }
                for road in roads
            ],
        }

    def _funding_seen(self, one: MarkerFacts) -> Observation | None:
        """Return the first observation, since the road counts as built, that names its funding."""
        state = self.inputs.states[one.number].aspects.get("road_status", NOTHING)
        if not one.built or state.funding is None:
            return None
        open_sides = {side.uuid for d in state.disagreements for side in d.sides}
        for seen in self.funded.get(one.number, ()):
            within = (state.since or "") <= (seen.observed_on or "") <= self.inputs.as_of
            same = (seen.value, seen.funding) == (state.value, state.funding)
            if within and same and seen.uuid not in open_sides:
                return seen
        return None
