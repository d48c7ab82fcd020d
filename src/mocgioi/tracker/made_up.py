"""Real and made-up data never stand in one store: its figures would be neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mocgioi.errors import HINT, Hint, UsageError
from mocgioi.intake import PhotoRow
from mocgioi.store import reading
from mocgioi.store.handle import Store

_OF_THE_GROUND = ("markers", "roads", "survey")
"""Kinds of which made-up and real rows must not stand in one store."""


def refuse_mixture(store: Store, kind: str, made_up: Iterable[bool]) -> None:
    """Refuse real rows in a store of made-up markers, and made-up rows in a store of real ones:
    its figures would be neither.

    Args:
        made_up: of each row whether it is, or what of the two occurs.
    """
    if kind not in _OF_THE_GROUND:
        return
    occurs = frozenset(made_up)
    if not occurs:
        return
    with store.reading() as connection:
        is_made_up, is_real = reading.is_illustrative(connection), reading.is_real(connection)
    if is_made_up and False in occurs:
        raise UsageError(
            f"«{store.place}» là kho SỐ LIỆU MINH HỌA, không nhận số liệu thật. Tạo kho riêng: "
            f"{HINT}",
            f"“{store.place}” holds ILLUSTRATIVE DATA and takes no real data. "
            f"Make a store of your own: {HINT}",
            hints=[Hint("init", ("--store", "langson-that.gpkg"))],
        )
    if is_real and True in occurs:
        raise UsageError(
            f"«{store.place}» là kho số liệu thật, không nhận SỐ LIỆU MINH HỌA. Tạo kho riêng để "
            f"xem thử: {HINT}",
            f"“{store.place}” holds real data and takes no ILLUSTRATIVE DATA. Make a store of its "
            f"own to try it: {HINT}",
            hints=[Hint("init", ("--store", "langson-minh-hoa.gpkg"))],
        )


def photographs(store: Store, photos: Sequence[PhotoRow]) -> list[PhotoRow]:
    """Return photographs that came without a table as what they are in this store.

    A photograph cannot say it itself: of markers that were all made up, it is made up too.
    """
    with store.reading() as connection:
        is_made_up = reading.is_all_made_up(connection)
    return [photo._replace(illustrative=is_made_up) for photo in photos]
