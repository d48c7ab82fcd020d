"""The check of roads as text and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from mocgioi.outputs import roads_table


def finding(code: str, severity: str, message: str) -> Any:
    return {
        "code": code,
        "severity": severity,
        "road": "R",
        "road_uuid": "u",
        "other": None,
        "value": 14.0,
        "longitude": 106.7,
        "latitude": 21.9,
        "message": message,
    }


def document(*findings: Any) -> Any:
    counts = {code: sum(f["code"] == code for f in findings) for code in roads_table._TITLES}
    return {
        "known_at": None,
        "illustrative": False,
        "roads": 3,
        "counts": counts,
        "findings": list(findings),
    }


def test_every_warning_is_listed_and_notices_are_counted_after_five() -> None:
    many = [finding("road-near-border", "notice", f"n{i}") for i in range(7)]
    text = roads_table.as_text(document(finding("road-gap", "warning", "gap"), *many), "en")
    assert text.splitlines()[:2] == ["Gaps between lines (1)", "- gap"]
    assert "- n4\n  … and 2 more (--format csv)" in text
    assert text.endswith("3 roads checked: 1 need a person, 7 notices.\n")


def test_csv_has_a_row_a_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(roads_table.as_csv(document(finding("a", "b", "c"))))))
    assert [(row["code"], row["road"], row["latitude"]) for row in rows] == [("a", "R", "21.9")]


def test_made_up_markers_are_said_to_be_so() -> None:
    made_up = document(finding("road-gap", "warning", "gap")) | {"illustrative": True}
    assert "SỐ LIỆU MINH HỌA" in roads_table.as_text(made_up, "vi")
    (row,) = csv.DictReader(io.StringIO(roads_table.as_csv(made_up)))
    assert row["illustrative"] == "true"


def test_every_code_has_a_title() -> None:
    from mocgioi.analysis.roads.findings import CODES

    assert tuple(roads_table._TITLES) == CODES
