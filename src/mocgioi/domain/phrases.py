"""What people write of a road or a marker in their own words, where a code list does not end.

A text is understood whole or not at all: it is cut at its commas and conjunctions, and each
part has to be a phrase known here. A word that allows two readings is told with both, never
settled. Spellings that are one code and nothing else stand with the code itself
(`mocgioi.domain.vocabulary`); here stand the phrases that are made of several words, say two
things at once, or none that is new.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mocgioi.domain.places import fold, nfc
from mocgioi.domain.vocabulary import DAMAGED, code_of
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

SAME = "same"
"""In the place of a code: the standing value is confirmed (*không thay đổi*)."""


class Phrase(NamedTuple):
    """What a text says.

    Attributes:
        values: code by aspect, or `SAME` in the place of the code.
        readings: where it allows several readings, the codes of the aspect asked for (and
            `SAME`) that it may mean; then it says nothing.
        in_own_words: it is no spelling of a code list, so that people are told how it was read.
    """

    values: dict[str, str]
    readings: tuple[str, ...] = ()
    in_own_words: bool = True


_MARKS = frozenset("✓✔√☑✅xX×v+")
_DASHES = frozenset("-–—_")
_TICKS = frozenset({"x", "xx", "xxx", "v"})

_TO = r"(?: (?:(?:len|vao|toi|den|ra)(?: kiem tra)?(?: cot)? moc|kiem tra moc))?"
_ROAD = rf"(?: duong(?: nhanh)?)?(?: (?:be tong|btxm|bt xi mang|nhua))?{_TO}"
_YEAR = r"(?: (?:nam )?20\d\d)?"
_CAUSE = r"(?: do(?: (?:mua|lu|bao|set|nuoc|dat|da|thien tai|lun|sat|lo|xe|quet|lon|nhieu)){1,4})?"
_HOW_MUCH = r"(?: (?:nhe|nang|nhieu|mot doan|mot so doan|nhieu doan|nghiem trong))?"

_ROAD_STATUS: tuple[tuple[str, str], ...] = (
    (
        "built",
        rf"(?:(?:da|hien da|hien) )?co(?: san)?{_ROAD}(?: roi)?{_YEAR}"
        r"|(?:da |duoc |dc )+(?:lam|xay|xay dung|xd|hoan thanh|do be tong|be tong hoa"
        rf"|dau tu xay dung)(?: xong)?{_ROAD}{_YEAR}"
        rf"|(?:da )?(?:lam|xay|xay dung|xd|thi cong|do be tong)(?: duong)? xong{_ROAD}{_YEAR}"
        rf"|(?:da )?(?:lam |xay |xay dung |thi cong )?(?:xong|hoan thanh)(?: toan bo)?{_ROAD}"
        rf"(?: roi)?{_YEAR}"
        r"|(?:da )?(?:hoan thanh|xong|dat|lam duoc)? ?100 phan tram"
        r"|(?:da )?(?:nghiem thu|ban giao|dua vao su dung)(?: xong)?(?: (?:va )?(?:ban giao|dua"
        rf" vao su dung))?{_YEAR}"
        rf"|(?:da |co )?roi|duong (?:be tong|btxm)(?: roi)?{_YEAR}|be tong|btxm|be tong hoa",
    ),
    (
        "none",
        r"(?:chua|ch)(?: duoc| dc)?(?: (?:co|lam|xay|xay dung|xd|dau tu|thi cong|khoi cong"
        r"|trien khai|mo))?(?: duong(?: nhanh| di)?)?"
        rf"{_TO}|khong co(?: duong(?: nhanh)?)?{_TO}|khong|chua co gi"
        r"|ko(?: co(?: duong)?)?|k co(?: duong)?"
        r"|(?:moi |dang )?(?:khao sat|xin chu truong|lap du an|lap ho so|xin kinh phi|cho kinh phi"
        r"|cho von|cho phe duyet|trinh phe duyet)"
        r"|(?:(?:da|chi|moi|hien|van) )?(?:co )?duong mon|(?:phai |van )?(?:di|di bang|di theo) "
        r"duong mon|di bo|cat rung",
    ),
    (
        "under_construction",
        r"dang (?:lam|xay|xay dung|xd|tc|thi cong|do be tong|trien khai|mo|mo duong|lam duong"
        rf"|san nen|san gat|thi cong do be tong|hoan thien){_ROAD}(?: do)?"
        rf"|(?:da |moi )?khoi cong{_YEAR}"
        r"|(?:lam |xay |dang )?do dang"
        r"|(?:(?:da |moi |dang )?(?:lam |thi cong |xay )?(?:xong|lam|duoc|lam duoc|hoan thanh|dat"
        r"|thi cong|dat duoc)(?: khoang)? )?[1-9]\d? phan tram(?: khoi luong)?",
    ),
    (
        "approved",
        r"da (?:phe duyet|duyet|duoc phe duyet)(?: (?:du an|dau tu))?",
    ),
)
_DAMAGE: tuple[tuple[str, str], ...] = (
    (
        "impassable",
        rf"(?:duong )?(?:(?:da )?bi )?(?:sat lo|sat|lo dat|sut|lu cuon|cuon troi|lu cuon troi"
        rf"|nuoc cuon troi|vui lap){_HOW_MUCH}{_CAUSE}"
        r"|(?:duong )?khong (?:di|di lai|qua) duoc"
        r"|(?:bi )?chia cat|(?:bi )?tac(?: duong)?|hong han",
    ),
    (
        "damaged",
        rf"(?:duong )?(?:(?:da )?bi )?(?:hu hong|hu|hong|xuong cap|sut lun|lun|nut|vo|bong troc|lun"
        rf" nut){_HOW_MUCH}{_CAUSE}",
    ),
)
_GOOD = r"(?:duong |di lai |chat luong |van )?(?:con )?tot|di lai (?:binh thuong|thuan tien)"
_SAME = (
    r"(?:hien )?(?:khong|ko|k)(?: co)?(?: gi)? ?(?:thay doi|doi|bien dong)(?: gi)?"
    r"|(?:van )?(?:nhu|y) (?:cu|truoc|lan truoc|ky truoc|thang truoc|nam truoc|bao cao truoc)"
    r"|(?:van )?giu nguyen|van the|chua(?: co)?(?: gi)? thay doi(?: gi)?|kd|no change|unchanged"
)
_HARMLESS = (
    r"(?:nam |thang |ngay |tu |den )?[\d ]+|(?:dai|rong|day) ?[\d ]+(?:m|km|cm|met)?"
    r"|do(?: (?:mua|lu|bao|thien tai|dat|da|nuoc)){1,4}|toan tuyen|di bo [\d ]+(?:phut|gio|h)?"
    rf"|duong(?: nhanh)?{_TO}"
)

_TOLD_APART = {
    "đổ": "doo",
    "đo": "ddo",
    "sập": "saap",
    "sắp": "sawp",
    "đầu": "daau",
    "dấu": "dzau",
    "mất": "maat",
    "mặt": "mawt",
    "mát": "mast",
    "gãy": "gaay",
    "gầy": "gawy",
    "vỡ": "vow",
    "vợ": "vox",
}
"""Words that only their marks tell apart, where a marker's fate hangs on them: written without
marks they are asked about."""

_MARKER: tuple[tuple[str, str], ...] = (
    (
        "intact",
        r"(?:moc )?(?:hien )?(?:van |con )*(?:nguyen|nguyen trang|nguyen hien trang|nguyen ven|tot"
        r"|binh thuong|on dinh|on)"
        r"|(?:khong|chua)(?: co| bi| phat hien| thay)? (?:hu hong|hu hai|xe dich|dich chuyen"
        r"|nghieng|maat|hong|thay doi vi tri)(?: gi)?",
    ),
    (
        "minor_damage",
        r"(?:moc )?(?:bi )?(?:sut|me|sut me|sut goc|me goc"
        r"|sut canh|sut nhe|nut nhe|hu hong nhe)",
    ),
    (
        "serious_damage",
        r"(?:moc )?(?:bi )?(?:maat (?:phan |mot phan )?(?:daau|dinh|than|quoc huy)"
        r"|vow (?:than|daau|doi|lam doi)|hu hong nang|nut doi)",
    ),
    (
        "displaced",
        r"(?:moc )?(?:bi )?(?:nghieng|nghieng nhe|nghieng lech|nghieng doo|xe dich"
        r"|dich chuyen|lech vi tri|lun nghieng)(?: (?:ve|sang) phia [a-z ]{1,20})?(?: [\d ]+do)?",
    ),
    (
        "destroyed",
        rf"(?:moc )?(?:da |bi )*(?:doo|gaay|gaay doi|doo gaay|gaay doo|doo nga"
        r"|saap|saap doo|vow nat|pha huy|pha hoai|pha)"
        rf"(?: hoan toan)?{_CAUSE}",
    ),
    ("missing", rf"(?:moc )?(?:da |bi )*maat(?: moc| tich)?{_CAUSE}"),
    (
        "not_found",
        r"(?:chua |khong )(?:tim )?thay(?: moc| cot moc| dau vet)?|khong con moc",
    ),
)
_TWO_READINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "road_status": {
        "bt": ("built", SAME),
        "binh thuong": (SAME, "built"),
        "chua hoan thanh": ("none", "under_construction"),
        "chua xong": ("none", "under_construction"),
        "dung thi cong": ("none", "under_construction"),
        "tam dung": ("none", "under_construction"),
        "co ke hoach": ("none", "approved"),
        "da co ke hoach": ("none", "approved"),
        "mo moi": ("under_construction", "built"),
        "moi mo": ("under_construction", "built"),
        "duong dat": ("none", "built"),
        "co duong dat": ("none", "built"),
        "da co duong dat": ("none", "built"),
        "duong tam": ("none", "built"),
        "co 1 doan": ("none", "under_construction", "built"),
        "co mot doan": ("none", "under_construction", "built"),
        "co khong": ("built", "none"),
        "co duong nhung chua be tong": ("none", "built"),
        "chua co duong be tong": ("none", "built"),
        "se lam": ("none", "approved"),
        "": ("none", SAME),
    },
    "marker_condition": {
        "hu hong": ("minor_damage", "serious_damage"),
        "bi hu hong": ("minor_damage", "serious_damage"),
        "hong": ("minor_damage", "serious_damage"),
        "nut": ("minor_damage", "serious_damage"),
        "bi nut": ("minor_damage", "serious_damage"),
        "vo": ("serious_damage", "destroyed"),
        "bi vo": ("serious_damage", "destroyed"),
        "bong": ("minor_damage", "serious_damage"),
        "bong troc": ("minor_damage", "serious_damage"),
        "mo so": ("intact", "minor_damage"),
        "lun": ("minor_damage", "displaced"),
        "": ("intact", SAME),
    },
}

_CUT = regex(r"[;,:\n()+&]|\.(?!\d)|\bnhưng\b|\bnhung\b|\bsong\b|\btuy nhiên\b|\bvà\b|\s[-–—]\s")
_DECIMAL = regex(r"(?<=\d)[.,](?=\d)")
_LONGEST = 200
"""Characters of a cell that can be a phrase; anything longer is a story."""


def is_mark(text: str) -> bool:
    """Say whether a cell is a tick or a cross: that what its column says is so.

    >>> is_mark("X"), is_mark(" ✓ "), is_mark("có"), is_mark("xa")
    (True, True, False, False)
    """
    stripped = text.strip()
    return bool(stripped) and (
        stripped.lower() in _TICKS or all(char in _MARKS for char in stripped)
    )


@lru_cache(maxsize=8192)
def confirms(aspect: str, text: str) -> bool:
    """Say whether a text may say no more than that the standing value still holds.

    >>> confirms("road_status", "không thay đổi"), confirms("road_status", "đã xây dựng")
    (True, False)
    """
    phrase = read(aspect, text)
    return phrase is not None and SAME in (*phrase.values.values(), *phrase.readings)


def read(aspect: str, text: str) -> Phrase | None:
    """Return what a text says where it answers for `aspect`; None where it is not understood.

    Args:
        aspect: ``road_status`` or another aspect with a code list.
        text: as it stands in the cell.

    >>> read("road_status", "chưa có đường, đi đường mòn").values
    {'road_status': 'none'}
    >>> read("road_status", "đã có đường nhưng sạt lở").values
    {'road_status': 'built', 'road_condition': 'impassable'}
    >>> read("road_status", "như cũ").values, read("road_status", "có đường đất").readings
    ({'road_status': 'same'}, ('none', 'built'))
    >>> read("road_status", "anh Ba biết") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    spelled = code_of(aspect, text) if "?" not in text else None
    if spelled is not None and not _is_marked_otherwise(aspect, text):
        return Phrase({aspect: spelled}, in_own_words=False)
    if aspect == "road_status":
        damage = code_of("road_condition", text)
        if damage in DAMAGED:
            return Phrase({"road_status": "built", "road_condition": damage}, in_own_words=False)
    if is_mark(text) and "?" not in text:
        ticked = code_of(aspect, "x")
        return Phrase({aspect: ticked}) if ticked else None
    return _phrase(aspect, text)


