"""A row of a field survey (kiểm tra thực địa), understood."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.records import NamedTuple


class SurveyRow(NamedTuple):
    """One row of a field survey (kiểm tra thực địa), understood.

    Attributes:
        number: the marker.
        observed_on: ISO day.
        values: code or text by aspect (``road_status``, ``road_condition``,
            ``marker_condition``, ``funding``, ``note``): the aspects the row speaks of.
        position: where the surveyor stood, or None.
        submission: the key a form tool gave the submission (Kobo ``_uuid``, ODK ``KEY``).
        row: row of the file; sheet: its sheet or layer.
        photos: the photographs it names: heading of the column, and the name as it stands.
        written: the words each state was read from, by aspect.
        waiting: aspects that wait for a person, though the row as a whole does not.
        headings: heading of the column each aspect was read from, and of ``observed_on``.
    """

    number: MarkerNumber
    observed_on: str
    values: dict[str, str]
    position: Position | None = None
    observer: str | None = None
    submission: str | None = None
    illustrative: bool = False
    sheet: str | None = None
    row: int | None = None
    headings: Mapping[str, str] = MappingProxyType({})
    photos: tuple[tuple[str, str], ...] = ()
    written: Mapping[str, str] = MappingProxyType({})
    waiting: frozenset[str] = frozenset()
