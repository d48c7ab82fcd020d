"""What stands around the markers, put in by what identifies it.

Communes, posts, gates, the border line, the ground of the map, roads, projects, contributions,
published figures.
An import says otherwise of an item that is there, keeps what is known where the file is
silent, and takes nothing away by absence; only a new border line, and a new ground of the map,
takes the place of the old.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.days import day_text
from mocgioi.domain.ground import BY_GROUND
from mocgioi.domain.observation import SubjectState
from mocgioi.domain.places import fold
from mocgioi.domain.targets import Target
from mocgioi.errors import Finding
from mocgioi.store.drafts import Draft
from mocgioi.store.geometry import encode_each, encode_point
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import HOMES, LISTS, SEPARATOR, Home, column_of, fields_of
from mocgioi.store.layers import aspects_of
from mocgioi.store.ledger import record
from mocgioi.store.statements import (
    Statement,
    day_of_change,
    differing,
    is_same,
    put_statements,
    states_of,
)
from mocgioi.words.findings import finding

Said = Mapping[str, str]
"""What a row says of an item, or what counts of it, by column: values as events have them."""

_REPLACED_WHOLE = frozenset({"boundary", "ground"})
"""Kinds of which what a file does not have is no longer there."""

_SAID_ONE_WAY = {"target": ("markers", "added")}
"""By kind, columns that say one thing in two ways: the one that is said last leaves no other."""

_SHOWN = 10
"""How many absent roads are named."""


def put_items(
    transaction: Transaction,
    file: IncomingFile,
    items: Sequence[Any],
    effective_on: str,
    drafts: Iterable[Draft] = (),
    *,
    is_day_given: bool = False,
) -> Receipt:
    """Take in items of one kind, and return the receipt.

    Args:
        effective_on: ISO day from which what differs from what is known holds.
        is_day_given: a person named that day, so that it holds of targets too.
        drafts: what follows of markers from the items; `Draft.row` is the place of the item.

    A new border line or ground replaces the old one whole, from that day.
    """
    if not items:
        return record(transaction, file, [])
    home = HOMES[type(items[0]).__name__]
    states = states_of(transaction, home.existence, aspects_of(home), as_of=effective_on)
    known = {subject: _said_of(state) for subject, state in states.items()}
    incoming = list(_all_said(items, home))
    subjects = list(_recognised(home, incoming, items, known))
    for subject, said in zip(subjects, incoming, strict=True):
        said.update(_cleared(home, said, known.get(subject, {})))
    statements = [
        _statement(home, subject, said, item, known)
        for subject, said, item in zip(subjects, incoming, items, strict=True)
    ]
    named = frozenset(subjects)
    absent = [subject for subject in known if subject not in named]
    besides: list[Statement] = []
    if home.kind in _REPLACED_WHOLE:
        gone = {home.existence: "no"}
        besides = [
            Statement(s, _name(home, s, known[s]), gone, observers=_observers(home, gone))
            for s in absent
        ]
    if home.kind == "target":
        statements = _named_targets(transaction, statements, items)
        if not is_day_given:
            statements = _from_their_year(statements, items, effective_on)
        told = _told_since(statements, states, effective_on, is_day_given=is_day_given)
        file = file._replace(findings=(*file.findings, *told))
    if home.kind == "road":
        file = file._replace(findings=(*file.findings, *_absent(absent, known)))
    return put_statements(
        transaction,
        file,
        statements,
        states,
        home.existence,
        effective_on,
        besides=besides,
        following=drafts,
    )


def _named_targets(
    transaction: Transaction, statements: Sequence[Statement], targets: Sequence[Target]
) -> list[Statement]:
    """Return what targets are called: their year, and the name of their commune or post."""
    communes, posts = (
        dict(transaction.read(f"SELECT code, name FROM {table}")) for table in ("communes", "posts")
    )
    named = []
    for statement, target in zip(statements, targets, strict=True):
        place = " toàn tỉnh"
        if target.commune:
            place = f" xã {communes.get(target.commune, target.commune)}"
        elif target.post:
            place = f" Đồn {posts.get(target.post, target.post)}"
        named.append(statement._replace(name=f"{target.year}{place}"))
    return named


def _from_their_year(
    statements: Sequence[Statement], targets: Sequence[Target], imported_on: str
) -> list[Statement]:
    """Return targets as holding from the beginning where they are new, else for all their year.

    A report of the year whose target was corrected later is to have the corrected one.
    """
    return [
        statement._replace(
            is_from_beginning=True, changed_on=min(imported_on, f"{target.year}-01-01")
        )
        for statement, target in zip(statements, targets, strict=True)
    ]


def _told_since(
    statements: Sequence[Statement],
    states: Mapping[str, SubjectState],
    effective_on: str,
    *,
    is_day_given: bool,
) -> Iterator[Finding]:
    """Tell from when targets hold that come beside those of the store or say otherwise."""
    new = [s for s in statements if states and s.subject not in states]
    if new and not is_day_given:
        yield finding("target-since", "new", count=len(new))
    elif new:
        yield finding("target-since", "new_on", count=len(new), day=day_text(effective_on))
    changed: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        state = states.get(statement.subject)
        for aspect, _ in differing(statement, state) if state else ():
            day = day_of_change(statement, state, aspect, effective_on) if state else ""
            changed[day].add(statement.name)
    for day in sorted(changed):
        names = "; ".join(sorted(changed[day])[:_SHOWN])
        shown = names + (" …" if len(changed[day]) > _SHOWN else "")
        count, since = len(changed[day]), day_text(day)
        yield finding("target-since", "changed", count=count, names=shown, day=since)


def _all_said(items: Sequence[Any], home: Home) -> Iterator[dict[str, str]]:
    """Yield what each item says, by column; what it is silent of is left out."""
    kind = type(items[0])
    columns = [(field, column_of(kind, field)) for field in fields_of(kind)]
    told = [(f, c) for f, c in columns if c is not None and c not in (home.subject, "illustrative")]
    for item, geometry in zip(items, _geometries(items, home), strict=True):
        said: dict[str, str] = {} if geometry is None else {"geom": geometry.hex()}
        for field, column in told:
            value = getattr(item, field)
            if field in LISTS:
                value = SEPARATOR.join(value) or None
            if value is not None:
                said[column] = str(int(value)) if isinstance(value, bool) else str(value)
        yield said


def _geometries(items: Sequence[Any], home: Home) -> Iterator[bytes | None]:
    """Yield the geometry of each item as a blob, None where it has none."""
    if home.geometry == "shape":
        shapes = encode_each([item.geometry for item in items if item.geometry])
        yield from (next(shapes) if item.geometry else None for item in items)
        return
    for item in items:
        is_point = home.geometry == "point" and None not in (item.longitude, item.latitude)
        yield encode_point(item.longitude, item.latitude) if is_point else None


def _cleared(home: Home, said: Said, known: Said) -> Said:
    """Return the columns that what an item says leaves empty: one way of saying it ends another."""
    ways = _SAID_ONE_WAY.get(home.kind, ())
    if not any(way in said for way in ways):
        return {}
    return {way: "" for way in ways if way not in said and way in known}


def _said_of(state: SubjectState) -> Said:
    """Return what counts of an item, by column."""
    return {
        aspect.partition(".")[2]: of_aspect.value
        for aspect, of_aspect in state.aspects.items()
        if of_aspect.value
    }


def _statement(
    home: Home, subject: str, said: Said, item: Any, known: Mapping[str, Said]
) -> Statement:
    values = {home.aspect("existence"): "yes"}
    values |= {home.aspect(column): value for column, value in said.items()}
    papers = (getattr(item, "started_on", None), getattr(item, "completed_on", None))
    return Statement(
        subject=subject,
        name=_name(home, subject, {**said, **known.get(subject, {})}),
        values=values,
        row=getattr(item, "row", None),
        illustrative=item.illustrative if hasattr(item, "illustrative") else False,
        since=min(filter(None, papers), default=None),
        observers=_observers(home, values),
    )


def _observers(home: Home, aspects: Iterable[str]) -> dict[str, str]:
    """Return who says aspects of an item, by aspect, where that is not the file."""
    return dict.fromkeys(aspects, BY_GROUND) if home.kind == "ground" else {}


def _name(home: Home, subject: str, said: Said) -> str:
    """Return what people call an item: its code or name, else what it is recognised by."""
    if home.subject != "uuid":
        return subject
    if home.kind == "ground":
        return said.get("name") or home.table
    parts = (said.get(column) for column in home.key if column != "geom")
    return " ".join(filter(None, parts)) or home.table


def _recognised(
    home: Home, incoming: Sequence[Said], items: Sequence[Any], known: Mapping[str, Said]
) -> Iterator[str]:
    """Yield the subject of each row: the item it is known as, or a new one.

    A code or name of its own, else the same columns of the key; rows alike in them are told
    apart by their order. A road that is the same in all but its name was renamed: its line is
    the same, or it alone serves the same markers.
    """
    if home.subject != "uuid":
        yield from (getattr(item, home.subject) for item in items)
        return
    named = [getattr(item, "uuid", "") for item in items]
    free = {s: said for s, said in known.items() if s not in named}
    by_key = {key: subject for subject, key in _keys(home, free)}
    keys = [key for _, key in _keys(home, dict(enumerate(incoming)))]
    found = [
        uuid if uuid in known else by_key.get(key) for uuid, key in zip(named, keys, strict=True)
    ]
    left = {s: said for s, said in free.items() if s not in found}
    for place, key in enumerate(keys):
        subject = found[place]
        if subject is None and home.kind in ("road", "boundary"):
            subject = _same_but_its_name(incoming[place], left)
            left.pop(subject or "", None)
        yield subject or named[place] or _identity(home, key)


def _keys(home: Home, rows: Mapping[Any, Said]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield rows with what they are recognised by: the key and their order among those alike.

    A road without name and markers is known by its line.
    """
    seen: Counter[tuple[Any, ...]] = Counter()
    for place, said in rows.items():
        key: tuple[Any, ...] = tuple(_folded(said.get(name)) for name in home.key)
        if home.kind == "road" and not said.get("name") and not said.get("serves"):
            key = (said.get("geom"),)
        seen[key] += 1
        yield place, (*key, seen[key])


