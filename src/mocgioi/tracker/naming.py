"""Which road, commune, post, gate or project a person means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.decision import latest_verdicts
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import NOTHING, AspectState, Observation, fold
from mocgioi.domain.places import bare_name, post_key
from mocgioi.domain.places import fold as folded
from mocgioi.domain.subjects import KINDS
from mocgioi.errors import HINT, Hint, UsageError
from mocgioi.store import events
from mocgioi.store.homes import OF_KIND, SEPARATOR, Home

if TYPE_CHECKING:
    import sqlite3

_SHORT = 8
"""Characters of a uuid that are shown; half of them name it."""

_SURE = 3
"""How many of the ways of naming are sure ones."""

_LISTED = 8
"""How many are listed where several are meant."""


class Named(NamedTuple):
    """What a person may mean.

    Attributes:
        subject: its identity. name: what it is called, else its identity.
        names: all it was ever called. serves: the markers it serves.
        exists: whether it is there, by all that is known.
    """

    subject: str
    name: str
    names: tuple[str, ...]
    serves: tuple[str, ...]
    exists: bool


def find(
    connection: sqlite3.Connection,
    kind: str,
    given: str,
    *,
    surely: bool = False,
    again: Callable[[str], Hint] | None = None,
) -> Named:
    """Return the one that is meant.

    What is there goes before what is there no more; the identity before the name, the name of
    today before a former one, this before the markers served and before a part of the name.

    Args:
        surely: by its identity or the name of today alone: something is to be changed.
        again: the command to type instead, with an identity; `show` if left out.

    Raises:
        UsageError: nothing of that kind is called so, or several are, which are then listed.
    """
    home = OF_KIND[kind]
    known = list(_known(connection, home))
    for place, matching in enumerate(_tiers(home, given, known)):
        there = [each for each in matching if each.exists] or matching
        if len(there) == 1 and surely and place >= _SURE:
            raise _none(home, given, known, near=there)
        if len(there) == 1:
            return there[0]
        if there:
            raise _several(home, given, there, again)
    raise _none(home, given, known)


def _known(connection: sqlite3.Connection, home: Home) -> Iterator[Named]:
    """Yield everything of a kind that was ever spoken of."""
    named, serving = home.aspect("name"), home.aspect("serves")
    verdicts = latest_verdicts(events.read_decisions(connection))
    by_subject: dict[str, dict[str, list[Observation]]] = {}
    aspects = (home.existence, named, serving)
    for o in events.read_observations(connection, aspects=aspects, in_order=True):
        by_subject.setdefault(o.subject, {}).setdefault(o.aspect, []).append(o)
    for subject, said in by_subject.items():
        states: Mapping[str, AspectState] = {
            aspect: fold(observations, verdicts) for aspect, observations in said.items()
        }
        yield Named(
            subject=subject,
            name=states.get(named, NOTHING).value or subject,
            names=tuple(o.value for o in said.get(named, ())),
            serves=tuple((states.get(serving, NOTHING).value or "").split(SEPARATOR)),
            exists=states.get(home.existence, NOTHING).value == "yes",
        )


def _tiers(home: Home, given: str, known: Sequence[Named]) -> Iterator[list[Named]]:
    """Yield what matches, the surest ways of naming first."""
    key = _key(given)
    is_uuid = home.subject == "uuid" and len(given) >= _SHORT // 2
    yield [each for each in known if each.subject == given or _key(each.subject) == key]
    yield [each for each in known if is_uuid and each.subject.startswith(given.lower())]
    yield [each for each in known if _key(each.name) == key]
    yield [each for each in known if key in map(_key, each.names)]
    if home.kind == "post":
        rank = post_key(given)
        yield [each for each in known if rank in map(post_key, each.names)]
    number = _number(given)
    yield [each for each in known if number in each.serves]
    yield [each for each in known if f" {key} " in f" {folded(each.name)} "]


def _key(name: str) -> str:
    return folded(bare_name(name))


def _number(given: str) -> str | None:
    try:
        return str(MarkerNumber.parse(given))
    except ValueError:
        return None


def _called(home: Home, each: Named) -> str:
    """Return what is listed of one: its name, and what names it for certain."""
    identity = each.subject[:_SHORT] if home.subject == "uuid" else each.subject
    return identity if each.name in (each.subject, identity) else f"{each.name} ({identity})"


def _listed(home: Home, some: Iterable[Named]) -> str:
    called = [_called(home, each) for each in some]
    return ", ".join(called[:_LISTED]) + (" …" if len(called) > _LISTED else "")


def _several(
    home: Home, given: str, matching: Sequence[Named], again: Callable[[str], Hint] | None
) -> UsageError:
    what, listed = KINDS[home.kind], _listed(home, matching)
    first = matching[0].subject
    identity = first[:_SHORT] if home.subject == "uuid" else first
    return UsageError(
        f"«{given}» ứng với {len(matching)} {what.vi}, cần đúng một: {listed}. "
        f"Gõ mã trong ngoặc: {HINT}.",
        f"“{given}” names {len(matching)} of kind {what.en}, and one is needed: {listed}. "
        f"Type what stands in brackets: {HINT}.",
        hints=[again(identity) if again else Hint("show", (home.kind, identity))],
    )


def _none(home: Home, given: str, known: Sequence[Named], near: Sequence[Named] = ()) -> UsageError:
    what = KINDS[home.kind]
    by_key = {key: each for each in known for key in map(_key, (each.subject, each.name))}
    near = near or [by_key[key] for key in get_close_matches(_key(given), by_key, n=3)]
    vi, en = (
        f"Không có {what.vi} nào là «{given}» trong kho số liệu.",
        f"There is no {what.en} “{given}”.",
    )
    if near:
        listed = _listed(home, dict.fromkeys(near))
        return UsageError(f"{vi} Có phải là: {listed}?", f"{en} Is it: {listed}?")
    listed = _listed(home, [each for each in known if each.exists])
    return UsageError(f"{vi} Đang có: {listed or 0}.", f"{en} There is: {listed or 0}.")
