"""What titles over markers, and headings over ticks, say of each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from mocgioi.domain.phrases import SAME, is_mark, read
from mocgioi.domain.places import fold, nfc
from mocgioi.patterns import regex

_LONGEST = 200
"""Characters of a title that are looked at."""

_SECTION = regex(
    r"(?:(?:danh sach|cac|nhung|so|nhom|tong so) )*(?:cot )?moc(?: gioi)?s? (?P<words>.+?)"
    r"(?: gom(?: co)?)?(?: \d+ (?:cot )?moc)?(?: \d+)?"
)


@lru_cache(maxsize=4096)
def of_section(text: str) -> dict[str, str] | None:
    """Return what a title over a list of markers says of each of them; None for any other title.

    >>> of_section("B. Mốc chưa có đường"), of_section("Danh sách mốc đã có đường (12 mốc)")
    ({'road_status': 'none'}, {'road_status': 'built'})
    >>> of_section("Các cột mốc bị mất tích")
    {'marker_condition': 'missing'}
    >>> of_section("Xã Quốc Khánh"), of_section("Mốc đề nghị làm đường")
    (None, None)
    """
    words, is_of_markers, is_of_roads = _words(text)
    if not is_of_markers and not is_of_roads:
        return None
    return _said("road_status" if is_of_roads else "marker_condition", words)


def over_table(lines: Iterable[str]) -> tuple[str, dict[str, str]] | None:
    """Return the last line over a table that says how all its markers are, and what it says."""
    said = [(line, state) for line in lines if (state := of_section(line))]
    return said[-1] if said else None


def over_block(
    section: str | None, over: tuple[str, Mapping[str, str]] | None
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what titles say of the markers of a block, the nearest first: its own, the table's.

    Of lists that are numbered on, the first may stand over the table and the others in it: its
    title says nothing of theirs, but of what they speak.

    Args:
        section: the title of the block. over: the title over the table, and what it says.

    >>> roads = ("1. Các mốc đã có đường", {"road_status": "built"})
    >>> list(over_block("2. Các mốc đang thi công", roads))
    [('2. Các mốc đang thi công', {'road_status': 'under_construction'})]
    >>> list(over_block("2. Các mốc còn vướng rừng", roads))
    []
    """
    own = section and of_section(section)
    if section and own:
        yield section, own
    if over is None:
        return
    if not (section and _goes_on(over[0], section)):
        yield over
    elif not own and "road_status" in over[1]:
        said = _said("road_status", _words(section)[0])
        if said:
            yield section, said


def is_list(section: str | None, over: tuple[str, Mapping[str, str]] | None) -> bool:
    """Say whether the title of a block makes a list of it: by a state, or by its numbering."""
    if not section:
        return False
    return of_section(section) is not None or (over is not None and _goes_on(over[0], section))


def _goes_on(first: str, later: str) -> bool:
    """Say whether two titles are of one numbered row of lists; places number their own."""
    (one, _), (other, tokens) = _numbered(first), _numbered(later)
    is_place = _PLACE.match(" ".join(fold(token) for token in tokens))
    kind = _kind(one)
    return kind is not None and kind == _kind(other) and one != other and not is_place


def _kind(number: str) -> str | None:
    if not number:
        return None
    return "digit" if number.isdigit() else "roman" if set(number) <= set("ivx") else "letter"


_PLACE = regex(r"(?:xa|don|cum|khu|tuyen|thon|ban|huyen|dia ban|doan|to)\b")


def _numbered(text: str) -> tuple[str, list[str]]:
    """Return the number or letter that a title begins with, or nothing, and its words."""
    tokens = re.findall(r"[^\W_]+", nfc(text[:_LONGEST]))
    if tokens and re.fullmatch(r"[ivx]{1,4}|[a-z]|\d{1,2}", fold(tokens[0])):
        return fold(tokens[0]), tokens[1:]
    return "", tokens


def _words(text: str) -> tuple[str, bool, bool]:
    """Return the words of a title that may say a state, and whether it is of markers, of roads."""
    _, tokens = _numbered(text)
    key = " ".join(fold(token) for token in tokens)
    match = _SECTION.fullmatch(key)
    words = _as_written(tokens, key, match) if match else " ".join(tokens)
    return words, match is not None, "duong" in key


def _said(aspect: str, words: str) -> dict[str, str] | None:
    phrase = read(aspect, words)
    if phrase is not None and phrase.values and SAME not in phrase.values.values():
        return phrase.values
    return None


def _as_written(tokens: Sequence[str], key: str, match: re.Match[str]) -> str:
    """Return the words of a title that say the state, with their marks."""
    first = len(key[: match.start("words")].split())
    return " ".join(tokens[first : first + len(match["words"].split())])


@lru_cache(maxsize=4096)
def code_of_heading(aspect: str, heading: str) -> str | None:
    """Return the code that a heading over ticks stands for: ``Chưa có``, ``Bê tông``.

    >>> code_of_heading("road_status", "Chưa có đường"), code_of_heading("road_status", "Xã")
    ('none', None)
    """
    if is_mark(heading) or fold(heading).isdigit():
        return None
    phrase = read(aspect, heading)
    if phrase is None or set(phrase.values) != {aspect} or SAME in phrase.values.values():
        return None
    return phrase.values[aspect]
