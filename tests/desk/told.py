"""Every sentence that the rooms behind the desk have for people, read from their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import mocgioi
from mocgioi.errors import Text

_ROOMS = ("domain", "sources", "intake", "store", "analysis", "outputs", "tracker", "words")
_TOLD_BY = frozenset(
    {
        *("Text", "error", "warning", "notice", "MocgioiError", "WouldLose", "UsageError"),
        *("UnreadableInput", "CrsProblem", "SchemaVersion", "MarkerNotFound", "NotAStore"),
        *("StoreLocked", "CannotWrite"),
    }
)


class Told(NamedTuple):
    """A sentence, what is put into it left out, and where its source is."""

    text: Text
    place: str


def sentences() -> Iterator[Told]:
    """Yield them, room by room."""
    for path, call in _calls():
        if _name(call) in _TOLD_BY and len(call.args) >= 2:
            vi, en = (_words(argument) for argument in call.args[:2])
            if vi and en:
                yield Told(Text(vi, en), f"{path}:{call.lineno}")


def verbs() -> Iterator[tuple[str, str]]:
    """Yield the verb of each hint, and where its source is."""
    for path, call in _calls():
        if _name(call) == "Hint" and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), f"{path}:{call.lineno}"


@cache
def _calls() -> list[tuple[str, ast.Call]]:
    home = Path(mocgioi.__file__).parent
    return [
        (path.relative_to(home).as_posix(), node)
        for room in _ROOMS
        for path in sorted((home / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _name(node) in {*_TOLD_BY, "Hint"}
    ]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return _words(node.left) + _words(node.right)
    return "…" if isinstance(node, ast.FormattedValue) else ""