def _is_marked_otherwise(aspect: str, text: str) -> bool:
    """Say whether a spelling of a marker's condition has marks that make another word of it."""
    if aspect != "marker_condition":
        return False
    words = set(re.findall(r"\w+", nfc(text).lower()))
    return bool(words & {"đo", "sắp", "dấu", "mặt", "mát"})


def _phrase(aspect: str, text: str) -> Phrase | None:
    key = fold(text)
    readings = _TWO_READINGS.get(aspect, {}).get(key)
    if readings is not None and (key or text.strip() in _DASHES):
        return Phrase({}, readings)
    if "?" in text:
        return None
    worded = _DECIMAL.sub(" ", nfc(text).lower().replace("%", " phần trăm "))
    if aspect == "marker_condition":
        worded = "".join(_TOLD_APART.get(word, word) for word in re.split(r"\b", worded))
    parts = [key for part in _CUT.split(worded) if (key := fold(part))]
    if not parts:
        return None
    if aspect == "road_status":
        return _of_road(parts)
    if aspect == "marker_condition":
        return _agreed(aspect, [_matching(_MARKER, part) or _same(part) for part in parts])
    return _agreed(aspect, [_same(part) for part in parts])


def _of_road(parts: list[str]) -> Phrase | None:
    """Return what the parts of a text say of a road, all of them together."""
    states: list[str] = []
    damages: list[str] = []
    good = False
    for part in parts:
        state = code_of("road_status", part) or _matching(_ROAD_STATUS, part) or _same(part)
        damage = None if state else _matching(_DAMAGE, part)
        if state:
            states.append(state)
        elif damage:
            damages.append(damage)
        elif re.fullmatch(_GOOD, part) and (len(parts) > 1 or "duong" in part or "lai" in part):
            good = True
        elif not re.fullmatch(_HARMLESS, part):
            return None
    if len(set(states)) > 1 or (good and damages):
        return Phrase({}, tuple(dict.fromkeys(states)) or ("built",))
    status = states[0] if states else "built" if damages or good else None
    if status is None or (status != "built" and (damages or good)):
        return None
    values = {"road_status": status}
    if damages:
        values["road_condition"] = "impassable" if "impassable" in damages else "damaged"
    elif good:
        values["road_condition"] = "good"
    return Phrase(values)


