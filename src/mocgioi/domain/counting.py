"""What counts: the rules of every figure, each written once.

Rules: ``LAWS.md``, *Counting* and *Reach*. `analysis`, `store` and `outputs` call them and
keep no copy. Light on purpose: a report starts with this module.
"""

from __future__ import annotations

from mocgioi.domain.days import day_before, years_before
from mocgioi.domain.vocabulary import (
    CODE_LISTS,
    DAMAGED,
    PERHAPS_AT_ONCE,
    REPORT_AT_ONCE,
    RoadStatus,
)
from mocgioi.records import NamedTuple
from mocgioi.typed import Literal, assert_never, get_args

Measured = Literal["reached", "isolated", "near", "none", "unknown"]
"""What the lines on the map show of a marker: codes of the list ``measured``, best first."""

MEASURED: tuple[Measured, ...] = ("reached", "isolated", "near", "none", "unknown")

NOT_REPORTED = "not_reported"
"""What stands for a road status or a marker condition of which nothing counts yet."""

STATUS_ORDER: tuple[str, ...] = (*reversed(CODE_LISTS["road_status"]), NOT_REPORTED)
"""Road statuses as a report lists them: the nearest to a road first."""

GROUPINGS = ("commune", "post", "district", "funding", "stretch", "year", "marker")
"""What figures are grouped by, and ``report --by`` takes."""

PLACES = frozenset({"commune", "post", "district", "stretch"})
"""Groupings by place: their shares are compared, and a marker that has no place in one is
named."""

TRUNK_CLASSES = frozenset({"patrol", "commune", "provincial"})
"""Classes of the roads that are the network themselves."""


class Thresholds(NamedTuple):
    """Default figures of the rules, each an argument wherever it is used.

    Attributes:
        reach_m: a line within it reaches a marker, planar metres, inclusive.
        join_m: ends of lines within it are joined, planar metres, inclusive.
        near_m: a line beyond `reach_m` and within it is *near*, planar metres, inclusive.
        stretch_km: length of a stretch of the border line, km.
        overdue_after_days: a marker nobody saw for longer is overdue (quá hạn kiểm tra). No
            public rule gives a period; markers are reported on once a year.
        vnd_per_m: đồng a metre of access road, the mean of the Fatherland Front's campaign.
        detour_factor: length on the ground to straight length, an assumption.
    """

    reach_m: float = 30.0
    join_m: float = 10.0
    near_m: float = 150.0
    stretch_km: float = 10.0
    overdue_after_days: int = 365
    vnd_per_m: int = 855_000
    detour_factor: float = 1.3


DEFAULTS = Thresholds()
"""The house's own figures."""


def is_needed(need_road: str | None) -> bool:
    """Say whether a marker needs a road: it is in the denominator. None: nobody said."""
    return need_road == "yes"


SCHEME = "scheme"
"""Funding code of what is paid for by the scheme (QĐ 1934/QĐ-UBND)."""

SCHEME_DECIDED_ON = "2023-11-24"
"""Day of QĐ 1934/QĐ-UBND: before it there is no scheme."""


def payer_on(funding: str | None, as_of: str) -> str | None:
    """Return who pays for a road as of a day; None: not told, as before there was the scheme.

    >>> payer_on("scheme", "2023-11-23"), payer_on("scheme", "2023-11-24")
    (None, 'scheme')
    """
    return None if funding == SCHEME and as_of < SCHEME_DECIDED_ON else funding


def is_built(road_status: str | None) -> bool:
    """Say whether a road status is *built*, however the road fares now: damage never lowers it."""
    return road_status == "built"


def aspect_of_payer(road_status: str | None) -> str:
    """Return which aspect a payer is of that is named beside a road status, or beside none.

    Whoever says that a road is not built yet names who is to pay, not who paid.

    >>> aspect_of_payer("built"), aspect_of_payer(None), aspect_of_payer("approved")
    ('funding', 'funding', 'planned_funding')
    """
    return "funding" if road_status is None or is_built(road_status) else "planned_funding"


NOT_BUILT: tuple[str, ...] = tuple(code for code in STATUS_ORDER if not is_built(code))
"""The other road statuses, in their order, `NOT_REPORTED` among them."""


def is_told(needing: int, not_reported: int) -> bool:
    """Say whether anything is known of the roads of markers: of any that needs one, if any does.

    Before the first report a figure is not known; it is not 0.

    >>> is_told(3, 2), is_told(3, 3), is_told(0, 0)
    (True, False, True)
    """
    return not needing or not_reported < needing


def counts_as_built(need_road: str | None, road_status: str | None) -> bool:
    """Say whether a marker is in the numerator: it needs a road and has one.

    >>> counts_as_built("yes", "built"), counts_as_built("no", "built")
    (True, False)
    """
    return is_needed(need_road) and is_built(road_status)


def is_in_hand(road_status: RoadStatus | None) -> bool:
    """Say whether a road is there or being built, so that nobody need plan it."""
    match road_status:
        case "built" | "under_construction":
            return True
        case "none" | "approved" | None:
            return False
    assert_never(road_status)


