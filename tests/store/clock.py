"""A clock that a test sets, for stores to record by."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Self


class Clock(datetime):
    """Shows `shown`; stands in the place of ``mocgioi.store.commits.datetime``."""

    shown = datetime(2026, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromisoformat(cls.shown.astimezone(tz).isoformat())
