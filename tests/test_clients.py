"""Programs that are not ours read, validate and edit stores that each verb wrote.

The scripts of the shared folder skip, with the reason, where they or their program are not
at hand; GDAL's own `ogrinfo` is installed in CI. The dear ones run on one store that went through
every verb in turn, the validator on the store that each verb left.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.tracker import Tracker
from mocgioi.tracker.partial import sector_store
from tests.part_of_province import built_demo as built_demo
from tests.part_of_province import part as part
from tests.shared import shared
from tests.soundness import assert_sound

GEO = Path(__file__).resolve().parents[1] / "geo"
OLDEST = Path(__file__).with_name("store") / "version_4.gpkg"

SCRIPTS = {
    "validate_gdal.sh": ("/usr/bin/python3", "-c", "import osgeo_utils"),
    "validate_pdok.sh": ("sh", "-c", "command -v ${PDOK:-geopackage-validator}"),
    "ogr_cli.sh": ("sh", "-c", "command -v ogrinfo && command -v sqlite3"),
    "spatialite_cli.sh": ("sh", "-c", "sqlite3 :memory: '.load mod_spatialite'"),
    "r_sf.R": ("Rscript", "-e", "library(sf)"),
    "duckdb_read.py": (os.environ.get("DUCKDB_PYTHON", sys.executable), "-c", "import duckdb"),
    "py_readers.py": (sys.executable, "-c", "import fudgeo"),
    "geodiff_client.py": (sys.executable, "-c", "import pygeodiff"),
    "qgis_client.py": ("/usr/bin/python3", "-c", "import qgis.core"),
}
RUNNERS = {
    "r_sf.R": "Rscript",
    "duckdb_read.py": os.environ.get("DUCKDB_PYTHON", sys.executable),
    "py_readers.py": sys.executable,
    "geodiff_client.py": sys.executable,
    "qgis_client.py": "/usr/bin/python3",
}
# A road that is built stays built, and a save that moves many roads waits: the layer would show
# what counts. The condition of a marker is what is typed.
SETTINGS = {
    "STATUS": "material",  # of fifty markers at once: what is reported of them would wait
    "VALUES": "granite,concrete",
    "HISTORY": "observations",
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHON": sys.executable,
}


def can(command: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


VERBS = ("demo", "set", "merge", "undo", "restore", "repair", "kit", "init", "import", "upgrade")


@pytest.fixture(scope="module")
def left_by(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The store that each verb left, by verb; ``repair`` is the last of a store's whole life."""
    folder = tmp_path_factory.mktemp("verbs")
    stores = {verb: folder / f"{verb}.gpkg" for verb in VERBS}

    def from_former(verb: str, former: str) -> Tracker:
        shutil.copy(stores[former], stores[verb])
        return tracker.open(stores[verb])

    shutil.copy(built_demo, stores["demo"])
    from_former("set", "demo").set("1116", marker_condition="intact")
    copy = folder / "copy.gpkg"
    shutil.copy(stores["demo"], copy)
    tracker.open(copy).set("1117", marker_condition="minor_damage")
    merged = from_former("merge", "set")
    taken = merged.merge(copy)
    undone = from_former("undo", "merge")
    undone.surveys.undo(taken.batch or "", why="thử")
    restored = from_former("restore", "undo")
    restored.store.backup(folder / "backup.gpkg")
    restored.set("1118", marker_condition="intact")
    restored.store.restore(folder / "backup.gpkg", discard=True)
    repaired = from_former("repair", "restore")
    with closing(sqlite3.connect(stores["repair"])) as connection, connection:
        connection.execute("DROP TRIGGER markers_edited")
    repaired.store.repair()
    sector_store(repaired.store, "Chi Ma", stores["kit"])
    tracker.create(stores["init"])
    shutil.copy(stores["init"], stores["import"])
    register = tracker.open(stores["import"]).register
    for kind, name in (("communes", "communes.geojson"), ("posts", "posts.csv")):
        register.import_file(kind, GEO / name)
    shutil.copy(OLDEST, stores["upgrade"])
    assert main(["-q", "--store", str(stores["upgrade"]), "upgrade"]) == 0
    return stores


@pytest.mark.slow
@pytest.mark.parametrize("verb", VERBS)
def test_what_a_verb_wrote_is_sound_to_ourselves_and_to_the_validator(
    verb: str, left_by: dict[str, Path]
) -> None:
    assert_sound(left_by[verb])


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS)
def test_an_independent_client_has_nothing_to_say(
    script: str, left_by: dict[str, Path], tmp_path: Path
) -> None:
    path = shared("clients", script)
    if not can(SCRIPTS[script]):
        pytest.skip(f"{SCRIPTS[script][0]} cannot do this here")
    store = shutil.copy(left_by["repair"], tmp_path / "langson.gpkg")
    command = [*([RUNNERS[script]] if script in RUNNERS else []), str(path), str(store)]
    done = subprocess.run(
        command, env=os.environ | SETTINGS, capture_output=True, text=True, check=False
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert (said, done.returncode) == ([], 0), done.stdout + done.stderr


def test_what_two_officers_said_otherwise_waits_for_a_person_after_geodiff_chose(
    demo: Tracker, tmp_path: Path
) -> None:
    geodiff = pytest.importorskip("pygeodiff").GeoDiff()
    base, first, second = (tmp_path / f"{name}.gpkg" for name in ("base", "first", "second"))
    for copy, status in ((base, None), (first, "built"), (second, "none")):
        shutil.copy(demo.store.path, copy)
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute(
                "UPDATE markers SET road_status = coalesce(?, road_status), edited_by = ?"
                " WHERE number = '1116'",
                (status, status),
            )
    geodiff.rebase(str(base), str(first), str(second), str(tmp_path / "conflicts"))
    work = tracker.open(second)
    assert len(work.show("1116")["disagreements"]) == 1
    work.set("1117", marker_condition="intact")
    assert_sound(second)
    frame = work.frame("markers").set_index("number")
    assert frame.loc["1116", "disagreements"] == 1


@pytest.fixture
def demo_copy(built_demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built_demo, tmp_path / "langson.gpkg"))


def test_ogrinfo_counts_the_markers(demo_copy: Path) -> None:
    if shutil.which("ogrinfo") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no ogrinfo, and this is CI")
        pytest.skip("no ogrinfo on the PATH")
    told = subprocess.run(
        ["ogrinfo", "-ro", "-so", str(demo_copy), "markers"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Feature Count: 77" in told.stdout and told.stderr == ""
