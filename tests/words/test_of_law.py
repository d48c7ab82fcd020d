"""The law has one name in each language, wherever a text refers to it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import mocgioi
from mocgioi.words.of_law import REPORT_AT_ONCE

SOURCE = Path(mocgioi.__file__).parent


NAMED = ("Law on ", "gia 2003")


def constants() -> Iterator[tuple[str, str]]:
    """Texts of the files that name it, without their docstrings, by file."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not any(name in text for name in NAMED):
            continue
        tree = ast.parse(text)
        spoken = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in spoken:
                yield path.name, str(node.value)


def test_the_law_is_named_in_one_place_and_where_a_paper_cites_it() -> None:
    assert {name for name, text in constants() if any(n in text for n in NAMED)} == {
        "of_law.py",
        "proposal.py",
    }


def test_the_page_of_the_map_names_the_law_alike() -> None:
    texts = json.loads((SOURCE / "outputs/map/page/texts/page.json").read_text(encoding="utf-8"))
    note = texts["report_at_once_note"]
    assert REPORT_AT_ONCE.vi in note["vi"] and REPORT_AT_ONCE.en in note["en"]
