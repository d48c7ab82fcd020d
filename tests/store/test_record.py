"""What recording a file leaves in the store, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from mocgioi.domain.batch import ColumnMapping, IncomingFile, Receipt
from mocgioi.domain.rejected import RejectedRow
from mocgioi.errors import UsageError
from mocgioi.store import events
from mocgioi.store.drafts import Draft, Replacement
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record, require_reason
from mocgioi.store.undoing import undo

from .builders import entry, incoming, new_store, observe, register, road
from .test_ledger import count


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def condition(marker: str, value: str, on: str, row: int = 0, **more: object) -> Draft:
    return Draft(row, marker, "marker_condition", value, on, **more)  # type: ignore[arg-type]


def observation_of(store: Store, value: str) -> str:
    with store.reading() as connection:
        return next(o.uuid for o in events.read_observations(connection) if o.value == value)


def take_in(
    store: Store,
    file: IncomingFile,
    drafts: Sequence[Draft] = (),
    outcomes: dict[int, str] | None = None,
) -> Receipt:
    with store.writing() as transaction:
        return record(transaction, file, drafts, outcomes=outcomes)


def test_what_replaces_an_observation_is_decided_with_it(store: Store) -> None:
    observe(store, condition("1116", "missing", "2025-01-01"))
    old = observation_of(store, "missing")
    said = Replacement(old, "officer", "another marker was meant")
    receipt = observe(store, condition("1116", "intact", "2025-01-01", replaces=said))
    decisions = "observation_uuid, verdict, decided_by, why, resolution_uuid FROM decisions"
    assert rows(store, f"SELECT {decisions} ORDER BY id") == [
        (old, "set_aside", "officer", "another marker was meant", receipt.batch),
        (observation_of(store, "intact"), "keep", *said[1:], receipt.batch),
    ]
    assert (receipt.applied, receipt.queued, receipt.findings) == (1, 0, [])


def test_what_replaces_is_compared_with_what_stands_without_it(store: Store) -> None:
    """A missing marker that is intact later would be told as implausible."""
    observe(store, condition("1116", "missing", "2025-01-01"))
    said = Replacement(observation_of(store, "missing"), "officer", "wrong marker")
    receipt = observe(store, condition("1116", "intact", "2025-06-01", replaces=said))
    assert receipt.findings == []


def test_what_stands_without_the_replaced_is_still_compared_with(store: Store) -> None:
    observe(store, condition("1116", "missing", "2024-01-01"))
    observe(store, condition("1116", "minor_damage", "2025-01-01"))
    said = Replacement(observation_of(store, "minor_damage"), "officer", "wrong marker")
    receipt = observe(store, condition("1116", "intact", "2025-01-01", replaces=said))
    assert [finding.code for finding in receipt.findings] == ["implausible-change"]


def test_a_file_of_which_a_row_was_undone_is_not_called_applied_already(store: Store) -> None:
    drafts = [
        road(number, "built", "2025-01-01", row)._replace(row_number=row)
        for row, number in enumerate(("1116", "1117"))
    ]
    first = observe(store, *drafts, file="a")
    with store.writing() as transaction:
        undo(transaction, first.batch or "", row=0, by="officer", why="wrong row")
    again = observe(store, *drafts, file="a")
    assert (again.applied, again.unchanged) == (1, 1)
    assert [finding.code for finding in again.findings] == ["applied-after-undo"]


def test_a_held_row_is_decided_by_nobody_and_belongs_to_its_batch(store: Store) -> None:
    receipt = observe(store, condition("1116", "intact", "2025-01-01", held=True))
    decided = rows(store, "SELECT verdict, decided_by, why, resolution_uuid FROM decisions")
    assert decided == [("held", None, None, receipt.batch)]


def test_decisions_of_every_marker_of_a_file_are_recorded(store: Store) -> None:
    observe(
        store,
        condition("1116", "intact", "2025-01-01", 0, held=True),
        condition("1117", "intact", "2025-01-01", 1, held=True),
    )
    assert count(store, "decisions") == 2


def test_a_file_is_written_where_only_its_first_marker_is_news(store: Store) -> None:
    observe(store, road("1117", "built", "2025-01-01"))
    receipt = observe(
        store, road("1116", "built", "2025-01-01", 0), road("1117", "built", "2025-01-01", 1)
    )
    assert receipt.batch is not None
    assert (receipt.applied, receipt.unchanged) == (1, 1)


def test_what_is_known_of_several_markers_is_not_recorded_again(store: Store) -> None:
    old = [road(number, "built", "2025-01-01", row) for row, number in enumerate(("1116", "1117"))]
    observe(store, *old)
    before = count(store, "observations")
    observe(store, *old, road("1118", "built", "2025-01-01", 2))
    assert count(store, "observations") == before + 1


def test_a_row_that_stands_twice_in_a_file_is_recorded_once(store: Store) -> None:
    before = count(store, "observations")
    receipt = observe(
        store, road("1116", "built", "2025-01-01", 0), road("1116", "built", "2025-01-01", 1)
    )
    assert (receipt.applied, receipt.unchanged) == (1, 1)
    assert count(store, "observations") == before + 1


def test_a_marker_of_no_register_is_recorded_and_has_no_state(store: Store) -> None:
    receipt = observe(store, road("1200", "built", "2025-01-01"))
    assert (receipt.applied, receipt.moved) == (1, [])


def test_a_receipt_says_of_its_file_what_the_reader_saw(store: Store) -> None:
    refused = RejectedRow(None, 2, {"Mốc": "?"}, ("marker-unknown",))
    file = incoming("survey", "a", 7)._replace(
        sha256="b", rejected=(refused, refused), photos_stored=3, photos_missing=4
    )
    receipt = take_in(store, file)
    assert (receipt.file, receipt.sha256, receipt.kind) == ("a.csv", "b", "survey")
    assert (receipt.read, receipt.rejected) == (7, 2)
    assert (receipt.photos_stored, receipt.photos_missing) == (3, 4)


def test_progress_runs_to_its_end(store: Store) -> None:
    shares: list[float] = []
    drafts = [
        road(number, "built", "2025-01-01", row) for row, number in enumerate(("1116", "1117"))
    ]
    with store.writing() as transaction:
        record(transaction, incoming("survey", "a", 2), drafts, progress=shares.append)
    assert shares == [0.5, 1.0]


def test_a_file_that_brings_nothing_makes_no_batch(store: Store) -> None:
    assert take_in(store, incoming("roads", "r", 0)).batch is None
    assert take_in(store, incoming("roads", "s", 1), outcomes={0: "unchanged"}).batch is None


def test_rejected_rows_are_kept_the_first_time_a_file_comes(store: Store) -> None:
    refused = RejectedRow(None, 2, {"Mốc": "?"}, ("marker-unknown",))
    file = incoming("survey", "a", 1)._replace(rejected=(refused,))
    first, again = take_in(store, file), take_in(store, file)
    assert (first.batch is not None, again.batch) == (True, None)
    assert count(store, "rejected_rows") == 1


def test_what_was_said_of_columns_is_kept_with_the_batch(store: Store) -> None:
    file = incoming("survey", "a", 1)._replace(
        mappings=(ColumnMapping("survey|Mốc", "number", "Mốc"),)
    )
    receipt = take_in(store, file, [road("1116", "built", "2025-01-01")])
    ((batch, instant),) = rows(store, "SELECT batch_uuid, recorded_at FROM column_mappings")
    assert batch == receipt.batch
    assert (instant,) in rows(store, "SELECT recorded_at FROM batches")


def test_markers_that_an_undo_moves_stand_in_border_order(tmp_path: Path) -> None:
    store = new_store(tmp_path, ("1116", "944"))
    receipt = observe(
        store, road("1116", "built", "2025-01-01", 0), road("944", "built", "2025-01-01", 1)
    )
    with store.writing() as transaction:
        undone = undo(transaction, receipt.batch or "", by="officer", why="wrong file")
    assert undone.moved == ["944", "1116"]


def test_a_register_taken_back_moves_the_markers_that_exist_no_more(tmp_path: Path) -> None:
    store = new_store(tmp_path, ())
    receipt = register(store, entry("1116"), entry("1117"))
    with store.writing() as transaction:
        undone = undo(transaction, receipt.batch or "", by="officer", why="wrong file")
    assert undone.moved == ["1116", "1117"]


@pytest.mark.parametrize("why", ["", "  \n"])
def test_a_decision_without_a_reason_is_refused_in_both_languages(why: str) -> None:
    with pytest.raises(UsageError) as caught:
        require_reason(why)
    assert caught.value.text == (
        "Cần ghi lý do: --why «…». Lý do được lưu cùng quyết định.",
        "A reason is needed: --why “…”. It is kept with the decision.",
    )
