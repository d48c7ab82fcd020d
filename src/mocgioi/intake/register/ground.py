"""The ground of the map: what lies around the border, to find one's way by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import shapely

from mocgioi.domain.ground import NAMED_ONLY, GroundFeature
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.intake.position.layers import place_layer, wkb
from mocgioi.intake.position.shapes import REFUSED
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.row import MAX_SHOWN, Row, labels
from mocgioi.intake.rows.taking import Taking
from mocgioi.patterns import regex
from mocgioi.sources import Cell, RawFile, RawTable
from mocgioi.words.findings import finding

AROUND_DEG = 0.6
"""How far around the border the ground reaches: about 60 km, the province and its neighbours."""
_DEG_KM = 100
_BORDER = regex(r"\b(?:bien gioi|duong bien|quoc gioi|border|boundary|admin 0)\b")


def take_ground(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[GroundFeature]:
    """Take the surroundings of the border, cut to `AROUND_DEG` about what is known of it.

    Without a column of kinds, a layer that is called by one is all of it; that is told.
    What lies wholly farther away is no row and told once. A border line is refused: the only one
    that is drawn is that of ``import boundary``.

    Raises:
        UnreadableInput: no column of kinds.
        CrsProblem: the layer's system is missing, or puts it far from Việt Nam.
    """
    taking: Taking[GroundFeature] = Taking(
        raw, "ground", columns, known, given=lambda table: _called(table, raw)
    )
    frame = _frame(known)
    for table, recognised in taking.tables:
        if recognised.given:
            kind = CODE_LISTS["ground_kind"][str(recognised.given["kind"])].label
            taking.taken.findings.append(finding("ground-kind-named", sheet=table.name, kind=kind))
        rows = list(taking.rows(table, recognised))
        shapes = place_layer(
            table, rows, crs, known, taking.taken, kind="ground", extent="surroundings"
        )
        far = 0
        for row in rows:
            shape = shapes.get(row.raw.row)
            near = _within(shape, frame) if shape is not None else None
            if shape is not None and not row.codes and near is None:
                far += 1
                continue
            taking.close(row, _feature(row, near))
        if far:
            taking.taken.rows_read -= far
            taking.taken.findings.append(
                finding("ground-far", sheet=table.name, count=far, far_km=int(AROUND_DEG * _DEG_KM))
            )
    return taking.taken


def _called(table: RawTable, raw: RawFile) -> dict[str, Cell]:
    """Return the kind that a layer or its file is called by: ``song``, ``quoc_lo_2025``."""
    for name in (table.name or "", Path(raw.name).stem):
        kind = code_of("ground_kind", re.sub(r"[\W_\d]+", " ", name))
        if kind is not None:
            return {"kind": kind}
    return {}


def _frame(known: Known) -> shapely.Geometry | None:
    """Return the box about what is known of the border; None while nothing is."""
    outlines = [commune.geometry for commune in known.communes.values() if commune.geometry]
    shapes = shapely.from_wkb([*known.boundary, *outlines])
    if not len(shapes):
        return None
    west, south, east, north = shapely.total_bounds(shapes)
    return shapely.box(*np.add((west, south, east, north), AROUND_DEG * np.array((-1, -1, 1, 1))))


def _within(shape: shapely.Geometry, frame: shapely.Geometry | None) -> shapely.Geometry | None:
    """Return what of a shape lies in the frame, as parts of its own dimension; None for nothing."""
    if frame is None or frame.contains(shape):
        return shape
    cut = shapely.get_parts(shapely.intersection(shapely.make_valid(shape), frame))
    alike = shapely.get_dimensions(cut) == shapely.get_dimensions(shape)
    near = shapely.union_all(cut[alike])
    return None if near.is_empty else near


def _feature(row: Row, shape: shapely.Geometry | None) -> GroundFeature | None:
    kind = _kind(row)
    if shape is None or shape.is_empty:
        if not REFUSED.intersection(row.codes):
            row.report("geometry-missing", "ground")
        return None
    if kind is None:
        return None
    name = row.text("name")
    if name is None and kind in NAMED_ONLY:
        row.report("ground-unnamed", field="name")
    return GroundFeature(
        geometry=wkb(shape),
        kind=kind,
        name=name,
        name_en=row.text("name_en"),
        illustrative=values.truth(row.cell("illustrative")),
        source=row.text("source"),
        licence=row.text("licence"),
    )


def _kind(row: Row) -> str | None:
    """Return the kind that a row says in words; anything else is told and rejects it."""
    written = row.text("kind") or ""
    kind = code_of("ground_kind", written)
    if kind is None and _BORDER.search(fold(written)):
        row.report("ground-border", field="kind")
    elif kind is None:
        row.report(
            "ground-kind",
            field="kind",
            written=written[:MAX_SHOWN],
            allowed=labels("ground_kind"),
        )
    return kind
