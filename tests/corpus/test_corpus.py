"""Every file of ../shared/corpus goes through the whole program and ends as its manifest says."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from mocgioi import tracker
from mocgioi.domain.batch import Receipt
from mocgioi.errors import Finding, MocgioiError
from mocgioi.store import events
from mocgioi.tracker import Tracker
from tests.shared import SHARED, shared

CORPUS = SHARED / "corpus"

CODES = {
    "not-a-survey": {
        "not-a-survey",
        "column-missing",
        "file-empty",
        "format-unsupported",
        "geometry-type",
        "marker-missing",
        "marker-unknown",
        "status-missing",
        "date-missing",
    },
    "file-empty": {"file-empty", "not-a-survey"},
    "marker-unknown": {"marker-unknown", "marker-several"},
    "date-invalid": {"date-invalid", "date-partial", "date-year"},
}
"""The codes of ours that mean a hint of the manifest, where it is not the same word."""

CHOSEN = {
    # Issue 3, point 1 names TCVN3, VNI, XLS, ODS and GeoPackage: their accepting alternative.
    "csv/11_mojibake_utf8_as_cp1252.csv": 1,
    "csv/18_ragged_rows.csv": 1,
    "csv/26_no_header.csv": 1,
    "csv/63_null_island_blanks.csv": 2,
    "kml/05_networklink_ssrf.kml": 1,
    "kml/06_lines_and_points.kml": 2,
    "real/lo_table.html": 1,
}
"""Files of which another alternative than the manifest's first is ours; each is as safe."""


class Counts(NamedTuple):
    read: int
    applied: int
    unchanged: int
    queued: int
    rejected: int


class Case(NamedTuple):
    """A line of the manifest."""

    file: str
    verdict: str
    alternatives: list[Counts]
    findings: list[str]
    expect: str
    after: str

    @property
    def path(self) -> Path:
        return CORPUS / self.file

    @property
    def allowed(self) -> list[int]:
        """The alternatives that may be taken: the chosen one, or any for foreign files."""
        if self.file.startswith("thirdparty/"):
            return list(range(len(self.alternatives)))
        return [CHOSEN.get(self.file, 0)]

    def wanted(self, alternative: int) -> list[str]:
        """The findings, ``row:column:hint``, that an alternative needs."""
        told = self.findings[alternative] if len(self.findings) > 1 else self.findings[0]
        return [one for one in told.strip().split(";") if one not in ("", "-")]


def manifest() -> list[Case]:
    path = CORPUS / "MANIFEST.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(
            line["file"],
            line["verdict"],
            [
                Counts(*map(int, numbers))
                for numbers in zip(*(line[f].split("|") for f in Counts._fields), strict=True)
            ],
            line["findings"].split(" | "),
            line["expect"],
            line["after"] or "",
        )
        for line in lines
    ]


CASES = manifest()


TOUCHED = frozenset(
    [
        *(962, 963, 964, 965, 966, 967, 969, 977, 982, 983, 984, 989, 994, 998, 999, 1002, 1004),
        *(1005, 1008, 1009, 1012, 1014, 1035, 1036, 1037, 1039, 1041, 1043, 1044, 1046, 1051),
        *(1053, 1054, 1056, 1088, 1116, 1117, 1118, 1202, 1223),
    ]
)
"""What files of the corpus speak of: a marker and what stands beside it. The others of the
province are left out: whether a store is sound is looked at after each file, marker by marker.
"""


HEAD_ROWS = 5
"""Of the register: its title, the coordinate system, what its columns are."""


