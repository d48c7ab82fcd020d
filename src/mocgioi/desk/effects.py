"""What something done at the desk did to the figures, told on the page that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, get_args

from mocgioi.errors import Language, Text
from mocgioi.outputs.receipts import move_parts
from mocgioi.outputs.wording import number, percent
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.documents.status import Status
    from mocgioi.domain.batch import Move

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


def effects(before: Status, after: Status, moves: Sequence[Move]) -> Iterator[Text]:
    """Yield what became of which marker, and the figures before and after, a sentence each.

    Args:
        moves: the values that became others (`mocgioi.tracker.moved_values`).
    """
    by_marker = groupby(moves, key=attrgetter("marker"))
    markers = [_values(number, list(of_marker)) for number, of_marker in by_marker]
    yield worded(_MOVED, markers=_listed(markers)) if markers else _NONE_MOVED
    figures = _figure(before), _figure(after)
    form = _SAME if figures[0] == figures[1] else _FIGURE
    yield worded(form, before=figures[0], after=figures[1])
    alarms = [[alarm["number"] for alarm in s["report_at_once"]] for s in (before, after)]
    for text, changed in (
        (_TO_REPORT, [marker for marker in alarms[1] if marker not in alarms[0]]),
        (_NOT_TO_REPORT, [marker for marker in alarms[0] if marker not in alarms[1]]),
    ):
        if changed:
            yield worded(text, markers=_listed([Text(marker, marker) for marker in changed]))


def _values(number: str, moves: Sequence[Move]) -> Text:
    return Text(*(_values_in(lang, number, moves) for lang in get_args(Language)))


def _values_in(lang: Language, number: str, moves: Sequence[Move]) -> str:
    parts = [move_parts(move, lang) for move in moves]
    values = [f"{part.aspect}: {part.before} → {part.after}" for part in parts]
    return f"{number} ({'; '.join(values)})"


def _listed(markers: Sequence[Text]) -> Text:
    named = Text(*(", ".join(words) for words in zip(*markers[:MOST_NAMED], strict=True)))
    rest = len(markers) - MOST_NAMED
    return worded(_MORE, listed=named, count=rest) if rest > 0 else named


def _figure(status: Status) -> Text:
    built, needing = status["road_built"], status["markers_needing_road"]
    return Text(
        f"{number(built, 'vi')}/{number(needing, 'vi')} ({percent(status['percent'], 'vi')})",
        f"{number(built, 'en')}/{number(needing, 'en')} ({percent(status['percent'], 'en')})",
    )
