"""A layer that states the wrong datum is refused by what its places stand on, 224 m away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely

from mocgioi.domain.crs import METRIC_CRS, WITHOUT_DATUM_CHANGE, to_metric
from mocgioi.domain.register import Post
from mocgioi.errors import CrsProblem, Finding
from mocgioi.intake import (
    Known,
    take_boundary,
    take_communes,
    take_gates,
    take_ground,
    take_posts,
    take_roads,
)
from tests.intake import world

WRONG = next(iter(WITHOUT_DATUM_CHANGE))
"""What a MapInfo file says of the zone that forgets the datum: ``Projection 8, 104``."""

PLACES = list(zip(world.LONGITUDE, world.LATITUDE, strict=True))
LANES = [shapely.LineString([(e, n - 0.01), (e, n)]) for e, n in PLACES]
INLAND = [shapely.Point(e, n - 0.02) for e, n in PLACES]
POSTS = {
    f"post-{i}": Post(code=f"post-{i}", name=f"Số {i}", longitude=point.x, latitude=point.y)
    for i, point in enumerate(INLAND)
}

Take = Callable[..., Any]


def in_metres(shape: shapely.Geometry) -> bytes:
    """Return a shape in the province's own system."""
    moved = shapely.transform(shape, lambda p: np.column_stack(to_metric(p[:, 0], p[:, 1])))
    wkb: bytes = shapely.to_wkb(moved)
    return wkb


def taken(
    take: Take, header: tuple[str, ...], cells: Any, shapes: Any, crs: str, known: Known
) -> Any:
    geometries = [in_metres(shape) for shape in shapes]
    raw = world.raw_file(header, cells, crs=crs, geometries=geometries, kind="mif")
    return take(raw, known=known)


def checked(findings: list[Finding]) -> Finding:
    return next(told for told in findings if told.code == "crs-checked")


MARKERS = Known(markers=world.MARKERS)
OUTLINES = [shapely.from_wkb(c.geometry) for c in world.COMMUNES.values() if c.geometry]
LAYERS = [
    (take_roads, ("name",), [("a",)] * 13, LANES, MARKERS),
    (
        take_roads,
        ("name",),
        [("a",)] * 13,
        LANES,
        Known(boundary=[world.LINE], drawn=lambda _: [shapely.to_wkb(lane) for lane in LANES]),
    ),
    (
        take_communes,
        ("code", "name"),
        [(c.code, c.name) for c in world.COMMUNES.values()],
        OUTLINES,
        MARKERS,
    ),
    (take_boundary, ("name",), [("a",)], [shapely.from_wkb(world.LINE)], MARKERS),
    (
        take_posts,
        ("code", "name"),
        [(p.code, p.name) for p in POSTS.values()],
        INLAND,
        replace(world.GROUND, posts=POSTS),
    ),
    (
        take_gates,
        ("name",),
        [("a",)] * 13,
        [shapely.Point(place) for place in PLACES],
        Known(boundary=[world.LINE]),
    ),
    (
        take_ground,
        ("kind", "name"),
        [("river", "a")] * 13,
        LANES,
        replace(world.GROUND, drawn=lambda _: [shapely.to_wkb(lane) for lane in LANES]),
    ),
]
NAMES = ["roads-markers", "roads-roads", "communes", "boundary", "posts", "gates", "ground"]


@pytest.mark.parametrize(("take", "header", "cells", "shapes", "known"), LAYERS, ids=NAMES)
def test_a_datum_that_puts_a_layer_224_m_off_is_refused_with_what_fits(
    take: Take, header: tuple[str, ...], cells: Any, shapes: Any, known: Known
) -> None:
    with pytest.raises(CrsProblem) as caught:
        taken(take, header, cells, shapes, WRONG, known)
    assert "224 m" in caught.value.text.vi
    assert caught.value.text.vi.endswith("--crs EPSG:9215")


@pytest.mark.parametrize(("take", "header", "cells", "shapes", "known"), LAYERS, ids=NAMES)
def test_the_same_layer_with_its_datum_is_taken_and_how_well_it_fits_is_told(
    take: Take, header: tuple[str, ...], cells: Any, shapes: Any, known: Known
) -> None:
    made = taken(take, header, cells, shapes, METRIC_CRS, known)
    told = checked(made.findings)
    assert "trong vòng 50 m" in told.text.vi
    assert "224 m" not in told.text.vi


def test_a_layer_with_nothing_known_near_it_says_that_its_datum_is_unchecked() -> None:
    known = Known(boundary=[world.LINE])
    made = taken(take_roads, ("name",), [("a",)] * 13, LANES, WRONG, known)
    assert "Chưa đối chiếu được đến 224 m" in checked(made.findings).text.vi
