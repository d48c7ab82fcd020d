"""Another copy of the store comes home: looked at, compared, and taken in as one batch."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mocgioi import sources
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.marker import MarkerNumber
from mocgioi.errors import HINT, Finding, Hint, MocgioiError, UsageError
from mocgioi.sources.album import file_name
from mocgioi.store import foreign, kits, merging, photos, reading
from mocgioi.store.events import MERGE
from mocgioi.store.opening import is_address, store_at
from mocgioi.tracker import edited, photographing
from mocgioi.tracker.alarming import tell_alarms_of
from mocgioi.tracker.author import author
from mocgioi.tracker.edited import Copy
from mocgioi.tracker.freshness import measure_within
from mocgioi.tracker.moments import Day, day_or_today, today
from mocgioi.tracker.one_connection import on_one_connection

if TYPE_CHECKING:
    import os

    from mocgioi.store.foreign import Foreign
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store


@on_one_connection
def merge(
    store: Store,
    path: str | os.PathLike[str],
    *,
    by: str | None = None,
    on: Day | None = None,
    unrelated: bool = False,
    rehearse: bool = False,
    named: str | None = None,
    by_routine: bool = False,
    remarks: Sequence[Finding] = (),
) -> Receipt:
    """Take in another copy of the store; see `Tracker.merge`.

    Args:
        named: what its file is called, where its name alone does not tell it from others.
        by_routine: photographs that lie beside it are taken in by whoever calls.
        remarks: what else is to be told with its batch.
    """
    with store.reading():
        pass
    if is_address(path):
        if str(path) == store.place:
            raise _itself(str(path))
        with TemporaryDirectory() as folder:
            fetched = Path(folder) / "other.gpkg"
            store_at(path).copy_to(fetched)
            return merge(
                store,
                fetched,
                by=by,
                on=on,
                unrelated=unrelated,
                rehearse=rehearse,
                named=str(path),
                remarks=remarks,
            )
    path = Path(path)
    if path.exists() and store.file is not None and store.file.samefile(path):
        raise _itself(str(path))
    day = None if on is None else day_or_today(on)
    if not (foreign.is_database(path) and foreign.is_store(path)):
        return _take_edited(store, path, by=author(by, store), on=day, rehearse=rehearse)
    # While SQLite has a file open, nobody else in the process may open it.
    copy = Copy(named or path.name, sources.sha256_of(path), day)
    found = [] if foreign.is_guarded(path) else edited.layers_of(store, path)
    with foreign.opened(path) as other, _transaction(store, rehearse) as transaction:
        transaction.author = author(by, store)
        _refuse_within_kit(transaction, other, path)
        _refuse_another_province(transaction, other, path, unrelated=unrelated)
        file = IncomingFile(MERGE, copy.name, copy.sha256, other.head, findings=tuple(remarks))
        receipt = merging.merge(transaction, other, file, today=today())
        if found:
            edits = edited.take(transaction, copy, found, own=other, rehearse=rehearse)
            receipt = _together(receipt, edits)
        taken = photos.taken_in_forms(other.connection)
        receipt.findings += photographing.awaited(transaction, path, taken, by_routine=by_routine)
        _finish(transaction, receipt, rehearse=rehearse)
    return receipt


def _itself(place: str) -> UsageError:
    return UsageError(
        f"«{place}» chính là kho đang dùng. Chỉ bản sao ở nơi khác.",
        f"“{place}” is the store in use itself. Name a copy from elsewhere.",
    )


def is_kit(path: Path) -> bool:
    """Say whether a file is the store of a kit, cut for a border post; never of a damaged one."""
    try:
        if not (foreign.is_database(path) and foreign.is_store(path)):
            return False
        with foreign.opened(path) as other:
            return kits.kit_of(other.connection) is not None
    except MocgioiError:
        return False


def photographs_of(path: Path) -> dict[str, str]:
    """Return the markers of a kit by the path of the photograph that was taken in their form.

    The path is as seen from the kit, ``/`` between.
    """
    with foreign.opened(path) as other:
        taken = photos.taken_in_forms(other.connection)
    return {file_name(written): number for written, number in taken.items()}


def _take_edited(store: Store, path: Path, *, by: str, on: str | None, rehearse: bool) -> Receipt:
    """Take in what was edited in a file of our layers that has no ledger."""
    found = edited.layers_of(store, path)
    if not found:
        raise foreign.no_store(path)
    sha256 = sources.sha256_of(path)
    with _transaction(store, rehearse) as transaction:
        transaction.author = by
        copy = Copy(path.name, sha256, on)
        receipt = edited.take(transaction, copy, found, own=None, rehearse=rehearse)
        if receipt is None:
            raise foreign.no_store(path)
        _finish(transaction, receipt, rehearse=rehearse)
    return receipt


def _together(receipt: Receipt, edits: Receipt | None) -> Receipt:
    """Return the receipt of a copy that brought events, and whose layers were edited besides."""
    if edits is None or edits.batch is None:
        return receipt
    if receipt.batch is None:
        return edits
    for count in ("read", "applied", "unchanged", "queued", "rejected"):
        setattr(receipt, count, getattr(receipt, count) + getattr(edits, count))
    receipt.moved = sorted({*receipt.moved, *edits.moved}, key=MarkerNumber.parse)
    receipt.moves += edits.moves
    receipt.changes += edits.changes
    receipt.findings += edits.findings
    return receipt


def _transaction(store: Store, rehearse: bool) -> AbstractContextManager[Transaction]:
    return store.rehearsing() if rehearse else store.writing()


def _finish(transaction: Transaction, receipt: Receipt, *, rehearse: bool) -> None:
    """Tell the alarms that came, and measure what the lines now show."""
    if receipt.batch is None:
        return
    tell_alarms_of(transaction, receipt, transaction.commit_number, today=today())
    if not rehearse:
        measure_within(transaction)


def _refuse_within_kit(transaction: Transaction, other: Foreign, path: Path) -> None:
    """Refuse to put into a kit what is of other sectors too.

    Raises:
        UsageError: this store is a kit, and the other one is none of the same post.
    """
    kit, another = kits.kit_of(transaction), kits.kit_of(other.connection)
    if kit is None or (another is not None and another.post == kit.post):
        return
    raise UsageError(
        f"Kho này là gói thực địa của {kit.called.vi}: không gộp vào đây «{path}», có số liệu của "
        f"đồn khác. Muốn gói có số liệu mới, đưa gói về kho «{kit.store}» ({HINT}), rồi cắt gói "
        "mới từ kho ấy.",
        f"This store is the kit of {kit.called.en}: “{path}” is not merged into it, for it has "
        f"data of other posts. To bring the kit up to date, take it home to “{kit.store}” "
        f"({HINT}), then cut a new kit there.",
        hints=(Hint("merge", ("FILE",), elsewhere=True),),
    )


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
            f"Một trong hai kho là SỐ LIỆU MINH HỌA, kho kia là số liệu thật: không gộp «{path}». "
            f"Hãy gộp nó vào kho cùng loại: {HINT}.",
            f"One of the two stores holds ILLUSTRATIVE DATA and the other real data: “{path}” is "
            f"not merged. Merge it into a store of its own kind: {HINT}.",
            hints=(Hint("merge", (str(path), "--store", "STORE"), elsewhere=True),),
        )
    if unrelated or merging.is_related(transaction, other):
        return
    kit = kits.kit_of(other.connection)
    if kit is not None:
        raise UsageError(
            f"«{path}» là gói thực địa của {kit.called.vi}, cắt từ kho «{kit.store}», không phải "
            "từ kho này: hai bên không có số liệu nào chung. Đưa gói về đúng kho của nó: "
            f"{HINT}.",
            f"“{path}” is the kit of {kit.called.en}, cut from the store “{kit.store}” and not "
            f"from this one: the two have no event in common. Take it home to its own: {HINT}.",
            hints=(Hint("merge", (str(path), "--store", "STORE"), elsewhere=True),),
        )
    raise UsageError(
        f"«{path}» và kho này không có số liệu nào chung: không phải hai bản của một kho. Nếu vẫn "
        f"muốn gộp: {HINT}.",
        f"“{path}” and this store have no event in common: they are no copies of one store. To "
        f"merge them all the same: {HINT}.",
        hints=(Hint("merge", ("FILE", "--unrelated")),),
    )
