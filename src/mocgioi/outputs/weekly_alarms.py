"""What the weekly page says above everything: what must be reported at once, and what follows."""

from __future__ import annotations

import math
from typing import NamedTuple

from mocgioi.errors import Language
from mocgioi.outputs import alarms
from mocgioi.outputs.cases_text import due_words, short_subject
from mocgioi.outputs.weekly_facts import WeeklyFacts
from mocgioi.outputs.weekly_wording import more, word
from mocgioi.outputs.wording import number, one_line

MOST_ALARMS = 8
MOST_OVERDUE = 4
"""Entries that are told; what is beyond is counted."""

CHARACTERS_PER_LINE = 80
_LEAST_LINES, _MOST_LINES = 4, 12


class Alarms(NamedTuple):
    """What must, or may have to, be reported at once.

    Attributes:
        sentence: heads it.
        items: those there is room for, each beginning with its marker where that is known.
        rest: how many more there are, in words; empty where there are none.
    """

    sentence: str
    items: list[str]
    rest: str


def sure(facts: WeeklyFacts, lang: Language) -> Alarms | None:
    """Return what must be reported at once; None where nothing must."""
    if not facts.alarms:
        return None
    items = [alarms.sure_item(alarm, lang) for alarm in facts.alarms[:MOST_ALARMS]]
    count = len(facts.alarms)
    return Alarms(alarms.sure_sentence(count, lang), items, _rest(items, count, lang))


def possible(facts: WeeklyFacts, lang: Language, *, room: int) -> Alarms | None:
    """Return what may have to be reported at once; None where nothing may.

    Args:
        room: lines that the page has for it.
    """
    if not facts.possible:
        return None
    sentence = alarms.possible_sentence(len(facts.possible), lang)
    free = CHARACTERS_PER_LINE * max(_LEAST_LINES, min(_MOST_LINES, room))
    items: list[str] = []
    for item in alarms.possible_items(facts.possible[:MOST_ALARMS], lang):
        free -= len(item) + len(" · ")
        if items and free < len(sentence):
            break
        items.append(item)
    return Alarms(sentence, items, _rest(items, len(facts.possible), lang))


def lines_of(told: Alarms | None) -> int:
    """Return how many lines of the page they take."""
    if told is None:
        return 0
    letters = len(told.sentence) + len(" · ".join([*told.items, told.rest]))
    return math.ceil(letters / CHARACTERS_PER_LINE)


def overdue(facts: WeeklyFacts, lang: Language) -> str:
    """Return the overdue steps of cases that were reported, as a paragraph; empty: there are none.

    All of them stand in the sheet of cases.
    """
    if not facts.overdue:
        return ""
    items = [
        one_line(f"{short_subject(entry)}: {due_words(entry['due'], lang)}")
        for entry in facts.overdue[:MOST_OVERDUE]
        if entry["due"]
    ]
    rest = more(len(facts.overdue) - len(items), lang)
    heading = word("overdue", lang, count=number(len(facts.overdue), lang))
    return f"{heading}: {'; '.join(filter(None, [*items, rest]))}"


def _rest(items: list[str], count: int, lang: Language) -> str:
    rest = count - len(items)
    return word("more.alarms", lang, count=number(rest, lang)) if rest else ""
