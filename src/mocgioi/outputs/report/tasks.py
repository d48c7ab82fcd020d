"""Tasks and proposals: drafted from what is left, dotted where only a person can write."""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.errors import Language
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report.gaps import damaged_items
from mocgioi.outputs.report.left import scheme_left
from mocgioi.outputs.report.parts import Notice, Section
from mocgioi.outputs.wording import say
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.full_report import FullReport


def tasks_section(document: Counted, lang: Language) -> Section:
    """Draft what is to be done, each task from a figure of the report.

    A marker whose road is finished by its papers is to be reported, and is in no other task but
    that of the inconsistent reports.
    """
    statuses = document["totals"]["by_status"]
    damaged, contested = damaged_items(document, lang), document["road_contested"]
    on_paper = document["on_paper_by_status"]
    left = {code: (statuses[code] or 0) - on_paper.get(code, 0) for code in statuses}
    to_report = set(document["built_on_paper_only"]) - set(contested)
    drafted = [
        _task("build", left["none"] + left["approved"], lang),
        _task("finish", left["under_construction"], lang),
        *_scheme(document, lang),
        _task("repair", len(damaged), lang, damaged),
        _task("report", len(to_report), lang),
        _task("not_reported", left["not_reported"], lang),
        _task("agree", len(contested), lang, contested),
        *_cases(document, lang),
    ]
    notices = [Notice("fact", sentence) for sentence in drafted if sentence]
    blanks = [] if "programme" in document else [say("tasks.others", lang)]
    return Section(
        "tasks", say("section.tasks", lang), notices=notices, chapter="III", blanks=blanks
    )


def proposals_section(lang: Language) -> Section:
    """Return dotted lines for what is proposed, and to whom."""
    blanks = [say(f"proposals.{to}", lang) for to in ("province", "guard", "communes")]
    return Section("proposals", say("section.proposals", lang), chapter="III", blanks=blanks)


def _task(key: str, count: int, lang: Language, items: list[str] | None = None) -> str:
    """Return a task, or nothing where it concerns no marker."""
    if not count:
        return ""
    markers = quantity(count, "marker", lang)
    return say(f"tasks.{key}", lang, markers=markers, items=_named(items or []))


def _scheme(document: Counted, lang: Language) -> list[str]:
    if "scheme" not in document:
        return []
    full = cast("FullReport", document)
    undone = scheme_left(full["scheme"])
    if not undone:
        return []
    works = quantity(len(undone), "work", lang)
    plan = full["programme"]
    if plan is None:
        return [say("tasks.scheme", lang, works=works)]
    planned = {number for work in plan["works"] for number in work["markers"]}
    taken = sum(not planned.isdisjoint(work["serves"]) for work in undone)
    if not taken:
        return [say("tasks.scheme_not_planned", lang, works=works)]
    of_plan = quantity(taken, "work", lang)
    return [say("tasks.scheme_planned", lang, works=works, taken=of_plan)]


def _cases(document: Counted, lang: Language) -> list[str]:
    if "cases" in document:
        numbers = [c["number"] for c in cast("FullReport", document)["cases"] if c["open"]]
    else:
        numbers = [entry["number"] for entry in document["report_at_once"]]
    named = [number for number in numbers if number]
    if not named:
        return []
    cases = quantity(len(named), "case", lang)
    return [say("tasks.cases", lang, cases=cases, items=_named(named))]


def _named(items: Sequence[str]) -> str:
    """Return what a task names after a colon; nothing where it would be a list of its own."""
    return f": {', '.join(items)}" if 0 < len(items) <= _MOST else ""


_MOST = 12
"""Markers that a task names; of more, an annex does."""
