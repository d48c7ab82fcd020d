"""What a file says, as one hash: by it a file that comes again under another name is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from json.encoder import encode_basestring as as_json

from mocgioi.domain.places import fold
from mocgioi.intake.rows import values
from mocgioi.sources import Cell, RawFile, RawRow
from mocgioi.sources.spool import in_blocks


def content_sha256(raw: RawFile) -> str:
    """Return a hash of a file's rows that renaming, saving again or another format keeps.

    Of each row it is made of the cells that are filled, each beside its folded heading, in the
    order of these, as JSON.
    """
    digest = hashlib.sha256()
    for table in raw.tables:
        keys = [fold(heading) for heading in table.header]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        headed = [(place, f"[{as_json(keys[place])}, ") for place in order]
        is_in_order = len(set(keys)) == len(keys)
        for block in in_blocks(table.rows):
            said: list[bytes] = []
            for row, pairs in zip(block, _pairs(block, headed), strict=True):
                if not is_in_order:
                    pairs.sort(key=json.loads)
                said.append(f"[{', '.join(pairs)}]".encode())
                said.append(row.geometry or b"")
            digest.update(b"".join(said))
    return digest.hexdigest()


def _pairs(rows: Sequence[RawRow], headed: Sequence[tuple[int, str]]) -> Iterator[list[str]]:
    """Yield of each row its filled cells beside their headings, as JSON.

    Args:
        rows: some rows of a table. headed: places of columns, and what stands before their cells.
    """
    width = max(len(row.values) for row in rows)
    of_places = [*zip_longest(*(row.values for row in rows))]
    columns = [_beside(of_places[place], head) for place, head in headed if place < width]
    if not columns:
        yield from ([] for _ in rows)
    for of_row in zip(*columns, strict=True):
        yield [pair for pair in of_row if pair is not None]


def _beside(cells: Sequence[Cell], head: str) -> list[str | None]:
    """Return the cells of a column beside its heading; each text is looked at once."""
    if _TEXTS.issuperset(map(type, cells)):
        said = {cell: _pair(head, _written(cell)) for cell in set(cells)}
        return [said[cell] for cell in cells]
    return [_pair(head, _quoted(cell)) for cell in cells]


def _pair(head: str, quoted: str | None) -> str | None:
    return None if quoted is None else f"{head}{quoted}]"


_TEXTS = frozenset({str, type(None)})
"""Types of cells that are alike only where they are the same: 1 and 1.0 are two."""


def _written(cell: Cell) -> str | None:
    """Return a cell as text in JSON; None when blank."""
    text = values.text(cell)
    return None if text is None else as_json(text)


_LONGEST_REMEMBERED = 100
_written_before = lru_cache(maxsize=8192, typed=True)(_written)


def _quoted(cell: Cell) -> str | None:
    is_long = cell.__class__ is str and len(cell) > _LONGEST_REMEMBERED
    return _written(cell) if is_long else _written_before(cell)
