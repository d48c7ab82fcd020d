"""What is remembered beside the store from one day to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mocgioi.desk.remembered import Remembered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "langson-ban.json"


def test_what_is_put_is_there_the_next_day(path: Path) -> None:
    Remembered(path).put("letterhead", {"signer": "Nông Thị Bình"})
    Remembered(path).put("report", {"by": ["post"]})
    assert Remembered(path).of("letterhead") == {"signer": "Nông Thị Bình"}
    assert Remembered(path).of("report") == {"by": ["post"]}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b'{"letterhead": 3}'])
def test_a_damaged_file_means_that_fields_begin_empty(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    assert Remembered(path).of("letterhead") == {}
    Remembered(path).put("letterhead", {"signer": "An"})
    assert json.loads(path.read_bytes())["letterhead"] == {"signer": "An"}


def test_nothing_is_written_where_nothing_changed(path: Path) -> None:
    Remembered(path).put("report", {"by": ["post"]})
    written = path.stat().st_mtime_ns
    Remembered(path).put("report", {"by": ["post"]})
    assert path.stat().st_mtime_ns == written
