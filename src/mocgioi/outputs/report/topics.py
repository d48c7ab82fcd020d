"""What a letter tells under one heading: some sections stand together there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Section
from mocgioi.outputs.wording import say

_OVERALL = "overall"
_LAST = "marker"
"""The list of all markers, which stands after the other annexes."""

_TOPICS = {
    **dict.fromkeys(("changes", "progress", "targets"), "time"),
    **dict.fromkeys(("commune", "post", "stretch", "district"), "places"),
    **dict.fromkeys(("locator", "year", "strip"), "places"),
    **dict.fromkeys(("funding", "scheme", "roads", "contributions"), "money"),
    **dict.fromkeys(("condition", "cases"), "markers"),
    **dict.fromkeys(("left", "remaining", "remaining_by_post", "damaged"), "left"),
    **dict.fromkeys(("gaps", "disagreements"), "gaps"),
    **dict.fromkeys(("tasks", "programme", "works_proposed"), "tasks"),
    _LAST: _OVERALL,
}
"""What a letter tells under one heading: sections by key, in the order of the paper."""


def under_topics(
    sections: Sequence[Section], chapter: str, lang: Language
) -> Iterator[tuple[Section, str]]:
    """Yield the sections of a chapter of the letter, each with its heading.

    Those of a topic stand under one heading: the topic's, or its own where a section is alone.
    """
    own = [section for section in sections if section.chapter == chapter]
    for topic, members in groupby(own, key=topic_of):
        first, *others = members
        yield first, say(f"topic.{topic}", lang) if others else first.heading
        yield from ((other, "") for other in others)


def topic_of(section: Section) -> str:
    """Return the topic a section belongs to: its own key where it stands alone."""
    return _TOPICS.get(section.key, section.key)


def in_order_of_topics(sections: Sequence[Section]) -> list[Section]:
    """Return annexes in the order in which the letter comes to their topics.

    What is internal, and the list of all markers, stands after the others.
    """
    keys = list(_TOPICS)

    def place(section: Section) -> tuple[bool, bool, int]:
        known = keys.index(section.key) if section.key in keys else len(keys)
        return section.internal, section.key == _LAST, known

    return sorted(sections, key=place)


def beside(section: Section, sections: Sequence[Section], annexed: Sequence[Section]) -> list[str]:
    """Return the keys of annexes that no section of the letter leads to, but its topic does.

    Args:
        section: of the letter; only the last of a topic has any.
        sections: of the letter; annexed: what goes along.
    """
    topic = topic_of(section)
    if [other for other in sections if topic_of(other) == topic][-1].key != section.key:
        return []
    return [other.key for other in annexed if other.annex and topic_of(other) == topic]


def of_the_whole(annexed: Sequence[Section]) -> list[str]:
    """Return the keys of annexes that go with the figure of the whole province."""
    return [section.key for section in annexed if topic_of(section) == _OVERALL]
