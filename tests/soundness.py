"""Whether a store is sound: by our own check and by GDAL's validator."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from mocgioi import tracker

_PYTHON = "/usr/bin/python3"
"""The one that GDAL's tools are installed for."""


def assert_sound(store: Path) -> None:
    """See to it that neither has a word to say."""
    assert tracker.open(store).store.faults() == []
    module = "osgeo_utils.samples.validate_gpkg"
    if subprocess.run([_PYTHON, "-c", f"import {module}"], check=False).returncode != 0:
        if os.environ.get("CI") == "true":
            pytest.fail("no validator of GDAL, and this is CI")
        return
    asked = subprocess.run(
        [_PYTHON, "-m", module, "-k", "--extra", str(store)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (asked.returncode, asked.stdout + asked.stderr) == (0, "")
