"""The words of a map that is limited to the sector of a border post: what is whole is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs.map.assets import page_texts

if TYPE_CHECKING:
    from mocgioi.outputs.map.facts import MapFacts

_LANGUAGES: tuple[Language, ...] = ("vi", "en")


_PART = Text("{name} (phần của {sector})", "{name} (part of {sector})")
_SHARE = Text("phần của đồn {figure}", "part of the post {figure}")


def texts_of(facts: MapFacts) -> dict[str, dict[str, str]]:
    """Return the page's own texts: of a sector those that speak of the whole province name it."""
    texts = page_texts()
    sector = facts["sector"]
    if sector is None:
        return texts
    return {
        lang: {
            **texts[lang],
            "whole_name": sector[lang],
            "whole_figure": f"{sector[lang]} {{figure}}",
            "show_all": sector[lang],
            "area_part": _PART.to(lang).format(name="{name}", sector=sector[lang]),
            "area_share": _SHARE.to(lang),
            "worst_first": _PART.to(lang).format(
                name=texts[lang]["worst_first"], sector=sector[lang]
            ),
            "form_title": f"{texts[lang]['form_title']} · {sector[lang]}",
        }
        for lang in _LANGUAGES
    }
