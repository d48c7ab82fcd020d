"""A part of the illustrative province: what is true of any markers is shown on a few of them.

The demonstration of all 474 costs several times as much to build, to copy and to read.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.tracker.province import province

OF_EACH_POST = 4
NAMED = frozenset(
    [
        *("944", "945", "946", "953", "955", "956", "961", "962", "984/1", "999", "1088/2"),
        *("1112", "1113", "1116", "1117", "1118", "1119", "1120", "1146", "1146/1", "1158"),
        *("1168", "1170", "1173", "1183", "1184", "1193", "1208/1", "1220", "1220/1", "1221"),
        *("1222", "1223/1", "1224", "1230", "1271", "1292", "1297/1", "1300"),
    ]
)
"""Markers that tests name, beside the first of each post."""

Row = Mapping[str, Any]


@pytest.fixture(scope="session")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province's tables with the rows of some markers alone; do not write to them."""
    folder = tmp_path_factory.mktemp("part") / "geo"
    shutil.copytree(province(), folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    _keep(folder)
    return folder


@pytest.fixture(scope="session")
def built_demo(part: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration of a part of the province, built once; do not write to it.

    The conftest of a room that imports both works on this one in the place of the whole.
    """
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr("mocgioi.tracker.demonstration.province", lambda: part)
        return tracker.demo(tmp_path_factory.mktemp("demo")).store.path


def _keep(folder: Path) -> None:
    """Leave in a folder of tables the rows of some markers."""
    illustrative = folder / "illustrative"
    register, surveys = illustrative / "register.csv", illustrative / "surveys"
    kept = _chosen(register)
    for table in (register, illustrative / "status-2023.csv", *surveys.glob("*.csv")):
        _keep_rows(table, lambda row: row.get("number", row.get("Số hiệu mốc")) in kept)
    for layer in (illustrative / "roads.geojson", *surveys.glob("*.geojson")):
        _keep_features(layer, lambda of: of.get("number", of.get("serves")) in {*kept, ""})
    projects = _keep_rows(folder / "projects.csv", lambda row: row["serves"] in kept)
    codes = {row["code"] for row in projects}
    _keep_rows(folder / "contributions.csv", lambda row: row["project_code"] in codes)


def _chosen(register: Path) -> set[str]:
    of_post: dict[str, list[str]] = {}
    with register.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of_post.setdefault(row["post"], []).append(row["number"])
    return {*NAMED, *(n for numbers in of_post.values() for n in numbers[:OF_EACH_POST])}


def _keep_rows(table: Path, is_kept: Callable[[Row], bool]) -> list[Row]:
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    delimiter = max(",;", key=lines[0].count)
    reader = csv.DictReader(lines, delimiter=delimiter)
    kept: list[Row] = [row for row in reader if is_kept(row)]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames or (), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(kept)
    return kept


def _keep_features(layer: Path, is_kept: Callable[[Row], bool]) -> None:
    content = json.loads(layer.read_text(encoding="utf-8"))
    content["features"] = [each for each in content["features"] if is_kept(each["properties"])]
    layer.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
