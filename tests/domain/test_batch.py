"""A receipt as others read it, and the order of what was found in a file."""

from __future__ import annotations

from mocgioi.domain.batch import Change, Count, Denominator, Move, Receipt, in_file_order
from mocgioi.errors import Finding, Text

_FOUND = Finding("conflict", "warning", Text("hai giá trị", "two values"), "S", 7, "Đường", "có")


def test_a_receipt_is_an_entry_of_its_document() -> None:
    receipt = Receipt(
        file="a.csv",
        sha256="5e",
        kind="survey",
        batch="b1",
        read=10,
        applied=1,
        unchanged=2,
        queued=3,
        rejected=4,
        moved=["1116"],
        moves=[Move("1116", "road_status", "none", "built", "2025-11-18", "S", 7, "xong")],
        changes=[Change("1116", "material", "granite", "concrete")],
        denominator=[Denominator("2025-12-31", None, Count(474, 459))],
        findings=[_FOUND],
        report_at_once=[("1117", "missing")],
        photos_stored=5,
        photos_missing=6,
    )
    assert receipt.as_dict("en") == {
        "file": "a.csv",
        "sha256": "5e",
        "kind": "survey",
        "batch": "b1",
        "read": 10,
        "applied": 1,
        "unchanged": 2,
        "queued": 3,
        "rejected": 4,
        "photos": {"stored": 5, "missing": 6},
        "moved": ["1116"],
        "moves": [
            {
                "number": "1116",
                "aspect": "road_status",
                "before": "none",
                "after": "built",
                "contested": False,
                "observed_on": "2025-11-18",
                "sheet": "S",
                "row": 7,
                "written": "xong",
            }
        ],
        "report_at_once": [{"number": "1117", "condition": "missing"}],
        "perhaps_at_once": [],
        "changes": [
            {"item": "1116", "column": "material", "old": "granite", "new": "concrete"},
        ],
        "denominator": [
            {
                "as_of": "2025-12-31",
                "markers_before": None,
                "markers": 474,
                "markers_needing_road_before": None,
                "markers_needing_road": 459,
            }
        ],
        "came": {},
        "findings": [_FOUND.as_dict("en")],
    }


def test_what_is_found_in_a_receipt_is_told_in_the_language_asked_for() -> None:
    receipt = Receipt(file="a.csv", sha256="5e", kind="survey", findings=[_FOUND])
    assert receipt.as_dict("vi")["findings"] == [_FOUND.as_dict("vi")]
    assert _FOUND.as_dict("vi") != _FOUND.as_dict("en")


def test_what_is_found_of_a_whole_sheet_stands_before_its_first_row() -> None:
    of_row = _FOUND._replace(row=1)
    of_sheet = _FOUND._replace(row=None)
    assert in_file_order([of_row, of_sheet]) == [of_sheet, of_row]
