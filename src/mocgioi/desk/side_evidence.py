"""What each side of a disagreement rests on, and a sketch of where it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk import paths
from mocgioi.errors import Language, Text
from mocgioi.outputs.wording import day, instant, number, one_line, source_of, value_text
from mocgioi.tracker.whereabouts import Spot, Whereabouts, whereabouts

if TYPE_CHECKING:
    from mocgioi.desk.matters import Matter
    from mocgioi.desk.visit import Visit
    from mocgioi.documents.conflicts import Conflict
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.documents.marker import Marker, Photograph

SIZE = 320
"""Width and height of a sketch, in its own units."""

_EDGE = 26
_BARS_M = (10, 20, 50, 100, 200, 500, 1000, 2000)

_MEASURED = Text("{metres} m từ mốc", "{metres} m from the marker")


class SideEvidence(NamedTuple):
    """What one side rests on.

    Attributes:
        place: number by which answers and sketch call it. value: what it says; empty
            of a held row, which its answer tells.
        file, row: where it stands; its_import: address of that import.
        observer, on, recorded: who saw it, when, and when it was recorded.
        funding: who paid, by the same row. off: how far from the marker it was measured.
        photos: of the same row: address of the small picture, of the whole, and name.
        counts: it counts at present.
    """

    place: int
    value: str
    file: str
    row: int | None
    its_import: str | None
    observer: str
    on: str
    recorded: str
    funding: str
    off: str
    photos: list[tuple[str, str, str]]
    counts: bool


class Mark(NamedTuple):
    """Something on a sketch: where, and what it is called."""

    x: float
    y: float
    name: str


class Sketch(NamedTuple):
    """Where it was measured; north is up.

    Attributes:
        sides: where each side was, by its place. around: other markers.
        bar: length of the scale's bar in the sketch; bar_m: in metres.
    """

    sides: list[Mark]
    around: list[Mark]
    bar: float
    bar_m: int


def evidence(
    visit: Visit, conflict: Conflict, matter: Matter, document: Marker | None
) -> tuple[list[SideEvidence], Sketch | None]:
    """Return what each side rests on, and where the sides were measured, where that is known.

    Args:
        document: of the marker; None: it is about something else.
    """
    ground = whereabouts(visit.tracker.store, conflict, among=visit.sector)
    places = {choice.keep: place for place, choice in enumerate(matter.choices, start=1)}
    standing = conflict["standing"]
    sides = [*conflict["sides"], *([standing] if standing else [])]
    if matter.is_held:  # one row, whatever it says: one answer
        places = {side["observation"]: 1 for side in sides}
        sides = sides[:1]
    sides.sort(key=lambda side: places.get(side["observation"], len(places)))
    photos = document["photos"] if document else []
    shown = [
        _side(side, places.get(side["observation"], 0), conflict, ground, photos, visit.lang)
        for side in sides
    ]
    # A picture of a row that waits is no evidence of the marker yet, and has no place there.
    for side in conflict["sides"]:
        if side["aspect"] == "photo":
            at = f"/decide/{matter.id}/photo/{side['value']}"
            shown[0].photos.append((at, at, one_line(side["name"])))
    return shown, _sketch(ground, places) if ground and ground.sides else None


def _side(
    side: HistoryEntry,
    place: int,
    conflict: Conflict,
    ground: Whereabouts | None,
    photos: list[Photograph],
    lang: Language,
) -> SideEvidence:
    spot = ground.sides.get(side["observation"]) if ground else None
    is_contested = conflict["reason"] == "contested"
    off = _MEASURED.to(lang).format(metres=number(spot.off_m, lang)) if spot else ""
    at = paths.marker(conflict["marker"])
    return SideEvidence(
        place=place,
        value=value_text(side["aspect"], side["name"], lang) if is_contested else "",
        file=source_of(side["file"], lang),
        row=side["row"],
        its_import=f"/imports/{side['batch']}" if side["batch"] else None,
        observer=one_line(side["observer"] or ""),
        on=day(side["observed_on"], lang),
        recorded=instant(side["recorded_at"], lang),
        funding=value_text("funding", side["funding"], lang) if side["funding"] else "",
        off=off,
        photos=[
            (f"{at}/small/{p['sha256']}", f"{at}/photo/{p['sha256']}", one_line(p["name"]))
            for p in photos
            if side["batch"] and (p["batch"], p["row"]) == (side["batch"], side["row"])
        ],
        counts=side is conflict["standing"],
    )


def _sketch(ground: Whereabouts, places: dict[str, int]) -> Sketch:
    scale = (SIZE / 2 - _EDGE) / ground.within_m

    def mark(spot: Spot, name: str) -> Mark:
        x, y = SIZE / 2 + spot.east_m * scale, SIZE / 2 - spot.north_m * scale
        return Mark(round(x, 1), round(y, 1), name)

    bar_m = max((m for m in _BARS_M if m * scale <= SIZE / 3), default=_BARS_M[0])
    return Sketch(
        list(dict.fromkeys(mark(s, str(places.get(key) or "")) for key, s in ground.sides.items())),
        [mark(spot, spot.name) for spot in ground.around],
        round(bar_m * scale, 1),
        bar_m,
    )
