"""Days and instants as people give them: as text, or as the dates of Python and pandas."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from mocgioi.domain.days import VIETNAM, day_first
from mocgioi.errors import UsageError
from mocgioi.typed import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from numpy import datetime64

    from mocgioi.domain.counting import Period

Day: TypeAlias = "str | date | datetime64"
"""A day: ISO text, ``dd/mm/yyyy``, or a date; of an instant, the day it is in Việt Nam."""

Moment: TypeAlias = "str | date | datetime64"
"""An instant: text, or a datetime (in Việt Nam where it names no zone); a bare day is its end."""


def today() -> str:
    """Return today's date in Việt Nam (UTC+7), ISO."""
    return datetime.now(VIETNAM).date().isoformat()


def as_day(day: Day) -> str:
    """Return an ISO day; ``dd/mm/yyyy`` is understood too.

    Raises:
        UsageError: it is no day.
    """
    if isinstance(day, datetime) and day.tzinfo is not None:
        day = day.astimezone(VIETNAM)
    text = day.strip() if isinstance(day, str) else _iso(day)[: len("2023-12-31")]
    iso = text if "-" in text else "-".join(reversed(text.split("/")))
    year, _, rest = iso.partition("-")
    month, _, of_month = rest.partition("-")
    try:
        if len(year) == 4:
            return date(int(year), int(month), int(of_month)).isoformat()
    except ValueError:
        pass
    raise UsageError(
        f"«{day}» không phải ngày. Viết như 31/12/2023 hoặc 2023-12-31.",
        f"“{day}” is not a day. Write it as 2023-12-31 or 31/12/2023.",
    )


def _iso(given: date | datetime64) -> str:
    """Return a date of Python, pandas or NumPy as ISO text; anything else as it is printed."""
    return given.isoformat() if isinstance(given, date) else str(given)


def day_or_today(day: Day | None) -> str:
    """Return an ISO day, today if none is given.

    Raises:
        UsageError: it is no day.
    """
    return today() if day is None or day == "" else as_day(day)


def report_day(given: Day | None) -> str:
    """Return the ISO day a report speaks of, today if none is given.

    Raises:
        UsageError: it is no day, or one that has not come yet.
    """
    day = day_or_today(given)
    if day > today():
        raise UsageError(
            f"Ngày {day_first(day)} chưa tới: chỉ báo cáo được tính đến hôm nay "
            f"({day_first(today())}) trở về trước.",
            f"{day} has not come yet: a report can speak of today ({today()}) or earlier.",
        )
    return day


def report_period(given: Day | None, period: tuple[Day, Day] | None) -> tuple[str, Period | None]:
    """Return the ISO day a report speaks of, and the period whose additions it counts.

    Args:
        given: the day; the last one of the period if left out, or today where that has not come.
        period: first and last day; it is counted up to the day. None: none is asked for.

    Raises:
        UsageError: no day, one that has not come yet, a period that ends before it begins, or
            that the day does not lie in.
    """
    if period is None:
        return report_day(given), None
    from mocgioi.domain.counting import Period

    first, last = (as_day(end) for end in period)
    if first > last:
        raise UsageError(
            f"Kỳ báo cáo kết thúc ({day_first(last)}) trước khi bắt đầu ({day_first(first)}).",
            f"The period ends ({last}) before it begins ({first}).",
        )
    day = report_day(min(last, max(first, today())) if given is None else given)
    if not first <= day <= last:
        raise UsageError(
            f"Ngày báo cáo {day_first(day)} nằm ngoài kỳ từ {day_first(first)} đến "
            f"{day_first(last)}: bỏ --as-of, hoặc chọn một ngày trong kỳ.",
            f"{day} is outside the period from {first} to {last}: leave out --as-of, or choose "
            "a day within it.",
        )
    return day, Period(first, day)


def as_instant(given: Moment) -> str:
    """Return a UTC instant with milliseconds, ``…Z``; a bare day means its end in Việt Nam.

    Raises:
        UsageError: it is no time, or a day that has not come yet.
    """
    try:
        moment = _moment(given)
    except ValueError:
        raise UsageError(
            f"«{given}» không phải thời điểm. Viết như 22/11/2026 08:30, 2026-11-22T08:30:00Z "
            "hoặc 2026-11-22.",
            f"“{given}” is not a time. Write it as 2026-11-22 08:30, 2026-11-22T08:30:00Z "
            "or 2026-11-22.",
        ) from None
    if moment.astimezone(VIETNAM).date().isoformat() > today():
        raise UsageError(
            f"Thời điểm «{given}» chưa tới: chưa ai biết số liệu nhập sau hôm nay "
            f"({day_first(today())}).",
            f"The time “{given}” has not come yet: nobody knows what is recorded after today "
            f"({today()}).",
        )
    moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def as_knowledge(given: Moment | None) -> str | None:
    """Return the instant by whose knowledge is counted; None, where none is given: by all of it.

    Raises:
        UsageError: it is no time, or a day that has not come yet.
    """
    return None if given is None or given == "" else as_instant(given)


def _moment(given: Moment) -> datetime:
    """Return the instant that is meant, with its zone.

    Raises:
        ValueError: it is none.
    """
    text = given if isinstance(given, str) else _iso(given)
    if len(text) <= len("2023-12-31"):
        after = date.fromisoformat(as_day(text)) + timedelta(days=1)
        midnight = datetime(after.year, after.month, after.day, tzinfo=VIETNAM)
        return midnight - timedelta(milliseconds=1)
    moment = _day_and_clock(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _day_and_clock(text: str) -> datetime:
    """Return an ISO instant, or a day and a clock as reports write them, in either order."""
    words = text.replace(" ngày ", " ").split()
    if len(words) == 2:
        for clock, day in (words, words[::-1]):
            for pattern in ("%H:%M", "%H:%M:%S"):
                try:
                    at = datetime.strptime(clock, pattern).time()
                except ValueError:
                    continue
                return datetime.combine(date.fromisoformat(as_day(day)), at)
    return datetime.fromisoformat(text)
