"""The section about markers that were damaged or lost: what was found, and what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.cases import ENDS
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs import alarms, cases_text
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report.overall import is_within, parts, within
from mocgioi.outputs.report.parts import Notice, Section, Table, Value
from mocgioi.outputs.report.tables import Column, lay_out
from mocgioi.outputs.wording import NOTHING, day, say

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry, PossibleCase
    from mocgioi.documents.coverage import Alarm, Counted
    from mocgioi.documents.full_report import FullReport


def cases_section(document: FullReport, lang: Language, *, internal: bool) -> list[Section]:
    """Tell what was found within the period or is open, when it was reported, what followed.

    Args:
        internal: with who found it; what is signed has the day.
    """
    entries = document["cases"]
    sure = [entry for entry in entries if entry["alarm"] != "possible"]
    found = [entry for entry in sure if is_within(document, entry["found_on"])]
    earlier = [entry for entry in sure if entry not in found]
    told = [*found, *earlier]
    few = len(told) <= _MOST
    notices = [Notice("fact", _case(entry, lang)) for entry in told] if few else []
    notices += _possible(document["perhaps_at_once"], lang)
    if not told and not notices:
        return []
    unreported = any(entry["alarm"] == "sure" for entry in told)
    table = [_table(entries, lang, internal=internal)] if entries else []
    return [
        Section(
            "cases",
            say("section.cases", lang),
            _led(document, found, earlier, lang, is_list=few),
            notices=notices,
            blanks=() if few or not unreported else [say("cases.report_many", lang)],
            tables=table,
            title=say("title.cases", lang),
        )
    ]


def alarms_section(document: Counted, lang: Language) -> list[Section]:
    """Tell what is recorded as damaged or lost where the document has no cases."""
    entries, heading = document["report_at_once"], say("section.cases", lang)
    possible = _possible(document["perhaps_at_once"], lang)
    if len(entries) > _MOST:
        counted = quantity(len(entries), "case", lang)
        led = say("cases.before", lang, counted=counted) + _kinds(entries, lang)
        sentence = f"{led[:1].upper()}{led[1:]}."
        blanks = [say("cases.report_many", lang)]
        return [Section("cases", heading, [sentence], possible, blanks=blanks)]
    items = (_found(e["number"], e["condition"], e["since"], lang) for e in entries)
    notices = [Notice("fact", f"{item}; {say('cases.to_report', lang)}.") for item in items]
    told = [*notices, *possible]
    return [Section("cases", heading, notices=told)] if told else []


def _led(
    document: FullReport,
    found: Sequence[CaseEntry],
    earlier: Sequence[CaseEntry],
    lang: Language,
    *,
    is_list: bool,
) -> list[str]:
    """Return how many cases are of the period, and how many older; what each is, without a list."""
    said = []
    if found:
        counted = quantity(len(found), "marker", lang)
        led = say("cases.found", lang, period=within(document, lang), counted=counted)
        said.append(led if is_list else led + _kinds(found, lang))
    if earlier:
        led = say("cases.before", lang, counted=quantity(len(earlier), "case", lang))
        said.append(led if is_list else led + _kinds(earlier, lang))
    led = "; ".join(said)
    return [f"{led[:1].upper()}{led[1:]}{':' if is_list else '.'}"] if said else []


def _kinds(entries: Sequence[CaseEntry] | Sequence[Alarm], lang: Language) -> str:
    """Return cases by condition, in brackets: ``(hư hỏng nhẹ 44 mốc)``."""
    counts = Counter(entry["condition"] for entry in entries if entry["condition"])
    told = parts(counts, "marker_condition", lang)
    return f" ({told})" if told else ""


_MOST = 6
"""Cases that are told one by one; of more, the annex tells each."""


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


def _table(entries: Sequence[CaseEntry], lang: Language, *, internal: bool) -> Table:
    def found(entry: CaseEntry, lang: Language) -> Value:
        if internal:
            return cases_text.found_text(entry, lang) or NOTHING
        return day(entry["found_on"], lang)

    columns: list[Column[CaseEntry]] = [
        Column("marker", _subject),
        Column("marker_condition", _condition),
        Column("case_found", found),
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
