"""A report as PDF, ready to be signed; the same document, the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mocgioi.errors import Language
from mocgioi.outputs.paper import sheet
from mocgioi.outputs.paper.grid import FEW_ROWS
from mocgioi.outputs.paper.letterhead import MOTTO, NATION, RECIPIENTS, Letterhead
from mocgioi.outputs.paper.pdf import typeset
from mocgioi.outputs.report.bundle import bundle
from mocgioi.outputs.wording import one_line

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status


def render(
    document: Counted | Status, lang: Language, *, internal: bool, letterhead: Letterhead
) -> bytes:
    """Return the document as PDF; see `mocgioi.outputs.report.render`."""
    papers = bundle(document, lang, internal=internal, cited=letterhead.cited)
    facts = _as_data(papers)
    return typeset(
        {
            **facts,
            "lang": lang,
            "letterhead": _as_data(letterhead),
            "nation": NATION.to(lang),
            "motto": MOTTO.to(lang),
            "recipients": RECIPIENTS.to(lang),
            "few_rows": FEW_ROWS,
            "sheet": {
                "top": sheet.TOP_MM,
                "bottom": sheet.BOTTOM_MM,
                "left": sheet.LEFT_MM,
                "right": sheet.RIGHT_MM,
            },
        }
    )


def _as_data(value: Any) -> Any:
    """Return nouns as dicts, for JSON; texts on one line."""
    if isinstance(value, str):
        return one_line(value)
    if hasattr(value, "_asdict"):
        return {key: _as_data(member) for key, member in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [_as_data(member) for member in value]
    return value
