"""What something done at the desk did to the figures, told on the page that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mocgioi.errors import Text
from mocgioi.outputs.wording import number, percent
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.documents.status import Status

MOST_NAMED = 30
"""Markers that are named; what is beyond is counted."""

_MOVED = Text("Mốc đổi số liệu được tính: {markers}.", "Markers that are counted anew: {markers}.")
_NONE_MOVED = Text(
    "Không mốc nào đổi số liệu được tính.", "No marker is counted otherwise than before."
)
_MORE = Text("{listed} và {count} mốc khác", "{listed} and {count} more")
_FIGURE = Text("Mốc đã có đường: {before} → {after}.", "Markers with a road: {before} → {after}.")
_SAME = Text("Mốc đã có đường: vẫn {after}.", "Markers with a road: still {after}.")
_TO_REPORT = Text("Nay phải BÁO NGAY: {markers}.", "To be REPORTED AT ONCE now: {markers}.")
_NOT_TO_REPORT = Text("Nay không phải báo nữa: {markers}.", "No more to be reported: {markers}.")


def effects(before: Status, after: Status, moved: Sequence[str]) -> Iterator[Text]:
    """Yield the markers that are counted anew, and the figures before and after, a sentence each.

    Args:
        moved: numbers of the markers whose counted state moved.
    """
    yield worded(_MOVED, markers=_listed(moved)) if moved else _NONE_MOVED
    figures = _figure(before), _figure(after)
    form = _SAME if figures[0] == figures[1] else _FIGURE
    yield worded(form, before=figures[0], after=figures[1])
    alarms = [[alarm["number"] for alarm in s["report_at_once"]] for s in (before, after)]
    for text, changed in (
        (_TO_REPORT, [marker for marker in alarms[1] if marker not in alarms[0]]),
        (_NOT_TO_REPORT, [marker for marker in alarms[0] if marker not in alarms[1]]),
    ):
        if changed:
            yield worded(text, markers=_listed(changed))


def _listed(markers: Sequence[str]) -> Text:
    named = ", ".join(markers[:MOST_NAMED])
    rest = len(markers) - MOST_NAMED
    return worded(_MORE, listed=named, count=rest) if rest > 0 else Text(named, named)


def _figure(status: Status) -> Text:
    built, needing = status["road_built"], status["markers_needing_road"]
    return Text(
        f"{number(built, 'vi')}/{number(needing, 'vi')} ({percent(status['percent'], 'vi')})",
        f"{number(built, 'en')}/{number(needing, 'en')} ({percent(status['percent'], 'en')})",
    )
