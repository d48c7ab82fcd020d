"""Which straight pieces leave the country."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from mocgioi.analysis.lines.border_side import leaves_the_country

BORDER = np.array([shapely.LineString([(-1000, 0), (1000, 0)])])
NO_LINES = np.array([], dtype=object)


def leaves(
    *piece: tuple[float, float], network: shapely.LineString | None = None, border: object = BORDER
) -> bool:
    """Say whether a piece leaves the country, which is south of the line."""
    roads = NO_LINES if network is None else np.array([network])
    (answer,) = leaves_the_country(np.array([shapely.LineString(piece)]), border, roads)  # type: ignore[arg-type]
    return bool(answer)


@pytest.mark.parametrize("beyond_m", [30.0, 30.001])
@pytest.mark.parametrize("way", [1, -1])
def test_a_piece_may_end_a_little_beyond_the_line_at_either_end(beyond_m: float, way: int) -> None:
    piece = [(0.0, -500.0), (0.0, beyond_m)]
    assert not leaves(*piece[::way])


@pytest.mark.parametrize("way", [1, -1])
def test_a_piece_that_crosses_farther_from_both_its_ends_leaves(way: int) -> None:
    piece = [(0.0, -500.0), (0.0, 30.004)]
    assert leaves(*piece[::way])


def test_a_piece_that_begins_a_little_before_the_line_does_not_cross_it() -> None:
    assert not leaves((0, -20), (0, 500))


def test_a_piece_on_the_far_side_of_the_nearest_road_leaves() -> None:
    road = shapely.LineString([(-500, -100), (500, -100)])
    assert leaves((0, 40), (300, 40), network=road)
    assert not leaves((0, -40), (300, -40), network=road)


def test_without_roads_a_piece_that_does_not_cross_stays() -> None:
    assert not leaves((0, 40), (300, 40))


def test_without_a_border_line_nothing_leaves() -> None:
    assert not leaves((0, -500), (0, 500), border=NO_LINES)
    assert not leaves_the_country(NO_LINES, BORDER, NO_LINES).size


def test_each_piece_is_answered_for_itself() -> None:
    ends = ([(0, -500), (0, 500)], [(9, -500), (9, -10)], [(20, 500), (20, -500)])
    pieces = np.array([shapely.LineString(end) for end in ends])
    assert leaves_the_country(pieces, BORDER, NO_LINES).tolist() == [True, False, True]
