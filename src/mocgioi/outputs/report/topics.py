"""What a letter tells under one heading: some sections stand together there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Section
from mocgioi.outputs.wording import say

_TOPICS = {
    **dict.fromkeys(("changes", "progress", "targets"), "time"),
    **dict.fromkeys(("commune", "post"), "places"),
    **dict.fromkeys(("funding", "scheme", "roads", "contributions"), "money"),
    **dict.fromkeys(("condition", "cases"), "markers"),
    **dict.fromkeys(("left", "remaining", "damaged"), "left"),
    **dict.fromkeys(("tasks", "programme"), "tasks"),
}
"""What a letter tells under one heading: sections by key, in the order of the paper."""


def under_topics(
    sections: Sequence[Section], chapter: str, lang: Language
) -> Iterator[tuple[Section, str]]:
    """Yield the sections of a chapter of the letter, each with its heading.

    Those of a topic stand under one heading: the topic's, or its own where a section is alone.
    """
    own = [section for section in sections if section.chapter == chapter]
    for topic, members in groupby(own, key=lambda section: _TOPICS.get(section.key, section.key)):
        first, *others = members
        yield first, say(f"topic.{topic}", lang) if others else first.heading
        yield from ((other, "") for other in others)
