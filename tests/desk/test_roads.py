"""What the lines of roads show, what is wrong with them, what the missing ones cost: as pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from mocgioi.cli import main
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller

pytestmark = pytest.mark.usefixtures("at_once")


def pressed(caller: Caller, what: str, **fields: object) -> TestResponse:
    page = caller.done(caller.post("/roads", {"what": what, **fields}))
    assert page.status_code == 200, page.text[-900:]
    return page


@pytest.mark.parametrize(
    ("what", "command", "forms"),
    [
        ("reach", ("reach",), ("csv", "json")),
        ("check", ("roads", "check"), ("csv", "json")),
        ("cost", ("roads", "cost"), ("csv", "json", "geojson")),
    ],
)
def test_files_are_what_the_command_writes(
    what: str,
    command: tuple[str, ...],
    forms: tuple[str, ...],
    caller: Caller,
    demo: Tracker,
    tmp_path: Path,
) -> None:
    page = pressed(caller, what, as_of="31/12/2025")
    for form in forms:
        out = tmp_path / f"x.{form}"
        options = ("--store", str(demo.store.path), "--as-of", "2025-12-31", "-q")
        assert main([*command, *options, "-o", str(out)]) in (0, 1)
        assert caller.get(f"{page.request.path}/{form}").data == out.read_bytes(), form


def test_a_marker_whose_line_and_report_differ_is_told_with_what_to_do(caller: Caller) -> None:
    page = pressed(caller, "reach")
    assert re.search(r'<a href="/marker/1158">1158</a>: tuyến .* khép khoảng hở', page.text)
    assert "mocgioi" not in re.sub(r"<[^>]+>", "", page.text).replace("langson", "")


def test_findings_stand_by_kind_and_lead_to_their_road(caller: Caller) -> None:
    page = pressed(caller, "check").text
    assert "Tuyến không đấu nối (3)" in page
    (first, *_) = re.findall(r'href="(/subject/road/[^"]+)"', page)
    assert caller.get(first).status_code == 200


def test_the_estimate_takes_another_price(caller: Caller) -> None:
    usual = pressed(caller, "cost").text
    dearer = pressed(caller, "cost", vnd_per_m="1.710.000", detour_factor="1,3").text
    assert "ƯỚC TÍNH" in usual and "855.000" in usual and "--prices" not in usual
    assert "1.710.000" in dearer


def test_the_layer_is_a_geopackage(caller: Caller) -> None:
    page = pressed(caller, "cost")
    assert caller.get(f"{page.request.path}/gpkg").data.startswith(b"SQLite format 3\0")


@pytest.mark.parametrize(
    ("field", "text"),
    [("vnd_per_m", "nhiều"), ("vnd_per_m", "-5"), ("detour_factor", "x"), ("as_of", "99")],
)
def test_what_cannot_be_used_is_told_at_its_field_and_stays(
    field: str, text: str, caller: Caller
) -> None:
    answer = caller.post("/roads", {"what": "cost", field: text})
    assert answer.status_code == 400
    assert re.findall(r'id="([\w-]+)-about" class="wrong"', answer.text) == [field]
    assert f'value="{text}"' in answer.text


def test_a_factor_that_cannot_be_is_refused_with_the_way_back(caller: Caller) -> None:
    answer = caller.done(caller.post("/roads", {"what": "cost", "detour_factor": "0,2"}))
    assert 'role="alert"' in answer.text
    (back,) = re.findall(r'class="button" href="([^"]+)"', answer.text)
    assert 'value="0,2"' in caller.get(back.replace("&amp;", "&")).text


def test_a_result_of_one_kind_is_no_page_of_another(caller: Caller) -> None:
    page = pressed(caller, "reach")
    assert caller.get(page.request.path.replace("reach", "cost")).status_code == 404
    assert caller.get(f"{page.request.path}/gpkg").status_code == 404
