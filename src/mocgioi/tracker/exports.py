"""Tables of the store as files for other programs, which come home by ``merge``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi import sources
from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import HINT, Hint, Language, Text, UsageError, WouldLose
from mocgioi.outputs.audience import checked_audience
from mocgioi.outputs.export.columns import GEOMETRIES
from mocgioi.outputs.export.formats import Format, format_of
from mocgioi.store import foreign
from mocgioi.store.copying import COMPANIONS
from mocgioi.tracker import exporting
from mocgioi.tracker.exported import exported
from mocgioi.tracker.moments import Day, Moment
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from mocgioi.outputs.audience import Audience
    from mocgioi.outputs.export.table import Table
    from mocgioi.store.handle import Store

_AREAS = ("communes", "ground")
_SHAPEFILES = (".shp", ".zip")

_MADE_UP = Text("SỐ LIỆU MINH HỌA", "ILLUSTRATIVE DATA")
_NO_PLACE = Text(
    "{count} hàng không có vị trí, không có trên {name}",
    "{count} rows without a place are not in {name}",
)
_LINES_LEFT = Text(
    "bảng không có hình vẽ: chỉ có các cột số liệu",
    "a table has no shapes: it has the columns only",
)
_APART = Text(
    "điểm, tuyến, vùng nằm ở các tệp .shp riêng (-diem, -tuyen, -vung); gộp về từng tệp .shp",
    "points, lines and areas are .shp files of their own (-diem, -tuyen, -vung); merge each .shp",
)
_CUT = Text("văn bản bị cắt ở 254 byte: {columns}", "texts cut at 254 bytes: {columns}")


class Exports:
    """What of a store leaves as files."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def table(
        self,
        kind: str,
        *,
        crs: str | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        audience: Audience = "full",
        lang: Language = "vi",
    ) -> Table:
        """Return what is exported of a kind: columns, rows and shapes.

        Args:
            kind: ``markers``, ``roads``, ``communes`` … (`exporting.KINDS`).
            crs: ``EPSG:n`` of the shapes; longitude and latitude of WGS 84 if left out.
            as_of, known_at: as in `Figures.coverage`.
            audience: as for `Maps.page`: ``internal`` has places to about 11 m and no names,
                notes, sources; ``public`` nothing of any single marker.
            lang: of labels and titles.

        Raises:
            UsageError: no such kind, day or audience, or nothing that this audience may see.
            CrsProblem: no such system.
        """
        made = exporting.table(
            self._store,
            kind,
            as_of=as_of,
            known_at=known_at,
            audience=checked_audience(audience),
            lang=lang,
        )
        return made if crs is None else _in_system(made, crs)

    def write(
        self,
        kind: str,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        audience: Audience = "full",
        lang: Language = "vi",
        replace: bool = False,
        remark: Callable[[str], None] = lambda _: None,
    ) -> list[Path]:
        """Write what is exported of a kind to a file, and return the files there are then.

        A shapefile and a MapInfo table are several files; the last one is that of `path`. Each
        comes into being whole. What was edited in such a file comes home by `Tracker.merge`.

        Args:
            path: its ending chooses the format (`mocgioi.outputs.export.formats.FORMATS`).
            kind, crs, as_of, known_at, audience, lang: as for `table`; a drawing (DXF) is in
                EPSG:9215 where no system is given.
            replace: also over files that are there, a GeoPackage only where it is an export.
            remark: called with what the format cannot hold.

        Raises:
            UsageError, CrsProblem: as for `table`; an ending that is no format, a system or a
                kind that the format does not have, or a database stands at `path`.
            WouldLose: there is a file of that name, or one that would stand beside it.
            CannotWrite: the file or its folder cannot be written.
        """
        path = Path(path)
        form = format_of(path.name)
        exporting.checked_kind(kind)
        _refuse_unfit(kind, form, path, crs)
        wanted = crs or (form.crs if kind in GEOMETRIES else None)
        made = self.table(
            kind,
            crs=None if wanted == STORAGE_CRS else wanted,
            as_of=as_of,
            known_at=known_at,
            audience=audience,
            lang=lang,
        )
        files = {path.with_name(name): data for name, data in form.write(made, path.name).items()}
        if not replace:
            _refuse_taken([file for file in files if file.exists()], path)
        for text in _remarks(made, form, path):
            remark(text)
        for file, data in files.items():
            write_whole(file, data, over_database=replace and _is_an_export(file))
        return list(files)