def _agreed(aspect: str, codes: list[str | None]) -> Phrase | None:
    if None in codes:
        return None
    said = tuple(dict.fromkeys(code for code in codes if code))
    return Phrase({aspect: said[0]}) if len(said) == 1 else Phrase({}, said)


def _same(part: str) -> str | None:
    return SAME if re.fullmatch(_SAME, part) else None


def _matching(patterns: tuple[tuple[str, str], ...], part: str) -> str | None:
    return next((code for code, pattern in patterns if re.fullmatch(pattern, part)), None)


_OF_ROADS = regex(r"\b(?:duong|xay|xay dung|thi cong|khoi cong|nghiem thu|be tong|btxm)\b")


def names_road(text: str) -> bool:
    """Say whether words speak of a road or of building by themselves, whatever they stand under.

    >>> names_road("đã xây dựng"), names_road("Hoàn thành"), names_road("đã có đường")
    (True, False, True)
    """
    return _OF_ROADS.search(fold(text[:_LONGEST])) is not None


_OF_A_VISIT = frozenset(
    {"xong", "hoan thanh", "da hoan thanh", "roi", "khong", "0", "1", "x", "ok", "co"}
)


def may_be_of_visit(text: str) -> bool:
    """Say whether words may as well tell of the visit itself: done, or nothing to tell.

    >>> may_be_of_visit("Xong"), may_be_of_visit("đã xây dựng")
    (True, False)
    """
    return fold(text[:_LONGEST]) in _OF_A_VISIT or is_mark(text)