def is_touched(number: object) -> bool:
    """Say whether a marker is of those, from ``1223(1)`` or ``1044/1`` too."""
    return int(re.split(r"[/(]", str(number))[0]) in TOUCHED


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store every file is applied to, built once; do not write to it."""
    data = shared("data")
    shared("corpus", "MANIFEST.tsv")
    folder = tmp_path_factory.mktemp("base")
    register = openpyxl.load_workbook(data / "province" / "register.xlsx")
    whole, kept = register.worksheets[0], register.create_sheet()
    for place, row in enumerate(whole.iter_rows(values_only=True)):
        if place < HEAD_ROWS or is_touched(row[1]):
            kept.append(row)
    register.remove(whole)
    register.save(folder / "register.xlsx")
    head, *lines = (data / "province" / "status-2023.csv").read_text("utf-8-sig").splitlines()
    status = [head, *(line for line in lines if is_touched(line.partition(";")[0]))]
    (folder / "status-2023.csv").write_text("\n".join(status), encoding="utf-8")

    made = tracker.create(folder / "base.gpkg")
    made.register.import_file("communes", data / "langson_border_communes_2025.geojson")
    made.register.import_file("boundary", data / "langson_china_border_line.geojson")
    made.register.import_file("markers", folder / "register.xlsx")
    made.surveys.apply(folder / "status-2023.csv")
    return made.store.path


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Iterator[Tracker]:
    """A fresh copy of the base; whatever happens, nothing may appear beside it."""
    path = tmp_path / "langson.gpkg"
    shutil.copy(base, path)
    yield tracker.open(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["langson.gpkg"]


def applied(store: Tracker, path: Path) -> tuple[Counts, list[Finding], Receipt | None]:
    try:
        receipt = store.surveys.apply(path)
    except MocgioiError as error:
        assert error.text.vi
        assert error.findings
        return Counts(0, 0, 0, 0, 0), list(error.findings), None
    counts = Counts(*(getattr(receipt, name) for name in Counts._fields))
    return counts, receipt.findings, receipt


def is_found(wanted: str, findings: list[Finding]) -> bool:
    row, column, hint = wanted.split(":")
    return any(
        finding.code in CODES.get(hint, {hint})
        and (not row or finding.row == int(row))
        and (not column or finding.column == column)
        for finding in findings
    )


def test_the_corpus_is_there_or_the_reason_is_given() -> None:
    shared("corpus", "MANIFEST.tsv")
    assert len(CASES) == 114


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.file))
def test_a_file_ends_as_its_manifest_says(case: Case, store: Tracker) -> None:
    if case.after:
        store.surveys.apply(CORPUS / case.after)
    around = sorted(path.name for path in case.path.parent.iterdir())
    bytes_before = case.path.read_bytes()

    counts, findings, receipt = applied(store, case.path)

    assert counts in [case.alternatives[i] for i in case.allowed]
    alternative = case.alternatives.index(counts)
    assert [one for one in case.wanted(alternative) if not is_found(one, findings)] == []
    assert counts.read == sum(counts[1:])
    if case.verdict == "accept" and receipt is not None:
        assert not receipt.needs_person
    assert all(f.text.vi and f.text.en for f in findings)
    assert case.path.read_bytes() == bytes_before
    assert sorted(path.name for path in case.path.parent.iterdir()) == around
    assert store.store.faults() == []


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if "ame 5 records as csv/01" in case.expect],
    ids=lambda case: str(case.file),
)
def test_the_same_five_records_come_out_of_every_shape(case: Case, store: Tracker) -> None:
    applied(store, case.path)
    with store.store.reading() as connection:
        said = {
            (o.subject, o.observed_on, o.value)
            for o in events.read_observations(connection, aspects=["road_status"])
            if o.observed_on is not None and o.observed_on > "2024"
        }
    assert said == {
        ("1116", "2025-11-05", "built"),
        ("1117", "2025-11-05", "under_construction"),
        ("1088/2", "2025-11-06", "approved"),
        ("1223(1)", "2025-11-06", "none"),
        ("1223(2)", "2025-11-07", "built"),
    }


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("csv/01_clean_en.csv", 2),
        ("csv/44_duplicate_conflict.csv", 0),
        ("csv/45_two_dates_same_marker.csv", 1),
        ("csv/46_older_than_current.csv", 0),
        ("csv/49_built_then_none.csv", 1),
    ],
)
def test_the_figure_moves_only_by_what_counts(name: str, more: int, store: Tracker) -> None:
    before = store.figures.status()["road_built"]
    store.surveys.apply(shared("corpus", *name.split("/")))
    assert before is not None
    assert store.figures.status()["road_built"] == before + more


def test_a_refusal_never_shows_what_another_file_holds(store: Tracker) -> None:
    _, findings, _ = applied(store, shared("corpus", "kml", "03_xxe.kml"))
    told = " ".join(finding.text.vi + (finding.value or "") for finding in findings)
    assert "root:" not in told
