"""The programme at the desk: the list that the slider reads, the best choice, kept and given."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote
from zipfile import ZipFile

import pytest
from werkzeug.test import TestResponse

from mocgioi import tracker
from mocgioi.desk.views import plan as view
from mocgioi.documents.plan import Plan
from mocgioi.outputs.plan import FORMS
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt

pytestmark = pytest.mark.usefixtures("at_once")

WISHES = {"budget": "5 tỷ", "years": "2027–2030", "must": "", "min_per_group": "0"}


@pytest.fixture(scope="module")
def document(built_demo: Path) -> Plan:
    """What the solver chooses."""
    return tracker.open(built_demo, by=None).plan(budget_vnd="5 tỷ", phases="2027..2030")


@pytest.fixture
def address(caller: Caller, document: Plan) -> str:
    """The page of a programme that was kept."""
    return f"/plan/kept/{quote(caller.desk.plans.keep(document, 'Đợt 1: 5 tỷ').name)}"


def test_the_list_has_as_many_works_as_roads_cost(demo: Tracker, caller: Caller) -> None:
    page = caller.done(caller.post("/plan/rank")).text
    cost = demo.roads.costs()
    assert page.count("<tr data-markers=") == len(cost["projects"]) == 18
    assert f'data-cost="{cost["totals"]["cost_vnd"]}"' in page
    assert 'id="rank"' not in page


def test_markers_of_neither_number_are_accounted_for(demo: Tracker, caller: Caller) -> None:
    page = caller.done(caller.post("/plan/rank")).text
    figures, cost = demo.figures.status(), demo.roads.costs()
    left_out = {why: numbers for why, numbers in cost["left_out"].items() if why != "built"}
    without = figures["markers_needing_road"] - (figures["road_built"] or 0)
    assert without == cost["totals"]["markers"] + sum(map(len, left_out.values()))
    listed = ", ".join(left_out["under_construction"])
    assert f"đường đang thi công: 2 mốc ({listed})" in page


def test_the_list_is_not_shown_once_the_store_has_another_state(
    demo: Tracker, caller: Caller
) -> None:
    caller.done(caller.post("/plan/rank"))
    assert 'id="slide"' in caller.get("/plan").text
    demo.set("1116", road_status="built")
    assert 'id="slide"' not in caller.get("/plan").text


def test_a_programme_is_kept_beside_the_store_as_the_command_line_writes_it(
    demo: Tracker, caller: Caller, document: Plan
) -> None:
    page = caller.done(caller.post("/plan/choose", WISHES | {"called": "Đợt 1: 5 tỷ"}))
    (kept,) = caller.desk.plans.all()
    assert kept.path.parent == demo.store.path.with_name("langson-chuong-trinh")
    assert unquote(page.request.path) == f"/plan/kept/{kept.name}" == "/plan/kept/Đợt 1_ 5 tỷ"
    assert kept.document == document


def test_a_table_of_prices_may_be_sent_with_the_wishes(caller: Caller) -> None:
    table = (
        b"road_class,terrain,vnd_per_m,vnd_per_m_min,vnd_per_m_max\naccess,unknown,1000,900,1100"
    )
    caller.done(with_prices(caller, table))
    (kept,) = caller.desk.plans.all()
    assert 1000 in [price["vnd_per_m"] for price in kept.document["prices"]]
    assert 'role="alert"' in caller.done(with_prices(caller, b"a,b\n1,2")).text


def with_prices(caller: Caller, table: bytes) -> TestResponse:
    prices = (BytesIO(table), "../../đơn giá.csv")
    answer = caller.post("/plan/choose", WISHES | {"prices": prices})
    answer.close()  # as a server does, which then lets go of what was sent
    return answer


def test_its_page_says_what_it_brings_how_good_it_is_and_that_it_is_an_estimate(
    caller: Caller, address: str
) -> None:
    page = caller.get(address).text
    for words in ("ƯỚC TÍNH", "48 → 61/72", "Đã chứng minh", "Phân kỳ đầu tư theo năm"):
        assert words in page
    assert "SỐ LIỆU MINH HỌA" in page


@pytest.mark.parametrize("form", view.PAPERS)
def test_each_paper_is_what_the_command_line_writes(
    form: str, demo: Tracker, caller: Caller, address: str
) -> None:
    page = caller.done(caller.post(f"{address}/paper", {"form": form}))
    found = re.search(r"0;url=(/download/[\w-]+/file)", page.text)
    assert found
    given = caller.get(found[1]).data
    (kept,) = caller.desk.plans.all()
    if form == "json":
        assert given == kept.path.read_bytes()
        return
    made = demo.roads.paper(kept.document, form)
    written = made if isinstance(made, bytes) else made.encode()
    if form == "gpkg":
        assert len(given) == len(written)
    elif form == "docx":
        assert _parts(given) == _parts(written)
    else:
        assert given.removeprefix(BOM_UTF8) == written


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_form_of_a_programme_is_offered() -> None:
    assert set(view.PAPERS) == {*FORMS, "gpkg", "json"} - {"text"}


def test_what_cannot_be_is_told_and_what_was_wished_for_stands_in_the_form_again(
    caller: Caller,
) -> None:
    wishes = WISHES | {"budget": "2 triệu", "must": "1116, 1117", "never": "1116"}
    page = caller.done(caller.post("/plan/choose", wishes))
    refusal = re.search(r'role="alert">([^<]+)', page.text)
    back = re.search(r'href="(/plan\?[^"]+)"', page.text)
    assert refusal and back and "1116 vừa phải làm («Mốc phải làm đường»)" in refusal[1]
    form = caller.get(back[1].replace("&amp;", "&")).text
    assert refusal[1] in form and 'value="1116, 1117"' in form and 'value="2 triệu"' in form


def test_a_programme_that_no_longer_fits_says_so_and_offers_no_report(
    demo: Tracker, caller: Caller, address: str
) -> None:
    assert "/report?plan=" in caller.get(address).text
    needing = demo.figures.coverage(by=["marker"])
    number = next(g["code"] for g in needing["groups"] if g["road_built"] == 0)
    assert number
    demo.set(number, road_status="built")
    page = caller.get(address).text
    assert "/report?plan=" not in page and "Lập lại kế hoạch" in page


def test_the_report_takes_in_a_programme_that_was_kept(
    caller: Caller, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mocgioi.desk.work.report.FORMS", ("md",))
    (kept,) = caller.desk.plans.all()
    asked = f"/report?plan={quote(kept.name)}&as_of={kept.document['as_of']}"
    assert asked.replace("&", "&amp;") in caller.get(address).text
    assert f"<option selected>{kept.name}</option>" in caller.get(asked).text
    fields = {"kept_plan": kept.name, "kind": "all", "as_of": kept.document["as_of"]}
    page = caller.done(caller.post("/report", fields))
    assert page.status_code == 200
    report = caller.get(f"{page.request.path}/md").text
    assert "Danh mục công trình đường nhánh lên kiểm tra mốc đề nghị đầu tư" in report


def test_the_map_carries_the_programme(caller: Caller, address: str) -> None:
    page = caller.done(caller.post(f"{address}/map")).text
    found = re.search(r'src="(/plan/kept/[^"]+/page)#budget=4.851"', page)
    assert found
    carried = caller.get(found[1])
    assert "sandbox" in carried.headers["Content-Security-Policy"]
    assert b"Leaflet" in carried.data


def test_a_name_stays_in_the_folder_and_two_of_one_name_stand_beside_each_other(
    caller: Caller, document: Plan
) -> None:
    names = [caller.desk.plans.keep(document, "../../x/<b>5</b>").name for _ in range(2)]
    assert names == ["b_", "b_ (2)"]
    assert sorted(path.stem for path in caller.desk.plans.folder.iterdir()) == names


def test_a_programme_is_taken_away(caller: Caller, address: str) -> None:
    assert caller.done(caller.post(f"{address}/remove")).status_code == 200
    assert caller.desk.plans.all() == [] and not caller.desk.plans.folder.exists()
    assert caller.get(address).status_code == 404


@pytest.mark.parametrize("name", ["../khac", "khac", "..", "", "Đợt 1_ 5 tỷ.json"])
def test_no_file_of_elsewhere_is_taken_for_a_programme(
    name: str, caller: Caller, address: str
) -> None:
    plans = caller.desk.plans
    (kept,) = plans.all()
    (plans.folder.parent / "khac.json").write_bytes(kept.path.read_bytes())
    assert plans.of(name) is None and plans.of(kept.name) is not None


def test_a_file_that_is_no_programme_is_left_alone(caller: Caller, address: str) -> None:
    folder = caller.desk.plans.folder
    (folder / "khac.json").write_text("{}", encoding="utf-8")
    (folder / "hong.json").write_text("{", encoding="utf-8")
    assert [plan.name for plan in caller.desk.plans.all()] == [unquote(address.split("/")[-1])]


def test_who_may_only_read_sees_programmes_and_makes_none(
    caller: Caller, address: str, demo: Tracker, at_desk: PersonAt
) -> None:
    reader = at_desk(demo.store.path, rights={"read"})
    page = reader.get("/plan").text
    assert "Chọn công trình</button>" not in page and address in page
    assert reader.get(address).status_code == 200
    assert reader.post("/plan/choose", WISHES).status_code == 403
    assert reader.post(f"{address}/remove").status_code == 403
