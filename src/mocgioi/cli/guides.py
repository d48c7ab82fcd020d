"""Guides that ``mocgioi help`` prints: sections, each of a few paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import NamedTuple

from mocgioi.errors import Language, Text

_WIDTH = 96


class Section(NamedTuple):
    """A part of a guide.

    Attributes:
        title: what it is about. points: what is said of it, each a paragraph.
    """

    title: Text
    points: tuple[Text, ...]


def guide_text(guide: Sequence[Section], lang: Language) -> str:
    """Return a guide as a terminal shows it."""
    return "\n\n".join("\n".join(_lines(section, lang)) for section in guide)


def _lines(section: Section, lang: Language) -> Iterator[str]:
    yield section.title.to(lang).upper()
    for point in section.points:
        yield fill(point.to(lang), _WIDTH, initial_indent="  – ", subsequent_indent="    ")


def guide_document(guide: Sequence[Section], lang: Language) -> dict[str, object]:
    """Return a guide for programs."""
    return {
        "schema": "mocgioi.guide/1",
        "sections": [
            {
                "title": section.title.to(lang),
                "points": [point.to(lang) for point in section.points],
            }
            for section in guide
        ],
    }
