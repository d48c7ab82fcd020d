"""Results kept in the store: computed once, known to be out of date, and said so."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from mocgioi.cli import main
from mocgioi.errors import CannotWrite
from mocgioi.store import results
from mocgioi.store.explaining import explained
from mocgioi.tracker import Tracker, measuring, reaching
from tests.tracker.elsewhere import edit_elsewhere

_ILLUSTRATIVE = Path(__file__).resolve().parents[2] / "geo" / "illustrative"


def codes(tracker: Tracker) -> list[str]:
    return [note["code"] for note in tracker.figures.coverage()["notes"]]


def reached(tracker: Tracker) -> int:
    return tracker.figures.coverage()["measured"]["reached"] or 0


def test_what_was_measured_of_the_geometry_as_it_stands_is_not_out_of_date(demo: Tracker) -> None:
    assert "measured-out-of-date" not in codes(demo)
    assert reached(demo) > 200


def test_an_edit_of_a_line_elsewhere_is_told_and_nothing_untrue_is_said(demo: Tracker) -> None:
    edit_elsewhere(demo, "DELETE FROM roads WHERE serves LIKE '%1286%'")
    document = demo.figures.coverage()
    assert "measured-out-of-date" in [note["code"] for note in document["notes"]]
    assert set(document["measured"].values()) == {None}
    assert document["measured_only"] == []


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_form_of_the_report_says_that_it_is_out_of_date(demo: Tracker, form: str) -> None:
    edit_elsewhere(demo, "DELETE FROM roads WHERE serves LIKE '%1286%'")
    page = demo.figures.report(form=form)
    assert isinstance(page, str) and "đã thay đổi từ lần đo trước" in " ".join(page.split())
    assert "chưa có số liệu tuyến" not in " ".join(page.split())


def test_what_to_type_stands_in_the_terminals_form_alone(demo: Tracker) -> None:
    edit_elsewhere(demo, "DELETE FROM roads WHERE serves LIKE '%1286%'")
    pages = {form: str(demo.figures.report(form=form)) for form in ("text", "md", "html")}
    assert [form for form, page in pages.items() if "mocgioi reach" in page] == ["text"]


def test_reach_measures_again_and_the_note_is_gone(demo: Tracker) -> None:
    edit_elsewhere(demo, "DELETE FROM roads WHERE serves LIKE '%1286%'")
    demo.roads.reach()
    assert "measured-out-of-date" not in codes(demo)


def test_a_status_edited_elsewhere_needs_no_measuring(demo: Tracker) -> None:
    before = reached(demo)
    edit_elsewhere(demo, "UPDATE roads SET status = 'none' WHERE road_class = 'access'")
    assert "measured-out-of-date" not in codes(demo)
    assert reached(demo) < before


def test_of_roads_that_are_no_network_any_more_the_report_says_what_reach_does(
    demo: Tracker,
) -> None:
    edit_elsewhere(demo, "UPDATE roads SET road_class = 'access' WHERE road_class <> 'access'")
    assert "measured-out-of-date" in codes(demo)
    measured = demo.roads.reach()["totals"]
    assert "measured-out-of-date" not in codes(demo)
    assert demo.figures.coverage()["measured"] == measured
    assert measured["reached"] == 0


def test_what_another_method_computed_is_out_of_date(
    demo: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "METHOD", "later")
    assert "measured-out-of-date" in codes(demo)


def test_the_markers_layer_shows_the_status_of_roads_imported_again(
    demo: Tracker, tmp_path: Path
) -> None:
    layer = tmp_path / "roads.geojson"
    roads = demo.frame("roads")
    chosen = roads[roads["serves"] == "1286/1"].copy()
    chosen["status"] = "none"
    chosen[["name", "serves", "road_class", "status", "illustrative", "geometry"]].to_file(
        layer, driver="GeoJSON", engine="pyogrio"
    )
    assert main(["--store", str(demo.store.path), "import", "roads", str(layer)]) in (0, 1)
    shown = demo.frame("markers").set_index("number")["measured"]
    assert shown["1286/1"] != "reached" and shown["1288"] == "reached"


def test_stored_and_computed_say_the_same_of_every_marker(demo: Tracker) -> None:
    for as_of in ("2023-12-31", None):
        stored = demo.figures.coverage(by=("marker",), as_of=as_of)["groups"]
        computed = {
            row["number"]: row["measured"] for row in demo.roads.reach(as_of=as_of)["markers"]
        }
        assert {group["code"]: group["measured"] for group in stored} == computed


@pytest.mark.parametrize(
    ("kind", "name"), [("roads", "roads.geojson"), ("markers", "register.csv")]
)
def test_an_import_that_cannot_be_measured_is_no_import(
    demo: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    text = (_ILLUSTRATIVE / name).read_text(encoding="utf-8")
    changed = tmp_path / name
    changed.write_text(text.replace("106.561445", "106.561455"), encoding="utf-8")
    changed.write_text(changed.read_text("utf-8").replace("106.557508", "106.557518"), "utf-8")
    before = demo.store.path.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise explained(sqlite3.OperationalError("disk trouble"), demo.store.path)

    with monkeypatch.context() as failing:
        failing.setattr(results, "write_reach", fail)
        with pytest.raises(CannotWrite, match="the store is as it was"):
            demo.register.import_file(kind, changed)
    assert demo.store.path.read_bytes() == before
    assert demo.register.import_file(kind, changed).batch is not None
    with demo.store.reading() as connection:
        assert results.nearest_is_current(connection)


@pytest.mark.parametrize("is_measured", [True, False])
def test_reach_says_of_the_store_as_it_stands_what_it_says_of_a_world_that_is_read(
    demo: Tracker, monkeypatch: pytest.MonkeyPatch, *, is_measured: bool
) -> None:
    as_it_stands = demo.roads.reach()
    read = measuring.read_world

    def world_of(*store: Any, **moment: Any) -> measuring.World:
        world = read(*store, **moment)
        assert world.measurements is not None
        return world if is_measured else world._replace(measurements=None)

    monkeypatch.setattr(reaching, "read_world", world_of)
    monkeypatch.setattr(reaching, "_stands", lambda *_: False)
    assert demo.roads.reach() == as_it_stands
