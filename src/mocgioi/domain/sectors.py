"""What is of the sector of a border post beside its markers: one rule for its kit and its map."""

from __future__ import annotations

from collections.abc import Collection


def has_project(
    post: str, numbers: Collection[str], *, of_post: str | None, serves: Collection[str]
) -> bool:
    """Say whether a project is of a sector: it is the post's, or serves one of its markers.

    >>> has_project("po-ma", {"1000"}, of_post="po-ma", serves=())
    True
    """
    return of_post == post or any(number in numbers for number in serves)


def has_gate(numbers: Collection[str], *, marker_from: str | None, marker_to: str | None) -> bool:
    """Say whether a gate stands beside one of the markers of a sector.

    >>> has_gate({"1116", "1117"}, marker_from="1117", marker_to="1118")
    True
    """
    return marker_from in numbers or marker_to in numbers
