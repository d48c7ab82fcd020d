"""Days and instants as Việt Nam counts and writes them."""

from datetime import date, datetime, timedelta, timezone

from mocgioi.errors import Text

VIETNAM = timezone(timedelta(hours=7))
"""UTC+7, without summer time."""


def day_first(iso_day: str) -> str:
    """Return an ISO day as it is written in Việt Nam.

    >>> day_first("2023-12-31")
    '31/12/2023'
    """
    return "/".join(reversed(iso_day.split("-")))


def day_after(iso_day: str) -> str:
    """Return the day after an ISO day.

    >>> day_after("2023-12-31")
    '2024-01-01'
    """
    return (date.fromisoformat(iso_day) + timedelta(days=1)).isoformat()


def day_before(iso_day: str) -> str:
    """Return the day before an ISO day.

    >>> day_before("2024-01-01")
    '2023-12-31'
    """
    return (date.fromisoformat(iso_day) - timedelta(days=1)).isoformat()


def years_before(iso_day: str, years: int) -> str:
    """Return the same day of an earlier year; of 29 February the day before where it has none.

    >>> years_before("2024-12-15", 1), years_before("2024-02-29", 1)
    ('2023-12-15', '2023-02-28')
    """
    day = date.fromisoformat(iso_day)
    year = day.year - years
    is_leap_day = (day.month, day.day) == (2, 29)
    return (day.replace(year=year, day=28) if is_leap_day else day.replace(year=year)).isoformat()


def day_of(instant: str) -> str:
    """Return the day in Việt Nam, ISO, of an instant (ISO, UTC).

    >>> day_of("2023-12-30T17:00:00.000Z")
    '2023-12-31'
    """
    return datetime.fromisoformat(instant).astimezone(VIETNAM).date().isoformat()


def year_ends(first: str, last: str) -> list[str]:
    """Return the last day of each year from that of an ISO day on that is before another.

    >>> year_ends("2023-11-02", "2025-12-30")
    ['2023-12-31', '2024-12-31']
    """
    ends = (f"{year}-12-31" for year in range(int(first[:4]), int(last[:4]) + 1))
    return [end for end in ends if end < last]


def days_between(earlier: str, later: str) -> int:
    """Return how many days an ISO day is before another; negative where it is after it.

    >>> days_between("2023-12-31", "2024-01-02")
    2
    """
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def day_text(iso_day: str) -> Text:
    """Return an ISO day as sentences for people have it: day first in Vietnamese, ISO in English.

    >>> day_text("2023-12-31")
    Text(vi='31/12/2023', en='2023-12-31')
    """
    return Text(day_first(iso_day), iso_day)
