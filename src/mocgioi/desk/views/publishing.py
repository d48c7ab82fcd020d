"""What was made public: recorded, and compared with what holds now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk import paths
from mocgioi.desk.days import AskedDays
from mocgioi.desk.routes import Route
from mocgioi.desk.work.report import Paper
from mocgioi.errors import Text, UsageError
from mocgioi.outputs.published_text import recorded_text
from mocgioi.outputs.report.overall import headline
from mocgioi.outputs.report.publications import holding_notices, moved_table
from mocgioi.outputs.wording import day, say
from mocgioi.tracker.moments import as_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.coverage import Coverage
    from mocgioi.documents.publication import Defended
    from mocgioi.outputs.report.parts import Notice

_LONGEST = 300
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}")
_MOVED = Text(
    "Số liệu đã thay đổi từ khi trang này được mở nên chưa ghi gì. Hãy xem lại câu dưới đây rồi "
    "bấm ghi.",
    "The data changed since this page was opened, so nothing was recorded. Read the sentence "
    "below, then press again.",
)
_NO_TITLE = Text("Cần tên báo cáo.", "The report needs a title.")


class ShownPublication(NamedTuple):
    """A publication beside what holds now: what is said of it, and the markers that moved.

    `moved` has for each its number, address, what changed, and what was recorded since.
    """

    entry: Defended
    notices: Sequence[Notice]
    moved_headings: Sequence[str]
    moved: Sequence[tuple[str, str, Sequence[str]]]
    again: str


class Preview(NamedTuple):
    """What would be recorded: `sentence` the figure, `markers` of how many, `head` the state.

    `same`: it is recorded already with these very figures. `named`: another day that its title
    names, as it is written there; empty: none. `paper`: what a report that was composed is
    of, and what it says where that is another figure; None: none, or it is of this very state.
    """

    as_of: str
    sentence: str
    markers: int
    head: str
    same: bool
    named: str
    paper: tuple[str, str] | None


class Asked(NamedTuple):
    """What is to be published.

    Attributes:
        days: the day; first and last of the period of a report that was composed.
        title: what it is called.
        paper: the work that composed it, made_of: the state it was made of; empty: none was.
    """

    days: AskedDays
    title: str
    paper: str
    made_of: str

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Asked:
        """Return what the fields of an address or a form have."""
        title, paper, made_of = (values.get(f, "").strip() for f in ("title", "paper", "made_of"))
        days = AskedDays.of(values)._replace(known_at="")
        return cls(days, title[:_LONGEST], paper[:40], made_of[:64])


def show(visit: Visit) -> Response:
    """Show what was made public, and, where a day is named, what would be recorded of it."""
    return _page(visit, Asked.of(visit.asked))


def _page(visit: Visit, asked: Asked, problem: Text | None = None) -> Response:
    days = asked.days
    wrong = {field: text.to(visit.lang) for field, text in days.problems().items()}
    if not asked.title and visit.request.method == "POST":
        wrong["title"] = _NO_TITLE.to(visit.lang)
    defended = visit.tracker.figures.defended()
    preview = None
    if asked.title and not wrong and visit.person.may("report"):
        preview = _preview(visit, asked, defended)
    lang = visit.lang
    return visit.page(
        "report/publish.html",
        status=409 if problem else 400 if wrong else 200,
        asked=asked,
        usual_title=say("report.title", lang, day=day(as_day(days.as_of), lang))
        if days.as_of and "as_of" not in wrong
        else "",
        wrong=wrong,
        problem=problem.to(lang) if problem else None,
        preview=preview,
        publications=[_shown(visit, entry) for entry in reversed(defended)],
    )


def _preview(visit: Visit, asked: Asked, defended: Sequence[Defended]) -> Preview:
    document = visit.tracker.figures.coverage(by=(), **asked.days.arguments())
    same = [
        entry
        for entry in defended
        if (entry["as_of"], entry["title"]) == (document["as_of"], asked.title)
    ]
    days_named = [
        text for text in _DAY.findall(asked.title) if _is_another(text, document["as_of"])
    ]
    return Preview(
        as_of=document["as_of"],
        sentence=headline(document, visit.lang),
        markers=document["totals"]["markers"],
        head=document["head"] or "",
        same=bool(same) and same[-1]["agrees"] and not same[-1]["moved"],
        named=days_named[0] if days_named else "",
        paper=_paper(visit, asked, document),
    )


def _paper(visit: Visit, asked: Asked, document: Coverage) -> tuple[str, str] | None:
    """Return the state of the paper that was composed, and what it says otherwise; None: it is
    of the state that would be recorded.
    """
    job = visit.desk.jobs.of(asked.paper, visit.session.key)
    paper = job.result if job is not None and isinstance(job.result, Paper) else None
    made_of = (paper.head if paper else None) or asked.made_of
    if paper and (paper.as_of != document["as_of"] or paper.days.period != asked.days.period):
        return made_of, paper.headline
    if not made_of or made_of == document["head"]:
        return None
    says_the_same = paper and paper.headline == headline(document, paper.composing.lang)
    return made_of, "" if says_the_same or paper is None else paper.headline


def _is_another(text: str, as_of: str) -> bool:
    """Return whether a text is a day, and not that one."""
    try:
        return as_day(text) != as_of
    except UsageError:
        return False


def _shown(visit: Visit, entry: Defended) -> ShownPublication:
    table = moved_table(entry, visit.lang)
    days = AskedDays(as_of=entry["as_of"], known_at=entry["known_at"])
    return ShownPublication(
        entry=entry,
        notices=holding_notices(entry, visit.lang),
        moved_headings=table.headings[1:],
        moved=[(row[1], paths.marker(row[1]), row[2:]) for row in table.rows],
        again=days.address("/report"),
    )


def publish(visit: Visit) -> Response:
    """Record what holds of a day, if it is still what the person saw."""
    asked = Asked.of(visit.form)
    if asked.days.problems() or not asked.title:
        return _page(visit, asked)
    figures = visit.tracker.figures
    if figures.status()["head"] != visit.form.get("head", ""):
        return _page(visit, asked, _MOVED)
    before = {publication.uuid for publication in figures.publications()}
    try:
        made = figures.publish(as_of=asked.days.day, title=asked.title, by=visit.person.name)
    except UsageError as error:
        return _page(visit, asked, visit.words(error))
    visit.say(recorded_text(made, is_new=made.uuid not in before))
    return visit.go("/publish")


ROUTES = [
    Route("GET", "/publish", show, "read"),
    Route("POST", "/publish", publish, "report"),
]
