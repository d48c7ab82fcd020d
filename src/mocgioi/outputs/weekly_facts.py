"""What the page of the weekly routine tells: figures, what waits for a person, what went in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.batch import Change, Move
from mocgioi.errors import Hint, Text

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.documents.cases import CaseEntry, PossibleCase
    from mocgioi.documents.coverage import Alarm


MADE_BY = Hint("update", ("FOLDER",))
"""The command that lays out the sheets beside the page."""


class Figures(NamedTuple):
    """The headline: markers with a road, of those that need one; per cent, one decimal.

    None: no road was reported yet.
    """

    road_built: int | None
    markers_needing_road: int
    percent: float | None


class Entry(NamedTuple):
    """One thing that waits for a person.

    Attributes:
        text: what it is, and what to do.
        marker: number of the marker it is about, as the file writes it where it is not known.
        has_card: the map has a card of that marker.
        file, sheet, row, column: where it stands.
        answered_in: name of the file beside the page in which it is dealt with, where it is one
            of several.
        key: of the finding it is, where a person can say that it was looked at.
    """

    text: Text
    marker: str | None = None
    has_card: bool = False
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    answered_in: str | None = None
    key: str | None = None


class Work(NamedTuple):
    """Things of one kind that wait for a person.

    Attributes:
        kind: a key of `mocgioi.outputs.weekly_wording.HOW`.
        entries: all of them, whatever the page has room for.
        sheets: names of the files beside the page in which they are dealt with.
    """

    kind: str
    entries: Sequence[Entry]
    sheets: Sequence[str] = ()


class TakenIn(NamedTuple):
    """A batch that went in lately, with the counts of its receipt.

    Attributes:
        recorded_at: the instant (UTC); observations: how many it recorded; undone: how many of
            these were taken back since.
    """

    file: str
    recorded_at: str
    read: int
    applied: int
    unchanged: int
    queued: int
    rejected: int
    observations: int = 0
    undone: int = 0


class WeeklyFacts(NamedTuple):
    """What the page tells.

    Attributes:
        ran_at: the instant (UTC) of the run; as_of: ISO day of the figures.
        headline: the figure and what stands beside it, as `report.overall.headline` has it.
        before, after: the figures around the run.
        upgraded: versions of the store before and after this run, and the file in which it is kept
            as it was; None where it was of this version.
        alarms: what must be reported at once; possible: what may have to be.
        overdue: cases that were reported, and of which another step is overdue.
        case_sheets: names of the files beside the page in which is written what was done about
            these.
        work: all that waits, from whichever week, in the order in which it is told.
        recent: the batches of the last `days` days, newest first.
        moves: what rows of this run changed, each with the name of its file.
        decided: markers whose counted state the decisions of this run moved.
        known_files: how many files of the folder were brought in by an earlier run.
        undone: files of the folder that a person took back; they stay out.
        blank: forms and sheets in which nobody has written yet.
        map_name, report_name, worklist_name: files beside the page; illustrative: made-up rows
            are counted.
    """

    ran_at: str
    as_of: str
    headline: Text
    before: Figures
    after: Figures
    alarms: Sequence[Alarm] = ()
    possible: Sequence[PossibleCase] = ()
    overdue: Sequence[CaseEntry] = ()
    case_sheets: Sequence[str] = ()
    work: Sequence[Work] = ()
    recent: Sequence[TakenIn] = ()
    days: int = 7
    moves: Sequence[tuple[str, Move | Change]] = ()
    decided: Sequence[str] = ()
    known_files: int = 0
    undone: Sequence[str] = ()
    blank: Sequence[str] = ()
    map_name: str = "map.html"
    report_name: str = "report.html"
    worklist_name: str = "viec-can-lam.xlsx"
    illustrative: bool = False
    upgraded: tuple[int, int, Path] | None = None
