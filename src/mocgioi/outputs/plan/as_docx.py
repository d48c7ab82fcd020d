"""A programme as the draft of a proposal for Word; see `mocgioi.outputs.plan.proposal`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mocgioi.errors import Language
from mocgioi.outputs.paper.docx_writing import Writing
from mocgioi.outputs.paper.raster import rastered
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
    """Return the proposal as DOCX; see `mocgioi.outputs.plan.render`."""
    paper = _Paper(lang, proposal.title_of(document, lang))
    head = proposal.letterhead_of(letterhead, lang)
    proposal.write(paper, document, lang, letterhead=head, outline=outline)
    return paper.to_bytes(document["as_of"])


class _Paper(Writing):
    """A document of Word's, whose drawings are pictures."""

    def drawing(self, svg: str, width_mm: float, description: str) -> None:
        """Write a drawing."""
        self.picture(rastered(svg, width_mm=width_mm), description)