def is_damaged(road_condition: str | None) -> bool:
    """Say whether a road is damaged or impassable: an *of which* of the built ones."""
    return road_condition in DAMAGED


def badness(condition: str | None) -> int:
    """Return how bad a marker's condition is, for the worst to stand first; 0: no alarm.

    The code list runs from whole to lost.

    >>> badness("missing") > badness("minor_damage") > badness("intact")
    True
    """
    codes = list(CODE_LISTS["marker_condition"])
    return codes.index(condition) if condition in REPORT_AT_ONCE else 0


def is_alarm(marker_condition: str | None) -> bool:
    """Say whether a marker condition must be reported at once (BÁO NGAY)."""
    return marker_condition in REPORT_AT_ONCE


def may_be_alarm(marker_condition: str | None) -> bool:
    """Say whether a marker condition must be reported at once, or may have to be."""
    return is_alarm(marker_condition) or marker_condition in PERHAPS_AT_ONCE


def is_declared_only(*, is_declared: bool, measured: str | None) -> bool:
    """Say whether a road is declared and no line shows it; never where lines are unknown."""
    return is_declared and measured in ("near", "isolated", "none")


def is_measured_only(*, is_declared: bool, measured: str | None) -> bool:
    """Say whether a line reaches a marker whose road nobody declared built."""
    return not is_declared and measured == "reached"


class Period(NamedTuple):
    """Days, ISO and both inclusive, within which additions are counted (*trong kỳ*)."""

    first: str
    last: str

    @classmethod
    def of_year(cls, day: str) -> Period:
        """Return the calendar year of a day, up to that day.

        >>> Period.of_year("2025-06-30")
        Period(first='2025-01-01', last='2025-06-30')
        """
        return cls(f"{day[:4]}-01-01", day)

    @property
    def eve(self) -> str:
        """The day before it, ISO: what it is compared with."""
        return day_before(self.first)

    def years_until(self, first_day: str) -> list[Period]:
        """Return it after the years that lead up to it, back to that of an ISO day.

        >>> [p.last for p in Period("2024-12-15", "2025-12-14").years_until("2023-11-02")]
        ['2023-12-14', '2024-12-14', '2025-12-14']
        """
        periods = [self]
        while periods[0].first > first_day:
            first = years_before(self.first, len(periods))
            periods.insert(0, Period(first, periods[0].eve))
        return periods

    def has(self, day: str) -> bool:
        """Say whether a day lies within."""
        return self.first <= day <= self.last


Addition = Literal[
    "by_completion", "by_observation", "baseline", "completed_before", "newly_needed"
]
"""By what a marker counts at the end of a period that did not count on the eve of it."""

ADDITIONS: tuple[Addition, ...] = get_args(Addition)

IN_PERIOD: frozenset[Addition] = frozenset({"by_completion", "by_observation"})
"""The additions that are of the period: a road that was made within it, as far as is known."""


def addition(
    period: Period, *, since: str | None, completed_on: str | None, first_on: str | None
) -> Addition:
    """Return by what a marker counts at the end of a period, and did not on the eve of it.

    Args:
        since: ISO day since which its road counts as built; None: the beginning.
        completed_on: ISO day its road was finished, by the observation, else by its papers; a day
            after the period says nothing yet.
        first_on: ISO day of the first road status that counts; None: the beginning.

    A road that was there before is new only to the need. Else the day of completion counts,
    where it is known; where it is not, that of the observation, unless it is the first report
    of the marker: that is where counting begins (*số liệu ban đầu*), and adds nothing. What was
    finished before the period and is reported within it is of no period.

    >>> year = Period.of_year("2025-12-31")
    >>> addition(year, since="2025-10-02", completed_on=None, first_on="2023-11-02")
    'by_observation'
    >>> addition(year, since="2025-10-02", completed_on="2024-12-20", first_on="2023-11-02")
    'completed_before'
    """
    if (since or "") < period.first:
        return "newly_needed"
    if completed_on is not None and period.has(completed_on):
        return "by_completion"
    if since == first_on:
        return "baseline"
    is_earlier = completed_on is not None and completed_on < period.first
    return "completed_before" if is_earlier else "by_observation"


def road_status_on(
    status: str | None, started_on: str | None, completed_on: str | None, as_of: str
) -> str | None:
    """Return how far a road was on a day, by its own status and dates.

    Args:
        status: code of its status today, or None: not stated.
        started_on, completed_on: ISO days, or None: not stated.
        as_of: ISO day.

    Returns:
        A code of the list ``road_status``; None: not begun by then. A road built without a date
        was built on every day.

    >>> road_status_on("built", "2024-03-01", None, "2023-12-31") is None
    True
    >>> road_status_on("built", "2023-03-01", "2024-02-01", "2023-12-31")
    'under_construction'
    """
    if started_on is not None and started_on > as_of:
        return None
    if completed_on is not None and completed_on > as_of:
        return "under_construction" if started_on is not None else None
    return status or "none"


def road_counts_on(
    status: str | None, started_on: str | None, completed_on: str | None, as_of: str
) -> bool:
    """Say whether a road's line counts as of a day: built, begun and finished by then."""
    return is_built(road_status_on(status, started_on, completed_on, as_of))
