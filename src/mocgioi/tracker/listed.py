"""Rows under named columns, of kinds that are known: what frames and exports are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from mocgioi.domain.vocabulary import CODE_LISTS, GATE_KINDS
from mocgioi.errors import Language
from mocgioi.store.homes import SEPARATOR

Kinds = Mapping[str, str]
"""What each column holds, in their order: ``text``, ``list`` (of texts), ``number``, ``whole``,
``day``, ``instant``, ``yes``, ``maybe`` (yes, no, or not known); else the code list whose codes it
holds."""

LISTS = {**CODE_LISTS, "gate_kind": GATE_KINDS}
"""Code lists by the kind of the columns that hold their codes."""

Place = tuple[float | None, float | None] | None
"""Longitude and latitude, EPSG:4326, where they are known."""


class Listed(NamedTuple):
    """Rows as of a day.

    Attributes:
        rows: values in the order of `kinds`; None where nothing is known.
        lang: of labels. by: the column that the rows go by.
        shapes: WKB by row, EPSG:4326; places: or the point of each; neither: no such thing.
    """

    kinds: Kinds
    rows: Sequence[Sequence[Any]]
    lang: Language
    by: str | None = None
    shapes: Sequence[bytes | None] | None = None
    places: Sequence[Place] | None = None

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row by column as text and numbers, beside codes their labels (``…_label``)."""
        for row in self.rows:
            record: dict[str, Any] = {}
            for (name, kind), value in zip(self.kinds.items(), row, strict=True):
                record[name] = _plain(value, kind)
                if kind in LISTS:
                    record[f"{name}_label"] = label_of(kind, value, self.lang)
            yield record


def label_of(kind: str, code: str | None, lang: Language) -> str | None:
    """Return what people call a code of a list; what no list has is its own label."""
    terms = LISTS[kind]
    return code if code is None or code not in terms else terms[code].label.to(lang)


def _plain(value: Any, kind: str) -> Any:
    if kind == "yes":
        return bool(value)
    if value is None:
        return None
    if kind == "list":
        return SEPARATOR.join(value)
    return datetime.fromisoformat(value).isoformat() if kind == "instant" else value
