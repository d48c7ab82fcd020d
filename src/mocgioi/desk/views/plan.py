"""The programme: what the money buys by the list and by the best choice; kept, and given away."""

from __future__ import annotations

import math
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from werkzeug.wrappers import Response

from mocgioi.desk import letterhead
from mocgioi.desk.guard import Refused
from mocgioi.desk.routes import Route
from mocgioi.desk.tray import safe_name
from mocgioi.desk.visit import GONE
from mocgioi.desk.work import plan as work
from mocgioi.errors import MocgioiError, Text, UsageError
from mocgioi.outputs import estimates
from mocgioi.outputs.plan import telling
from mocgioi.outputs.report import plan_tables, plan_words

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.desk.plans import KeptPlan
    from mocgioi.desk.visit import Visit
    from mocgioi.documents.cost import Cost
    from mocgioi.outputs.report.parts import Table

PAPERS = ("docx", "pdf", "xlsx", "gpkg", "geojson", "csv", "json")
"""Forms a programme is given in."""

WEIGHTS = ("walking", "alarm", "gate", "waiting")

_FIELDS = (
    *("called", "budget", "years", "per_year", "must", "never", "min_per_group", "by"),
    *(f"weight_{name}" for name in WEIGHTS),
    *("vnd_per_m", "detour_factor", "time_limit_s", "as_of"),
)

_RANKING = Text("Lập danh sách kinh phí các đường còn thiếu", "Listing what the missing roads cost")
_CHOOSING = Text("Chọn công trình cho số tiền này", "Choosing works for this money")
_WRITING = Text("Ghi tệp chương trình", "Writing the programme")
_DRAWING = Text("Vẽ chương trình lên bản đồ", "Drawing the programme on the map")
_KEPT = Text("Đã lưu «{}».", "Kept “{}”.")
_REMOVED = Text("Đã bỏ «{}».", "“{}” was taken away.")
_NO_NUMBER = Text("«{}» không phải là số.", "“{}” is no number.")


def show(visit: Visit) -> Response:
    """Show what money would buy, what may be wished for, and the programmes that were kept."""
    as_of = visit.asked.get("as_of") or None
    figures = visit.tracker.figures.coverage(by=["commune"], as_of=as_of)
    totals = figures["totals"]
    cost = visit.desk.rankings.get((figures["head"], figures["as_of"]))
    return visit.page(
        "plan/plan.html",
        as_of=figures["as_of"],
        left=totals["markers_needing_road"] - (totals["road_built"] or 0),
        ranking=None if cost is None else _ranking(cost, visit),
        wishes={field: visit.asked.get(field, "") for field in _FIELDS},
        refused=_refusal(visit),
        kept=[_summary(plan, visit) for plan in visit.desk.plans.all()],
    )


def _refusal(visit: Visit) -> str | None:
    """Return why what was wished for could not be, where that is what somebody comes from."""
    job = visit.desk.jobs.of(visit.asked.get("refused", ""), visit.session.key)
    if job is None or job.error is None:
        return None
    return visit.words(job.error).to(visit.lang)


def spending(visit: Visit) -> Response:
    """Give the script that reckons what a sum buys: the map page's own."""
    script = files("mocgioi.outputs.map").joinpath("page", "spending.js").read_bytes()
    return Response(script, content_type="text/javascript; charset=utf-8")


def rank(visit: Visit) -> Response:
    """Have the list made."""
    as_of = visit.form.get("as_of") or None
    return visit.begin(
        work.rank,
        _RANKING,
        writes=False,
        then="/plan/ranked/{job}",
        back="/plan",
        store=visit.desk.store,
        by=visit.person.name,
        as_of=as_of,
        lang=visit.lang,
    )


def ranked(visit: Visit, id: str) -> Response:
    """Keep a list that was made as long as the desk is open, and show it."""
    result = visit.job(id).result
    if not isinstance(result, tuple):
        raise Refused(404, GONE)
    head, cost = result
    rankings = visit.desk.rankings
    rankings[(head, cost["as_of"])] = cost
    for old in list(rankings)[:-_RANKINGS]:
        del rankings[old]
    return visit.go(f"/plan?{urlencode({'as_of': cost['as_of']})}")


_RANKINGS = 4
"""Lists that are kept: of one state of the store and one day each."""


