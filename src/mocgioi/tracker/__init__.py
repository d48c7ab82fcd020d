"""The verbs, in Python: what the command line, the notebooks and a script all call.

Each method reads or writes the store anew, so that QGIS or a colleague may use the file in
between. Libraries of geometry and frames are imported by the methods that need them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi.errors import CannotWrite, Language, NotAStore
from mocgioi.store.handle import Store
from mocgioi.tracker import counting

if TYPE_CHECKING:
    import folium
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from mocgioi.domain.batch import Receipt

__all__ = ["Tracker", "create", "demo", "open"]


def open(path: str | os.PathLike[str]) -> Tracker:
    """Open a store; the file is looked at when a verb is called.

    Raises:
        NotAStore: nothing is there, or it is no store of ours.
        SchemaVersion: it is of another version.
    """
    tracker = Tracker(Store(Path(path)))
    with tracker.store.reading():
        return tracker


def create(path: str | os.PathLike[str]) -> Tracker:
    """Make an empty store with its code lists, ready for import.

    Raises:
        CannotWrite: something is there already, or the folder cannot be written.
    """
    return Tracker(Store.create(Path(path)))


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
    from tempfile import TemporaryDirectory

    from mocgioi.tracker import demonstration

    path = Path(folder) / "langson.gpkg"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"Không tạo được thư mục «{path.parent}»: {error.strerror}. Chọn thư mục khác.",
            f"Cannot make folder “{path.parent}”: {error.strerror}. Choose another folder.",
        ) from error
    _refuse_real_data(path)
    with TemporaryDirectory() as workshop:
        tracker = create(Path(workshop) / path.name)
        demonstration.fill(tracker.store, told)
        tracker.measure()
        tracker.store.backup(path, replace=True)
    return open(path)


def _refuse_real_data(path: Path) -> None:
    """Refuse to overwrite anything but the store of an earlier demonstration."""
    from mocgioi.store import reading

    if not path.exists():
        return
    with Store(path).reading() as connection:
        made_up = reading.is_illustrative(connection)
    if not made_up:
        raise CannotWrite(
            f"«{path}» là số liệu thật, bản dùng thử không ghi đè. Chọn thư mục khác: "
            "mocgioi demo THU_MUC",
            f"“{path}” holds real data and the demonstration does not overwrite it. "
            "Choose another folder: mocgioi demo FOLDER",
        )


class Tracker:
    """A store and its verbs."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # Taking in

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
            Path(path),
            on=counting.as_day(on) if on else counting.today(),
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
            rehearse=rehearse,
        )
        if receipt.batch is not None and not rehearse:
            self.measure()
        return receipt

    def apply_survey(
        self,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        layer: str | None = None,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        rehearse: bool = False,
    ) -> Receipt:
        """Apply one field survey, in one transaction; the same rows again change nothing.

        Arguments and errors are those of `import_file`.
        """
        from mocgioi.tracker import taking

        return taking.apply_survey(
            self.store,
            Path(path),
            today=counting.today(),
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
            rehearse=rehearse,
        )

    # Asking

    def coverage(
        self,
        *,
        by: Sequence[str] = ("commune",),
        as_of: str | None = None,
        known_at: str | None = None,
        stretch_km: float = 10.0,
    ) -> dict[str, Any]:
        """Return the document ``mocgioi.coverage/1``.

        Args:
            by: ``commune post district funding stretch year marker``, any of them.
            as_of: the day it speaks of, inclusive; today in Việt Nam if left out.
            known_at: by what was recorded until then; a bare day means its end in Việt Nam.
            stretch_km: length of the stretches of the border line.

        Raises:
            UsageError: no such grouping, day or time.
        """
        from mocgioi.analysis.coverage import coverage

        with self.store.reading() as connection:
            inputs = counting.coverage_inputs(
                connection,
                as_of=counting.as_day(as_of) if as_of else counting.today(),
                known_at=counting.as_instant(known_at) if known_at else None,
            )
        return coverage(inputs, by=by, stretch_km=stretch_km)

    def status(self, *, as_of: str | None = None) -> dict[str, Any]:
        """Return the document ``mocgioi.status/1``: the figures at a glance."""
        from mocgioi.analysis.coverage import status

        return status(self.coverage(by=(), as_of=as_of))

    def reach(self, *, as_of: str | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Return the document ``mocgioi.reach/1``: declared and measured, marker by marker."""
        from mocgioi.tracker import measuring

        self.measure()
        return measuring.reach_document(
            self.store,
            as_of=counting.as_day(as_of) if as_of else counting.today(),
            known_at=counting.as_instant(known_at) if known_at else None,
        )

    def measure(self) -> None:
        """Bring the stored distances up to date with the geometry; nothing to do when they are."""
        from mocgioi.tracker import measuring

        measuring.measure(self.store, as_of=counting.today())

    # Showing

    def folium_map(self, *, as_of: str | None = None, lang: Language = "vi") -> folium.Map:
        """Return a `folium.Map` of the store, to add to and to save as usual."""
        from mocgioi.outputs.map import folium_map

        return folium_map(self._map_facts(as_of, lang))

    def map_page(self, *, as_of: str | None = None, lang: Language = "vi") -> str:
        """Return the map as one self-contained HTML page that asks nobody for anything."""
        from mocgioi.outputs.map import write_page

        return write_page(self._map_facts(as_of, lang))

    def _map_facts(self, as_of: str | None, lang: Language) -> Any:
        from mocgioi.tracker import drawing

        coverage = self.coverage(as_of=as_of)
        return drawing.map_facts(
            self.store,
            as_of=coverage["as_of"],
            known_at=None,
            coverage=coverage,
            reach=self.reach(as_of=coverage["as_of"]),
            lang=lang,
        )

    def report(
        self,
        *,
        form: str = "text",
        lang: Language = "vi",
        by: Sequence[str] = ("commune",),
        as_of: str | None = None,
        known_at: str | None = None,
        stretch_km: float = 10.0,
    ) -> str:
        """Return the report: `coverage` as ``text``, ``json``, ``csv``, ``md`` or ``html``."""
        from mocgioi.outputs.report import render

        document = self.coverage(by=by, as_of=as_of, known_at=known_at, stretch_km=stretch_km)
        return render(document, form, lang)

    # Frames

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

    def communes(self) -> GeoDataFrame:
        """Return the communes."""
        return self.frame("communes")

    def observations(self) -> DataFrame:
        """Return every observation, in the order it was recorded."""
        return self.frame("observations")

    # Care

    def check(self) -> list[str]:
        """Return what is wrong with the store as a file; empty when it is whole."""
        return self.store.faults()

    def backup(self, target: str | os.PathLike[str]) -> Path:
        """Copy the store, whole, even while others write; an existing file is not replaced."""
        self.store.backup(Path(target))
        return Path(target)

    def restore(self, source: str | os.PathLike[str]) -> None:
        """Put a backup in the place of the store, in one transaction.

        Raises:
            NotAStore: `source` is no store of ours, or is damaged; the store is as it was.
        """
        backup = Store(Path(source))
        faults = backup.faults()
        if faults:
            raise NotAStore(
                f"Bản sao «{source}» có lỗi: {faults[0]}. Dùng bản sao khác.",
                f"The backup “{source}” is not sound: {faults[0]}. Use another one.",
            )
        backup.backup(self.store.path, replace=True)

    def upgrade(self) -> tuple[int, int]:
        """Bring the store to this program's schema version; return the version before and after."""
        return self.store.upgrade()
