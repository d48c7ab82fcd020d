"""The verbs, in Python: what the command line, the notebooks and a script all call.

Each method reads or writes the store anew, so that QGIS or a colleague may use the file in
between. Libraries of geometry and frames are imported by the methods that need them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mocgioi.errors import Language
from mocgioi.store.handle import Store
from mocgioi.tracker import counting
from mocgioi.tracker.figures import Figures
from mocgioi.tracker.lines import Lines
from mocgioi.tracker.maps import Maps

if TYPE_CHECKING:
    from pathlib import Path

    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from mocgioi.domain.batch import Receipt
    from mocgioi.intake.policy import Policy
    from mocgioi.tracker.weekly import Updated

__all__ = ["Tracker", "create", "demo", "open"]


def open(path: str | os.PathLike[str]) -> Tracker:
    """Open a store; the file is looked at when a verb is called.

    Raises:
        NotAStore: nothing is there, or it is no store of ours.
        SchemaVersion: it is of another version.
    """
    tracker = Tracker(Store(path))
    with tracker.store.reading():
        return tracker


def create(path: str | os.PathLike[str]) -> Tracker:
    """Make an empty store with its code lists, ready for import.

    Raises:
        CannotWrite: something is there already, or the folder cannot be written.
    """
    return Tracker(Store.create(path))


def demo(
    folder: str | os.PathLike[str], *, told: Callable[[str], None] = lambda _: None
) -> Tracker:
    """Make ``langson.gpkg`` in `folder` from the illustrative province the program carries.

    A store that an earlier demonstration made there is replaced; any other is not.

    Args:
        folder: where to; it is made if it is not there.
        told: called with the name of each file before it is taken in.

    Raises:
        CannotWrite: `folder` cannot be written, or holds a store of real data by that name.
    """
    from mocgioi.tracker import demonstration

    return open(demonstration.build(folder, told))


class Tracker(Figures, Lines, Maps):
    """A store and its verbs."""

    def import_file(
        self,
        kind: str,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        layer: str | None = None,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        on: str | None = None,
        rehearse: bool = False,
    ) -> Receipt:
        """Take in one file of the register: what is there is updated, nothing is deleted.

        Args:
            kind: ``communes posts gates boundary markers roads projects contributions published``.
            path: a spreadsheet, CSV, GeoPackage, GeoJSON, KML or shapefile.
            crs: its coordinate reference system, ``EPSG:n``, where the file does not say.
            layer, sheet: which one to read, where the file has several.
            columns: heading in the file by field, where it is not recognised.
            on: the day (ISO) from which what changed holds; today in Việt Nam if left out.
            rehearse: say what would happen, and write nothing.

        Raises:
            UnreadableInput, CrsProblem: the file cannot be taken; the store is as it was.
            UsageError: real data for a store of illustrative markers.
        """
        from mocgioi.tracker import taking

        receipt = taking.import_file(
            self.store,
            kind,
            path,
            on=counting.as_day(on) if on else counting.today(),
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
            rehearse=rehearse,
        )
        if receipt.batch is not None and not rehearse:
            self.measure(again=kind == "roads")
        return receipt

    def apply_survey(
        self,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        layer: str | None = None,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        policy: Policy | None = None,
        rehearse: bool = False,
        told: Callable[[str, int, int], None] = lambda *_: None,
    ) -> Receipt:
        """Apply one field survey, in one transaction; the same rows again change nothing.

        Arguments and errors are those of `import_file`; besides:

        Args:
            policy: from which figure on something is told or held (`mocgioi.intake.Policy`);
                the house's own thresholds if left out.
            told: called now and then with the phase (``read check write``), the rows done,
                and of how many.
        """
        from mocgioi.tracker import taking

        return taking.apply_survey(
            self.store,
            path,
            today=counting.today(),
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
            policy=policy,
            rehearse=rehearse,
            told=told,
        )

    def update(
        self,
        folder: str | os.PathLike[str],
        *,
        lang: Language = "vi",
        policy: Policy | None = None,
        told: Callable[[str], None] = lambda _: None,
    ) -> Updated:
        """Apply every new survey in a folder, then rewrite map, report and summary there.

        The same folder again does nothing. `policy` is as for `apply_survey`.

        Raises:
            CannotWrite: the folder is not there or cannot be written.
        """
        from pathlib import Path

        from mocgioi.tracker import weekly

        return weekly.update(self, Path(folder), lang=lang, policy=policy, told=told)

    def frame(self, name: str) -> GeoDataFrame | DataFrame:
        """Return a table of the store as it stands; layers as GeoDataFrame in EPSG:4326."""
        from mocgioi.tracker import frames

        return frames.frame(self.store, name)

    def markers(self) -> GeoDataFrame:
        """Return the markers with their state today."""
        return self.frame("markers")

    def roads(self) -> GeoDataFrame:
        """Return the roads."""
        return self.frame("roads")

    def observations(self) -> DataFrame:
        """Return every observation, in the order it was recorded."""
        return self.frame("observations")

    def check(self) -> list[str]:
        """Return what is wrong with the store as a file; empty when it is whole."""
        return self.store.faults()

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Copy the store, whole, even while others write; an existing file is not replaced."""
        self.store.backup(target)

    def restore(self, source: str | os.PathLike[str]) -> Path | None:
        """Put a backup in the place of the store, in one transaction.

        Returns:
            Where the store as it was is kept, or None where there was none.

        Raises:
            NotAStore: `source` is no store of ours, or is damaged; the store is as it was.
        """
        return self.store.restore(source)

    def upgrade(self) -> tuple[int, int]:
        """Bring the store to this program's schema version; return the version before and after."""
        return self.store.upgrade()
