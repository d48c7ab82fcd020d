"""Real files of every program, damaged at random: rows or a refusal, never a traceback."""

from __future__ import annotations

import random
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.corpus.test_corpus import CASES, Case
from tests.sources.test_hostile_files import damage, repack, tried

TIMES = 6


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.file))
def test_a_damaged_real_file_is_rows_or_a_refusal(case: Case, tmp_path: Path) -> None:
    dice = random.Random(case.file)
    path = tmp_path / case.path.name
    for turn in range(TIMES):
        shutil.copy(case.path, path)
        if turn % 2 and path.suffix in (".xlsx", ".ods", ".kmz") and zipfile.is_zipfile(path):
            repack(path, dice)
        else:
            path.write_bytes(damage(path.read_bytes(), dice))
        tried(path)
