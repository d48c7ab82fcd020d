"""Which commune a marker belongs to: what a register says, what is known, where it stands.

What a file says counts. Where neither it nor the store says anything, a marker belongs to the
commune in whose outline it stands; where two of the three differ, that is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from mocgioi.domain.marker import in_runs
from mocgioi.domain.register import Commune
from mocgioi.errors import Finding, Severity, Text
from mocgioi.intake.position.areas import BEYOND_M, CommuneAreas
from mocgioi.intake.rows.known import Known
from mocgioi.records import NamedTuple
from mocgioi.words import of_registers as words
from mocgioi.words.amounts import distance_text
from mocgioi.words.findings import finding, joined, worded

Spot = tuple[float, float]

EDGE_M = 100.0
"""Outlines are generalised: a marker no farther outside its commune's may well stand in it."""

_SHARED_M = 1.0
"""A marker on the edge that two outlines share is in both, whatever the last digits say."""

_NOTHING = Text("", "")


class Marker(NamedTuple):
    """What is said of a marker's commune.

    Attributes:
        number: its number. spot: longitude and latitude, EPSG:4326, or None.
        filed: code of the commune that a file says it is in. known: the one in the store.
        is_written: the file names a commune, understood or not, so that none is looked for.
    """

    number: str
    spot: Spot | None
    filed: str | None = None
    known: str | None = None
    is_written: bool = False

    @property
    def stated(self) -> str | None:
        """The commune that counts: what the file says, else what the store says."""
        return self.filed or self.known


class Lying(NamedTuple):
    """Where a marker stands among the outlines of communes, by distance in metres.

    Attributes:
        commune: code of the commune it stands in, else of the nearest within `BEYOND_M`; or None.
        off_m: how far from that one's outline, 0 inside.
        beside: code of another commune no farther than `EDGE_M`, or None; beside_m: how far.
        stated_m: how far from the commune it is said to be in; None: that has no outline.
    """

    commune: str | None
    off_m: float
    beside: str | None
    beside_m: float
    stated_m: float | None

    @classmethod
    def of(cls, distances_m: Mapping[str, float], stated: str | None) -> Lying:
        """Return it from the distances to communes by code, as `CommuneAreas` gives them."""
        near = sorted((off, code) for code, off in distances_m.items() if off <= BEYOND_M)
        off_m, commune = near[0] if near else (0.0, None)
        beside_m, beside = next(((off, c) for off, c in near[1:] if off <= EDGE_M), (0.0, None))
        return cls(commune, off_m, beside, beside_m, distances_m.get(stated or ""))

    @property
    def contradicts(self) -> bool:
        """Whether it does not stand in the commune it is said to be in."""
        if self.stated_m is None:
            return self.commune is not None and self.off_m == 0
        return self.stated_m > self.off_m + _SHARED_M


class Placed(NamedTuple):
    """What came of comparing markers with the outlines of communes.

    Attributes:
        communes: code by number, of the markers that get theirs from an outline.
        by_marker: what is told of one marker, by its number. findings: of all of them.
    """

    communes: dict[str, str]
    by_marker: dict[str, list[Finding]]
    findings: list[Finding]


def compare(
    markers: Sequence[Marker],
    communes: Mapping[str, Commune],
    *,
    among: Iterable[str],
    brought: Collection[str] | None = None,
) -> Placed:
    """Return which markers get their commune from an outline, and what has to be told.

    Args:
        markers: those to compare. communes: all that are known, by code.
        among: the numbers of all markers there are, for lists to be short.
        brought: codes of the communes that a file brings; of a marker that has to do with none
            of them nothing is told. None: all are compared.
    """
    areas = CommuneAreas(communes.values())
    measured = areas.distances_m([m.spot for m in markers], [m.stated for m in markers])
    names = {code: commune.name for code, commune in communes.items()}
    placed = Placed({}, {}, [])
    nowhere: list[str] = []
    for marker, distances_m in zip(markers, measured, strict=True):
        lying = Lying.of(distances_m, marker.stated)
        if brought is not None and not {lying.commune, marker.stated} & set(brought):
            continue
        told = None
        if marker.stated is not None:
            told = _contradiction(marker, lying, names)
        elif marker.is_written or marker.spot is None or not areas:
            continue
        elif lying.commune is None:
            nowhere.append(marker.number)
        else:
            placed.communes[marker.number] = lying.commune
            told = _at_the_edge(marker, lying, names)
        if told is not None:
            placed.by_marker.setdefault(marker.number, []).append(told)
    placed.findings.extend(_of_all(placed.communes, nowhere, names, among))
    return placed


