"""Real and made-up data never stand in one store."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.errors import UsageError

REGISTER = Path(__file__).parents[1] / "corpus" / "cases" / "register.csv"


def test_made_up_rows_into_a_store_of_real_markers_are_refused_with_the_line_to_type(
    tmp_path: Path,
) -> None:
    made = tracker.create(tmp_path / "real.gpkg")
    made.register.import_file("markers", REGISTER)
    survey = tmp_path / "survey.csv"
    survey.write_text(
        "number,surveyed_on,road_status,illustrative\n1116,2025-11-01,built,\n"
        "1117,2025-11-01,built,true\n",
        encoding="utf-8",
    )
    with pytest.raises(UsageError) as refused:
        made.surveys.apply(survey)
    assert refused.value.hints[0].verb == "init"
    assert made.figures.status()["road_built"] is None
