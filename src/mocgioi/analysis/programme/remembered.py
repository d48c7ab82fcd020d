"""What the grounds that were looked at last came to, while the process lives.

Somebody who weighs one plan against another asks of the same ground again and again, and to look at
it is most of what a plan costs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

_T = TypeVar("_T")

MOST = 4
"""Grounds of a process that are remembered."""


class Remembered(Generic[_T]):
    """Results by all that they were made from, the ones asked for last; none is ever altered."""

    def __init__(self) -> None:
        self._known: dict[bytes, _T] = {}

    def of(self, parts: Iterable[bytes], make: Callable[[], _T]) -> _T:
        """Return what was made from these very parts, or make it.

        Args:
            parts: all that the result depends on; where one ends and the next begins counts.
        """
        digest = hashlib.sha256()
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        key = digest.digest()
        found = self._known.pop(key) if key in self._known else make()
        self._known[key] = found
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]
        return found
