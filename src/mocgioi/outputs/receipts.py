"""Receipts (phiếu nhập số liệu) as text and as the document ``mocgioi.receipt/1``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.batch import Change, Move
from mocgioi.domain.days import day_text
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import label
from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly
from mocgioi.outputs import alarms
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.wording import hinted, number, one_line, value_text
from mocgioi.words.of_batches import BY_HAND, KINDS
from mocgioi.words.of_law import REPORT_AT_ONCE

if TYPE_CHECKING:
    from mocgioi.documents.receipt import Receipts
    from mocgioi.domain.batch import Denominator, Receipt
    from mocgioi.errors import Finding

_SHOWN = 20

ALARM = Text(
    f"BÁO NGAY: mốc {{number}} {{condition}} ({REPORT_AT_ONCE.vi})",
    f"REPORT AT ONCE: marker {{number}} {{condition}} ({REPORT_AT_ONCE.en})",
)
_ALARMS = Text(
    f"BÁO NGAY: {{count}} {{condition}} ({REPORT_AT_ONCE.vi}): {{numbers}}",
    f"REPORT AT ONCE: {{count}} {{condition}} ({REPORT_AT_ONCE.en}): {{numbers}}",
)
_ALARMS_APART = 5
"""So many markers in one condition have a line each."""
_COUNTS = Text(
    "đọc {read} = ghi {applied} + không đổi {unchanged} + chờ quyết định {queued}"
    " + bị loại {rejected}",
    "read {read} = applied {applied} + unchanged {unchanged} + queued {queued}"
    " + rejected {rejected}",
)
_SEVERITY = {
    "error": Text("LỖI", "ERROR"),
    "warning": Text("chú ý", "warning"),
    "notice": Text("cho biết", "notice"),
}
_DENOMINATOR = Text(
    "Tính đến {day}: số mốc cần có đường {need} (tổng số mốc {markers})",
    "As of {day}: markers that need a road {need} (markers {markers})",
)
_WAS_AND_IS = Text("{before} → {after}", "{before} → {after}")
_STAYS = Text("{after}, không đổi", "{after}, unchanged")
_NOT_KNOWN = Text("chưa có số liệu", "not known")
_MOVES = Text("{count} số liệu thay đổi:", "Values moved ({count}):")
_MOVE = Text("Mốc {number}, {change}", "{number}, {change}")
_CHANGE = Text("{aspect}: {before} → {after}", "{aspect}: {before} → {after}")
_NOTHING = Text("chưa ghi", "not recorded")
_CONTESTED = Text("chưa thống nhất", "reported inconsistently")
_COUNTS_MEANWHILE = Text("{value}, số liệu chưa thống nhất", "{value}, reported inconsistently")
_WRITTEN = Text("ghi «{}»", "written “{}”")
_CHANGED = Text("{count} thay đổi:", "Changes ({count}):")
_MOVED = Text(
    "{count} mốc đổi số liệu tính: {numbers}", "Markers counted anew ({count}): {numbers}"
)
_MORE = Text(
    f"… và {{count}} nữa (xem đủ: {HINT})",
    f"… and {{count}} more (all: {HINT})",
)
_MORE_ALARMS = Text(
    f"… và {{count}} dòng nữa (xem đủ: {HINT})", f"… and {{count}} more rows (all: {HINT})"
)
_AS_BEFORE = Text(
    f"{{count}} lỗi của các dòng vẫn bị loại (xem: {HINT})",
    f"{{count}} errors about rows that are still rejected (see: {HINT})",
)
_PHOTOS = Text(
    "ảnh: lưu {stored}, thiếu {missing}", "photographs: {stored} stored, {missing} missing"
)
_REHEARSED = Text("Mới xem thử, chưa ghi gì.", "A rehearsal: nothing was written.")
_CODED = re.compile(r"[a-z_]+(?:=.*)?|[0-9a-f]{16,}|\d{4}-\d\d-\d\d|-?[\d.]+e[+-]?\d+")
"""Codes, keys, ISO days and the like: for programs, which read JSON."""
_PLACE = {
    "sheet": Text("trang «{}»", "sheet “{}”"),
    "row": Text("dòng {}", "row {}"),
    "column": Text("cột «{}»", "column “{}”"),
}


def as_document(
    receipts: Sequence[Receipt], lang: Language, *, spell: Speller = plainly
) -> Receipts:
    """Return the document ``mocgioi.receipt/1``; its messages are in `lang`.

    Args:
        spell: how the commands to type next are written.
    """
    return {
        "schema": "mocgioi.receipt/1",
        "files": [receipt.as_dict(lang, spell) for receipt in receipts],
    }


def as_text(
    receipts: Sequence[Receipt],
    lang: Language,
    *,
    rehearsed: bool = False,
    spell: Speller = plainly,
) -> str:
    """Return receipts for a person: counts, findings with their place, what moved.

    Args:
        rehearsed: nothing was written; spell: how the commands to type next are written.
    """
    if rehearsed:  # as batches these are nowhere, to be asked for
        receipts = [replace(receipt, batch=None) for receipt in receipts]
    lines: list[str] = []
    for receipt in receipts:
        lines += alarm_lines(receipt, lang)
    possible = [alarm for receipt in receipts for alarm in receipt.possible_alarms]
    if possible:
        lines.append(alarms.possible_sentence(len(possible), lang) + ":")
        lines += [f"  {alarms.row_item(alarm, lang)}" for alarm in possible[:_SHOWN]]
        rest = len(possible) - _SHOWN
        if rest > 0:
            lines.append("  " + hinted(_MORE_ALARMS, lang, [Hint("cases")], spell, count=str(rest)))
    for receipt in receipts:
        counts = _COUNTS.to(lang).format(
            read=receipt.read,
            applied=receipt.applied,
            unchanged=receipt.unchanged,
            queued=receipt.queued,
            rejected=receipt.rejected,
        )
        file = KINDS[receipt.kind].to(lang) if receipt.kind in BY_HAND else receipt.file
        lines.append(f"{file}: {counts}")
        if receipt.photos_stored or receipt.photos_missing:
            stored, missing = receipt.photos_stored, receipt.photos_missing
            lines.append("  " + _PHOTOS.to(lang).format(stored=stored, missing=missing))
        lines += denominator_lines(receipt.denominator, lang)
        lines += _findings(receipt, lang, spell)
        # What is done by hand to one thing is told once: as what changed of it, else as a move.
        told = {c.item for c in receipt.changes} if receipt.kind in BY_HAND else set()
        if values := [move for move in receipt.moves if move.marker not in told]:
            lines.append("  " + _MOVES.to(lang).format(count=len(values)))
            moves = [move_line(move, lang) for move in values]
            lines += _shortened(moves, lang, spell, _all_of(receipt))
        head, *changes = change_lines(receipt.changes, lang) or [""]
        lines += [head, *_shortened(changes, lang, spell, _all_of(receipt))] if changes else []
        if receipt.kind in BY_HAND:
            told |= {move.marker for move in receipt.moves}
        if anew := [number for number in receipt.moved if number not in told]:
            numbers = ", ".join(anew[:_SHOWN]) + (" …" if len(anew) > _SHOWN else "")
            lines.append("  " + _MOVED.to(lang).format(count=len(anew), numbers=numbers))
    if rehearsed and receipts:
        lines.append(_REHEARSED.to(lang))
    return "".join(f"{line}\n" for line in lines)


def alarm_lines(receipt: Receipt, lang: Language) -> list[str]:
    """Return what is to be reported at once (BÁO NGAY), each marker on a line of its own.

    Many markers in one condition share a line, which names every one of them.
    """
    doubts = {m: _of_another_post(receipt, m, lang) for m, _ in receipt.report_at_once}
    alike: dict[str, list[str]] = {}
    for marker, condition in receipt.report_at_once:
        if not doubts[marker]:
            alike.setdefault(condition, []).append(marker)
    lines = []
    for marker, condition in receipt.report_at_once:
        called, markers = label("marker_condition", condition, lang), alike.get(condition, [])
        if doubts[marker] or len(markers) <= _ALARMS_APART:
            lines.append(ALARM.to(lang).format(number=marker, condition=called) + doubts[marker])
        elif marker == markers[0]:
            count = quantity(len(markers), "marker", lang)
            lines.append(
                _ALARMS.to(lang).format(count=count, condition=called, numbers=", ".join(markers))
            )
    return lines


def _of_another_post(receipt: Receipt, marker: str, lang: Language) -> str:
    """Return what is told of the row of an alarm whose marker is none of its form's post."""
    rows = {
        (move.sheet, move.row)
        for move in receipt.moves
        if (move.marker, move.aspect) == (marker, "marker_condition")
    }
    doubts = [f for f in receipt.findings if f.code == "post-sector" and (f.sheet, f.row) in rows]
    return f". {doubts[0].words().to(lang)}" if doubts else ""


