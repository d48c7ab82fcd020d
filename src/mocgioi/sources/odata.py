"""Submissions as ODK Central hands them to programs (OData), under the headings of its CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mocgioi.sources import grid
from mocgioi.sources.kinds import too_many_rows
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded, check_size, plain_number

NEXT = "@odata.nextLink"
"""Member of an answer that has only some of the records: where the others are."""
_OF_POINT = ("Longitude", "Latitude", "Altitude")
"""What the coordinates of a geopoint are called, in their order."""
_OF_SERVER = {
    "submissionDate": "SubmissionDate",
    "submitterName": "SubmitterName",
    "reviewState": "ReviewState",
}
"""What the server itself says of a submission: its heading in the CSV, by its key."""


def is_of_submissions(document: Mapping[str, Any]) -> bool:
    """Say whether a JSON object is an answer of an OData service, with a list of records."""
    value = document.get("value")
    return (
        "@odata.context" in document
        and isinstance(value, list)
        and all(isinstance(record, dict) for record in value)
    )


def table_of(document: Mapping[str, Any], file: str) -> RawTable:
    """Return the records of an answer as a table, a row each.

    Args:
        document: it `is_of_submissions`. file: name of its file, for what is refused.
    """
    records = document["value"]
    if len(records) > grid.MAX_ROWS:
        raise too_many_rows(file, grid.MAX_ROWS)
    header: dict[str, int] = {}
    rows, count = [], 0
    for number, record in enumerate(records, start=1):
        cells = {header.setdefault(name, len(header)): cell for name, cell in _cells(record)}
        width = max(cells, default=-1) + 1
        count += width
        check_size(len(header), count)
        rows.append(RawRow(number, tuple(map(cells.get, range(width)))))
    return RawTable(name=None, header=tuple(header), header_row=0, rows=tuple(rows))


def _cells(record: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    for key, value in record.items():
        if key == "__id":
            yield "KEY", _cell(value)
        elif key == "__system" and isinstance(value, dict):
            for name, heading in _OF_SERVER.items():
                yield heading, _cell(value.get(name))
        else:
            yield from _answers(key, value)


def _answers(name: str, value: Any) -> Iterator[tuple[str, Cell]]:
    """Yield the answers to a question, or to those of a group, as the CSV heads them."""
    if not isinstance(value, dict):
        yield name, _cell(value)
    elif value.get("type") == "Point" and isinstance(value.get("coordinates"), list):
        for part, number in zip(_OF_POINT, value["coordinates"], strict=False):
            yield f"{name}-{part}", _cell(number)
        properties = value.get("properties")
        if isinstance(properties, dict):
            yield f"{name}-Accuracy", _cell(properties.get("accuracy"))
    else:
        for key, inner in value.items():
            yield from _answers(f"{name}-{key}", inner)


def _cell(value: Any) -> Cell:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return plain_number(value)
    return bounded(value if isinstance(value, str) else str(value))
