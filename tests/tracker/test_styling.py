"""What QGIS is told of the layers of a store."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker, upgrading
from mocgioi.tracker.styling import layer_facts

OLD = Path(__file__).parents[1] / "store" / "version_4.gpkg"


def styled(store: Path) -> set[str]:
    """Return the tables that open in a style of ours."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute(
            "SELECT f_table_name FROM layer_styles WHERE styleName = 'mocgioi' AND useAsDefault"
            " AND styleQML LIKE '%attributeEditorForm%'"
        )
        return {table for (table,) in rows}


OLDER = (
    """UPDATE layer_styles SET styleQML = '<qgis version="3.4.0"/>' WHERE styleName = 'mocgioi'"""
)
"""SQL: each layer has another style than this program's."""


@pytest.fixture
def store(tmp_path: Path) -> Tracker:
    return tracker.create(tmp_path / "empty.gpkg")


def edited(store: Tracker, sql: str) -> None:
    with closing(sqlite3.connect(store.store.path)) as connection, connection:
        connection.execute(sql)


def styles_of(store: Tracker) -> dict[str, str]:
    with closing(sqlite3.connect(store.store.path)) as connection:
        return dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles"))


def _flagged(table: str, flag: str) -> set[str]:
    return {field.name for field in layer_facts()[table].fields if getattr(field, flag)}


def test_what_is_computed_or_says_what_a_marker_is_is_fixed() -> None:
    computed = {"kind", "disagreements", "waiting", "border_km", "measured"}
    assert _flagged("markers", "is_fixed") == {"uuid", "number", "illustrative", *computed}


def test_the_code_of_a_new_post_is_typed() -> None:
    assert "code" not in _flagged("posts", "is_fixed")


def test_nothing_of_the_ledger_is_typed() -> None:
    layer = layer_facts()["observations"]
    assert _flagged("observations", "is_fixed") == {field.name for field in layer.fields}


def test_a_donor_may_be_left_empty() -> None:
    assert "donor" not in _flagged("contributions", "is_required")


def test_what_qgis_keeps_for_itself_is_no_layer() -> None:
    assert not layer_facts().keys() & {"layer_styles", "qgis_projects", "settings"}


def test_a_new_store_opens_styled(tmp_path: Path) -> None:
    assert styled(tracker.create(tmp_path / "s.gpkg").store.path) == set(layer_facts())


def test_the_demonstration_opens_styled(demo: Tracker) -> None:
    assert styled(demo.store.path) == set(layer_facts())


def test_a_store_of_an_earlier_version_opens_styled_when_it_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "s.gpkg"
    shutil.copy(OLD, path)
    upgrading.bring_forward(Store(path))
    assert styled(path) == set(layer_facts())


@pytest.mark.parametrize("become", ["DELETE FROM layer_styles", OLDER])
def test_check_tells_styles_that_are_not_there_or_old_and_upgrade_puts_them(
    store: Tracker, become: str
) -> None:
    fresh = styles_of(store)
    edited(store, become)
    [said] = [found for found in store.check() if found.code == "styles-outdated"]
    assert said.severity == "notice" and f"{len(fresh)} lớp" in said.words().vi
    assert upgrading.renew_styles(store.store) == len(fresh)
    assert (styles_of(store), store.check()) == (fresh, [])


def test_a_style_that_somebody_saved_is_not_told(store: Tracker) -> None:
    edited(store, OLDER.replace("3.4.0", "3.22.16-Białowieża"))
    assert store.check() == []
    assert upgrading.renew_styles(store.store) == 0


def test_styles_that_are_as_they_should_be_are_not_written_again(store: Tracker) -> None:
    before = store.store.path.read_bytes()
    upgrading.renew_styles(store.store)
    assert store.store.path.read_bytes() == before


class _Stopped(BaseException):
    """The program was stopped."""


@pytest.mark.parametrize("at", ["init", "upgrade", "repair"])
def test_a_store_whose_styles_were_not_put_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def stop(*_: object) -> None:
        raise _Stopped

    path = tmp_path / "s.gpkg"
    if at == "upgrade":
        shutil.copy(OLD, path)
    elif at == "repair":
        edited(tracker.create(path), "DELETE FROM layer_styles")
    before = path.read_bytes() if path.exists() else None
    for module in ("repairing", "styles"):  # what imports it first has the true one
        monkeypatch.setattr(f"mocgioi.store.{module}.put_styles", stop)
    deeds: dict[str, Callable[[Path], object]] = {
        "init": tracker.create,
        "upgrade": lambda path: upgrading.bring_forward(Store(path)),
        "repair": lambda path: tracker.open(path).repair(),
    }
    with pytest.raises(_Stopped):
        deeds[at](path)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_repaired_store_opens_styled(clerk: Tracker) -> None:
    with closing(sqlite3.connect(clerk.store.path)) as connection, connection:
        connection.execute("DELETE FROM layer_styles")
    assert clerk.repair() == clerk.store.check()
    assert styled(clerk.store.path) == set(layer_facts())
