"""What is written never takes the place of a store or of somebody's GeoPackage."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.tracker import Tracker


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
