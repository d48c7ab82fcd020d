"""The first page: the figure, what waits, what changed since the last report, what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.desk.routes import Route
from mocgioi.desk.views.store import unusable
from mocgioi.outputs import alarms
from mocgioi.outputs.cases_text import due_words, short_subject
from mocgioi.outputs.report.overall import headline
from mocgioi.outputs.report.publications import holding_notices
from mocgioi.outputs.weekly_wording import word
from mocgioi.outputs.wording import number
from mocgioi.tracker import copies
from mocgioi.tracker.agenda import agenda
from mocgioi.tracker.since_published import SincePublished, since_published
from mocgioi.words.of_batches import KINDS, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.errors import Language
    from mocgioi.tracker.agenda import Agenda

MOST_CASES = 8
MOST_MOVED = 24
MOST_BATCHES = 5
"""Entries that are told; what is beyond is counted."""

_PLACES = {
    "rows": "/imports",
    "contested": "/decide",
    "held": "/decide",
    "left_out": "/decide/notices",
    "looked": "/decide/notices",
}
"""Where the work of a kind is done."""


def show(visit: Visit) -> Response:
    """Show where things stand."""
    refused = unusable(visit)
    if refused is not None:
        return refused
    if visit.sector is not None:
        return _of_sector(visit, visit.sector)
    tracker = visit.tracker
    figures = tracker.figures.status()
    waits = agenda(tracker, spell=visit.spell)
    batches = [batch for batch in reversed(tracker.surveys.batches()) if batch.kind in KINDS]
    return visit.page(
        "start/start.html",
        figures=figures,
        headline=headline(figures, visit.lang),
        sure=alarms.sure_sentence(len(waits.to_report), visit.lang),
        to_report=[
            (alarm["number"], alarms.sure_item(alarm, visit.lang))
            for alarm in figures["report_at_once"][:MOST_CASES]
        ],
        perhaps=alarms.possible_sentence(len(waits.perhaps), visit.lang),
        possible=alarms.possible_items(figures["perhaps_at_once"][:MOST_CASES], visit.lang),
        overdue=[
            (short_subject(case), due_words(case["due"], visit.lang))
            for case in waits.overdue[:MOST_CASES]
            if case["due"]
        ],
        waits=waits,
        most_cases=MOST_CASES,
        work=_work(waits, visit.lang),
        drops=len(visit.desk.tray.all()),
        since=_told(since_published(tracker.store), visit.lang),
        most_moved=MOST_MOVED,
        batches=[
            (batch, name_of(batch.kind, batch.file).to(visit.lang))
            for batch in batches[:MOST_BATCHES]
        ],
        copy=copies.newest(tracker.store),
        server=_server(visit),
    )


def _server(visit: Visit) -> tuple[str, Path] | None:
    """Return where a store on a server is, and the folder of what is this desk's own."""
    desk = visit.desk
    return (str(desk.store), desk.path.parent.absolute()) if desk.is_on_server else None


def _of_sector(visit: Visit, sector: frozenset[str]) -> Response:
    """Show people of a post what is to be reported of their markers, and what waits."""
    tracker, lang = visit.tracker, visit.lang
    figures = tracker.figures.status()
    waits = agenda(tracker, spell=visit.spell)
    sure = [alarm for alarm in figures["report_at_once"] if alarm["number"] in sector]
    perhaps = [case for case in figures["perhaps_at_once"] if case["number"] in sector]
    own = [drop for drop in visit.desk.tray.all() if drop.by == visit.person.name]
    return visit.page(
        "start/post.html",
        markers=len(tracker.register.search(within=sector).markers),
        illustrative=figures["illustrative"],
        sure=alarms.sure_sentence(len(sure), lang),
        to_report=[(alarm["number"], alarms.sure_item(alarm, lang)) for alarm in sure],
        perhaps=alarms.possible_sentence(len(perhaps), lang),
        possible=alarms.possible_items(perhaps[:MOST_CASES], lang),
        overdue=[
            (short_subject(case), due_words(case["due"], lang))
            for case in waits.overdue
            if case["due"] and case["number"] in sector
        ],
        contested=[
            (conflict["id"], conflict["marker"])
            for conflict in waits.disagreements["conflicts"]
            if conflict["kind"] is None and conflict["marker"] in sector
        ],
        drops=len(own),
    )


def _work(waits: Agenda, lang: Language) -> list[tuple[str, str, str]]:
    """Return of each kind of work that waits its name, its heading with the count, and where."""
    return [
        (kind, word(kind, lang, count=number(count, lang)), _PLACES[kind])
        for kind, count in waits.counts().items()
        if count
    ]


def _told(since: SincePublished | None, lang: Language) -> dict[str, object] | None:
    """Return what the page tells of the last publication: whether it holds for its own day, and
    of which markers the figure moved from then to today.
    """
    if since is None:
        return None
    came: list[str] = []
    went: list[str] = []
    for moved in since.moved:
        if moved.counted != moved.counts:
            (came if moved.counts else went).append(moved.number)
    return {
        "publication": since.publication,
        "holds": holding_notices(since.defended, lang),
        "came": came,
        "went": went,
        "others": len(since.moved) - len(came) - len(went),
        "commits": since.commits,
    }


ROUTES = [Route("GET", "/", show, "read", in_sector=True)]
