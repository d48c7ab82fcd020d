"""In which coordinate system a file is: each system tried on its rows, as ``--crs`` would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from mocgioi.domain import crs as systems
from mocgioi.errors import CrsProblem, Finding, MocgioiError, Text
from mocgioi.intake.position.placement import NEAR_M, Placement, Placing
from mocgioi.intake.position.readings import named
from mocgioi.outputs.wording import number
from mocgioi.sources.coordinates import located
from mocgioi.tracker.asking import (
    Answers,
    Choice,
    Point,
    Question,
    Weight,
    leaving,
    without_options,
)
from mocgioi.words import of_questions as words
from mocgioi.words.findings import joined, worded

if TYPE_CHECKING:
    from mocgioi.intake import Known, Taken
    from mocgioi.intake.rows.mapping import Recognised

Take = Callable[[str, Mapping[str, str], int], "Taken[Any]"]
"""Takes the first rows of each table by a system and with columns said; nothing is written."""

MOST_ROWS = 400
"""Rows of a table that a system is tried on."""

_FEW_ROWS = 25
"""Rows on which it is found out whether a system fits at all: to say how badly one does takes
long."""

ID = "crs"

_ASKING = frozenset({"crs-missing", "crs-contradicted", "position-shifted", "heights-no-crs"})
_MOST_POINTS = 60
_COARSE_DEG = 0.01


class Trial(NamedTuple):
    """What came of reading a file in one system.

    Attributes:
        crs: the system. columns: what has to be said of the columns, too.
        placement: where its rows lie then; points: of some of them.
        fit: how well they agree with the ground, as the reading of the file says; or None.
    """

    crs: str
    columns: Mapping[str, str]
    placement: Placement
    points: tuple[Point, ...]
    fit: Text | None

    @property
    def order(self) -> tuple[float, ...]:
        """What stands before what: the most rows near their marker, then the nearest the line."""
        off_m = self.placement.off_line_m
        return (-self.placement.near, off_m or 0.0, -self.placement.home)


@dataclass(frozen=True)
class SystemQuestion:
    """Asks in which system a file is.

    Attributes:
        take: see `Take`. known: what to compare with. read: the tables of the file.
        answers: what was said so far. can_leave: all but the positions can be taken without.
    """

    take: Take
    known: Known
    read: Sequence[Recognised]
    answers: Answers
    can_leave: bool

    def asked(self, findings: Iterable[Finding]) -> Question | None:
        """Return the question; None where nothing found leaves it open and nothing was said."""
        told = [f for f in findings if f.code in _ASKING]
        if not told and self.answers.crs is None:
            return None
        trials = self._trials()
        if not trials and not self.can_leave:
            return None
        waiting = sum(f.code == "position-unplaced" for f in findings)
        is_open = any(f.severity == "error" for f in told)
        weight: Weight = "must" if is_open else "should" if told else "may"
        choices = [self._choice(trial) for trial in trials]
        if _stands_out(trials):
            choices[0] = choices[0]._replace(label=worded(words.BEST, name=choices[0].label))
        if self.can_leave:
            label = words.AS_IT_STANDS if told else words.TAKE_BACK
            label = words.WITHOUT_POSITIONS if is_open else label
            choices.append(Choice(label, leaving(ID, crs=None)))
        blind = len(trials) > 1 and not self._placing.knows_sides
        why = words.NOTHING_TO_COMPARE if blind else None
        question = Question(
            ID,
            "crs",
            weight,
            words.SYSTEM,
            tuple(choices),
            why,
            rows=waiting,
            border=_coarsely(self.known.boundary),
        )
        return question.answered(self.answers)

    def _trials(self) -> list[Trial]:
        """Return the systems in which the file can be taken, that with the most rows near first."""
        tried = self._tried(systems.CRS_OF_THE_AREA, ({},))
        if not tried:
            tried = self._tried(systems.CRS_OF_THE_AREA, self._exchanged())
        if not tried:
            others = (*systems.OTHER_ZONES, *systems.WITHOUT_DATUM_CHANGE)
            tried = self._tried(others, ({},))
        return sorted(tried, key=lambda trial: trial.order)

    def _tried(self, codes: Iterable[str], exchanged: Iterable[Mapping[str, str]]) -> list[Trial]:
        tried = []
        for code in codes:
            for columns in exchanged:
                try:
                    for rows in (_FEW_ROWS, MOST_ROWS):
                        taken = self.take(code, {**self.answers.columns, **columns}, rows)
                except (CrsProblem, MocgioiError):
                    continue
                places, numbers = _places(taken)
                told = (f for f in taken.findings if f.code in ("crs-checked", "crs-unverified"))
                fit = next((without_options(f.words()) for f in told), None)
                if places or fit is not None:
                    placement = self._placing.counted(places, numbers)
                    step = max(1, len(places) // _MOST_POINTS)
                    tried.append(Trial(code, columns, placement, tuple(places[::step]), fit))
        return tried

    def _exchanged(self) -> list[Mapping[str, str]]:
        """Return the columns of the coordinates said the other way round, table by table."""
        pairs: dict[str, dict[str, str]] = {}
        for one in self.read:
            where = located(one.columns)
            if where is None or where.axes not in ("degrees", "metres"):
                continue
            east, north = (one.columns.heading(field) for field in (where.east, where.north))
            if east and north:
                pairs[f"{east} {north}"] = {where.east: north, where.north: east}
        return list(pairs.values())

    def _choice(self, trial: Trial) -> Choice:
        name = named(trial.crs)
        label = worded(words.SWAPPED, name=name) if trial.columns else Text(name, name)
        columns: dict[str, str | None] = dict(trial.columns)
        if not columns:
            swapped = [pair for pair in self._exchanged() if self.answers.has({"columns": pair})]
            columns = {field: None for pair in swapped for field in pair}
        says = {"crs": trial.crs} | ({"columns": columns} if columns else {})
        return Choice(label, says, self._in_words(trial), trial.points)

    @cached_property
    def _placing(self) -> Placing:
        return Placing(self.known)

    def _in_words(self, trial: Trial) -> Text | None:
        """Return where rows lie, for a person; of rows that all wait for something else too, how
        well the file fits.
        """
        placement = trial.placement
        figures = {
            name: _figure(getattr(placement, name))
            for name in ("rows", "compared", "near", "home", "abroad")
        }
        if not placement.rows:
            return trial.fit
        if self._placing.knows_sides:
            parts = [worded(words.AT_HOME, **figures)]
            if placement.abroad:
                parts.append(worded(words.ABROAD, **figures))
        else:
            parts = [worded(words.IN_FRAME, **figures)]
        if any(len(one.table.rows) > MOST_ROWS for one in self.read):
            parts.append(worded(words.FIRST_ROWS, count=MOST_ROWS))
        if placement.compared:
            parts.insert(0, worded(words.NEAR_MARKER, within=NEAR_M, **figures))
        elif trial.fit is not None:
            parts.append(trial.fit)
        return joined(parts, "; ")


def _coarsely(boundary: Iterable[bytes]) -> tuple[tuple[Point, ...], ...]:
    """Return lines with few vertices, enough for a sketch."""
    lines = (shapely.simplify(shapely.from_wkb(piece), _COARSE_DEG) for piece in boundary)
    return tuple(tuple((x, y) for x, y in shapely.get_coordinates(line)) for line in lines)


def _stands_out(trials: Sequence[Trial]) -> bool:
    """Say whether the first is plainly better than the next, or the only one that is compared."""
    if len(trials) < 2:
        return False
    first, second = (trial.placement for trial in trials[:2])
    if first.near != second.near:
        return first.near > 2 * second.near
    nearer, farther = first.off_line_m, second.off_line_m
    return nearer is not None and farther is not None and 2 * nearer < farther


def _figure(count: int) -> Text:
    return Text(number(count, "vi"), number(count, "en"))


def _places(taken: Taken[Any]) -> tuple[list[Point], list[str | None]]:
    """Return where the entries of a file are, and whose each is, of those that have a place."""
    places: list[Point] = []
    numbers: list[str | None] = []
    for entry in taken.entries:
        place = _place(entry)
        if place is not None:
            places.append(place)
            of = getattr(entry, "number", None)
            numbers.append(None if of is None else str(of))
    return places, numbers


def _place(entry: Any) -> Point | None:
    """Return where an entry is: its position, a place on its shape, or its centre."""
    position = getattr(entry, "position", entry)
    longitude = getattr(position, "longitude", None)
    latitude = getattr(position, "latitude", None)
    geometry = getattr(entry, "geometry", None)
    if geometry is not None:
        point = shapely.point_on_surface(shapely.from_wkb(geometry))
        return point.x, point.y
    return None if longitude is None or latitude is None else (longitude, latitude)
