"""Every command that writes, while the disk refuses or the program is killed.

Whatever the call at which it happens: the store is as it was or as it should become, what is said
of it is so, no half of a file lies about, and the command does its work when it is run again.

A few points of each command are struck. ``MOCGIOI_FAULT_POINTS=all`` strikes every one of them.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from mocgioi import tracker
from mocgioi.errors import CannotWrite
from mocgioi.outputs.starters import STARTERS
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker
from mocgioi.tracker.upgrading import bring_forward

from . import faults
from .builders import new_store, observe, road
from .faults import Contents, Ending, Point

pytestmark = pytest.mark.slow

LOG = logging.getLogger(__name__)
"""Figures of a run: shown by ``pytest --log-cli-level=INFO``."""

KILLED, UNREADABLE, CANNOT_WRITE = -9, 20, 50
_KILL, _REFUSED_ONCE, _FULL = "signal=KILL", "error=EIO", "error=ENOSPC+"
_POINTS = os.environ.get("MOCGIOI_FAULT_POINTS", "2")

_NUMBERS = tuple(str(number) for number in range(1100, 1108))
_MARKERS = "number,longitude,latitude,crs,commune_code,post,needs_road\n" + "".join(
    f"{number},{106.7 + at / 100000:.5f},22.00001,EPSG:4326,06184,huu-nghi,yes\n"
    for at, number in enumerate((*_NUMBERS, "1108"))
)
_ROADS = """\
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "A", "serves": "1101", "road_class": "access",
 "status": "built"}, "geometry": {"type": "LineString",
 "coordinates": [[106.7001, 22.0], [106.7, 22.004]]}},
{"type": "Feature", "properties": {"name": "B", "serves": "", "road_class": "patrol",
 "status": "built"}, "geometry": {"type": "LineString",
 "coordinates": [[106.7, 22.004], [106.71, 22.004]]}}]}
"""
_COMMUNES = """\
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"code": "06184", "name": "Đồng Đăng"},
 "geometry": {"type": "Polygon", "coordinates":
 [[[106.6, 21.9], [106.8, 21.9], [106.8, 22.1], [106.6, 22.1], [106.6, 21.9]]]}}]}
"""
_BOUNDARY = """\
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"commune_code": "06184", "km_from": 0, "km_to": 20},
 "geometry": {"type": "LineString", "coordinates": [[106.6, 22.01], [106.8, 22.01]]}}]}
"""
_SURVEY = "marker_number,road_status,observed_on,observer\n{},built,15/01/2025,A\n"
_FILES = {
    "markers.csv": _MARKERS,
    "roads.geojson": _ROADS,
    "communes.geojson": _COMMUNES,
    "boundary.geojson": _BOUNDARY,
    "posts.csv": "code,name,communes\nhuu-nghi,Hữu Nghị,06184\n",
    "gates.csv": "name,kind,longitude,latitude,marker_from,marker_to\nX,gate,106.7,22,1101,1102\n",
    "projects.csv": "code,name,serves,cost_vnd\np1,Đường 1101,1101,1000000\n",
    "contributions.csv": "project_code,donor,kind,amount_vnd\np1,A,cash,5000000\n",
    "published.csv": "measure,value,denominator,as_of,source\nmarkers_with_road,1,8,2023-12-31,B\n",
}
_PAGES = ("map.html", "report.html", "tom-tat.html", "quyet-dinh.xlsx", "viec-can-lam.xlsx")


_UNCONFIRMED = "with the last file or without it"
"""What is said where the folder could not be synced after the store was written."""


_WENT_IN = "The files above were dealt with"
"""What is said where a write fails after the files had gone in."""


class Deed(NamedTuple):
    """A command that writes.

    Attributes:
        words: what is typed after the store, for a folder.
        again: does the same once more, in the folder, in Python.
        makes: files that it may make beside the store.
        prepare: makes the folder what it starts from, but for the store and the files.
    """

    words: Callable[[Path], list[str]]
    again: Callable[[Tracker, Path], object]
    makes: tuple[str, ...] = ()
    prepare: Callable[[Store], object] = lambda _: None


def _importing(kind: str) -> Deed:
    (name,) = (name for name in _FILES if name.startswith(kind))
    return Deed(
        lambda folder: ["import", kind, str(folder / name)],
        lambda store, folder: store.register.import_file(kind, folder / name),
        prepare=_with_project if kind == "contributions" else lambda _: None,
    )


def _with_project(store: Store) -> None:
    tracker.open(store.path).register.import_file("projects", store.path.with_name("projects.csv"))


def _with_surveys(store: Store) -> None:
    for number in _NUMBERS[:2]:
        survey = store.path.with_name(f"survey-{number}.csv")
        survey.write_text(_SURVEY.format(number), encoding="utf-8")
    for name in _FILES:
        store.path.with_name(name).unlink()


def _with_backup(store: Store) -> None:
    store.backup(store.path.with_name("copy.gpkg"))
    observe(store, road("1100", "built", "2025-01-01"))


def _with_copy(store: Store) -> None:
    """Leave a copy beside the store in which something was recorded that the store lacks."""
    copy = store.path.with_name("copy.gpkg")
    store.backup(copy)
    observe(Store(copy), road("1100", "built", "2025-01-01"))


def _of_the_version_before(store: Store) -> None:
    """Take the commits away, which version 4 did not have."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER commits_delete")
        connection.execute("DELETE FROM commits")
        connection.execute("UPDATE settings SET value = ? WHERE name = 'schema_version'", (4,))


