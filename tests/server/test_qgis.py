"""QGIS has the layers of a server open: who may edit, what becomes of it, and what it is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from mocgioi import tracker
from mocgioi.store.handle import Store
from mocgioi.store.opening import fill_at
from mocgioi.store.server import roles
from mocgioi.tracker import Tracker

from ..postgres import OWNER, Cluster
from ..qgis_process import Answer, Step, in_qgis, step

pytestmark = pytest.mark.slow

OFFICE, POST, VIEWER = "qgis_van_phong", "qgis_don_huu_nghi", "qgis_khach"
OWN, FOREIGN, POST_CODE = "1116", "944", "huu-nghi"
ROAD = "MultiLineString(({0} 22.0, {0} 22.01))"
LEDGER = ("observations", "batches", "commits", "decisions")
LAYERS = ("markers", "roads", "communes")


class Served(NamedTuple):
    """A store on a server, and the project of QGIS that opens it."""

    cluster: Cluster
    database: str
    place: str
    project: Path

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.cluster.execute(sql, database=self.database)

    def saved(self, user: str, *steps: Step) -> list[Answer]:
        """Do the steps, of which every save goes through, and leave a sound store."""
        answers = in_qgis(self.project, *steps, user=user)
        assert [answer.words for answer in answers] == [""] * len(steps)
        assert all(answer.saved for answer in answers)
        assert tracker.open(self.place).store.faults() == []
        return answers

    def refused(self, user: str, given: Step) -> str:
        """Do what is refused and changes nothing; return the words."""
        before = [self.rows(f"SELECT * FROM mocgioi.{name}") for name in (*LEDGER, *LAYERS)]
        (answer,) = in_qgis(self.project, given, user=user)
        assert not answer.saved
        after = [self.rows(f"SELECT * FROM mocgioi.{name}") for name in (*LEDGER, *LAYERS)]
        assert after == before
        return answer.words

    def new_events(self, before: int) -> list[tuple[Any, ...]]:
        """Return aspect, value, observer and hand of what came behind an event."""
        return self.rows(
            "SELECT aspect, CASE WHEN aspect LIKE '%geom' THEN '' ELSE value END, observer, hand"
            " FROM mocgioi.observations JOIN mocgioi.commits ON number = commit_number"
            f" WHERE id > {before} ORDER BY id"
        )

    @property
    def last(self) -> int:
        return int(self.rows("SELECT max(id) FROM mocgioi.observations")[0][0])


def typed(marker: str, **values: object) -> Step:
    return step("type", layer="markers", where=f"number = '{marker}'", values=values)


def draw(name: str, east: float, **values: object) -> Step:
    return step("add", layer="roads", wkt=ROAD.format(east), values={"name": name, **values})


def admit_all(cluster: Cluster, database: str) -> None:
    address = cluster.address(database, user="postgres")
    with psycopg.connect(address, options="-c search_path=mocgioi,public") as connection:
        roles.admit(connection, "mocgioi", OFFICE, "office")
        roles.admit(connection, "mocgioi", POST, "post", POST_CODE)
        roles.admit(connection, "mocgioi", VIEWER, "viewer")


@pytest.fixture(scope="module")
def filled(cluster: Cluster, built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the demonstration, from which others are made."""
    database = cluster.database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOCGIOI_CACHE", str(tmp_path_factory.mktemp("cache")))
        fill_at(cluster.address_by_network(database), Store(built_demo))
    for name in (OFFICE, POST, VIEWER):
        cluster.person(name)
    admit_all(cluster, database)
    cluster.seal(database)
    return database


