"""Verbs about lines: which road reaches which marker, what is wrong, what is still to build."""

from __future__ import annotations

from typing import Any

from mocgioi.errors import Language
from mocgioi.tracker import counting
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.records import Records


class Lines(Records):
    """A store, and the verbs about the lines of its roads."""

    def reach(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        marker: str | None = None,
    ) -> dict[str, Any]:
        """Return the document ``mocgioi.reach/1``: declared and measured, marker by marker.

        Args:
            as_of, known_at: as in `coverage`.
            marker: list only the marker of this number; totals and stretches are of all.

        Raises:
            MarkerNotFound: no such marker.
        """
        from mocgioi.tracker import measuring

        self.measure()
        return measuring.reach_document(
            self.store,
            as_of=counting.as_day(as_of) if as_of else counting.today(),
            known_at=counting.as_instant(known_at) if known_at else None,
            marker=marker,
        )

    def check_roads(self, *, as_of: str | None = None, lang: Language = "vi") -> dict[str, Any]:
        """Return the document ``mocgioi.roads-check/1``: what is wrong with the roads.

        Gaps, crossings without a junction, roads joined to nothing or in pieces, duplicates,
        roads outside the communes or across the border line, markers served and not reached,
        lengths and costs that do not fit. Gaps are looked for among the lines that count as of
        a day, today if left out.
        """
        from mocgioi.tracker import roads

        self.measure()
        day = counting.as_day(as_of) if as_of else counting.today()
        return roads.check_document(self.store, as_of=day, lang=lang)

    def road_costs(
        self,
        *,
        as_of: str | None = None,
        vnd_per_m: int | None = None,
        detour_factor: float | None = None,
    ) -> dict[str, Any]:
        """Return the document ``mocgioi.cost/1``: an ESTIMATE of what the missing roads cost.

        Each project is new road, in straight pieces, that hangs at one place of the network and
        serves one marker or several; most markers a đồng first.

        Args:
            as_of: the day it speaks of; today in Việt Nam if left out.
            vnd_per_m: đồng a metre; 855,000 if left out (`analysis.roads.costing.UnitCosts`).
            detour_factor: length on the ground to straight length; 1.3 if left out.

        Raises:
            UsageError: a cost or factor that cannot be.
        """
        from mocgioi.analysis.roads.costing import UnitCosts
        from mocgioi.tracker import roads

        costs = UnitCosts()
        if vnd_per_m is not None:
            costs = costs._replace(vnd_per_m=vnd_per_m)
        if detour_factor is not None:
            costs = costs._replace(detour_factor=detour_factor)
        self.measure()
        day = counting.as_day(as_of) if as_of else counting.today()
        return roads.costs_document(self.store, as_of=day, costs=costs)

    def cost_layer(self, document: dict[str, Any]) -> bytes:
        """Return the projects of `road_costs` as a GeoPackage, a MultiLineString each."""
        from mocgioi.tracker import roads

        return roads.as_geopackage(document)

    def measure(self, *, again: bool = False) -> None:
        """Bring the stored distances up to date with the geometry; nothing to do when they are.

        Args:
            again: measure in any case: what markers show of the lines also changes with the
                roads' status, which the distances do not depend on.
        """
        bring_up_to_date(self.store, again=again)
