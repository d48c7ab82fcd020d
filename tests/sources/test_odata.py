"""Submissions as ODK Central hands them to programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mocgioi.errors import UnreadableInput
from mocgioi.sources import RawTable, read

RECORD = {
    "__id": "uuid:1",
    "__system": {"submissionDate": "2026-11-21T02:00:00.123Z", "reviewState": "approved"},
    "visit": {"number": "1085/1", "place": {"of": 'Xã "A", B'}},
    "location": {
        "type": "Point",
        "coordinates": [106.71, 21.97, 350.1],
        "properties": {"accuracy": 4.2},
    },
    "note": None,
}


def table(tmp_path: Path, *records: dict[str, Any], **members: Any) -> RawTable:
    path = tmp_path / "odk.json"
    whole = {"value": records, "@odata.context": "https://odk.example", **members}
    path.write_text(json.dumps(whole), encoding="utf-8")
    (only,) = read(path).tables
    return only


def test_answers_stand_under_the_headings_of_the_csv(tmp_path: Path) -> None:
    made = table(tmp_path, RECORD)
    assert dict(zip(made.header, made.rows[0].values, strict=True)) == {
        "KEY": "uuid:1",
        "SubmissionDate": "2026-11-21T02:00:00.123Z",
        "SubmitterName": None,
        "ReviewState": "approved",
        "visit-number": "1085/1",
        "visit-place-of": 'Xã "A", B',
        "location-Longitude": 106.71,
        "location-Latitude": 21.97,
        "location-Altitude": 350.1,
        "location-Accuracy": 4.2,
        "note": None,
    }


def test_a_question_that_only_a_later_record_answers_is_a_column(tmp_path: Path) -> None:
    made = table(tmp_path, {"__id": "a"}, {"__id": "b", "note": "x"})
    assert made.header == ("KEY", "note")
    assert [row.values for row in made.rows] == [("a",), ("b", "x")]


def test_json_that_is_no_answer_of_a_service_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"value": [{"number": "1116"}]}', encoding="utf-8")
    with pytest.raises(UnreadableInput):
        read(path)
