"""In which coordinate system a file's numbers are: stated, checked on the ground, or asked.

Nothing is assumed in silence. The system that a file states, or that the user names, is
compared with what is known of the border: communes, line, markers. When it is missing, or
when the ground says otherwise, the caller is told which systems fit, how well, and what to
type. What goes wrong in practice: a neighbour's meridian (51 to
155 km), VN-2000 read as WGS 84 (224 m), axes or degrees swapped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mocgioi.domain import crs as systems
from mocgioi.errors import CrsProblem, Finding, Text
from mocgioi.intake.position.ground import (
    Extent,
    Ground,
    distance_text,
    is_degrees,
    is_in_vietnam,
    to_earth,
)
from mocgioi.intake.position.readings import Fit, Points, named
from mocgioi.intake.rows.known import Known

_RIVAL_M = 8_000.0
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
) -> Placed:
    """Place the coordinates of a table on the ground.

    Args:
        points: the numbers.
        stated: the systems the file states, most binding first.
        asked: the system the user names with ``--crs``; it wins over what is stated.
        known: what to compare with.
        extent: ``markers`` stand on the border line; an ``area`` layer lies about it.

    Raises:
        CrsProblem: the system is missing, or contradicted by the kind of numbers or by the
            ground; its text says which system fits and what to type.
    """
    there = [
        i
        for i, (e, n) in enumerate(zip(points.east, points.north, strict=True))
        if e is not None and n is not None
    ]
    nothing: list[float | None] = [None] * len(points.east)
    if not there:
        return Placed(nothing, list(nothing), None)
    table = _Table(points, there, known, extent, sheet)
    chosen, findings = table.choose(list(stated), asked)
    longitude, latitude = list(nothing), list(nothing)
    for i, lon, lat in zip(there, chosen.longitude, chosen.latitude, strict=True):
        longitude[i], latitude[i] = float(lon), float(lat)
    return Placed(longitude, latitude, chosen.crs, findings, chosen.swapped)


class _Table:
    """The coordinates of one table, and every reading of them that is worth trying."""

    def __init__(
        self, points: Points, there: list[int], known: Known, extent: Extent, sheet: str | None
    ) -> None:
        self.points = points
        self.sheet = sheet
        self.east = np.array([points.east[i] for i in there], dtype=np.float64)
        self.north = np.array([points.north[i] for i in there], dtype=np.float64)
        self.degrees = is_degrees(self.east, self.north)
        if points.axes == "bare" and self.degrees:
            self.east, self.north = self.north, self.east
        self.ground = Ground(
            known,
            [points.numbers[i] for i in there],
            [points.communes[i] for i in there],
            extent,
        )

    def choose(self, stated: list[str], asked: str | None) -> tuple[Fit, list[Finding]]:
        """Return the reading to take, and what has to be told about it."""
        findings: list[Finding] = []
        if asked is not None:
            asked = systems.authority_code(asked)
            if systems.is_geographic(asked) != self.degrees:
                self._refuse_kind(asked)
            others = [s for s in stated if systems.authority_code(s) != asked]
            if others:
                findings.append(self._differs(asked, others[0]))
            target = asked
        else:
            target = self._target(stated)
        fit = self._reading(target, findings)
        self._contradict(fit)
        findings.append(self._verdict(fit))
        return fit, findings

    def _target(self, stated: list[str]) -> str:
        """Return the one system stated for numbers of this kind."""
        codes = list(dict.fromkeys(systems.authority_code(s) for s in stated))
        fitting = [c for c in codes if systems.is_geographic(c) == self.degrees]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            self._refuse_missing(codes)
        names = " / ".join(f"{c} ({systems.crs_name(c)})" for c in fitting)
        vi = f"Tệp ghi nhiều hệ toạ độ khác nhau: {names}."
        en = f"The file states several coordinate systems: {names}."
        raise self._problem("crs-contradicted", vi, en, self._fits())

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
            text = Text(
                "Đã đọc X là đông, Y là bắc (không theo thông lệ X = bắc): chỉ như vậy mới khớp.",
                "X was read as easting and Y as northing (not X = northing, as Vietnamese sheets "
                "have it): only that fits.",
            )
            findings.append(Finding("axes-read", "notice", text, self.sheet))
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
        far = distance_text(fit.nearest_m)
        text = Text(
            f"Toạ độ trong tệp ghi bắc trước, đông sau (vĩ độ trước, kinh độ sau); đã đọc như vậy "
            f"theo {named(fit.crs)}: {words.vi}. Đọc đông trước thì lệch {far.vi}.",
            f"The file's coordinates stand north first, east second (latitude first); they were "
            f"read so as {named(fit.crs)}: {words.en}. East first they are {far.en} off.",
        )
        findings.append(Finding("axes-read", "notice", text, self.sheet, value=fit.crs))
        return other

    def _fit(self, target: str, *, swapped: bool) -> Fit:
        first, second = (self.north, self.east) if swapped else (self.east, self.north)
        longitude, latitude = to_earth(first, second, target)
        return Fit(target, swapped, longitude, latitude, self.ground.judge(longitude, latitude))

    def _fits(self) -> list[Fit]:
        """Return every reading in a system of the area, the best first."""
        if not self.ground.is_known:
            return []
        fits = [
            self._fit(code, swapped=swapped)
            for code in systems.CRS_OF_THE_AREA
            if systems.is_geographic(code) == self.degrees
            for swapped in (False, True)
        ]
        return sorted(fits, key=lambda fit: fit.badness)

    def _contradict(self, fit: Fit) -> None:
        """Refuse a reading that the ground contradicts.

        Raises:
            CrsProblem: it is far off, or another datum or axis order is clearly nearer.
        """
        vi, en = (
            f"Theo {named(fit.crs)}, toạ độ nằm ",
            f"Read as {named(fit.crs)}, the positions are ",
        )
        if not fit.measures:
            if _in_frame(fit):
                return
            vi, en = vi + "ngoài Việt Nam.", en + "outside Việt Nam."
            raise self._problem("crs-contradicted", vi, en, [])
        rival = self._rival(fit)
        if rival is not None or not fit.agrees:
            worst = max(fit.measures, key=lambda m: m.median_m / m.tolerance_m).text()
            fits = self._fits()
            vi, en = vi + worst.vi, en + worst.en
            if fits[0].agrees and not fits[0].swapped:
                far = distance_text(self._shift_m(fit, fits[0]))
                vi += f", lệch {far.vi} so với {fits[0].crs}"
                en += f", {far.en} from where {fits[0].crs} puts them"
            raise self._problem("crs-contradicted", f"{vi}.", f"{en}.", fits)
        twin = self._nearer_datum(fit)
        if twin is not None:
            now = fit.measures[0]
            shift = distance_text(self._shift_m(fit, twin))
            vi += f"{now.text().vi}: lệch {shift.vi} như khi nhầm VN-2000 với WGS 84."
            en += (
                f"{now.text().en}: {shift.en} off, as when VN-2000 and WGS 84 are taken for each "
                "other."
            )
            raise self._problem("crs-contradicted", vi, en, self._fits())

    def _rival(self, fit: Fit) -> Fit | None:
        """Return a reading far nearer to the communes' centres, where these are all there is."""
        now = fit.measures[0]
        if now.what != "centre":
            return None
        best = self._fits()[0]
        nearest = best.measures[0].median_m
        clear = now.median_m - nearest > _RIVAL_M and now.median_m > 2 * nearest
        return best if clear else None

    def _nearer_datum(self, fit: Fit) -> Fit | None:
        """Return the same numbers on another datum, if they are clearly nearer the ground."""
        now = fit.measures[0]
        if now.what == "centre" or now.count < _DATUM_POINTS or now.median_m < _DATUM_GAIN_M:
            return None
        for code in systems.CRS_OF_THE_AREA:
            if code == fit.crs or systems.is_geographic(code) != self.degrees:
                continue
            if self._moved_m(fit, code) > _DATUM_SHIFT_M:
                continue
            other = self._fit(code, swapped=fit.swapped)
            then = other.measures[0].median_m
            if (
                now.median_m - then >= _DATUM_GAIN_M
                and now.median_m >= _DATUM_RATIO * max(then, 1.0)
                and other.agrees
            ):
                return other
        return None

    def _moved_m(self, fit: Fit, code: str) -> float:
        """Return by how much the numbers move when they are read in `code` instead."""
        first, second = (self.north, self.east) if fit.swapped else (self.east, self.north)
        here = np.column_stack(systems.to_metric(fit.longitude[:1], fit.latitude[:1]))
        there = systems.to_metric(*systems.to_storage(first[:1], second[:1], code))
        return float(np.hypot(*(here - np.column_stack(there)).T)[0])

    def _shift_m(self, fit: Fit, other: Fit) -> float:
        first = np.column_stack(systems.to_metric(fit.longitude, fit.latitude))
        second = np.column_stack(systems.to_metric(other.longitude, other.latitude))
        return float(np.median(np.hypot(*(first - second).T)))

    def _verdict(self, fit: Fit) -> Finding:
        name = named(fit.crs)
        if not fit.measures:
            advice = self.ground.advice
            text = Text(
                f"Hệ toạ độ {name} lấy theo khai báo; chưa có xã, đường biên hay mốc nào để đối "
                f"chiếu. {advice.vi}",
                f"{name} was taken as stated; there are no communes, line or markers yet to "
                f"compare with. {advice.en}",
            )
            return Finding("crs-unverified", "notice", text, self.sheet, value=fit.crs)
        words = fit.words()
        text = Text(f"Hệ toạ độ {name}: {words.vi}.", f"{name}: {words.en}.")
        return Finding("crs-checked", "notice", text, self.sheet, value=fit.crs)

    def _differs(self, asked: str, stated: str) -> Finding:
        text = Text(
            f"Tệp ghi {named(stated)}; đã đọc theo --crs {named(asked)}.",
            f"The file states {named(stated)}; it was read by --crs as {named(asked)}.",
        )
        return Finding("crs-differs", "notice", text, self.sheet, value=stated)

    def _refuse_kind(self, code: str) -> None:
        unit = _UNITS[self.degrees]
        vi = f"{named(code)} không hợp với các số trong tệp, vốn là {unit.vi}."
        en = f"{named(code)} does not go with the numbers of the file, which are {unit.en}."
        raise self._problem("crs-contradicted", vi, en, self._fits())

    def _refuse_missing(self, stated: list[str]) -> None:
        unit = _UNITS[self.degrees]
        vi, en = (
            f"Tệp không ghi hệ toạ độ; các số là {unit.vi}.",
            (f"The file states no coordinate system; its numbers are {unit.en}."),
        )
        if stated:
            vi = f"Tệp ghi {named(stated[0])} nhưng các số là {unit.vi}."
            en = f"The file states {named(stated[0])} but its numbers are {unit.en}."
        code = "crs-contradicted" if stated else "crs-missing"
        raise self._problem(code, vi, en, self._fits())

    def _problem(self, code: str, vi: str, en: str, fits: list[Fit]) -> CrsProblem:
        """Return the error: what is wrong, which readings fit, and what to type."""
        good = [f for f in fits if f.agrees]
        good = [f for f in good if f.badness[1] < good[0].badness[1] + _RIVAL_M][:3]
        if good:
            listed = [(f, named(f.crs), self._swap_words(f), f.words()) for f in good]
            vi += " Đối chiếu thực địa: " + " | ".join(
                f"{name}{swap.vi}: {words.vi}" for _, name, swap, words in listed
            )
            en += " Against the ground: " + " | ".join(
                f"{name}{swap.en}: {words.en}" for _, name, swap, words in listed
            )
            if good[0].measures[0].what == "centre":
                vi += ". Trung tâm xã không phân biệt được VN-2000 với WGS 84 (lệch 224 m)"
                en += ". The centres cannot tell VN-2000 from WGS 84 (224 m apart)"
            option = self._option(good[0])
            vi += f". Nếu đúng là {named(good[0].crs)}: {option}"
            en += f". If {named(good[0].crs)} is right: {option}"
        elif fits:
            vi += " Không hệ toạ độ nào của vùng này khớp với thực địa; hãy kiểm tra lại toạ độ."
            en += " No coordinate system of this area fits the ground; look at the coordinates."
        else:
            options = [
                c for c in systems.CRS_OF_THE_AREA if systems.is_geographic(c) == self.degrees
            ]
            names = ", ".join(named(c) for c in options)
            vi += (
                f" Hãy ghi rõ, ví dụ --crs {options[0]} (có thể là: {names}); nhập xã và đường "
                "biên trước thì phần mềm đối chiếu được."
            )
            en += (
                f" Say which, such as --crs {options[0]} (it may be: {names}); with communes and "
                "the line imported first it can be found out."
            )
        return CrsProblem(vi, en, findings=[Finding(code, "error", Text(vi, en), self.sheet)])

    def _swap_words(self, fit: Fit) -> Text:
        if not fit.swapped:
            return Text("", "")
        if self.points.axes == "shape":
            return Text(" (bắc trước, đông sau)", " (north first)")
        return Text(" (hai cột đảo chỗ)", " (columns swapped)")

    def _option(self, fit: Fit) -> str:
        option = f"--crs {fit.crs}"
        if fit.swapped and self.points.axes != "bare" and self.points.east_heading:
            east, north = ("longitude", "latitude") if self.degrees else ("easting", "northing")
            option += (
                f' --column {east}="{self.points.north_heading}"'
                f' --column {north}="{self.points.east_heading}"'
            )
        return option


_UNITS = {True: Text("độ", "degrees"), False: Text("mét", "metres")}


def _in_frame(fit: Fit) -> bool:
    return is_in_vietnam(fit.longitude, fit.latitude)
