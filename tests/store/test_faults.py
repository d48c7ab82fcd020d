"""A survey applied while the power goes or the disk refuses: the old state, or the new one."""

from __future__ import annotations

import logging
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from mocgioi import tracker
from mocgioi.store.handle import Store
from tests.pictures import zipped

from . import faults
from .builders import new_store
from .faults import Contents, Ending, Point

pytestmark = pytest.mark.slow

LOG = logging.getLogger(__name__)
"""Figures of a run: shown by ``pytest --log-cli-level=INFO``."""

KILLED = -9
DONE_AND_SOMETHING_NEEDS_A_PERSON = 1
CANNOT_WRITE = 50

JOURNAL_WRITES_STRUCK = 10
"""Of some fifty, which are alike: pages copied aside before any of the store is changed."""

_NUMBERS = tuple(str(number) for number in range(1100, 1108))
_SURVEY = """\
marker_number,road_status,marker_condition,observed_on,observer,photo
1100,built,intact,15/01/2025,A,a.heic
1101,built,intact,15/01/2025,A,
1102,none,destroyed,15/01/2025,A,
9999,none,intact,15/01/2025,A,
"""
_PHOTO = b"\x00\x00\x00\x18ftypheic" + bytes(9_000)


class Scene(NamedTuple):
    """A store, a survey for it, and all that the survey's command does to the disk."""

    store: Path
    survey: Path
    points: list[Point]
    old: Contents
    new: Contents


class Aftermath(NamedTuple):
    """What a fault left: how the command ended, and the store as the next one finds it."""

    point: Point
    ending: Ending
    found: Contents
    wrong: list[str]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    faults.require_strace()
    folder = tmp_path_factory.mktemp("scene")
    store = new_store(folder, _NUMBERS).path
    survey = zipped(folder / "survey.zip", {"survey.csv": _SURVEY, "a.heic": _PHOTO})
    (folder / "done").mkdir()
    done = Path(shutil.copy(store, folder / "done"))
    log = folder / "log"
    ending = faults.under_strace(_apply(done, survey), done, log)
    assert ending.code == DONE_AND_SOMETHING_NEEDS_A_PERSON
    points = faults.points_of(log, done.parent)
    new = faults.contents(done)
    assert faults.untied_batches(new) == []
    return Scene(store, survey, points, faults.contents(store), new)


def _apply(store: Path, survey: Path) -> list[str]:
    return faults.command(store, "survey", "apply", str(survey))


def _strike(scene: Scene, folder: Path, point: Point, fault: str) -> Aftermath:
    """Apply the survey to a copy of the store, in a folder of the point, with a fault there."""
    folder = folder / point.name
    folder.mkdir()
    store = Path(shutil.copy(scene.store, folder))
    kind, onwards = fault.rstrip("+"), "+" if fault.endswith("+") else ""
    ending = faults.struck(
        store,
        ["survey", "apply", str(scene.survey)],
        folder / "log",
        f"{point.call}:{kind}:when={point.number}{onwards}",
    )
    return Aftermath(
        point, ending, faults.contents(store), [fault.code for fault in Store(store).faults()]
    )


