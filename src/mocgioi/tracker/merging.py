"""Another copy of the store comes home: looked at, compared, and taken in as one batch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi import sources
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.errors import HINT, Hint, UsageError
from mocgioi.store import foreign, merging, reading
from mocgioi.store.history import MERGE
from mocgioi.tracker.alarming import tell_alarms_of
from mocgioi.tracker.author import author
from mocgioi.tracker.freshness import measure_within
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    import os

    from mocgioi.store.foreign import Foreign
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store


def merge(
    store: Store,
    path: str | os.PathLike[str],
    *,
    by: str | None = None,
    unrelated: bool = False,
    rehearse: bool = False,
) -> Receipt:
    """Take in another copy of the store; see `Tracker.merge`."""
    path = Path(path)
    with store.reading():
        pass
    if path.exists() and store.path.samefile(path):
        raise UsageError(
            f"«{path}» chính là kho đang dùng. Chỉ tệp của bản sao ở nơi khác.",
            f"“{path}” is the store in use itself. Name the file of a copy from elsewhere.",
        )
    if not foreign.is_database(path) or not foreign.is_store(path):
        raise foreign.no_store(path)
    file = IncomingFile(MERGE, path.name, sources.sha256_of(path), "")
    with (
        foreign.opened(path) as other,
        store.rehearsing() if rehearse else store.writing() as transaction,
    ):
        transaction.author = author(by)
        _refuse_another_province(transaction, other, path, unrelated=unrelated)
        file = file._replace(content_sha256=other.head)
        receipt = merging.merge(transaction, other, file, today=today())
        if receipt.batch is not None:
            tell_alarms_of(transaction, receipt, transaction.commit_number, today=today())
            if not rehearse:
                measure_within(transaction)
    return receipt


def _refuse_another_province(
    transaction: Transaction, other: Foreign, path: Path, *, unrelated: bool
) -> None:
    """Refuse a store that is no copy of this one.

    Raises:
        UsageError: it has made-up markers and this one real ones, or the other way; or the two
            have no event in common.
    """
    here, there = reading.is_illustrative(transaction), reading.is_illustrative(other.connection)
    if here != there and reading.has_markers(transaction) and reading.has_markers(other.connection):
        raise UsageError(
            f"Một trong hai kho là SỐ LIỆU MINH HỌA, kho kia là số liệu thật: không gộp «{path}».",
            f"One of the two stores holds ILLUSTRATIVE DATA and the other real data: “{path}” is "
            "not merged.",
        )
    if unrelated or merging.is_related(transaction, other):
        return
    raise UsageError(
        f"«{path}» và kho này không có số liệu nào chung: không phải hai bản của một kho. Nếu vẫn "
        f"muốn gộp: {HINT}.",
        f"“{path}” and this store have no event in common: they are no copies of one store. To "
        f"merge them all the same: {HINT}.",
        hints=(Hint("merge", ("FILE", "--unrelated")),),
    )
