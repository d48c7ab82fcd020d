"""QGIS opens each layer as the map page draws it, with titles, drop-downs and forms."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.domain.counting import NOT_REPORTED, is_needed
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs import symbology
from mocgioi.outputs.qgis.facts import LayerFacts
from mocgioi.outputs.qgis.renderers import MARKS_OF_COLUMNS
from mocgioi.tracker.styling import layer_facts

from .qgis_process import in_qgis, step

pytestmark = pytest.mark.slow

FACTS = layer_facts()


@pytest.fixture(scope="module")
def store(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration that nobody writes to; QGIS may open it as it likes."""
    path = tmp_path_factory.mktemp("styled") / "langson.gpkg"
    shutil.copy(built_demo, path)
    return path


@pytest.fixture(scope="module")
def looks(store: Path) -> dict[str, Any]:
    """How QGIS opens each layer, by its table."""
    answers = in_qgis(store, *(step("looks", layer=table) for table in FACTS))
    return {table: answer.returned for table, answer in zip(FACTS, answers, strict=True)}


def drawn_as(store: Path, layer: str, rows: list[dict[str, str | None]]) -> list[list[str]]:
    (answer,) = in_qgis(store, step("drawn_as", layer=layer, rows=rows))
    taken: list[list[str]] = answer.returned
    return taken


@pytest.mark.parametrize("layer", FACTS.values(), ids=FACTS)
def test_a_style_loads_without_a_warning(looks: dict[str, Any], layer: LayerFacts) -> None:
    look = looks[layer.table]
    assert (look["loaded"], look["warnings"]) == (True, [])


@pytest.mark.parametrize("layer", FACTS.values(), ids=FACTS)
def test_every_column_has_its_vietnamese_title(looks: dict[str, Any], layer: LayerFacts) -> None:
    columns = looks[layer.table]["columns"]
    titles = {field.name: columns[field.name]["title"] for field in layer.fields}
    wanted = {
        field.name: f"{field.title} (mã)" if field.codes_by_aspect else field.title
        for field in layer.fields
    }
    assert titles == wanted


@pytest.mark.parametrize("layer", FACTS.values(), ids=FACTS)
def test_every_column_stands_on_the_form_once(looks: dict[str, Any], layer: LayerFacts) -> None:
    shown = [name for tab in looks[layer.table]["form"].values() for name in tab]
    wanted = sorted(f.name for f in layer.fields if not f.in_the_field)
    assert sorted(set(shown) - {"picture", "read_as"}) == wanted
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("layer", FACTS.values(), ids=FACTS)
def test_nobody_types_what_is_fixed(looks: dict[str, Any], layer: LayerFacts) -> None:
    columns = looks[layer.table]["columns"]
    fixed = {field.name: columns[field.name]["fixed"] for field in layer.fields}
    assert fixed == {field.name: field.is_fixed or field.in_the_field for field in layer.fields}


def test_drop_downs_stand_in_the_order_of_the_code_list(looks: dict[str, Any]) -> None:
    for layer in FACTS.values():
        for field in layer.fields:
            if field.codes is None:
                continue
            column = looks[layer.table]["columns"][field.name]
            offered = [tuple(pair) for pair in column["choices"] if pair[0]]
            terms = CODE_LISTS[field.codes]
            assert offered == [(term.label.vi, code) for code, term in terms.items()], field


def test_what_may_be_emptied_offers_nothing_first(looks: dict[str, Any]) -> None:
    columns = looks["markers"]["columns"]
    assert columns["size"]["choices"][0][0] == ""
    assert columns["road_status"]["choices"][0][0] != ""


def test_a_layer_alone_has_no_empty_places_for_what_only_a_project_has(
    looks: dict[str, Any],
) -> None:
    assert "Ảnh" not in looks["markers"]["form"]
    assert looks["markers"]["columns"]["commune_code"]["widget"] == "TextEdit"


def test_a_project_shows_names_for_codes_and_what_belongs_to_a_marker(store: Path) -> None:
    uri = str(tracker.open(store).qgis.write(store.with_suffix(".qgs")))
    (answer,) = in_qgis(store, step("looks_in_project", uri=uri, layer="markers_layer"))
    commune, post = (answer.returned["columns"][name] for name in ("commune_code", "post_code"))
    assert (commune["widget"], commune["of"], commune["title"]) == (
        *("ValueRelation", "communes_layer", "Xã"),
    )
    assert (post["of"], post["title"]) == ("posts_layer", "Đồn Biên phòng")
    assert "history_of_marker" in answer.returned["form"]["Kiểm tra"]
    assert answer.returned["form"]["Ảnh"] == ["photos_of_marker"]


def test_a_name_that_is_needed_is_a_soft_constraint(looks: dict[str, Any]) -> None:
    unset, soft = 0, 2
    assert looks["posts"]["columns"]["code"]["constraints"] == [soft, soft]
    assert looks["posts"]["columns"]["note"]["constraints"] == [unset, unset]


