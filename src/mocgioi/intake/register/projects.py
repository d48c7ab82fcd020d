"""Money on paper: road projects, who gave what to them, and figures as published."""

from __future__ import annotations

from collections.abc import Mapping

from mocgioi.domain import vocabulary
from mocgioi.domain.places import fold
from mocgioi.domain.projects import Contribution, Project, purse_of
from mocgioi.domain.register import PublishedFigure
from mocgioi.domain.worth import worth_in
from mocgioi.intake.register.roads import cost_vnd, length_m, served
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.sources import RawFile
from mocgioi.sources.coordinates import number

_GIVEN = {
    "money": ("money", "tien", "tien mat", "kinh phi"),
    "materials": ("materials", "material", "vat lieu", "hien vat", "xi mang"),
    "labour": ("labour", "labor", "ngay cong", "cong", "nhan cong"),
}


def take_projects(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[Project]:
    """Take road projects; one may serve many markers.

    A project without a code gets one from the markers it serves, the same each time. Words
    that no code list holds (``1,8 tỷ``, a month without a day) stay in `Project.words`.

    Raises:
        UnreadableInput: no column of the markers served.
    """
    taking: Taking[Project] = Taking(raw, "projects", columns, known)
    names = Names(known, taking.taken)
    seen: set[str] = set()
    for table, recognised in taking.tables:
        for row in taking.rows(table, recognised):
            taking.close(row, _project(row, names, known, seen))
    return taking.taken


def _project(row: Row, names: Names, known: Known, seen: set[str]) -> Project | None:
    written = row.text("serves")
    numbers, others = values.marker_numbers(row.cell("serves"))
    if written is not None and not numbers and others:
        serves: tuple[str, ...] = ()
    else:
        serves = served(row, known)
    name = row.text("name") or (f"Đường lên mốc {written}" if written else None)
    code = row.text("code") or _made_code(written, row, seen)
    key = "code" if "code" in row.columns else "serves"
    if name is None:
        row.report("project-name", field=key)
        return None
    if code in seen:
        row.report("project-duplicate", field=key, project=code)
        return None
    seen.add(code)
    served_count = row.real("markers_served", minimum=0)
    steps = row.real("steps", minimum=0)
    return Project(
        code=code,
        name=name,
        serves=serves,
        markers_served=int(served_count) if served_count is not None else None,
        post=names.post(row, "post"),
        commune=names.commune(row, "commune"),
        length_m=length_m(row),
        width_m=row.real("width_m", minimum=0),
        thickness_cm=row.real("thickness_cm", minimum=0),
        steps=int(steps) if steps is not None else None,
        cost_vnd=cost_vnd(row, "cost_vnd"),
        started_on=row.day("started_on"),
        completed_on=row.day("completed_on"),
        funding=_funding(row),
        words=_words(row),
        illustrative=values.truth(row.cell("illustrative")),
        source=row.text("source"),
    )


def _made_code(written: str | None, row: Row, seen: set[str]) -> str:
    code = f"P-{fold(written).replace(' ', '-')}" if written else f"P-row-{row.raw.row}"
    return f"{code}-{row.raw.row}" if code in seen else code


def _funding(row: Row) -> str | None:
    """Return the funding's code; free words about donors are no error: they stay words."""
    written = row.text("funding")
    if written is None:
        return None
    code = vocabulary.code_of("funding", written)
    if code is None and ("qd 1934" in fold(written) or "de an" in fold(written)):
        code = "scheme"
    if code is None:
        row.report("funding-words", field="funding", written=written[:80])
    return code


def _words(row: Row) -> str | None:
    """Return everything said in words, each once: cost, funding without a code, part dates."""
    parts = [row.text("words"), row.text("cost_words")]
    funding = row.text("funding")
    if funding and vocabulary.code_of("funding", funding) is None:
        parts.append(funding)
    parts += [
        f"{row.heading(field)}: {row.text(field)}"
        for field in ("started_on", "completed_on")
        if row.text(field) and values.day(row.cell(field)).problem == "partial"
    ]
    roughly = worth_in(row.text("cost_vnd"))
    if roughly is not None and roughly.bound != "exact":
        parts.append(row.text("cost_vnd"))
    kept = dict.fromkeys(part for part in parts if part)
    return "; ".join(kept) or None


def take_contributions(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[Contribution]:
    """Take what donors gave to projects: money, materials or working days.

    Raises:
        UnreadableInput: no columns of donor and kind.
    """
    taking: Taking[Contribution] = Taking(raw, "contributions", columns, known)
    for table, recognised in taking.tables:
        for row in taking.rows(table, recognised):
            taking.close(row, _contribution(row))
    return taking.taken


def _contribution(row: Row) -> Contribution | None:
    written = fold(row.text("kind") or "")
    kind = next((code for code, spelled in _GIVEN.items() if written in spelled), None)
    if kind is None:
        row.report("contribution-kind", field="kind", written=row.text("kind"))
        return None
    if purse_of(row.text("donor") or "") == "mixed":
        row.report("contribution-mixed", field="donor", written=row.text("donor"))
    in_words = _told_roughly(row, "amount_vnd") or _told_roughly(row, "working_days")
    told = worth_in(in_words)
    is_days = told is not None and told.unit == "working_days"
    return Contribution(
        donor=row.text("donor") or "",
        kind=kind,
        project=row.text("project"),
        amount_vnd=None if told and not is_days else cost_vnd(row, "amount_vnd"),
        working_days=None if told and is_days else row.real("working_days", minimum=0),
        words=in_words or row.text("words"),
        illustrative=values.truth(row.cell("illustrative")),
        source=row.text("source"),
    )


def _told_roughly(row: Row, field: str) -> str | None:
    """Return what a cell says with *trên*, *gần* or the like; such words stay words, and are told.

    A unit that only the heading names is added to them.
    """
    written = row.text(field)
    unit = "ngày công" if field == "working_days" else values.unit_of(row.heading(field))
    for words in (written, f"{written} {unit}"):
        worth = worth_in(words)
        if worth is not None and worth.bound != "exact":
            row.report("amount-in-words", field=field, written=words)
            return words
    return None


def take_published(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Taken[PublishedFigure]:
    """Take figures as they were published, in their own words.

    Raises:
        UnreadableInput: no columns of measure and value.
    """
    taking: Taking[PublishedFigure] = Taking(raw, "published", columns, known)
    for table, recognised in taking.tables:
        for row in taking.rows(table, recognised):
            taking.close(row, _figure(row))
    return taking.taken


def _figure(row: Row) -> PublishedFigure | None:
    measure, value = row.text("measure"), number(row.cell("value"))
    if measure is None or value is None:
        row.report("figure-invalid", field="value")
        return None
    return PublishedFigure(
        measure=measure,
        value=value,
        denominator=row.real("denominator"),
        as_of=row.day("as_of"),
        as_of_inferred=values.truth(row.cell("as_of_inferred")),
        funding=row.code("funding", "funding"),
        words=row.text("words"),
        source=row.text("source"),
        confidence=row.text("confidence"),
        note=row.text("note"),
    )
