"""Days and instants as Việt Nam counts and writes them."""

from datetime import timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""UTC+7, without summer time."""


def day_first(iso_day: str) -> str:
    """Return an ISO day as it is written in Việt Nam.

    >>> day_first("2023-12-31")
    '31/12/2023'
    """
    return "/".join(reversed(iso_day.split("-")))
