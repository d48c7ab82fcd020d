"""What headings may be known by: the one comparison of a heading with the names of fields."""

from __future__ import annotations

import re
from functools import lru_cache

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.places import fold
from mocgioi.patterns import regex
from mocgioi.sources import states
from mocgioi.sources.fields import KINDS, PHOTO_WORDS, Field, fields_of

BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_CRS_WORDS = regex(
    r"(?<![\s,;(])[\s,;(]*\b(?:vn[\s_-]?2000|wgs[\s_-]?84|ktt|kinh tuyến|kinh tuyen|múi|epsg|utm"
    r"|hệ t(?:ọa|oạ) độ)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL = regex(r"^\s*\d{1,2}\s*[.)]\s+(?=\D)")
_QUESTION = regex(r"[a-z0-9_]+(?:-[a-z0-9_]+)+", re.IGNORECASE)
"""A question in a group, as ODK heads its column: ``thong_tin-ngay_kiem_tra``."""
_OF_SERVER = frozenset({"_id", "_index", "_notes", "_status", "_tags"})
"""Columns in which KoboToolbox tells of its own work; without the stroke they are questions."""
_BY_SUFFIX = {
    "latitude": "latitude",
    "longitude": "longitude",
    "precision": "accuracy_m",
    "accuracy": "accuracy_m",
}
"""Form tools prefix a question's name: ``_gps_latitude``, ``vi_tri-Accuracy``."""


@lru_cache(maxsize=4096)
def keys(heading: str) -> tuple[str, ...]:
    """Return the folded forms a heading may be known by, most literal first.

    ``Đường / Tình trạng``, a group over a column, is also known as ``Tình trạng đường``.
    """
    heading = _ORDINAL.sub("", heading).rstrip(" ?:")
    plain = "/".join(_CRS_WORDS.sub("", part) for part in heading.split("/"))
    bare = BRACKETS.sub(" ", plain)
    parts = BRACKETS.sub(" ", heading).strip("/").split("/")
    last = _CRS_WORDS.sub("", parts[-1])
    joined = f"{last} {parts[0]}" if len(parts) > 1 else last
    asked = heading.rpartition("-")[2] if _QUESTION.fullmatch(heading) else last
    forms = [fold(form) for form in (heading, plain, bare, joined, last, asked)]
    return tuple(dict.fromkeys(form for form in forms if form))


@lru_cache(maxsize=4096)
def of_photos(heading: str) -> bool:
    """Say whether a heading may stand over names of photographs, or a form server's links."""
    asked = heading.rpartition("-")[2] if _QUESTION.fullmatch(heading) else heading
    words = fold(re.split(r"[/:]", asked.rstrip("/"))[-1]).split()
    return bool(words) and words[0] in PHOTO_WORDS


@lru_cache(maxsize=4096)
def folded_names(field: Field) -> dict[str, int]:
    """Return the folded names of a field, each with its rank: the best name has the lowest."""
    names: dict[str, int] = {}
    for rank, name in enumerate(field.names):
        names.setdefault(fold(name), rank)
    return names


def rank_of(heading: str, field: Field) -> int | None:
    """Return the rank of the name of a field that a heading is, or None: it is none."""
    if heading in _OF_SERVER:
        return None
    names = folded_names(field)
    for key in states.keys(heading) if field.name in _STATES else keys(heading):
        if key in names:
            return names[key]
    words = fold(heading).split()
    if len(words) > 1 and _BY_SUFFIX.get(words[-1]) == field.name:
        return len(names)
    return None


_STATES = frozenset({*SURVEYED, "state"})
"""Fields whose headings are read to the last word: see `mocgioi.sources.states.keys`."""


def is_nearly(heading: str, field: Field) -> bool:
    """Say whether a heading would be a state's but for words that may turn its meaning."""
    names = folded_names(field)
    is_asked = heading not in _OF_SERVER and rank_of(heading, field) is None
    return is_asked and any(key in names for key in keys(heading))


def is_known(heading: str) -> bool:
    """Say whether a heading is the name of any field of any kind of file."""
    return any(key in _all_names() for key in keys(heading))


@lru_cache(maxsize=4096)
def names_number(heading: str) -> bool:
    """Say whether a heading stands over marker numbers, or may."""
    return is_of_numbers(heading) or states.implied(heading) is not None


def is_of_numbers(heading: str) -> bool:
    """Say whether a heading is the name of marker numbers, and says nothing of their state."""
    names = folded_names(fields_of("surveys")["number"])
    return any(key in names for key in keys(heading))


@lru_cache(maxsize=4096)
def is_survey_column(heading: str) -> bool:
    """Say whether a heading stands over days or states of a survey."""
    fields = fields_of("surveys")
    named = ("surveyed_on", *SURVEYED, "state")
    words = states.plain(heading).words
    return any(rank_of(words, fields[name]) is not None for name in named) or (
        states.implied(heading) is not None
    )


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return frozenset(
        key for kind in KINDS for field in fields_of(kind).values() for key in folded_names(field)
    ) | {"stt", "tt"}
