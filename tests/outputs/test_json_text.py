"""Documents as JSON: what the standard library writes, to the letter."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from mocgioi.outputs.json_text import as_json

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text() | st.integers(), inner)
    ),
)


@given(st.dictionaries(st.text(), VALUES))
def test_a_document_is_written_as_the_standard_library_writes_it(
    document: dict[str, object],
) -> None:
    assert as_json(document) == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