def _contradiction(marker: Marker, lying: Lying, names: Mapping[str, str]) -> Finding | None:
    """Return what is told where file, store and outline do not agree about a commune."""
    is_new = None not in (marker.filed, marker.known) and marker.filed != marker.known
    if lying.contradicts:
        is_near = lying.stated_m is not None and lying.stated_m <= EDGE_M
        before = worded(words.KNOWN_BEFORE, commune=_name(marker.known, names))
        return finding(
            "commune-contradicts",
            "edge" if is_near else "apart",
            number=marker.number,
            said=worded(
                words.FILED if marker.filed else words.KNOWN,
                commune=_name(marker.stated, names),
            ),
            lies=_where(marker, lying, names),
            before=before if is_new else _NOTHING,
            basis=words.BY_FILE if marker.filed else words.BY_STORE,
        )
    if is_new:
        agrees = lying.stated_m is not None
        severity: Severity = "notice" if agrees else "warning"
        return finding(
            "commune-contradicts",
            "known",
            severity=severity,
            number=marker.number,
            commune=_name(marker.filed, names),
            former=_name(marker.known, names),
            lies=words.STANDS_THERE if agrees else _NOTHING,
        )
    return None


def _where(marker: Marker, lying: Lying, names: Mapping[str, str]) -> Text:
    """Return where a marker stands that is not in the commune it is said to be in."""
    if lying.commune is None:
        stands = words.STANDS_NOWHERE
    else:
        stands = worded(
            words.STANDS_NEAR if lying.off_m else words.STANDS_IN,
            commune=_name(lying.commune, names),
        )
    if lying.stated_m is None:
        return stands
    off = distance_text(lying.stated_m)
    commune = _name(marker.stated, names)
    return joined([stands, worded(words.STANDS_OFF, commune=commune, off=off)], "")


def _at_the_edge(marker: Marker, lying: Lying, names: Mapping[str, str]) -> Finding | None:
    """Return what is told of a marker that may as well be the neighbouring commune's."""
    if lying.beside is None:
        return None
    return finding(
        "commune-from-polygon",
        "edge",
        number=marker.number,
        commune=_name(lying.commune, names),
        other=_name(lying.beside, names),
        off=distance_text(lying.beside_m),
    )


def _of_all(
    communes: Mapping[str, str],
    nowhere: Sequence[str],
    names: Mapping[str, str],
    among: Iterable[str],
) -> Iterable[Finding]:
    known = list(among)
    by_commune: dict[str, list[str]] = {}
    for number, code in communes.items():
        by_commune.setdefault(code, []).append(number)
    listed = "; ".join(
        f"{names[code]} ({len(numbers)}): {in_runs(numbers, known)}"
        for code, numbers in by_commune.items()
    )
    if communes:
        yield finding("commune-from-polygon", "placed", count=len(communes), listed=listed)
    if nowhere:
        markers = in_runs(nowhere, known)
        yield finding(
            "commune-from-polygon", "nowhere", count=len(nowhere), markers=markers, off=BEYOND_M
        )


def _name(code: str | None, names: Mapping[str, str]) -> str:
    return names.get(code or "", code or "")


def of_known(known: Known, communes: Sequence[Commune]) -> Placed:
    """Compare the markers of the store with the communes that a file brings.

    Args:
        known: what the store knows. communes: the file's; one that comes without an outline keeps
            the one that is known.
    """
    merged = dict(known.communes)
    for commune in communes:
        former = merged.get(commune.code)
        outline = commune.geometry or (former.geometry if former else None)
        merged[commune.code] = commune._replace(geometry=outline)
    return compare(
        [Marker(n, spot, known=known.communes_of.get(n)) for n, spot in known.markers.items()],
        merged,
        among=known.markers,
        brought={commune.code for commune in communes if commune.geometry},
    )
