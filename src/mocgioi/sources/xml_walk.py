"""XML from strangers, element by element: no DOCTYPE, no entities, no more held than needed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import IO, Literal
from xml.etree.ElementTree import Element, iterparse

from defusedxml import ElementTree as Defused

Event = Literal["start", "end"]

MOST_KEPT = 2_000_000
"""Elements of one part that are kept, emptied, until its end."""

_LONGEST = 20_000_000
"""Bytes of one element: text, attributes, or a beginning that never ends."""


def elements(
    opened: Callable[[], IO[bytes]], events: Sequence[Event] = ("end",)
) -> Generator[tuple[str, Element], None, None]:
    """Yield the elements of a part as they begin or end; close it where it is not walked through.

    Args:
        opened: opens the part; called twice, once to see that it has no DOCTYPE.
        events: which of both to give.

    Raises:
        DefusedXmlException: it has a DOCTYPE. ParseError: it is no XML.
        ValueError: an element is longer than 20 MB.
    """
    with opened() as stream:
        next(Defused.iterparse(_Metered(stream), events=("start",), forbid_dtd=True))
    with opened() as stream:
        metered = _Metered(stream)
        for event, element in iterparse(metered, events=events):
            metered.since = 0
            yield event, element


class _Metered:
    """A stream that is read no further than an element may be long.

    Attributes:
        since: bytes read since the last element.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            ValueError: no element has come for too long.
        """
        data = self._stream.read(size)
        self.since += len(data)
        if self.since > _LONGEST:
            raise ValueError("an element beyond all reason")
        return data


def local(name: object) -> str:
    """Return a tag or attribute without its namespace; empty for a comment."""
    return name.rsplit("}", 1)[-1] if isinstance(name, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace; empty where there is none."""
    return next((value for key, value in element.items() if local(key) == name), "")
