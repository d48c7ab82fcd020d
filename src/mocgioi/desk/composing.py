"""How a report is to be made, as a person chose it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from mocgioi.desk import letterhead
from mocgioi.errors import Language, Text, UsageError
from mocgioi.tracker.asking import without_options
from mocgioi.tracker.moments import as_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mocgioi.desk.visit import Visit
    from mocgioi.outputs.report.extent import PartOfReport

REMEMBERED = "report"
"""What the last choices are remembered under."""

KINDS = ("all", "letter", "annexes", "tables")

_NOT_BEFORE = Text(
    "Ngày so sánh phải trước ngày của số liệu.", "The day must be before that of the figures."
)
_NO_NUMBER = Text("Cần số km lớn hơn 0.", "A number of km above 0 is needed.")


class Composing(NamedTuple):
    """How a report is to be made.

    Attributes:
        kind: ``all letter annexes``, or ``tables``: those of the chosen groupings alone.
        lang: of the report. internal: with what goes to nobody outside.
        since: the day it is compared with; stretch_km: of the stretches of the border line.
        sections: keys of those that are made; empty: all.
        plan: name of the kept programme that it proposes; empty: none.
        head: the letterhead, as it was typed.
    """

    kind: str
    lang: Language
    internal: bool
    since: str
    stretch_km: str
    sections: tuple[str, ...]
    plan: str
    head: Mapping[str, str]

    @classmethod
    def typed(cls, visit: Visit) -> Composing:
        """Return what a form has."""
        form = visit.form
        kind = form.get("kind", "all")
        return cls(
            kind=kind if kind in KINDS else "all",
            lang="en" if form.get("paper_lang") == "en" else "vi",
            internal=bool(form.get("internal")),
            since=form.get("since", "").strip()[:40],
            stretch_km=form.get("stretch_km", "").strip()[:20],
            sections=tuple(form.getlist("section")),
            plan=form.get("kept_plan", "")[:200],
            head=letterhead.typed(form),
        )

    @classmethod
    def remembered(cls, visit: Visit) -> Composing:
        """Return what was chosen last; what is of one paper alone is in the address, if at all."""
        last = visit.desk.remembered.of(REMEMBERED)
        kind = last.get("kind")
        of_address = letterhead.typed(visit.asked)
        remembered = letterhead.remembered(visit)
        return cls(
            kind=kind if kind in KINDS else "all",
            lang=visit.lang,
            internal=last.get("internal") is True,
            since=visit.asked.get("since", "")[:40],
            stretch_km=visit.asked.get("stretch_km", "")[:20],
            sections=(),
            plan=visit.asked.get("plan", "")[:200],
            head={field: text or remembered.get(field, "") for field, text in of_address.items()},
        )

    def of_one_paper(self) -> list[tuple[str, str]]:
        """Return what is not remembered, as the fields of an address."""
        fields = {"since": self.since, "stretch_km": self.stretch_km, "plan": self.plan}
        fields |= {f"head_{field}": self.head[field] for field in letterhead.OF_ONE_PAPER}
        return [(field, text) for field, text in fields.items() if text]

    def problems(self, day: str | None) -> dict[str, Text]:
        """Return what cannot be used, by field, each with why.

        Args:
            day: the ISO day the report is of; None: what was typed for it is none.
        """
        problems = {}
        if problem := letterhead.problem_of_day(self.head):
            problems["head_day"] = problem
        try:
            if self.since and self.is_whole and day is not None and as_day(self.since) >= day:
                problems["since"] = _NOT_BEFORE
        except UsageError as error:
            problems["since"] = without_options(error.text)
        try:
            self.arguments(("stretch",))
        except ValueError:
            problems["stretch_km"] = _NO_NUMBER
        return problems

    @property
    def is_whole(self) -> bool:
        """Whether it is what the conference asks for, and not some tables alone."""
        return self.kind != "tables"

    @property
    def part(self) -> PartOfReport:
        """The part of a report that is made."""
        return cast("PartOfReport", self.kind) if self.kind in ("letter", "annexes") else "all"

    def arguments(self, by: Sequence[str]) -> dict[str, Any]:
        """Return what `mocgioi.tracker.figures.Figures.coverage` takes of it.

        Args:
            by: groupings of a report that is tables alone.

        Raises:
            ValueError: the length of the stretches is no number above 0.
        """
        arguments: dict[str, Any] = {"full": self.is_whole, "by": None if self.is_whole else by}
        if self.is_whole and self.since:
            arguments["since"] = self.since
        if self.stretch_km and (self.is_whole or "stretch" in by):
            length = float(self.stretch_km.replace(",", "."))
            if not 0 < length < float("inf"):
                raise ValueError(self.stretch_km)
            arguments["stretch_km"] = length
        return arguments
