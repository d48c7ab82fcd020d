"""A programme of new roads in the forms people and programs take: all of it an ESTIMATE.

Each form is a module of its own, loaded when it is asked for. Its words and tables are those
of the report (`outputs.report.plan_words`, `outputs.report.plan_tables`). A GeoPackage is written
by `mocgioi.tracker.plan_papers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Speller, UsageError, plainly

if TYPE_CHECKING:
    from mocgioi.documents.full_report import Outline
    from mocgioi.documents.plan import Plan

FORMS: tuple[str, ...] = ("text", "csv", "geojson", "xlsx", "docx", "pdf")
"""Forms of a programme beside JSON, which is the document itself, and GeoPackage."""

SIGNED = ("docx", "pdf")
"""Forms that are papers to be signed, with a letterhead."""


def render(
    document: Plan,
    form: str,
    lang: Language = "vi",
    letterhead: Mapping[str, str] | None = None,
    *,
    outline: Outline | None = None,
    spell: Speller = plainly,
) -> str | bytes:
    """Return a programme in one form; the same document, the same bytes.

    Args:
        document: ``mocgioi.plan/1``.
        form: one of `FORMS`.
        lang: language of what people read; CSV and GeoJSON have English codes in either.
        letterhead: what is known of the paper's head, as `mocgioi.outputs.report.render` takes
            it; DOCX alone has one.
        outline: communes and border line behind the works of the paper's sketch.
        spell: how the commands to type next are written; only text has them.

    Raises:
        UsageError: no such form, or a letterhead that is none or goes with another form.
    """
    if form not in FORMS:
        raise UsageError(
            f"Kế hoạch không có dạng «{form}». Chọn một trong: {', '.join(FORMS)}.",
            f"A plan has no form “{form}”. Choose one of: {', '.join(FORMS)}.",
        )
    if letterhead and form not in SIGNED:
        raise UsageError(
            f"Dạng «{form}» không có phần đầu văn bản; chỉ docx, pdf có.",
            f"The form “{form}” has no letterhead; only docx and pdf have one.",
        )
    module = import_module(f"{__name__}.as_{form}")
    made: str | bytes
    if form in SIGNED:
        made = module.render(document, lang, letterhead=letterhead or {}, outline=outline)
    elif form == "text":
        made = module.render(document, lang, spell=spell)
    elif form == "xlsx":
        made = module.render(document, lang)
    else:
        made = module.render(document)
    return made
