"""What the build of the package for Windows refuses, and knows of what it packs; no Wine."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BROUGHT = {
    "gdal-3105cd430966b2574784cc5837b520a5.dll": "MIT",
    "geos_c-4d7a52e330cb609ee4db6bd3c1f7e7b5.dll": "LGPL-2.1-or-later",
    "libscipy_openblas64_-63c857e738469261263c764a36be9436.dll": "BSD-3-Clause",
    "Lerc-d43d8ee2be34b5c69bcf4d853338bdc2.dll": "Apache-2.0",
    "libcrypto-3-x64-a9282680054934d0c6826e7539f4f82b.dll": "Apache-2.0",
}


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import a module of the build: ``module("build")``."""
    monkeypatch.setattr(sys, "path", [str(ROOT / ".ci/windows"), *sys.path])
    return import_module


@pytest.mark.parametrize("file", BROUGHT)
def test_the_licence_of_a_library_in_a_wheel_is_known(module: Any, file: str) -> None:
    assert module("carried").library_of(file).licence.startswith(BROUGHT[file])


def test_a_library_that_nobody_knows_ends_the_build(module: Any) -> None:
    with pytest.raises(SystemExit, match=r"new-lib.*carried\.py"):
        module("carried").library_of("new-lib-3105cd430966b2574784cc5837b520a5.dll")


def test_each_library_is_named_with_its_licence_and_text(
    module: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = module("carried")
    site, folder, common = tmp_path / "site", tmp_path / "licences", tmp_path / "common"
    for path in (
        *(site / "fiona.libs" / name for name in BROUGHT),
        site / "fiona/gdal_data/LICENSE.TXT",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    for made in (folder, common):
        made.mkdir()
    for name in ("Apache-2.0", "LGPL-2.1", "MPL-1.1"):
        (common / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(carried, "COMMON", common)
    carried.write_carried(folder, site)
    lines = (folder / "libraries.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(BROUGHT)
    assert (
        f"fiona.libs/{next(iter(BROUGHT))}: GDAL; MIT, and those of its parts; texts/GDAL" in lines
    )
    texts = {path.name for path in (folder / "texts").iterdir()}
    assert texts == {"Apache-2.0", "GDAL", "LGPL-2.1", "MPL-1.1"}


def test_what_is_too_large_to_hand_out_ends_the_build(module: Any, tmp_path: Path) -> None:
    build, large = module("build"), tmp_path / "setup.exe"
    for size in (build.MOST_BYTES, build.MOST_BYTES + 1):
        with large.open("wb") as file:
            file.truncate(size)
        if size == build.MOST_BYTES:
            build.refuse_larger(large)
    with pytest.raises(SystemExit, match=r"setup\.exe is larger than 110 MB"):
        build.refuse_larger(large)