@pytest.fixture
def served(
    cluster: Cluster, filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """A store on a server of one's own."""
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    database = cluster.database(filled)
    place = cluster.address_by_network(database)
    project = tracker.open(place).qgis.write(tmp_path / "may-chu.qgs")
    yield Served(cluster, database, place, project)
    cluster.drop(database)


@pytest.fixture
def beside(demo: Tracker) -> Path:
    """The project of the same store in a file."""
    return demo.qgis.write()


# ------------------------------------------------------------ what it shows


def test_a_project_of_a_server_is_that_of_a_file_but_for_where_its_layers_are(
    served: Served, beside: Path
) -> None:
    (on_server,) = in_qgis(served.project, step("project", uri=str(served.project)), user=OWNER)
    (in_file,) = in_qgis(beside, step("project", uri=str(beside)))
    for told in (on_server.returned, in_file.returned):
        for layer in told["layers"].values():
            del layer["file"]
    assert all(layer["valid"] for layer in on_server.returned["layers"].values())
    assert on_server.returned == in_file.returned


def test_its_layers_look_and_are_typed_as_those_of_a_file(served: Served, beside: Path) -> None:
    layers = [f"{name}_layer" for name in ("markers", "roads", "communes", "projects", "photos")]
    on_server, in_file = (
        in_qgis(
            project,
            *(step("looks_in_project", uri=str(project), layer=layer) for layer in layers),
            user=user,
        )
        for project, user in ((served.project, OWNER), (beside, ""))
    )
    assert on_server == in_file


def test_its_rows_are_told_as_those_of_a_file(served: Served, beside: Path) -> None:
    rows = [
        *(("markers_layer", f"number = '{number}'") for number in ("1116", "1230", "984/1")),
        *(("observations_layer", f"id = {key}") for key in (40, 1000, 2000)),
        *(("roads_layer", "fid = 5"), ("communes_layer", "fid = 2"), ("projects_layer", "id = 1")),
    ]
    (on_server,) = in_qgis(
        served.project, step("rows_in_project", uri=str(served.project), rows=rows), user=OWNER
    )
    (in_file,) = in_qgis(beside, step("rows_in_project", uri=str(beside), rows=rows))
    assert on_server == in_file


def test_it_names_neither_a_user_nor_a_password(served: Served) -> None:
    text = served.project.read_text(encoding="utf-8")
    assert OWNER not in text and "password" not in text.replace("passwordMode", "")
    assert f"dbname='{served.database}' host='127.0.0.1' port='{served.cluster.port}'" in text


def test_the_server_has_the_project_as_qgis_keeps_it_there(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tracker.open(served.place).qgis.write()
    uri = (
        f"postgresql://127.0.0.1:{served.cluster.port}?dbname={served.database}"
        "&schema=mocgioi&project=mocgioi"
    )
    for user in (OFFICE, POST, VIEWER):
        (told,) = in_qgis(served.project, step("project", uri=uri), user=user)
        assert all(layer["valid"] for layer in told.returned["layers"].values())


@pytest.mark.parametrize("user", [POST, VIEWER])
def test_whoever_may_not_keep_projects_there_writes_a_file_alone(
    served: Served, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = tracker.open(served.place.replace(OWNER, user)).qgis.write()
    assert written.is_file()
    assert served.rows("SELECT name FROM mocgioi.qgis_projects") == []


def test_qgis_finds_the_styles_of_layers_there_and_saves_its_own(
    cluster: Cluster, built_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    database = cluster.database()
    place = cluster.address_by_network(database)
    store = fill_at(place, Store(built_demo))
    source = (
        f"dbname='{database}' host='127.0.0.1' port='{cluster.port}' key='fid' srid=4326"
        ' type=Point table="mocgioi"."markers" (geom)'
    )
    (told,) = in_qgis(built_demo, step("stored", source=source, called="rieng"), user=OWNER)
    assert told.returned["loaded"] and told.returned["renderer"] == "RuleRenderer"
    assert told.returned["saved"] == "" and {"mocgioi", "rieng"} <= set(told.returned["names"])
    copy = tmp_path / "copy.gpkg"
    store.backup(copy)
    (in_file,) = in_qgis(copy, step("looks", layer="markers"))
    assert in_file.returned["loaded"] and in_file.returned["renderer"] == "RuleRenderer"
    cluster.drop(database)


# ------------------------------------------------------------ who edits what


@pytest.mark.parametrize("user", [OWNER, OFFICE, POST])
def test_a_state_that_is_typed_is_an_event_of_whoever_logged_in(served: Served, user: str) -> None:
    last = served.last
    served.saved(user, typed(OWN, marker_condition="intact"))
    assert served.new_events(last) == [("marker_condition", "intact", f"GIS:{user}", user)]
    shown = tracker.open(served.place).show(OWN)
    assert shown["history"][-1]["value"] == "intact"
    condition = f"SELECT marker_condition FROM mocgioi.markers WHERE number = '{OWN}'"
    assert served.rows(condition) == [("intact",)]


@pytest.mark.parametrize("user", [OWNER, OFFICE, POST])
def test_a_road_is_drawn_reshaped_and_deleted(served: Served, user: str) -> None:
    last = served.last
    where = "name = 'Đường mới'"
    served.saved(
        user,
        draw("Đường mới", 106.5, status="built"),
        step("reshape", layer="roads", where=where, vertex=0, to=[106.6, 22.0]),
        step("delete", layer="roads", where=where),
    )
    assert [(aspect, value) for aspect, value, *_ in served.new_events(last)] == [
        *(("road.existence", "yes"), ("road.geom", ""), ("road.name", "Đường mới")),
        *(("road.road_class", "access"), ("road.status", "built"), ("road.geom", "")),
        ("road.existence", "no"),
    ]
    assert {hand for *_, hand in served.new_events(last)} == {user}


def test_what_the_office_edits_anywhere_is_let_in(served: Served) -> None:
    last = served.last
    served.saved(
        OFFICE,
        typed(FOREIGN, marker_condition="minor_damage"),
        step("reshape", layer="communes", where="fid = 1", vertex=1, to=[106.61, 21.99]),
    )
    assert [aspect for aspect, *_ in served.new_events(last)] == [
        "marker_condition",
        "commune.geom",
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            typed(FOREIGN, marker_condition="minor_damage"),
            f"Mốc {FOREIGN} không thuộc địa bàn của đồn",
        ),
        (
            step("reshape", layer="roads", where="fid = 5", vertex=0, to=[106.6, 22.0]),
            "Tuyến này không lên mốc nào của đồn",
        ),
        (
            step("type", layer="communes", where="fid = 1", values={"name": "Khác"}),
            "«Xã biên giới» là của tỉnh",
        ),
        (typed(OWN, measured="reached"), "«Theo tuyến trên bản đồ» do chương trình tính"),
        (typed(OWN, road_status="finished"), "«Tình trạng đường» phải là một trong"),
        (
            step(
                "several",
                edits=[
                    "markers",
                    [
                        [f"number = '{OWN}'", {"marker_condition": "intact"}],
                        [f"number = '{FOREIGN}'", {"marker_condition": "minor_damage"}],
                    ],
                    [],
                    [],
                ],
            ),
            f"Mốc {FOREIGN} không thuộc địa bàn của đồn",
        ),
    ],
    ids=["foreign marker", "foreign road", "commune", "computed", "code", "several at once"],
)
def test_what_a_post_may_not_edit_is_refused_in_a_sentence_and_changes_nothing(
    served: Served, given: Step, sentence: str
) -> None:
    assert sentence in served.refused(POST, given)


def test_of_a_save_that_is_refused_in_part_qgis_says_which(served: Served) -> None:
    last = served.last
    several = step(
        "several",
        edits=[
            "roads",
            [],
            [["fid = 5", 0, [106.6, 22.0]]],
            [[ROAD.format(106.5), {"name": "Đường mới"}]],
        ],
    )
    (answer,) = in_qgis(served.project, several, user=POST)
    assert not answer.saved and "Tuyến này không lên mốc nào của đồn" in answer.words
    came_in = {aspect for aspect, *_ in served.new_events(last)}
    assert bool(came_in) == ("1 feature(s) added" in answer.words)


def test_a_viewer_begins_no_edit(served: Served) -> None:
    words = served.refused(VIEWER, typed(OWN, marker_condition="intact"))
    assert words == "not editable"
    (begun,) = in_qgis(served.project, step("editable", uri=str(served.project)), user=VIEWER)
    assert begun.returned == []


# ------------------------------------------------------------ several at a time


def test_two_of_them_edit_one_marker_and_both_are_heard(served: Served) -> None:
    last = served.last
    said = {OFFICE: "minor_damage", POST: "intact"}
    with ThreadPoolExecutor() as both:
        answers = list(
            both.map(
                lambda user: in_qgis(
                    served.project, typed(OWN, marker_condition=said[user]), user=user
                ),
                said,
            )
        )
    assert all(answer.saved for (answer,) in answers)
    assert {(value, hand) for _, value, _, hand in served.new_events(last)} == {
        (value, user) for user, value in said.items()
    }
    assert tracker.open(served.place).store.faults() == []
    (shown,) = served.rows(f"SELECT disagreements FROM mocgioi.markers WHERE number = '{OWN}'")
    assert shown == (1,)


def test_an_edit_that_is_not_saved_yet_keeps_nobody_from_writing(
    served: Served, tmp_path: Path
) -> None:
    begun, go_on = tmp_path / "begun", tmp_path / "go on"
    waited = step(
        "waited",
        layer="markers",
        where=f"number = '{OWN}'",
        note="x",
        begun=str(begun),
        until=str(go_on),
    )
    with ThreadPoolExecutor() as both:
        editing = both.submit(in_qgis, served.project, waited, user=POST)
        try:
            until(begun.exists)
            tracker.open(served.place).set(OWN, marker_condition="intact")
            assert not editing.done()
        finally:
            go_on.touch()
        (answer,) = editing.result()
    assert (answer.saved, answer.words) == (True, "")
    assert served.rows(
        f"SELECT marker_condition, note FROM mocgioi.markers WHERE number = '{OWN}'"
    ) == [("intact", "x")]


def test_where_one_keeps_a_transaction_open_another_is_told_who_and_does_not_hang(
    served: Served, tmp_path: Path
) -> None:
    go_on = tmp_path / "go on"
    served.rows("ALTER FUNCTION mocgioi.aa_begin() SET lock_timeout = '500ms'")
    held = step(
        "held",
        layer="markers",
        where=f"number = '{OWN}'",
        values={"marker_condition": "intact"},
        until=str(go_on),
    )
    in_qgis(served.project, step("version"), user=OFFICE)
    with ThreadPoolExecutor() as both:
        holding = both.submit(in_qgis, served.project, held, user=POST)
        try:
            until(lambda: is_held(served))
            (answer,) = in_qgis(served.project, typed(FOREIGN, note="x"), user=OFFICE)
            assert not holding.done()
        finally:
            go_on.touch()
        (kept,) = holding.result()
    assert not answer.saved and f"Tài khoản «{POST}» đang ghi dở" in answer.words
    assert kept.saved, kept.words
    served.saved(OFFICE, typed(FOREIGN, note="x"))


def is_held(served: Served) -> bool:
    """Say whether somebody has the lock of the store."""
    asked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    return served.rows(asked) != [(0,)]


def until(is_so: Callable[[], bool]) -> None:
    """Wait until it is."""
    last = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < last
        time.sleep(0.01)


# ------------------------------------------------------------ offline and home


def test_a_kit_of_a_server_is_edited_offline_and_comes_home(served: Served, tmp_path: Path) -> None:
    at_home = tracker.open(served.place)
    kit = at_home.kits.make(POST_CODE, tmp_path / "kit")
    (store,) = (kit.place / "qfield").glob("*.gpkg")
    (beside,) = (kit.place / "qfield").glob("*.qgs")
    (shown,) = in_qgis(store, step("project", uri=str(beside)))
    assert all(layer["valid"] for layer in shown.returned["layers"].values())
    in_qgis(store, typed(OWN, marker_condition="intact"))
    last = served.last
    receipt = tracker.open(served.place.replace(OWNER, POST)).merge(store)
    assert (receipt.applied, receipt.rejected) == (1, 0)
    assert [event[:2] for event in served.new_events(last)] == [("marker_condition", "intact")]
