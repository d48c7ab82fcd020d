"""Whatever the desk writes is written in the name of a person."""

from __future__ import annotations

import ast
from pathlib import Path

import mocgioi.desk

SOURCES = sorted(Path(mocgioi.desk.__file__).parent.rglob("*.py"))


READING = {"datasheets", "figures", "maps", "minutes", "show", "show_subject"}
"""What is asked of a tracker that writes nothing."""


def openings(path: Path) -> list[ast.Call]:
    """Return where a module opens or makes a store by itself, and not for one look alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    looks = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in READING
    ]
    return [
        call
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("open", "create")
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "tracker"
        and call not in looks
    ]


def test_the_desk_opens_no_store_to_work_on_in_nobodys_name() -> None:
    nameless = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        for call in openings(path)
        if not any(word.arg == "by" for word in call.keywords)
    ]
    assert nameless == []
