"""Drafts that are compared in memory: the same as those that are staged."""

from __future__ import annotations

from pathlib import Path

from mocgioi.store.drafts import Draft, staged
from mocgioi.store.handle import Store
from mocgioi.store.listed_drafts import Listed

from .builders import new_store, observe, road

KNOWN = road("1117", "built", "2025-01-01", row=1)
DRAFTS = [
    Draft(0, "b", "road.name", "Đường B", None, 2, "r.csv", name="Đường B", of_register=True),
    Draft(0, "b", "road.existence", "yes", None, 2, "r.csv", of_register=True),
    KNOWN,
    Draft(2, "1116", "note", "một", "2025-01-01", 4, submission="k2", sheet="T1"),
    Draft(3, "1116", "road_status", "none", "2025-02-01", 5, submission="k1", illustrative=True),
    Draft(4, "a", "road.existence", "yes", "2025-01-01", 6, "r.csv", of_register=True),
    Draft(5, "1116", "note", "hai", "2025-03-01", 7, submission="k2", sheet="T2"),
]
DROPPED = (1, 5)
"""Places of drafts that turn out to be known."""

_WRITTEN = (
    "SELECT uuid, subject, aspect, value, observed_on, recorded_at, row_number, observer,"
    " submission, illustrative, commit_number, marker_number FROM observations"
    " WHERE batch_uuid = 'batch' ORDER BY id"
)


def store_with_the_known(folder: Path) -> tuple[Store, str]:
    """Return a store that has one of the drafts already, and what its identity is made of."""
    folder.mkdir()
    store = new_store(folder)
    observe(store, KNOWN)
    with store.reading() as connection:
        (source,) = connection.execute(
            "SELECT file_sha256 FROM batches WHERE kind = 'survey'"
        ).fetchone()
    return store, source


def test_they_are_compared_and_recorded_as_staged_ones_are(tmp_path: Path) -> None:
    store, source = store_with_the_known(tmp_path / "listed")
    with store.rehearsing() as transaction:
        listed = Listed(transaction, DRAFTS, "batch", "2026-01-01T00:00:00.000Z", source)
        by_list = list(listed.by_subject()), list(listed.submissions()), len(listed)
        subjects = listed.subjects
        listed.forget(DROPPED)
        listed.record()
        recorded = transaction.read(_WRITTEN)
    other, source = store_with_the_known(tmp_path / "staged")
    own = (DRAFTS, "batch", "2026-01-01T00:00:00.000Z", source)
    with other.rehearsing() as transaction, staged(transaction, *own) as drafts:
        by_table = list(drafts.by_subject()), list(drafts.submissions()), len(drafts)
        assert subjects == drafts.subjects
        drafts.forget(DROPPED)
        drafts.record()
        assert recorded == transaction.read(_WRITTEN)
    assert by_list == by_table
    assert len(recorded) == len(DRAFTS) - len(DROPPED)


def test_what_the_ledger_has_already_gets_another_identity(tmp_path: Path) -> None:
    store, _ = store_with_the_known(tmp_path / "store")
    at = "2026-01-01T00:00:00.000Z"
    with store.rehearsing() as transaction:
        first = Listed(transaction, DRAFTS, "batch", at, "s")
        first.record()
        again = Listed(transaction, DRAFTS, "batch", at, "s")
        again.record()
        uuids = [uuid for uuid, *_ in transaction.read(_WRITTEN)]
    assert len(set(uuids)) == 2 * len(DRAFTS)