def _folded(value: str | None) -> str | None:
    return fold(value) if value else None


def _same_but_its_name(said: Said, left: Mapping[str, Said]) -> str | None:
    """Return the one road that was renamed to this one, of those that nothing else names."""
    line, serves = said.get("geom"), said.get("serves")
    same_line = [s for s, old in left.items() if line and _is_line(old.get("geom"), line)]
    if same_line:
        return same_line[0]
    alike = [s for s, old in left.items() if serves and old.get("serves") == serves]
    of_class = [s for s in alike if left[s].get("road_class") == said.get("road_class")]
    return of_class[0] if len(of_class) == 1 else None


def _is_line(old: str | None, line: str) -> bool:
    # Most lines of a province differ in length: what is compared point by point is little.
    return old is not None and len(old) == len(line) and is_same("road.geom", old, line)


def _identity(home: Home, key: tuple[Any, ...]) -> str:
    """Return the identity of a new item: it follows from what it is recognised by.

    So the same file makes the same item in two copies of a store.
    """
    return hashlib.sha256(repr((home.kind, *key)).encode()).hexdigest()[:32]


def _absent(absent: Sequence[str], known: Mapping[str, Said]) -> Iterator[Finding]:
    """Tell which access roads of the store a file of roads does not have: they stay."""
    by_class: defaultdict[str, list[str]] = defaultdict(list)
    for subject in absent:
        said = known[subject]
        by_class[said.get("road_class") or "access"].append(said.get("name") or subject[:8])
    names = by_class["access"]
    if names:
        listed = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        yield finding("road-absent", count=len(names), names=listed)
