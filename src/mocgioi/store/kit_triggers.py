"""Triggers that keep what is the province's as it is in the kit of a border post.

A post says what it sees: its markers, their roads, the lines that it draws. Who the communes and
posts are, where the border runs, what was paid and planned is said in the store it was cut from.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store.homes import OF_KIND
from mocgioi.store.kits import KIT
from mocgioi.store.layers import columns_of
from mocgioi.store.schema import BY_NAME
from mocgioi.store.sectors import passing_road_sql
from mocgioi.store.writer import BY_ANOTHER_PROGRAM, refusing

OF_THE_PROVINCE = tuple(home for home in OF_KIND.values() if home.kind != "road")
"""Layers of which nothing is edited in a kit."""

_ROAD = OF_KIND["road"]
_COMMIT_OF_KIT = f"(SELECT commit_number FROM batches WHERE kind = '{KIT}')"
_IS_A_KIT = f"EXISTS (SELECT 1 FROM batches WHERE kind = '{KIT}')"


def province_refusals() -> str:
    """Return the statement that refuses, before an edit is recorded, that it is one of a layer of
    which nothing is edited in a kit.
    """
    kinds = "".join(
        f" WHEN '{home.kind}' THEN "
        + refusing(
            f"«{BY_NAME[home.table].title}» là của tỉnh: không sửa trong gói của đồn, hãy sửa ở "
            "kho của tỉnh",
            "is edited in the store of the province, not in the kit of a post",
        )
        for home in OF_THE_PROVINCE
    )
    # The aspect of a marker has no point, and so no kind.
    kind = "substr(NEW.aspect, 1, instr(NEW.aspect, '.') - 1)"
    return f" SELECT CASE {kind}{kinds} END WHERE {_IS_A_KIT};"


def kit_triggers() -> Iterator[tuple[str, str]]:
    """Yield each trigger that keeps the roads of others as they are in a kit: name, and SQL."""
    refusal = refusing(
        "Tuyến này không lên mốc nào của đồn: không sửa trong gói, hãy sửa ở kho của tỉnh",
        "this road leads to no marker of the post: edit it in the store of the province",
    )
    was_cut = (
        "EXISTS (SELECT 1 FROM observations AS o WHERE o.subject = OLD.uuid"
        f" AND o.aspect = '{_ROAD.existence}' AND o.commit_number = {_COMMIT_OF_KIT})"
    )
    which = f"{was_cut} AND {passing_road_sql('OLD', 'SELECT number FROM markers')}"
    typed = (_ROAD.subject, *columns_of(_ROAD), "edited_by")
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in typed)
    for event, is_edit in (("UPDATE", f" AND ({changed})"), ("DELETE", "")):
        yield (
            f"roads_in_kit_{event.lower()}",
            f"BEFORE {event} ON {_ROAD.table} WHEN {BY_ANOTHER_PROGRAM} AND {_IS_A_KIT}{is_edit}"
            f" AND {which} BEGIN SELECT {refusal}; END",
        )
