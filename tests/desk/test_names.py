"""Whatever the desk writes is written in the name of a person."""

from __future__ import annotations

import ast
from pathlib import Path

import mocgioi.desk

SOURCES = sorted(Path(mocgioi.desk.__file__).parent.rglob("*.py"))


def openings(path: Path) -> list[ast.Call]:
    """Return where a module opens or makes a store by itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        call
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("open", "create")
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "tracker"
    ]


def test_the_desk_opens_no_store_to_work_on_in_nobodys_name() -> None:
    nameless = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        for call in openings(path)
        if not any(word.arg == "by" for word in call.keywords)
    ]
    assert nameless == []
