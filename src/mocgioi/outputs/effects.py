"""What something that was decided or taken back did to the figures, or would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Text
from mocgioi.outputs.receipts import move_parts
from mocgioi.outputs.wording import code_name, day, number, percent
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.documents.status import Status
    from mocgioi.domain.batch import Change, Move
    from mocgioi.errors import Language
    from mocgioi.tracker.effects import Effects
    from mocgioi.tracker.past_figures import Rewritten

MOST_NAMED = 30
"""Markers that are named; what is beyond is counted."""

_MOVED = Text("Mốc đổi số liệu được tính: {markers}.", "Markers that are counted anew: {markers}.")
_NONE_MOVED = Text(
    "Không mốc nào đổi số liệu được tính.", "No marker is counted otherwise than before."
)
_MORE = Text("{listed} và {count} mục khác", "{listed} and {count} more")
_FIGURE = Text("Mốc đã có đường: {before} → {after}.", "Markers with a road: {before} → {after}.")
_SAME = Text("Mốc đã có đường: vẫn {after}.", "Markers with a road: still {after}.")
_STATUSES = Text("Mốc cần có đường: {statuses}.", "Markers that need a road: {statuses}.")
_PAST = Text(
    "Số liệu của ngày ĐÃ CÔNG BỐ đổi theo: {days}.",
    "The figure of a day that was PUBLISHED changes with it: {days}.",
)
_IN_REGISTER = Text("Trong sổ: {changes}.", "In the registers: {changes}.")
_TO_REPORT = Text("Nay phải BÁO NGAY: {markers}.", "To be REPORTED AT ONCE now: {markers}.")
_NOT_TO_REPORT = Text(
    "KHÔNG còn BÁO NGAY: {markers}.", "NO MORE to be reported at once: {markers}."
)
_WOULD_BE_REPORTED = Text(
    "Sẽ phải BÁO NGAY: {markers}.", "Would have to be REPORTED AT ONCE: {markers}."
)
_WOULD_NOT_BE_REPORTED = Text(
    "Sẽ KHÔNG còn BÁO NGAY: {markers}.", "Would NO MORE be reported at once: {markers}."
)

_PERHAPS = Text(
    "Trường hợp CÓ THỂ phải BÁO NGAY: {before} → {after}.",
    "Cases that MAY HAVE TO BE reported at once: {before} → {after}.",
)


class Effect(NamedTuple):
    """One sentence about it, and how it is said: ``done note fault``."""

    text: Text
    kind: str


def effects(
    before: Status, after: Status, moved: Sequence[str], *, is_foreseen: bool = False
) -> Iterator[Effect]:
    """Yield the markers that are counted anew, and the figures before and after, a sentence each.

    Args:
        moved: the markers whose counted state moved: numbers, or as `moved_markers` has them.
        is_foreseen: it did not happen yet.
    """
    yield Effect(worded(_MOVED, markers=_listed(moved)) if moved else _NONE_MOVED, "done")
    yield from figure_effects(before, after, is_foreseen=is_foreseen)


def figure_effects(
    before: Status, after: Status, *, is_foreseen: bool = False, only_changes: bool = False
) -> Iterator[Effect]:
    """Yield the figure before and after, and the alarms that come and go, a sentence each.

    Args:
        only_changes: say nothing of a figure that is the same.
    """
    figures = _figure(before), _figure(after)
    form = _SAME if figures[0] == figures[1] else _FIGURE
    if form is _FIGURE or not only_changes:
        yield Effect(worded(form, before=figures[0], after=figures[1]), "done")
    if statuses := [_of_status(code, before, after) for code in _statuses_moved(before, after)]:
        yield Effect(worded(_STATUSES, statuses=_joined(statuses)), "done")
    alarms = [[alarm["number"] for alarm in s["report_at_once"]] for s in (before, after)]
    coming, going = (
        (_WOULD_BE_REPORTED, _WOULD_NOT_BE_REPORTED)
        if is_foreseen
        else (_TO_REPORT, _NOT_TO_REPORT)
    )
    for text, kind, changed in (
        (coming, "fault", [marker for marker in alarms[1] if marker not in alarms[0]]),
        (going, "fault", [marker for marker in alarms[0] if marker not in alarms[1]]),
    ):
        if changed:
            yield Effect(worded(text, markers=_listed(changed)), kind)
    possible = [len(status["perhaps_at_once"]) for status in (before, after)]
    if possible[0] != possible[1]:
        told = worded(_PERHAPS, before=possible[0], after=possible[1])
        yield Effect(told, "fault")


def all_effects(
    made: Effects, moved: Sequence[str], *, is_foreseen: bool = False
) -> Iterator[Effect]:
    """Yield `effects` of a change, and of the days that were published, a sentence each.

    Args:
        made: what it did. moved, is_foreseen: as for `effects`.
    """
    yield from effects(made.before, made.after, moved, is_foreseen=is_foreseen)
    yield from past_effects(made.rewritten)


def register_effects(changes: Sequence[Change], lang: Language) -> Iterator[Effect]:
    """Yield what changed in the registers, in one sentence, where anything did."""
    if changes:
        listed = _listed([f"{change.item} ({change.words.to(lang)})" for change in changes])
        yield Effect(worded(_IN_REGISTER, changes=listed), "note")


def past_effects(days: Sequence[Rewritten]) -> Iterator[Effect]:
    """Yield the days that were reported on and of which the figure is another one."""
    if days:
        listed = _joined([Text(_of_day(of_day, "vi"), _of_day(of_day, "en")) for of_day in days])
        yield Effect(worded(_PAST, days=listed), "fault")


def _of_day(rewritten: Rewritten, lang: Language) -> str:
    before, after = (
        "/".join(number(count, lang) for count in figure)
        for figure in (rewritten.before, rewritten.after)
    )
    return f"{day(rewritten.day, lang)}: {before} → {after}"


def moved_markers(moves: Sequence[Move], lang: Language) -> list[str]:
    """Return each marker of some moves once, with what counted of it and what counts now."""
    of_marker: dict[str, list[str]] = {}
    for move in moves:
        parts = move_parts(move, lang)
        told = f"{parts.aspect}: {parts.before} → {parts.after}"
        of_marker.setdefault(move.marker, []).append(told)
    return [f"{marker} ({'; '.join(told)})" for marker, told in of_marker.items()]


def _listed(markers: Sequence[str]) -> Text:
    named = ", ".join(markers[:MOST_NAMED])
    rest = len(markers) - MOST_NAMED
    return worded(_MORE, listed=named, count=rest) if rest > 0 else Text(named, named)


def _statuses_moved(before: Status, after: Status) -> list[str]:
    """Return the other states of roads of which there are more or fewer markers."""
    counted = after["by_status"]
    return [c for c in counted if c != "built" and counted[c] != before["by_status"].get(c)]


def _of_status(code: str, before: Status, after: Status) -> Text:
    def of(lang: Language) -> str:
        counts = (number(status["by_status"].get(code), lang) for status in (before, after))
        return f"{code_name('road_status', code, lang)} {' → '.join(counts)}"

    return Text(of("vi"), of("en"))


def _joined(texts: Sequence[Text]) -> Text:
    return Text("; ".join(text.vi for text in texts), "; ".join(text.en for text in texts))


def _figure(status: Status) -> Text:
    built, needing = status["road_built"], status["markers_needing_road"]
    return Text(
        f"{number(built, 'vi')}/{number(needing, 'vi')} ({percent(status['percent'], 'vi')})",
        f"{number(built, 'en')}/{number(needing, 'en')} ({percent(status['percent'], 'en')})",
    )
