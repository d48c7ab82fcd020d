"""Programmes: what the missing roads cost, what the money is best spent on, papers and map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi import tracker
from mocgioi.desk.downloads import Download, download_of
from mocgioi.desk.pages import texts
from mocgioi.desk.plans import Plans
from mocgioi.errors import Language, Text, UsageError
from mocgioi.outputs import estimates
from mocgioi.outputs.plan import SIGNED
from mocgioi.outputs.wording import day

if TYPE_CHECKING:
    from mocgioi.desk.jobs import Steps
    from mocgioi.documents.cost import Cost
    from mocgioi.documents.plan import Plan
    from mocgioi.store.explaining import FilePath

_READING = Text("đọc đường và mốc", "reading roads and markers")
_SEEKING = Text("tìm hướng tuyến và cách chọn tốt nhất", "seeking ways and the best choice")
_DRAWING = Text("vẽ bản đồ", "drawing the map")
_NAMED = Text("Chương trình {money}{years} tính đến {day}", "Programme {money}{years} as of {day}")
_PAPER = Text("ke-hoach-{day}.{form}", "plan-{day}.{form}")


def rank(
    steps: Steps, *, store: FilePath, by: str, as_of: str | None, lang: Language
) -> tuple[str | None, Cost]:
    """Return the list of what the missing roads cost, and the head of the store it is from."""
    steps(_READING.to(lang))
    opened = tracker.open(store, by=by)
    cost = opened.roads.costs(as_of=as_of)
    return opened.figures.coverage(as_of=as_of)["head"], cost


def choose(
    steps: Steps,
    *,
    store: FilePath,
    by: str,
    folder: Path,
    wishes: dict[str, Any],
    called: str,
    lang: Language,
) -> str:
    """Make the programme for the money there is, keep it, and return the name it is kept under.

    Args:
        folder: of `Plans`. wishes: arguments of `Tracker.plan`.
        called: what people call it; its money, years and day if empty.
    """
    steps(_SEEKING.to(lang))
    try:
        document = tracker.open(store, by=by).plan(**wishes)
    except UsageError as error:
        raise _of_the_form(error) from error
    return Plans(folder).keep(document, called or _name(document, lang)).name


_FIELDS = {
    "--min-per-commune": "share",
    "--per-year": "per_year",
    "--vnd-per-m": "vnd_per_m",
    "--prices": "prices",
    "--budget": "budget",
    "--phases": "years",
    "--never": "never",
    "--must": "must",
    "--as-of": "as_of",
}
"""Texts of the form's fields, by the option that asks for the same."""


def _of_the_form(error: UsageError) -> UsageError:
    """Return an error that names the fields of the form where it names options."""
    vi, en = error.text
    for option, key in _FIELDS.items():
        label = texts()["plan"][key]
        vi, en = vi.replace(option, f"«{label.vi}»"), en.replace(option, f"“{label.en}”")
    return UsageError(vi, en, findings=error.findings, hints=error.hints)


def _name(document: Plan, lang: Language) -> str:
    wishes = document["wishes"]
    years = wishes["years"]
    span = "" if not years else f" {years[0]}" if len(years) == 1 else f" {years[0]}–{years[-1]}"
    return _NAMED.to(lang).format(
        money=estimates.stated_money(wishes["budget_vnd"], lang),
        years=span,
        day=day(document["as_of"], lang).replace("/", "-"),
    )


def paper(
    steps: Steps,
    *,
    store: FilePath,
    by: str,
    plan: Path,
    form: str,
    letterhead: dict[str, str],
    folder: Path,
    lang: Language,
) -> Download:
    """Write a programme in a form, as ``mocgioi plan -o`` does."""
    from mocgioi.tracker.plan_files import plan_in

    document = plan_in(plan)
    name = _PAPER.to(lang).format(day=document["as_of"], form=form)
    steps(name)
    if form == "json":
        return download_of(folder, name, plan.read_bytes())
    head = letterhead if form in SIGNED else None
    made = tracker.open(store, by=by).roads.paper(document, form, lang=lang, letterhead=head)
    if form == "csv" and isinstance(made, str):
        made = made.encode("utf-8-sig")  # the mark that spreadsheets look for
    return download_of(folder, name, made)


def draw(
    steps: Steps, *, store: FilePath, by: str, plan: Path, folder: Path, lang: Language
) -> Path:
    """Write the map with a programme on it, and return the page."""
    from mocgioi.tracker.plan_files import plan_in

    steps(_DRAWING.to(lang))
    document = plan_in(plan)
    page = tracker.open(store, by=by).maps.page(as_of=document["as_of"], plan=document, lang=lang)
    return download_of(folder, "ban-do.html", page).path
