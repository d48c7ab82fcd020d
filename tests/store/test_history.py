"""What was taken in, and what is known of one marker, read back as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.rejected import RejectedRow
from mocgioi.errors import Finding, Severity, Text, UsageError, spelled
from mocgioi.store import disagreements, history, reading
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.undoing import undo

from .builders import incoming, new_store, observe, road


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def test_a_batch_is_found_by_how_its_name_begins(store: Store) -> None:
    batch = observe(store, road("1116", "built", "2025-01-01")).batch or ""
    with store.reading() as connection:
        assert history.find_batch(connection, batch[:8]).uuid == batch


def test_a_batch_knows_how_much_of_it_was_taken_back(store: Store) -> None:
    drafts = [
        road(number, "built", "2025-01-01", row)._replace(row_number=row)
        for row, number in enumerate(("1116", "1117"))
    ]
    batch = observe(store, *drafts).batch or ""
    with store.writing() as transaction:
        undo(transaction, batch, row=0, by="officer", why="wrong row")
    with store.reading() as connection:
        found = history.find_batch(connection, batch)
    assert (found.observations, found.undone) == (2, 1)


@pytest.mark.parametrize("identity", ["", "x"])
def test_a_name_of_no_batch_is_answered_by_where_they_are_listed(
    store: Store, identity: str
) -> None:
    with pytest.raises(UsageError) as caught, store.reading() as connection:
        history.find_batch(connection, identity)
    assert spelled(caught.value.text, caught.value.hints) == (
        f"Không có đợt nhập «{identity}». Xem: mocgioi survey list.",
        f"There is no batch “{identity}”. See: mocgioi survey list.",
    )


@pytest.mark.parametrize("severity", ["error", "warning", "notice"])
def test_what_was_found_in_a_file_is_read_back_whole(store: Store, severity: Severity) -> None:
    found = Finding("conflict", severity, Text("hai giá trị", "two"), "S", 7, "Đường", "có")
    file = incoming("survey", "a", 1)._replace(findings=(found,))
    with store.writing() as transaction:
        receipt = record(transaction, file, [road("1116", "built", "2025-01-01")])
    observe(store, road("1117", "built", "2025-01-01"))
    with store.reading() as connection:
        assert history.batch_findings(connection, receipt.batch or "") == [found]


def test_rejected_rows_are_read_back_verbatim(store: Store) -> None:
    refused = RejectedRow("S", 2, {"Mốc": "?", "Đường": ""}, ("marker-unknown", "bad-date"))
    file = incoming("survey", "a", 1)._replace(rejected=(refused,))
    with store.writing() as transaction:
        receipt = record(transaction, file, [])
    with store.reading() as connection:
        assert history.rejected_rows(connection, receipt.batch or "") == [refused]


def test_a_rejected_row_can_be_read_in_the_store_by_a_person(store: Store) -> None:
    refused = RejectedRow(None, 2, {"Đường": "chưa rõ"}, ("unknown-value",))
    file = incoming("survey", "a", 1)._replace(rejected=(refused,))
    with store.writing() as transaction:
        record(transaction, file, [])
    with store.reading() as connection:
        (content,) = connection.execute("SELECT content FROM rejected_rows").fetchone()
    assert content == '{"Đường": "chưa rõ"}'


def test_an_unknown_marker_is_answered_by_those_of_its_main_number(tmp_path: Path) -> None:
    store = new_store(tmp_path, ("1116/2", "1116", "1117"))
    with store.reading() as connection:
        error = history.no_marker("1116/1", reading.marker_numbers(connection))
    assert error.text == (
        "Không có mốc «1116/1» trong kho số liệu. Có phải là: 1116, 1116/2?",
        "There is no marker “1116/1”. Is it: 1116, 1116/2?",
    )


def test_an_unknown_marker_without_neighbours_is_to_be_checked(store: Store) -> None:
    with store.reading() as connection:
        error = history.no_marker("900", reading.marker_numbers(connection))
    assert error.text == (
        "Không có mốc «900» trong kho số liệu. Kiểm tra lại số hiệu.",
        "There is no marker “900”. Check the number.",
    )


def test_at_most_six_neighbours_are_named(store: Store) -> None:
    known = [f"1116/{n}" for n in range(1, 9)]
    assert history.no_marker("1116", known).text.en.endswith("1116/5, 1116/6?")


def test_a_marker_history_is_its_own_and_runs_from_the_oldest(store: Store) -> None:
    observe(store, road("1116", "none", "2025-01-01"))
    observe(store, road("1116", "built", "2024-01-01"))
    observe(store, road("1117", "built", "2024-06-01"))
    with store.writing() as transaction:
        (waiting,) = disagreements.open_disagreements(transaction)
        disagreements.resolve(transaction, waiting.id, None, by="officer", why="seen")
    with store.reading() as connection:
        known = history.history_of(connection, "1116")
    assert {o.subject for o in known.observations} == {"1116"}
    days = [o.observed_on for o in known.observations]
    assert days == [*[None] * (len(days) - 2), "2024-01-01", "2025-01-01"]
    assert [d.verdict for d in known.decisions] == ["set_aside", "set_aside"]


def test_decisions_about_a_marker_run_from_the_oldest(store: Store) -> None:
    batches = [
        observe(store, road("1116", status, f"{year}-01-01"))
        for year, status in enumerate(("none", "approved", "under_construction", "built"), 2020)
    ]
    for place, batch in enumerate(batches):
        with store.writing() as transaction:
            undo(transaction, batch.batch or "", by="officer", why=f"{place}")
    with store.reading() as connection:
        decisions = history.history_of(connection, "1116").decisions
    assert [decision.why for decision in decisions] == ["0", "1", "2", "3"]
