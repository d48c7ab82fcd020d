"""QGIS is a door like the others: what an officer does in it is an event, or is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker

from .part_of_province import built_demo as built_demo
from .part_of_province import part as part
from .qgis_process import Answer, Step, in_qgis, step
from .soundness import assert_sound

pytestmark = pytest.mark.slow

ROAD = "MultiLineString(({0} 22.0, {0} 22.01))"
MARKER = "number = '{}'"


def rows(store: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(sql).fetchall()


def row(store: Path, sql: str) -> tuple[Any, ...]:
    (only,) = rows(store, sql)
    return only


def saved(store: Path, *steps: Step) -> list[Answer]:
    """Do the steps, of which every save goes through, and leave a sound store."""
    answers = in_qgis(store, *steps)
    assert [answer.words for answer in answers] == [""] * len(steps)
    assert_sound(store)
    return answers


def draw(name: str, east: float, **values: object) -> Step:
    return step("add", layer="roads", wkt=ROAD.format(east), values={"name": name, **values})


def typed(marker: str, **values: object) -> Step:
    return step("type", layer="markers", where=MARKER.format(marker), values=values)


@pytest.fixture
def store(demo: Tracker) -> Path:
    return demo.store.path


@pytest.fixture
def today() -> str:
    return (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()


def said_of_roads(store: Path, name: str) -> dict[str, list[str]]:
    """Return what the ledger has of the roads of a name, by their uuid: aspects and values."""
    found: dict[str, list[str]] = {}
    for subject, aspect, value in rows(
        store,
        "SELECT subject, aspect, value FROM observations WHERE subject IN (SELECT subject FROM"
        f" observations WHERE aspect = 'road.name' AND value = '{name}') ORDER BY id",
    ):
        shown = f"{aspect.partition('.')[2]} {value}" if "geom" not in aspect else "geom"
        found.setdefault(subject, []).append(shown)
    return found


def test_several_roads_are_drawn_one_after_the_other_and_each_is_an_event(store: Path) -> None:
    saved(store, draw("A", 106.5, status="built"), draw("B", 106.6), draw("C", 106.7))
    uuids = [uuid for (uuid,) in rows(store, "SELECT uuid FROM roads ORDER BY fid DESC LIMIT 3")]
    assert len({uuid for uuid in uuids if len(uuid) == 32}) == 3
    (events,) = said_of_roads(store, "A").values()
    assert events == ["existence yes", "geom", "name A", "road_class access", "status built"]


@pytest.mark.parametrize("copying", ["paste", "append", "duplicate"])
def test_a_copy_of_a_road_is_a_road_of_its_own(store: Path, copying: str) -> None:
    saved(store, draw("A", 106.5), step(copying, layer="roads", where="name = 'A'"))
    found = [uuid for (uuid,) in rows(store, "SELECT uuid FROM roads WHERE name = 'A'")]
    assert len(set(found)) == 2 and set(said_of_roads(store, "A")) == set(found)


def test_a_road_that_is_split_keeps_its_identity_and_loses_nothing(store: Path) -> None:
    saved(store, draw("A", 106.5))
    (uuid,) = row(store, "SELECT uuid FROM roads WHERE name = 'A'")
    cut = [[106.4, 22.004], [106.6, 22.004]]
    saved(store, step("split", layer="roads", where="name = 'A'", line=cut))
    parts = rows(
        store,
        "SELECT uuid = ?, round(maxy - miny, 4) FROM roads JOIN rtree_roads_geom ON id = fid"
        " WHERE name = 'A' ORDER BY fid".replace("?", f"'{uuid}'"),
    )
    assert [is_old for is_old, _ in parts] == [1, 0]
    assert sum(length for _, length in parts) == pytest.approx(0.01, abs=2e-4)


def test_roads_that_are_merged_become_the_first_and_the_other_is_gone(store: Path) -> None:
    saved(store, draw("A", 106.5), draw("A", 106.6))
    first, second = said_of_roads(store, "A")
    saved(store, step("merge", layer="roads", where="name = 'A'"))
    assert rows(store, "SELECT uuid FROM roads WHERE name = 'A'") == [(first,)]
    assert said_of_roads(store, "A")[second][-1] == "existence no"


def test_a_road_that_is_reshaped_or_restated_says_only_that(store: Path) -> None:
    (uuid,) = row(store, "SELECT uuid FROM roads WHERE fid = 5")
    before = rows(store, "SELECT uuid FROM observations")
    saved(
        store,
        step("type", layer="roads", where="fid = 5", values={"width_m": 3.35}),
        step("reshape", layer="roads", where="fid = 5", vertex=0, to=[106.6, 22.0]),
    )
    new = rows(store, "SELECT uuid, subject, aspect, substr(value, 1, 4) FROM observations")
    assert [tuple(e[1:]) for e in new if e[:1] not in before] == [
        (uuid, "road.width_m", "3.35"),
        (uuid, "road.geom", "4750"),
    ]


def test_a_road_that_is_deleted_comes_back_when_that_is_undone(store: Path) -> None:
    before = row(store, "SELECT uuid, name, geom FROM roads WHERE fid = 5")
    saved(store, step("delete", layer="roads", where="fid = 5"))
    assert rows(store, f"SELECT 1 FROM roads WHERE uuid = '{before[0]}'") == []
    surveys = tracker.open(store).surveys
    surveys.undo(surveys.batches()[-1].uuid, why="nhầm")
    where = f"WHERE uuid = '{before[0]}'"
    assert row(store, f"SELECT uuid, name, geom FROM roads {where}") == before


def test_the_day_typed_beside_a_status_is_its_day_and_the_hand_is_named(store: Path) -> None:
    saved(
        store,
        typed("1116", road_status="built", road_status_since="2026-01-05", edited_by="Lê Văn An"),
    )
    assert row(
        store,
        "SELECT value, observed_on, observer FROM observations WHERE subject = '1116'"
        " AND aspect = 'road_status' ORDER BY id DESC LIMIT 1",
    ) == ("built", "2026-01-05", "Lê Văn An")
    assert row(store, "SELECT road_status_since, edited_by FROM markers WHERE number = '1116'") == (
        "2026-01-05",
        None,
    )


def test_a_status_without_a_day_is_of_today(store: Path, today: str) -> None:
    saved(store, typed("1116", road_status="approved"))
    assert row(
        store,
        "SELECT value, observed_on, observer FROM observations WHERE subject = '1116'"
        " AND aspect = 'road_status' ORDER BY id DESC LIMIT 1",
    )[:2] == ("approved", today)


def test_the_form_of_a_layer_fills_in_who_edits_and_lets_nobody_type_what_is_computed(
    store: Path,
) -> None:
    name, *forms = in_qgis(
        store, step("user"), *(step("form", layer=layer) for layer in ("markers", "projects"))
    )
    filled = ['coalesce("edited_by", @user_full_name)', True, False]
    assert [form.returned["edited_by"] for form in forms] == [filled] * 2
    assert forms[0].returned["measured"] == ["", False, True]
    assert forms[0].returned["road_status"] == ["", False, False]
    saved(store, typed("1116", road_status="approved"), draw("A", 106.5))
    hands = rows(
        store,
        "SELECT DISTINCT observer FROM observations WHERE batch_uuid IN"
        " (SELECT uuid FROM batches WHERE kind = 'gis')",
    )
    assert hands == [(name.returned,)]


def test_a_note_is_an_event_and_nothing_else_is_said(store: Path) -> None:
    before = rows(store, "SELECT uuid FROM observations")
    saved(store, typed("1116", note="cột mốc nằm sau nhà ông Páo"))
    new = rows(store, "SELECT uuid, subject, aspect, value FROM observations")
    assert [tuple(e[1:]) for e in new if e[:1] not in before] == [
        ("1116", "register_note", "cột mốc nằm sau nhà ông Páo")
    ]


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (
            step("reshape", layer="markers", where=MARKER.format("1116"), vertex=0, to=[106, 22]),
            "Tọa độ sổ đăng ký của mốc chỉ đổi khi nhập sổ mới",
        ),
        (step("delete", layer="markers", where=MARKER.format("1116")), "Không xóa mốc được"),
        (step("append", layer="markers", where=MARKER.format("1116")), "Thêm mốc bằng cách nhập"),
        (typed("1220/1", road_status=None), "«Tình trạng đường» của mốc không để trống được"),
        (typed("1116", measured="reached"), "«Theo tuyến trên bản đồ» do chương trình tính"),
        (typed("1116", disagreements=7), "«Số liệu chưa thống nhất» do chương trình tính"),
        (typed("1220/1", road_status_since="2020-01-01"), "chỉ sửa cùng lúc với"),
        (
            typed("1116", road_status="built", road_status_since="2999-01-01"),
            "phải là một ngày không sau hôm nay",
        ),
        (
            typed("1116", road_status="finished"),
            "«Tình trạng đường» phải là một trong: none (chưa xây dựng), approved",
        ),
        (
            step("type", layer="communes", where="fid = 1", values={"code": "1"}),
            "«Mã xã» không đổi được",
        ),
        (
            step("type", layer="communes", where="fid = 1", values={"name": None}),
            "Cần ghi «Xã»",
        ),
        (
            step("type", layer="observations", where="id = 1", values={"value": "no"}),
            "Bảng «Số liệu ghi nhận» không sửa, không xóa được",
        ),
        (
            step("add", layer="observations", wkt="", values={"subject": "1116", "value": "x"}),
            "Bảng «Số liệu ghi nhận» do chương trình ghi",
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_may_not_be_is_refused_in_a_sentence_and_changes_nothing(
    store: Path, refused: Step, sentence: str
) -> None:
    tables = ("markers", "communes", "observations", "batches", "decisions")
    before = [rows(store, f"SELECT * FROM {table}") for table in tables]
    (answer,) = in_qgis(store, refused)
    assert not answer.saved and sentence in answer.words
    assert [rows(store, f"SELECT * FROM {table}") for table in tables] == before


def test_posts_gates_communes_projects_and_gifts_are_edited_alike(store: Path) -> None:
    saved(
        store,
        step("add", layer="posts", wkt="Point(106.7 22)", values={"code": "moi", "name": "Mới"}),
        step("add", layer="gates", wkt="Point(106.7 22)", values={"name": "Cửa khẩu mới"}),
        step("reshape", layer="communes", where="fid = 1", vertex=1, to=[106.61, 21.99]),
        step("type", layer="projects", where="id = 1", values={"cost_vnd": 12345678901}),
        step("type", layer="contributions", where="id = 1", values={"amount_vnd": 5}),
        step("reshape", layer="boundary", where="fid = 1", vertex=1, to=[106.61, 21.99]),
    )
    (batch,) = row(store, "SELECT uuid FROM batches WHERE kind = 'gis'")
    assert [
        aspect
        for (aspect,) in rows(
            store, f"SELECT aspect FROM observations WHERE batch_uuid = '{batch}' ORDER BY id"
        )
    ] == [
        *("post.existence", "post.geom", "post.name", "gate.existence", "gate.geom"),
        *("commune.geom", "project.cost_vnd", "contribution.amount_vnd", "boundary.geom"),
    ]


def test_a_save_that_moves_more_than_twenty_markers_waits_and_moves_nothing(store: Path) -> None:
    before = rows(store, "SELECT number, road_status, road_status_since FROM markers")
    saved(store, step("type", layer="markers", where="1", values={"road_status": "built"}))
    assert rows(store, "SELECT number, road_status, road_status_since FROM markers") == before
    save = tracker.open(store).surveys.batches()[-1]
    assert save.kind == "gis" and save.queued == save.read > 20


def test_a_save_that_waits_is_let_in_or_set_aside_as_a_whole(store: Path) -> None:
    saved(store, step("type", layer="markers", where="1", values={"road_status": "built"}))
    work = tracker.open(store)
    save = work.surveys.batches()[-1]
    moved = work.decisions.resolve(save.uuid[:8], save.uuid[:8], why="đã xem", by="An")
    assert len(moved) > 20
    assert rows(store, "SELECT DISTINCT road_status FROM markers") == [("built",)]
    assert work.surveys.batches()[-1].queued == 0


def test_twenty_markers_at_once_need_nobody(store: Path) -> None:
    numbers = rows(store, "SELECT number FROM markers WHERE road_status = 'none' LIMIT 20")
    listed = ", ".join(f"'{number}'" for (number,) in numbers)
    where = f"number IN ({listed})"
    saved(store, step("type", layer="markers", where=where, values={"road_status": "built"}))
    shown = rows(store, f"SELECT DISTINCT road_status FROM markers WHERE {where}")
    assert shown == [("built",)]
    assert tracker.open(store).surveys.batches()[-1].applied == 20


def test_a_slip_that_is_corrected_within_the_day_is_no_disagreement(store: Path) -> None:
    marker, before = row(
        store,
        "SELECT number, road_status_since FROM markers WHERE road_status = 'none' LIMIT 1",
    )
    shown = "SELECT road_status, road_status_since, disagreements FROM markers WHERE number = "
    saved(store, typed(marker, road_status="built"))
    assert row(store, f"{shown}'{marker}'")[0] == "built"
    saved(store, typed(marker, road_status="none"))
    assert row(store, f"{shown}'{marker}'") == ("none", before, 0)


def test_a_save_is_one_batch_that_is_listed_and_taken_back(store: Path) -> None:
    before = rows(store, "SELECT * FROM markers") + rows(store, "SELECT * FROM roads")
    saved(
        store,
        typed("1116", road_status="built", note="a"),
        typed("1117", road_status="built"),
        step("type", layer="roads", where="fid = 5", values={"status": "approved"}),
    )
    work = tracker.open(store)
    save = work.surveys.batches()[-1]
    assert (save.kind, save.read, save.applied, save.observations) == ("gis", 3, 3, 4)
    work.surveys.undo(save.uuid, why="thử")
    assert rows(store, "SELECT * FROM markers") + rows(store, "SELECT * FROM roads") == before


def test_what_the_program_keeps_for_itself_is_offered_and_opened_as_no_layer(store: Path) -> None:
    kept = ("decisions", "batches", "code_lists", "settings", "writer", "edits", "terrain")
    answer, *opened = in_qgis(store, step("listed"), *(step("opens", layer=name) for name in kept))
    assert [answer.returned for answer in opened] == [False] * len(kept)
    assert answer.returned == [
        *("markers", "communes", "posts", "gates", "roads", "boundary", "ground"),
        *("projects", "contributions", "published", "targets", "observations", "photos"),
        *("markers_photos", "observations_photos", "layer_styles"),
    ]
