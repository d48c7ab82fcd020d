"""In QGIS people read words for codes, numbers as in Việt Nam, and what a row is called."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.outputs.qgis.spoken import number

from .qgis_process import in_qgis, step

pytestmark = pytest.mark.slow

NEW = ""
ROWS = {
    "road": ("roads", "length_m = 9347"),
    "boundary": ("boundary", "km_from = 0"),
    "event of a road": ("observations", "aspect = 'road.surface' AND observed_on IS NULL"),
    "event of a marker": (
        "observations",
        "marker_number = '1193' AND observed_on IS NOT NULL",
    ),
    **{table: (table, "true") for table in ("posts", "communes", "projects", "gates")},
    **{f"new {table}": (table, NEW) for table in ("posts", "communes", "projects", "gates")},
}


@pytest.fixture(scope="module")
def store(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration that nobody writes to."""
    path = tmp_path_factory.mktemp("words") / "langson.gpkg"
    shutil.copy(built_demo, path)
    return path


@pytest.fixture(scope="module")
def told(store: Path) -> dict[str, Any]:
    """What the project tells of each of `ROWS`: tip, name, titles by row, columns of the form."""
    uri = str(tracker.open(store).qgis.write(store.with_suffix(".qgs")))
    rows = [[f"{table}_layer", where] for table, where in ROWS.values()]
    (answer,) = in_qgis(store, step("rows_in_project", uri=uri, rows=rows))
    return dict(zip(ROWS, answer.returned, strict=True))


@pytest.fixture(scope="module")
def choices(store: Path) -> dict[str, Any]:
    """What is offered for a kind of gate and for a measure, by the layer."""
    columns = {"gates": "kind", "published": "measure"}
    answers = in_qgis(store, *(step("looks", layer=layer) for layer in columns))
    return {
        layer: answer.returned["columns"][column]["choices"]
        for (layer, column), answer in zip(columns.items(), answers, strict=True)
    }


def evaluated(expression: str) -> Any:
    (answer,) = in_qgis(Path("none"), step("evaluated", expression=expression, zone="UTC"))
    return answer.returned


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("9347.0", "9.347"),
        ("3.5", "3,5"),
        ("0.0", "0"),
        ("0.05", "0,05"),
        ("1234567.25", "1.234.567,25"),
        ("-20.9", "-20,9"),
    ],
)
def test_a_number_is_written_as_in_viet_nam(value: str, written: str) -> None:
    assert evaluated(number("x", is_whole=False).replace('"x"', value)) == written


def test_a_sum_of_money_is_written_as_in_viet_nam() -> None:
    assert evaluated(number("x", is_whole=True).replace('"x"', "370000000")) == "370.000.000"


def test_a_road_is_told_in_words_and_numbers_of_viet_nam(told: dict[str, Any]) -> None:
    tip = told["road"]["tip"]
    for line in ("Mặt đường: bê tông", "Rộng: 3,5 m", "Dài theo hồ sơ: 9.347 m"):
        assert f"<br>{line}<br>" in tip
    assert "<br>Các xã: Quốc Khánh<br>" in tip


def test_nought_is_told(told: dict[str, Any]) -> None:
    assert "<br>Từ km: 0<br>Đến km: 20,9" in told["boundary"]["tip"]
    assert told["boundary"]["name"] == "Km 0 – 20,9"


def test_the_form_says_what_codes_mean_that_are_typed_as_words(told: dict[str, Any]) -> None:
    assert told["road"]["titles"] == {
        "surface": "Mặt đường (bê tông)",
        "communes": "Mã các xã (Quốc Khánh)",
    }


@pytest.mark.parametrize(
    ("layer", "column", "title"),
    [
        ("posts", "code", "Mã đồn"),
        ("communes", "code", "Mã xã"),
        ("projects", "code", "Mã công trình"),
        ("gates", "name", "Cửa khẩu"),
    ],
)
def test_the_form_says_that_what_names_a_row_is_typed_once(
    told: dict[str, Any], layer: str, column: str, title: str
) -> None:
    there, new = (told[row]["titles"][column] for row in (layer, f"new {layer}"))
    assert (there, new) == (f"{title} (không đổi được)", title)


def test_a_kind_of_gate_and_a_measure_are_chosen_by_words(choices: dict[str, Any]) -> None:
    assert ["đường chuyên dụng vận chuyển hàng hóa", "freight_road"] in choices["gates"]
    assert ["Mốc đã có đường", "markers_with_road"] in choices["published"]


def test_every_measure_of_the_demonstration_has_words(store: Path, choices: dict[str, Any]) -> None:
    with closing(sqlite3.connect(store)) as connection:
        measures = {code for (code,) in connection.execute("SELECT measure FROM published")}
    assert measures <= {code for _, code in choices["published"]}


def test_the_history_of_a_road_names_no_marker_and_no_key(told: dict[str, Any]) -> None:
    event = told["event of a road"]
    assert event["form"]["Số liệu"] == ["aspect", "read_as", "observer", "recorded_at"]
    assert event["name"] == "(từ đầu) · Mặt đường: bê tông"


def test_the_history_of_a_marker_names_it_and_the_day(told: dict[str, Any]) -> None:
    shown = told["event of a marker"]["form"]["Số liệu"]
    assert {"marker_number", "observed_on"} <= set(shown)
