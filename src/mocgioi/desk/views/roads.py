"""Roads: what is declared beside what their lines show, what is wrong, what is still missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.desk import guard, paths
from mocgioi.desk.days import AskedDays
from mocgioi.desk.routes import Route
from mocgioi.desk.visit import GONE
from mocgioi.desk.work import roads as work
from mocgioi.desk.work.report import as_file
from mocgioi.domain.counting import DEFAULTS
from mocgioi.errors import Text
from mocgioi.outputs import cost_table, reach_table, roads_table
from mocgioi.outputs.json_text import as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

_TITLES = {
    "reach": Text("Đối chiếu báo cáo với tuyến trên bản đồ", "Comparing reports with the lines"),
    "check": Text("Kiểm tra các tuyến đường", "Checking the roads"),
    "cost": Text("Ước tính kinh phí các tuyến còn thiếu", "Estimating the missing roads"),
}
_SCHEMAS = {
    "reach": "mocgioi.reach/1",
    "check": "mocgioi.roads-check/1",
    "cost": "mocgioi.cost/1",
}
_NAMES = {"reach": "doi-chieu-tuyen", "check": "kiem-tra-tuyen", "cost": "uoc-tinh-kinh-phi"}
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
}
_FORMS = {
    "reach": ("csv", "json"),
    "check": ("csv", "json"),
    "cost": ("csv", "json", "geojson", "gpkg"),
}
_NO_PRICE = Text("Cần số đồng/m, là số nguyên lớn hơn 0.", "Whole đồng a metre above 0 are needed.")
_ONE_ALONE = Text(
    "Chỉ dùng một: một đơn giá, hoặc bảng đơn giá.", "Give one: a price, or a table of prices."
)
_NO_FACTOR = Text("Cần một số, ví dụ 1,3.", "A number is needed, such as 1.3.")


class Pricing(NamedTuple):
    """What an estimate reckons with, as it was typed."""

    vnd_per_m: str = ""
    detour_factor: str = ""

    def problems(self) -> dict[str, Text]:
        """Return what cannot be used, by field, each with why."""
        problems = {}
        if self.vnd_per_m and not self._price:
            problems["vnd_per_m"] = _NO_PRICE
        try:
            self.arguments()
        except ValueError:
            problems["detour_factor"] = _NO_FACTOR
        return problems

    @property
    def _price(self) -> int | None:
        digits = "".join(char for char in self.vnd_per_m if char not in " .,")
        return int(digits) if digits.isascii() and digits.isdigit() else None

    def arguments(self) -> dict[str, Any]:
        """Return what `mocgioi.tracker.roads.Roads.costs` takes of it.

        Raises:
            ValueError: the factor is no number.
        """
        factor = float(self.detour_factor.replace(",", ".")) if self.detour_factor else None
        return {"vnd_per_m": self._price, "detour_factor": factor}


def show(visit: Visit) -> Response:
    """Show what can be asked of the roads."""
    typed = (visit.asked.get(field, "").strip()[:20] for field in Pricing._fields)
    return _page(visit, AskedDays.of(visit.asked), Pricing(*typed), {})


def _page(
    visit: Visit, days: AskedDays, pricing: Pricing, problems: Mapping[str, Text]
) -> Response:
    wrong = {**days.problems(), **problems}
    return visit.page(
        "report/roads.html",
        status=400 if wrong else 200,
        days=days,
        pricing=pricing,
        wrong={field: text.to(visit.lang) for field, text in wrong.items()},
        usual=DEFAULTS,
    )


def look(visit: Visit) -> Response:
    """Begin what was pressed."""
    days = AskedDays.of(visit.form)
    pricing = Pricing(*(visit.form.get(field, "").strip()[:20] for field in Pricing._fields))
    what = visit.form.get("what", "")
    problems = pricing.problems() if what == "cost" else {}
    sent = visit.request.files.get("prices")
    if what == "cost" and pricing.vnd_per_m and sent is not None and sent.filename:
        problems["vnd_per_m"] = _ONE_ALONE
    if what not in _TITLES:
        raise guard.Refused(404, GONE)
    if problems or days.problems():
        return _page(visit, days, pricing, problems)
    asked = days.arguments()
    common: dict[str, Any] = {
        "then": f"/roads/{what}/{{job}}",
        "back": days.address(
            "/roads", *((f, text) for f, text in pricing._asdict().items() if text)
        ),
        "store": visit.desk.store,
        "by": visit.person.name,
        "when": {"as_of": asked["as_of"], "known_at": asked["known_at"]},
    }
    if what == "reach":
        return visit.begin(work.reach, _TITLES[what], **common)
    if what == "check":
        return visit.begin(work.check, _TITLES[what], lang=visit.lang, **common)
    return visit.begin(
        work.costs, _TITLES[what], pricing={**pricing.arguments(), **_prices(visit)}, **common
    )


def _prices(visit: Visit) -> dict[str, Path]:
    """Keep the table of prices that was sent, under a name of ours that keeps its ending."""
    sent = visit.request.files.get("prices")
    if sent is None or not sent.filename:
        return {}
    ending = Path(sent.filename).suffix.lower()
    ending = ending if ending in (".csv", ".xlsx", ".xls", ".ods") else ".csv"
    path = visit.desk.folder_for_results(visit.session.key) / f"don-gia{ending}"
    sent.save(path)
    return {"prices": path}


def _looked(visit: Visit, what: str, job: str) -> Any:
    """Return what work found of the roads in this session.

    Raises:
        guard.Refused: there is none of that name and kind.
    """
    looked = visit.job(job).result
    if not isinstance(looked, work.Looked) or looked.document["schema"] != _SCHEMAS.get(what):
        raise guard.Refused(404, GONE)
    return looked


def show_looked(visit: Visit, what: str, job: str) -> Response:
    """Show what was found."""
    looked = _looked(visit, what, job)
    document, lang = looked.document, visit.lang
    facts: dict[str, Any] = {"table": None, "kinds": [], "head": [], "summary": ""}
    if what == "check":
        facts["kinds"] = roads_table.kinds(document, lang)
        facts["head"] = roads_table.head_lines(document, lang)
        facts["summary"] = roads_table.summary(document, lang)
    elif what == "reach":
        facts["table"] = reach_table.laid_out(document, lang, spell=visit.spell)
    else:
        facts["table"] = cost_table.laid_out(document, lang, spell=visit.spell)
    return visit.page(
        "report/looked.html",
        what=what,
        job=job,
        title=_TITLES[what].to(lang),
        as_of=document["as_of"],
        forms=[form for form in _FORMS[what] if form != "gpkg" or looked.layer is not None],
        back=visit.job(job).back,
        leads=paths.marker,
        **facts,
    )


def give(visit: Visit, what: str, job: str, form: str) -> Response:
    """Give what was found as a file."""
    looked = _looked(visit, what, job)
    document = looked.document
    if form == "json":
        made: str | bytes | None = as_json(document)
    elif form == "csv":
        table = {"reach": reach_table, "check": roads_table, "cost": cost_table}[what]
        made = table.as_csv(document)
    elif form == "geojson" and what == "cost":
        made = cost_table.as_geojson(document)
    else:
        made = looked.layer if form == "gpkg" else None
    if made is None:
        raise guard.Refused(404, GONE)
    name = f"{_NAMES[what]}-{document['as_of']}.{form}"
    return visit.file(as_file(made, form), name, _MEDIA[form])


ROUTES = [
    Route("GET", "/roads", show, "read"),
    Route("POST", "/roads", look, "read"),
    Route("GET", "/roads/<what>/<job>", show_looked, "read"),
    Route("GET", "/roads/<what>/<job>/<form>", give, "read"),
]
