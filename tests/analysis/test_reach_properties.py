"""What must hold of reach for any markers and roads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from .ground import Part, Point, marker, measured, road, turned

_metres = st.integers(-300, 300).map(float)
_points = st.tuples(_metres, _metres)
_parts = st.lists(_points, min_size=2, max_size=12)
_steps = st.tuples(st.integers(-12, 12).map(float), st.integers(-12, 12).map(float))

Drawn = tuple[str, list[list[Point]]]
"""A road's class and its parts."""


@st.composite
def _worlds(draw: st.DrawFn) -> tuple[list[Point], list[Drawn]]:
    """Draw markers and roads, many of them starting within a few metres of one another."""
    roads: list[Drawn] = []
    for road_class in draw(st.lists(st.sampled_from(["access", "access", "patrol"]), max_size=7)):
        parts = draw(st.lists(_parts, min_size=1, max_size=2))
        beside_another = draw(st.booleans())
        if roads and beside_another:
            at = draw(st.sampled_from([point for part in roads[-1][1] for point in part]))
            step = draw(_steps)
            parts[0][0] = (at[0] + step[0], at[1] + step[1])
        roads.append((road_class, parts))
    return draw(st.lists(_points, min_size=1, max_size=8)), roads


def _answer(
    markers: Sequence[Point],
    roads: Sequence[Drawn],
    *,
    degrees: float = 0.0,
    by: Point = (0.0, 0.0),
    backwards: bool = False,
) -> list[str]:
    def drawn(part: Part) -> list[Point]:
        points = turned(part, degrees, by)
        return points[::-1] if backwards else points

    numbered = [marker(str(1100 + n), drawn([at])[0]) for n, at in enumerate(markers)]
    lines = [
        road(f"{n:02}", *(drawn(part) for part in parts), road_class=road_class)
        for n, (road_class, parts) in enumerate(roads)
    ]
    lines.append(road("supplied", [(90_000, 0), (90_000, 9)]))
    shown = measured(numbered, lines)
    assert list(shown) == [marker.number for marker in numbered]
    return list(shown.values())


_proof = settings(max_examples=30)


@_proof
@given(_worlds(), st.randoms(use_true_random=False))
def test_the_order_of_input_is_irrelevant(
    world: tuple[list[Point], list[Drawn]], random: Random
) -> None:
    markers = [marker(str(1100 + n), at) for n, at in enumerate(world[0])]
    roads = [road(str(n), *parts, road_class=kind) for n, (kind, parts) in enumerate(world[1])]
    before = measured(markers, roads)
    random.shuffle(markers)
    random.shuffle(roads)
    assert measured(markers, roads) == before


@_proof
@given(_worlds(), st.floats(0, 360), st.tuples(_metres, _metres))
def test_turning_and_moving_everything_changes_nothing(
    world: tuple[list[Point], list[Drawn]], degrees: float, by: Point
) -> None:
    assert _answer(*world, degrees=degrees, by=by) == _answer(*world)


@_proof
@given(_worlds())
def test_drawing_every_line_backwards_changes_nothing(
    world: tuple[list[Point], list[Drawn]],
) -> None:
    assert _answer(*world, backwards=True) == _answer(*world)


@_proof
@given(_worlds(), st.sampled_from(["access", "patrol"]), _parts)
def test_one_more_built_road_never_lowers_what_is_reached(
    world: tuple[list[Point], list[Drawn]], road_class: str, part: list[Point]
) -> None:
    rank = ["none", "near", "isolated", "reached"].index
    before = _answer(*world)
    after = _answer(world[0], [*world[1], (road_class, [part])])
    assert all(rank(now) >= rank(then) for then, now in zip(before, after, strict=True))


@_proof
@given(_worlds())
def test_cutting_lines_at_their_vertices_can_only_add_joins(
    world: tuple[list[Point], list[Drawn]],
) -> None:
    whole = [(road_class, parts[:1]) for road_class, parts in world[1]]
    pieces = [
        (road_class, [[start, end]])
        for road_class, parts in whole
        for start, end in pairwise(parts[0])
    ]
    rank = {"none": 0, "near": 1, "isolated": 2, "reached": 3}
    before, after = _answer(world[0], whole), _answer(world[0], pieces)
    assert [min(rank[marker], 2) for marker in before] == [min(rank[marker], 2) for marker in after]
    assert all(rank[cut] >= rank[uncut] for uncut, cut in zip(before, after, strict=True))