def choose(visit: Visit) -> Response:
    """Have the works chosen; what was wished for stands in the form again if it cannot be."""
    given = {field: visit.form.get(field, "").strip() for field in _FIELDS}
    return visit.begin(
        work.choose,
        _CHOOSING,
        then="/plan/chosen/{job}",
        back=f"/plan?{urlencode(_filled(given))}&refused={{job}}#wishes-title",
        store=visit.desk.store,
        by=visit.person.name,
        folder=visit.desk.plans.folder,
        wishes=_wishes(given) | {"prices": _prices(visit)},
        called=given["called"],
        lang=visit.lang,
    )


def _wishes(given: dict[str, str]) -> dict[str, Any]:
    """Return what was typed as `Tracker.plan` takes it.

    Raises:
        UsageError: what has to be a number is none.
    """
    return {
        "budget_vnd": given["budget"] or None,
        "per_year": _parts(given["per_year"], ";") or None,
        "phases": given["years"] or None,
        "must": _parts(given["must"].replace(";", ","), ","),
        "never": _parts(given["never"].replace(";", ","), ","),
        "min_per_commune": int(_number(given["min_per_group"]) or 0),
        "by": "post" if given["by"] == "post" else "commune",
        "weights": {
            name: weight for name in WEIGHTS if (weight := _number(given[f"weight_{name}"]))
        },
        "vnd_per_m": None if (price := _number(given["vnd_per_m"])) is None else int(price),
        "detour_factor": _number(given["detour_factor"]),
        "time_limit_s": _number(given["time_limit_s"]),
        "as_of": given["as_of"] or None,
    }


def _prices(visit: Visit) -> Path | None:
    """Keep a table of prices that was sent, for the work to read; None: none was."""
    sent = visit.request.files.get("prices")
    if sent is None or not sent.filename:
        return None
    path = visit.desk.folder_for_results(visit.session.key) / safe_name(sent.filename)
    sent.save(path)
    return path


def _filled(given: dict[str, str]) -> dict[str, str]:
    return {field: text for field, text in given.items() if text}


def _parts(text: str, between: str) -> list[str]:
    return [part.strip() for part in text.split(between) if part.strip()]


def _number(text: str) -> float | None:
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise UsageError(*(words.format(text) for words in _NO_NUMBER)) from None


def chosen(visit: Visit, id: str) -> Response:
    """Lead to a programme that was made."""
    name = visit.job(id).result
    if not isinstance(name, str):
        raise Refused(404, GONE)
    visit.say(Text(*(words.format(name) for words in _KEPT)))
    return visit.go(_address(name))


def kept(visit: Visit, name: str) -> Response:
    """Show a programme: what it brings, by year, work by work, by place, and how good it is."""
    plan = _plan(visit, name)
    document, lang = plan.document, visit.lang
    tables: list[Table] = []
    if document["phases"]:
        tables.append(plan_tables.phases_table(document, lang))
    if document["works"]:
        tables.append(plan_tables.works_table(document, lang))
        tables.append(plan_tables.places_table(document, "commune", lang))
        tables.append(plan_tables.places_table(document, "post", lang))
    not_served = plan_tables.not_served_table(document, lang, unsought=True)
    fits, remarks = _fits(visit, plan)
    return visit.page(
        "plan/kept.html",
        plan=plan,
        address=_address(plan.name),
        illustrative=document["illustrative"],
        opening=telling.opening(document, lang),
        closing=telling.closing(document, lang),
        tables=tables,
        more=[
            table for table in (not_served, plan_tables.prices_table(document, lang)) if table.rows
        ],
        fits=fits,
        remarks=remarks,
        papers=[form for form in PAPERS if document["works"] or form != "gpkg"],
    )


def _fits(visit: Visit, plan: KeptPlan) -> tuple[bool, list[str]]:
    """Return whether a programme can go into a report or a map of the store, and what to know."""
    from mocgioi.tracker.plan_files import read_plan

    document = plan.document
    try:
        read = read_plan(
            document, visit.tracker.store, as_of=document["as_of"], known_at=document["known_at"]
        )
    except MocgioiError as error:
        return False, [visit.words(error).to(visit.lang)]
    return True, [text.to(visit.lang) for text in read.remarks]


def paper(visit: Visit, name: str) -> Response:
    """Have a programme written in a form."""
    plan = _plan(visit, name)
    form = visit.form.get("form", "")
    if form not in PAPERS:
        raise Refused(404, GONE)
    return visit.begin(
        work.paper,
        _WRITING,
        then="/download/{job}",
        back=_address(plan.name),
        store=visit.desk.store,
        by=visit.person.name,
        plan=plan.path,
        form=form,
        letterhead=letterhead.given(letterhead.remembered(visit)),
        folder=visit.desk.folder_for_results(visit.session.key),
        lang=visit.lang,
    )


