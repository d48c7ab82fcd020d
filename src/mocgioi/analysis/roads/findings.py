"""What a check of roads can tell: findings with a stable code, the road named, and a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from mocgioi.analysis.lines.ways import Place
from mocgioi.errors import Language, Severity, Text
from mocgioi.words.amounts import grouped
from mocgioi.words.findings import CATALOGUE

if TYPE_CHECKING:
    from mocgioi.documents.roads_check import RoadProblem, RoadsCheck

SCHEMA: Final = "mocgioi.roads-check/1"

CODES = (
    "road-gap",
    "road-crossing",
    "road-isolated",
    "road-in-pieces",
    "road-duplicate",
    "road-split",
    "road-part-zero",
    "road-outside",
    "road-crosses-border",
    "serves-not-reached",
    "serves-unknown",
    "length-differs",
    "cost-per-metre",
    "road-near-border",
    "ends-not-snapped",
)
"""Codes of findings, in the order they are told."""


class RoadFinding(NamedTuple):
    """Something to tell about a road.

    Attributes:
        code: one of `CODES`; severity: ``warning`` (a person should look) or ``notice``.
        sentence: what is wrong and what to do, in both languages; figures: what stands in it
            besides the names and the place.
        road: uuid of the road; name: what it is called.
        other: the name of the other road, or the marker's number, where there is one.
        place: where to look, or None.
        value: the figure the finding is about (metres, đồng a metre), or None.
    """

    code: str
    severity: Severity
    sentence: Text
    figures: Mapping[str, float]
    road: str
    name: str
    other: str | None = None
    place: Place | None = None
    value: float | None = None

    def told(self, lang: Language) -> str:
        """Return what is wrong and what to do, in one language.

        Raises:
            KeyError: a place of the sentence stays empty.
        """
        words = {name: _written(figure, lang) for name, figure in self.figures.items()}
        if self.other is not None:
            words["other"] = self.other
        if self.place is not None:
            words["place"] = at(self.place)
        return self.sentence.to(lang).format(name=self.name, **words)


def road_finding(
    code: str,
    variant: str = "",
    *,
    road: str,
    name: str,
    other: str | None = None,
    place: Place | None = None,
    value: float | None = None,
    **figures: float,
) -> RoadFinding:
    """Return a finding of the catalogue about a road.

    Args:
        code, variant: of the catalogue (`mocgioi.words.findings`).
        road, name, other, place, value: as `RoadFinding` has them; `name`, `other` and `place`
            stand in the sentence too.
        **figures: those that stand in the sentence.

    Raises:
        KeyError: the catalogue has no such code or variant.
    """
    sentence = CATALOGUE[code].sentences[variant]
    (severity,) = sentence.severities
    return RoadFinding(code, severity, sentence.text, figures, road, name, other, place, value)


def _written(figure: float, lang: Language) -> str:
    """Return a figure with its thousands grouped, reals (metres) to a decimal."""
    return grouped(figure, lang, 0 if isinstance(figure, int) else 1)


def at(place: Place) -> str:
    """Return a place as it is typed into a map: latitude, longitude."""
    return f"{place.latitude:.6f}, {place.longitude:.6f}"


def as_document(
    findings: Iterable[RoadFinding],
    *,
    as_of: str,
    known_at: str | None = None,
    roads: int,
    lang: Language,
    illustrative: bool = False,
) -> RoadsCheck:
    """Return the document ``mocgioi.roads-check/1``: all findings, by code and road.

    Args:
        known_at: the instant of knowledge (UTC), None = everything.
        roads: how many were looked at.
        lang: of the messages; everything else is codes, names and figures.
        illustrative: whether the markers are made up.
    """
    rank = {code: order for order, code in enumerate(CODES)}
    ordered = sorted(findings, key=lambda f: (rank[f.code], f.name, f.road, f.other or ""))
    counts = Counter(finding.code for finding in ordered)
    return {
        "schema": SCHEMA,
        "as_of": as_of,
        "known_at": known_at,
        "illustrative": illustrative,
        "roads": roads,
        "counts": {code: counts[code] for code in CODES},
        "needs_person": any(finding.severity != "notice" for finding in ordered),
        "findings": [_as_dict(finding, lang) for finding in ordered],
    }


def _as_dict(finding: RoadFinding, lang: Language) -> RoadProblem:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "road": finding.name,
        "road_uuid": finding.road,
        "other": finding.other,
        "value": None if finding.value is None else round(finding.value, 1),
        "longitude": round(place.longitude, 7) if place else None,
        "latitude": round(place.latitude, 7) if place else None,
        "message": finding.told(lang),
    }
