"""Documents as JSON: what the standard library writes, to the letter."""

from __future__ import annotations

import json
from collections import UserList

from hypothesis import given
from hypothesis import strategies as st

from mocgioi.outputs.json_text import as_json, json_parts

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES))
def test_a_document_is_written_as_the_standard_library_writes_it(
    document: dict[str, object],
) -> None:
    assert as_json(document) == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@given(st.lists(VALUES))
def test_rows_that_are_kept_aside_are_written_one_by_one(rows: list[object]) -> None:
    document = {"head": {"rows": rows}, "tail": 1}
    aside = {"head": {"rows": UserList(rows)}, "tail": 1}
    assert "".join(json_parts(aside)) == as_json(document)
    assert len(list(json_parts(aside))) >= len(rows)
