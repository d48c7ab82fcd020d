"""Where markers stand, by the names people use: commune and post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypedDict


class Placed(NamedTuple):
    """Codes and names of a marker's commune and post; None where it has none."""

    commune: str | None = None
    commune_name: str | None = None
    post: str | None = None
    post_name: str | None = None


class PlacesServed(TypedDict):
    """Codes of communes and posts, and their names in the same order."""

    communes: list[str]
    commune_names: list[str]
    posts: list[str]
    post_names: list[str]


def places_served(markers: Iterable[str], placed: Mapping[str, Placed]) -> PlacesServed:
    """Return the communes and posts of markers in border order, each once; a code may be a name."""
    communes: dict[str, str] = {}
    posts: dict[str, str] = {}
    for number in markers:
        place = placed.get(number, Placed())
        if place.commune:
            communes.setdefault(place.commune, place.commune_name or place.commune)
        if place.post:
            posts.setdefault(place.post, place.post_name or place.post)
    return {
        "communes": list(communes),
        "commune_names": list(communes.values()),
        "posts": list(posts),
        "post_names": list(posts.values()),
    }