def _back_up_again(store: Tracker, folder: Path) -> None:
    with suppress(CannotWrite):
        store.store.backup(folder / "copy.gpkg")


DEEDS = {
    **{kind: _importing(kind) for kind in ("markers", "roads", "communes", "boundary", "posts")},
    **{kind: _importing(kind) for kind in ("gates", "projects", "contributions", "published")},
    "update": Deed(
        lambda folder: ["update", str(folder)],
        lambda store, folder: store.update(folder, lang="en"),
        makes=tuple(name + end for name in _PAGES for end in ("", ".partial")),
        prepare=_with_surveys,
    ),
    "backup": Deed(
        lambda folder: ["backup", str(folder / "copy.gpkg")],
        _back_up_again,
        makes=("copy.gpkg", "copy.gpkg.partial", "copy.gpkg.partial-journal"),
    ),
    "restore": Deed(
        lambda folder: ["restore", "--discard", str(folder / "copy.gpkg")],
        lambda store, folder: store.store.restore(folder / "copy.gpkg", discard=True),
        makes=("store.gpkg.before-restore.partial", "store.gpkg.before-restore.partial-journal"),
        prepare=_with_backup,
    ),
    "merge": Deed(
        lambda folder: ["merge", str(folder / "copy.gpkg")],
        lambda store, folder: store.merge(folder / "copy.gpkg"),
        prepare=_with_copy,
    ),
    "upgrade": Deed(
        lambda _: ["upgrade"],
        lambda store, _: bring_forward(store.store),
        prepare=_of_the_version_before,
    ),
}
_SAMPLED = ("roads", "update", "backup", "restore", "merge", "upgrade")


class Scene(NamedTuple):
    """A folder before and after a command, and all that the command does to the disk."""

    deed: Deed
    folder: Path
    points: list[Point]
    old: State
    new: State


class State(NamedTuple):
    """A folder, but for identities and instants.

    Attributes:
        store: what the store holds. batches: the files taken in; untied: those whose counts
            are not those of their rows.
        copies: what other stores in it hold, or why they cannot be read.
        names: of all files.
    """

    store: Contents
    batches: list[str]
    untied: list[str]
    copies: dict[str, Contents | str]
    names: list[str]


class Aftermath(NamedTuple):
    """What a fault left: how the command ended, and what it and the next one left."""

    point: Point
    fault: str
    ending: Ending
    found: State
    later: State


def _lasting(found: Contents) -> Contents:
    """Return what a store holds but for identities, instants, and what follows from them."""
    found["settings"] = [
        row for row in found["settings"] if not re.match("upgrade:|reach_built", row["name"])
    ]
    # The project of QGIS is an extra that is put in afterwards; ``qgis`` makes it anew.
    found.pop("qgis_projects", None)
    found["reach_distances"].sort(key=lambda row: (row["marker_number"], row["distance_m"]))
    return faults.lasting(found)


