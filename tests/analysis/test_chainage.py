"""The border line cut into stretches: nothing of it is lost, and each cut stands at its km."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
import shapely

from mocgioi.analysis.lines.chainage import Span, border_km, cut_by_km, kilometres
from mocgioi.analysis.lines.proximity import MarkerPoints
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


def km_of(
    places: dict[str, tuple[float, float] | None], pieces: Sequence[BoundaryPiece] = PIECES
) -> dict[str, float | None]:
    degrees = np.array([at or (np.nan, np.nan) for at in places.values()]).reshape(-1, 2)
    return border_km(MarkerPoints(list(places), degrees[:, 0], degrees[:, 1]), pieces)


def test_a_marker_stands_where_the_line_is_nearest_to_it() -> None:
    assert km_of({"first": LINE[0], "joint": GO_ON[0], "last": GO_ON[1]}) == {
        "first": 0.0,
        "joint": 27.5,
        "last": 52.0,
    }


def test_a_place_on_the_line_has_the_kilometre_it_was_taken_from() -> None:
    marks = {f"{km:g}": (east, north) for km, east, north in kilometres(PIECES, step_km=10.0)}
    assert list(marks) == ["0", "10", "20", "30", "40", "50"]
    assert km_of(dict(marks)) == {km: float(km) for km in marks}


def test_a_marker_beside_the_line_stands_at_its_foot() -> None:
    (beside,) = km_of({"beside": (106.72, 22.2)}).values()
    (on,) = km_of({"on": (106.7, 22.2)}).values()
    assert beside == pytest.approx(on, abs=0.05)
    assert on == pytest.approx(39.75, abs=0.02)


def test_a_marker_without_a_place_or_far_from_the_line_stands_nowhere() -> None:
    assert km_of({"none": None, "far": (106.7, 22.04), "near": (106.7, 22.06)}) == {
        "none": None,
        "far": None,
        "near": 52.0,
    }


def test_without_a_line_or_without_markers_nothing_stands_anywhere() -> None:
    assert km_of({"1116": LINE[0]}, ()) == {"1116": None}
    assert km_of({"1116": None}) == {"1116": None}
    assert km_of({}) == {}


def test_pieces_without_spans_follow_each_other_by_their_length() -> None:
    pieces = [piece(GO_ON), piece((GO_ON[1], (106.7, 22.0)))]
    first, second = (km_of({"m": at}, pieces)["m"] for at in (GO_ON[1], (106.7, 22.0)))
    assert first == pytest.approx(22.15, abs=0.01)
    assert second == pytest.approx(22.15 * 1.5, abs=0.02)


def test_spans_count_only_where_every_piece_has_them() -> None:
    pieces = [piece(GO_ON, (100.0, 200.0)), piece((GO_ON[1], (106.7, 22.0)))]
    assert km_of({"m": GO_ON[1]}, pieces)["m"] == pytest.approx(22.15, abs=0.01)


def test_a_kilometre_is_told_to_the_metre() -> None:
    (km,) = km_of({"m": (106.7, 22.2345678)}).values()
    assert km == round(km or 0.0, 3) and km != round(km or 0.0, 2)


def test_between_pieces_there_are_no_kilometres() -> None:
    apart = [piece(LINE, (0.0, 19.5)), piece(GO_ON, (35.0, 52.0))]
    marks = [km for km, _, _ in kilometres(apart, step_km=5.0)]
    assert marks == [0.0, 5.0, 10.0, 15.0, 35.0, 40.0, 45.0, 50.0]
    assert kilometres([], step_km=10.0) == []


def test_the_last_kilometre_of_a_line_is_marked_where_it_ends() -> None:
    marks = kilometres([piece(GO_ON, (0.0, 20.0))], step_km=10.0)
    assert [km for km, _, _ in marks] == [0.0, 10.0, 20.0]
    assert marks[-1][1:] == pytest.approx(GO_ON[1], abs=1e-7)


@pytest.mark.parametrize("metric_crs", ["EPSG:9215", "EPSG:32648"])
def test_kilometres_of_a_line_without_spans_are_counted_where_they_are_measured(
    metric_crs: str,
) -> None:
    marks = kilometres([piece(GO_ON)], step_km=10.0, metric_crs=metric_crs)
    assert [km for km, _, _ in marks] == [0.0, 10.0, 20.0]
    for km, east, north in marks:
        assert (east, north) == pytest.approx((106.7, 22.3 - 0.2 * km / 22.15), abs=2e-4)


def test_pieces_without_spans_leave_no_kilometre_between_them() -> None:
    spans = cut_by_km([piece(GO_ON), piece((GO_ON[1], (106.7, 22.0)))], step_km=10.0)
    for span, other in itertools.pairwise(spans):
        assert span.km_to == pytest.approx(other.km_from, abs=1e-9)


@pytest.mark.parametrize("span", [(100.0, None), (None, 100.0)])
def test_a_span_of_which_half_is_stated_is_none(span: tuple[float | None, float | None]) -> None:
    pieces = [piece(GO_ON)._replace(km_from=span[0], km_to=span[1])]
    assert km_of({"m": GO_ON[1]}, pieces)["m"] == pytest.approx(22.15, abs=0.01)
