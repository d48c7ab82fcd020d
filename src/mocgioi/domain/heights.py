"""How high the ground is, on a grid of degrees."""

from __future__ import annotations

from mocgioi.records import NamedTuple

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


class HeightsRead(NamedTuple):
    """Heights as a raster had them.

    Attributes:
        percent_covered: of the communes' ground, one decimal; below 100 where any is without.
        cell_m: side of a cell of the raster, metres. lowest_m, highest_m: of what is kept.
    """

    heights: Heights
    percent_covered: float
    cell_m: float
    lowest_m: float
    highest_m: float
