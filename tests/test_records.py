"""The named tuples of `mocgioi.records` are those of `typing`, in all that the house uses."""

from __future__ import annotations

import ast
import copy
import pickle
import typing
from pathlib import Path
from typing import Any

import pytest

import mocgioi
from mocgioi import records


class Light(records.NamedTuple):
    """Of records."""

    number: str
    share: float = 0.5
    rest: tuple[Light, ...] = ()

    @property
    def double(self) -> float:
        """Twice the share."""
        return 2 * self.share


class Known(typing.NamedTuple):
    """Of typing."""

    number: str
    share: float = 0.5
    rest: tuple[Known, ...] = ()


@pytest.mark.parametrize(
    "asked",
    [
        lambda kind: kind("a"),
        lambda kind: kind("a", 1.0),
        lambda kind: kind(share=2.0, number="b"),
        lambda kind: kind._make(["a", 1.0, ()]),
        lambda kind: kind("a")._replace(share=3.0),
        lambda kind: kind("a")._asdict(),
        lambda kind: kind._fields,
        lambda kind: kind._field_defaults,
        lambda kind: kind.__match_args__,
        lambda kind: repr(kind("a")).partition("(")[2],
        lambda kind: (kind("a").share, kind("a")[1], kind("a") == ("a", 0.5, ())),
        lambda kind: {kind("a"): 1}[kind("a")],
        lambda kind: copy.copy(kind("a", 1.0)),
        lambda kind: pickle.loads(pickle.dumps(kind("a", 1.0))),
        lambda kind: type(pickle.loads(pickle.dumps(kind("a")))) is kind,
    ],
)
def test_it_is_what_typing_makes(asked: Any) -> None:
    assert asked(Light) == asked(Known)


@pytest.mark.parametrize(
    "asked",
    [
        lambda kind: kind(),
        lambda kind: kind("a", 1.0, (), 2),
        lambda kind: kind("a", number="b"),
        lambda kind: kind("a", colour="b"),
        lambda kind: kind._make(["a"]),
        lambda kind: kind("a")._replace(colour="b"),
        lambda kind: setattr(kind("a"), "number", "b"),
        lambda kind: setattr(kind("a"), "colour", "b"),
    ],
)
def test_what_typing_refuses_is_refused(asked: Any) -> None:
    with pytest.raises(Exception) as of_typing:
        asked(Known)
    with pytest.raises(of_typing.type):
        asked(Light)


def test_it_keeps_what_stands_in_its_body() -> None:
    assert (Light("a").double, Light.__doc__, Light.__module__) == (1.0, "Of records.", __name__)


def test_a_class_made_of_one_has_its_fields_and_its_own_type() -> None:
    class Closer(Light):
        __slots__ = ()

    assert (type(Closer("a")), Closer("a").share, type(Light("a"))) == (Closer, 0.5, Light)


def test_annotations_are_not_evaluated_where_it_is_used() -> None:
    root = Path(mocgioi.__file__).parent
    lacking = []
    for path in root.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "from mocgioi.records import" in text:
            futures = [n for n in ast.parse(text).body if isinstance(n, ast.ImportFrom)][:1]
            lacking += [path.name for n in futures if n.module != "__future__"]
    assert lacking == []


def test_the_first_of_a_kind_is_what_those_after_it_are() -> None:
    class Fresh(records.NamedTuple):
        number: str
        share: float = 0.5

    made = [Fresh("a", share=1.0) for _ in range(20)]
    assert set(made) == {("a", 1.0)} and {type(each) for each in made} == {Fresh}


@pytest.mark.parametrize("wrong", [{}, {"share": 1.0}, {"number": "a", "wide": 1.0}])
def test_the_first_of_a_kind_needs_its_fields_and_no_other(wrong: dict[str, Any]) -> None:
    class Fresh(records.NamedTuple):
        number: str
        share: float = 0.5

    with pytest.raises(TypeError):
        Fresh(**wrong)
    with pytest.raises(TypeError):
        Fresh("a", number="b")  # type: ignore[misc]
    with pytest.raises(TypeError):
        Fresh("a", 1.0, 2.0)  # type: ignore[call-arg]
