"""What QGIS is told of the layers of a store."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

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


def _flagged(table: str, flag: str) -> set[str]:
    return {field.name for field in layer_facts()[table].fields if getattr(field, flag)}


def test_what_is_computed_or_says_what_a_marker_is_is_fixed() -> None:
    computed = {"kind", "last_observed_on", "disagreements", "waiting", "border_km", "measured"}
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


def test_a_repaired_store_opens_styled(demo: Tracker) -> None:
    with closing(sqlite3.connect(demo.store.path)) as connection, connection:
        connection.execute("DELETE FROM layer_styles")
    assert demo.repair() == demo.store.check()
    assert styled(demo.store.path) == set(layer_facts())
