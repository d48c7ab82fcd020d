"""Columns and drawings of a layer of ours that another program wrote anew.

Programs write what they read in their own way: a name cut to ten letters, a ring that begins
elsewhere. Such differences are no edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from mocgioi.store.geometry import decode_wkb, encode_wkb
from mocgioi.store.schema import BY_NAME
from mocgioi.store.statements import is_same

if TYPE_CHECKING:
    import shapely

_NAME_LETTERS = 10
"""The longest name of a column of a shapefile."""

_DEFAULT = re.compile(r"NOT NULL DEFAULT '(\w+)'")


@cache
def cut_names(table: str) -> Mapping[str, str]:
    """Return the columns of a layer whose name is too long for a shapefile, by what GDAL calls
    them there: the first ten letters, or eight and a number where another has those.
    """
    names = [column.name for column in BY_NAME[table].columns]
    cut: dict[str, str] = {}
    for name in names:
        short, number = name[:_NAME_LETTERS], 1
        while short != name and (short in cut or short in names):
            short, number = f"{name[: _NAME_LETTERS - 2]}_{number}", number + 1
        cut[short] = name
    return {short: name for short, name in cut.items() if short != name}


def default_of(table: str, column: str) -> str | None:
    """Return what a column holds in a new row where nothing is typed; None: nothing."""
    found = _DEFAULT.search(_sql(table, column))
    return found[1] if found else None


def is_needed(table: str, column: str) -> bool:
    """Say whether every row of a layer has something typed into a column."""
    sql = _sql(table, column)
    return "NOT NULL" in sql and "DEFAULT" not in sql


def _sql(table: str, column: str) -> str:
    return next((c.sql for c in BY_NAME[table].columns if c.name == column), "")


def shape_of(table: str, geometry: bytes) -> str:
    """Return a geometry (WKB, EPSG:4326) as events have those of a layer."""
    import shapely

    shape = shapely.from_wkb(geometry)
    declared = BY_NAME[table].geometry or ""
    if declared.startswith("MULTI") and not shape.geom_type.startswith("Multi"):
        several: Callable[..., shapely.Geometry] = getattr(shapely, f"Multi{shape.geom_type}")
        shape = several([shape])
    return encode_wkb(shapely.to_wkb(shape, byte_order=1)).hex()


def is_drawn(aspect: str, blob: bytes | None, shape: str) -> bool:
    """Say whether a shape is the one that stands: a ring that begins elsewhere is the same."""
    if blob is None:
        return False
    if is_same(aspect, blob.hex(), shape):
        return True
    import shapely

    stands, drawn = (
        shapely.normalize(shapely.from_wkb(decode_wkb(each)))
        for each in (blob, bytes.fromhex(shape))
    )
    return is_same(aspect, *(encode_wkb(g.wkb).hex() for g in (stands, drawn)))
