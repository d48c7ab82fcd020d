"""A JSON object walked through piece by piece says the same as one read at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.sources import json_walk
from mocgioi.sources.json_walk import Broken, NotAnObject, is_doubled, members, pairs_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(
    items=st.lists(VALUES, max_size=6), other=VALUES, chunk=st.integers(1, 40), indent=st.booleans()
)
def test_every_item_comes_whatever_the_pieces(
    tmp_path_factory: pytest.TempPathFactory, items: list[Any], other: Any, chunk: int, indent: bool
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.json"
    document = {"type": other, "features": items, "name": 12}
    path.write_text(json.dumps(document, indent=2 if indent else None), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_walk, "CHUNK", chunk)
        found = list(members(path, "features"))
    expected = [("type", other), ("features", []), *(("features", i) for i in items), ("name", 12)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"features": [{"a": 1},\n {"a" 2}]}', "line 2, cột/column 7"),
        ('{"features": [{"a": 1}', "line 1, cột/column 23"),
        ('{"a": 1} x', "line 1, cột/column 10"),
        ('{"a" 1}', "line 1, cột/column 6"),
        ('{"a": 1,}', "line 1, cột/column 9"),
    ],
)
def test_what_is_broken_is_named_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises(Broken, match=place):
        list(members(path, "features"))


def test_a_list_is_no_object(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[1]", "utf-8")
    with pytest.raises(NotAnObject):
        list(members(path, "features"))


def test_a_value_without_end_is_not_read_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_walk, "MAX_VALUE", 5_000)
    monkeypatch.setattr(json_walk, "CHUNK", 1_000)
    path = tmp_path / "a.json"
    path.write_text('{"a": "' + "x" * 100_000 + '"}', "utf-8")
    with pytest.raises(Broken):
        list(members(path, "features"))


def test_a_key_given_twice_is_known_and_both_values_are_there(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"features": [{"a": 1, "b": 2, "a": 3}, {"a": 1}]}', "utf-8")
    _, (_, doubled), (_, plain) = members(path, "features")
    assert list(pairs_of(doubled)) == [("a", 1), ("b", 2), ("a", 3)]
    assert (is_doubled(doubled), is_doubled(doubled, "a"), is_doubled(doubled, "b")) == (
        *(True, True, False),
    )
    assert not is_doubled(plain)


def test_a_member_of_the_whole_that_is_given_twice_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"features": [], "features": []}', "utf-8")
    with pytest.raises(Broken):
        list(members(path, "features"))
