"""What stands behind a figure: its markers, and what each of them rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.analysis.figures.explain import FIGURES
from mocgioi.desk import paths
from mocgioi.desk.days import AskedDays
from mocgioi.desk.routes import Route
from mocgioi.desk.work.report import as_file
from mocgioi.domain.counting import GROUPINGS, MEASURED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import UsageError
from mocgioi.outputs import explanation
from mocgioi.outputs.json_text import as_json
from mocgioi.outputs.report.tables import group_name
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.documents.explain import Explanation

_USUAL = ("road_built",)
_GROUPINGS = tuple(by for by in GROUPINGS if by != "marker")
_MOST = 6
"""Questions that are put together."""


class ShownMarker(NamedTuple):
    """A marker behind a figure: where its page is, and what it is counted by."""

    number: str
    leads: str
    measured: str | None
    values: Sequence[ShownValue]


class ShownValue(NamedTuple):
    """One aspect: what counts of it and why, and what stands beside it."""

    counted: str
    beside: Sequence[str]


def _asked(visit: Visit) -> tuple[str, ...]:
    return tuple(q.strip()[:200] for q in visit.asked.getlist("figure")[:_MOST] if q.strip())


def _explained(visit: Visit, days: AskedDays) -> Explanation:
    stretch = any(question.startswith("stretch=") for question in _asked(visit))
    text = visit.asked.get("stretch_km", "")
    try:
        length = float(text.replace(",", ".")) if text and stretch else None
    except ValueError:
        length = None
    return visit.tracker.figures.explain(
        *(_asked(visit) or _USUAL), stretch_km=length, **days.arguments()
    )


def show(visit: Visit) -> Response:
    """Show which markers a figure is of, each with its evidence."""
    days = AskedDays.of(visit.asked)
    document, wrong = None, {field: text.to(visit.lang) for field, text in days.problems().items()}
    if not wrong:
        try:
            document = _explained(visit, days)
        except UsageError as error:
            wrong["figure"] = visit.words(error).to(visit.lang)
    asked = _asked(visit) or _USUAL
    groups = _groups(visit, days) if not days.problems() else []
    return visit.page(
        "report/explain.html",
        status=400 if wrong else 200,
        days=days,
        wrong=wrong,
        asked=asked,
        document=document,
        head=list(explanation.head_lines(document, visit.lang))[1:] if document else [],
        markers=_markers(document, visit) if document else [],
        figures=FIGURES,
        groups=groups,
        group_names=dict(groups),
        files=[
            (form, days.address(f"/explain/{form}", *(("figure", each) for each in asked)))
            for form in ("csv", "json")
        ],
        back=days.address("/report"),
    )


def _markers(document: Explanation, visit: Visit) -> list[ShownMarker]:
    lang = visit.lang
    of_lines = explanation.rests_on_lines(document)
    of_day = f"?as_of={document['as_of']}" if document["as_of"] != today() else ""
    return [
        ShownMarker(
            marker["number"],
            paths.marker(marker["number"]) + of_day,
            explanation.measured_line(marker, lang, spell=visit.spell) if of_lines else None,
            [
                ShownValue(
                    explanation.value_line(value, lang),
                    list(explanation.beside_lines(value, lang)),
                )
                for value in marker["values"]
            ],
        )
        for marker in document["markers"]
    ]


def _groups(visit: Visit, days: AskedDays) -> list[tuple[str, str]]:
    """Return the groups that can be chosen, as they are asked for and as they are called."""
    lang = visit.lang
    document = visit.tracker.figures.coverage(by=_GROUPINGS, **days.arguments())
    groups = [
        (f"{group['by']}={group['code'] or ''}", group_name(group, lang))
        for group in document["groups"]
    ]
    for name, code_list, codes in (
        ("condition", "marker_condition", CODE_LISTS["marker_condition"]),
        ("measured", "measured", MEASURED),
    ):
        terms = CODE_LISTS[code_list]
        groups += [(f"{name}={code}", terms[code].label.to(lang)) for code in codes]
    return groups


def give_csv(visit: Visit) -> Response:
    """Give what is shown as a table, a row for each marker and aspect."""
    document = _explained(visit, AskedDays.of(visit.asked))
    content = as_file(explanation.as_csv(document), "csv")
    return visit.file(content, _file_name(document, "csv"), "text/csv; charset=utf-8")


def give_json(visit: Visit) -> Response:
    """Give what is shown as ``mocgioi.explain/1``."""
    document = _explained(visit, AskedDays.of(visit.asked))
    content = as_json(document).encode()
    return visit.file(content, _file_name(document, "json"), "application/json")


def _file_name(document: Explanation, form: str) -> str:
    return f"can-cu-{document['as_of']}.{form}"


ROUTES = [
    Route("GET", "/explain", show, "read"),
    Route("GET", "/explain/csv", give_csv, "read"),
    Route("GET", "/explain/json", give_json, "read"),
]
