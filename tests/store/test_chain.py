"""The text that is hashed of a row is JSON in ASCII as Python writes it, whoever writes it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mocgioi.store import chain
from mocgioi.store.declaration import COMMIT, Column, Table

ROWS = Table(
    "things",
    "",
    "",
    (
        Column("said", "TEXT NOT NULL", ""),
        Column("seen_on", "DATE", ""),
        Column("x", "DOUBLE", ""),
        COMMIT,
        Column("note", "TEXT", ""),
    ),
    ledger=True,
)
SIGNS = "".join(map(chr, range(0x20))) + "\x7f\x80\"\\/'],[null Ỷ Đ ê \u2028\ufeff\U0001f5fa"

words = st.text(st.sampled_from(SIGNS)) | st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.floats(allow_nan=False) | st.integers(-(2**63), 2**63 - 1)
Value = str | float | bytes | None


def digest(*rows: tuple[Value, ...]) -> str:
    """Return the hash of what a commit recorded, rows by `said`, `seen_on`, `x` and `note`."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE TABLE things (id INTEGER PRIMARY KEY, said TEXT NOT NULL, seen_on DATE,"
            " x DOUBLE, commit_number INTEGER DEFAULT 1, note TEXT)"
        )
        put = "INSERT INTO things (said, seen_on, x, note) VALUES (?, ?, ?, ?)"
        connection.executemany(put, rows)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chain, "LEDGER", (ROWS,))
            return chain.digests(connection, 0)[1].hexdigest()


def written(*values: Value) -> str:
    """Return the same of one row as it is defined."""
    text = json.dumps([1, *values], separators=(",", ":"))
    return sha256(f"things {text}\n".encode()).hexdigest()


@given(words, st.dates().map(str), words)
def test_words_are_hashed_as_json_in_ascii(said: str, day: str, note: str) -> None:
    assert digest((said, day, None, note)) == written(said, day, None, note)


@given(numbers)
@example(-0.0)
def test_a_number_is_hashed_with_every_digit(x: float) -> None:
    # SQLite keeps no negative zero.
    assert digest(("a", None, x, "b")) == written("a", None, float(x) + 0.0, "b")


def test_a_number_where_a_day_is_asked_for_is_hashed_with_every_digit() -> None:
    assert digest(("a", 0.1 + 0.2, None, "b")) == written("a", 0.1 + 0.2, None, "b")


def test_empty_columns_at_the_end_are_not_hashed() -> None:
    assert digest(("a,null]", None, None, None)) == written("a,null]")


def test_bytes_where_text_belongs_are_hashed_as_no_text_is() -> None:
    sound, of_bytes = ("a", None, 0.5, "b"), ("cd", None, None, b"\xef")
    hashed = digest(sound, of_bytes, sound)
    assert len({hashed, digest(sound, ("cd", None, None, "ef"), sound), digest(sound, sound)}) == 3
    assert hashed == digest(sound, of_bytes, sound)
