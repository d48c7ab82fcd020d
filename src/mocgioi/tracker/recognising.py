"""Of which kind of the register a file seems to be: a proposal that a person confirms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.places import fold
from mocgioi.errors import MocgioiError

if TYPE_CHECKING:
    from mocgioi.sources import RawFile, RawTable

HEIGHTS = (".tif", ".tiff")
"""Endings of rasters: heights of the ground."""

SURVEY = "survey"
"""What is proposed for a file that belongs to the surveys, and not to the register."""

_NAMES: dict[str, str] = {
    "communes": "xa|cac xa|communes|commune|dia phan xa|don vi hanh chinh|xa phuong",
    "posts": "don|cac don|don bien phong|posts|dbp",
    "gates": "cua khau|gates|ckqt",
    "boundary": "duong bien|bien gioi|duong bien gioi|boundary|border",
    "ground": "nen|nen ban do|ground",
    "markers": "moc|so dang ky|register|markers|danh sach moc|so moc|moc gioi|cot moc",
    "roads": "duong|tuyen duong|roads|duong nhanh|duong tuan tra|tuyen",
    "projects": "cong trinh|du an|projects|duong da lam",
    "contributions": "dong gop|ung ho|xa hoi hoa|contributions",
    "published": "da cong bo|cong bo|published",
    "targets": "chi tieu|ke hoach|targets",
}
"""Folded words of names of files and sheets, by kind."""

_SHAPES: dict[str, frozenset[str]] = {
    "communes": frozenset({"polygon", "point", ""}),
    "posts": frozenset({"point", ""}),
    "gates": frozenset({"point", ""}),
    "boundary": frozenset({"line"}),
    "ground": frozenset({"point", "line", "polygon"}),
    "markers": frozenset({"point", ""}),
    "roads": frozenset({"line", ""}),
    "projects": frozenset({""}),
    "contributions": frozenset({""}),
    "published": frozenset({""}),
    "targets": frozenset({""}),
    "surveys": frozenset({"point", ""}),
}
"""What the rows of a file of each kind may be drawn as; empty: not at all."""

_SHAPE_OF_CODE = {1: "point", 4: "point", 2: "line", 5: "line", 3: "polygon", 6: "polygon"}
"""By the code that WKB (OGC 06-103r4) has for a type."""

_OF_ANY_KIND = frozenset({"source", "illustrative", "note", "crs", "wkt", "words", "confidence"})
"""Fields that tell nothing of what a file is of."""

_OF_MANY_KINDS = frozenset({"name", "code", "kind"})
"""Fields that tell little, for most files have them."""

_NAMED = 2.0
"""How many columns the name of a file weighs as much as."""


_LEAST = 2.0
"""What speaks for a kind that is proposed: a name alone could be anything's."""

_FEW_LINES = 3
"""A border comes in so many lines at most, or in pieces that say where they lie."""


class Proposal(NamedTuple):
    """Of which kind a file seems to be.

    Attributes:
        kind: of `mocgioi.tracker.register.KINDS`; `SURVEY`; None where nothing fits.
        headings: those that speak for it.
        error: why it could not be read at all.
        tells_states: it has a column of what somebody sees at a marker, as surveys have.
    """

    kind: str | None
    headings: tuple[str, ...] = ()
    error: MocgioiError | None = None
    tells_states: bool = False


def propose(path: Path) -> Proposal:
    """Return of which kind of the register a file seems to be, by its headings and shapes."""
    if path.suffix.lower() in HEIGHTS:
        return Proposal("dem")
    try:
        raw = sources.read(path)
    except MocgioiError as error:
        return Proposal(None, error=error)
    found = [rated for table in raw.tables for rated in _rated(raw, table)]
    if not found:
        return Proposal("boundary" if _is_bare_border(raw) else None)
    _, kind, headings = max(found, key=lambda rated: rated[0])
    proposal = Proposal(SURVEY if kind == "surveys" else kind, headings)
    return proposal._replace(tells_states=any(map(_tells_states, raw.tables)))


def _tells_states(table: RawTable) -> bool:
    told = sources.recognise(table.header, sources.fields_of("surveys")).index
    return not told.keys().isdisjoint(SURVEYED)


def _rated(raw: RawFile, table: RawTable) -> list[tuple[float, str, tuple[str, ...]]]:
    """Return the kinds that a table may be of: how much speaks for each, and which headings."""
    shape = _shape_of(table)
    names = _names_of(raw, table)
    rated = []
    for kind, shapes in _SHAPES.items():
        columns = sources.recognise(table.header, sources.fields_of(kind))
        drawn = "wkt" if "wkt" in columns and not shape else shape
        if columns.missing or (drawn not in shapes and drawn != "wkt"):
            continue
        telling = [field for field in columns.index if field not in _OF_ANY_KIND]
        named = _name_weight(kind, names)
        told = sum(0.5 if field in _OF_MANY_KINDS else 1.0 for field in telling)
        score = told - 0.5 * len(columns.unused) + (_NAMED + 0.1 * named if named else 0)
        if score < _LEAST:
            continue
        headings = tuple(table.header[columns.index[field]] for field in telling)
        rated.append((score, kind, headings))
    return rated


def _is_bare_border(raw: RawFile) -> bool:
    """Say whether a file is a line or a few, named for a border, with no column of markers."""
    if len(raw.tables) != 1 or not 0 < len(raw.tables[0].rows) <= _FEW_LINES:
        return False
    table = raw.tables[0]
    return (
        _shape_of(table) == "line"
        and _name_weight("boundary", _names_of(raw, table)) > 0
        and "number" not in sources.recognise(table.header, sources.fields_of("surveys")).index
    )


def _names_of(raw: RawFile, table: RawTable) -> str:
    return f" {fold(Path(raw.name).stem)} {fold(table.name or '')} "


def _name_weight(kind: str, names: str) -> int:
    """Return the length of the longest word for a kind among names; 0: there is none."""
    words = _NAMES.get(kind, "").split("|")
    return max((len(word) for word in words if word and f" {word} " in names), default=0)


def _shape_of(table: RawTable) -> str:
    """Return what the rows are drawn as: ``point line polygon``, empty: not at all."""
    first = next((row.geometry for row in table.rows if row.geometry is not None), None)
    if first is None:
        return ""
    code = int.from_bytes(first[1:5], "little" if first[0] else "big")
    return _SHAPE_OF_CODE.get(code, "")
