"""The store as frames: the figures of a report, real dates, names beside codes, the past."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mocgioi import tracker
from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import UsageError
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.tracker import world

DAY = "2023-12-31"
NAMES = (
    *("markers", "communes", "posts", "gates", "boundary", "roads", "projects"),
    *("contributions", "observations"),
)


@pytest.fixture(scope="module")
def store(built_demo: Path) -> Iterator[Tracker]:
    """The demonstration; do not write to it."""
    yield from kept_open(tracker.open(built_demo))


def table(store: Tracker, name: str, **asked: Any) -> Any:
    return getattr(store.tables, name)(**asked)


@pytest.fixture(scope="module")
def shown(store: Tracker) -> dict[str, Any]:
    """Each frame of today, by its name; do not write to them."""
    return {name: table(store, name) for name in NAMES}


@pytest.fixture(scope="module")
def layer(store: Tracker) -> Any:
    """The layer of the markers, by their numbers; do not write to it."""
    return store.frame("markers").set_index("number")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Tracker:
    """An empty store; do not write to it."""
    return tracker.create(tmp_path_factory.mktemp("empty") / "empty.gpkg")


def test_the_figures_are_those_of_a_report(store: Tracker) -> None:
    totals = store.figures.coverage(as_of=DAY)["totals"]
    markers = store.tables.markers(as_of=DAY)
    needing = markers[markers.needs_road]
    assert (len(markers), len(needing)) == (totals["markers"], totals["markers_needing_road"])
    assert needing.road_built.sum() == totals["road_built"] == 223
    assert needing.measured.value_counts()["reached"] == totals_of_reach(store)["reached"]


def totals_of_reach(store: Tracker) -> dict[str, int]:
    return store.roads.reach(as_of=DAY)["totals"]


@pytest.mark.parametrize("name", ["communes", "posts"])
def test_groups_add_up_to_the_figure(store: Tracker, name: str) -> None:
    groups = table(store, name, as_of=DAY)
    assert (groups.markers_needing_road.sum(), groups.road_built.sum()) == (459, 223)


def test_markers_go_by_their_numbers_in_the_order_of_the_border(store: Tracker) -> None:
    markers = store.tables.markers()
    assert markers.index.name == "number" and markers.index.is_unique
    assert markers.border_km.is_monotonic_increasing or markers.border_km.diff().min() > -0.5
    assert markers.loc["1223(1)", "kind"] == "main"


@pytest.mark.parametrize("name", NAMES)
def test_days_are_days_and_yes_is_a_boolean(shown: dict[str, Any], name: str) -> None:
    made = shown[name]
    for column in made.columns:
        if column.endswith(("_on", "_since")) or column == "road_since":
            assert made[column].dtype.kind == "M", column
        if column in ("illustrative", "needs_road", "contested", "report_at_once", "counts"):
            assert made[column].dtype == bool, column


@pytest.mark.parametrize("name", NAMES)
def test_shapes_are_where_they_say(shown: dict[str, Any], name: str) -> None:
    made = shown[name]
    if name in ("projects", "contributions", "observations"):
        assert not hasattr(made, "crs")
        return
    assert made.crs == "EPSG:4326"
    west, south, east, north = made.total_bounds
    assert 106 < west < east < 108 and 21 < south < north < 23


def test_beside_a_code_stands_its_label_in_the_language(store: Tracker) -> None:
    vietnamese, english = (store.tables.markers(lang=lang) for lang in ("vi", "en"))
    for status, term in CODE_LISTS["road_status"].items():
        of_status = vietnamese.road_status == status
        assert set(vietnamese.road_status_label[of_status]) <= {term.label.vi}
        assert set(english.road_status_label[of_status]) <= {term.label.en}


def test_communes_and_posts_are_named(store: Tracker) -> None:
    markers, communes = store.tables.markers(), store.tables.communes()
    named = markers.commune.map(communes.name)
    assert markers.commune_name.equals(named.rename("commune_name"))
    assert store.tables.posts().loc["po-ma", "name"] == "Pò Mã"


def test_who_paid_is_as_a_report_counts_it(store: Tracker) -> None:
    counted = {
        group["code"]: group["road_built"]
        for group in store.figures.coverage(by=["funding"], as_of=DAY)["groups"]
        if group["code"]
    }
    markers = store.tables.markers(as_of=DAY)
    built = markers[markers.needs_road & markers.road_built]
    assert built.funding.value_counts().to_dict() == counted


@pytest.mark.parametrize(
    "day",
    [
        DAY,
        "31/12/2023",
        pd.Timestamp(DAY),
        pd.Timestamp(DAY).date(),
        pd.Timestamp(DAY).to_datetime64(),
    ],
    ids=repr,
)
def test_every_kind_of_day_is_taken(store: Tracker, day: Any) -> None:
    markers = store.tables.markers(as_of=day)
    assert markers.road_built[markers.needs_road].sum() == 223


def test_the_past_is_as_it_was(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    world.take_in(made, "markers", [world.marker("1118", commune="a")], on="2024-01-01")
    world.end(
        made,
        "road",
        made.tables.roads().query("name == 'Đường lên mốc 1119'").index[0],
        on="2024-01-01",
    )
    now, then = made.tables.markers(), made.tables.markers(as_of=DAY)
    assert (then.commune["1118"], now.commune["1118"]) == ("b", "a")
    assert (then.measured["1119"], now.measured["1119"]) == ("reached", "unknown")
    assert len(made.tables.roads(as_of=DAY)) == len(made.tables.roads()) + 1


def test_what_was_not_known_yet_is_not_there(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    known = made.tables.observations().recorded_at.max()
    made.set("1120", road_status="built", on="2023-06-01")
    assert made.tables.markers().road_built["1120"]
    assert not made.tables.markers(known_at=known).road_built["1120"]
    assert len(made.tables.observations(known_at=known)) < len(made.tables.observations())


def test_an_observation_taken_back_counts_no_more(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    receipt = made.set("1120", road_status="built", on="2023-06-01")
    assert made.tables.observations().counts.all()
    made.surveys.undo(str(receipt.batch), why="nhầm")
    seen = made.tables.observations()
    assert seen[~seen.counts].number.unique().tolist() == ["1120"]


def test_lengths_are_stated_and_drawn(tmp_path: Path) -> None:
    roads = world.make(tmp_path).tables.roads().set_index("name")
    assert roads.length_m["Đường lên mốc 1116"] == 540.0
    assert roads.drawn_m["Đường lên mốc 1116"] == pytest.approx(543, abs=1.5)
    assert roads.serves["Đường lên mốc 1116"] == ["1116"]


def test_reach_is_a_frame_where_its_markers_are(store: Tracker) -> None:
    document = store.roads.reach(as_of=DAY)
    reach = store.tables.of(document)
    markers = store.tables.markers(as_of=DAY)
    assert reach.index.equals(markers.index) and reach.geometry.equals(markers.geometry)
    assert reach[reach.needs_road].measured.value_counts()["near"] == document["totals"]["near"]


def test_reach_of_a_past_day_is_where_the_markers_were(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    moved = world.marker("1120", position=Position(106.7405, 21.9705))
    world.take_in(made, "markers", [moved], on="2024-01-01")
    then: Any = made.tables.of(made.roads.reach(as_of=DAY))
    shown = then.geometry["1120"]
    assert (shown.x, shown.y) == pytest.approx(world.place("1120"), abs=1e-7)


def test_a_road_that_is_not_begun_is_not_there_yet(store: Tracker) -> None:
    then, now = store.tables.roads(as_of="2020-12-31"), store.tables.roads()
    assert 0 < len(then) < len(now) and then.status.notna().all()


def test_costs_are_a_frame_with_the_lines_to_build(store: Tracker) -> None:
    document = store.roads.costs(as_of=DAY)
    costs: Any = store.tables.of(document)
    assert costs.cost_vnd.sum() == document["totals"]["cost_vnd"]
    assert costs.index.tolist() == [each["project"] for each in document["projects"]]
    assert set(costs.geom_type) == {"MultiLineString"} and costs.crs == "EPSG:4326"


def test_a_plan_is_a_frame_of_its_works_in_their_order(store: Tracker) -> None:
    document = store.plan(budget_vnd=3_000_000_000, as_of=DAY)
    plan: Any = store.tables.of(document)
    assert plan.index.tolist() == [work["work"] for work in document["works"]] != []
    assert plan.cost_vnd.sum() == document["totals"]["cost_vnd"]
    assert (plan.year.dtype, plan.crs) == ("Int64", "EPSG:4326")
    drawn = plan[~plan.stated].to_crs(9215).length
    assert drawn.between(1, plan.length_m[~plan.stated] + 1).all()


def test_groups_of_a_report_are_a_frame(store: Tracker) -> None:
    groups = store.tables.of(store.figures.coverage(by=["commune"], as_of=DAY))
    assert groups.road_built.sum() == groups.by_status_built.sum() == 223
    both = store.tables.of(store.figures.coverage(by=["commune", "post"], as_of=DAY))
    assert both.groupby("by").road_built.sum().to_dict() == {"commune": 223, "post": 223}


def test_phases_groups_and_markers_of_a_plan_are_frames(store: Tracker) -> None:
    document = store.plan(budget_vnd=3_000_000_000, phases="2027..2028", as_of=DAY)
    phases, groups, markers = (
        store.tables.of(document, part) for part in ("phases", "groups", "markers")
    )
    assert phases.index.tolist() == [2027, 2028]
    served = document["totals"]["markers"]
    assert phases.markers.sum() == served > 0
    assert groups.groupby("by").markers_served.sum().tolist() == [served, served]
    assert markers.work.notna().sum() == served
    everyone = store.tables.markers(as_of=DAY)
    assert markers.geometry.equals(everyone.geometry[markers.index])


def test_targets_years_and_what_is_left_are_frames(store: Tracker) -> None:
    document = store.figures.coverage(full=True, as_of=DAY)
    years = store.tables.of(document, "progress_by_year")
    assert years.road_built[pd.Timestamp(DAY)] == 223
    targets = store.tables.of(document, "targets")
    assert targets.year.tolist() == [row["year"] for row in document["targets"]["rows"]] != []
    assert targets.done.dtype == "Int64", "whole, though years to come have none"
    left: Any = store.tables.of(document, "remaining")
    assert left[left.by == "commune"].markers_left.sum() == 459 - 223


def test_stretches_and_findings_are_frames(store: Tracker) -> None:
    document: Any = store.roads.reach(as_of=DAY)
    stretches = store.tables.of(document, "stretches")
    for basis, of_basis in document["stretches"].items():
        assert (stretches.basis == basis).sum() == len(of_basis["without_road"])
    check = store.roads.check(as_of=DAY)
    findings: Any = store.tables.of(check)
    assert findings.message.tolist() == [each["message"] for each in check["findings"]] != []
    assert findings.crs == "EPSG:4326"


def test_what_to_do_about_a_marker_is_said_in_words(store: Tracker) -> None:
    reach = store.tables.of(store.roads.reach(as_of=DAY))
    advised = reach[reach.advice.notna()]
    assert len(advised) and advised.advice_text.str.len().min() > 40
    assert reach[reach.advice.isna()].advice_text.isna().all()


def test_rows_that_a_document_does_not_have_are_refused(store: Tracker) -> None:
    with pytest.raises(UsageError, match=r"targets.*groups"):
        store.tables.of(store.figures.coverage(as_of=DAY), "targets")


def test_a_document_without_rows_is_refused(store: Tracker) -> None:
    with pytest.raises(UsageError, match=r"mocgioi\.status/1"):
        store.tables.of(store.figures.status())


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_store_has_empty_frames_of_the_same_columns(
    shown: dict[str, Any], empty: Tracker, name: str
) -> None:
    made = table(empty, name)
    assert len(made) == 0 and list(made.columns) == list(shown[name].columns)


def test_a_tracker_says_what_it_is(store: Tracker, clerk: Tracker, tmp_path: Path) -> None:
    shown = repr(store)
    assert "474 markers" in shown and "/459 with a road" in shown and "EPSG:4326" in shown
    assert "4 markers, –/4 with a road" in repr(clerk), "before the first data: no figure"
    assert "NotAStore" in repr(Tracker(Store(tmp_path / "nothing.gpkg")))
    assert "markers, communes" in repr(store.tables) and "EPSG:4326" in repr(store.tables)


OF_THE_LAYER = {
    **{name: name for name in ("kind", "grouping", "size", "material", "border_km", "measured")},
    **{"commune": "commune_code", "post": "post_code", "road_status": "road_status"},
    **{"road_condition": "road_condition", "marker_condition": "marker_condition"},
    **{"road_since": "road_status_since", "marker_condition_since": "marker_condition_since"},
    **{"last_seen_on": "last_observed_on", "illustrative": "illustrative"},
}
"""Columns of today's markers, by those of the layer that QGIS shows."""


@pytest.mark.parametrize(("column", "of_layer"), OF_THE_LAYER.items())
def test_today_it_is_what_the_layer_has(
    shown: dict[str, Any], layer: Any, column: str, of_layer: str
) -> None:
    markers = shown["markers"]
    kept = layer.loc[markers.index, of_layer]
    if markers[column].dtype.kind == "M":
        kept = pd.to_datetime(kept)
    for one, other in zip(markers[column], kept, strict=True):
        assert one == other or (pd.isna(one) and pd.isna(other))


def plain(values: Any) -> list[Any]:
    """Return the values of a column, None where nothing is known."""
    return [None if pd.isna(value) else value for value in values]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("roads", "name road_class surface width_m length_m cost_vnd funding project"),
        ("projects", "name markers_served post commune length_m width_m cost_vnd funding words"),
        ("communes", "name district km_from km_to area_km2"),
        ("gates", "kind marker_from marker_to"),
    ],
)
def test_roads_papers_and_places_are_what_the_layers_have(
    store: Tracker, shown: dict[str, Any], name: str, columns: str
) -> None:
    made = shown[name]
    layer = store.frame(name).set_index(made.index.name).loc[made.index]
    for column in columns.split():
        assert plain(made[column]) == plain(layer[column]), column
