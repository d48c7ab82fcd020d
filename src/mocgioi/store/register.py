"""The marker register, put in: what it says of each marker becomes events, all of it dated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.register import BY_OUTLINE, MarkerEntry, Post
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import HOMES
from mocgioi.store.statements import Statement, put_statements, states_of

_ATTRIBUTES = {
    "need_road": "needs_road",
    "commune": "commune",
    "post": "post",
    "grouping": "grouping",
    "size": "size",
    "material": "material",
    "register_note": "note",
    "register_source": "source",
}
"""By aspect, the attribute of a row that says it."""


def put_markers(
    transaction: Transaction,
    file: IncomingFile,
    entries: Sequence[MarkerEntry],
    effective_on: str,
    *,
    new_posts: Iterable[Post] = (),
) -> Receipt:
    """Take in a marker register.

    Args:
        transaction: the write transaction.
        file: the file and its receipt so far.
        entries: one for each marker, numbers unique.
        effective_on: ISO day from which what differs from what is known holds, and from which
            a marker is there that the first register did not have.
        new_posts: those that it names and the store does not know.
    """
    post = HOMES["Post"]
    named = [
        Statement(p.code, p.name, {post.existence: "yes", post.aspect("name"): p.name})
        for p in new_posts
    ]
    return put_statements(
        transaction,
        file,
        [
            Statement(
                subject=str(entry.number),
                name=str(entry.number),
                values=dict(_stated(entry)),
                row=entry.row,
                illustrative=entry.illustrative,
                observers={"commune": BY_OUTLINE} if entry.is_commune_by_outline else {},
            )
            for entry in entries
        ],
        states_of(transaction, "existence", tuple(ASPECTS), as_of=effective_on),
        "existence",
        effective_on,
        besides=named,
    )


def _stated(entry: MarkerEntry) -> Iterator[tuple[str, str]]:
    """Yield what a register row says of its marker, by aspect."""
    yield "existence", "yes"
    for aspect, attribute in _ATTRIBUTES.items():
        value = getattr(entry, attribute)
        if value is not None:
            yield aspect, value
    if entry.position is not None:
        yield "register_position", entry.position.as_value()
