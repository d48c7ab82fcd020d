"""A programme as the draft of a proposal in PDF; see `mocgioi.outputs.plan.proposal`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mocgioi.errors import Language
from mocgioi.outputs.paper.pdf_writing import PdfWriting
from mocgioi.outputs.plan import proposal

if TYPE_CHECKING:
    from mocgioi.documents.full_report import Outline
    from mocgioi.documents.plan import Plan


def render(
    document: Plan,
    lang: Language,
    *,
    letterhead: Mapping[str, str],
    outline: Outline | None,
) -> bytes:
    """Return the proposal as PDF; see `mocgioi.outputs.plan.render`."""
    paper = PdfWriting(lang, proposal.title_of(document, lang))
    head = proposal.letterhead_of(letterhead, lang)
    proposal.write(paper, document, lang, letterhead=head, outline=outline)
    return paper.to_bytes()
