"""Disagreements (số liệu chưa thống nhất) in a spreadsheet, to be decided by a person.

One row for each side, with its evidence (căn cứ), and one for none of them. A survey row that
is held is one side: it is taken whole or set aside. The person puts an ``x`` beside the answer
and writes why. `mocgioi.outputs.sheets.decisions` reads the sheet back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mocgioi.domain.counting import is_alarm
from mocgioi.domain.position import Position
from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly
from mocgioi.outputs.sheets.workbook import Book, Looks, Page
from mocgioi.outputs.wording import (
    LABELS,
    NOTHING,
    aspect_name,
    day,
    hinted,
    instant,
    number,
    one_line,
    say,
    source_of,
    value_text,
)
from mocgioi.words.of_law import REPORT_AT_ONCE

KEEP = Text("Giữ", "Keep")
WHY = Text("Lý do", "Why")
DISAGREEMENT = Text("Mã số liệu chưa thống nhất", "Disagreement")
OBSERVATION = Text("Mã căn cứ", "Observation")

_COLUMNS = (
    (LABELS["column.no"], 6.0),
    (LABELS["column.marker"], 12.0),
    (Text("Nội dung", "About"), 18.0),
    (Text("Ngày", "Day"), 12.0),
    (Text("Giá trị", "Value"), 30.0),
    (Text("Căn cứ", "Evidence"), 44.0),
    (KEEP, 8.0),
    (WHY, 40.0),
    (DISAGREEMENT, 14.0),
    (OBSERVATION, 14.0),
)
_TITLE = Text(
    "SỐ LIỆU CHƯA THỐNG NHẤT, chờ quyết định", "INCONSISTENT REPORTS waiting for a decision"
)
_COUNT = Text(
    "Lập ngày {day}: {count} trường hợp.", "Made on {day}; inconsistent reports: {count}."
)
_HOW = Text(
    "Mỗi trường hợp: ghi x vào ô «{keep}» của một dòng duy nhất và ghi «{why}». Trường hợp chưa "
    "quyết định thì để trống. Không sửa hai cột mã. Lưu lại rồi cập nhật lần nữa (tệp để trong "
    f"thư mục cập nhật), hoặc chạy: {HINT}",
    "In each disagreement put an x under “{keep}” in one row only, and say “{why}”. Leave "
    "undecided ones empty. Do not touch the last two columns. Save, then update once more (with "
    f"this file in the folder of the update), or run: {HINT}",
)
_APPLY: dict[Language, Hint] = {
    "vi": Hint("conflicts apply", ("TEP.xlsx",)),
    "en": Hint("conflicts apply", ("FILE.xlsx",)),
}
_ALARM = Text(
    f"BÁO NGAY? Một bên cho là phải báo ngay ({REPORT_AT_ONCE.vi}): {{numbers}}",
    f"REPORT AT ONCE? One side says so ({REPORT_AT_ONCE.en}): {{numbers}}",
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


class Mark(NamedTuple):
    """What a person wrote beside an answer: whether it is kept, and why."""

    keep: str = ""
    why: str = ""


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


def disagreement_sheet(
    items: Sequence[DisagreementItem],
    *,
    lang: Language = "vi",
    today: str,
    illustrative: bool = False,
    marks: Mapping[tuple[str, str], Mark] = MappingProxyType({}),
    spell: Speller = plainly,
) -> bytes:
    """Return the disagreements as an XLSX file, one row for each answer.

    Those in which a side says that the marker must be reported at once come first.

    Args:
        today: ISO day it is made on; illustrative: made-up rows are among the sides.
        marks: what was written in an earlier sheet, by disagreement and observation.
        spell: how the command that takes the sheet in is written.
    """
    ordered = sorted(items, key=lambda item: not _is_alarm(item))
    book = Book(made_on=today, lang=lang)
    page = book.page(_TITLE.to(lang).split(",")[0])
    page.widths([width for _, width in _COLUMNS])
    header = _preamble(page, ordered, lang, today, illustrative)
    how = hinted(_HOW, lang, [_APPLY[lang]], spell, keep=KEEP.to(lang), why=WHY.to(lang))
    page.line(header - 1, how, "line")
    for place, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(header, place, heading.to(lang), "heading")
    page.fit(header)
    line = header + 1
    for count, item in enumerate(ordered, start=1):
        for answer in _answers(item, lang):
            mark = marks.get((item.id, answer.observation), Mark())
            _row(page, line, count, item, answer, mark)
            line += 1
    if line > header + 1:
        keep = [heading for heading, _ in _COLUMNS].index(KEEP) + 1
        page.choose(keep, range(header + 1, line), ["x"])
    page.finish(header, keep_columns=2, protect=True)
    return book.to_bytes()


def _is_alarm(item: DisagreementItem) -> bool:
    return any(
        (side.aspect or item.aspect) == "marker_condition" and is_alarm(side.value)
        for side in item.answers
    )


def _preamble(
    page: Page, items: Sequence[DisagreementItem], lang: Language, today: str, illustrative: bool
) -> int:
    """Write what stands above the table, but for how to fill it in just above its header.

    Returns:
        The row of the header.
    """
    banner = f"{say('illustrative', lang)} · " if illustrative else ""
    page.line(1, banner + _TITLE.to(lang), "title")
    alarms = [item.marker for item in items if _is_alarm(item)]
    at = 2
    if alarms:
        numbers = ", ".join(dict.fromkeys(alarms))
        page.line(at, _ALARM.to(lang).format(numbers=numbers), "alarm")
        at += 1
    count = number(len(items), lang)
    page.line(at, _COUNT.to(lang).format(day=day(today, lang), count=count), "line")
    return at + 2


class _Answer(NamedTuple):
    about: str
    on: str
    value: str
    evidence: str
    observation: str


def _answers(item: DisagreementItem, lang: Language) -> list[_Answer]:
    """Return what a person may choose: a side or none; a held row is taken whole or left."""
    first = item.sides[0]
    on = day(first.observed_on, lang) if first.observed_on else say("seen.from_the_beginning", lang)
    if item.held:
        sides = "; ".join(_says(item, side, lang) for side in item.sides)
        taken = _TAKE_ROW.to(lang).format(sides=sides)
        about = _ROW_HELD.to(lang)
        return [
            _Answer(about, on, taken, _evidence(first, lang), first.observation),
            _Answer(about, on, _LEAVE_ROW.to(lang), "", NONE_KEPT),
        ]
    about = aspect_name(item.aspect, lang)
    before = _recorded_before(item.answers)
    answers = [
        _Answer(
            about,
            day(side.observed_on, lang)
            if side.observed_on
            else say("seen.from_the_beginning", lang),
            _value(item.aspect, side.value, lang),
            _evidence(side, lang, _marks(item, side, before)),
            side.observation,
        )
        for side in item.answers
    ]
    return [*answers, _Answer(about, on, _none_kept(item, lang), "", NONE_KEPT)]


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


def _says(item: DisagreementItem, side: Side, lang: Language) -> str:
    """Return one thing that a held row says; of its position, how far it is from the marker."""
    if side.off_m is not None:
        return _OFF.to(lang).format(metres=number(side.off_m, lang))
    aspect = side.aspect or item.aspect
    return f"{aspect_name(aspect, lang)}: {_value(aspect, side.value, lang)}"


def _row(
    page: Page, line: int, count: int, item: DisagreementItem, answer: _Answer, mark: Mark
) -> None:
    cells = [
        str(count),
        item.marker,
        answer.about,
        answer.on,
        answer.value,
        answer.evidence,
        mark.keep,
        mark.why,
        item.id,
        answer.observation,
    ]
    for place, ((heading, _), text) in enumerate(zip(_COLUMNS, cells, strict=True), start=1):
        look: Looks = "fill" if heading in (KEEP, WHY) else "known"
        page.put(line, place, text, look)
    page.fit(line)


def _value(aspect: str, value: str, lang: Language) -> str:
    if aspect in ("position", "register_position"):
        position = Position.from_value(value)
        decimals = (number(d, lang, 6) for d in (position.latitude, position.longitude))
        return "; ".join(decimals)
    return value_text(aspect, value, lang)


def _evidence(side: Side, lang: Language, marks: Iterable[Text] = ()) -> str:
    """Return where a side comes from: file and row, who saw it, when it was recorded."""
    parts = [source_of(side.file, lang)]
    if side.row is not None:
        parts.append(say("evidence.row", lang, row=str(side.row)))
    if side.observer:
        parts.append(one_line(side.observer))
    if side.recorded_at:
        parts.append(instant(side.recorded_at, lang))
    parts += [mark.to(lang) for mark in marks]
    return ", ".join(part for part in parts if part != NOTHING)
