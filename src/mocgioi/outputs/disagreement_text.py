"""Disagreements (số liệu chưa thống nhất) as answers to choose among, each with its evidence.

One answer for each side, and one for none of them. A survey row that is held is one side: it is
taken whole or set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mocgioi.domain.counting import is_alarm
from mocgioi.domain.position import Position
from mocgioi.errors import Language, Text
from mocgioi.outputs.wording import (
    NOTHING,
    aspect_name,
    day,
    instant,
    number,
    one_line,
    say,
    source_of,
    value_text,
)

NONE_KEPT = "none"
"""Stands where a side has its observation: no side is kept."""

_NONE_OF_THESE = Text(
    "không giữ bên nào (không tính tất cả các dòng trên)", "none of these (all the above set aside)"
)
_NONE_OF_THE_DAY = Text(
    "không giữ bên nào của ngày này (vẫn tính «{value}», {day})",
    "none of this day (“{value}” of {day} still counts)",
)
_TAKE_ROW = Text("NHẬN dòng này: {sides}", "ACCEPT this row: {sides}")
_LEAVE_ROW = Text("KHÔNG NHẬN dòng này", "SET this row ASIDE")
_ROW_HELD = Text("dòng chờ quyết định", "row that waits")
_OFF = Text("vị trí đo cách mốc {metres} m", "measured {metres} m from the marker")
_BEFORE = Text("ĐÃ GHI TRƯỚC", "RECORDED BEFORE")
_COUNTED = Text("ĐANG TÍNH", "COUNTED AT PRESENT")


class Side(NamedTuple):
    """One side of a disagreement, with its evidence.

    Attributes:
        observation: uuid of the observation.
        value: a code of the aspect's list, free text or a position's value.
        observed_on: ISO day, None: holds from the beginning.
        file, row: where it stood; None when it was entered by hand.
        observer: who saw it; recorded_at: the instant (UTC) it was written.
        aspect: what a held row says here; None: what the disagreement is about.
        off_m: how far from the marker a held row's position is.
    """

    observation: str
    value: str
    observed_on: str | None = None
    file: str | None = None
    row: int | None = None
    observer: str | None = None
    recorded_at: str | None = None
    aspect: str | None = None
    off_m: float | None = None


class DisagreementItem(NamedTuple):
    """A disagreement to be decided; `id` is what ``conflicts resolve`` takes.

    The sides of a `held` one are what one survey row says, taken or set aside together.

    Attributes:
        standing: what counts meanwhile; against_standing: it is one of the answers.
    """

    id: str
    marker: str
    aspect: str
    sides: tuple[Side, ...]
    held: bool = False
    standing: Side | None = None
    against_standing: bool = False

    @property
    def answers(self) -> tuple[Side, ...]:
        """The sides, and what counts meanwhile where it is contradicted."""
        more = (self.standing,) if self.standing and self.against_standing else ()
        return (*self.sides, *more)


def says_alarm(item: DisagreementItem) -> bool:
    """Say whether an answer is that the marker must be reported at once."""
    return any(
        (side.aspect or item.aspect) == "marker_condition" and is_alarm(side.value)
        for side in item.answers
    )


class Answer(NamedTuple):
    """What a person may choose.

    Attributes:
        about: what of the marker. on: the day. value: what would count.
        evidence: where that comes from; marks: what else is to be known of it.
        observation: uuid of the observation that is kept, or `NONE_KEPT`.
    """

    about: str
    on: str
    value: str
    evidence: str
    observation: str
    marks: tuple[str, ...] = ()


def answers(item: DisagreementItem, lang: Language) -> list[Answer]:
    """Return what a person may choose: a side or none; a held row is taken whole or left."""
    first = item.sides[0]
    on = day(first.observed_on, lang) if first.observed_on else say("seen.from_the_beginning", lang)
    if item.held:
        sides = "; ".join(says(item, side, lang) for side in item.sides)
        taken = _TAKE_ROW.to(lang).format(sides=sides)
        about = _ROW_HELD.to(lang)
        return [
            Answer(about, on, taken, _evidence(first, lang), first.observation),
            Answer(about, on, _LEAVE_ROW.to(lang), "", NONE_KEPT),
        ]
    about = aspect_name(item.aspect, lang)
    before = _recorded_before(item.answers)
    offered = [
        Answer(
            about,
            day(side.observed_on, lang)
            if side.observed_on
            else say("seen.from_the_beginning", lang),
            _value(item.aspect, side.value, lang),
            _evidence(side, lang),
            side.observation,
            tuple(mark.to(lang) for mark in _marks(item, side, before)),
        )
        for side in item.answers
    ]
    return [*offered, Answer(about, on, _none_kept(item, lang), "", NONE_KEPT)]


def _recorded_before(answers: Sequence[Side]) -> set[str]:
    """Return the observations that were there before the others came; none if all came at once."""
    instants = {side.recorded_at or "" for side in answers}
    return {s.observation for s in answers if len(instants) > 1 and s.recorded_at == min(instants)}


def _marks(item: DisagreementItem, side: Side, before: set[str]) -> Iterator[Text]:
    if side.observation in before:
        yield _BEFORE
    if side is item.standing:
        yield _COUNTED


def _none_kept(item: DisagreementItem, lang: Language) -> str:
    """Return the words of the last answer, with what then counts, as far as it is known here."""
    if item.standing is None or item.against_standing:
        return _NONE_OF_THESE.to(lang)
    value = _value(item.aspect, item.standing.value, lang)
    since = item.standing.observed_on
    on = day(since, lang) if since else say("seen.from_the_beginning", lang)
    return _NONE_OF_THE_DAY.to(lang).format(value=value, day=on)


def says(item: DisagreementItem, side: Side, lang: Language) -> str:
    """Return one thing that a held row says; of its position, how far it is from the marker."""
    if side.off_m is not None:
        return _OFF.to(lang).format(metres=number(side.off_m, lang))
    aspect = side.aspect or item.aspect
    return f"{aspect_name(aspect, lang)}: {_value(aspect, side.value, lang)}"


def _value(aspect: str, value: str, lang: Language) -> str:
    if aspect in ("position", "register_position"):
        position = Position.from_value(value)
        decimals = (number(d, lang, 6) for d in (position.latitude, position.longitude))
        return "; ".join(decimals)
    return value_text(aspect, value, lang)


def _evidence(side: Side, lang: Language) -> str:
    """Return where a side comes from: file and row, who saw it, when it was recorded."""
    parts = [source_of(side.file, lang)]
    if side.row is not None:
        parts.append(say("evidence.row", lang, row=str(side.row)))
    if side.observer:
        parts.append(one_line(side.observer))
    if side.recorded_at:
        parts.append(instant(side.recorded_at, lang))
    return ", ".join(part for part in parts if part != NOTHING)
