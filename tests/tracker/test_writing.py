"""What is written never takes the place of a store or of somebody's GeoPackage."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from mocgioi.cli import main
from mocgioi.errors import CannotWrite
from mocgioi.tracker import Tracker
from mocgioi.tracker.writing import write_whole


@pytest.mark.parametrize(
    "command",
    [
        ("roads", "cost"),
        ("roads", "check", "--format", "csv"),
        ("reach", "--format", "json"),
        ("report", "--format", "pdf", "--by", "commune"),
    ],
)
def test_a_result_is_not_written_over_the_store(
    demo: Tracker, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    before = demo.store.path.read_bytes()
    store = str(demo.store.path)
    assert main(["--store", store, *command, "-o", store]) == 2
    assert demo.store.path.read_bytes() == before
    assert "langson.gpkg" in capsys.readouterr().err


def test_nor_through_a_link_to_it(demo: Tracker, tmp_path: Path) -> None:
    link = tmp_path / "link.gpkg"
    try:
        link.symlink_to(demo.store.path)
    except OSError:
        pytest.skip("no links here")
    assert main(["--store", str(demo.store.path), "roads", "cost", "-o", str(link)]) == 2
    assert link.is_symlink()


def test_a_layer_goes_where_nothing_stands(demo: Tracker, tmp_path: Path) -> None:
    out = tmp_path / "cost.gpkg"
    assert main(["--store", str(demo.store.path), "roads", "cost", "-q", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"SQLite format 3")


def test_geojson_may_be_called_json(demo: Tracker, tmp_path: Path) -> None:
    out = tmp_path / "cost.json"
    cost = ("roads", "cost", "-q", "--format", "geojson", "-o", str(out))
    assert main(["--store", str(demo.store.path), *cost]) == 0
    assert '"FeatureCollection"' in out.read_text(encoding="utf-8")


def test_what_a_killed_run_left_half_written_is_not_left_for_ever(tmp_path: Path) -> None:
    (tmp_path / "map.html.partial").write_bytes(b"half")
    write_whole(tmp_path / "map.html", b"whole")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("map.html", b"whole")
    ]


def test_a_disk_that_refuses_leaves_what_stood_there_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "map.html"
    out.write_bytes(b"before")

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotWrite, match="the disk is full"):
        write_whole(out, b"after")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("map.html", b"before")
    ]


def test_a_file_that_cannot_be_looked_at_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "cost.gpkg"
    out.write_bytes(b"SQLite format 3\0")
    really = Path.open

    def refuse(path: Path, mode: str = "r", **options: Any) -> Any:
        if path == out and mode == "rb":
            raise OSError(errno.EIO, "trouble")
        return really(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CannotWrite, match="trouble"):
        write_whole(out, b"after")
    monkeypatch.undo()
    assert out.read_bytes() == b"SQLite format 3\0"
