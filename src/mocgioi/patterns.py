"""Regular expressions that are compiled when they are first used.

A start of the program loads a hundred and fifty of them and uses some; to compile one that is never
used costs as much as the rest of its module.
"""

from __future__ import annotations

import re

from mocgioi.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    regex = re.compile
else:

    class regex:  # noqa: N801 - it stands where `re.compile` does
        """A regular expression as `re.compile` takes it, compiled at its first use."""

        def __init__(self, source: str | bytes, flags: int = 0) -> None:
            self._source, self._flags = source, flags

        def __getattr__(self, name: str) -> Any:
            found = getattr(re.compile(self._source, self._flags), name)
            setattr(self, name, found)
            return found
