"""The files of ../shared are taken whole, and the corpus never ends in a traceback."""

from __future__ import annotations

import csv
import dataclasses
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import shapely

from mocgioi import sources
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.register import Commune, MarkerEntry
from mocgioi.errors import MocgioiError
from mocgioi.intake import (
    Known,
    Taken,
    take_boundary,
    take_communes,
    take_markers,
    take_projects,
    take_roads,
    take_survey,
)
from tests.intake.world import SHARED

DATA = SHARED / "data"
PROVINCE = DATA / "province"
CORPUS = SHARED / "corpus"
TODAY = "2026-11-22"

pytestmark = pytest.mark.skipif(
    not (PROVINCE.is_dir() and CORPUS.is_dir()), reason="../shared with the real files is absent"
)


@cache
def communes() -> Taken[Commune]:
    return take_communes(sources.read(DATA / "langson_border_communes_2025.geojson"), known=Known())


@cache
def boundary() -> Taken[BoundaryPiece]:
    known = Known(communes={c.code: c for c in communes().entries})
    return take_boundary(sources.read(DATA / "langson_china_border_line.geojson"), known=known)


@cache
def register() -> Taken[MarkerEntry]:
    known = Known(
        communes={c.code: c for c in communes().entries},
        boundary=[piece.geometry for piece in boundary().entries],
    )
    return take_markers(sources.read(PROVINCE / "register.xlsx"), known=known)


@cache
def known() -> Known:
    return Known(
        communes={c.code: c for c in communes().entries},
        posts=register().new_posts,
        boundary=[piece.geometry for piece in boundary().entries],
        markers={
            str(e.number): (e.position.longitude, e.position.latitude) if e.position else None
            for e in register().entries
        },
    )


def test_the_eleven_communes_have_outlines_and_former_names() -> None:
    taken = communes()
    assert (len(taken.entries), taken.rejected) == (11, [])
    by_code = {c.code: c for c in taken.entries}
    assert by_code["06148"].name == "Thuỵ Hùng"
    assert by_code["06148"].formerly == "Trùng Khánh; Thụy Hùng; Thanh Long"
    assert by_code["06148"].district == "Văn Lãng"
    assert all(shapely.from_wkb(c.geometry).geom_type == "MultiPolygon" for c in taken.entries)


def test_the_border_line_is_taken_whole_and_by_commune() -> None:
    assert len(boundary().entries) == 1
    pieces = take_boundary(
        sources.read(DATA / "langson_china_border_by_commune.geojson"), known=Known()
    )
    assert [p.commune for p in pieces.entries] == [c.code for c in communes().entries]


def test_the_register_is_taken_whole_and_lies_on_the_line() -> None:
    taken = register()
    assert (len(taken.entries), taken.rejected, taken.crs) == (474, [], "EPSG:9215")
    assert Counter(e.needs_road for e in taken.entries) == {"yes": 459, "no": 15}
    assert all(e.commune and e.post and e.position for e in taken.entries)
    assert len(taken.new_posts) == 11
    (finding,) = [f for f in taken.findings if f.code == "crs-checked"]
    assert "2 m from the border line" in finding.text.en


def test_the_roads_are_the_same_in_both_formats() -> None:
    one, other = (
        take_roads(sources.read(PROVINCE / name), known=known())
        for name in ("roads.gpkg", "roads.geojson")
    )
    assert len(one.entries) == len(other.entries) == 313
    assert one.content_sha256 == other.content_sha256
    assert Counter(r.road_class for r in one.entries) == {"access": 310, "patrol": 3}


def test_the_status_of_2023_is_taken_whole() -> None:
    taken = take_survey(sources.read(PROVINCE / "status-2023.csv"), known=known(), today=TODAY)
    assert (len(taken.entries), taken.rejected, taken.findings) == (459, [], [])
    assert Counter(r.values["road_status"] for r in taken.entries) == {"built": 223, "none": 236}


def test_the_posts_surveys_bring_ninety_two_more() -> None:
    files = sorted(PROVINCE.glob("survey-*"))
    taken = [take_survey(sources.read(path), known=known(), today=TODAY) for path in files]
    assert sum(len(t.entries) for t in taken) == 92
    assert all(not t.rejected and not t.held for t in taken)
    assert {r.values["road_status"] for t in taken for r in t.entries} == {"built"}


def test_the_real_projects_are_taken_with_their_words() -> None:
    taken = take_projects(sources.read(DATA / "access_road_projects.csv"), known=known())
    assert (len(taken.entries), taken.rejected) == (11, [])
    assert any(len(p.serves) == 4 for p in taken.entries)


def manifest() -> list[dict[str, str]]:
    path = CORPUS / "MANIFEST.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", manifest(), ids=lambda case: str(case["file"]))
def test_the_corpus_is_read_and_rejected_as_its_manifest_says(case: dict[str, str]) -> None:
    path: Path = CORPUS / case["file"]
    before = path.read_bytes()
    allowed = set(
        zip(map(int, case["read"].split("|")), map(int, case["rejected"].split("|")), strict=True)
    )
    try:
        # The corpus compares with the register alone: no line, no communes.
        ground = dataclasses.replace(known(), communes={}, boundary=())
        taken = take_survey(sources.read(path), known=ground, today=TODAY)
        counts = (taken.rows_read, len(taken.rejected))
    except MocgioiError as error:
        assert error.findings
        counts = (0, 0)
    assert counts in allowed
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["csv/02_clean_vi.csv", "csv/06_cp1258_vi.csv", "csv/14_semicolon_decimal_comma.csv",
     "csv/61_dms_strings.csv", "xlsx/04_date1904.xlsx", "xlsx/12_biff8.xls", "real/lo.ods",
     "geojson/01_clean.geojson", "kml/08_ok.kmz", "gpx/01_garmin_shape.gpx",
     "gpkg/01_qfield_shape.gpkg", "real/kobo_labels.xlsx"],
)  # fmt: skip
def test_clean_files_of_every_kind_say_the_same(name: str) -> None:
    taken = take_survey(sources.read(CORPUS / name), known=known(), today=TODAY)
    assert [str(r.number) for r in taken.entries] == [
        "1116",
        "1117",
        "1088/2",
        "1223(1)",
        "1223(2)",
    ]
    assert all(r.position is not None for r in taken.entries)
    assert not taken.held
    assert not [f for f in taken.findings if f.code.startswith("position")]
    if name != "csv/61_dms_strings.csv":
        assert [r.values.get("road_status") for r in taken.entries] == [
            "built",
            "under_construction",
            "approved",
            "none",
            "built",
        ]
        assert taken.entries[4].values["road_condition"] == "damaged"


@pytest.mark.parametrize(
    "name",
    ["csv/70_vn2000_9215_vietnamese_axes.csv", "csv/74_utm48_wgs84_32648.csv",
     "csv/76_vn2000_thousands_dots.csv", "geojson/04_crs_member_9215.geojson"],
)  # fmt: skip
def test_projected_surveys_fall_within_half_a_metre(name: str) -> None:
    taken = take_survey(sources.read(CORPUS / name), known=known(), today=TODAY)
    for row in taken.entries:
        there = known().markers[str(row.number)]
        assert row.position is not None
        assert there is not None
        assert (row.position.longitude, row.position.latitude) == pytest.approx(there, abs=5e-5)
    assert len(taken.entries) == 3
    assert not taken.held
