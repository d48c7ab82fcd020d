"""From which figure on a survey is told about, and from which it is held."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Literal

from mocgioi.errors import Finding, Text, UsageError

DISTANCES = ("told_m", "held_m", "poor_accuracy_m", "across_line_m", "photo_told_m")
"""The thresholds that are metres."""

MOST_M = 100_000
"""No threshold is greater: the whole land border of the province is 230 km long."""

_OPTIONS = dict(
    zip(DISTANCES, ("--tell-m", "--hold-m", "--accuracy-m", "--across-m", "--photo-m"), strict=True)
)
"""How the command line names them, for what is said of them."""


DateOrder = Literal["ask", "day-first", "month-first"]

FAR_OLDER_DAYS = 365
"""A row that much older than the last one known of its marker is looked at before it moves it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of the checks on a survey; an argument, never a hidden default.

    Attributes:
        told_m: distance of a position from its marker beyond which it is told.
        held_m: distance beyond which the row waits for a person.
        poor_accuracy_m: accuracy claimed by the receiver beyond which it is told.
        across_line_m: how far across the border line a position may fall before it is told;
            the marker itself stands on the line.
        photo_told_m: distance of a photograph from its marker beyond which it is told; a
            telephone's own position is poorer than a receiver's.
        earliest_day: ISO day before which nothing was surveyed: the land border was marked
            from 2001 on.
        dates: how the date cells of a spreadsheet were typed: ``month-first`` where it took
            the day for the month, ``day-first`` where it did not; ``ask`` where that is not
            certain.

    Raises:
        UsageError: a figure is no distance or beyond `MOST_M`, or rows would be held that are
            not told.
    """

    told_m: float = 50.0
    held_m: float = 200.0
    poor_accuracy_m: float = 30.0
    across_line_m: float = 30.0
    photo_told_m: float = 200.0
    earliest_day: str = "2000-01-01"
    dates: DateOrder = "ask"

    def __post_init__(self) -> None:
        for name in DISTANCES:
            value = getattr(self, name)
            if not (math.isfinite(value) and 0 <= value <= MOST_M):
                option = _OPTIONS[name]
                raise UsageError(
                    f"{option} {value:g}: phải là số mét, từ 0 đến {MOST_M}.",
                    f"{option} {value:g}: it has to be metres, from 0 to {MOST_M}.",
                )
        if self.held_m < self.told_m:
            raise UsageError(
                f"Dòng giữ lại từ {self.held_m:g} m mà chỉ báo từ {self.told_m:g} m: "
                "--hold-m không được nhỏ hơn --tell-m.",
                f"Rows would be held from {self.held_m:g} m and told only from {self.told_m:g} m: "
                "--hold-m must not be less than --tell-m.",
            )


STANDARD = Policy()
"""The house's own thresholds."""

NAMES = {
    "told_m": Text("báo khi cách mốc quá", "told beyond"),
    "held_m": Text("giữ lại khi cách mốc quá", "held beyond"),
    "poor_accuracy_m": Text("báo khi sai số quá", "accuracy told beyond"),
    "across_line_m": Text("báo khi bên kia đường biên quá", "across the line told beyond"),
    "photo_told_m": Text("báo khi ảnh cách mốc quá", "photographs told beyond"),
    "earliest_day": Text("ngày sớm nhất", "earliest day"),
    "dates": Text("ô ngày", "date cells"),
}
"""What each is called inside a sentence."""

_ORDERS = {
    "ask": Text("hỏi khi không rõ", "asked where it is not clear"),
    "day-first": Text("ngày trước", "day first"),
    "month-first": Text("tháng trước", "month first"),
}


def differences(policy: Policy) -> list[Finding]:
    """Return the notice ``policy-differs`` where thresholds are not the house's own.

    It is kept with the batch, so that its receipt can be understood later.
    """
    changed = [
        f.name for f in fields(Policy) if getattr(policy, f.name) != getattr(STANDARD, f.name)
    ]
    if not changed:
        return []
    from mocgioi.words.findings import finding, joined, worded
    from mocgioi.words.of_surveys import THRESHOLD

    thresholds = joined(
        (
            worded(
                THRESHOLD,
                name=NAMES[name],
                figure=_written(policy, name),
                usual=_written(STANDARD, name),
            )
            for name in changed
        ),
        "; ",
    )
    value = " ".join(f"{name}={getattr(policy, name)}" for name in changed)
    return [finding("policy-differs", value=value, thresholds=thresholds)]


def _written(policy: Policy, name: str) -> Text | str:
    value = getattr(policy, name)
    if name == "dates":
        return _ORDERS[value]
    return f"{value:g} m" if name in DISTANCES else str(value)
