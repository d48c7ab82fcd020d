"""In which coordinate system a file's numbers are: stated, checked on the ground, or asked.

Nothing is assumed in silence. The system that a file states, or that the user names, is
compared with what is known of the border: communes, line, markers. When it is missing, or
when the ground says otherwise, the caller is told which systems fit, how well, and what to
type. What goes wrong in practice: a neighbour's meridian (51 to
155 km), VN-2000 read as WGS 84 (224 m), axes or degrees swapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mocgioi.domain import crs as systems
from mocgioi.errors import CrsProblem, Finding, Text
from mocgioi.intake.position.advice import RIVAL_M, advice
from mocgioi.intake.position.ground import (
    Extent,
    Floats,
    Ground,
    is_degrees,
    is_in_vietnam,
    to_earth,
)
from mocgioi.intake.position.landmarks import Landmarks, Standing
from mocgioi.intake.position.readings import Fit, Points, named
from mocgioi.intake.rows.known import Known
from mocgioi.words.amounts import distance_text
from mocgioi.words.findings import finding

_SWAPPED_M = 100_000.0
_DATUM_POINTS = 5
_DATUM_GAIN_M = 50.0
_DATUM_RATIO = 3.0
_DATUM_SHIFT_M = 1_000.0
"""Another datum, which moves the numbers by less than 1 km, is believed when 5 or more points
are 50 m and 3 times nearer the ground with it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Positions in EPSG:4326, None where a row has none; the system they were read in.

    Attributes:
        swapped: the numbers were read the other way round than they stand in `Points`.
    """

    longitude: list[float | None]
    latitude: list[float | None]
    crs: str | None
    findings: list[Finding] = field(default_factory=list)
    swapped: bool = False


def place(
    points: Points,
    *,
    stated: Sequence[str],
    asked: str | None,
    known: Known,
    sheet: str | None = None,
    extent: Extent = "markers",
    landmarks: Landmarks | None = None,
) -> Placed:
    """Place the coordinates of a table on the ground.

    Args:
        points: the numbers.
        stated: the systems the file states, most binding first.
        asked: the system the user names with ``--crs``; it wins over what is stated.
        known: what to compare with.
        extent: ``markers`` stand on the border line; an ``area`` layer lies about it.
        landmarks: tells the datum of what does not stand on the line.

    Raises:
        CrsProblem: the system is missing, or contradicted by the kind of numbers or by the
            ground; its text says which system fits and what to type.
    """
    with_pair = [
        i
        for i, (e, n) in enumerate(zip(points.east, points.north, strict=True))
        if e is not None and n is not None
    ]
    nothing: list[float | None] = [None] * len(points.east)
    if not with_pair:
        return Placed(nothing, list(nothing), None)
    table = _Table(points, with_pair, known, extent, sheet, landmarks)
    chosen, findings = table.choose(list(stated), asked)
    longitude, latitude = list(nothing), list(nothing)
    for i, lon, lat in zip(with_pair, chosen.longitude, chosen.latitude, strict=True):
        longitude[i], latitude[i] = float(lon), float(lat)
    return Placed(
        longitude=longitude,
        latitude=latitude,
        crs=chosen.crs,
        findings=findings,
        swapped=chosen.swapped,
    )


class _Table:
    """The coordinates of one table, and every reading of them that is worth trying."""

    def __init__(
        self,
        points: Points,
        with_pair: list[int],
        known: Known,
        extent: Extent,
        sheet: str | None,
        landmarks: Landmarks | None,
    ) -> None:
        self.landmarks = landmarks
        self.points = points
        self.sheet = sheet
        self.east = np.array([points.east[i] for i in with_pair], dtype=np.float64)
        self.north = np.array([points.north[i] for i in with_pair], dtype=np.float64)
        self.degrees = is_degrees(self.east, self.north)
        if points.axes == "bare" and self.degrees:
            self.east, self.north = self.north, self.east
        self.ground = Ground(
            known,
            [points.numbers[i] for i in with_pair],
            [points.communes[i] for i in with_pair],
            extent,
        )

    def choose(self, stated: list[str], asked: str | None) -> tuple[Fit, list[Finding]]:
        """Return the reading to take, and what has to be told about it."""
        findings: list[Finding] = []
        if asked is not None:
            asked = systems.authority_code(asked)
            if systems.is_geographic(asked) != self.degrees:
                self._refuse_kind(asked)
            others = [s for s in stated if _code(s) != asked]
            if others:
                findings.append(self._differs(asked, others[0]))
            target = asked
        else:
            target = self._target(stated)
        fit = self._reading(target, findings)
        self._contradict(fit)
        findings.append(fit.checked(self.sheet, self.ground.advice))
        return fit, findings

    def _target(self, stated: list[str]) -> str:
        """Return the one system stated for numbers of this kind."""
        codes = list(dict.fromkeys(filter(None, map(_code, stated))))
        fitting = [c for c in codes if systems.is_geographic(c) == self.degrees]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            self._refuse_missing(codes)
        names = " / ".join(f"{c} ({systems.crs_name(c)})" for c in fitting)
        raise self._problem("crs-contradicted", "several", self._fits(), systems=names)

    def _reading(self, target: str, findings: list[Finding]) -> Fit:
        """Read the numbers in `target`; of bare X and Y, by the convention that fits."""
        fit = self._fit(target, swapped=False)
        if self.points.axes == "shape":
            return self._upright(fit, findings)
        if self.points.axes != "bare":
            return fit
        other = self._fit(target, swapped=True)
        if self.ground.is_known:
            better = other if other.agrees and not fit.agrees else fit
        else:
            upright = self.degrees or float(np.median(self.north)) >= float(np.median(self.east))
            better = fit if upright else other
        if better is other:
            findings.append(finding("axes-read", "east_as_x", sheet=self.sheet))
        return better

    def _upright(self, fit: Fit, findings: list[Finding]) -> Fit:
        """Return a shape's numbers north first where only that can be meant; it is told.

        East first is 100 km off, and north first agrees with the ground; while nothing is
        known, east first is outside Việt Nam, and north first within.
        """
        known = self.ground.is_known
        if fit.nearest_m <= _SWAPPED_M or (not known and _in_frame(fit)):
            return fit
        other = self._fit(fit.crs, swapped=True)
        if not (other.agrees if known else _in_frame(other)):
            return fit
        words = other.words() if known else Text("nằm trong Việt Nam", "within Việt Nam")
        findings.append(
            finding(
                "axes-read",
                "north_first",
                sheet=self.sheet,
                value=fit.crs,
                system=named(fit.crs),
                fit=words,
                off=distance_text(fit.nearest_m),
            )
        )
        return other

    def _fit(self, target: str, *, swapped: bool) -> Fit:
        first, second = (self.north, self.east) if swapped else (self.east, self.north)
        longitude, latitude = to_earth(first, second, target)
        return Fit(
            crs=target,
            swapped=swapped,
            longitude=longitude,
            latitude=latitude,
            measures=self.ground.judge(longitude, latitude),
            standing=self._standing(target, swapped=swapped),
        )

    def _standing(self, target: str, *, swapped: bool) -> Standing | None:
        if self.landmarks is None:
            return None

        def placed(east: Floats, north: Floats) -> tuple[Floats, Floats]:
            return to_earth(north, east, target) if swapped else to_earth(east, north, target)

        return self.landmarks.standing(placed)

    def _fits(self) -> list[Fit]:
        """Return every reading in a system of the area, the best first.

        Where none of them agrees, those of the rest of the country are tried too, and what
        comes of a datum change that was left out.
        """
        if not self.ground.is_known:
            return []
        fits = self._fits_of(systems.CRS_OF_THE_AREA)
        if not any(fit.agrees for fit in fits):
            fits += self._fits_of([*systems.OTHER_ZONES, *systems.WITHOUT_DATUM_CHANGE])
        return sorted(fits, key=lambda fit: fit.badness)

    def _fits_of(self, codes: Iterable[str]) -> list[Fit]:
        return [
            self._fit(code, swapped=swapped)
            for code in codes
            if systems.is_geographic(code) == self.degrees
            for swapped in (False, True)
        ]

    def _contradict(self, fit: Fit) -> None:
        """Refuse a reading that the ground contradicts.

        Raises:
            CrsProblem: it is far off, or another datum or axis order is clearly nearer.
        """
        system = named(fit.crs)
        if not fit.measures:
            if _in_frame(fit):
                return
            raise self._problem("crs-contradicted", "abroad", [], system=system)
        rival = self._rival(fit)
        if rival is not None or not fit.agrees:
            worst = max(fit.measures, key=lambda m: m.median_m / m.tolerance_m).text()
            fits = self._fits()
            best = fits[0]
            if not best.agrees or best.swapped:
                raise self._problem("crs-contradicted", "far", fits, system=system, off=worst)
            shift = distance_text(fit.shift_m(best))
            if best.crs in systems.WITHOUT_DATUM_CHANGE:
                raise self._problem(
                    "crs-contradicted",
                    "no_datum_change",
                    fits,
                    system=system,
                    off=worst,
                    shift=shift,
                )
            raise self._problem(
                "crs-contradicted",
                "far_from_other",
                fits,
                system=system,
                off=worst,
                shift=shift,
                other=named(best.crs),
            )
        self._refuse_displaced(fit, system)
        twin = self._nearer_datum(fit)
        if twin is not None:
            off = fit.measures[0].text()
            shift = distance_text(fit.shift_m(twin))
            raise self._problem(
                "crs-contradicted", "datum", self._fits(), system=system, off=off, shift=shift
            )

    def _refuse_displaced(self, fit: Fit, system: str) -> None:
        """Refuse a layer whose places stand on things known in another system, and not in this.

        Raises:
            CrsProblem: there is one.
        """
        now = fit.standing
        if now is None or not now.of or now.near * 2 > now.of:
            return
        others = [
            self._fit(code, swapped=fit.swapped)
            for code in (*systems.CRS_OF_THE_AREA, *systems.WITHOUT_DATUM_CHANGE)
            if code != fit.crs and systems.is_geographic(code) == self.degrees
        ]
        better = [o for o in others if o.standing and o.standing.beats(now) and o.agrees]
        if better:
            better.sort(key=lambda other: other.badness)
            best = better[0]
            raise self._problem(
                "crs-contradicted",
                "displaced",
                better[:1],
                system=system,
                standing=now.text(),
                shift=distance_text(fit.shift_m(best)),
                other=named(best.crs),
            )

    def _rival(self, fit: Fit) -> Fit | None:
        """Return a reading far nearer to the communes' centres, where these are all there is."""
        now = fit.measures[0]
        if now.basis != "centre":
            return None
        best = self._fits()[0]
        nearest = best.measures[0].median_m
        clear = now.median_m - nearest > RIVAL_M and now.median_m > 2 * nearest
        return best if clear else None

    def _nearer_datum(self, fit: Fit) -> Fit | None:
        """Return the same numbers on another datum, if they are clearly nearer the ground."""
        now = fit.measures[0]
        if now.basis == "centre" or now.count < _DATUM_POINTS or now.median_m < _DATUM_GAIN_M:
            return None
        for code in systems.CRS_OF_THE_AREA:
            if code == fit.crs or systems.is_geographic(code) != self.degrees:
                continue
            other = self._fit(code, swapped=fit.swapped)
            if fit.shift_m(other) > _DATUM_SHIFT_M:
                continue
            then = other.measures[0].median_m
            if (
                now.median_m - then >= _DATUM_GAIN_M
                and now.median_m >= _DATUM_RATIO * max(then, 1.0)
                and other.agrees
            ):
                return other
        return None

    def _differs(self, asked: str, stated: str) -> Finding:
        return finding(
            "crs-differs",
            sheet=self.sheet,
            value=stated,
            stated=named(stated),
            asked=named(asked),
        )

    def _refuse_kind(self, code: str) -> None:
        raise self._problem(
            "crs-contradicted",
            "asked_unit",
            self._fits(),
            asked=named(code),
            unit=_UNITS[self.degrees],
        )

    def _refuse_missing(self, stated: list[str]) -> None:
        unit = _UNITS[self.degrees]
        if not stated:
            raise self._problem("crs-missing", "", self._fits(), unit=unit)
        raise self._problem(
            "crs-contradicted", "other_unit", self._fits(), stated=named(stated[0]), unit=unit
        )

    def _problem(self, code: str, variant: str, fits: list[Fit], **words: Any) -> CrsProblem:
        """Return the error: what is wrong, which readings fit, and what to type."""
        told = advice(fits, self.points, in_degrees=self.degrees)
        problem = finding(code, variant, sheet=self.sheet, advice=told, **words)
        return CrsProblem(*problem.text, findings=[problem])


_UNITS = {True: Text("độ", "degrees"), False: Text("mét", "metres")}


def _code(stated: str) -> str | None:
    """Return the code of a system that a file states; None where there is no such system."""
    try:
        return systems.authority_code(stated)
    except CrsProblem:
        return None


def _in_frame(fit: Fit) -> bool:
    return is_in_vietnam(fit.longitude, fit.latitude)
