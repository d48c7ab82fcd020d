"""What a datasheet may show, by the rules of the map (`mocgioi.outputs.map.audience`).

``full`` is everything. ``internal`` has places to about 11 m, no names of people, notes or
photographs, and a QR code of the number alone: what a phone reads off a sheet of paper goes on
more easily than what stands on it. There is no public edition: it has nothing of any single
marker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from mocgioi.domain.audiences import PERSONS_WORDS
from mocgioi.errors import UsageError
from mocgioi.outputs.audience import rounded_degrees, rounded_metres
from mocgioi.outputs.datasheet.facts import Audience, Datasheet

if TYPE_CHECKING:
    from mocgioi.documents.cases import AlarmFacts, CaseEntry, CaseStep
    from mocgioi.documents.conflicts import Conflict
    from mocgioi.documents.evidence import HistoryEntry

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def checked_audience(audience: str) -> Audience:
    """Return whom a datasheet is for.

    Raises:
        UsageError: it is for none of `AUDIENCES`.
    """
    for known in AUDIENCES:
        if audience == known:
            return known
    if audience == "public":
        raise UsageError(
            "Lý lịch mốc không có bản công khai: bản công khai chỉ có số lượng theo xã. Dùng "
            "internal hoặc full.",
            "There is no public datasheet: the public edition has counts by commune only. Use "
            "internal or full.",
        )
    listed = ", ".join(AUDIENCES)
    raise UsageError(
        f"Không có đối tượng xem «{audience}». Một trong: {listed}.",
        f"There is no audience “{audience}”. One of: {listed}.",
    )


def redacted(datasheet: Datasheet, audience: Audience) -> Datasheet:
    """Return what `audience` may see of a datasheet.

    The sketch is to be drawn around the place that may be shown: whoever makes it rounds first.
    """
    if audience == "full":
        return datasheet
    document = datasheet.document.copy()
    document["longitude"] = rounded_degrees(document["longitude"])
    document["latitude"] = rounded_degrees(document["latitude"])
    document["photos"] = []
    document["history"] = [
        _without_names(event)
        for event in document["history"]
        if event["aspect"] not in PERSONS_WORDS
    ]
    without = map(_without_names_of_sides, datasheet.disputes)
    disputes = tuple(dispute for dispute in without if dispute["sides"])
    document["cases"] = [_without_words(case) for case in document["cases"]]
    document["nearest_road_m"] = rounded_metres(document["nearest_road_m"])
    return datasheet._replace(
        document=document, pictures=(), photographs=0, audience="internal", disputes=disputes
    )


def _without_names(event: HistoryEntry) -> HistoryEntry:
    """Return an observation without names of people and files, and what people wrote."""
    return {**event, "observer": None, "file": None, "why": None, "decisions": []}


def _without_names_of_sides(dispute: Conflict) -> Conflict:
    standing = dispute["standing"]
    sides = [side for side in dispute["sides"] if side["aspect"] not in PERSONS_WORDS]
    return {
        **dispute,
        "sides": [_without_names(side) for side in sides],
        "standing": standing and _without_names(standing),
    }


def _without_words(case: CaseEntry) -> CaseEntry:
    """Return a case without names of people, papers and what people wrote."""
    steps: list[CaseStep] = [
        {**step, "to": None, "document": None, "why": None, "by": None} for step in case["steps"]
    ]
    alarms: list[AlarmFacts] = [
        {**alarm, "words": None, "written": None, "observer": None} for alarm in case["alarms"]
    ]
    return {**case, "found_by": None, "steps": steps, "alarms": alarms}
