"""Roads: what their lines show of each marker, what is wrong with them, what is still to build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.analysis.lines.reach import points_of
from mocgioi.analysis.roads.checks import check_roads
from mocgioi.analysis.roads.findings import as_document
from mocgioi.analysis.roads.ground import lay_out
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.register import Commune
from mocgioi.errors import HINT, Hint, Language, UsageError
from mocgioi.store import commits, kits, reading
from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store
from mocgioi.store.history import no_marker
from mocgioi.tracker import amending
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.measuring import read_world
from mocgioi.tracker.moments import Day, Moment, as_knowledge, day_or_today, report_day
from mocgioi.tracker.numbers import number_on
from mocgioi.tracker.reaching import reach_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.analysis.lines.reach_document import Keep
    from mocgioi.documents.cost import Cost
    from mocgioi.documents.plan import Plan
    from mocgioi.documents.reach import Reach
    from mocgioi.documents.roads_check import RoadsCheck
    from mocgioi.domain.batch import Receipt


class Roads:
    """The roads of a store, as lines and as papers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def reach(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        marker: str | None = None,
        keep: Keep = list,
    ) -> Reach:
        """Return the document ``mocgioi.reach/1``: declared and measured, marker by marker.

        Args:
            as_of, known_at: as in `Figures.coverage`.
            marker: list only the marker of this number; totals and stretches are of all.
            keep: what holds the rows, which may be more than should be in memory.

        Raises:
            MarkerNotFound: no such marker.
        """
        day, instant = day_or_today(as_of), as_knowledge(known_at)
        number = None
        if marker is not None:
            number = number_on(self._store, marker, as_of=day, known_at=instant)
        bring_up_to_date(self._store)
        document = reach_of(self._store, as_of=day, known_at=instant, keep=keep)
        if number is not None:
            listed = [row for row in document["markers"] if row["number"] == number]
            if not listed:
                raise no_marker(number, (row["number"] for row in document["markers"]))
            document["markers"] = listed
        return document

    def _refuse_within_kit(self) -> None:
        with self._store.reading() as connection:
            kits.refuse_within(connection, kits.NEEDS_THE_NETWORK)

    def check(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
    ) -> RoadsCheck:
        """Return the document ``mocgioi.roads-check/1``: what is wrong with the roads.

        Gaps, crossings without a junction, roads joined to nothing or in pieces, duplicates,
        roads outside the communes or across the border line, markers served and not reached,
        lengths and costs that do not fit. Gaps are looked for among the lines that count as of
        the day.

        Args:
            as_of, known_at: as in `Figures.coverage`. lang: of the messages.

        Raises:
            UsageError: the store is a kit, or no such day or time.
        """
        day, instant = day_or_today(as_of), as_knowledge(known_at)
        self._refuse_within_kit()
        bring_up_to_date(self._store)
        world = read_world(self._store, as_of=day, known_at=instant)
        with self._store.reading() as connection:
            known = commits.known(connection, instant).number
            communes = reading.read_items(connection, Commune, as_of=day, known_at=known)
            boundary = reading.read_items(connection, BoundaryPiece, as_of=day, known_at=known)
        ground = lay_out(
            world.roads,
            [line.fact for line in world.lines],
            points_of(world.markers),
            communes=[commune.geometry for commune in communes if commune.geometry],
            border=[piece.geometry for piece in boundary],
            joined=world.measurements and world.measurements.joins,
            as_of=day,
        )
        return as_document(
            check_roads(ground),
            as_of=day,
            known_at=instant,
            roads=len(world.roads),
            lang=lang,
            illustrative=world.illustrative,
        )

    def costs(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        prices: FilePath | None = None,
        vnd_per_m: int | None = None,
        detour_factor: float | None = None,
    ) -> Cost:
        """Return the document ``mocgioi.cost/1``: an ESTIMATE of what the missing roads cost.

        Each project is new road on the ground inside the communes that hangs at one place of the
        network and serves one marker or several; most markers a đồng first.

        Args:
            as_of, known_at: as in `Figures.coverage`.
            prices: a table of unit prices by class and terrain, with the columns of
                ``geo/unit_prices.csv``, whose rows stand in place of these.
            vnd_per_m: đồng a metre on any terrain, in place of a table.
            detour_factor: length on the ground to length as drawn; 1.3 if left out.

        Raises:
            UnreadableInput: a row of the table is no unit price.
            UsageError: a cost or factor that cannot be, or the store is a kit.
        """
        from mocgioi.tracker import estimates
        from mocgioi.tracker.pricing import pricing_of

        pricing = pricing_of(prices, vnd_per_m=vnd_per_m, detour_factor=detour_factor)
        self._refuse_within_kit()
        bring_up_to_date(self._store)
        day, instant = report_day(as_of), as_knowledge(known_at)
        if pricing == pricing_of():
            return estimates.costs_of(self._store, as_of=day, known_at=instant, keep=True)
        return estimates.estimated_anew(self._store, as_of=day, known_at=instant, pricing=pricing)

    def paper(
        self,
        plan: Plan,
        form: str,
        *,
        lang: Language = "vi",
        letterhead: Mapping[str, str] | None = None,
    ) -> str | bytes:
        """Return a programme of `Tracker.plan` in a form that people and programs take.

        Args:
            plan: the document. form: ``text``, ``csv``, ``geojson``, ``gpkg``, ``xlsx``, ``docx``,
                ``pdf``.
            lang: of the papers. letterhead: what is known of the head of a DOCX or PDF, as
                `Figures.report` takes it.

        Raises:
            UsageError: no such form, a letterhead that goes with none, or no work to draw.
        """
        from mocgioi.tracker.plan_papers import paper_of

        return paper_of(self._store, plan, form, lang, letterhead)

    def remove(
        self, road: str, *, on: Day | None = None, why: str, by: str | None = None
    ) -> Receipt:
        """Record that a road is no longer there from a day on; the past keeps it.

        Args:
            road: its name, or the first eight characters or more of its identity.
            on: the day; today in Việt Nam if left out.
            why: the reason; it must be given. by: who says so.

        Raises:
            UsageError: no such road or several, no reason, or a day that has not come yet.
        """
        return amending.remove_road(self._store, road, on=on, why=why, by=by)

    def join(
        self, road: str, other: str, *, on: Day | None = None, why: str, by: str | None = None
    ) -> Receipt:
        """Make one road of two from a day on: the first, with the line and markers of both.

        Lengths and costs that the papers of both state are added. Arguments and errors are those
        of `remove`.
        """
        return amending.join_roads(self._store, road, other, on=on, why=why, by=by)


def cost_layer(document: Cost) -> bytes:
    """Return the projects of `Roads.costs` as a GeoPackage: one layer, EPSG:4326.

    Raises:
        UsageError: there is no project, so no layer.
    """
    if not document["projects"]:
        raise UsageError(
            f"Không có công trình nào để vẽ. Xem lý do: {HINT}.",
            f"There is no project to draw. To see why: {HINT}.",
            hints=[Hint("roads cost")],
        )
    from shapely import MultiLineString, to_wkb

    from mocgioi.outputs import cost_table
    from mocgioi.outputs.export.gdal import flat, geopackage

    shapes = [to_wkb(MultiLineString(each["lines"])) for each in document["projects"]]
    rows = cost_table.rows(document)
    return geopackage(flat("cost_estimate", rows, cost_table.KINDS, shapes, "MultiLineString"))
