"""The figures of a day at the desk, and the report made of them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import TestResponse

from mocgioi.analysis.figures.explain import explain
from mocgioi.cli import main
from mocgioi.desk.keeping import KEPT_OF_SESSION
from mocgioi.desk.work import report as work
from mocgioi.desk.work.report import FORMS, Paper
from mocgioi.store import commits, events
from mocgioi.tracker import Tracker, counting
from tests.desk.conftest import Caller, PersonAt

pytestmark = pytest.mark.usefixtures("at_once")

YEAR = {"as_of": "31/12/2023", "first": "15/12/2022", "last": "31/12/2023"}
OF_YEAR = ("--as-of", "31/12/2023", "--period", "15/12/2022..31/12/2023")
SIGNED = {
    "head_number": "12/BC-SNgV",
    "head_day": "05/01/2024",
    "head_recipients": "UBND tỉnh\r\nBan Chỉ đạo",
    "head_signer": "Nông Thị Bình",
}
AS_SIGNED = (
    *("--head", "number=12/BC-SNgV", "--head", "day=05/01/2024"),
    *("--head", "recipients=UBND tỉnh;Ban Chỉ đạo", "--head", "signer=Nông Thị Bình"),
)


def wrong_fields(answer: TestResponse) -> list[str]:
    """Return which fields of a page that refuses something are told to be wrong."""
    assert answer.status_code == 400, answer.text[-900:]
    return sorted(re.findall(r'id="([\w-]+)-about" class="wrong"', answer.text))


def composed(caller: Caller, **fields: object) -> tuple[TestResponse, Paper]:
    """Make a report as a person does; return the page it is shown on, and what was made."""
    page = caller.done(caller.post("/report", fields))
    assert page.status_code == 200, page.text[-900:]
    job = caller.desk.jobs.of(page.request.path.rpartition("/")[2], caller.session.key)
    assert job is not None and isinstance(job.result, Paper), page.text[-900:]
    return page, job.result


@pytest.fixture
def in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make reports in the forms alone that take no time."""
    monkeypatch.setattr(work, "FORMS", ("html", "md"))


@pytest.mark.parametrize("day", ["2019-01-01", "31/12/2023", ""])
def test_a_sentence_ends_with_one_full_stop(caller: Caller, day: str) -> None:
    page = caller.get(f"/report?as_of={day}").text
    assert page.count('<p class="figure">') == 1
    assert not re.search(r"\.\.\s*<", page)


def test_nothing_is_offered_of_a_day_that_was_refused(caller: Caller) -> None:
    page = caller.get("/report?as_of=2030-01-01")
    assert page.status_code == 400
    for words in ("Soạn từ đúng số liệu đang hiện", "Soạn và xem báo cáo", "/publish"):
        assert words not in page.text
    assert "Chưa có số liệu nào đang hiện" in page.text


def test_what_is_seen_says_that_the_letterhead_is_in_the_pdf(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "FORMS", ("html", "pdf"))
    page, _ = composed(caller, kind="letter", **YEAR)
    assert "hãy mở bản PDF trước khi ký" in page.text


def test_the_figure_of_the_day_is_shown(caller: Caller) -> None:
    assert "32/72" in caller.get("/report?as_of=31/12/2023").text


