"""Rows kept aside: a file of any length is walked through as often as needed, not held.

Rows go in blocks into a temporary file of the process, which the system removes with it.
"""

from __future__ import annotations

import pickle
import weakref
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice
from typing import IO, Any, Generic, TypeVar, overload

T = TypeVar("T")

BLOCK = 1_000
"""Rows in memory at a time."""
_IN_MEMORY_BYTES = 4_000_000


class Spool(Sequence[T], Generic[T]):
    """A sequence that grows at its end and keeps no more than a block of it in memory."""

    def __init__(self, rows: Iterable[T] = ()) -> None:
        self._blocks: list[int] = []
        self._tail: list[T] = []
        self._end = 0
        self.extend(rows)

    @cached_property
    def _file(self) -> IO[bytes]:
        from tempfile import SpooledTemporaryFile

        file = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
        weakref.finalize(self, file.close)
        return file

    def append(self, row: T) -> None:
        """Put a row at the end."""
        self._tail.append(row)
        if len(self._tail) == BLOCK:
            self._put_aside()

    def extend(self, rows: Iterable[T]) -> None:
        """Put rows at the end."""
        rows = iter(rows)
        while some := list(islice(rows, BLOCK - len(self._tail))):
            self._tail += some
            if len(self._tail) == BLOCK:
                self._put_aside()

    def _put_aside(self) -> None:
        self._file.seek(self._end)
        self._blocks.append(self._end)
        pickle.dump(_packed(self._tail), self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()
        self._tail = []

    def __len__(self) -> int:
        return len(self._blocks) * BLOCK + len(self._tail)

    def __iter__(self) -> Iterator[T]:
        for place in range(len(self._blocks)):
            yield from self._block(place)
        yield from self._tail

    def _block(self, place: int) -> list[T]:
        if place == len(self._blocks):
            return self._tail
        self._file.seek(self._blocks[place])
        return [*_unpacked(*pickle.load(self._file))]

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            return list(islice(self, start, stop, step))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        block, within = divmod(place % len(self), BLOCK)
        return self._block(block)[within]


_Packed = tuple[type | None, list[Any]]
"""Values as they are written: of named tuples of one kind the kind, and their fields one by one,
packed likewise; None, and the values, of any others."""


def _packed(values: Sequence[Any]) -> _Packed:
    """Return values as they are written.

    One named tuple after the other costs six times as much to write.
    """
    kind = type(values[0])
    if not getattr(kind, "_fields", ()) or len({*map(type, values)}) > 1:
        return None, [*values]
    return kind, [_packed(of_field) for of_field in zip(*values, strict=True)]


def _unpacked(kind: type | None, packed: list[Any]) -> Iterable[Any]:
    if kind is None:
        return packed
    fields = (_unpacked(*of_field) for of_field in packed)
    return map(partial(tuple.__new__, kind), zip(*fields, strict=True))


def kept(rows: Iterable[T]) -> Sequence[T]:
    """Return rows to be walked through again: a tuple of few, a `Spool` of many."""
    if isinstance(rows, Spool) and len(rows) >= BLOCK:
        return rows
    rows = iter(rows)
    few = tuple(islice(rows, BLOCK))
    if len(few) < BLOCK:
        return few
    spool: Spool[T] = Spool(few)
    spool.extend(rows)
    return spool


def in_blocks(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield rows in lists of `BLOCK`, so that what is alike in them is seen at once."""
    rows = iter(rows)
    while block := list(islice(rows, BLOCK)):
        yield block