def _batch_before(receipt: Receipt) -> str | None:
    """Return the batch as which these very rows were taken in before, or None."""
    return next((f.value for f in receipt.findings if f.code == "already-applied"), None)


def _all_of(receipt: Receipt) -> Hint:
    """Return the command that prints all of a receipt."""
    batch = receipt.batch or _batch_before(receipt)
    if batch:
        return Hint("survey show", (batch[:8],))
    if receipt.kind == "survey":
        return Hint("survey check", ("FILE", "--format", "json"))
    return Hint(f"import {receipt.kind}", ("FILE", "--check", "--format", "json"))


def _findings(receipt: Receipt, lang: Language, spell: Speller) -> list[str]:
    """Return the findings of a receipt; what a file taken in before had rejected is counted."""
    findings, before = receipt.findings, _batch_before(receipt)
    shown = [f for f in findings if not (before and f.severity == "error" and f.row is not None)]
    lines = [finding_line(f, lang, spell=spell) for f in shown]
    lines = _shortened(lines, lang, spell, _all_of(receipt))
    if len(shown) < len(findings):
        count = str(len(findings) - len(shown))
        lines.append("  " + hinted(_AS_BEFORE, lang, [_all_of(receipt)], spell, count=count))
    return lines


def finding_line(finding: Finding, lang: Language, *, spell: Speller = plainly) -> str:
    """Return one finding as an indented line: severity, place, message, value."""
    parts = finding_parts(finding, lang, spell=spell)
    place = f" {parts.place}:" if parts.place else ""
    value = f" [{parts.value}]" if parts.value else ""
    return f"  {parts.severity}{place} {parts.sentence}{value}"