def draw(visit: Visit, name: str) -> Response:
    """Have a programme drawn on the map."""
    plan = _plan(visit, name)
    return visit.begin(
        work.draw,
        _DRAWING,
        then=f"{_address(plan.name)}/map/{{job}}",
        back=_address(plan.name),
        store=visit.desk.store,
        by=visit.person.name,
        plan=plan.path,
        folder=visit.desk.folder_for_results(visit.session.key),
        lang=visit.lang,
    )


def drawn(visit: Visit, name: str, id: str) -> Response:
    """Show the map with a programme on it."""
    plan = _plan(visit, name)
    _page(visit, id)
    billions = math.ceil(plan.document["totals"]["cost_vnd"] / estimates.MILLION) / 1000
    return visit.page(
        "plan/map.html", plan=plan, address=_address(plan.name), id=id, billions=billions
    )


def drawn_page(visit: Visit, name: str, id: str) -> Response:
    """Give the map with a programme on it."""
    return visit.carried(_page(visit, id).read_bytes())


def _page(visit: Visit, id: str) -> Path:
    from pathlib import Path

    page = visit.job(id).result
    if not isinstance(page, Path) or not page.is_file():
        raise Refused(404, GONE)
    return page


def remove(visit: Visit, name: str) -> Response:
    """Take a programme away."""
    plan = _plan(visit, name)
    visit.desk.plans.remove(plan)
    visit.say(Text(*(words.format(plan.name) for words in _REMOVED)))
    return visit.go("/plan")


def _plan(visit: Visit, name: str) -> KeptPlan:
    plan = visit.desk.plans.of(name)
    if plan is None:
        raise Refused(404, GONE)
    return plan


def _address(name: str) -> str:
    return f"/plan/kept/{quote(name, safe='')}"


def _summary(plan: KeptPlan, visit: Visit) -> dict[str, Any]:
    """Return what the list of programmes says of one."""
    document, lang = plan.document, visit.lang
    totals, wishes = document["totals"], document["wishes"]
    return {
        "name": plan.name,
        "address": _address(plan.name),
        "as_of": document["as_of"],
        "budget": estimates.stated_money(wishes["budget_vnd"], lang),
        "years": wishes["years"],
        "markers": totals["markers"],
        "works": totals["works"],
        "cost": estimates.money(totals["cost_vnd"], lang),
    }


def _ranking(cost: Cost, visit: Visit) -> dict[str, Any]:
    """Return the list as its table shows it, with what is reached by each line."""
    projects = cost["projects"]
    lengths, costs = plan_tables.lengths_m(projects), plan_tables.costs_million(projects)
    rows = []
    markers = million = 0
    for project, metres, own in zip(projects, lengths, costs, strict=True):
        markers += len(project["markers"])
        million += own
        rows.append(
            {
                **project,
                "length": metres,
                "cost": own,
                "markers_by_then": markers,
                "cost_by_then": million,
            }
        )
    totals = cost["totals"]
    amounts = (totals["cost_vnd"], totals["cost_vnd_min"], totals["cost_vnd_max"])
    return {
        "rows": rows,
        "markers": totals["markers"],
        "cost_vnd": totals["cost_vnd"],
        "cost": estimates.about_money(*amounts, visit.lang),
        "length": estimates.about_length(totals["length_m"], visit.lang),
        "illustrative": cost["illustrative"],
        "left_out": [
            (plan_words.reason_of(reason, visit.lang), numbers)
            for reason, numbers in cost["left_out"].items()
            if numbers and reason != "built"
        ],
    }


ROUTES = [
    Route("GET", "/plan", show, "read"),
    Route("GET", "/plan/spending.js", spending, "read"),
    Route("POST", "/plan/rank", rank, "read"),
    Route("GET", "/plan/ranked/<id>", ranked, "read"),
    Route("POST", "/plan/choose", choose, "report"),
    Route("GET", "/plan/chosen/<id>", chosen, "report"),
    Route("GET", "/plan/kept/<name>", kept, "read"),
    Route("POST", "/plan/kept/<name>/paper", paper, "read"),
    Route("POST", "/plan/kept/<name>/map", draw, "read"),
    Route("GET", "/plan/kept/<name>/map/<id>", drawn, "read"),
    Route("GET", "/plan/kept/<name>/map/<id>/page", drawn_page, "read"),
    Route("POST", "/plan/kept/<name>/remove", remove, "report"),
]
