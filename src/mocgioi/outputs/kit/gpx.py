"""The markers of a sector for a hand GPS: GPX 1.1, waypoints and tracks.

A hand GPS may drop any element but name, place, note and symbol, and shows letters with
diacritics as it can: what is known stands in the note, in plain letters, before the sign after
which a person writes (`mocgioi.domain.waypoints`). There is no time: the one that comes back is
that of the visit. A road is called known, too, so that it is no new one when it comes back. Places
have five decimals, a metre: what comes back unmoved is known as such.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.places import nfc
from mocgioi.domain.survey_form import HEADS, NOTHING_KNOWN
from mocgioi.domain.vocabulary import label
from mocgioi.domain.waypoints import KNOWN, MADE_UP, compose
from mocgioi.errors import Language
from mocgioi.outputs.symbology import marker_state
from mocgioi.outputs.wording import day
from mocgioi.outputs.xml_text import escaped

if TYPE_CHECKING:
    from mocgioi.outputs.kit.facts import Degrees, KitFacts, KitMarker, KitRoad

DECIMALS = 5

_SYMBOLS = {
    "built": "Flag, Green",
    "built_damaged": "Danger Area",
    "under_construction": "Flag, Blue",
    "approved": "Pin, Blue",
    "none": "Flag, Red",
    "not_reported": "Circle with X",
    "not_needed": "Navaid, White",
}
"""Garmin's name of a symbol by the state of a marker; other devices show one of their own."""

_CREATOR = "mocgioi"


def gpx(facts: KitFacts, lang: Language) -> bytes:
    """Return the sector for a hand GPS; a marker without a position is not in it."""
    title = f"Moc gioi - {plain(facts.post)} - {day(facts.day, lang)}"
    if facts.illustrative:
        title = f"{MADE_UP} - {title}"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gpx version="1.1" creator="{_CREATOR}" xmlns="http://www.topografix.com/GPX/1/1">',
        f"<metadata><name>{escaped(title)}</name></metadata>",
        *_waypoints(facts, lang),
        *(_track(road, lang) for road in facts.roads if road.lines),
        "</gpx>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _waypoints(facts: KitFacts, lang: Language) -> Iterator[str]:
    for marker in facts.markers:
        if marker.place is None:
            continue
        said = f"{KNOWN.to(lang)}: {_known(marker, lang)}."
        note = compose(marker.number, f"{MADE_UP}. {said}" if facts.illustrative else said)
        state = marker_state(
            marker.needs_road, marker.code("road_status"), marker.code("road_condition")
        )
        yield (
            f"<wpt {_at(marker.place)}><name>{escaped(marker.number)}</name>"
            f"<cmt>{escaped(note)}</cmt><sym>{_SYMBOLS[state]}</sym></wpt>"
        )


def _known(marker: KitMarker, lang: Language) -> str:
    """Return what is known of a marker in plain letters."""
    said = []
    for aspect in SURVEYED:
        known = marker.known.get(aspect)
        if known is None:
            continue
        heading = HEADS.get(aspect, ASPECTS[aspect].label).to(lang).lower()
        since = f" {day(known.since, lang)}" if known.since else ""
        said.append(plain(f"{heading} {label(aspect, known.code, lang)}{since}"))
    return ", ".join(said) or NOTHING_KNOWN.to(lang)


def _track(road: KitRoad, lang: Language) -> str:
    status = label("road_status", road.status, lang) if road.status else ""
    called = road.name or label("road_class", road.road_class, lang)
    name = f"{KNOWN.to(lang)}: {plain(called)}"
    segments = "".join(f"<trkseg>{''.join(_points('trkpt', line))}</trkseg>" for line in road.lines)
    said = f"<name>{escaped(name)}</name><desc>{escaped(plain(status))}</desc>"
    return f"<trk>{said}{segments}</trk>"


def _points(tag: str, line: Iterable[Degrees]) -> Iterator[str]:
    return (f"<{tag} {_at(place)}/>" for place in line)


def _at(place: Degrees) -> str:
    longitude, latitude = place
    return f'lat="{latitude:.{DECIMALS}f}" lon="{longitude:.{DECIMALS}f}"'


def plain(text: str) -> str:
    """Return Vietnamese without diacritics, as a device shows it that has no such letters.

    >>> plain("Đường: đã xây dựng")
    'Duong: da xay dung'
    """
    letters = unicodedata.normalize("NFD", nfc(text).replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
