"""What a marker is counted by: its values, the observation or the papers behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.analysis.figures.coverage_facts import CoverageInputs, MarkerFacts, serving_roads
from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.analysis.figures.inspections import last_sighting
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import NOTHING, Disagreement, Observation
from mocgioi.domain.register import Road

if TYPE_CHECKING:
    from mocgioi.documents.explain import DisagreementDay, FundingRoad, Value


def papers(roads: Iterable[Road]) -> list[FundingRoad]:
    """Return what the papers of roads say of who paid, in their order."""
    return [
        {
            "road": road.uuid,
            "name": road.name,
            "funding": road.funding,
            "source": road.source,
            "completed_on": road.completed_on,
        }
        for road in roads
    ]


class Grounds(NamedTuple):
    """Everything the values of the markers rest on (căn cứ).

    Attributes:
        inputs: what is counted, its states folded over every aspect.
        verdicts: the last decision about an observation, by its uuid.
        roads: the built roads that serve a marker, by its number.
    """

    inputs: CoverageInputs
    verdicts: Mapping[str, Decision]
    roads: Mapping[str, list[Road]]

    @classmethod
    def of(
        cls, inputs: CoverageInputs, decisions: Iterable[Decision], known_at: int | None
    ) -> Grounds:
        """Gather them with all decisions, as known at an instant."""
        return cls(inputs, latest_verdicts(decisions, known_at), serving_roads(inputs))

    def value(self, marker: MarkerFacts, aspect: str) -> Value:
        """Return one value of a marker: an aspect, or when it was ``last_seen``.

        A disputed aspect has every side; who paid and when the road was finished have the papers
        of the roads, and are said by them where nobody observed it.
        """
        if aspect == "last_seen":
            seen = last_sighting(self.inputs.states[marker.number])
            return self._entry(aspect, seen.observed_on if seen else None, seen)
        state = self.inputs.states[marker.number].aspects.get(aspect, NOTHING)
        entry: Value = {
            **self._entry(aspect, state.value, state.evidence),
            "since": state.since,
            "contested": bool(state.disagreements),
            "disagreements": [self._disagreement(d) for d in state.disagreements],
        }
        if aspect == "funding":
            entry = {**entry, "value": marker.funding, "differs": marker.funding_differs}
        elif aspect == "road_completed_on":
            is_observed = marker.completion == state.value
            entry = {**entry, "value": marker.completion}
            entry = entry if is_observed else {**entry, "since": None, "evidence": None}
        else:
            return entry
        has_papers = marker.built or aspect == "road_completed_on"
        return {**entry, "roads": papers(self.roads.get(marker.number, ()) if has_papers else ())}

    def _entry(self, aspect: str, value: str | None, seen: Observation | None) -> Value:
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

    def _disagreement(self, disagreement: Disagreement) -> DisagreementDay:
        return {
            "observed_on": disagreement.observed_on,
            "sides": [
                {
                    "value": side.value,
                    "name": self._name(disagreement.aspect, side.value),
                    "evidence": evidence_of(side, self.inputs.files),
                }
                for side in disagreement.observations
            ],
        }
