"""The markers of a day, and what was observed of them, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mocgioi.analysis.figures.coverage_facts import CoverageInputs, marker_facts
from mocgioi.analysis.figures.inspections import last_seen
from mocgioi.analysis.lines.network import RoadNear, road_of
from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.counting import NOT_REPORTED
from mocgioi.domain.decision import EXCLUDED, latest_verdicts
from mocgioi.domain.observation import is_known
from mocgioi.domain.register import MarkerEntry
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Language
from mocgioi.store import events
from mocgioi.store.handle import Store
from mocgioi.store.homes import kind_of
from mocgioi.tracker.listed import Kinds, Listed


class Known(NamedTuple):
    """What is known of a day: what is counted, the register, and the nearest lines."""

    day: str
    commit: int | None
    inputs: CoverageInputs
    entries: Mapping[str, MarkerEntry]
    nearest: Mapping[str, RoadNear]


def markers_listed(known: Known, lang: Language) -> Listed:
    """Return the markers; see `Tables.markers`."""
    kinds: Kinds = {
        **dict.fromkeys(("number",), "text"),
        **{name: name for name in ("kind", "grouping", "size", "material")},
        **dict.fromkeys(("commune", "commune_name", "post", "post_name"), "text"),
        "needs_road": "yes",
        "road_status": "road_status",
        "road_since": "day",
        "road_built": "yes",
        "road_condition": "road_condition",
        "road_damaged": "yes",
        "funding": "funding",
        "completed_on": "day",
        "marker_condition": "marker_condition",
        "marker_condition_since": "day",
        "last_seen_on": "day",
        "border_km": "number",
        "measured": "measured",
        "nearest_road": "text",
        "nearest_road_m": "number",
        "contested": "yes",
        "report_at_once": "yes",
        "illustrative": "yes",
    }
    roads = {road.uuid: road.name for road in known.inputs.roads}
    rows, places = [], []
    for marker in marker_facts(known.inputs):
        entry = known.entries[marker.number]
        near = known.nearest.get(marker.number)
        commune = known.inputs.communes.get(marker.commune or "")
        rows.append(
            (
                *(marker.number, entry.number.kind),
                *(entry.grouping, entry.size, entry.material),
                *(marker.commune, commune.name if commune else None),
                *(marker.post, known.inputs.posts.get(marker.post or "")),
                marker.counts,
                None if marker.status == NOT_REPORTED else marker.status,
                *(marker.since, marker.built),
                *(marker.road_condition, marker.damaged),
                *(marker.funding, marker.completed_on),
                *(marker.marker_condition, marker.marker_condition_since),
                *(last_seen(known.inputs.states[marker.number]), marker.border_km),
                marker.measured,
                roads[road_of(near.road)] if near else None,
                near.distance_m if near else None,
                bool(marker.disagreements),
                *(marker.report_at_once, marker.illustrative),
            )
        )
        places.append(entry.position[:2] if entry.position else None)
    return Listed(kinds, rows, lang, by="number", places=places)


def observations_listed(store: Store, known: Known, lang: Language) -> Listed:
    """Return what was observed; see `Tables.observations`."""
    with store.reading() as connection:
        observations = events.read_observations(
            connection, in_order=True, as_of=known.day, known_at=known.commit
        )
        verdicts = latest_verdicts(events.read_decisions(connection), known.commit)
    kinds: Kinds = {
        **dict.fromkeys(("uuid", "number", "aspect", "aspect_label"), "text"),
        **{"value": "text", "value_label": "text", "observed_on": "day"},
        **{"recorded_at": "instant", "observer": "text", "file": "text", "row": "whole"},
        **{"counts": "yes", "illustrative": "yes"},
    }
    rows = []
    for o in observations:
        is_later = (o.observed_on or "") > known.day or not is_known(o, known.commit)
        if kind_of(o.aspect) is not None or is_later:
            continue
        file = known.inputs.files.get(o.batch or "")
        verdict = verdicts.get(o.uuid)
        rows.append(
            (
                *(o.uuid, o.subject, o.aspect, ASPECTS[o.aspect].label.to(lang)),
                *(o.value, _label(o.aspect, o.value, lang), o.observed_on, o.recorded_at),
                *(o.seen_by(file), file, o.row),
                verdict is None or verdict.verdict not in EXCLUDED,
                o.illustrative,
            )
        )
    rows.sort(key=lambda row: (row[6] or "", row[7]))
    return Listed(kinds, rows, lang, by="uuid")


def _label(aspect: str, value: str, lang: Language) -> str:
    """Return what the value of an observation is called; a text is its own label."""
    return label(aspect, value, lang) if aspect in CODE_LISTS else value
