"""Who paid, beside a road status until version 2, becomes an observation of its own."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.counting import aspect_of_payer
from mocgioi.domain.observation import (
    NOTHING,
    AspectState,
    Decision,
    MarkerState,
    Observation,
    fold_markers,
)
from mocgioi.store.drafts import Draft
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.store.handle import Store
from mocgioi.store.upgrades import SCHEMA_VERSION

from .builders import new_store, observe
from .older import as_version_2

FIRST, LATER = "2023-05-04", "2024-06-06"


def paid(marker: str, payer: str, on: str, status: str = "built", row: int = 7) -> list[Draft]:
    """What a row says of a road and of who paid for it."""
    said = (("road_status", status), (aspect_of_payer(status), payer))
    return [Draft(0, marker, aspect, value, on, row, observer="Tổ 1") for aspect, value in said]


def events(store: Store) -> tuple[list[Observation], list[Decision]]:
    with store.reading() as connection:
        return read_observations(connection), read_decisions(connection)


def states(store: Store, known_at: str | None = None) -> dict[str, MarkerState]:
    return fold_markers(*events(store), known_at=known_at)


def payer(store: Store, marker: str) -> AspectState:
    return states(store)[marker].aspects.get("funding", NOTHING)


def upgraded(folder: Path, *files: Sequence[Draft]) -> Store:
    store = new_store(folder)
    for place, drafts in enumerate(files):
        observe(store, *drafts, file=f"f{place}")
    as_version_2(store.path)
    assert store.upgrade() == (2, SCHEMA_VERSION)
    return store


def test_it_has_the_day_the_instant_the_row_and_the_observer_of_the_road_status(
    tmp_path: Path,
) -> None:
    observations, _ = events(upgraded(tmp_path, paid("1116", "contributions", FIRST)))
    (named,) = [o for o in observations if o.aspect == "funding"]
    (road,) = [o for o in observations if o.aspect == "road_status"]
    assert named == road._replace(uuid=named.uuid, aspect="funding", value="contributions")
    assert named.uuid != road.uuid


def test_nothing_that_figures_rest_on_moves_at_any_time(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    for file in (
        [*paid("1116", "contributions", FIRST), *paid("1117", "scheme", FIRST, "approved", 8)],
        [*paid("1116", "scheme", LATER), *paid("1117", "combined", LATER, row=8)],
    ):
        observe(store, *file, file=repr(file))
    times = sorted({o.recorded_at for o in events(store)[0]})
    before = [counted(store, known_at) for known_at in times]
    as_version_2(store.path)
    store.upgrade()
    assert [counted(store, known_at) for known_at in times] == before
    assert payer(store, "1117").value == "combined"
    assert states(store)["1117"].value("planned_funding") == "scheme"


def counted(store: Store, known_at: str) -> dict[str, dict[str, tuple[str | None, str | None]]]:
    return {
        number: {
            aspect: (state.value, state.since)
            for aspect, state in marker.aspects.items()
            if aspect in REPORTED
        }
        for number, marker in states(store, known_at).items()
    }


@pytest.mark.parametrize("verdict", ["undone", "held", "set_aside"])
def test_what_was_taken_back_held_or_set_aside_stays_so(tmp_path: Path, verdict: str) -> None:
    store = new_store(tmp_path)
    observe(store, *paid("1116", "contributions", FIRST))
    observe(store, Draft(0, "1116", "road_status", "built", LATER))
    as_version_2(store.path)
    decide_in_version_2(store, ("1116", FIRST, verdict))
    store.upgrade()
    assert payer(store, "1116") == NOTHING
    (copy,) = [d for d in events(store)[1] if d.observation in of_funding(store)]
    assert (copy.verdict, copy.decided_by, copy.why) == (verdict, "An", "đã xem")
    assert (copy.resolution, copy.recorded_at) == ("r", "2030-01-01T00:00:00.000Z")


def of_funding(store: Store) -> set[str]:
    return {o.uuid for o in events(store)[0] if o.aspect == "funding"}


def decide_in_version_2(store: Store, *verdicts: tuple[str, str, str]) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE writer SET writing = 2")
        for place, (marker, day, verdict) in enumerate(verdicts):
            connection.execute(
                "INSERT INTO decisions (uuid, observation_uuid, verdict, recorded_at, decided_by,"
                " why, resolution_uuid) SELECT ?, uuid, ?, ?, 'An', 'đã xem', 'r' FROM observations"
                " WHERE subject = ? AND aspect = 'road_status' AND observed_on = ?",
                (f"d{place}", verdict, f"2030-01-01T00:00:0{place}.000Z", marker, day),
            )
    connection.close()


def test_who_kept_a_road_status_decided_nothing_about_who_paid(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, *paid("1116", "contributions", FIRST), file="a")
    observe(store, *paid("1116", "scheme", LATER), file="b")
    as_version_2(store.path)
    decide_in_version_2(store, ("1116", LATER, "held"), ("1116", LATER, "keep"))
    store.upgrade()
    assert payer(store, "1116").value == "contributions"
    (waiting,) = payer(store, "1116").disagreements
    assert [side.value for side in waiting.sides] == ["scheme"]


def test_the_markers_are_folded_again(tmp_path: Path) -> None:
    store = upgraded(tmp_path, paid("1116", "scheme", FIRST), paid("1116", "combined", LATER))
    with store.reading() as connection:
        (count,) = connection.execute(
            "SELECT disagreements FROM markers WHERE number = '1116'"
        ).fetchone()
    assert count == 1


def test_two_copies_come_to_the_same_events(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, *paid("1116", "contributions", FIRST))
    as_version_2(store.path)
    other = Store(shutil.copy(store.path, tmp_path / "copy.gpkg"))
    store.upgrade()
    other.upgrade()
    assert events(store) == events(other)


def test_the_file_is_whole_and_the_column_is_gone(tmp_path: Path) -> None:
    store = upgraded(tmp_path, paid("1116", "contributions", FIRST))
    assert store.faults() == []
    with store.reading() as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(observations)")}
        described = connection.execute(
            "SELECT 1 FROM gpkg_data_columns WHERE (table_name, column_name)"
            " = ('observations', 'funding')"
        ).fetchall()
    assert "funding" not in columns and described == []


def test_the_same_file_again_is_known(tmp_path: Path) -> None:
    drafts = paid("1116", "contributions", FIRST)
    store = upgraded(tmp_path, drafts)
    receipt = observe(store, *drafts, file="again")
    assert (receipt.applied, receipt.unchanged) == (0, 1)
