"""The manual: pages of Markdown in the package, for the terminal and as one HTML file.

A page stands once in each language, as ``manual/vi/40-post.md``: 40 is its place, ``post`` what
it is called by. Its first line is its title. A line ``{{name}}`` stands for Markdown that the
program makes itself, such as the options of its commands; ``{{measured name}}`` for a table that a
benchmark wrote into ``manual/measured``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from mocgioi.errors import Language

FOLDER = Path(__file__).resolve().parents[2] / "manual"
"""Where the pages stand."""

LANGUAGES: tuple[Language, ...] = ("vi", "en")
"""The languages in which they stand."""

_MADE = re.compile(r"^\{\{(measured )?([a-z-]+)\}\}$", re.MULTILINE)

Parts = Mapping[str, str]
"""Markdown that the program makes itself, by the name a page has for it."""


class Leaf(NamedTuple):
    """A page in one language.

    Attributes:
        name: what it is called by. title: its first line. text: all of it, as Markdown.
    """

    name: str
    title: str
    text: str


def names() -> tuple[str, ...]:
    """Return what the pages are called by, in their order."""
    return tuple(name_of(path) for path in _files("vi"))


def leaf(name: str, lang: Language, parts: Parts) -> Leaf:
    """Return a page with what the program makes itself in its place.

    Raises:
        KeyError: there is no such page, or a page asks for a part that nobody made.
    """
    source = next((path for path in _files(lang) if name_of(path) == name), None)
    if source is None:
        raise KeyError(name)
    return Leaf(name, title_of(source), _MADE.sub(_made_of(parts), text_of(source)))


def whole(lang: Language, parts: Parts) -> list[Leaf]:
    """Return every page in one language, in their order."""
    return [leaf(name, lang, parts) for name in names()]


def titles(lang: Language) -> dict[str, str]:
    """Return the title of every page by its name, in their order."""
    return {name_of(path): title_of(path) for path in _files(lang)}


def name_of(file: Path) -> str:
    """Return what the page in a file is called by.

    >>> name_of(Path("20-clerk.md"))
    'clerk'
    """
    return file.stem.partition("-")[2]


def title_of(file: Path) -> str:
    """Return the title of the page in a file."""
    with file.open(encoding="utf-8") as lines:
        return lines.readline().removeprefix("# ").strip()


def text_of(file: Path) -> str:
    """Return a file of the manual, its lines ended alike on every system."""
    return file.read_text(encoding="utf-8")


def _files(lang: Language) -> list[Path]:
    return sorted((FOLDER / lang).glob("*.md"))


def _made_of(parts: Parts) -> Callable[[re.Match[str]], str]:
    def made(found: re.Match[str]) -> str:
        if found[1]:
            return text_of(FOLDER / "measured" / f"{found[2]}.md").rstrip()
        return parts[found[2]]

    return made