class FindingParts(NamedTuple):
    """A finding in words.

    Attributes:
        place: where it stands, or an empty text. value: what stands there, where the sentence
            does not say it already.
    """

    severity: str
    place: str
    sentence: str
    value: str


def finding_parts(finding: Finding, lang: Language, *, spell: Speller = plainly) -> FindingParts:
    """Return one finding in words, part by part."""
    places = [
        words.to(lang).format(value)
        for key, words in _PLACE.items()
        if (value := getattr(finding, key)) is not None
    ]
    sentence = finding.words(spell).to(lang)
    value = finding.value if finding.value and _adds(finding.value, sentence) else ""
    return FindingParts(_SEVERITY[finding.severity].to(lang), ", ".join(places), sentence, value)


def _adds(value: str, sentence: str) -> bool:
    """Say whether a value tells a person more than the sentence: words of theirs, no code."""
    return value not in sentence and not _CODED.fullmatch(value)


def denominator_lines(days: Sequence[Denominator], lang: Language) -> list[str]:
    """Return what a register did to the denominator, each day on an indented line of its own."""
    lines = []
    for as_of, before, after in days:
        need = _was_and_is(
            before and before.markers_needing_road, after and after.markers_needing_road, lang
        )
        markers = _was_and_is(before and before.markers, after and after.markers, lang)
        sentence = _DENOMINATOR.to(lang)
        line = sentence.format(day=day_text(as_of).to(lang), need=need, markers=markers)
        lines.append("  " + line)
    return lines


def _was_and_is(before: int | None, after: int | None, lang: Language) -> str:
    was, now = (
        _NOT_KNOWN.to(lang) if count is None else number(count, lang) for count in (before, after)
    )
    return (_STAYS if before == after else _WAS_AND_IS).to(lang).format(before=was, after=now)


def move_lines(moves: Sequence[Move], lang: Language) -> list[str]:
    """Return what moved, each value on a line of its own; no line where nothing did."""
    if not moves:
        return []
    head = "  " + _MOVES.to(lang).format(count=len(moves))
    return [head, *(move_line(move, lang) for move in moves)]


def change_lines(changes: Sequence[Change], lang: Language) -> list[str]:
    """Return what else changed, each value on a line of its own; no line where nothing did."""
    if not changes:
        return []
    head = "  " + _CHANGED.to(lang).format(count=len(changes))
    return [head, *(f"    {c.item}, {c.words.to(lang)}" for c in changes)]


def move_line(move: Move, lang: Language) -> str:
    """Return one value that a row moved as an indented line."""
    return "    " + _MOVE.to(lang).format(number=move.marker, change=change_of(move, lang))


def subject_of(move: Move | Change) -> str:
    """Return what a row changed, as people call it: the number of a marker, the name of a road."""
    return move.marker if isinstance(move, Move) else move.item


def change_of(move: Move | Change, lang: Language, *, file: str | None = None) -> str:
    """Return what a row changed of its subject: aspect, values, day, place, and its own words.

    Args:
        file: its file, where it has to be named.
    """
    if isinstance(move, Change):
        return move.words.to(lang) + (f" ({one_line(file)})" if file else "")
    parts = move_parts(move, lang)
    place = [day_text(move.observed_on).to(lang)] if move.observed_on else []
    place += [one_line(file)] if file else []
    if move.row is not None:
        place.append(_PLACE["row"].to(lang).format(move.row))
    if parts.written:
        place.append(_WRITTEN.to(lang).format(parts.written))
    change = _CHANGE.to(lang).format(aspect=parts.aspect, before=parts.before, after=parts.after)
    return change + (f" ({', '.join(place)})" if place else "")


class MoveParts(NamedTuple):
    """What moved, in words; `written` are the words of the file, where they are others."""

    aspect: str
    before: str
    after: str
    written: str


def move_parts(move: Move, lang: Language) -> MoveParts:
    """Return a value that a row moved in words, part by part."""
    before, after = (
        value_text(move.aspect, code, lang) if code else _NOTHING.to(lang)
        for code in (move.before, move.after)
    )
    if move.contested:
        meanwhile = _COUNTS_MEANWHILE if move.after else _CONTESTED
        after = meanwhile.to(lang).format(value=after)
    is_other = move.written is not None and fold(move.written) != fold(after)
    written = (move.written or "") if is_other else ""
    return MoveParts(ASPECTS[move.aspect].label.to(lang), before, after, written)


def _shortened(lines: list[str], lang: Language, spell: Speller, rest: Hint) -> list[str]:
    """Return the first of many lines, and the command that prints the rest."""
    if len(lines) <= _SHOWN:
        return lines
    more = hinted(_MORE, lang, [rest], spell, count=str(len(lines) - _SHOWN))
    return [*lines[:_SHOWN], f"  {more}"]
