"""The page of the weekly routine: the clerk's desk. What waits for a person, and what went in.

One HTML file for one sheet of A4: no address but the names of the files beside it, no script,
every text from outside escaped; on a screen its contents are listed. An entry is told whole or
not at all; those the page has no room for are counted, and stand in the sheets beside it. What
stands where is said by ``pages/weekly.html``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from mocgioi.domain.batch import Move
from mocgioi.errors import Language, Speller, Text, plainly
from mocgioi.outputs import pages, weekly_alarms
from mocgioi.outputs.receipts import change_of, subject_of
from mocgioi.outputs.weekly_facts import Entry, TakenIn, WeeklyFacts, Work
from mocgioi.outputs.weekly_wording import COMMANDS, HOW, WEEKLY, more, word
from mocgioi.outputs.wording import day, instant, number, one_line, percent, say

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.documents.update import WorkList

MOST_BATCHES = 5
MOST_MOVES = 6
MOST_MOVED = 20
MOST_NAMES = 3
MOST_SHEETS = 4
"""Entries of what is no list of work; what is beyond is counted."""

_LINES = 40
"""Lines of a sheet of A4 that the lists of work have, their headings among them."""
_LINES_OF_A_LIST = 3
_LINES_OF_CASES = 2
_CHARACTERS_PER_LINE = 100
_CHARACTERS_OF_A_HEADLINE = 100
_COUNTS = ("read", "applied", "unchanged", "queued", "rejected")


def weekly_page(
    facts: WeeklyFacts, lang: Language = "vi", *, state: str = "", spell: Speller = plainly
) -> str:
    """Return the page as HTML; the same facts, the same text.

    What must be reported at once (BÁO NGAY) stands first, then the figures, then what needs a
    person, then what went in: read = applied + unchanged + queued + rejected in every line.

    Args:
        state: of store and folder, kept in the page so that the next run knows whether it is
            still true (`state_of`).
        spell: how the commands are written.
    """
    shown, moves = _shown(facts, lang)
    return pages.fill(
        "weekly.html",
        sealed=pages.sealed(pages.part_of("weekly.css")),
        lang=lang,
        words={key: text.to(lang) for key, text in WEEKLY.items()},
        state=state,
        as_of=day(facts.as_of, lang),
        banner=say("illustrative", lang) if facts.illustrative else None,
        ran=word("ran", lang, instant=instant(facts.ran_at, lang)),
        upgraded=upgraded_text(*facts.upgraded, lang) if facts.upgraded else "",
        alarms=weekly_alarms.sure(facts, lang),
        possible=weekly_alarms.possible(facts, lang, room=_room(facts, lang)),
        cards=_alarm_cards(facts),
        overdue=weekly_alarms.overdue(facts, lang),
        case_sheets=[_link(name) for name in facts.case_sheets],
        headline=f"{facts.headline.to(lang)}.",
        before=_before(facts, lang),
        map_link=quote(facts.map_name, safe=""),
        report_link=quote(facts.report_name, safe=""),
        lists=_lists(facts, shown, lang, spell),
        worklist_name=facts.worklist_name,
        worklist_link=quote(facts.worklist_name, safe=""),
        went_in=word("went.in", lang, days=str(facts.days)),
        table=_table(facts.recent, lang) if facts.recent else None,
        moves_title=word("moves", lang, count=number(len(facts.moves), lang)),
        moves=[
            ShownEntry(
                _card(facts, subject_of(move), has_card=isinstance(move, Move)),
                change_of(move, lang, file=file),
            )
            for file, move in facts.moves[:moves]
        ],
        moves_rest=more(len(facts.moves) - moves, lang),
        decided_title=word("decided.moved", lang, count=number(len(facts.decided), lang)),
        decided=[_card(facts, marker, has_card=True) for marker in facts.decided[:MOST_MOVED]],
        decided_rest=more(len(facts.decided) - MOST_MOVED, lang),
        remarks=_remarks(facts, lang),
    )


def state_of(page: str) -> str:
    """Return the state that a page of this routine was written for; empty for any other text."""
    _, begun, rest = page.partition('<meta name="state" content="')
    return rest.partition('"')[0] if begun else ""


def heading_of(work: Work, lang: Language) -> str:
    """Return the heading of a list of work: what it is of, and how many."""
    return word(work.kind, lang, count=number(len(work.entries), lang))


def upgraded_text(before: int, after: int, kept: Path, lang: Language) -> str:
    """Return what was done to a store of an earlier version, and where it is kept as it was."""
    return word("upgraded", lang, before=str(before), after=str(after), kept=kept.name)


def work_document(work: Sequence[Work], lang: Language) -> list[WorkList]:
    """Return lists of work as ``mocgioi.update/1`` has them."""
    return [
        {
            "kind": listed.kind,
            "sheets": list(listed.sheets),
            "entries": [
                {
                    "number": entry.marker,
                    "file": entry.file,
                    "sheet": entry.sheet,
                    "row": entry.row,
                    "column": entry.column,
                    "message": one_line(entry.text.to(lang)),
                    "answered_in": entry.answered_in,
                }
                for entry in listed.entries
            ],
        }
        for listed in work
    ]


_UNTOLD = Text("chưa có số liệu", "nothing known yet")


def has_room(facts: WeeklyFacts, lang: Language) -> bool:
    """Say whether the page tells every entry, so that no sheet of all of them is needed."""
    shown, moves = _shown(facts, lang)
    return moves == len(facts.moves) and shown == [len(work.entries) for work in facts.work]


def _before(facts: WeeklyFacts, lang: Language) -> str:
    if facts.before == facts.after:
        return word("same", lang)
    if facts.before.road_built is None:
        return word("before", lang, figures=_UNTOLD.to(lang))
    figures = word(
        "figures",
        lang,
        built=number(facts.before.road_built, lang),
        needing=number(facts.before.markers_needing_road, lang),
        percent=percent(facts.before.percent, lang),
    )
    return word("before", lang, figures=figures)


class Card(NamedTuple):
    """A marker's number, or what else an entry is about, and the address of its card on the map,
    if it has one.
    """

    number: str
    link: str | None


def _card(facts: WeeklyFacts, marker: str, *, has_card: bool) -> Card:
    return Card(marker, _address_of(facts, marker) if has_card else None)


def _address_of(facts: WeeklyFacts, marker: str) -> str:
    return f"{quote(facts.map_name, safe='')}#marker={quote(marker, safe='/')}"


def _alarm_cards(facts: WeeklyFacts) -> dict[str, str]:
    """Return the address of the card of every marker that is told at the start."""
    told = [alarm["number"] for alarm in facts.alarms]
    told += [case["number"] for case in facts.possible if case["number"]]
    return {marker: _address_of(facts, marker) for marker in told}


class Link(NamedTuple):
    """The name of a file beside the page, and its address."""

    name: str
    address: str


class ShownEntry(NamedTuple):
    """An entry of a list: the marker it is about, the rest as one text, where it is answered."""

    card: Card | None
    text: str
    answered_in: Link | None = None


class ShownList(NamedTuple):
    """A list of what needs a person.

    Attributes:
        key: names it in the page.
        how: what to do with its entries; command: stands behind it.
        sheets: the files in which that is done; more_sheets: how many others there are, in words.
        rest: how many more entries there are, in words; they stand in the sheet of all work.
    """

    key: str
    title: str
    how: str
    command: str
    sheets: list[Link]
    more_sheets: str
    entries: list[ShownEntry]
    rest: str


def _lists(
    facts: WeeklyFacts, counts: Sequence[int], lang: Language, spell: Speller
) -> list[ShownList]:
    lists = []
    for work, shown in zip(facts.work, counts, strict=True):
        command = COMMANDS.get(work.kind)
        lists.append(
            ShownList(
                key=work.kind,
                title=heading_of(work, lang),
                how=HOW[work.kind].to(lang),
                command=spell(command) if command else "",
                sheets=[_link(name) for name in work.sheets[:MOST_SHEETS]],
                more_sheets=more(len(work.sheets) - MOST_SHEETS, lang),
                entries=[
                    ShownEntry(
                        _card(facts, entry.marker, has_card=entry.has_card)
                        if entry.marker
                        else None,
                        sentence(entry, lang),
                        _link(entry.answered_in) if entry.answered_in else None,
                    )
                    for entry in work.entries[:shown]
                ],
                rest=more(len(work.entries) - shown, lang, beside=shown),
            )
        )
    return lists


def _link(name: str) -> Link:
    return Link(name, quote(name, safe=""))


def _shown(facts: WeeklyFacts, lang: Language) -> tuple[list[int], int]:
    """Return how many entries of each list of work the page has room for, and how many moves.

    One of each list comes first, then what the rows changed, then all in their order.
    """
    lines = [[_lines(entry, lang) for entry in work.entries] for work in facts.work]
    shown = [0] * len(lines)
    free = _lines_of_lists(facts, lang) - _LINES_OF_A_LIST * (len(lines) + bool(facts.moves))
    free -= _LINES_OF_CASES * bool(facts.overdue)
    free -= weekly_alarms.lines_of(weekly_alarms.possible(facts, lang, room=_room(facts, lang)))
    moves = 0
    for most in (1, max(map(len, lines), default=0)):
        for place, of_list in enumerate(lines):
            while shown[place] < min(most, len(of_list)) and of_list[shown[place]] <= free:
                free -= of_list[shown[place]]
                shown[place] += 1
        if not moves:
            moves = max(0, min(len(facts.moves), MOST_MOVES, free))
            free -= moves
    return shown, moves


def _lines_of_lists(facts: WeeklyFacts, lang: Language) -> int:
    """Return how many lines the lists have beside a headline of more than one line."""
    return _LINES - (len(facts.headline.to(lang)) - 1) // _CHARACTERS_OF_A_HEADLINE


def _room(facts: WeeklyFacts, lang: Language) -> int:
    """Return how many lines are left where each list has its heading and one entry."""
    return _lines_of_lists(facts, lang) - (_LINES_OF_A_LIST + 1) * (
        len(facts.work) + bool(facts.moves)
    )


def _lines(entry: Entry, lang: Language) -> int:
    letters = sum(map(len, (sentence(entry, lang), entry.marker or "", entry.answered_in or "")))
    return math.ceil(letters / _CHARACTERS_PER_LINE)


def sentence(entry: Entry, lang: Language) -> str:
    """Return an entry without its marker: where it stands, what it is and what to do."""
    place, text = place_of(entry, lang), entry.text.to(lang)
    names_itself = place == entry.file and f"«{entry.file}»" in entry.text.vi
    return one_line(f"{place}: {text}" if place and not names_itself else text)


def place_of(entry: Entry, lang: Language) -> str:
    """Return where an entry stands: file, sheet, row and column, as far as it has them."""
    parts = [
        entry.file,
        entry.sheet and word("place.sheet", lang, name=entry.sheet),
        entry.row is not None and say("evidence.row", lang, row=str(entry.row)),
        entry.column and word("place.column", lang, name=entry.column),
    ]
    return ", ".join(part for part in parts if part)


class CountsLine(NamedTuple):
    """A line of the table of what went in: a file, or several, and its figures."""

    name: str
    when: str
    figures: list[str]


class CountsTable(NamedTuple):
    """What went in lately: a line for each batch that is shown, and their total."""

    headings: list[str]
    lines: list[CountsLine]
    total: CountsLine


def _table(recent: Sequence[TakenIn], lang: Language) -> CountsTable:
    shown, rest = recent[:MOST_BATCHES], recent[MOST_BATCHES:]
    lines = [
        _counts(_batch_name(batch, lang), instant(batch.recorded_at, lang), [batch], lang)
        for batch in shown
    ]
    if rest:
        name = word("more.batches", lang, count=number(len(rest), lang))
        lines.append(_counts(name, "", rest, lang))
    return CountsTable(
        headings=[word(key, lang) for key in ("file", "when", *_COUNTS)],
        lines=lines,
        total=_counts(word("total", lang), "", recent, lang),
    )


def _batch_name(batch: TakenIn, lang: Language) -> str:
    if not batch.undone:
        return batch.file
    key = "undone.all" if batch.undone == batch.observations else "undone.some"
    return f"{batch.file} ({word(key, lang, count=number(batch.undone, lang))})"


def _counts(name: str, when: str, batches: Sequence[TakenIn], lang: Language) -> CountsLine:
    """Return a line of the table: the counts of some batches added up."""
    figures = [sum(getattr(batch, key) for batch in batches) for key in _COUNTS]
    return CountsLine(name, when, [number(figure, lang) for figure in figures])


def _remarks(facts: WeeklyFacts, lang: Language) -> list[str]:
    """Return what else was in the folder."""
    remarks = []
    if facts.known_files:
        remarks.append(word("known", lang, count=number(facts.known_files, lang)))
    for key, names in (("undone", facts.undone), ("blank", facts.blank)):
        if names:
            listed = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
            remarks.append(word(key, lang, count=number(len(names), lang), names=listed))
    return remarks