def test_the_legend_of_markers_is_that_of_the_map(looks: dict[str, Any]) -> None:
    legend = [label.lower() for label in looks["markers"]["legend"]]
    states = [state.vi.lower() for state in symbology.MARKER_STATES.values()]
    marks = [mark.vi.lower() for mark in MARKS_OF_COLUMNS.values()]
    assert legend == [*states, *marks]


def test_the_surroundings_are_drawn_whatever_their_geometry(looks: dict[str, Any]) -> None:
    assert looks["ground"]["legend"] == [
        *("Tỉnh", "Hồ", "Tỉnh giáp ranh", "Nước láng giềng"),
        *("Sông", "Đường sắt", "Đường bộ", "Đô thị"),
    ]


def test_qgis_draws_a_marker_in_the_state_that_the_map_names(store: Path) -> None:
    said = list(
        product(
            ("yes", "no", None),
            (*CODE_LISTS["road_status"], None),
            (*CODE_LISTS["road_condition"], None),
        )
    )
    columns = ("needs_road", "road_status", "road_condition")
    rows = [dict(zip(columns, values, strict=True)) for values in said]
    named = [[symbology.marker_state(is_needed(need), *road)] for need, *road in said]
    assert drawn_as(store, "markers", rows) == named


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        ({"disagreements": 2}, "contested"),
        ({"waiting": 1}, "contested"),
        ({"marker_condition": "displaced"}, "harmed"),
        ({"marker_condition": "not_found"}, "not_found"),
        ({"marker_condition": "intact", "disagreements": 0}, None),
    ],
)
def test_a_marker_that_wants_attention_is_marked(
    store: Path, values: dict[str, Any], mark: str | None
) -> None:
    (taken,) = drawn_as(store, "markers", [{"needs_road": "no", **values}])
    assert taken == sorted(filter(None, ["not_needed", mark]))


@pytest.mark.parametrize(
    ("mark", "number", "pixels"), [("contested", "984/1", 13), ("harmed", "1230", 50)]
)
def test_no_marker_hides_what_wants_attention(
    store: Path, mark: str, number: str, pixels: int
) -> None:
    where, colour = f"number = '{number}'", MARKS_OF_COLUMNS[mark].colour
    (answer,) = in_qgis(
        store, step("painted", layer="markers", where=where, scale=450_000, colour=colour)
    )
    assert answer.returned > pixels


def test_a_road_is_drawn_by_its_class_and_an_access_road_by_its_status(store: Path) -> None:
    classes, statuses = CODE_LISTS["road_class"], (*CODE_LISTS["road_status"], None)
    said = [*product((*classes, None), statuses)]
    rows = [{"road_class": road_class, "status": status} for road_class, status in said]
    access = [f"access_{status or NOT_REPORTED}" for _, status in said]
    named = [
        [road_class if road_class in symbology.TRUNK_LINES else shown]
        for (road_class, _), shown in zip(said, access, strict=True)
    ]
    assert drawn_as(store, "roads", rows) == named


def test_numbers_of_markers_stand_only_close_up(store: Path) -> None:
    scales = (500_000, 100_000, 20_000)
    far, nearer, near = (
        answer.returned[1]
        for answer in in_qgis(
            store,
            *(step("names", layer="markers", where="number = '1116'", scale=s) for s in scales),
        )
    )
    assert far == []
    assert nearer and not any("/" in number for number in nearer)
    assert "1116" in near and any("/" in number for number in near)


def test_a_marker_is_called_by_its_number_and_told_in_vietnamese(store: Path) -> None:
    (answer,) = in_qgis(store, step("tells", layer="markers", where="number = '1193'"))
    name, tip = answer.returned
    assert name == "1193"
    assert "<b>Mốc 1193</b>" in tip and "Tình trạng mốc: hư hỏng nhẹ" in tip


def test_what_stands_in_a_file_is_no_part_of_a_tip(built_demo: Path, tmp_path: Path) -> None:
    store = tmp_path / "langson.gpkg"
    shutil.copy(built_demo, store)
    where = "number = '1193'"
    _, answer = in_qgis(
        store,
        step("type", layer="markers", where=where, values={"note": "<img src=x onerror=y>"}),
        step("tells", layer="markers", where=where),
    )
    assert "Ghi chú: &lt;img src=x onerror=y&gt;" in answer.returned[1]


def test_an_event_is_told_in_words(store: Path) -> None:
    where = "marker_number = '1193' AND aspect = 'marker_condition' AND value = 'minor_damage'"
    (answer,) = in_qgis(store, step("tells", layer="observations", where=where))
    assert answer.returned[0] == "2025-10-19 · Tình trạng mốc: hư hỏng nhẹ"
