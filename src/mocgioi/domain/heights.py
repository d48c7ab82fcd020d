"""How high the ground is, on a grid of degrees."""

from __future__ import annotations

from typing import NamedTuple

UNKNOWN_DM = -32_768
"""Of a cell whose height is not known."""


class Heights(NamedTuple):
    """Heights of cells, row after row from the north-west.

    Attributes:
        west, north: the north-western corner, degrees, EPSG:4326; cell_deg: side of a cell.
        rows, columns: how many cells there are.
        decimetres: signed 16-bit integers, little-endian; `UNKNOWN_DM` where not known.
    """

    west: float
    north: float
    cell_deg: float
    rows: int
    columns: int
    decimetres: bytes
