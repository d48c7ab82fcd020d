"""The part of a store that is of one border post, as a store of its own that comes home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import UsageError
from mocgioi.store import kits, partial, reading, results
from mocgioi.store.commits import HEAD_SHOWN
from mocgioi.store.sectors import sector
from mocgioi.tracker import naming
from mocgioi.tracker.author import author
from mocgioi.tracker.freshness import measure_within
from mocgioi.tracker.moments import today
from mocgioi.tracker.one_connection import on_one_connection

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.store.handle import Store


class Sector(NamedTuple):
    """A store that was cut for a border post.

    Attributes:
        path: where it is; size_bytes: how long its file is.
        post: code of the post; name: what it is called.
        markers: numbers of its markers, in border order.
        photos: how many pictures it holds, photos_bytes: how many bytes of the file they are.
        photos_left: how many pictures of the sector were left out.
        head: the first characters of the head of the last commit of the store it was cut from.
    """

    path: Path
    size_bytes: int
    post: str
    name: str
    markers: tuple[str, ...]
    photos: int
    photos_bytes: int
    photos_left: int
    head: str


@on_one_connection
def sector_store(
    store: Store, post: str, target: Path, *, photos: bool = True, by: str | None = None
) -> Sector:
    """Make a store of the sector of a border post, to be edited elsewhere and merged at home.

    It has all that is needed to understand the post's markers (`mocgioi.store.sectors`), with
    the styles of the layers. The file is there once it is whole.

    Args:
        post: code or name of the post.
        target: where to; nothing may stand there.
        photos: with the pictures of its markers.
        by: who cuts it.

    Raises:
        UsageError: no such post, or it has no markers.
        CannotWrite: something stands at `target`, or it cannot be written.
    """
    with _measured(store) as source:
        named = naming.find(source, "post", post)
        subjects = sector(source, named.subject)
        numbers = [
            number
            for number, entry in reading.read_markers(source).items()
            if entry.post == named.subject
        ]
        if not numbers:
            raise UsageError(
                f"Đồn Biên phòng {named.name} chưa có mốc nào trong kho: không có gì để cắt gói.",
                f"Border post {named.name} has no markers in the store: there is no kit to cut.",
            )
        head = partial.head_of(source)
        with partial.new_kit(target) as transaction:
            transaction.author = author(by, store)
            kit = kits.Kit(
                post=named.subject,
                name=named.name,
                markers=len(numbers),
                store=store.path.name,
                head=head,
                cut_at=transaction.instant(),
            )
            partial.cut(source, transaction, subjects, kit, with_photos=photos, as_of=today())
            held, of_bytes = partial.pictures(transaction.reader)
        left = 0 if photos else partial.pictures_of(source, subjects)
    return Sector(
        path=target,
        size_bytes=target.stat().st_size,
        post=named.subject,
        name=named.name,
        markers=tuple(numbers),
        photos=held,
        photos_bytes=of_bytes,
        photos_left=left,
        head=head[:HEAD_SHOWN],
    )


@contextmanager
def _measured(store: Store) -> Iterator[sqlite3.Connection]:
    """Open a store to read; where its lines changed since they were measured, a copy of it in
    which they are measured anew.
    """
    with store.reading() as connection:
        if results.nearest_is_current(connection):
            yield connection
            return
    with store.rehearsing() as transaction:
        measure_within(transaction)
        yield transaction.reader
