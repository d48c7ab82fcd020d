"""What a person changes in the register without a file: dated, with a reason, and undoable.

A marker is retired or given another number, a road is removed or joined to another. Each is one
batch of events; the past keeps what it had.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.days import day_first
from mocgioi.errors import HINT, Hint, UsageError
from mocgioi.store import denominators, history, reading
from mocgioi.store.drafts import Draft
from mocgioi.store.homes import HOMES, SEPARATOR
from mocgioi.store.ledger import record, require_reason
from mocgioi.tracker import naming
from mocgioi.tracker.author import author
from mocgioi.tracker.freshness import measure_within
from mocgioi.tracker.moments import Day, day_or_today, today
from mocgioi.tracker.numbers import canonical_number, present_number
from mocgioi.tracker.one_connection import on_one_connection

if TYPE_CHECKING:
    from mocgioi.domain.register import MarkerEntry, Road
    from mocgioi.store.handle import Store

_SHORT = 8
_ROAD = HOMES["Road"]


@on_one_connection
def retire(
    store: Store, marker: str, *, on: Day | None, why: str, by: str | None = None
) -> Receipt:
    """Record that a marker is no longer there from a day on; see `Register.retire`."""
    number, day = present_number(store, marker), _day(on)
    entry = _entry(store, number)
    values = {"existence": "no"}
    return _record(store, "retire", {number: values}, day, why, by, made_up=entry.illustrative)


@on_one_connection
def renumber(
    store: Store, old: str, new: str, *, on: Day | None, why: str, by: str | None = None
) -> Receipt:
    """Give a marker another number from a day on; see `Register.renumber`."""
    number, other, day = present_number(store, old), canonical_number(new), _day(on)
    entry = _entry(store, number)
    with store.reading() as connection:
        taken = reading.read_markers(connection)
        former = reading.former_numbers(connection)
    if other in taken or other in former:
        raise UsageError(
            f"Số hiệu {other} đã có mốc mang. Chọn số hiệu khác.",
            f"There is a marker {other} already, or was. Choose another number.",
        )
    made_up = entry.illustrative
    # Said of the past for the fold alone: it is no change.
    until_then = [
        _draft(number, "number", number, None, author(by, store), made_up)._replace(
            of_register=False
        )
    ]
    return _record(
        store, "renumber", {number: {"number": other}}, day, why, by, until_then, made_up=made_up
    )


@on_one_connection
def remove_road(
    store: Store, road: str, *, on: Day | None, why: str, by: str | None = None
) -> Receipt:
    """Record that a road is no longer there from a day on; see `Roads.remove`."""
    removed = find_road(store, road)
    values = {removed.uuid: {_ROAD.existence: "no"}}
    names = {removed.uuid: removed.name}
    made_up = removed.illustrative
    return _record(store, "road-remove", values, _day(on), why, by, made_up=made_up, names=names)


@on_one_connection
def join_roads(
    store: Store, road: str, other: str, *, on: Day | None, why: str, by: str | None = None
) -> Receipt:
    """Make one road of two from a day on; see `Roads.join`."""
    kept, joined = find_road(store, road), find_road(store, other)
    if kept.uuid == joined.uuid:
        raise UsageError(
            f"«{road}» và «{other}» là cùng một tuyến. Hãy nêu hai tuyến khác nhau; mã của từng "
            f"tuyến: {HINT}.",
            f"“{road}” and “{other}” are the same road. Name two; what names one for certain: "
            f"{HINT}.",
            hints=(Hint("show road", (other,)),),
        )
    values = {
        kept.uuid: {_ROAD.aspect(column): value for column, value in _together(kept, joined)},
        joined.uuid: {_ROAD.existence: "no"},
    }
    names = {kept.uuid: kept.name, joined.uuid: joined.name}
    made_up = kept.illustrative
    return _record(store, "road-join", values, _day(on), why, by, made_up=made_up, names=names)


def _together(kept: Road, joined: Road) -> Iterable[tuple[str, str]]:
    """Yield what changes of a road when another becomes part of it, by column."""
    import shapely

    from mocgioi.store.geometry import encode_wkb

    lines = [
        part
        for road in (kept, joined)
        if road.geometry
        for part in shapely.get_parts(shapely.from_wkb(road.geometry))
    ]
    if lines:
        yield "geom", encode_wkb(shapely.MultiLineString(lines).wkb).hex()
    if joined.serves:
        yield "serves", SEPARATOR.join(dict.fromkeys((*kept.serves, *joined.serves)))
    for column in ("length_m", "cost_vnd"):
        parts = (getattr(kept, column), getattr(joined, column))
        if None not in parts:
            yield column, str(sum(parts))


def find_road(store: Store, road: str) -> Road:
    """Return the road of a name, or whose identity begins so.

    Raises:
        UsageError: there is none, none any more, or several.
    """
    from mocgioi.domain.register import Road

    with store.reading() as connection:
        meant = naming.find(connection, _ROAD.kind, road, surely=True)
        roads = {each.uuid: each for each in reading.read_items(connection, Road)}
    if meant.subject in roads:
        return roads[meant.subject]
    raise UsageError(
        f"Đường «{meant.name}» không còn trong kho số liệu. Xem: {HINT}.",
        f"The road “{meant.name}” is no longer there. See: {HINT}.",
        hints=[Hint("show", (_ROAD.kind, meant.subject[:_SHORT]))],
    )


def _entry(store: Store, number: str) -> MarkerEntry:
    with store.reading() as connection:
        entries = reading.read_markers(connection)
    if number not in entries:
        raise history.no_marker(number, entries)
    return entries[number]


def _day(on: Day | None) -> str:
    day = day_or_today(on)
    if day > today():
        raise UsageError(
            f"Ngày {day_first(day)} chưa tới; ghi từ hôm nay ({day_first(today())}) trở về trước.",
            f"{day} has not come yet; give today ({today()}) or an earlier day.",
        )
    return day


def _draft(
    subject: str,
    aspect: str,
    value: str,
    day: str | None,
    by: str,
    made_up: bool,
    name: str | None = None,
) -> Draft:
    return Draft(
        row=0,
        subject=subject,
        aspect=aspect,
        value=value,
        observed_on=day,
        observer=by,
        illustrative=made_up,
        of_register=True,
        name=name,
    )


def _record(
    store: Store,
    kind: str,
    values: Mapping[str, Mapping[str, str]],
    day: str,
    why: str,
    by: str | None,
    besides: Iterable[Draft] = (),
    *,
    made_up: bool,
    names: Mapping[str, str | None] = MappingProxyType({}),
) -> Receipt:
    require_reason(why)
    observer = author(by, store)
    drafts = [
        _draft(subject, aspect, value, day, observer, made_up, names.get(subject))
        for subject, said in values.items()
        for aspect, value in said.items()
    ]
    content = json.dumps([kind, day, values], sort_keys=True).encode()
    digest = hashlib.sha256(content).hexdigest()
    file = IncomingFile(
        kind=kind,
        name=kind,
        sha256=digest,
        content_sha256=digest,
        effective_on=day,
        rows_read=1,
        why=why.strip(),
        is_typed_in=True,
    )
    with store.writing() as transaction:
        receipt = record(transaction, file, [*besides, *drafts])
        if kind in denominators.TELLING:
            receipt.denominator = denominators.of_batch(transaction, receipt.batch, today=today())
        measure_within(transaction)
    return receipt
