"""What to tell when observations meet what is known: disagreements, and what comes late.

The fold decides (`mocgioi.domain.observation`); this only puts into words what it did to
the rows of one file. Nothing here moves a state.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from mocgioi.domain import vocabulary
from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.days import VIETNAM, day_first
from mocgioi.domain.observation import (
    AspectState,
    Disagreement,
    MarkerState,
    Observation,
)
from mocgioi.errors import Finding, Language, Text

_NEVER_LATE = frozenset(code for code, aspect in ASPECTS.items() if aspect.contest != "open")


class Cell(NamedTuple):
    """Where in its file an observation stood.

    Attributes:
        sheet: its sheet or layer. row: its row.
        heading: heading of the value's column; day_heading: of the day's.
    """

    sheet: str | None = None
    row: int | None = None
    heading: str | None = None
    day_heading: str | None = None


def already_applied(batch: str, when: str) -> Finding:
    """Tell that these very rows were taken in before, as `batch`, at the instant `when` (UTC)."""
    local = datetime.fromisoformat(when).astimezone(VIETNAM)
    return Finding(
        "already-applied",
        "notice",
        Text(
            f"Các dòng này đã nhập lúc {local:%H:%M ngày %d/%m/%Y}; không có gì thay đổi.",
            f"These very rows were taken in at {local:%H:%M on %Y-%m-%d}; nothing changes.",
        ),
        value=batch,
    )


def findings(
    observation: Observation,
    cell: Cell,
    contested: Disagreement | None,
    before: MarkerState | None,
    after: MarkerState | None,
) -> Iterator[Finding]:
    """Yield what has to be told about an observation that a file brings.

    ``conflict``: the day has two values, and neither counts. ``built-then-none``: a road
    that was built is said not to be. ``older-than-current``: something later is known
    already; kept as history. ``implausible-change``: what rarely happens by itself, such as
    a missing marker that is intact again; it counts, and a person should look.

    Args:
        observation, cell: what is new, and its place in the file.
        contested: the open disagreement it waits in, or None.
        before, after: its marker's state without what is new in the file, and with it.
    """
    if contested is not None:
        yield _disagreement(observation, cell, contested)
    else:
        yield from _late(observation, cell, before, after)
        yield from _implausible(observation, cell, before)


def _disagreement(observation: Observation, cell: Cell, contested: Disagreement) -> Finding:
    others = [side for side in contested.sides if side.value != observation.value]
    standing = contested.standing
    if not others and standing is not None and standing.observed_on == observation.observed_on:
        others = [standing]
    if others:
        return _conflict(observation, cell, others)
    return _built_then_none(observation, cell, standing)


def _conflict(observation: Observation, cell: Cell, others: list[Observation]) -> Finding:
    def said(lang: Language) -> str:
        return "; ".join(_side(other, observation, lang) for other in others[:3])

    name = ASPECTS[observation.aspect].label
    day = _day(observation.observed_on)
    text = Text(
        f"Số liệu chưa thống nhất về {name.vi} của mốc {observation.marker}{day.vi}: dòng này ghi "
        f"«{_label(observation, 'vi')}», còn {said('vi')}. Chờ người quyết định: mocgioi conflicts",
        f"Disagreement on the {name.en} of marker {observation.marker}{day.en}: this row says "
        f"“{_label(observation, 'en')}”, and {said('en')}. It waits for a person: "
        "mocgioi conflicts",
    )
    return _finding("conflict", "warning", text, observation, cell, cell.heading)


def _side(other: Observation, observation: Observation, lang: Language) -> str:
    label = _label(other, lang)
    if other.batch == observation.batch and other.row is not None:
        return f"dòng {other.row} ghi «{label}»" if lang == "vi" else f"row {other.row} “{label}”"
    recorded = other.recorded_at[:10]
    return (
        f"số liệu nhập ngày {recorded} ghi «{label}»"
        if lang == "vi"
        else f"what was taken in on {recorded} “{label}”"
    )


def _built_then_none(observation: Observation, cell: Cell, standing: Observation | None) -> Finding:
    since = _day(standing.observed_on if standing else None)
    text = Text(
        f"Đường lên mốc {observation.marker} đã ghi là đã xây dựng{since.vi}, dòng này ghi "
        f"«{_label(observation, 'vi')}». Vẫn tính là đã xây dựng; chờ người quyết định: "
        "mocgioi conflicts",
        f"The road to marker {observation.marker} is known as built{since.en}, and this row says "
        f"“{_label(observation, 'en')}”. It still counts as built and waits for a person: "
        "mocgioi conflicts",
    )
    return _finding("built-then-none", "warning", text, observation, cell, cell.heading)


def _late(
    observation: Observation, cell: Cell, state: MarkerState | None, after: MarkerState | None
) -> Iterator[Finding]:
    """Tell of an observation older than another value that counted already."""
    known = state.aspects.get(observation.aspect) if state else None
    if known is None or not _is_late(observation, known):
        return
    if after is not None and after.value(observation.aspect) != known.value:
        yield _unsettling(observation, cell, known)
        return
    evidence = known.evidence or observation
    day, since = _day(observation.observed_on), _day(known.since)
    text = Text(
        f"Số liệu{day.vi} cũ hơn điều đã biết: «{_label(evidence, 'vi')}»{since.vi}. Được lưu vào "
        "lịch sử, không đổi tình trạng hiện nay.",
        f"What was seen{day.en} is older than what is known: “{_label(evidence, 'en')}”"
        f"{since.en}. It is kept as history and changes nothing today.",
    )
    yield _finding("older-than-current", "notice", text, observation, cell, cell.day_heading)


def _unsettling(observation: Observation, cell: Cell, known: AspectState) -> Finding:
    """Tell of a late row that takes away what counted: a later row now waits for a person."""
    day, since = _day(observation.observed_on), _day(known.since)
    later = known.evidence or observation
    text = Text(
        f"Mốc {observation.marker}: dòng này ghi «{_label(observation, 'vi')}»{day.vi}, nên "
        f"«{_label(later, 'vi')}»{since.vi} nay chờ người quyết định. Tình trạng hiện nay đã "
        "đổi: mocgioi conflicts list",
        f"Marker {observation.marker}: this row says “{_label(observation, 'en')}”{day.en}, so "
        f"“{_label(later, 'en')}”{since.en} now waits for a person. The state of today has "
        "moved: mocgioi conflicts list",
    )
    return _finding("disagreement-opened", "warning", text, observation, cell, cell.heading)


def _implausible(
    observation: Observation, cell: Cell, state: MarkerState | None
) -> Iterator[Finding]:
    """Tell of a later value that hardly follows the one that counts."""
    known = state.aspects.get(observation.aspect) if state else None
    if known is None or known.evidence is None or _is_late(observation, known):
        return
    if (known.value, observation.value) not in vocabulary.HARDLY_FOLLOWS:
        return
    since = _day(known.since)
    text = Text(
        f"Mốc {observation.marker} đang ghi «{_label(known.evidence, 'vi')}»{since.vi}, dòng này "
        f"ghi «{_label(observation, 'vi')}». Vẫn được tính; hãy xem lại.",
        f"Marker {observation.marker} is known as “{_label(known.evidence, 'en')}”{since.en}, and "
        f"this row says “{_label(observation, 'en')}”. It counts; look at it again.",
    )
    yield _finding("implausible-change", "warning", text, observation, cell, cell.heading)


def _is_late(observation: Observation, known: AspectState) -> bool:
    return (
        observation.aspect not in _NEVER_LATE
        and observation.observed_on is not None
        and known.since is not None
        and observation.observed_on < known.since
        and observation.value != known.value
    )


def _day(iso: str | None) -> Text:
    if iso is None:
        return Text("", "")
    return Text(f" ngày {day_first(iso)}", f" on {iso}")


def _label(observation: Observation, lang: Language) -> str:
    if observation.aspect not in vocabulary.CODE_LISTS:
        return observation.value
    return vocabulary.label(observation.aspect, observation.value, lang)


def _finding(
    code: str,
    severity: Literal["warning", "notice"],
    text: Text,
    observation: Observation,
    cell: Cell,
    column: str | None,
) -> Finding:
    value = observation.observed_on if severity == "notice" else observation.value
    return Finding(code, severity, text, cell.sheet, cell.row, column, value)
