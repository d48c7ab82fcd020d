"""The figures of a day, each of which can be pressed; and the report made of them."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from mocgioi.desk import figures, guard, letterhead
from mocgioi.desk.composing import KINDS, REMEMBERED, Composing
from mocgioi.desk.days import AskedDays
from mocgioi.desk.routes import Route
from mocgioi.desk.visit import GONE
from mocgioi.desk.work.report import Paper, make_paper
from mocgioi.domain.counting import DEFAULTS, GROUPINGS
from mocgioi.domain.days import day_first
from mocgioi.errors import CannotWrite, Text, UnreadableInput, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

_TITLE = Text("Soạn báo cáo", "Making the report")
_BY = ("commune", "post")
"""What figures are grouped by where nobody chose."""

_PLAN = "plan.json"
_NO_PLAN = Text(
    "Tệp này không phải chương trình đã lập ở mục «Chương trình».",
    "This file is no programme made in “Programme”.",
)
_OTHER_DAY = Text(
    "Chương trình tính đến ngày {made}, còn báo cáo tính đến ngày {asked}: lập lại chương trình "
    "cho ngày ấy, hoặc chọn ngày báo cáo là {made}.",
    "The programme is as of {made}, and the report as of {asked}: make the programme anew, or "
    "choose {made} as the day of the report.",
)
_MEDIA = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def show(visit: Visit) -> Response:
    """Show the figures of a day, and what a report is made of."""
    days = AskedDays.of(visit.asked)
    return _page(visit, days, _groupings(visit), Composing.remembered(visit))


def _page(
    visit: Visit,
    days: AskedDays,
    by: tuple[str, ...],
    composing: Composing,
    problems: Mapping[str, Text] | None = None,
) -> Response:
    wrong = {**(problems or {}), **days.problems()}
    shown = None
    if not days.problems():
        try:
            shown = figures.of_day(visit, days, by)
        except UsageError as error:
            wrong["as_of"] = visit.words(error)
    return visit.page(
        "report/report.html",
        status=400 if wrong else 200,
        days=days,
        by=by,
        groupings=GROUPINGS,
        kinds=KINDS,
        composing=composing,
        plans=[plan.name for plan in visit.desk.plans.all()] if visit.person.may("report") else [],
        wrong={field: text.to(visit.lang) for field, text in wrong.items()},
        shown=shown,
        usual_km=f"{DEFAULTS.stretch_km:g}",
    )


def _groupings(visit: Visit) -> tuple[str, ...]:
    """Return the groupings asked for, else those of the last time."""
    values = visit.form if visit.request.method == "POST" else visit.asked
    asked = values.getlist("by") or visit.desk.remembered.of(REMEMBERED).get("by") or _BY
    return tuple(by for by in GROUPINGS if by in asked) or _BY


def compose(visit: Visit) -> Response:
    """Begin to make a report of the figures that are shown."""
    days, by, composing = AskedDays.of(visit.form), _groupings(visit), Composing.typed(visit)
    problems = days.problems()
    problems |= composing.problems(None if problems else days.day)
    if problems:
        return _page(visit, days, by, composing, problems)
    folder = visit.desk.folder_for_results(visit.session.key)
    plan = _plan(visit, folder) if composing.is_whole else None
    if plan is not None and (problem := _problem_of_plan(plan, days.day)):
        return _page(visit, days, by, composing, {"plan": problem})
    _remember(visit, composing, by)
    return visit.begin(
        make_paper,
        _TITLE,
        writes=False,
        then="/report/paper/{job}",
        back=days.address("/report", *(("by", each) for each in by), *composing.of_one_paper()),
        store=visit.desk.store,
        reader=visit.person.name,
        folder=folder,
        days=days,
        by=by,
        composing=composing,
        plan=plan,
    )


def _remember(visit: Visit, composing: Composing, by: tuple[str, ...]) -> None:
    letterhead.remember(visit, composing.head)
    choices = {"kind": composing.kind, "internal": composing.internal, "by": list(by)}
    try:
        visit.desk.remembered.put(REMEMBERED, choices)
    except CannotWrite:
        visit.say(letterhead.NOT_REMEMBERED, "note")


def _plan(visit: Visit, folder: Path) -> Path | None:
    """Return the plan of the report: one that was sent, one that was kept, or that of before.

    What is returned lies in the report's own folder, so that it can be made again; None: none.
    """
    path = folder / _PLAN
    sent = visit.request.files.get("plan")
    if sent is not None and sent.filename:
        sent.save(path)
        return path
    if chosen := visit.desk.plans.of(visit.form.get("kept_plan", "")):
        shutil.copyfile(chosen.path, path)
        return path
    before = visit.form.get("after", "")
    if visit.form.get("with_plan") and re.fullmatch(r"[\w-]{6,40}", before):
        kept = _paper(visit, before).folder / _PLAN
        if kept.is_file():
            shutil.copyfile(kept, path)
            return path
    return None


def _problem_of_plan(path: Path, day: str) -> Text | None:
    """Return why a file cannot be the plan of a report of that day; None: as far as is seen."""
    from mocgioi.tracker.plan_files import plan_in

    try:
        document = plan_in(path)
    except UnreadableInput:
        return _NO_PLAN
    if document["as_of"] == day:
        return None
    made, asked = day_first(document["as_of"]), day_first(day)
    return Text(*(text.format(made=made, asked=asked) for text in _OTHER_DAY))


def _paper(visit: Visit, job: str) -> Paper:
    """Return a report that was made in this session.

    Raises:
        guard.Refused: there is none of that name, or it was taken away since.
    """
    paper = visit.job(job).result
    if not isinstance(paper, Paper) or not paper.folder.is_dir():
        raise guard.Refused(404, GONE)
    return paper


def show_paper(visit: Visit, job: str) -> Response:
    """Show a report that was made, with its files, and whether the store moved since."""
    paper = _paper(visit, job)
    head_now = visit.tracker.figures.status()["head"]
    return visit.page(
        "report/paper.html",
        job=job,
        paper=paper,
        moved=not paper.days.known_at and head_now != paper.head,
        head_now=head_now,
        kinds=KINDS,
        chosen=paper.composing.sections or [key for key, _ in paper.sections],
        with_plan=(paper.folder / _PLAN).is_file(),
        publish=paper.days._replace(as_of=paper.as_of).address(
            "/publish", ("title", paper.title), ("paper", job), ("made_of", paper.head or "")
        ),
        back=visit.job(job).back,
    )


def show_html(visit: Visit, job: str) -> Response:
    """Show the report itself, in an origin of its own."""
    paper = _paper(visit, job)
    return visit.carried((paper.folder / paper.files["html"]).read_bytes())


def give_file(visit: Visit, job: str, form: str) -> Response:
    """Give one of the files of a report."""
    paper = _paper(visit, job)
    if form not in paper.files:
        raise guard.Refused(404, GONE)
    name = paper.files[form]
    return visit.file((paper.folder / name).read_bytes(), name, _MEDIA[form])


ROUTES = [
    Route("GET", "/report", show, "read"),
    Route("POST", "/report", compose, "report"),
    Route("GET", "/report/paper/<job>", show_paper, "report"),
    Route("GET", "/report/paper/<job>/page", show_html, "report"),
    Route("GET", "/report/paper/<job>/<form>", give_file, "report"),
]
