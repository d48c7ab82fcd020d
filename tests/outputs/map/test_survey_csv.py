"""The table that a survey on the map becomes, read by what takes surveys."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mocgioi import sources
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.phone_form import SHOWN, SHOWN_AT
from mocgioi.domain.survey import SurveyRow
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.intake import Taken, take_survey
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import Packed, pack
from mocgioi.sources.fields import fields_of
from tests.intake import world
from tests.outputs.map import province
from tests.outputs.map.scripts import run_page_scripts

DRAFT: dict[str, Any] = {
    "id": "2025-11-05T02:15:03.123Z 1100",
    "number": "1100",
    "date": "2025-11-05",
    "values": {},
    "shown": {},
    "known_at": "15:12 01/11/2025",
    "funding": "",
    "note": "",
    "observer": "",
    "typed": "",
    "place": None,
    "photos": [],
    "illustrative": False,
    "sent_at": None,
}

PAYER = next(iter(CODE_LISTS["funding"]))


@cache
def packed() -> Packed:
    return pack(province.facts(), page_texts())


def csv_of(*drafts: dict[str, Any]) -> str:
    text: str = run_page_scripts(
        *("words.js", "columns.js", "datum.js", "decode.js", "csv.js", "survey.js"),
        expression="mocgioi.surveyCsv(mocgioi.unpack(data.packed), data.drafts)",
        data={"packed": packed(), "drafts": [*drafts]},
    )
    return text


def taken(folder: Path, *drafts: dict[str, Any]) -> Taken[SurveyRow]:
    path = folder / "phieu.csv"
    path.write_text(csv_of(*drafts), encoding="utf-8", newline="")
    return take_survey(sources.read(path), known=world.FULL, today="2025-11-20")


@pytest.mark.parametrize("aspect", SURVEYED)
def test_every_state_that_can_be_chosen_is_understood(tmp_path: Path, aspect: str) -> None:
    codes = list(CODE_LISTS[aspect])
    drafts = [
        {**DRAFT, "number": str(1100 + at), "values": {aspect: code}, "shown": {aspect: code}}
        for at, code in enumerate(codes)
    ]
    rows = list(taken(tmp_path, *drafts).entries)
    assert [row.values[aspect] for row in rows] == codes


def test_who_pays_where_and_by_whom_is_understood(tmp_path: Path) -> None:
    longitude, latitude = world.MARKERS["1100"] or (0.0, 0.0)
    place = {"longitude": longitude, "latitude": latitude, "accuracy_m": 8.44}
    states = {"road_status": "built"}
    draft = {**DRAFT, "values": states, "place": place, "observer": "Tổ 3; Pò Mã"}
    result = taken(tmp_path, {**draft, "funding": PAYER})
    (row,) = result.entries
    assert row.position is not None
    assert (row.position.longitude, row.position.latitude) == pytest.approx((longitude, latitude))
    assert row.position.accuracy_m == pytest.approx(8.4)
    assert (row.observer, row.values["funding"]) == ("Tổ 3; Pò Mã", PAYER)
    assert [f.code for f in result.findings if f.severity != "notice"] == []


@pytest.mark.parametrize(
    "note", ['=1+1;"x"', "-5 m", "@a", "+84", "'=b", "<script>&amp;", "hai\ndòng; “ba”"]
)
def test_a_note_comes_back_as_it_was_typed(tmp_path: Path, note: str) -> None:
    (row,) = taken(tmp_path, {**DRAFT, "values": {"road_status": "none"}, "note": note}).entries
    assert row.values["note"] == note


def test_no_cell_of_it_is_a_formula_to_a_spreadsheet() -> None:
    text = csv_of({**DRAFT, "note": "=1", "observer": "@x", "values": {"road_status": "none"}})
    assert ";'=1;'@x;" in text


def test_only_what_was_filled_in_goes_out() -> None:
    text = csv_of({**DRAFT, "values": {"road_status": "none"}})
    header = text.removeprefix("\ufeff").splitlines()[0].split(";")
    assert header == [
        "Số hiệu mốc",
        "Ngày kiểm tra",
        "Tình trạng đường",
        "Trên bản đồ: Tình trạng đường",
        "Trên bản đồ: số liệu đến",
    ]


def test_what_the_map_showed_is_in_columns_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "phieu.csv"
    states = {aspect: next(iter(CODE_LISTS[aspect])) for aspect in SURVEYED}
    path.write_text(csv_of({**DRAFT, "values": states}), encoding="utf-8", newline="")
    (table,) = sources.read(path).tables
    columns = sources.recognise(table.header, fields_of("surveys"))
    assert {*SHOWN.values(), SHOWN_AT} <= columns.index.keys()
    assert columns.findings == ()
