"""What stands around the markers: put in, put in again, and read back as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely

from mocgioi.domain.batch import Change, Receipt
from mocgioi.domain.line import BoundaryPiece, Gate
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Commune, Post, PublishedFigure, Road
from mocgioi.store.geometry import encode_wkb
from mocgioi.store.handle import Store
from mocgioi.store.items import put_items
from mocgioi.store.reading import read_items

from .builders import bare, incoming, new_store

NO_LINE = shapely.MultiLineString().wkb
LINE = shapely.MultiLineString([[(106.5, 22.0), (106.75, 22.25)]]).wkb
PIECE = shapely.LineString([(106.5, 22.0), (106.75, 22.25)]).wkb
OTHER_PIECE = shapely.LineString([(106.5, 22.0), (107.0, 22.25)]).wkb
OTHER_LINE = shapely.MultiLineString([[(106.5, 22.0), (107.0, 22.25)]]).wkb
AREA = shapely.MultiPolygon([shapely.box(106.5, 22.0, 106.75, 22.25)]).wkb


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path, ())


def put(store: Store, *items: Any) -> Receipt:
    content = f"{items}"
    with store.writing() as transaction:
        file = incoming("register", content, len(items))
        return put_items(transaction, file, items, "2026-01-01")


def held(store: Store, kind: type[Any]) -> list[Any]:
    """Return what the store holds of a kind, without the identity it gave."""
    with store.reading() as connection:
        items = read_items(connection, kind)
    return [item._replace(uuid="") if hasattr(item, "uuid") else item for item in items]


COMMUNE = Commune(
    code="06184",
    name="Đồng Đăng",
    formerly="Thanh Long; Thụy Hùng",
    district="Cao Lộc",
    km_from=1.5,
    km_to=7.25,
    longitude=106.6,
    latitude=22.1,
    area_km2=80.5,
    geometry=AREA,
    illustrative=True,
    source="NQ 1672",
)
POST = Post(
    code="huu-nghi",
    name="Hữu Nghị",
    communes=("06184", "06196"),
    km_from=1.5,
    km_to=7.25,
    longitude=106.5,
    latitude=22.25,
    note="trạm",
    illustrative=True,
    source="báo",
)
ROAD = Road(
    geometry=LINE,
    name="Đường 1116",
    serves=("1116", "1117"),
    road_class="patrol",
    status="built",
    condition="good",
    surface="concrete",
    width_m=3.5,
    thickness_cm=18.0,
    length_m=200.5,
    cost_vnd=300,
    funding="scheme",
    started_on="2023-01-01",
    completed_on="2023-02-01",
    project="p",
    illustrative=True,
    source="QĐ 1",
)
PROJECT = Project(
    "p",
    "Đường 1116",
    serves=("1116",),
    markers_served=2,
    length_m=200.5,
    cost_vnd=300,
    started_on="2023-01-01",
    funding="scheme",
    words="hai mốc",
    illustrative=True,
    source="QĐ 1",
)
GIFT = Contribution("Ông A", "labour", "p", 5, 12.5, "công", True, "báo")
FIGURE = PublishedFigure(
    measure="markers_with_road",
    value=223,
    denominator=459,
    as_of="2023-12-31",
    as_of_inferred=True,
    funding="contributions",
    words="đã có 223/459",
    source="Hội nghị",
    confidence="high",
    note="x",
)


@pytest.mark.parametrize(
    "item", [COMMUNE, POST, ROAD, PROJECT, GIFT, FIGURE], ids=lambda item: type(item).__name__
)
def test_an_item_is_read_back_as_it_was_put_in(store: Store, item: Any) -> None:
    receipt = put(store, item)
    assert held(store, type(item)) == [item]
    assert (receipt.read, receipt.applied, receipt.unchanged) == (1, 1, 0)
    assert receipt.batch is not None
    assert store.faults() == []


@pytest.mark.parametrize(
    "item",
    [
        Commune(code="06184", name="Đồng Đăng"),
        Post(code="huu-nghi", name="Hữu Nghị"),
        Post(code="huu-nghi", name="Hữu Nghị", longitude=106.5),
        Road(geometry=NO_LINE),
        Project("p", "P"),
        Contribution("A", "money"),
        PublishedFigure(measure="roads", value=2.5),
    ],
    ids=lambda item: type(item).__name__,
)
def test_what_nobody_said_of_an_item_is_read_back_as_nothing(store: Store, item: Any) -> None:
    put(store, item)
    (read,) = held(store, type(item))
    placed = getattr(item, "latitude", None) is not None
    nowhere = item._replace(longitude=None) if isinstance(item, Post) and not placed else item
    assert read == nowhere


def test_items_are_read_back_in_the_order_they_were_put_in(store: Store) -> None:
    codes = ["b", "c", "a"]
    put(store, *(Project(code, code.upper()) for code in codes))
    assert [project.code for project in held(store, Project)] == codes


def test_a_road_is_read_without_its_line_where_nobody_draws_it(store: Store) -> None:
    put(store, ROAD)
    with store.reading() as connection:
        (road,) = read_items(connection, Road, geometry=False)
    assert (road.geometry, road.name, len(road.uuid)) == (NO_LINE, "Đường 1116", 32)


def test_a_post_has_its_place_even_where_nobody_draws_lines(store: Store) -> None:
    put(store, POST)
    with store.reading() as connection:
        assert read_items(connection, Post, geometry=False) == [POST]


def test_a_file_of_nothing_makes_no_batch(store: Store) -> None:
    receipt = put(store)
    assert (receipt.read, receipt.batch) == (0, None)


def test_the_same_items_again_change_nothing(store: Store) -> None:
    items = [PROJECT, Project("q", "Q")]
    put(store, *items)
    receipt = put(store, *items)
    assert (receipt.unchanged, receipt.applied, receipt.batch) == (2, 0, None)
    assert held(store, Project) == items


def test_what_a_file_says_otherwise_is_changed_told_and_kept_where_it_is_silent(
    store: Store,
) -> None:
    real = PROJECT._replace(illustrative=False)
    put(store, real, Project("q", "Q", cost_vnd=1))
    receipt = put(
        store,
        Project("p", "Đường mới", cost_vnd=400),
        Project("q", "Q", cost_vnd=2, serves=("1118", "1119")),
        Project("r", "R"),
    )
    assert bare(receipt.changes) == [
        Change("p", "name", "Đường 1116", "Đường mới"),
        Change("p", "cost_vnd", "300", "400"),
        Change("q", "serves", None, "1118; 1119"),
        Change("q", "cost_vnd", "1", "2"),
    ]
    assert (receipt.read, receipt.applied, receipt.unchanged) == (3, 3, 0)
    assert held(store, Project) == [
        real._replace(name="Đường mới", cost_vnd=400),
        Project("q", "Q", cost_vnd=2, serves=("1118", "1119")),
        Project("r", "R"),
    ]


def test_an_item_that_changes_among_others_leaves_them(store: Store) -> None:
    put(store, *(Project(code, code.upper()) for code in "abc"))
    receipt = put(store, Project("a", "A"), Project("b", "B", cost_vnd=1), Project("c", "C"))
    assert (receipt.applied, receipt.unchanged) == (1, 2)
    assert [project.cost_vnd for project in held(store, Project)] == [None, 1, None]


def test_what_a_file_leaves_out_stays(store: Store) -> None:
    put(store, PROJECT, Project("q", "Q"))
    put(store, Project("r", "R"))
    assert [project.code for project in held(store, Project)] == ["p", "q", "r"]


def test_gifts_alike_in_donor_kind_and_project_are_told_apart_by_their_order(
    store: Store,
) -> None:
    gifts = [Contribution("A", "money", "p", amount_vnd=amount) for amount in (1, 2)]
    put(store, *gifts)
    receipt = put(store, gifts[0], gifts[1]._replace(amount_vnd=3))
    assert bare(receipt.changes) == [Change("p A money", "amount_vnd", "2", "3")]
    assert [gift.amount_vnd for gift in held(store, Contribution)] == [1, 3]


def test_a_road_without_name_and_markers_is_known_by_its_line(store: Store) -> None:
    roads = [Road(geometry=line, status="approved") for line in (LINE, OTHER_LINE)]
    put(store, *roads)
    receipt = put(store, roads[1]._replace(status="built"), roads[0])
    assert bare(receipt.changes) == [Change("roads", "status", "approved", "built")]
    assert [road.status for road in held(store, Road)] == ["approved", "built"]


@pytest.mark.parametrize("more", [{"name": "R"}, {"serves": ("1116",)}])
def test_a_road_with_a_name_or_a_marker_may_get_another_line(
    store: Store, more: dict[str, Any]
) -> None:
    put(store, Road(geometry=LINE, **more))
    receipt = put(store, Road(geometry=OTHER_LINE, **more))
    (change,) = receipt.changes
    assert (change.column, change.old, change.new) == (
        "geom",
        encode_wkb(LINE).hex(),
        encode_wkb(OTHER_LINE).hex(),
    )
    assert [road.geometry for road in held(store, Road)] == [OTHER_LINE]


def test_a_road_may_come_to_be_of_another_class(store: Store) -> None:
    put(store, Road(geometry=LINE, name="R"))
    put(store, Road(geometry=LINE, name="R", road_class="patrol"))
    assert [road.road_class for road in held(store, Road)] == ["patrol"]


def test_a_new_border_line_replaces_the_old_one_whole(store: Store) -> None:
    old = [BoundaryPiece(geometry=PIECE), BoundaryPiece(geometry=OTHER_PIECE)]
    assert put(store, *old).applied == 2
    again = put(store, *old)
    assert (again.unchanged, again.applied, again.batch) == (2, 0, None)
    receipt = put(store, BoundaryPiece(geometry=OTHER_PIECE))
    assert [piece.geometry for piece in held(store, BoundaryPiece)] == [OTHER_PIECE]
    assert (receipt.unchanged, receipt.applied, receipt.batch is None) == (1, 0, False)
    assert bare(receipt.changes) == [Change("boundary", "existence", "yes", "no")]


def test_a_gate_is_known_by_its_name(store: Store) -> None:
    put(store, Gate("Hữu Nghị", source="báo"))
    put(store, Gate("Hữu Nghị", "international", longitude=106.5, latitude=22.25))
    assert held(store, Gate) == [
        Gate("Hữu Nghị", "international", longitude=106.5, latitude=22.25, source="báo")
    ]
