"""The manual as one HTML file in both languages: asks no network, prints, is searched in the page.

What stands where is said by ``pages/manual.html``; without its script both languages are read one
after the other.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import mistune

from mocgioi.errors import Language, Text
from mocgioi.outputs import pages
from mocgioi.outputs.manual import FOLDER, Leaf
from mocgioi.outputs.manual.reading import Token, page_linked, sections_of, tokens_of, words_of
from mocgioi.version import VERSION

if TYPE_CHECKING:
    from markupsafe import Markup

_SAID = re.compile(r"(  +)(# .*\n?)")
_SHORT = 24
"""Letters of what fits a line of any screen."""

_WORDS: Mapping[str, Text] = {
    "title": Text("Sổ tay mocgioi", "The manual of mocgioi"),
    "what": Text(
        "Theo dõi mốc giới và đường nhánh lên kiểm tra mốc",
        "Tracking border markers and their access roads",
    ),
    "language": Text("Tiếng Việt", "English"),
    "contents": Text("Mục lục", "Contents"),
    "search": Text("Tìm trong sổ tay", "Search the manual"),
    "found": Text("{} mục có các chữ này", "{} sections have these words"),
    "top": Text("Lên đầu trang", "To the top"),
    "version": Text("Phiên bản", "Version"),
}


class Part(NamedTuple):
    """A section of a page: where it is found, its heading, and all of it as HTML."""

    anchor: str
    title: str
    body: Markup


class Chapter(NamedTuple):
    """A page: its parts; the first is what stands before any heading."""

    anchor: str
    title: str
    parts: list[Part]


class Edition(NamedTuple):
    """The whole manual in one language."""

    lang: Language
    words: Mapping[str, str]
    chapters: list[Chapter]


def as_page(manual: Mapping[Language, Sequence[Leaf]], first: Language) -> str:
    """Return the file, opening in the language `first`."""
    languages: list[Language] = sorted(manual, key=lambda lang: lang != first)
    return pages.fill(
        "manual.html",
        lang=first,
        editions=[_edition(lang, manual[lang]) for lang in languages],
        version=VERSION,
        sealed=pages.sealed(pages.part_of("manual.css"), pages.part_of("manual.js")),
    )


def _edition(lang: Language, leaves: Sequence[Leaf]) -> Edition:
    words = {name: text.to(lang) for name, text in _WORDS.items()}
    return Edition(lang, words, [_chapter(lang, leaf) for leaf in leaves])


def _chapter(lang: Language, leaf: Leaf) -> Chapter:
    anchor = f"{lang}-{leaf.name}"
    parts = []
    for heading, inside in sections_of(tokens_of(leaf.text)):
        title = words_of(heading["children"]) if heading else leaf.title
        here = f"{anchor}-{slug(title)}" if heading else anchor
        written = [token for token in inside if token["type"] != "heading" or _is_deep(token)]
        parts.append(
            Part(here, title, pages.drawing(_Writer(lang, here)(written, mistune.BlockState())))
        )
    return Chapter(anchor, leaf.title, parts)


def _is_deep(token: Token) -> bool:
    return bool(token["attrs"]["level"] > 2)


def slug(title: str) -> str:
    """Return what a heading is found by in an address.

    >>> slug("Đồn: bộ tệp mang đi (kit)")
    'don-bo-tep-mang-di-kit'
    """
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    letters = plain.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


class _Writer(mistune.HTMLRenderer):
    """Writes tokens as HTML; whatever HTML a page has is shown as text."""

    def __init__(self, lang: Language, anchor: str) -> None:
        super().__init__(escape=True)
        self._lang = lang
        self._anchor = anchor

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """Write a heading below those of sections, to be found by its words."""
        words = re.sub(r"<[^>]*>|&[a-z]+;", "", text)
        return f'<h{level + 1} id="{self._anchor}-{slug(words)}">{text}</h{level + 1}>\n'

    def block_code(self, code: str, info: str | None = None) -> str:
        """Write a block of commands; what is said of each stands behind it, or below it."""
        written = escape(code, quote=False)
        if info == "sh":
            written = _SAID.sub(r'\1<span class="said">\2</span>', written)
        return f'<pre tabindex="0"><code>{written}</code></pre>\n'

    def codespan(self, text: str) -> str:
        """Write what is typed; where it is short it stays on one line."""
        whole = ' class="whole"' if len(text) <= _SHORT else ""
        return f"<code{whole}>{escape(text, quote=False)}</code>"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Write a link; one to another page of the manual stays in the file."""
        page = page_linked(url)
        if page:
            return f'<a href="#{self._lang}-{page}">{text}</a>'
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Write a picture of the package into the page itself."""
        picture = (FOLDER / self._lang / url).resolve()
        data = base64.b64encode(picture.read_bytes()).decode("ascii")
        return f'<img alt="{escape(text)}" src="data:image/png;base64,{data}">'

    def table(self, text: str) -> str:
        """Write a table that moves by itself on a narrow screen."""
        return f'<div class="scroll" tabindex="0"><table>\n{text}</table></div>\n'

    def table_head(self, text: str) -> str:
        """Write headings; where all are empty there are none."""
        return f"<thead>\n<tr>{text}</tr>\n</thead>\n" if re.search(r">[^<]", text) else ""

    def table_body(self, text: str) -> str:
        """Write the rows."""
        return f"<tbody>\n{text}</tbody>\n"

    def table_row(self, text: str) -> str:
        """Write a row."""
        return f"<tr>{text}</tr>\n"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        """Write a cell; figures stand to the right."""
        tag = "th" if head else "td"
        side = ' class="figure"' if align == "right" else ""
        return f"<{tag}{side}>{text}</{tag}>"
