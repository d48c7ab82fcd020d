"""One folder for each way a survey goes wrong: ``survey.csv``, and ``expected.json`` beside it.

After a change that is meant, write what came out over what was expected and read the
difference: ``MOCGIOI_REWRITE_CASES=1 python -m pytest tests/corpus/test_cases.py``.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.errors import MocgioiError
from mocgioi.tracker import Tracker

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/survey.csv"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of six markers, one of them built in 2023; do not write to it."""
    made = tracker.create(tmp_path_factory.mktemp("small") / "small.gpkg")
    made.register.import_file("markers", CASES / "register.csv")
    made.surveys.apply(CASES / "status-2023.csv")
    return made.store.path


def outcome(store: Tracker, path: Path) -> dict[str, Any]:
    """Return what came of a survey: its counts, the figure, and each finding as one line."""
    try:
        receipt = store.surveys.apply(path)
    except MocgioiError as error:
        findings = error.findings
        counts = dict.fromkeys(("read", "applied", "unchanged", "queued", "rejected"), 0)
        recorded = []
    else:
        findings = tuple(receipt.findings)
        names = ("read", "applied", "unchanged", "queued", "rejected")
        counts = {name: getattr(receipt, name) for name in names}
        recorded = counted(store)
    told = [f"{f.severity} {f.code} row={f.row} column={f.column} {f.words().en}" for f in findings]
    built = store.figures.status()["road_built"]
    return {**counts, "road_built": built, "recorded": recorded, "findings": told}


def counted(store: Tracker) -> list[str]:
    """Return what the last batch recorded, each observation as one line; what is held says so."""
    with store.store.reading() as connection:
        last = connection.execute("SELECT uuid FROM batches ORDER BY id DESC LIMIT 1").fetchone()
        rows = connection.execute(
            "SELECT o.subject, o.aspect, o.value, o.observed_on, EXISTS (SELECT 1 FROM"
            " decisions d WHERE d.observation_uuid = o.uuid AND d.verdict = 'held')"
            " FROM observations o WHERE o.batch_uuid = ? ORDER BY o.id",
            last,
        ).fetchall()
    return [" ".join(row[:4]) + (" (held)" if row[4] else "") for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_survey_that_goes_wrong_ends_as_its_case_says(
    name: str, small: Path, tmp_path: Path
) -> None:
    path = tmp_path / "store.gpkg"
    shutil.copy(small, path)
    found = outcome(tracker.open(path), CASES / name / "survey.csv")
    expected = CASES / name / "expected.json"
    if os.environ.get("MOCGIOI_REWRITE_CASES"):
        expected.write_text(
            json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_there_are_cases() -> None:
    assert len(NAMES) >= 17
