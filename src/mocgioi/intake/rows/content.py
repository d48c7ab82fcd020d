"""What a file says, as one hash: by it a file that comes again under another name is known."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from mocgioi.domain.places import fold
from mocgioi.intake.rows import values
from mocgioi.sources import Cell, RawFile
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
        headed = [(place, f"[{_as_json(keys[place])}, ") for place in order]
        is_in_order = len(set(keys)) == len(keys)
        for block in in_blocks(table.rows):
            said: list[bytes] = []
            for row in block:
                cells, width = row.values, len(row.values)
                pairs = [
                    f"{head}{quoted}]"
                    for place, head in headed
                    if place < width and (quoted := _quoted(cells[place])) is not None
                ]
                if not is_in_order:
                    pairs.sort(key=json.loads)
                said.append(f"[{', '.join(pairs)}]".encode())
                said.append(row.geometry or b"")
            digest.update(b"".join(said))
    return digest.hexdigest()


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def _written(cell: Cell) -> str | None:
    """Return a cell as text in JSON; None when blank."""
    text = values.text(cell)
    return None if text is None else _as_json(text)


_LONGEST_REMEMBERED = 100
_written_before = lru_cache(maxsize=8192, typed=True)(_written)


def _quoted(cell: Cell) -> str | None:
    is_long = cell.__class__ is str and len(cell) > _LONGEST_REMEMBERED
    return _written(cell) if is_long else _written_before(cell)
