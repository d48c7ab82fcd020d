"""The page's exports, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pyogrio
import pytest

from mocgioi.domain.crs import to_metric
from mocgioi.domain.marker import MarkerNumber
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.facts import MapFacts
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.scripts import run_page_scripts

ROWS = [3, 8, 100, 150, 200]
GPX = "{http://www.topografix.com/GPX/1/1}"


SCRIPTS = (
    *("dom.js", "words.js", "columns.js", "datum.js", "coordinates.js", "decode.js", "panel.js"),
    "csv.js",
    *("export.js", "sheets.js", "zip.js", "xlsx.js", "saving.js"),
)


def run(facts: MapFacts, expression: str, rows: list[int] | None = None) -> Any:
    """What `expression` gives of `model` and `rows`."""
    given = json.dumps(ROWS if rows is None else rows)
    return run_page_scripts(
        *SCRIPTS,
        expression=f"((model, rows) => ({expression}))(mocgioi.unpack(data), {given})",
        data=pack(facts, page_texts()),
    )


def exported(facts: MapFacts, form: str, rows: list[int] | None = None) -> str:
    return str(run(facts, f"mocgioi.{form}Of(model, rows)", rows))


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def with_first(**changes: Any) -> MapFacts:
    facts = province.facts()
    changed: Any = {**facts["markers"][3], **changes}
    facts["markers"][3] = changed
    facts["programme"] = None  # it names markers by their numbers
    return facts


def test_csv_says_its_encoding_and_ends_lines_as_windows_does() -> None:
    text = exported(province.facts(), "csv")
    assert text.startswith("\ufeffnumber,")
    assert text.count("\r\n") == len(ROWS) + 1


def test_csv_holds_the_rows_asked_for() -> None:
    facts = province.facts()
    numbers = [MarkerNumber.parse(row["number"]) for row in records(exported(facts, "csv"))]
    assert [str(number) for number in numbers] == [facts["markers"][row]["number"] for row in ROWS]


@pytest.mark.parametrize("number", ["1/12", "12/1", "3/4(2)", "2"])
def test_a_number_in_csv_can_be_no_date_and_no_decimal(number: str) -> None:
    assert records(exported(with_first(number=number), "csv"))[0]["number"] == f"M{number}"


def test_no_number_in_csv_has_three_decimals() -> None:
    """A Vietnamese Excel takes a point and three digits for thousands."""
    for row in records(exported(with_first(longitude=106.711, border_km=1.125), "csv")):
        for value in row.values():
            whole, point, decimals = value.partition(".")
            assert not (whole.isdigit() and point and len(decimals) == 3)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_in_csv_is_no_formula(sign: str) -> None:
    facts = with_first(note=f'{sign}cmd|"x",1')
    assert records(exported(facts, "csv"))[0]["note"] == f'\'{sign}cmd|"x",1'


def test_commas_quotes_and_line_ends_stay_in_their_cell() -> None:
    note = 'ông "A", bà B\nvà C'
    assert records(exported(with_first(note=note), "csv"))[0]["note"] == note


def test_csv_gives_both_coordinate_systems() -> None:
    facts = province.facts()
    place = facts["markers"][8]
    row = records(exported(facts, "csv"))[1]
    degrees = np.array([[place["longitude"]], [place["latitude"]]], dtype=np.float64)
    (easting,), (northing,) = to_metric(*degrees)
    assert float(row["longitude"]) == pytest.approx(place["longitude"], abs=1e-7)
    assert float(row["easting_vn2000"]) == pytest.approx(float(easting), abs=0.02)
    assert float(row["northing_vn2000"]) == pytest.approx(float(northing), abs=0.02)


def test_csv_says_as_of_when_and_whether_it_is_illustrative() -> None:
    row = records(exported(province.facts(), "csv"))[0]
    assert (row["as_of"], row["illustrative"]) == ("2023-12-31", "true")


def test_csv_of_nothing_shown_has_its_header() -> None:
    assert exported(province.facts(), "csv", rows=[]).count("\r\n") == 1


def test_geojson_is_read_by_gdal(tmp_path: Path) -> None:
    facts = province.facts()
    file = tmp_path / "markers.geojson"
    file.write_text(exported(facts, "geojson"), encoding="utf-8")
    layer = pyogrio.read_dataframe(file)
    layer = layer[layer["layer"] == "markers"].reset_index()
    assert list(layer["number"]) == [f"M{facts['markers'][row]['number']}" for row in ROWS]
    place = facts["markers"][8]
    assert layer.geometry[1].coords[0] == pytest.approx(
        (place["longitude"], place["latitude"]), abs=1e-7
    )
    assert layer["commune"][1] == "Quốc Khánh"


def test_a_marker_without_position_has_no_geometry() -> None:
    collection = json.loads(exported(with_first(longitude=None, latitude=None), "geojson"))
    assert collection["features"][0]["geometry"] is None
    assert collection["features"][0]["properties"]["easting_vn2000"] is None


def test_gpx_is_read_by_gdal(tmp_path: Path) -> None:
    facts = province.facts()
    file = tmp_path / "markers.gpx"
    file.write_text(exported(facts, "gpx"), encoding="utf-8")
    names = list(pyogrio.read_dataframe(file, layer="waypoints")["name"])
    assert names == [f"M{facts['markers'][row]['number']}" for row in ROWS]


def test_gpx_leaves_out_what_has_no_position() -> None:
    text = exported(with_first(longitude=None, latitude=None), "gpx")
    assert text.count("<wpt ") == len(ROWS) - 1


@pytest.mark.parametrize("attack", ["</name><trk>", "&amp;&#0;", "a\u0000b\ufffe", "\ud800x"])
def test_no_text_breaks_gpx(attack: str) -> None:
    facts = with_first(number=attack)
    gpx = ElementTree.fromstring(exported(facts, "gpx"))
    assert len(gpx.findall(f"{GPX}wpt")) == len(ROWS)
    assert len(gpx.findall(f"{GPX}trk")) == run(facts, "mocgioi.roadsOf(model, rows).length")


@pytest.mark.browser
def test_a_button_saves_the_file_with_the_network_off(open_map: Opener, tmp_path: Path) -> None:
    tab = open_map(province.facts(), fragment="tab=tools")
    saving = {"behavior": "allow", "downloadPath": str(tmp_path)}
    tab.browser.call("Browser.setDownloadBehavior", saving)
    tab.js("void document.querySelector('[data-format=csv]').click()")
    file = tmp_path / "moc-gioi-2023-12-31.csv"
    for _ in range(200):
        if file.exists():
            break
        time.sleep(0.05)
    assert len(records(file.read_text(encoding="utf-8"))) == province.MARKERS
    assert (tab.errors, len(tab.requests)) == ([], 1)


FORMS = ("csv", "excelCsv", "geojson", "gpx")


@pytest.mark.parametrize("form", FORMS)
def test_a_number_is_written_the_same_in_every_file(form: str) -> None:
    assert "M1088/2" in exported(with_first(number="1088/2"), form)


def test_the_csv_for_a_vietnamese_excel_is_written_as_it_reads() -> None:
    facts = with_first(number="1/12", longitude=106.711, latitude=21.5, note='a;b "c"')
    text = exported(facts, "excelCsv")
    assert text.startswith("\ufeffSố hiệu mốc;Loại mốc;")
    first = next(
        csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    )
    assert first["Số hiệu mốc"] == "M1/12"
    assert first["Kinh độ (WGS 84)"] == "106,7110000"
    assert first["Kể từ ngày"] in ("31/12/2023", "")
    assert first["Tính đến ngày"] == "31/12/2023"
    assert first["Ghi chú"] == 'a;b "c"'


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_in_the_csv_for_excel_is_no_formula(sign: str) -> None:
    assert f"'{sign}cmd" in exported(with_first(note=f"{sign}cmd"), "excelCsv")


def test_roads_of_the_markers_shown_are_features_and_tracks_of_their_own(tmp_path: Path) -> None:
    facts = province.facts()
    rows = [
        row
        for row, marker in enumerate(facts["markers"])
        if marker["number"] in facts["roads"][1]["serves"]
    ]
    collection = json.loads(exported(facts, "geojson", rows))
    roads = [f for f in collection["features"] if f["properties"]["layer"] == "roads"]
    assert [road["properties"]["name"] for road in roads] == [facts["roads"][1]["name"]]
    drawn = np.array(roads[0]["geometry"]["coordinates"][0])
    assert drawn == pytest.approx(np.array(facts["roads"][1]["lines"][0]), abs=2e-5)
    file = tmp_path / "roads.gpx"
    file.write_text(exported(facts, "gpx", rows), encoding="utf-8")
    assert list(pyogrio.read_dataframe(file, layer="tracks")["name"]) == [facts["roads"][1]["name"]]


def test_all_roads_go_along_with_all_markers() -> None:
    facts = province.facts()
    rows = list(range(len(facts["markers"])))
    assert run(facts, "mocgioi.roadsOf(model, rows).length", rows) == len(facts["roads"])


def test_what_has_no_position_is_told() -> None:
    facts = with_first(longitude=None, latitude=None)
    told = "mocgioi.savedText(model, rows, {name: 'a', day: '2023-12-31', format: 'gpx'})"
    assert "1 mốc không có tọa độ, không có trong GPX." in run(facts, told)
    assert "Đã tải về a: 4 mốc" in run(facts, told)


def test_on_another_day_nothing_is_said_that_is_known_of_the_maps_own_only() -> None:
    facts = with_first(note="hôm nay", funding="contributions")
    past = run(facts, "mocgioi.recordOf(model, 3, '2022-12-31')")
    assert past["as_of"] == "2022-12-31"
    assert {past[key] for key in ("note", "funding", "measured", "overdue")} == {None}
    told = "mocgioi.savedText(model, rows, {name: 'a', day: '2022-12-31', format: 'csv'})"
    assert "31/12/2022" in run(facts, told)


def test_gpx_says_that_data_are_illustrative() -> None:
    gpx = ElementTree.fromstring(exported(province.facts(), "gpx"))
    assert "SỐ LIỆU MINH HỌA" in str(gpx.findtext(f"{GPX}metadata/{GPX}name"))