def _state(folder: Path) -> State:
    store = faults.contents(folder / "store.gpkg")
    copies: dict[str, Contents | str] = {}
    for path in folder.glob("*.gpkg"):
        if path.name != "store.gpkg":
            try:
                copies[_settled(path.name)] = _lasting(faults.contents(path))
            except Exception as error:
                copies[_settled(path.name)] = repr(error)
    return State(
        store=_lasting(store),
        batches=[batch["file_name"] for batch in store["batches"]],
        untied=faults.untied_batches(store),
        copies=copies,
        names=sorted(_settled(path.name) for path in folder.iterdir()),
    )


def _settled(name: str) -> str:
    """Return the name of a file without the instant in it."""
    return re.sub(r"\d{8}T\d{6}Z", "…", name)


def _strike(scene: Scene, folder: Path, point: Point, fault: str) -> Aftermath:
    kind = fault.rstrip("+")
    place = folder / f"{re.sub('[^A-Z]', '', kind)}{'s' * fault.endswith('+')}-{point.name}"
    shutil.copytree(scene.folder, place / "in")
    inside = place / "in"
    when = f"when={point.number}{'+' * fault.endswith('+')}"
    ending = _run(scene.deed, inside, place / "log", f"{point.call}:{kind}:{when}")
    found = _state(inside)
    with suppress(CannotWrite):
        scene.deed.again(Tracker(Store(inside / "store.gpkg")), inside)
    later = _state(inside)
    shutil.rmtree(place)
    return Aftermath(point, fault, ending, found, later)


def _run(deed: Deed, folder: Path, log: Path, inject: str | None) -> Ending:
    return faults.struck(
        folder / "store.gpkg",
        deed.words(folder),
        log,
        inject,
        calls=faults.MAKING_CALLS,
        beside=deed.makes,
    )


