"""The border posts that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.register import Post
from mocgioi.store import reading

if TYPE_CHECKING:
    from mocgioi.store.handle import Store


def names_of_posts(store: Store) -> dict[str, str]:
    """Return what the posts are called, by their codes, in the order they came."""
    with store.reading() as connection:
        return {post.code: post.name for post in reading.read_items(connection, Post)}
