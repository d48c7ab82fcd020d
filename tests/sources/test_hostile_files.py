"""Whatever bytes come, a reader gives rows or a refusal in words: no traceback, no file beside."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mocgioi import sources
from mocgioi.errors import MocgioiError
from mocgioi.intake import take_survey
from tests.intake import world
from tests.sources import facts
from tests.sources.test_ods import ods, row

SECONDS = 5.0
ENDINGS = (".csv", ".txt", ".xlsx", ".xls", ".ods", ".gpkg", ".geojson", ".kml", ".kmz", ".gpx", "")
OPENINGS = (
    b"", b"PK\x03\x04", b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe",
    b"\xef\xbb\xbf", b"{", b'{"type":"FeatureCollection","features":[', b"<kml>", b"<gpx>",
    b"<?xml ", b"\x00\x00\x27\x0a",
)  # fmt: skip
CALM = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def write_ods(folder: Path) -> Path:
    return ods(folder / "facts.ods", row(*facts.HEADER), *(row(*cells) for cells in facts.ROWS))


WRITERS: dict[str, Callable[[Path], Path]] = {**facts.WRITERS, "ods": write_ods}


def tried(path: Path) -> None:
    """Read a file and take it as a survey; it may be refused, in both languages."""
    beside = sorted(path.parent.iterdir())
    content = path.read_bytes()
    started = time.perf_counter()
    try:
        take_survey(sources.read(path), known=world.FULL, today="2026-11-22")
    except MocgioiError as error:
        assert error.text.vi
        assert error.text.en
    assert time.perf_counter() - started < SECONDS
    assert sorted(path.parent.iterdir()) == beside
    assert path.read_bytes() == content


@CALM
@given(
    opening=st.sampled_from(OPENINGS), rest=st.binary(max_size=600), end=st.sampled_from(ENDINGS)
)
def test_random_bytes_are_rows_or_a_refusal(
    opening: bytes, rest: bytes, end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bytes") / f"survey{end}"
    path.write_bytes(opening + rest)
    tried(path)


@pytest.mark.parametrize("kind", WRITERS)
@CALM
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_of_any_kind_is_rows_or_a_refusal(
    kind: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    path = WRITERS[kind](folder)
    path.write_bytes(damage(path.read_bytes(), random.Random(seed)))
    tried(path)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "kmz"])
@CALM
@given(seed=st.integers(0, 2**32))
def test_a_sound_archive_of_damaged_parts_is_rows_or_a_refusal(
    kind: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = WRITERS[kind](tmp_path_factory.mktemp("parts"))
    repack(path, random.Random(seed))
    tried(path)


def repack(path: Path, dice: random.Random) -> None:
    """Damage one part of an archive and pack it again, its checksums right."""
    with zipfile.ZipFile(path) as archive:
        parts = {member.filename: archive.read(member) for member in archive.infolist()}
    chosen = dice.choice(sorted(parts))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, damage(content, dice) if name == chosen else content)


def damage(content: bytes, dice: random.Random) -> bytes:
    """Overwrite, cut out, repeat or swap bytes of a file, a few times."""
    spoilt = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(spoilt) or 1)
        length = dice.choice((1, 1, 4, 64))
        what = dice.randrange(4)
        if what == 0:
            spoilt[at : at + length] = dice.randbytes(length)
        elif what == 1:
            del spoilt[at : at + length]
        elif what == 2:
            spoilt[at:at] = spoilt[max(0, at - length) : at] * dice.randint(1, 3)
        else:
            spoilt = spoilt[: max(1, len(spoilt) - dice.choice((1, length, len(spoilt) // 2)))]
    return bytes(spoilt)
