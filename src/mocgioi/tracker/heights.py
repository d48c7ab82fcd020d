"""Heights of the ground, taken in as a batch of their own."""

from __future__ import annotations

import math
from pathlib import Path

from mocgioi import sources
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.heights import HeightsRead
from mocgioi.domain.register import Commune
from mocgioi.errors import Finding
from mocgioi.sources.heights import read_heights
from mocgioi.store import heights, reading
from mocgioi.store.handle import Store
from mocgioi.tracker.keeping import transaction_of
from mocgioi.words.findings import finding


def import_heights(store: Store, path: Path, *, crs: str | None, rehearse: bool) -> Receipt:
    """Take in heights of the ground, clipped to the communes; see `Register.import_file`."""
    with store.reading() as connection:
        communes = reading.read_items(connection, Commune)
    outlines = [commune.geometry for commune in communes if commune.geometry]
    with sources.answering_for(path.name):
        raster = read_heights(path, outlines, crs)
    packed = heights.packed(raster.heights)
    file = IncomingFile(
        heights.KIND,
        path.name,
        sources.sha256_of(path),
        heights.content_sha256(raster.heights),
        "EPSG:4326",
        findings=(_came(raster, len(packed)),),
    )
    with transaction_of(store, rehearse) as transaction:
        return heights.put(transaction, file, raster, packed)


def _came(raster: HeightsRead, size: int) -> Finding:
    """Tell what the heights cover, how fine and how high they are, and what room they take."""
    return finding(
        "heights-came",
        "whole" if raster.percent_covered == 100 else "part",
        percent=max(int(raster.percent_covered), 1),
        cell=f"{raster.cell_m:.0f}",
        lowest=f"{raster.lowest_m:.0f}",
        highest=f"{raster.highest_m:.0f}",
        megabytes=math.ceil(size / 1e6),
    )
