"""What is taken along from the desk: forms, kits, books, the project of QGIS, exports."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from werkzeug.test import TestResponse

from mocgioi.desk.views import exports
from mocgioi.outputs.export.formats import FORMATS
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt

pytestmark = pytest.mark.usefixtures("at_once")


def given(caller: Caller, answer: TestResponse) -> tuple[str, bytes]:
    """Return the name and the content of the file that an answer leads to."""
    page = caller.done(answer)
    found = re.search(r'content="0;url=(/download/[\w-]+/file)"', page.text)
    assert found, page.text
    file = caller.get(found[1])
    name = re.search(r'filename="([^"]+)"', file.headers["Content-Disposition"])
    assert name
    return name[1], file.data


def names_in(content: bytes) -> list[str]:
    return ZipFile(BytesIO(content)).namelist()


def test_one_press_gives_the_forms_of_all_posts(demo: Tracker, caller: Caller) -> None:
    name, content = given(caller, caller.post("/forms/form", {"whose": "each"}))
    assert name == "phieu-cac-don.zip"
    assert names_in(content) == [name for name, _ in demo.surveys.forms()]


def test_the_form_of_a_post_is_what_the_command_line_writes(demo: Tracker, caller: Caller) -> None:
    name, content = given(caller, caller.post("/forms/form", {"whose": "po-ma"}))
    assert (name, content) == ("phieu-po-ma.xlsx", demo.surveys.form("po-ma"))


def test_a_form_may_have_all_markers(demo: Tracker, caller: Caller) -> None:
    name, content = given(caller, caller.post("/forms/form", {"whose": "all"}))
    assert (name, content) == ("phieu-tat-ca-moc.xlsx", demo.surveys.form())


def test_the_kit_of_a_post_is_a_zip_of_its_files(caller: Caller) -> None:
    name, content = given(caller, caller.post("/forms/kit", {"whose": "huu-nghi"}))
    assert name == "bo-cua-khau-quoc-te-huu-nghi.zip"
    files = {path.rpartition("-")[2] for path in names_in(content)}
    assert {"nghi.xlsx", "nghi.html", "nghi.pdf", "nghi.gpx", "nghi.gpkg"} <= files


@pytest.mark.parametrize("path", ["/forms/form", "/forms/kit"])
@pytest.mark.parametrize("whose", ["khong-co", "../x", ""])
def test_a_post_that_is_not_there_is_not_found(path: str, whose: str, caller: Caller) -> None:
    assert caller.post(path, {"whose": whose}).status_code == 404


def test_people_of_a_post_see_their_own_post_alone(demo: Tracker, at_desk: PersonAt) -> None:
    posted = at_desk(demo.store.path, rights={"read", "record", "hand_in"}, post="po-ma")
    page = posted.get("/forms").text
    others = {g["name"] for g in demo.figures.coverage(by=["post"])["groups"]} - {"Pò Mã"}
    assert "Pò Mã" in page and not any(name and name in page for name in others)


@pytest.mark.parametrize("path", ["/forms/form", "/forms/kit"])
@pytest.mark.parametrize("whose", ["chi-ma", "each", "all"])
def test_people_of_a_post_get_nothing_of_another(
    path: str, whose: str, demo: Tracker, at_desk: PersonAt
) -> None:
    posted = at_desk(demo.store.path, rights={"read", "record", "hand_in"}, post="po-ma")
    assert posted.post(path, {"whose": whose}).status_code == 404


def test_people_of_a_post_get_their_own_form(demo: Tracker, at_desk: PersonAt) -> None:
    posted = at_desk(demo.store.path, rights={"read", "record", "hand_in"}, post="po-ma")
    _, content = given(posted, posted.post("/forms/form", {"whose": "po-ma"}))
    assert content == demo.surveys.form("po-ma")


@pytest.mark.parametrize("path", ["/forms/book", "/forms/project", "/exports"])
def test_people_of_a_post_are_refused_the_rest(path: str, demo: Tracker, at_desk: PersonAt) -> None:
    posted = at_desk(demo.store.path, rights={"read", "record", "hand_in"}, post="po-ma")
    assert posted.post(path).status_code == 403


def test_a_book_of_a_post_is_a_pdf(caller: Caller) -> None:
    name, content = given(caller, caller.post("/forms/book", {"whose": "post:huu-nghi"}))
    assert name == "so-ly-lich-cua-khau-quoc-te-huu-nghi.pdf" and content.startswith(b"%PDF")


def test_the_project_of_qgis_is_written_beside_the_store(demo: Tracker, caller: Caller) -> None:
    page = caller.done(caller.post("/forms/project"))
    assert "langson.qgs" in page.text
    assert demo.store.path.with_suffix(".qgs").is_file()


def test_a_project_that_qgis_saved_is_written_over_only_when_asked(
    demo: Tracker, caller: Caller
) -> None:
    project = demo.store.path.with_suffix(".qgs")
    project.write_bytes(b'<qgis saveUser="An">')
    assert "QGIS" in caller.done(caller.post("/forms/project")).text
    assert project.read_bytes() == b'<qgis saveUser="An">'
    caller.done(caller.post("/forms/project", {"replace": "1"}))
    assert b'saveUser="An"' not in project.read_bytes()


def test_every_format_is_offered() -> None:
    assert {f".{ending}" for ending in exports.ENDINGS} == FORMATS.keys() - {".json"}


def test_an_export_is_what_was_asked_for(caller: Caller) -> None:
    asked = {"kind": "markers", "ending": "csv", "crs": "EPSG:9215", "audience": "internal"}
    name, content = given(caller, caller.post("/exports", asked))
    assert name == "markers.csv"
    head = content.decode("utf-8-sig").splitlines()[0]
    assert "number" in head


def test_an_export_of_several_files_is_one_zip(caller: Caller) -> None:
    name, content = given(caller, caller.post("/exports", {"kind": "roads", "ending": "shp"}))
    assert name == "roads-shp.zip"
    assert {"roads.shp", "roads.dbf", "roads.prj"} <= {*names_in(content)}


def test_what_a_format_cannot_hold_is_told_and_the_choice_stands(caller: Caller) -> None:
    asked = {"kind": "projects", "ending": "kml", "audience": "full"}
    page = caller.done(caller.post("/exports", asked)).text
    assert ".xlsx" in page
    back = re.search(r'href="(/exports\?[^"]+)"', page)
    assert back
    form = caller.get(back[1].replace("&amp;", "&")).text
    assert '<option value="projects" selected>' in form and '"kml" selected' in form


@pytest.mark.parametrize("field", [{"kind": "x"}, {"ending": "exe"}, {"audience": "all"}])
def test_what_is_not_offered_is_not_exported(field: dict[str, str], caller: Caller) -> None:
    asked = {"kind": "markers", "ending": "csv", "audience": "full"} | field
    assert caller.post("/exports", asked).status_code == 404


def test_a_file_is_for_who_had_it_made(demo: Tracker, caller: Caller, at_desk: PersonAt) -> None:
    page = caller.done(caller.post("/forms/form", {"whose": "po-ma"}))
    path = page.request.path
    assert at_desk(demo.store.path).get(path).status_code == 404
