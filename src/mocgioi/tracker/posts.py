"""The border posts that there are, and whose markers are whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.register import Post
from mocgioi.store import reading
from mocgioi.store.sectors import sector

if TYPE_CHECKING:
    from mocgioi.store.handle import Store


def names_of_posts(store: Store) -> dict[str, str]:
    """Return what the posts are called, by their codes, in the order they came."""
    with store.reading() as connection:
        return {post.code: post.name for post in reading.read_items(connection, Post)}


def numbers_of(store: Store, post: str) -> frozenset[str]:
    """Return the numbers of the markers of a post, retired and former ones among them.

    Args:
        post: its code.
    """
    with store.reading() as connection:
        return sector(connection, post)[None]
