"""Datasheets as PDF, one to a page; the same facts, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi.errors import Language
from mocgioi.outputs.datasheet.page import Page, page
from mocgioi.outputs.datasheet.words import word
from mocgioi.outputs.paper.letterhead import issued_by
from mocgioi.outputs.paper.pdf import picture_svg, typeset
from mocgioi.outputs.wording import one_line

if TYPE_CHECKING:
    from mocgioi.outputs.datasheet.book import Cover
    from mocgioi.outputs.datasheet.facts import Datasheet

_TEMPLATE = Path(__file__).resolve().parent / "datasheet.typ"


def render(datasheets: Sequence[Datasheet], lang: Language, *, cover: Cover | None = None) -> bytes:
    """Return datasheets as PDF, a page each.

    Args:
        cover: of a book of them; without it there is one datasheet.

    Raises:
        UsageError: the library that sets PDF is not there.
    """
    pages = [page(datasheet, lang) for datasheet in datasheets]
    return typeset(
        {
            "lang": lang,
            "title": cover.title if cover else f"{pages[0].title} {pages[0].number}",
            "keeper": ", ".join(cover.keeper) if cover else issued_by().to(lang),
            "cover": cover._asdict() if cover else None,
            "pages": [_data(each, lang) for each in pages],
        },
        _TEMPLATE,
        has_docx=cover is None,
    )


def _data(of: Page, lang: Language) -> dict[str, Any]:
    """Return a page as the template takes it: where there are no rows, `more` says so."""
    data = of._asdict()
    data["heading"] = word("number", lang, number=of.number)
    data["identity"] = [[name, _lines(value)] for name, value in of.identity]
    for name, missing in (("roads", "road.none"), ("history", "history.none")):
        table = data[name]
        data[name] = table._asdict()
        if not table.rows:
            data[name]["more"] = word(missing, lang)
    data["states"] = of.states._asdict()
    data["photos"] = [
        {"svg": picture_svg(photo.picture.jpeg), "caption": photo.caption} for photo in of.photos
    ]
    return data


def _lines(text: str) -> str:
    return "\n".join(map(one_line, text.split("\n")))
