"""What must be reported at once, and what was done about it, as the map tells it.

Each text comes twice: as everybody may read it who sees the store, and *plain*, without the
names, files, papers and words of people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs import alarms, cases_text
from mocgioi.outputs.map.facts import AlarmItem, CaseItem, Labels
from mocgioi.outputs.wording import day, say

if TYPE_CHECKING:
    from mocgioi.documents.cases import AlarmFacts, CaseEntry


def alarm_items(entries: Sequence[CaseEntry]) -> list[AlarmItem]:
    """Return what must, or may have to, be reported at once, in the order of the entries."""
    return [
        {
            "number": entry["number"],
            "weight": entry["alarm"],
            "text": _both(_sure if entry["alarm"] == "sure" else _possible, entry),
            "plain": _both(_sure if entry["alarm"] == "sure" else _possible_plain, entry),
        }
        for entry in entries
        if entry["alarm"]
    ]


def case_items(entries: Sequence[CaseEntry]) -> list[CaseItem]:
    """Return the cases of markers, each with its line of days and what is due."""
    return [
        {
            "number": entry["number"],
            "text": _both(_case, entry),
            "plain": _both(_case, _without_names(entry)),
        }
        for entry in entries
        if entry["number"]
    ]


def _both(worded: Callable[[CaseEntry, Language], str], entry: CaseEntry) -> Labels:
    return {"vi": worded(entry, "vi"), "en": worded(entry, "en")}


def _sure(entry: CaseEntry, lang: Language) -> str:
    condition = label("marker_condition", entry["condition"] or "", lang)
    seen = entry["found_on"]
    return f"{condition}, {say('since', lang, day=day(seen, lang))}" if seen else condition


def _possible(entry: CaseEntry, lang: Language) -> str:
    first = entry["alarms"][0]
    text = alarms.alarm_text(first, lang)
    return text if entry["number"] else f"{alarms.named(first, lang)}: {text}"


def _possible_plain(entry: CaseEntry, lang: Language) -> str:
    first: AlarmFacts = {**entry["alarms"][0], "words": None, "written": None, "file": None}
    return alarms.alarm_text({**first, "sheet": None, "row": None}, lang)


def _case(entry: CaseEntry, lang: Language) -> str:
    parts = [cases_text.line_of_days(entry, lang)]
    if entry["due"]:
        parts.append(cases_text.due_text(entry["due"], lang))
    parts += cases_text.remarks(entry, lang)
    return ". ".join(part[:1].upper() + part[1:] for part in parts)


def _without_names(entry: CaseEntry) -> CaseEntry:
    steps = [{**step, "to": None, "document": None, "why": None} for step in entry["steps"]]
    return {**entry, "found_by": None, "steps": steps}  # type: ignore[typeddict-item]
