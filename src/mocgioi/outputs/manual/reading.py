"""Markdown of the manual, read as the tokens that both its forms are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast

import mistune

Token = dict[str, Any]
"""A piece of a page: its ``type``, and what mistune says of that type."""

_PAGE = re.compile(r"^(?:\d+-)?([a-z-]+)\.md(?:#.*)?$")


def tokens_of(text: str) -> list[Token]:
    """Return a page as tokens; HTML in it would be text like any other."""
    tokens = cast("list[Token]", _reader()(text))
    _free_bars(tokens)
    return tokens


def _free_bars(tokens: Sequence[Token]) -> None:
    """Take the sign off a bar in the code of a table, which kept it from parting cells."""
    for token in tokens:
        if token["type"] == "codespan":
            token["raw"] = token["raw"].replace("\\|", "|")
        _free_bars(token.get("children", ()))


@cache
def _reader() -> mistune.Markdown:
    return mistune.create_markdown(renderer=None, plugins=["table"])


def sections_of(tokens: Sequence[Token]) -> Iterator[tuple[Token | None, list[Token]]]:
    """Yield what stands before the first heading below the title, then each such section."""
    heading: Token | None = None
    inside: list[Token] = []
    for token in tokens:
        if token["type"] == "heading" and token["attrs"]["level"] == 2:
            yield heading, inside
            heading, inside = token, []
        elif token["type"] != "blank_line":
            inside.append(token)
    yield heading, inside


def words_of(tokens: Sequence[Token]) -> str:
    """Return the words of tokens without any sign of their form."""
    return "".join(
        token.get("raw") or words_of(token.get("children", ())) or _BREAKS.get(token["type"], "")
        for token in tokens
    )


_BREAKS = {"softbreak": " ", "linebreak": " "}


def page_linked(url: str) -> str | None:
    """Return the name of the page of the manual that a link goes to.

    >>> page_linked("40-post.md"), page_linked("https://qgis.org/")
    ('post', None)
    """
    found = _PAGE.match(url)
    return found and found[1]