def test_a_day_that_is_none_is_told_beside_its_field_and_stays_there(caller: Caller) -> None:
    answer = caller.get("/report?as_of=31/13/2023")
    assert answer.status_code == 400
    assert 'value="31/13/2023"' in answer.text and 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("as_of=01/01/2999", "as_of"),
        ("first=01/01/2023", "last"),
        ("first=01/01/2023&last=31/12/2022", "last"),
        ("as_of=01/01/2020&first=01/01/2023&last=31/12/2023", "as_of"),
        ("known_at=never", "known_at"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(asked: str, field: str, caller: Caller) -> None:
    assert wrong_fields(caller.get(f"/report?{asked}")) == [field]


def test_every_figure_leads_to_as_many_markers_as_it_says(caller: Caller, demo: Tracker) -> None:
    page = caller.get("/report?as_of=31/12/2025&by=commune&by=post&by=funding&by=district&by=year")
    pressed = re.findall(r'<a href="(/explain\?[^"]+)">(?:[^<]*<strong>)?([\d.]+)</', page.text)
    assert len(pressed) > 150
    with demo.store.reading() as connection:
        knowledge = commits.known(connection, None)
        seen = events.read_observations(connection, as_of="2025-12-31")
        inputs = counting.coverage_inputs(
            connection, as_of="2025-12-31", knowledge=knowledge, observations=seen
        )
    said = {}
    for address, text in pressed:
        query = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
        assert query["as_of"] == ["31/12/2025"]
        said[tuple(query["figure"])] = int(text.replace(".", ""))
    counted = {asked: explain(inputs, [], asked, known_at=None)["count"] for asked in said}
    assert counted == said


def test_tables_are_downloaded_as_the_command_writes_them(
    caller: Caller, demo: Tracker, tmp_path: Path
) -> None:
    fields = {"kind": "tables", "by": ["commune", "post"], "internal": "1", **YEAR, **SIGNED}
    _, paper = composed(caller, **fields)
    assert set(paper.files) == set(FORMS)
    options = (*OF_YEAR, "--by", "commune", "--by", "post", "--internal")
    assert differing(paper, demo, tmp_path, *options) == []


@pytest.mark.slow
def test_a_letter_is_downloaded_as_the_command_writes_it(
    caller: Caller, demo: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "FORMS", ("docx", "csv"))
    chosen = {"kind": "letter", "since": "31/12/2022", "section": ["changes"]}
    fields = {**chosen, "paper_lang": "en", **YEAR, **SIGNED}
    _, paper = composed(caller, **fields)
    assert set(paper.files) == {"docx"}, "CSV has no parts"
    options = ("--letter", "--since", "31/12/2022", "--sections", "changes", "--lang", "en")
    assert differing(paper, demo, tmp_path, *OF_YEAR, *options) == []


def differing(paper: Paper, store: Tracker, folder: Path, *options: str) -> list[str]:
    """Return the forms in which the command writes other bytes."""
    forms = []
    for form, name in paper.files.items():
        out = folder / f"by-command.{form}"
        head = AS_SIGNED if form in ("docx", "pdf") else ()
        command = ("report", "--store", str(store.store.path), "-o", str(out), "-q")
        assert main([*command, *options, *head]) == 0
        if out.read_bytes() != (paper.folder / name).read_bytes():
            forms.append(form)
    return forms


def test_files_are_given_under_their_names(caller: Caller) -> None:
    page, paper = composed(caller, kind="tables", by="commune", as_of="31/12/2023")
    answer = caller.get(f"{page.request.path}/xlsx")
    assert "bao-cao-2023-12-31.xlsx" in answer.headers["Content-Disposition"]
    assert answer.data == (paper.folder / paper.files["xlsx"]).read_bytes()
    assert caller.get(f"{page.request.path}/exe").status_code == 404


@pytest.mark.usefixtures("in_short")
def test_the_report_is_seen_in_an_origin_of_its_own(caller: Caller) -> None:
    page, _ = composed(caller, kind="tables", by="commune")
    shown = caller.get(f"{page.request.path}/page")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert f'<iframe class="paper" src="{page.request.path}/page"' in page.text


@pytest.mark.usefixtures("in_short")
def test_it_is_told_when_the_store_moved_since(caller: Caller, demo: Tracker) -> None:
    page, paper = composed(caller, kind="tables", by="commune")
    warning = 'class="said note" role="status"'
    assert warning not in page.text
    demo.set("944", marker_condition="minor_damage", by="An")
    later = caller.get(page.request.path).text
    assert warning in later and paper.head is not None and paper.head in later


@pytest.mark.usefixtures("in_short")
def test_what_was_known_at_a_time_does_not_move(caller: Caller, demo: Tracker) -> None:
    known_at = demo.figures.status()["last_recorded_at"]
    page, _ = composed(caller, kind="tables", by="commune", known_at=known_at)
    demo.set("944", marker_condition="minor_damage", by="An")
    assert 'class="said note" role="status"' not in caller.get(page.request.path).text


@pytest.mark.usefixtures("in_short")
def test_a_letterhead_is_remembered_but_for_what_is_of_one_paper(caller: Caller) -> None:
    composed(caller, kind="tables", by="commune", **SIGNED)
    page = caller.get("/report").text
    assert "Nông Thị Bình" in page and "UBND tỉnh\r\nBan Chỉ đạo" in page
    assert "12/BC-SNgV" not in page.replace('placeholder="12/BC-SNgV"', "")
    assert "05/01/2024" not in page


def test_what_was_typed_survives_a_refusal(caller: Caller) -> None:
    fields = {**SIGNED, "head_day": "5 tháng 1", "stretch_km": "-1", "kind": "letter"}
    answer = caller.post("/report", fields)
    assert wrong_fields(answer) == ["head_day", "stretch_km"]
    for text in ("5 tháng 1", "Nông Thị Bình", 'value="-1"', 'value="letter" checked'):
        assert text in answer.text


def test_a_file_that_is_no_plan_is_refused_at_its_field(caller: Caller) -> None:
    fields = {"plan": (io.BytesIO(b"{}"), "plan.json"), "head_number": "7/BC", **YEAR}
    answer = caller.post("/report", fields)
    assert wrong_fields(answer) == ["plan"] and 'value="7/BC"' in answer.text


def test_a_plan_of_another_day_is_refused_at_its_field(caller: Caller, demo: Tracker) -> None:
    caller.desk.plans.keep(demo.plan(budget_vnd=1_000_000_000, as_of="2025-12-31"), "Năm 2026")
    answer = caller.post("/report", {"kept_plan": "Năm 2026", "as_of": "31/12/2024"})
    assert wrong_fields(answer) == ["plan"] and "31/12/2025" in answer.text


@pytest.mark.parametrize("since", ["31/12/2023", "1/1/2024", "hôm qua"])
def test_a_day_to_compare_with_is_before_the_reports_own(since: str, caller: Caller) -> None:
    answer = caller.post("/report", {"since": since, **YEAR})
    assert wrong_fields(answer) == ["since"] and f'value="{since}"' in answer.text


def test_a_refusal_while_it_is_made_leads_back_to_what_was_typed(caller: Caller) -> None:
    fields = {"kind": "annexes", "section": ["tasks"], "head_number": "7/BC", **YEAR}
    answer = caller.done(caller.post("/report", fields))
    assert "không có phụ lục" in answer.text and "--annexes" not in answer.text
    (back,) = re.findall(r'class="button" href="([^"]+)"', answer.text)
    again = caller.get(back.replace("&amp;", "&")).text
    assert 'value="7/BC"' in again and 'value="31/12/2023"' in again


@pytest.mark.slow
@pytest.mark.usefixtures("in_short")
def test_a_programme_stays_in_a_report_that_is_made_again(caller: Caller, demo: Tracker) -> None:
    plan = demo.plan(budget_vnd=2_000_000_000, as_of="2025-12-31")
    caller.desk.plans.keep(plan, "Năm 2026")
    fields = {"kind": "letter", "kept_plan": "Năm 2026", "as_of": "2025-12-31"}
    page, paper = composed(caller, **fields)
    assert "works_proposed" in dict(paper.sections)
    after = {**fields, "kept_plan": "", "after": page.request.path.rpartition("/")[2]}
    _, again = composed(caller, **after, with_plan="1")
    assert "works_proposed" in dict(again.sections)


@pytest.mark.usefixtures("in_short")
def test_sections_are_chosen_after_the_report_was_seen(caller: Caller) -> None:
    asked = {"kind": "tables", "by": ["commune", "post"], "as_of": "31/12/2023"}
    page, paper = composed(caller, **asked)
    assert "works_proposed" not in dict(paper.sections)
    assert "commune" in dict(paper.sections) and 'name="section" value="commune"' in page.text
    _, again = composed(caller, **asked, section=["commune"])
    text = (again.folder / again.files["md"]).read_text(encoding="utf-8")
    headings = " ".join(re.findall(r"^##+ (.*)", text, re.MULTILINE))
    assert dict(paper.sections)["commune"] in headings
    assert dict(paper.sections)["post"] not in headings


def test_a_reader_sees_figures_and_makes_no_report(demo: Tracker, at_desk: PersonAt) -> None:
    reader = at_desk(demo.store.path, rights={"read"})
    page = reader.get("/report")
    assert page.status_code == 200 and 'action="/report" enctype' not in page.text
    assert reader.post("/report").status_code == 403


@pytest.mark.usefixtures("in_short")
def test_nobody_sees_the_report_of_another(caller: Caller, at_desk: PersonAt) -> None:
    page, _ = composed(caller, kind="tables", by="commune")
    other = at_desk(caller.desk.path)
    for part in ("", "/page", "/md"):
        assert other.get(page.request.path + part).status_code == 404


def test_the_results_of_earlier_work_do_not_pile_up(caller: Caller) -> None:
    kept = caller.desk.folder_for_results("you")
    for _ in range(30):
        (caller.desk.folder_for_results("me") / "x").touch()
    assert kept.is_dir()
    assert len(list(kept.parent.iterdir())) == KEPT_OF_SESSION + 1
