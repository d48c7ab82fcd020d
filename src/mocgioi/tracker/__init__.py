"""A store and what can be done with it, in Python: what every shell calls.

`Tracker` has a part for each kind of work; `Tracker.store` is the file itself, with its
``faults``, ``backup``, ``restore`` and ``upgrade``. Each call reads or writes the store anew,
so that QGIS or a colleague may use the file in between. A part is loaded when it is first
asked for, and with it the libraries of geometry and frames that it needs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from mocgioi.errors import Finding, Language, Speller, plainly
from mocgioi.store.opening import create_at, store_at
from mocgioi.tracker.parts import Parts
from mocgioi.typed import TYPE_CHECKING
from mocgioi.words.extras import needing

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from mocgioi.analysis.programme.wishes import Grouping
    from mocgioi.documents.marker import Marker
    from mocgioi.documents.plan import Plan
    from mocgioi.documents.subject import Subject
    from mocgioi.domain.batch import Receipt
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.store.explaining import FilePath
    from mocgioi.tracker.moments import Day, Moment
    from mocgioi.tracker.planning import Sum, Years
    from mocgioi.tracker.updated import Updated

__all__ = ["Tracker", "create", "demo", "open"]


def open(path: str | os.PathLike[str], *, by: str | None = None) -> Tracker:
    """Open a store; the file is looked at when something is asked of it.

    Args:
        by: in whose name it is written: every commit says so, and every record and decision
            for which a verb names nobody else. Left out, these carry who sits at the machine.

    Raises:
        NotAStore: nothing is there, or it is no store of ours.
        SchemaVersion: it is of another version.
    """
    tracker = Tracker(store_at(path, author=by))
    with tracker.store.reading():
        return tracker


def create(path: str | os.PathLike[str], *, by: str | None = None) -> Tracker:
    """Make an empty store with its code lists, ready for import.

    Args:
        by: as for `open`.

    Raises:
        CannotWrite: something is there already, or the folder cannot be written.
    """
    from mocgioi.tracker import styling

    return Tracker(create_at(path, styles=styling.styles(), author=by))


def demo(
    folder: str | os.PathLike[str], *, progress: Callable[[str], None] = lambda _: None
) -> Tracker:
    """Make ``langson.gpkg`` in `folder` from the illustrative province the program carries.

    A store that an earlier demonstration made there is replaced; any other is not.

    Args:
        folder: where to; it is made if it is not there.
        progress: called with the name of each file before it is taken in.

    Raises:
        CannotWrite: `folder` cannot be written, or holds a store of real data by that name.
    """
    from mocgioi.tracker import demonstration

    return open(demonstration.build(folder, progress))


class Tracker(Parts):
    """A store, the parts that work on it, and what concerns the whole of it."""

    def __repr__(self) -> str:
        """Return the file and its figure of today; a file that cannot be read says so."""
        from mocgioi.tracker import describing

        return describing.described(self.store.place, self.figures.status)

    def update(
        self,
        folder: str | os.PathLike[str],
        *,
        lang: Language = "vi",
        policy: Policy | None = None,
        progress: Callable[[str], None] = lambda _: None,
        spell: Speller = plainly,
    ) -> Updated:
        """Apply every new survey in a folder, then rewrite map, report and summary there.

        Sheets that a person filled in there (of rejected rows, of decisions) are taken back, and
        such sheets are laid out for what waits. The same folder again does nothing. Pages that
        cannot be written are told (`Updated.unfinished`) beside what went in before.

        Args:
            folder: where the surveys are, also in the folders in it.
            lang: of the pages.
            policy: as for `Surveys.apply`.
            progress: called with the name of each file before it is taken in or written.
            spell: how the summary writes the commands to type next.

        Raises:
            CannotWrite: the folder is not there.
        """
        from pathlib import Path

        from mocgioi.tracker import weekly
        from mocgioi.tracker.updated import Talk

        talk = Talk(lang, progress, spell)
        with self.store.kept_open():
            return weekly.update(self, Path(folder), policy=policy, talk=talk)

    def merge(
        self,
        path: str | os.PathLike[str],
        *,
        by: str | None = None,
        on: Day | None = None,
        unrelated: bool = False,
        check: bool = False,
    ) -> Receipt:
        """Take in another copy of the store that was edited elsewhere, as one batch.

        What the copy has and this store lacks comes in, of whatever kind; nothing that was known
        or published here before moves. The same copy again changes nothing.

        Args:
            path: the copy, a file or an address on a server, or the kit of a post that was cut
                from one; or a layer of it that another program wrote anew (*Save as*, ``ogr2ogr``,
                ``to_file``; GeoJSON, XLSX, CSV), which has lost its ledger: what of it was edited
                comes in.
            by: who merges it.
            on: the day of such edits.
            unrelated: take it in though the two have no event in common.
            check: give the receipt, and write nothing.

        Raises:
            NotAStore: there is no such file, or it is no store of ours.
            UnreadableInput: it is damaged, or its ledger was changed behind the program.
            SchemaVersion: it is of a later version.
            UsageError: it is this very store, one of another province, or one of the two is made
                up; this store is a kit, and it none of the same post; both gave one number to two
                markers; or there are edits, and no `on`.
        """
        from mocgioi.tracker import merging

        return merging.merge(self.store, path, by=by, on=on, unrelated=unrelated, rehearse=check)

    def plan(
        self,
        *,
        budget_vnd: Sum | None = None,
        per_year: Sum | Sequence[Sum] | None = None,
        phases: Years | None = None,
        must: Sequence[str] = (),
        never: Sequence[str] = (),
        min_per_commune: int = 0,
        by: Grouping = "commune",
        weights: Mapping[str, float] | None = None,
        prices: FilePath | None = None,
        vnd_per_m: int | None = None,
        detour_factor: float | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        time_limit_s: float | None = None,
    ) -> Plan:
        """Return the document ``mocgioi.plan/1``: which roads to build for the money; an ESTIMATE.

        As many markers as the money can reach, by new road inside the country; of choices as good
        the cheapest that is found. Sums are đồng, or as people write them (``"5 tỷ"``).

        Args:
            budget_vnd: all the money there is.
            per_year: that of each year: one sum for all years, or one a year.
            phases: the years, ``"2027..2030"``, a range or several; the budget is shared among
                them equally where `per_year` says nothing else. What a year does not spend is
                there in the next.
            must, never: numbers of markers that are to be served, or are not to be counted on.
            min_per_commune: markers to be served in each commune (`by`: or post) that has as many
                left; all of them where it has fewer.
            weights: by name (``walking``: an hour on foot from the nearest road; ``alarm``: to be
                reported at once; ``gate``: near a gate; ``waiting``: a year since which its road
                is reported missing), how many markers more each unit counts for.
            prices, vnd_per_m, detour_factor: as in `Roads.costs`.
            as_of, known_at: as in `Figures.coverage`.
            time_limit_s: seconds to search at most, 20 if left out; 0: no solver is asked.

        Raises:
            NotInstalled: ``mocgioi[plan]`` is not there.
            UsageError: no money, or wishes that cannot be met: it says what they cost.
            MarkerNotFound: no such marker.
        """
        with needing("plan"):
            from mocgioi.tracker import planning

        return planning.plan(
            self.store,
            budget_vnd=budget_vnd,
            per_year=per_year,
            phases=phases,
            must=must,
            never=never,
            min_per_commune=min_per_commune,
            by=by,
            weights=weights,
            prices=prices,
            vnd_per_m=vnd_per_m,
            detour_factor=detour_factor,
            as_of=as_of,
            known_at=known_at,
            time_limit_s=time_limit_s,
        )

    def set(
        self,
        marker: str,
        *,
        on: Day | None = None,
        by: str | None = None,
        replaces: str | None = None,
        why: str | None = None,
        **values: str | None,
    ) -> Receipt:
        """Record what was seen of one marker, as a survey of one row would.

        Args:
            marker: its number, in any spelling.
            values: codes or labels by aspect (`mocgioi.domain.aspects.TYPED_IN`), such as
                ``road_status="built"``; what is None was not looked at.
            on: the day it was seen, today in Việt Nam if left out; by: who saw it.
            replaces: the observation of the marker and the aspect (first characters of its
                uuid) that this one stands in the place of; why: the reason, which is then
                needed. In whose name the store is open decides it, else who saw it.

        Raises:
            MarkerNotFound: no such marker.
            UsageError: an aspect that is not typed in, a value that is not understood, or
                nothing of the marker's own that can be replaced so.
        """
        from mocgioi.tracker import entering

        return entering.set_values(
            self.store, marker, values, on=on, by=by, replaces=replaces, why=why
        )

    def show(
        self, marker: str, *, as_of: Day | None = None, known_at: Moment | None = None
    ) -> Marker:
        """Return the document ``mocgioi.marker/1``: state, evidence and history of one marker.

        Args:
            as_of: the day it speaks of, inclusive: what is said of a later one is left out; as
                it stands if left out.
            known_at: by what was recorded until then; a bare day means its end in Việt Nam.

        Raises:
            MarkerNotFound: no such marker on that day. UsageError: no day or time.
        """
        from mocgioi.tracker import histories
        from mocgioi.tracker.moments import as_day, as_knowledge

        day = None if as_of is None else as_day(as_of)
        return histories.marker_document(
            self.store, marker, as_of=day, known_at=as_knowledge(known_at)
        )

    def show_subject(
        self,
        kind: str,
        name: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
    ) -> Subject:
        """Return the document ``mocgioi.subject/1``: what is known of a road, commune or other.

        Args:
            kind: ``road commune post gate project``.
            name: its code or name, the first characters of its uuid; of a road also the number
                of a marker that it serves.
            as_of, known_at: as for `show`.

        Raises:
            UsageError: no such kind, nothing of that name, or several, which are then listed.
        """
        from mocgioi.tracker import subjects
        from mocgioi.tracker.moments import as_day, as_knowledge

        day = None if as_of is None else as_day(as_of)
        return subjects.subject_document(
            self.store, kind, name, as_of=day, known_at=as_knowledge(known_at)
        )

    def check(self) -> list[Finding]:
        """Return what is wrong with the store, and what a person should look at."""
        from mocgioi.tracker import styling

        return self.store.check(styles=styling.styles())

    def repair(self) -> list[Finding]:
        """Make all anew that is made from the ledger, and return what is still wrong.

        Raises:
            NotAStore: a table of the ledger itself was written anew by another program.
        """
        from mocgioi.tracker import styling

        return self.store.repair(styles=styling.styles())

    def minutes(self, marker: str, *, lang: Language = "vi") -> bytes:
        """Return the draft minutes (biên bản, DOCX) about a marker, blanks for what is not known.

        Raises:
            MarkerNotFound: no such marker.
        """
        from mocgioi.tracker import minutes

        return minutes.draft(self.show(marker), lang=lang)

    def frame(self, name: str) -> GeoDataFrame | DataFrame:
        """Return a table of the file as it is stored: ``markers``, ``batches``…, see `tables`.

        A layer is a GeoDataFrame in EPSG:4326.

        Raises:
            NotInstalled: ``mocgioi[frames]`` is not there.
            UsageError: there is no such table.
        """
        with needing("frames"):
            from mocgioi.tracker import frames

        return frames.frame(self.store, name)
