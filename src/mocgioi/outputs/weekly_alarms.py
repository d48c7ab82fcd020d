"""What the weekly page says above everything: what must be reported at once, and what follows."""

from __future__ import annotations

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


def sure(facts: WeeklyFacts, lang: Language) -> str:
    """Return what must be reported at once, as a paragraph; empty where nothing must."""
    if not facts.alarms:
        return ""
    items = [alarms.sure_item(alarm, lang) for alarm in facts.alarms[:MOST_ALARMS]]
    sentence = alarms.sure_sentence(len(facts.alarms), lang)
    return f"{sentence}: {_listed(items, ', ', len(facts.alarms), lang)}"


class Possible(NamedTuple):
    """What may have to be reported at once: the sentence that heads it, and what it is."""

    sentence: str
    listed: str


def possible(facts: WeeklyFacts, lang: Language, *, room: int) -> Possible | None:
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
    return Possible(sentence, _listed(items, " · ", len(facts.possible), lang))


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


def _listed(items: list[str], mark: str, count: int, lang: Language) -> str:
    rest = count - len(items)
    shown = [*items, word("more.alarms", lang, count=number(rest, lang))] if rest else items
    return mark.join(shown)
