"""A report as PDF, ready to be signed; the same document, the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language
from mocgioi.outputs.paper.letterhead import Letterhead
from mocgioi.outputs.paper.pdf import as_data, house_facts, typeset
from mocgioi.outputs.report.bundle import CONTENTS, MANY_ANNEXES, bundle
from mocgioi.outputs.report.extent import WHOLE, Extent

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status


def render(
    document: Counted | Status,
    lang: Language,
    *,
    internal: bool,
    letterhead: Letterhead,
    extent: Extent = WHOLE,
) -> bytes:
    """Return the document as PDF; see `mocgioi.outputs.report.render`."""
    papers = bundle(document, lang, internal=internal, letterhead=letterhead, extent=extent)
    title = f"{papers.kind} {papers.about}"
    house = house_facts(
        lang, title=title, letterhead=letterhead, mark=papers.banner, internal=papers.mark or None
    )
    many = bool(papers.chapters) and len(papers.annexes) >= MANY_ANNEXES
    contents = CONTENTS.to(lang) if many else None
    own = {"mark_why": papers.banner_why, "contents": contents}
    return typeset({**as_data(papers), **house, **own})
