"""What somebody wrote in the note of a waypoint, part by part: the day, who, the road, the stone.

Parts stand between semicolons. Commas and full stops part them too, where everything between them
is understood by itself and the whole is not.
"""

from __future__ import annotations

import re

from mocgioi.domain import phrases
from mocgioi.domain.phrases import SAME
from mocgioi.domain.places import fold
from mocgioi.domain.waypoints import day_at_head
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

_OF_STONE = regex(r"\s*(?:mốc|moc)\b[\s:]*", re.IGNORECASE)
_OF_ROAD = regex(r"\s*(?:đường|duong)\b[\s:]*", re.IGNORECASE)
_OF_NOTE = regex(r"\s*(?:ghi chú|ghi chu)\b[\s:]*", re.IGNORECASE)
_PARTS = regex(r"[;\n]")
_FINER = regex(r"(?<!\d)[,.]|[,.](?!\d)")
_NAME = r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,6}?)\s*(?=$|[,.;:\d]|ngày\b|ngay\b)[\s,.;:]*"
_WHO = regex(
    r"\s*(?:(?:người|nguoi|cán bộ|can bo)(?:(?: \w+){0,3}(?=\s*:)|(?: (?:đi|di))?"
    r"(?: (?:kiểm tra|kiem tra|kt|ghi))?)"
    rf"|(?:kiểm tra|kiem tra|kt|nkt|surveyor)(?=\s*:))\s*[:.–-]*\s*{_NAME}",
    re.IGNORECASE,
)
_BY = regex(rf"\s*(?i:bởi|boi|by)\b\s*:?\s*(?=[^\W\d_a-z]){_NAME}")
_BARE = regex(rf"\s*{_NAME}")
_RANK = regex(r"(?:dai|trung|thuong|thieu) (?:uy|ta)\b")
_NAMES = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui ngo ly nong luong trieu dinh trinh dao "
    "doan lam phung chu hua be mac luu cao"
)
_SURE_NAMES = "nguyen pham hoang huynh nong trieu trinh phung"
_SURNAMES = frozenset(_NAMES.split())
"""Folded family names by which a name without a word before it is known for one."""
_SURE_IN_CAPITALS = frozenset(_SURE_NAMES.split())
"""Those of them that are no other word in a note written in capitals."""


_IS_BARE = "is_bare_name"


class Said(NamedTuple):
    """What somebody wrote of a marker.

    Attributes:
        day: as written, or None. surveyor: who, or None.
        road, stone: the words about either, or None. note: the rest, or None.
        same: the words by which all that was shown still holds, for whatever of road and stone
            nothing else is said; or None.
        is_bare_name: nothing but its look says that the surveyor's name is one.
    """

    day: str | None = None
    surveyor: str | None = None
    road: str | None = None
    stone: str | None = None
    note: str | None = None
    same: str | None = None
    is_bare_name: bool = False


def said(day: str | None, written: str) -> Said:
    """Return what was written, taken apart.

    Args:
        day: as it stands at the head of the note, or None. written: the rest.

    >>> said("5/11/26", "duong tot, moc hu hong nhe. Nguyen Van A")[1:4]
    ('Nguyen Van A', 'duong tot', 'hu hong nhe')
    >>> said(None, "boi Le C 5/11/26 khong doi")[:2]
    ('5/11/26', 'Le C')
    """
    read: dict[str, str] = {"day": day} if day else {}
    notes: list[str] = []
    for part in _PARTS.split(written):
        _take(part.strip(), read, notes)
    is_bare_name = read.pop(_IS_BARE, None) is not None
    return Said(**read, note="; ".join(notes) or None, is_bare_name=is_bare_name)


def _take(part: str, read: dict[str, str], notes: list[str]) -> None:
    """Put a part where it belongs: into `read`, or what is nothing else into `notes`."""
    left = _headed(part, read)
    if not left:
        return
    pieces = [piece.strip() for piece in _FINER.split(left) if piece.strip()]
    fields = [_field(piece) for piece in pieces]
    if _field(left) is None and len(pieces) > 1 and None not in fields:
        for piece in pieces:
            _take(piece, read, notes)
        return
    field = _field(left) or ("stone" if _OF_STONE.match(left) else "road")
    if field in ("note", "head") or field in read:
        notes.append(_OF_NOTE.sub("", left, count=1))
    else:
        read[field] = _bare(field, left)


def _headed(part: str, read: dict[str, str]) -> str:
    """Return a part without the day and the name at its head, which are put into `read`."""
    for _ in range(2):
        day = day_at_head(part) if "day" not in read else None
        if day is not None:
            read["day"], part = day
        name = _name_at_head(part) if "surveyor" not in read else None
        if name is not None:
            if not (_WHO.match(part) or _BY.match(part)):
                read[_IS_BARE] = "yes"
            read["surveyor"], part = name
    return part.strip()


def _name_at_head(part: str) -> tuple[str, str] | None:
    """Return the name with which a part begins, and what follows it."""
    headed = _WHO.match(part) or _BY.match(part)
    match = headed or _BARE.match(part)
    if match is None:
        return None
    words = match["name"].split()
    starts = (n for n in range(len(words)) if _is_state(" ".join(words[n:])))
    ends = next(starts, len(words))
    if not ends:
        return None
    name, rest = " ".join(words[:ends]), " ".join(words[ends:])
    return (
        (name, rest + part[match.end("name") :].lstrip(" ,.;:"))
        if headed or _is_name(name)
        else None
    )


def _is_name(words: str) -> bool:
    """Say whether words without anything before them are the name of a person.

    >>> _is_name("Le C"), _is_name("LE DUONG"), _is_name("Dai uy Be Van D"), _is_name("Duong Tot")
    (True, False, True, False)
    """
    parts = words.split()
    key = fold(words)
    if _RANK.match(key):
        return len(parts) > 2
    known = _SURE_IN_CAPITALS if words.isupper() else _SURNAMES
    return (
        1 < len(parts) < 6
        and all(part[0].isupper() for part in parts)
        and key.split()[0] in known
        and not any(phrases.read(aspect, words) for aspect in ("road_status", "marker_condition"))
    )


def _field(part: str) -> str | None:
    """Return what a part is of, ``head`` for a day or a name; None: not understood."""
    if _OF_NOTE.match(part):
        return "note"
    if _is_same(part):
        return "same"
    if any(head is not None and not head[1] for head in (day_at_head(part), _name_at_head(part))):
        return "head"
    return _state(part)


def _is_state(words: str) -> bool:
    return _is_same(words) or _state(words) is not None


def _state(part: str) -> str | None:
    """Return of which of road and stone a part says how it is; None where it is not understood."""
    if _OF_STONE.match(part):
        return "stone" if phrases.read("marker_condition", _bare("stone", part)) else None
    if phrases.read("road_status", part) or phrases.read("road_status", _bare("road", part)):
        return "road"
    return "stone" if phrases.read("marker_condition", part) else None


def _is_same(part: str) -> bool:
    """Say whether a part says of all that was shown, and of nothing else, that it still holds."""
    return all(
        phrase is not None and set(phrase.values.values()) == {SAME}
        for phrase in (phrases.read("road_status", part), phrases.read("marker_condition", part))
    )


def _bare(field: str, part: str) -> str:
    """Return a part without the word for what it is of, for the road where it has to go."""
    if field == "stone":
        return _OF_STONE.sub("", part, count=1)
    if field != "road" or phrases.read("road_status", part) is not None:
        return part
    bare = _OF_ROAD.sub("", part, count=1)
    return bare if phrases.read("road_status", bare) else part
