"""A programme for the terminal: what the money buys, how good the choice is, what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Hint, Language, Speller, plainly
from mocgioi.outputs.plan.asking import arguments
from mocgioi.outputs.plan.telling import closing, opening
from mocgioi.outputs.report.as_text import table_lines, wrapped
from mocgioi.outputs.report.plan_tables import phases_table, places_table, works_table
from mocgioi.outputs.wording import number, say

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan
    from mocgioi.outputs.report.parts import Table

MOST_WORKS = 20
"""Works listed on a screen; the files have them all."""


def render(document: Plan, lang: Language, *, spell: Speller = plainly) -> str:
    """Return the programme as text."""
    blocks = [
        "\n".join(wrapped(line) for line in opening(document, lang)),
        _titled(phases_table(document, lang)) if document["phases"] else "",
        _works(document, lang),
        _titled(places_table(document, "commune", lang)) if document["works"] else "",
        "\n".join(wrapped(line, "- ") for line in closing(document, lang)),
        "\n".join([say("next", lang), *(f"  {spell(hint)}" for hint in _next(document))]),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _next(document: Plan) -> list[Hint]:
    """Return what is done with a programme: its papers, and its file for map and report."""
    as_of = document["as_of"]
    return [
        Hint("plan", (*arguments(document), "-o", "plan.docx")),
        Hint("plan", (*arguments(document), "-o", "plan.json")),
        Hint("map", ("--as-of", as_of, "--plan", "plan.json")),
        Hint("report", ("--as-of", as_of, "--plan", "plan.json", "-o", "report.docx")),
    ]


def _works(document: Plan, lang: Language) -> str:
    if not document["works"]:
        return ""
    lines = _titled(works_table(document, lang, brief=True, most=MOST_WORKS))
    if (more := len(document["works"]) - MOST_WORKS) > 0:
        lines += "\n" + say("more", lang, count=number(more, lang))
    return lines


def _titled(table: Table) -> str:
    return "\n".join([table.caption, *table_lines(table)])
