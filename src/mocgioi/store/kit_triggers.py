"""Triggers that keep what is the province's as it is in the kit of a border post.

A post says what it sees: its markers, their roads, the lines that it draws. Who the communes and
posts are, where the border runs, what was paid and planned is said in the store it was cut from.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store.homes import OF_KIND, Home
from mocgioi.store.kits import KIT
from mocgioi.store.layers import columns_of
from mocgioi.store.schema import BY_NAME
from mocgioi.store.sectors import passing_road_sql
from mocgioi.store.writer import BY_ANOTHER_PROGRAM, refusing

OF_THE_PROVINCE = tuple(home for home in OF_KIND.values() if home.kind != "road")
"""Layers of which nothing is edited in a kit."""

_ROAD = OF_KIND["road"]
_COMMIT_OF_KIT = f"(SELECT commit_number FROM batches WHERE kind = '{KIT}')"
_IN_A_KIT = f"{BY_ANOTHER_PROGRAM} AND EXISTS (SELECT 1 FROM batches WHERE kind = '{KIT}')"


def kit_triggers() -> Iterator[tuple[str, str]]:
    """Yield each trigger by which a kit is no more than its post's: name, and SQL."""
    for home in OF_THE_PROVINCE:
        refusal = refusing(
            f"«{BY_NAME[home.table].title}» là của tỉnh: không sửa trong gói của đồn, hãy sửa ở "
            "kho của tỉnh",
            "is edited in the store of the province, not in the kit of a post",
        )
        yield from _locked(home, refusal, ("INSERT", "UPDATE", "DELETE"))
    refusal = refusing(
        "Tuyến này không lên mốc nào của đồn: không sửa trong gói, hãy sửa ở kho của tỉnh",
        "this road leads to no marker of the post: edit it in the store of the province",
    )
    was_cut = (
        "EXISTS (SELECT 1 FROM observations AS o WHERE o.subject = OLD.uuid"
        f" AND o.aspect = '{_ROAD.existence}' AND o.commit_number = {_COMMIT_OF_KIT})"
    )
    passes = passing_road_sql("OLD", "SELECT number FROM markers")
    yield from _locked(_ROAD, refusal, ("UPDATE", "DELETE"), f" AND {was_cut} AND {passes}")


def _locked(
    home: Home, refusal: str, events: tuple[str, ...], which: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield what refuses that rows of a layer are added, edited or deleted in a kit.

    Args:
        which: the further condition that a row is one of them.
    """
    typed = (home.subject, *columns_of(home), "edited_by")
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in typed)
    for event in events:
        is_edit = f" AND ({changed})" if event == "UPDATE" else ""
        yield (
            f"{home.table}_in_kit_{event.lower()}",
            f"BEFORE {event} ON {home.table} WHEN {_IN_A_KIT}{is_edit}{which}"
            f" BEGIN SELECT {refusal}; END",
        )
