"""A ground that was looked at is not looked at again, and no other ground is taken for it."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from mocgioi.analysis.programme.remembered import MOST, Remembered


def test_what_is_made_of_the_same_is_made_once() -> None:
    made: Remembered[int] = Remembered()
    numbers = count()
    first = made.of([b"a", b"b"], lambda: next(numbers))
    assert made.of([b"a", b"b"], lambda: next(numbers)) == first
    assert next(numbers) == 1


@given(st.lists(st.binary(max_size=3), max_size=4), st.lists(st.binary(max_size=3), max_size=4))
def test_other_parts_make_another(one: list[bytes], other: list[bytes]) -> None:
    made: Remembered[list[bytes]] = Remembered()
    made.of(one, lambda: one)
    assert made.of(other, lambda: other) == other


def test_those_asked_for_last_are_known() -> None:
    made: Remembered[int] = Remembered()
    for number in range(MOST):
        made.of([bytes([number])], lambda number=number: number)  # type: ignore[misc]
    made.of([b"\0"], lambda: -1)
    made.of([b"new"], lambda: MOST)
    assert made.of([b"\0"], lambda: -1) == 0
    assert made.of([b"\1"], lambda: -1) == -1