def _refuse_taken(there: Sequence[Path], path: Path) -> None:
    """Refuse to write over files: somebody may have edited an export, or they are no export."""
    if there:
        listed = ", ".join(f"«{file.name}»" for file in there)
        raise WouldLose(
            f"Đã có {listed}, có thể đã có người sửa trong đó nên không ghi đè. Nhập phần sửa về "
            f"trước: {HINT}, rồi ghi đè bằng --replace; hoặc đặt tên khác.",
            f"There is {listed} already; somebody may have edited it, so it is not written over. "
            f"Take edits home first: {HINT}, then write over it with --replace; or give another "
            "name.",
            hints=(Hint("merge", (str(path),)),),
        )


def _is_an_export(path: Path) -> bool:
    """Say whether a database is an export and nothing else, and no program has it open."""
    if path.suffix.lower() != ".gpkg" or not path.exists():
        return False
    if any(path.with_name(path.name + companion).exists() for companion in COMPANIONS):
        return False
    if foreign.is_store(path):
        return False
    tables = [table for table in sources.read(path).tables if table.name != "layer_styles"]
    return bool(tables) and all(exported(table) is not None for table in tables)


def _refuse_unfit(kind: str, form: Format, path: Path, crs: str | None) -> None:
    """Refuse what a format cannot hold, before anything is read."""
    ending = path.suffix.lower()
    if form.needs_place and kind not in GEOMETRIES:
        raise UsageError(
            f"«{kind}» không có vị trí trên bản đồ, {ending} chỉ có hình. Xuất thành .xlsx, .csv "
            "hoặc .gpkg.",
            f"“{kind}” has no place on the map, and {ending} has shapes only. Export it as .xlsx, "
            ".csv or .gpkg.",
        )
    if kind in _AREAS and not form.has_areas:
        raise UsageError(
            f"{ending} chỉ có điểm và tuyến, không có vùng. Xuất «{kind}» thành .kml hoặc .gpkg.",
            f"{ending} has points and lines, and no areas. Export “{kind}” as .kml or .gpkg.",
        )
    if crs is not None and not form.is_free and crs.upper() != STORAGE_CRS:
        raise UsageError(
            f"{ending} chỉ ghi kinh độ, vĩ độ WGS 84 (EPSG:4326). Bỏ --crs, hoặc xuất thành .gpkg, "
            ".shp, .dxf, .csv để dùng hệ khác.",
            f"{ending} has longitude and latitude of WGS 84 (EPSG:4326) only. Leave out --crs, or "
            "export as .gpkg, .shp, .dxf or .csv for another system.",
        )


def _in_system(table: Table, crs: str) -> Table:
    """Return a table with its shapes in a system, by the datum change of `domain.crs`."""
    from mocgioi.domain.crs import authority_code, crs_name, to_metric

    code = authority_code(crs)
    crs_name(code)
    if table.shapes is None or code == STORAGE_CRS:
        return table
    import numpy as np
    import shapely

    def placed(places: Any) -> Any:
        return np.column_stack(to_metric(places[:, 0], places[:, 1], code))

    shapes = [
        None if wkb is None else shapely.to_wkb(shapely.transform(shapely.from_wkb(wkb), placed))
        for wkb in table.shapes
    ]
    return table._replace(shapes=shapes, crs=code)


def _remarks(table: Table, form: Format, path: Path) -> list[str]:
    """Return what whoever exports has to know of the file."""
    texts = []
    lang = table.lang
    if table.illustrative:
        texts.append(_MADE_UP.to(lang))
    if form.limits is not None:
        texts.append(f"{path.suffix}: {form.limits.to(lang)}")
    ending = path.suffix.lower()
    if ending in (*_SHAPEFILES, ".tab", ".mif"):
        from mocgioi.outputs.export.by_gdal import by_dimension, cut

        if ending in _SHAPEFILES and len(by_dimension(table)) > 1:
            texts.append(_APART.to(lang))
        if columns := cut(table):
            texts.append(_CUT.to(lang).format(columns=", ".join(columns)))
    if table.shapes is not None:
        missing = sum(shape is None for shape in table.shapes)
        if missing and form.needs_place:
            texts.append(_NO_PLACE.to(lang).format(count=missing, name=path.name))
        if ending in (".csv", ".xlsx") and table.geometry != "Point":
            texts.append(_LINES_LEFT.to(lang))
    return texts
