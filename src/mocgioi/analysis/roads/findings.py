"""What a check of roads can tell: findings with a stable code, the road named, and a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from mocgioi.analysis.lines.ways import Place
from mocgioi.errors import Language, Severity, Text

if TYPE_CHECKING:
    from mocgioi.documents.roads_check import RoadProblem, RoadsCheck

SCHEMA: Final = "mocgioi.roads-check/1"

CODES = (
    "road-gap",
    "road-crossing",
    "road-isolated",
    "road-in-pieces",
    "road-duplicate",
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
        text: what is wrong and what to do, in both languages.
        road: uuid of the road; name: what it is called.
        other: the name of the other road, or the marker's number, where there is one.
        place: where to look, or None.
        value: the figure the finding is about (metres, đồng a metre), or None.
    """

    code: str
    severity: Severity
    text: Text
    road: str
    name: str
    other: str | None = None
    place: Place | None = None
    value: float | None = None


def said(vi: str, en: str, **values: float | str | None) -> Text:
    """Return a text in both languages with `values` in it, figures as each writes them."""
    english = {name: _figure(value) for name, value in values.items()}
    swapped = str.maketrans(",.", ".,")
    vietnamese = {
        name: text.translate(swapped) if isinstance(values[name], int | float) else text
        for name, text in english.items()
    }
    return Text(vi.format(**vietnamese), en.format(**english))


def _figure(value: float | str | None) -> str:
    """Return a figure with its thousands grouped, reals (metres) to a decimal; text as it is."""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.1f}" if isinstance(value, float) else str(value)


def at(place: Place) -> str:
    """Return a place as it is typed into a map: latitude, longitude."""
    return f"{place.latitude:.6f}, {place.longitude:.6f}"


def as_document(
    findings: Iterable[RoadFinding],
    *,
    as_of: str,
    roads: int,
    lang: Language,
    illustrative: bool = False,
) -> RoadsCheck:
    """Return the document ``mocgioi.roads-check/1``: all findings, by code and road.

    Args:
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
        "message": finding.text.to(lang),
    }
