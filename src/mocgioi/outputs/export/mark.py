"""What every row of an export says of where it comes from, so that the file can come home."""

from __future__ import annotations

from typing import NamedTuple, cast, get_args

from mocgioi.outputs.audience import Audience

_APART = "/"


class Mark(NamedTuple):
    """What a file was exported from.

    Attributes:
        kind: of what. as_of: ISO day. commit: the last that was known.
        head: the first characters of its head. audience: whom it was made for.
    """

    kind: str
    as_of: str
    commit: int
    head: str
    audience: Audience

    def __str__(self) -> str:
        """Return the mark as a cell has it."""
        return _APART.join(map(str, self))

    @classmethod
    def parse(cls, cell: object) -> Mark | None:
        """Return the mark that a cell is, None where it is none.

        >>> Mark.parse("roads/2025-12-31/57/1a2b3c4d/full").commit
        57
        >>> Mark.parse("roads") is None
        True
        """
        parts = str(cell or "").strip().split(_APART)
        if len(parts) != len(cls._fields):
            return None
        kind, as_of, commit, head, audience = parts
        if not commit.isdigit() or audience not in get_args(Audience):
            return None
        return cls(kind, as_of, int(commit), head, cast("Audience", audience))
