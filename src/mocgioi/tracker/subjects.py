"""What is known of a road, a commune, a post, a gate, a project, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from mocgioi.analysis.figures.evidence import as_evidence, evidence_of
from mocgioi.domain.decision import latest_verdicts
from mocgioi.domain.observation import NOTHING, AspectState, Observation, fold
from mocgioi.domain.subjects import KINDS, heading_of
from mocgioi.errors import Text, UsageError
from mocgioi.store import commits, events, history, layers
from mocgioi.store.geometry import decode_point, decode_wkb
from mocgioi.store.handle import Store
from mocgioi.store.homes import OF_KIND, Home
from mocgioi.tracker import naming
from mocgioi.tracker.histories import decisions_about

if TYPE_CHECKING:
    from mocgioi.documents.subject import Attribute, Said, Shape, Subject, SubjectKind, Words


def subject_document(
    store: Store, kind: str, name: str, *, as_of: str | None, known_at: str | None
) -> Subject:
    """Return the document ``mocgioi.subject/1``; see `Tracker.show_subject`.

    Args:
        as_of: ISO day, None = as it stands. known_at: the instant of knowledge (UTC), None =
            everything.

    Raises:
        UsageError: no such kind, nothing of that name, or several.
    """
    if kind not in KINDS:
        listed = ", ".join(KINDS)
        raise UsageError(
            f"Không có loại «{kind}». Các loại: {listed}.",
            f"There is no kind “{kind}”. It is one of: {listed}.",
        )
    home = OF_KIND[kind]
    with store.reading() as connection:
        meant = naming.find(connection, kind, name)
        commit = commits.known(connection, known_at).number
        known = history.history_of(connection, meant.subject, kind, as_of=as_of, known_at=commit)
        files, reasons = events.file_names(connection), events.reasons(connection)
    verdicts = latest_verdicts(known.decisions)
    by_aspect: dict[str, list[Observation]] = {}
    for observation in known.observations:
        by_aspect.setdefault(observation.aspect, []).append(observation)
    order = {aspect: place for place, aspect in enumerate(layers.aspects_of(home))}
    states = {aspect: fold(by_aspect[aspect], verdicts) for aspect in order if aspect in by_aspect}
    existence = states.pop(home.existence, NOTHING)
    called = states.get(home.aspect("name"), NOTHING).value
    return {
        "schema": "mocgioi.subject/1",
        "as_of": as_of,
        "known_at": known_at,
        "kind": cast("SubjectKind", kind),
        "subject": meant.subject,
        "name": called or meant.name,
        "exists": existence.value == "yes",
        "since": existence.since,
        "illustrative": any(o.illustrative for o in by_aspect.get(home.existence, ())),
        "attributes": [
            _attribute(home, aspect, state, files)
            for aspect, state in states.items()
            if state.value or state.disagreements
        ],
        "history": [
            {
                **_said(home, o.aspect, o.value),
                **as_evidence(o, files),
                "aspect": o.aspect,
                "heading": _words(heading_of(o.aspect)),
                "why": reasons.get(o.batch or ""),
                "decisions": decisions_about(o, known.decisions),
            }
            for o in sorted(
                known.observations,
                key=lambda o: (o.observed_on or "", o.recorded_at, order.get(o.aspect, 0), o.uuid),
            )
        ],
    }


def _attribute(home: Home, aspect: str, state: AspectState, files: Mapping[str, str]) -> Attribute:
    sides = [side for disagreement in state.disagreements for side in disagreement.sides]
    return {
        **_said(home, aspect, state.value or ""),
        "aspect": aspect,
        "heading": _words(heading_of(aspect)),
        "since": state.since,
        "evidence": evidence_of(state.evidence, files),
        "confirmed_by": evidence_of(state.confirmed_by, files),
        "contested": [side.uuid for side in sides],
    }


def _said(home: Home, aspect: str, value: str) -> Said:
    """Return a value as documents have it: typed, labelled, a drawing by what it measures."""
    column = aspect.partition(".")[2]
    if not value:
        return {"value": None, "label": None, "shape": None}
    if column == "geom":
        return {"value": None, "label": None, "shape": _shape(home, bytes.fromhex(value))}
    cast_to = layers.columns_of(home).get(column, str)
    label = layers.label_of(aspect, value)
    return {
        "value": cast("str | float | int", cast_to(value)),
        "label": _words(label) if label.vi != value else None,
        "shape": None,
    }


def _shape(home: Home, blob: bytes) -> Shape:
    if home.geometry == "point":
        longitude, latitude = decode_point(blob)
        return {
            "longitude": longitude,
            "latitude": latitude,
            "length_m": None,
            "area_km2": None,
        }
    from mocgioi.analysis.lines.measurements import size_of

    length_m, area_km2 = size_of(decode_wkb(blob))
    return {"longitude": None, "latitude": None, "length_m": length_m, "area_km2": area_km2}


def _words(text: Text) -> Words:
    return {"vi": text.vi, "en": text.en}
