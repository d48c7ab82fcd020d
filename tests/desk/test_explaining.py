"""What stands behind a figure, as a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mocgioi.analysis.figures.explain import FIGURES
from mocgioi.cli import main
from mocgioi.desk.pages import texts
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller

OF_COMMUNE = "/explain?figure=road_built&figure=commune%3D06004&as_of=31%2F12%2F2023"


def test_the_markers_of_a_figure_are_listed_with_their_evidence(
    caller: Caller, demo: Tracker
) -> None:
    page = caller.get(OF_COMMUNE).text
    document = demo.figures.explain("road_built", "commune=06004", as_of="2023-12-31")
    numbers = re.findall(r'<h2><a href="/marker/[^"]+">Mốc ([^<]+)</a>', page)
    assert numbers == [marker["number"] for marker in document["markers"]]
    assert page.count("status-2023.csv, dòng") >= len(numbers)


def test_what_was_asked_is_told_in_words(caller: Caller) -> None:
    page = caller.get(OF_COMMUNE).text
    assert "Đã xây dựng (lũy kế); Xã: Quốc Khánh" in re.sub(r"\s+", " ", page)
    assert "road_built:" not in page


def test_what_is_not_placed_anywhere_has_a_name_too(caller: Caller) -> None:
    page = re.sub(r"\s+", " ", caller.get("/explain?figure=road_built&figure=funding%3D").text)
    assert "Nguồn kinh phí: chưa rõ nguồn" in page


def test_every_figure_has_its_words(caller: Caller) -> None:
    assert [name for name in FIGURES if f"figure_{name}" not in texts()["report"]] == []


def test_a_group_that_is_none_is_told_and_the_page_stays(caller: Caller) -> None:
    answer = caller.get("/explain?figure=commune%3Dx")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text and 'name="figure"' in answer.text


def test_what_was_asked_cannot_break_the_page(caller: Caller) -> None:
    answer = caller.get("/explain?figure=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in answer.text


def test_sides_of_a_disagreement_stand_beside(caller: Caller) -> None:
    page = caller.get("/explain?figure=conflicts&as_of=31%2F12%2F2025").text
    assert "1220/1" in page and "chưa thống nhất" in page


@pytest.mark.parametrize("form", ["csv", "json"])
def test_files_are_what_the_command_writes(
    form: str, caller: Caller, demo: Tracker, tmp_path: Path
) -> None:
    out = tmp_path / f"x.{form}"
    asked = ("--explain", "road_built", "--explain", "commune=06004", "--as-of", "2023-12-31")
    assert main(["report", "--store", str(demo.store.path), *asked, "-o", str(out), "-q"]) == 0
    assert caller.get(OF_COMMUNE.replace("/explain", f"/explain/{form}")).data == out.read_bytes()


def test_markers_of_a_day_lead_to_their_cards_of_that_day(caller: Caller) -> None:
    links = [
        re.findall(r'<h2><a href="(/marker/[^"]+)">', caller.get(f"/explain?{asked}").text)
        for asked in ("figure=road_built&as_of=2025-12-31", "figure=road_built")
    ]
    assert links[0] and all(link.endswith("?as_of=2025-12-31") for link in links[0])
    assert links[1] and not any("as_of" in link for link in links[1])
