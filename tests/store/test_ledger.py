"""Receipts that tie, arrivals that repeat, disagreements that wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mocgioi.domain.batch import in_file_order
from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import fold_markers
from mocgioi.errors import Finding, Text
from mocgioi.store import commits, events, ledger
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store

from .builders import entry, make_store, new_store, observe, register, road
from .clock import Clock


def status_of(store: Store, number: str) -> str | None:
    with store.reading() as connection:
        row = connection.execute(
            "SELECT road_status FROM markers WHERE number = ?", (number,)
        ).fetchone()
    return row[0]  # type: ignore[no-any-return]


def count(store: Store, table: str) -> int:
    with store.reading() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[no-any-return]


def test_an_observation_becomes_the_markers_column(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2025-01-01"))
    assert status_of(store, "1116") == "built"


def test_the_counts_of_a_receipt_tie(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1118", "built", "2023-01-01"))
    receipt = observe(
        store,
        road("1116", "built", "2025-01-01", 0),
        road("1118", "built", "2023-01-01", 1),
        road("1118", "none", "2025-01-01", 2),
    )
    assert (receipt.read, receipt.applied, receipt.unchanged, receipt.queued) == (3, 1, 1, 1)


def test_the_same_rows_again_write_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    draft = road("1116", "built", "2025-01-01")
    observe(store, draft, file="a")
    batches = count(store, "batches")
    again = observe(store, draft, file="a")
    assert (again.unchanged, again.batch, count(store, "batches")) == (1, None, batches)


def test_the_same_rows_again_say_so_and_name_the_batch_they_came_in(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    draft = road("1116", "built", "2025-01-01")
    first = observe(store, draft, file="a")
    (finding,) = observe(store, draft, file="a").findings
    assert (finding.code, finding.value) == ("already-applied", first.batch)


def test_built_then_none_is_queued_and_does_not_move(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2023-01-01"))
    receipt = observe(store, road("1116", "none", "2025-01-01"))
    assert (receipt.queued, receipt.moved, status_of(store, "1116")) == (1, [], "built")


def test_a_late_row_that_moves_a_state_names_the_marker(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    receipt = observe(store, road("1116", "built", "2025-01-01"))
    assert receipt.moved == ["1116"]


def test_a_row_is_counted_by_the_strongest_of_its_aspects(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2023-01-01"))
    receipt = observe(
        store,
        road("1116", "none", "2025-01-01"),
        Draft(0, "1116", "marker_condition", "intact", "2025-01-01"),
    )
    assert (receipt.applied, receipt.queued) == (0, 1)


def test_a_held_observation_waits(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    receipt = observe(store, road("1116", "built", "2025-01-01")._replace(held=True))
    assert (receipt.queued, status_of(store, "1116")) == (1, None)


def test_a_decision_moves_the_column(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2023-01-01"))
    observe(store, road("1116", "none", "2025-01-01"))
    with store.writing() as transaction:
        none = next(o for o in events.read_observations(transaction) if o.value == "none")
        at = transaction.instant()
        ledger.decide(transaction, [Decision("d", none.uuid, "keep", at, "officer", "seen")])
    assert status_of(store, "1116") == "none"


def test_undone_rows_may_be_applied_again(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    draft = road("1116", "built", "2023-01-01")
    observe(store, draft)
    with store.writing() as transaction:
        built = next(o for o in events.read_observations(transaction) if o.value == "built")
        at = transaction.instant()
        ledger.decide(transaction, [Decision("d", built.uuid, "undone", at)])
    assert (status_of(store, "1116"), observe(store, draft).applied) == (None, 1)


def instants(store: Store) -> list[str]:
    with store.reading() as connection:
        rows = connection.execute("SELECT DISTINCT recorded_at FROM batches ORDER BY rowid")
        return [row[0] for row in rows]


def test_instants_rise_where_the_clock_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    for year in range(2010, 2013):
        observe(store, road("1116", "none", f"{year}-01-01"))
    assert instants(store) == [f"2026-01-01T00:00:00.00{n}Z" for n in range(4)]


@pytest.mark.parametrize("days", [400, -400], ids=["ahead", "back"])
def test_a_clock_that_was_wrong_once_stamps_nothing_but_what_was_written_by_it(
    days: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    right, wrong = Clock.shown + timedelta(hours=1), Clock.shown + timedelta(days=days)
    for year, shown in ((2010, wrong), (2011, right)):
        monkeypatch.setattr(Clock, "shown", shown)
        observe(store, road("1116", "none", f"{year}-01-01"))
    assert [at[:10] for at in instants(store)] == ["2026-01-01", f"{wrong:%Y-%m-%d}", "2026-01-01"]


def test_an_instant_is_that_of_the_clock_where_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    later = datetime(2026, 1, 1, 12, 30, 5, 67_900, tzinfo=UTC)
    monkeypatch.setattr(Clock, "shown", later)
    observe(store, road("1116", "none", "2010-01-01"))
    assert instants(store)[1] == "2026-01-01T12:30:05.067Z"


def test_what_a_register_says_holds_from_the_beginning(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.reading() as connection:
        states = fold_markers(events.read_observations(connection), [], as_of="1990-01-01")
    assert states["1116"].value("need_road") == "yes"


def test_a_changed_need_is_dated_and_leaves_the_past_alone(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    receipt = register(store, entry("1116", needs_road="no"), on="2026-05-01")
    with store.reading() as connection:
        observations = events.read_observations(connection)
    values = [
        fold_markers(observations, [], as_of=day)["1116"].value("need_road")
        for day in ("2026-04-30", "2026-05-01")
    ]
    assert (values, receipt.applied) == (["yes", "no"], 1)


def test_importing_a_register_reports_what_changed(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    receipt = register(store, entry("1116", needs_road="no"))
    assert [(c.item, c.column, c.old, c.new) for c in receipt.changes] == [
        ("1116", "need_road", "yes", "no")
    ]


def test_importing_a_register_again_deletes_nothing_by_absence(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    register(store, entry("1116"))
    assert count(store, "markers") == 3


def test_the_same_register_again_is_unchanged(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    receipt = register(store, *(entry(number) for number in ("1116", "1117", "1118")))
    assert (receipt.unchanged, receipt.batch) == (3, None)


def test_a_late_row_that_takes_away_what_counted_says_so(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "under_construction", "2025-01-02"))
    receipt = observe(store, road("1116", "built", "2025-01-01"))
    assert (receipt.moved, [f.code for f in receipt.findings]) == (
        ["1116"],
        ["disagreement-opened"],
    )


def test_moved_markers_stand_in_border_order(tmp_path: Path) -> None:
    store = new_store(tmp_path, ("984", "1116"))
    receipt = observe(
        store, road("1116", "built", "2025-01-01", 0), road("984", "built", "2025-01-01", 1)
    )
    assert receipt.moved == ["984", "1116"]


def test_findings_stand_in_the_order_of_the_file_its_sheets_and_rows() -> None:
    places = [(None, None), ("b", 3), ("a", 9), ("b", None), ("a", 2), ("b", 3), (None, 1)]
    told = [Finding(str(i), "notice", Text("", ""), *place) for i, place in enumerate(places)]
    assert [finding.code for finding in in_file_order(told)] == list("0631542")
