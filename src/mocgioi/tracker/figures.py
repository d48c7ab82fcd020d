"""The figures: counted, explained, published, reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mocgioi.errors import Language, Speller, Text, UsageError, plainly
from mocgioi.store import commits
from mocgioi.store.handle import Store
from mocgioi.tracker.author import author
from mocgioi.tracker.moments import Day, Moment, as_day, as_knowledge, report_day, report_period
from mocgioi.typed import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.documents.coverage import Coverage
    from mocgioi.documents.explain import Explanation
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.plan import Plan
    from mocgioi.documents.publication import Defended
    from mocgioi.documents.status import Status
    from mocgioi.domain.publication import Publication
    from mocgioi.outputs.report.extent import PartOfReport


class Figures:
    """The figures of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @overload
    def coverage(
        self,
        *,
        by: Sequence[str] | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        stretch_km: float | None = None,
        full: Literal[True],
        since: Day | None = None,
        period: tuple[Day, Day] | None = None,
        plan: Path | str | Plan | None = None,
        remark: Callable[[Text], None] = lambda _: None,
    ) -> FullReport: ...

    @overload
    def coverage(
        self,
        *,
        by: Sequence[str] | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        stretch_km: float | None = None,
        full: bool = False,
        since: Day | None = None,
        period: tuple[Day, Day] | None = None,
        plan: Path | str | Plan | None = None,
        remark: Callable[[Text], None] = lambda _: None,
    ) -> Coverage: ...

    def coverage(
        self,
        *,
        by: Sequence[str] | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        stretch_km: float | None = None,
        full: bool = False,
        since: Day | None = None,
        period: tuple[Day, Day] | None = None,
        plan: Path | str | Plan | None = None,
        remark: Callable[[Text], None] = lambda _: None,
    ) -> Coverage:
        """Return the document ``mocgioi.coverage/1``.

        Args:
            by: ``commune post district funding stretch year marker``, any of them; by commune
                if left out, and every one of them in the full report.
            as_of: the day it speaks of, inclusive; today in Việt Nam if left out.
            known_at: by what was recorded until then; a bare day means its end in Việt Nam.
            stretch_km: length of the stretches of the border line, 10 km if left out.
            full: everything the conference asks for, under further keys.
            since: the day of the report the full one is compared with; the last one made
                public if left out, else the end of the year before.
            period: first and last day of what is counted as added; the last is the day it
                speaks of. The calendar year of that day, up to it, if left out.
            plan: a programme of the same day and store, or its file (``plan -o plan.json``),
                which the full report proposes.
            remark: called with what is to be known of the plan: what was recorded since.

        Raises:
            UsageError: no such grouping, day or time, a day that has not come yet, a choice
                that goes with another, or a plan that does not fit.
            UnreadableInput: `plan` is no plan.
        """
        day, within = report_period(as_of, period)
        instant = as_knowledge(known_at)
        if since and not full:
            raise UsageError(
                "--since chỉ đi với báo cáo đầy đủ: thêm --full.",
                "--since goes with the full report: add --full.",
            )
        spans = {} if stretch_km is None else {"stretch_km": stretch_km}
        if spans and "stretch" not in (by or (("stretch",) if full else ())):
            raise UsageError(
                "--stretch-km chỉ đi với --by stretch hoặc --full.",
                "--stretch-km goes with --by stretch or --full.",
            )
        if plan is not None and not full:
            raise UsageError(
                "--plan chỉ đi với báo cáo đầy đủ: thêm --full.",
                "--plan goes with the full report: add --full.",
            )
        if full:
            from mocgioi.tracker import reporting

            programme = None
            if plan is not None:
                from mocgioi.tracker.plan_files import read_plan

                read = read_plan(plan, self._store, as_of=day, known_at=instant)
                programme = read.document
                for told in read.remarks:
                    remark(told)
            return reporting.full_report(
                self._store,
                by=by,
                as_of=day,
                known_at=instant,
                since=as_day(since) if since else None,
                period=within,
                programme=programme,
                **spans,
            )
        from mocgioi.tracker import glancing

        with self._store.reading_named() as connection:
            return glancing.coverage_of(
                connection,
                as_of=day,
                known_at=instant,
                by=("commune",) if by is None else by,
                period=within,
                **spans,
            )

    def explain(
        self,
        *figures: str,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        stretch_km: float | None = None,
        period: tuple[Day, Day] | None = None,
    ) -> Explanation:
        """Return the document ``mocgioi.explain/1``: the markers behind a figure, with evidence.

        Args:
            figures: figures of the report (``road_built``, ``overdue``) and groups
                (``commune=06004``; ``commune=``: what could not be placed;
                ``condition=minor_damage``); a marker has to be of all of them.
            as_of, known_at, stretch_km, period: as for `coverage`.

        Raises:
            UsageError: no such figure, group, day or time.
        """
        from mocgioi.analysis.figures.explain import explain
        from mocgioi.store import events
        from mocgioi.tracker import counting

        day, within = report_period(as_of, period)
        instant = as_knowledge(known_at)
        with self._store.reading_named() as connection:
            knowledge = commits.known(connection, instant)
            decisions = events.read_decisions(connection)
            inputs = counting.coverage_inputs(
                connection,
                as_of=day,
                knowledge=knowledge,
                period=within,
                observations=events.read_observations(
                    connection, as_of=day, known_at=knowledge.number
                ),
            )
        spans = {} if stretch_km is None else {"stretch_km": stretch_km}
        return explain(inputs, decisions, figures, known_at=knowledge.number, **spans)

    def publish(
        self, *, as_of: Day | None = None, title: str, by: str | None = None
    ) -> Publication:
        """Record what is reported for a day, so that later reports can say whether it holds.

        The same day, title and figures again write nothing: the publication there is returned.

        Args:
            as_of: the day it speaks of; today in Việt Nam if left out.
            title: what the report is called. by: who publishes it.

        Raises:
            UsageError: no title, no markers, or a day that has not come yet.
        """
        from mocgioi.tracker import reporting

        return reporting.publish(
            self._store,
            as_of=report_day(as_of),
            title=title,
            by=author(by, self._store),
        )

    def publications(self) -> list[Publication]:
        """Return what was reported from this store, oldest first."""
        from mocgioi.store import publications

        with self._store.reading() as connection:
            return publications.read(connection)

    def defended(self, *, known_at: Moment | None = None) -> list[Defended]:
        """Return what was reported from this store, each beside what its day counts today.

        Args:
            known_at: by what was recorded until then; publications made later are left out.

        Raises:
            UsageError: no such time.
        """
        from mocgioi.tracker import defending

        instant = as_knowledge(known_at)
        with self._store.reading() as connection:
            number = commits.known(connection, instant).number
            return defending.defended(connection, known_at=number)

    def of_published_days(self) -> dict[str, tuple[int, int]]:
        """Return the figure of each day that was reported on, by the ISO day, as it holds now.

        The figure: how many markers have a road, and how many need one.
        """
        from mocgioi.tracker.past_figures import past_figures

        with self._store.reading() as connection:
            return past_figures(connection).of_published_days()

    def status(self, *, as_of: Day | None = None) -> Status:
        """Return the document ``mocgioi.status/1``: the figures at a glance."""
        from mocgioi.analysis.figures.coverage import status

        return status(self.coverage(by=(), as_of=as_of))

    def report(
        self,
        *,
        form: str = "text",
        lang: Language = "vi",
        by: Sequence[str] | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        stretch_km: float | None = None,
        full: bool | None = None,
        since: Day | None = None,
        period: tuple[Day, Day] | None = None,
        internal: bool | None = None,
        part: PartOfReport = "all",
        sections: Sequence[str] | None = None,
        plan: Path | str | Plan | None = None,
        letterhead: Mapping[str, str] | None = None,
        spell: Speller = plainly,
        remark: Callable[[Text], None] = lambda _: None,
    ) -> str | bytes:
        """Return the report: `coverage` as text, or as the bytes of a file.

        Args:
            form: ``text``, ``json``, ``csv``, ``md``, ``html``; ``xlsx``, ``docx``, ``pdf``.
            lang: of the result.
            by, as_of, known_at, stretch_km, since, period: as for `coverage`.
            full: everything the conference asks for; if left out, printed forms are full
                unless `by` chooses their tables.
            internal: whether what goes to nobody outside is in it; if left out, in all but the
                printed forms.
            part: ``letter``, what is signed; ``annexes`` alone; ``all``. Of the printed forms.
            sections: keys of the sections that are made, of `mocgioi.outputs.report.extent`;
                all if left out.
            plan: a programme, ``mocgioi.plan/1``, or its file, that the report proposes.
            letterhead: what stands at the head and the foot of DOCX and PDF, see
                `mocgioi.outputs.report.render`.
            spell: how the commands to type next are written.
            remark: called with what is to be known of the plan.
        """
        from mocgioi.outputs.report import PRINTED, render
        from mocgioi.outputs.report.extent import extent

        whole = form in PRINTED and by is None if full is None else full
        document = self.coverage(
            by=by,
            as_of=as_of,
            known_at=known_at,
            stretch_km=stretch_km,
            full=whole,
            since=since,
            period=period,
            plan=plan,
            remark=remark,
        )
        return render(
            document,
            form,
            lang,
            internal=internal,
            extent=extent(part, sections),
            letterhead=letterhead,
            spell=spell,
        )
