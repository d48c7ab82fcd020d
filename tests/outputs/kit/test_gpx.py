"""The file for a hand GPS says of everything in it that it is known already."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.domain.survey_form import read_known
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.domain.waypoints import parse
from mocgioi.errors import Language
from mocgioi.outputs.kit.facts import KitFacts, KitMarker, KitRoad
from mocgioi.outputs.kit.gpx import gpx
from mocgioi.outputs.sheets.form import FormRow, Known, known_text
from mocgioi.sources import RawTable
from mocgioi.sources.markup import LINES, is_of_kit

LINE = [[(106.71, 21.97), (106.71, 21.98)]]


def tables(path: Path, known: dict[str, Known], lang: Language = "vi") -> list[RawTable]:
    marker = KitMarker("1116", (106.71, 21.97), needs_road=True, known=known)
    road = KitRoad("Đường lên mốc 1116", "access", "built", None, LINE)
    facts = KitFacts("Chi Ma", "2026-11-30", False, [marker], [road])
    path.write_bytes(gpx(facts, lang))
    return list(sources.read(path).tables)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_road_comes_home_as_one_that_was_taken_along(tmp_path: Path, lang: Language) -> None:
    _, drawn = tables(tmp_path / "a.gpx", {}, lang)
    cells = [dict(zip(drawn.header, row.values, strict=True)) for row in drawn.rows]
    assert drawn.name == LINES and [is_of_kit(cell) for cell in cells] == [True]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("since", [None, "2023-10-15"])
@pytest.mark.parametrize("condition", CODE_LISTS["marker_condition"])
def test_what_form_and_note_say_is_known_is_read_back(
    tmp_path: Path, lang: Language, since: str | None, condition: str
) -> None:
    codes = {
        "road_status": "built",
        "road_condition": "impassable",
        "marker_condition": condition,
    }
    known = {aspect: Known(code, since) for aspect, code in codes.items()}
    points, _ = tables(tmp_path / "a.gpx", known, lang)
    (row,) = points.rows
    text = str(dict(zip(points.header, row.values, strict=True))["cmt"])
    note = parse("1116", text)
    assert note is not None and read_known(note.known or "") == codes
    assert read_known(known_text(FormRow("1116", None, known), lang)) == codes
