"""The day, the period and the knowledge that figures are asked for, as people type them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from mocgioi.errors import Text, UsageError
from mocgioi.tracker.asking import without_options
from mocgioi.tracker.moments import as_day, as_knowledge, report_day, report_period

_LONGEST = 40

_BOTH = Text(
    "Kỳ báo cáo cần cả ngày đầu và ngày cuối.", "A period needs its first and its last day."
)
_TURNED = Text("Kỳ báo cáo kết thúc trước khi bắt đầu.", "The period ends before it begins.")
_OUTSIDE = Text(
    "Ngày số liệu nằm ngoài kỳ báo cáo: để trống ô này, hoặc chọn một ngày trong kỳ.",
    "The day is outside the period: leave this field empty, or choose a day within it.",
)


class AskedDays(NamedTuple):
    """What was typed; an empty text: nothing.

    Attributes:
        as_of: the day of the figures. first, last: of the period.
        known_at: until when what was recorded counts.
    """

    as_of: str = ""
    first: str = ""
    last: str = ""
    known_at: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> AskedDays:
        """Return what the fields of an address or a form have."""
        return cls(*(values.get(field, "").strip()[:_LONGEST] for field in cls._fields))

    def problems(self) -> dict[str, Text]:
        """Return what cannot be used, by field, each with why."""
        problems = {}
        for field, read in (
            ("as_of", report_day),
            ("first", as_day),
            ("last", as_day),
            ("known_at", as_knowledge),
        ):
            text = getattr(self, field)
            if text and (problem := _problem(read, text)):
                problems[field] = problem
        if problems:
            return problems
        if bool(self.first) != bool(self.last):
            return {"last" if self.first else "first": _BOTH}
        if self.first and as_day(self.first) > as_day(self.last):
            return {"last": _TURNED}
        if self.first and not as_day(self.first) <= self.day <= as_day(self.last):
            return {"as_of": _OUTSIDE}
        return {}

    @property
    def day(self) -> str:
        """The ISO day the figures are of, of what has no `problems`."""
        if self.as_of:
            return report_day(self.as_of)
        return report_period(None, self.period)[0]

    @property
    def period(self) -> tuple[str, str] | None:
        """First and last day of the period; None: none is asked for."""
        return (self.first, self.last) if self.first and self.last else None

    def arguments(self) -> dict[str, Any]:
        """Return what the verbs of `mocgioi.tracker.figures.Figures` take."""
        return {
            "as_of": self.as_of or None,
            "known_at": self.known_at or None,
            "period": self.period,
        }

    def address(self, path: str, *more: tuple[str, str]) -> str:
        """Return an address of the desk that asks the same of another page."""
        asked = [*more, *((field, text) for field, text in self._asdict().items() if text)]
        return f"{path}?{urlencode(asked)}" if asked else path


def _problem(read: Any, text: str) -> Text | None:
    try:
        read(text)
    except UsageError as error:
        return without_options(error.text)
    return None
