"""The draft minutes (biên bản) about a marker: facts put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.counting import is_alarm
from mocgioi.domain.position import Position
from mocgioi.errors import Language
from mocgioi.outputs import cases_text, marker_text
from mocgioi.outputs.minutes import MinutesFacts, damage_minutes
from mocgioi.outputs.report.tables import report_text
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.documents.marker import Marker


def draft(document: Marker, *, lang: Language) -> bytes:
    """Return the draft minutes about a marker, from its ``mocgioi.marker/1`` document."""
    condition = document["condition"]
    notes = [event for event in document["history"] if event["aspect"] == "note"]
    seen = [event for event in document["history"] if event["aspect"] == "position"]
    evidence = next(
        (e for e in document["history"] if e["observation"] == condition["observation"]), None
    )
    is_damaged = is_alarm(condition["value"])
    return damage_minutes(
        MinutesFacts(
            number=document["number"],
            drafted_on=today(),
            condition=condition["value"],
            commune=document["commune"]["name"],
            post=document["post"]["name"],
            observed_on=condition["observed_on"] if is_damaged else None,
            reported=_step(document, "reported", lang),
            notified=_step(document, "notified", lang),
            observer=evidence["observer"] if evidence else None,
            evidence=report_text(evidence, document["post"]["name"], lang) if is_damaged else None,
            grouping=document["grouping"],
            size=document["size"],
            material=document["material"],
            register=_position(document),
            measured=Position.from_value(seen[-1]["value"]) if seen else None,
            note=notes[-1]["value"] if notes else None,
            road_status=None if document["disagreements"] else document["road"]["status"],
            illustrative=document["illustrative"],
            photos=tuple(marker_text.photo_taken(photo, lang) for photo in document["photos"]),
        ),
        lang,
    )


def _step(document: Marker, step: str, lang: Language) -> str | None:
    """Return a step of the open case as it stands, in words."""
    cases = [case for case in document["cases"] if case["open"]]
    done = (entry for case in cases for entry in case["steps"] if entry["step"] == step)
    found = next(done, None)
    return cases_text.step_text(found, lang) if found else None


def _position(document: Marker) -> Position | None:
    """Return where the register has a marker."""
    longitude, latitude = document["longitude"], document["latitude"]
    if longitude is None or latitude is None:
        return None
    return Position(longitude, latitude)
