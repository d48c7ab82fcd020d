"""Programs that are not ours read, validate and edit the demonstration's store.

The scripts of the shared folder skip, with the reason, where they or their program are not
at hand; GDAL's own `ogrinfo` is installed in CI.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import shared

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
    "STATUS": "marker_condition",
    "VALUES": "intact,minor_damage",
    "HISTORY": "observations",
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHON": sys.executable,
}


def can(command: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS)
def test_an_independent_client_has_nothing_to_say(script: str, demo_copy: Path) -> None:
    path = shared("clients", script)
    if not can(SCRIPTS[script]):
        pytest.skip(f"{SCRIPTS[script][0]} cannot do this here")
    command = [*([RUNNERS[script]] if script in RUNNERS else []), str(path), str(demo_copy)]
    done = subprocess.run(
        command, env=os.environ | SETTINGS, capture_output=True, text=True, check=False
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert (said, done.returncode) == ([], 0), done.stdout + done.stderr


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
    assert "Feature Count: 474" in told.stdout and told.stderr == ""
