"""The command that makes a kit: what it says, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.cli import main

REGISTER = "Số hiệu mốc,Đồn,Cần đường\n1220,Chi Ma,có\n1221,Chi Ma,có\n1169,Ba Sơn,có\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    register = tmp_path / "markers.csv"
    register.write_text(REGISTER, "utf-8")
    made = tracker.create(tmp_path / "store.gpkg")
    made.register.import_file("markers", register)
    return made.store.path


def kit(store: Path, post: str, out: Path) -> int:
    return main(["--store", str(store), "kit", "--post", post, "-o", str(out)])


def test_it_says_where_it_is_what_is_in_it_and_what_to_open(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kit(store, "Chi Ma", tmp_path / "kit") == 0
    said = capsys.readouterr().err
    assert "Đồn Chi Ma, 2 mốc" in said and "Mở DOC-TRUOC.html trước" in said
    assert "phieu-chi-ma.xlsx" in said and "giây" in said
    assert "1220, 1221" in said


def test_an_unknown_post_is_wrong_usage_and_lists_the_posts(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kit(store, "Xyz", tmp_path / "kit") == 2
    said = capsys.readouterr().err
    assert "Chi Ma" in said and "Ba Sơn" in said


def test_what_somebody_wrote_is_refused_with_what_to_type(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "phieu-chi-ma.xlsx").write_bytes(b"mine")
    assert kit(store, "Chi Ma", tmp_path / "kit") == 50
    assert "survey apply" in capsys.readouterr().err