@pytest.fixture(scope="module", params=DEEDS if _POINTS == "all" else _SAMPLED)
def scene(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    faults.require_strace()
    deed = DEEDS[request.param]
    top = tmp_path_factory.mktemp(request.param)
    folder = top / "in"
    folder.mkdir()
    store = new_store(folder, _NUMBERS)
    for name, text in _FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    deed.prepare(store)
    done = top / "done"
    shutil.copytree(folder, done / "in")
    ending = _run(deed, done / "in", done / "log", None)
    assert ending.code in (0, 1), ending.said
    points = faults.points_of(done / "log", done / "in")
    yield Scene(deed, folder, points, _state(folder), _state(done / "in"))
    shutil.rmtree(top)


@pytest.fixture(scope="module")
def left(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> list[Aftermath]:
    """What each fault left."""
    folder = tmp_path_factory.mktemp("struck")
    strikes = []
    for fault in (_KILL, _REFUSED_ONCE, _FULL):
        points = [p for p in scene.points if fault != _FULL or p.call in ("write", "pwrite64")]
        chosen = points if _POINTS == "all" else faults.evenly(points, int(_POINTS))
        strikes += [(point, fault) for point in chosen]
    return faults.side_by_side(lambda strike: _strike(scene, folder, *strike), strikes)


def _is_of_one_file(scene: Scene) -> bool:
    """Say whether a command takes in one file at most, so that it is done or it is not."""
    return len(scene.new.batches) <= len(scene.old.batches) + 1


def _is_done(scene: Scene, state: State) -> bool:
    """Say whether a command did its work; several files may go in in another order."""
    if _is_of_one_file(scene):
        return state.store == scene.new.store
    return sorted(state.batches) == sorted(scene.new.batches)


def test_the_store_is_as_it_was_or_as_it_becomes(scene: Scene, left: list[Aftermath]) -> None:
    torn = [
        (each.point, each.fault, each.ending, each.found.untied)
        for each in left
        if each.found.untied
        or (_is_of_one_file(scene) and each.found.store not in (scene.old.store, scene.new.store))
    ]
    assert torn == []


def test_what_is_said_of_the_store_is_so(scene: Scene, left: list[Aftermath]) -> None:
    assert [
        (each.point, each.fault, each.ending, each.found.batches)
        for each in left
        if _is_untrue(scene, each)
    ] == []


def _is_untrue(scene: Scene, left: Aftermath) -> bool:
    """Say whether what was said of the store, or of a file, is not so."""
    said, taken = left.ending.said, {*left.found.batches}
    refused = {*re.findall(r"^(\S+\.csv)\nmocgioi: ", said, re.MULTILINE)}
    applied = {*re.findall(r"^(\S+\.csv): read \d", said, re.MULTILINE)}
    if not applied <= taken or (refused & taken and _UNCONFIRMED not in said):
        return True
    if left.ending.code in (0, 1):
        return not _is_done(scene, left.found)
    if refused or _WENT_IN in said:
        return False
    return "store is as it was" in said and left.found.store != scene.old.store


def test_a_disk_that_refuses_ends_in_a_sentence(
    scene: Scene, left: list[Aftermath], request: pytest.FixtureRequest
) -> None:
    strange = [
        (each.point, each.fault, each.ending)
        for each in left
        if each.ending.code
        not in ((KILLED,) if each.fault == _KILL else (0, 1, UNREADABLE, CANNOT_WRITE))
        or "Traceback" in each.ending.said
    ]
    codes = Counter((each.fault, each.ending.code) for each in left)
    LOG.info("%s: %d points, %s", request.node.name, len(scene.points), dict(codes))
    assert strange == []


def test_nothing_is_left_beside_by_a_disk_that_refuses(scene: Scene, left: list[Aftermath]) -> None:
    known = {*scene.old.names, *scene.new.names}
    beside = [
        (each.point, each.fault, extra, each.ending)
        for each in left
        if each.fault == _REFUSED_ONCE
        and (extra := [name for name in each.found.names if name not in known])
    ]
    assert beside == []


def test_no_copy_is_half(left: list[Aftermath]) -> None:
    assert [
        (each.point, each.fault, name, copy)
        for each in left
        for state in (each.found, each.later)
        for name, copy in state.copies.items()
        if isinstance(copy, str)
    ] == []


def test_run_again_it_does_its_work_and_nothing_is_left_beside(
    scene: Scene, left: list[Aftermath]
) -> None:
    assert [
        (each.point, each.fault, each.later.names, each.ending)
        for each in left
        if not _is_done(scene, each.later)
        or each.later.names != scene.new.names
        or each.later.copies != scene.new.copies
    ] == []


_STARTERS = tuple(name for s in STARTERS for name in (s.windows_file, s.linux_file, s.icon_file))
_OF_INIT = (
    *("store.gpkg.partial", "store.gpkg.partial-journal"),
    *(name + end for name in (*_STARTERS, "store.qgs") for end in ("", ".partial")),
)


@pytest.mark.parametrize("fault", [_KILL, _REFUSED_ONCE])
def test_an_empty_store_is_made_whole_or_not_at_all(tmp_path: Path, fault: str) -> None:
    faults.require_strace()

    def make(name: str, inject: str | None) -> Path:
        folder = tmp_path / name
        (folder / "in").mkdir(parents=True)
        faults.struck(
            folder / "in" / "store.gpkg",
            ["init"],
            folder / "log",
            inject,
            calls=faults.MAKING_CALLS,
            beside=_OF_INIT,
        )
        return folder

    looked_on = make("done", None)
    whole = _lasting(faults.contents(looked_on / "in" / "store.gpkg"))
    points = faults.points_of(looked_on / "log", looked_on / "in")
    chosen = points if _POINTS == "all" else faults.evenly(points, int(_POINTS) + 1)
    for point in chosen:
        folder = make(point.name, f"{point.call}:{fault}:when={point.number}") / "in"
        store = Store(folder / "store.gpkg")
        if not store.path.exists():
            tracker.create(store.path)
        assert _lasting(faults.contents(store.path)) == whole, point
        assert [path.name for path in folder.glob("store.gpkg.*")] == [], point
