"""The section about markers that were damaged or lost: what was found, and what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.cases import ENDS
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs import alarms, cases_text
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report.overall import is_within, within
from mocgioi.outputs.report.parts import Notice, Section, Table, Value
from mocgioi.outputs.report.tables import Column, lay_out
from mocgioi.outputs.wording import NOTHING, day, say

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry, PossibleCase
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.full_report import FullReport


def cases_section(document: FullReport, lang: Language) -> list[Section]:
    """Tell what was found within the period or is open, when it was reported, what followed."""
    entries = document["cases"]
    sure = [entry for entry in entries if entry["alarm"] != "possible"]
    found = [entry for entry in sure if is_within(document, entry["found_on"])]
    earlier = [entry for entry in sure if entry not in found]
    notices = [Notice("fact", _case(entry, lang)) for entry in (*found, *earlier)]
    notices += _possible(document["perhaps_at_once"], lang)
    if not notices:
        return []
    table = [_table(entries, lang)] if entries else []
    return [
        Section(
            "cases",
            say("section.cases", lang),
            _led(document, len(found), len(earlier), lang),
            notices=notices,
            tables=table,
            title=say("title.cases", lang),
        )
    ]


def alarms_section(document: Counted, lang: Language) -> list[Section]:
    """Tell what is recorded as damaged or lost where the document has no cases."""
    items = tuple(
        _found(entry["number"], entry["condition"], entry["since"], lang)
        for entry in document["report_at_once"]
    )
    notices = [Notice("fact", f"{item}; {say('cases.to_report', lang)}.") for item in items]
    notices += _possible(document["perhaps_at_once"], lang)
    if not notices:
        return []
    return [Section("cases", say("section.cases", lang), notices=notices)]


def _led(document: FullReport, found: int, earlier: int, lang: Language) -> list[str]:
    """Return the sentence that leads the cases: how many are of the period, how many older."""
    said = []
    if found:
        counted = quantity(found, "marker", lang)
        said.append(say("cases.found", lang, period=within(document, lang), counted=counted))
    if earlier:
        said.append(say("cases.before", lang, counted=quantity(earlier, "case", lang)))
    led = "; ".join(said)
    return [f"{led[:1].upper()}{led[1:]}:"] if said else []


def _case(entry: CaseEntry, lang: Language) -> str:
    """Return one case: what was found, and each step; dotted where its report is not recorded."""
    number = entry["number"] or alarms.named(entry["alarms"][0], lang)
    told = [_found(number, entry["condition"], entry["found_on"], lang)]
    told += [cases_text.step_text(step, lang) for step in entry["steps"]]
    if entry["alarm"] == "sure":
        told.append(say("cases.to_report", lang))
    elif entry["open"]:
        told.append(say("cases.measures", lang))
    return f"{'; '.join(told)}."


def _found(number: str, condition: str | None, on: str | None, lang: Language) -> str:
    said = label("marker_condition", condition, lang) if condition else NOTHING
    if on is None:
        return say("cases.undated", lang, number=number, condition=said)
    return say("cases.one", lang, number=number, condition=said, day=day(on, lang))


def _possible(entries: Sequence[PossibleCase], lang: Language) -> list[Notice]:
    if not entries:
        return []
    names = [entry["number"] or say("cases.unnamed", lang) for entry in entries]
    cases = quantity(len(entries), "case", lang)
    named = ", ".join(dict.fromkeys(names))
    return [Notice("fact", say("cases.possible", lang, cases=cases, names=named))]


def _table(entries: Sequence[CaseEntry], lang: Language) -> Table:
    columns: list[Column[CaseEntry]] = [
        Column("marker", _subject),
        Column("marker_condition", _condition),
        Column("case_found", lambda entry, lang: cases_text.found_text(entry, lang) or NOTHING),
        *(Column(f"case_{step}", _step(step)) for step in ("reported", "notified", "agreed")),
        Column("case_repaired", _step("repaired")),
        Column("case_ended", _end),
        Column("remarks", _remarks),
    ]
    return lay_out("cases", say("table.cases", lang), columns, entries, None, lang)


def _subject(entry: CaseEntry, lang: Language) -> Value:
    return entry["number"] or alarms.named(entry["alarms"][0], lang)


def _condition(entry: CaseEntry, lang: Language) -> Value:
    condition = entry["condition"]
    if condition:
        return label("marker_condition", condition, lang)
    return alarms.says(entry["alarms"][0], lang) if entry["alarms"] else NOTHING


def _step(step: str) -> Callable[[CaseEntry, Language], Value]:
    """Return what a column about a step has: the day, to whom, and the paper."""

    def value(entry: CaseEntry, lang: Language) -> Value:
        done = next((done for done in entry["steps"] if done["step"] == step), None)
        return cases_text.day_text(done, lang) if done else NOTHING

    return value


def _end(entry: CaseEntry, lang: Language) -> Value:
    done = next((done for done in entry["steps"] if done["step"] in ENDS), None)
    return cases_text.step_text(done, lang) if done else NOTHING


def _remarks(entry: CaseEntry, lang: Language) -> Value:
    """Return what is lacking, and what to know of the days; what is due stands in `cases`."""
    lacking = [alarms.lacking(entry["alarms"][0], lang)] if entry["alarm"] == "possible" else []
    return "; ".join([*lacking, *cases_text.remarks(entry, lang)])
