"""The names of `mocgioi.typed` do what those of `typing` do, where the program runs."""

from __future__ import annotations

import ast
import typing
from pathlib import Path

import pytest

import mocgioi
from mocgioi import errors, typed
from mocgioi.domain import counting


def test_a_literal_says_what_it_lists() -> None:
    assert typed.get_args(typed.Literal["built", "none"]) == ("built", "none")
    assert typed.get_args(typed.Literal["built"]) == ("built",)
    assert "by_completion" in counting.ADDITIONS


def test_what_was_thought_impossible_is_an_error() -> None:
    with pytest.raises(AssertionError, match="built"):
        typed.assert_never("built")  # type: ignore[arg-type]


def test_a_value_stays_what_it_is_whatever_it_is_said_to_be() -> None:
    assert typed.cast("str", 5) == 5  # type: ignore[comparison-overlap]


def test_it_has_the_names_of_typing_alone() -> None:
    tree = ast.parse(Path(mocgioi.__file__).with_name("typed.py").read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        for alias in node.names
    }
    assert imported and imported <= set(vars(typed))


def test_the_get_args_of_typing_knows_what_is_listed_too() -> None:
    assert typing.get_args(errors.Language) == ("vi", "en")
    assert typing.get_args(counting.Measured)[0] == "reached"
