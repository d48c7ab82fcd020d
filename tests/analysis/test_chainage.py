"""The border line cut into stretches: nothing of it is lost, and each cut stands at its km."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely

from mocgioi.analysis.lines.chainage import Span, cut_by_km, kilometres
from mocgioi.domain.line import BoundaryPiece

LINE = ((106.5, 22.4), (106.6, 22.3), (106.7, 22.3))
GO_ON = ((106.7, 22.3), (106.7, 22.1))


def piece(
    vertices: tuple[tuple[float, float], ...], span: tuple[float, float] | None = None
) -> BoundaryPiece:
    low, high = span or (None, None)
    return BoundaryPiece(shapely.to_wkb(shapely.LineString(vertices)), None, low, high)


PIECES = [piece(LINE, (0.0, 27.5)), piece(GO_ON, (27.5, 52.0))]


@pytest.fixture(scope="module")
def spans() -> list[Span]:
    return cut_by_km(PIECES, step_km=10.0)


def test_the_line_is_cut_at_each_step_and_where_a_piece_ends(spans: list[Span]) -> None:
    edges = [(span.piece, span.km_from, span.km_to) for span in spans]
    first = [(0, 0.0, 10.0), (0, 10.0, 20.0), (0, 20.0, 27.5)]
    assert edges == [*first, (1, 27.5, 30.0), (1, 30.0, 40.0), (1, 40.0, 50.0), (1, 50.0, 52.0)]


def test_a_piece_that_ends_at_a_step_is_not_cut_there() -> None:
    spans = cut_by_km([piece(LINE, (10.0, 20.0))], step_km=10.0)
    assert [(span.km_from, span.km_to) for span in spans] == [(10.0, 20.0)]


def test_each_span_begins_where_the_one_before_ends(spans: list[Span]) -> None:
    for span, other in itertools.pairwise(spans):
        assert span.vertices[-1] == pytest.approx(other.vertices[0], abs=1e-9)


def test_every_vertex_of_the_line_is_kept(spans: list[Span]) -> None:
    kept = np.vstack([span.vertices for span in spans])
    for vertex in (*LINE, *GO_ON):
        assert np.abs(kept - vertex).sum(axis=1).min() < 1e-7


def test_a_cut_stands_where_the_kilometre_does(spans: list[Span]) -> None:
    marks = {km: (east, north) for km, east, north in kilometres(PIECES, step_km=10.0)}
    assert spans[1].vertices[0] == pytest.approx(marks[10.0], abs=1e-9)
    assert spans[4].vertices[0] == pytest.approx(marks[30.0], abs=1e-9)


def test_without_spans_the_planar_length_counts() -> None:
    spans = cut_by_km([piece(GO_ON)], step_km=10.0)
    assert [span.km_to for span in spans[:-1]] == [10.0, 20.0]
    assert spans[-1].km_to == pytest.approx(22.2, abs=0.1)


def test_no_line_has_no_spans() -> None:
    assert cut_by_km([], step_km=10.0) == []