@pytest.fixture(scope="module")
def killed(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> list[Aftermath]:
    """What a kill left: at every call but of the writes to the journal, evenly chosen."""
    folder = tmp_path_factory.mktemp("killed")
    new = faults.lasting(scene.new)

    def kill_and_apply_again(point: Point) -> Aftermath:
        aftermath = _strike(scene, folder, point, "signal=KILL")
        store = folder / point.name / scene.store.name
        tracker.open(store).surveys.apply(scene.survey)
        if faults.lasting(faults.contents(store)) != new:
            aftermath.wrong.append("applied again, it is not the new state")
        return aftermath

    filling = [p for p in scene.points if (p.call, p.target) == ("pwrite64", "journal")]
    chosen = {*scene.points} - {*filling} | {*faults.evenly(filling, JOURNAL_WRITES_STRUCK)}
    return faults.side_by_side(kill_and_apply_again, [p for p in scene.points if p in chosen])


def test_a_kill_at_any_write_sync_or_unlink_leaves_the_old_or_the_new_state(
    scene: Scene, killed: list[Aftermath]
) -> None:
    new = faults.lasting(scene.new)
    left = [
        "old" if a.found == scene.old else "new" if faults.lasting(a.found) == new else "torn"
        for a in killed
    ]
    counts = [left.count(state) for state in ("old", "new", "torn")]
    LOG.info(
        "kill: %d of %d points: %d old, %d new, %d torn", len(left), len(scene.points), *counts
    )
    assert {a.ending.code for a in killed} == {KILLED}
    assert {"pwrite64", "fdatasync", "unlink"} <= {a.point.call for a in killed}
    assert len(killed) > 30
    assert set(left) == {"old", "new"}


def test_after_a_kill_the_store_opens_clean_and_its_receipts_tie(killed: list[Aftermath]) -> None:
    assert [(a.point, a.wrong) for a in killed if a.wrong] == []
    assert [a.point for a in killed if faults.untied_batches(a.found)] == []


@pytest.mark.parametrize("fault", ["error=EIO", "error=ENOSPC", "error=EIO+"])
def test_a_disk_that_refuses_is_told_and_the_store_is_as_it_was(
    scene: Scene, tmp_path: Path, fault: str
) -> None:
    refusable = [point for point in scene.points if point.target != "folder"]
    struck = faults.evenly(refusable, 8)
    left = faults.side_by_side(lambda point: _strike(scene, tmp_path, point, fault), struck)
    LOG.info("%s: %d of %d points", fault, len(left), len(refusable))
    assert len(left) == 8
    assert {a.ending.code for a in left} == {CANNOT_WRITE}
    assert [a.ending.said for a in left if "Traceback" in a.ending.said] == []
    assert all("the store is as it was" in a.ending.said for a in left)
    assert [(a.point, a.wrong) for a in left if a.wrong or a.found != scene.old] == []


def test_a_folder_that_cannot_be_synced_is_not_said_to_have_left_the_store_as_it_was(
    scene: Scene, tmp_path: Path
) -> None:
    after_commit = [point for point in scene.points if point.target == "folder"][-1]
    left = _strike(scene, tmp_path, after_commit, "error=EIO")
    assert faults.lasting(left.found) == faults.lasting(scene.new)
    assert (left.ending.code, left.wrong) == (CANNOT_WRITE, [])
    assert "as it was" not in left.ending.said


def test_a_receipt_that_cannot_be_printed_is_not_said_to_have_left_the_store_as_it_was(
    tmp_path: Path,
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    store = new_store(tmp_path, _NUMBERS)
    survey = tmp_path / "survey.csv"
    survey.write_text(_SURVEY, encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            _apply(store.path, survey), stdout=full, stderr=subprocess.PIPE, check=False
        )
    said = ended.stderr.decode("utf-8")
    assert len(faults.contents(store.path)["rejected_rows"]) == 1
    assert ended.returncode == CANNOT_WRITE
    assert "as it was" not in said and "Traceback" not in said


_ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size=$2 none "$1/disk"
cp "$1/store.gpkg" "$1/disk/"
shift 2
set +e
"$@"
code=$?
cp "$DISK"/* "$DISK/../after/"
exit $code
"""


def _fill(scene: Scene, folder: Path, free_bytes: int) -> tuple[Ending, Path]:
    """Apply the survey where only so much is free: on a file system of the test's own."""
    folder = folder / str(free_bytes)
    for name in ("disk", "after"):
        (folder / name).mkdir(parents=True)
    shutil.copy(scene.store, folder)
    size = str(scene.store.stat().st_size + free_bytes)
    words = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _ON_A_SMALL_DISK, "sh"]
    ending = faults.run(
        [*words, str(folder), size, *_apply(folder / "disk" / "store.gpkg", scene.survey)],
        env={"DISK": str(folder / "disk"), "OPENBLAS_NUM_THREADS": "1"},
    )
    return ending, folder / "after" / "store.gpkg"


def test_a_disk_that_fills_leaves_the_old_state_and_says_so(scene: Scene, tmp_path: Path) -> None:
    mount = ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none"]
    if shutil.which("unshare") is None or faults.run([*mount, str(tmp_path)]).code:
        pytest.skip("no file system of one's own may be mounted here")
    page = 4096
    filled = faults.side_by_side(
        lambda pages: _fill(scene, tmp_path, pages * page), [0, 1, 2, 5, 9, 13, 16, 64]
    )
    refused = [(e, path) for e, path in filled if e.code == CANNOT_WRITE]
    LOG.info("%d of %d disks filled up", len(refused), len(filled))
    assert filled[-1][0].code == DONE_AND_SOMETHING_NEEDS_A_PERSON
    assert faults.lasting(faults.contents(filled[-1][1])) == faults.lasting(scene.new)
    assert len(refused) > 4 and len(refused) + 1 == len(filled)
    assert [e.said for e, _ in refused if "Traceback" in e.said or "as it was" not in e.said] == []
    assert [path for _, path in refused if faults.contents(path) != scene.old] == []
    assert [path for _, path in filled if Store(path).faults()] == []
