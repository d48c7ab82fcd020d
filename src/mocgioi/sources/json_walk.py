"""A JSON object from a file, member by member, so that its size does not decide the memory."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from mocgioi.patterns import regex

CHUNK = 1_000_000
"""Characters read at a time."""

MAX_VALUE = 20_000_000
"""Characters of one value; a longer one is not looked at to its end."""

_SPACES = regex(r"[ \t\r\n]*")
_TORN = 2
"""Signs after a number that may yet belong to it: ``1.5e+`` is read as 1.5."""


class NotAnObject(Exception):
    """The file holds JSON of another kind than an object."""


class Broken(Exception):
    """The file is cut off or no JSON; its text says where."""


class _Doubled(dict[str, Any]):
    """An object that gives a key twice, with all its pairs as they stand.

    RFC 8259, 4: what becomes of such a key is anybody's guess.
    """

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    return plain if len(plain) == len(pairs) else _Doubled(pairs)


def pairs_of(value: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Return the keys and values of an object as they stand, one given twice both times."""
    return value.pairs if isinstance(value, _Doubled) else value.items()


def is_doubled(value: Any, key: str | None = None) -> bool:
    """Say whether a value is an object that gives a key (any key, if none is named) twice."""
    return isinstance(value, _Doubled) and (
        key is None or sum(name == key for name, _ in value.pairs) > 1
    )


def members(path: Path, listed: str) -> Iterator[tuple[str, Any]]:
    """Yield the members of the object in a file: name and value, in their order.

    Args:
        path: UTF-8, with or without a byte order mark, or UTF-16 with one.
        listed: the member whose value, where it is a list, is given item by item.

    Raises:
        NotAnObject, Broken: see there.
    """
    try:
        with path.open(encoding=_codec(path), newline="") as stream:
            yield from _Walk(stream).members(listed)
    except UnicodeError:
        raise Broken("UTF-8") from None
    except RecursionError:
        raise Broken("lồng quá sâu / nested too deep") from None


def _codec(path: Path) -> str:
    with path.open("rb") as stream:
        mark = stream.read(2)
    return "utf-16" if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


class _Walk:
    """The text of a file, a piece of it at a time."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._decoder = json.JSONDecoder(object_pairs_hook=_object)
        self._text = ""
        self._at = 0
        self._line, self._column = 1, 1

    def members(self, listed: str) -> Iterator[tuple[str, Any]]:
        if self._next() != "{":
            raise NotAnObject
        self._at += 1
        given: set[str] = set()
        for _ in self._parts("}"):
            name = self._value()
            if not isinstance(name, str) or self._next() != ":":
                raise self._broken(self._at)
            if name in given:
                raise Broken(f"«{name[:40]}» × 2")
            given.add(name)
            self._at += 1
            if name == listed and self._next() == "[":
                self._at += 1
                yield name, []
                for _ in self._parts("]"):
                    yield name, self._value()
            else:
                yield name, self._value()
        if self._next():
            raise self._broken(self._at)

    def _parts(self, end: str) -> Iterator[None]:
        """Stop before each part of an object or list, and after the sign that ends it."""
        if self._next() == end:
            self._at += 1
            return
        while True:
            yield
            sign = self._next()
            if sign not in (",", end):
                raise self._broken(self._at)
            self._at += 1
            if sign == end:
                return

    def _next(self) -> str:
        """Return the next sign that is no space, without taking it; empty at the end."""
        while True:
            match = _SPACES.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self) -> Any:
        """Take the next value."""
        if not self._next():
            raise self._broken(self._at)
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > MAX_VALUE or not self._more():
                    raise self._broken(max(error.pos, self._at)) from None
                continue
            if end + _TORN < len(self._text) or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        """Read on, as much again as there is; say whether there was more."""
        piece = self._stream.read(max(CHUNK, len(self._text) - self._at))
        if not piece:
            return False
        gone = self._text[: self._at]
        lines = gone.count("\n")
        self._line += lines
        self._column = len(gone) - gone.rfind("\n") if lines else self._column + len(gone)
        self._text, self._at = self._text[self._at :] + piece, 0
        return True

    def _broken(self, place: int) -> Broken:
        before = self._text[:place]
        lines = before.count("\n")
        column = len(before) - before.rfind("\n") if lines else self._column + len(before)
        return Broken(f"dòng/line {self._line + lines}, cột/column {column}")
