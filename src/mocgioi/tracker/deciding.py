"""Verbs of single markers and of decisions: set, show, disagreements, undo."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.days import day_first
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import Decision, Observation, fold_markers
from mocgioi.domain.register import Commune, Post
from mocgioi.domain.vocabulary import CODE_LISTS, REPORT_AT_ONCE, code_of
from mocgioi.errors import MarkerNotFound, UsageError
from mocgioi.store import disagreements, events, history, photos, reading
from mocgioi.store.drafts import Draft, Replacement
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.tracker import gallery

SCHEMA = "mocgioi.marker/1"
_EARLIEST = "2000-01-01"


def canonical_number(text: str) -> str:
    """Return a marker number as the store writes it, from any spelling.

    Raises:
        MarkerNotFound: it is no marker number.
    """
    try:
        return str(MarkerNumber.parse(text))
    except ValueError:
        raise MarkerNotFound(
            f"«{text}» không phải số hiệu mốc. Viết như 1116, 1088/2 hoặc 1223(1).",
            f"“{text}” is not a marker number. Write it as 1116, 1088/2 or 1223(1).",
        ) from None


def set_values(
    store: Store,
    number: str,
    values: Mapping[str, str],
    *,
    on: str,
    today: str,
    by: str,
    replaces: str | None = None,
    why: str | None = None,
) -> Receipt:
    """Record what was seen of one marker; see `Tracker.set`."""
    if not values:
        raise UsageError(
            "Chưa nêu gì để ghi: --road, --road-condition, --condition, --need hoặc --note.",
            "Nothing to record: --road, --road-condition, --condition, --need or --note.",
        )
    if replaces is not None and (len(values) != 1 or not (why or "").strip()):
        raise UsageError(
            "--replaces cần đúng một nội dung và --why «lý do».",
            "--replaces takes exactly one aspect, and --why “reason”.",
        )
    if not _EARLIEST <= on <= today:
        raise UsageError(
            f"Ngày {day_first(on)} phải từ {day_first(_EARLIEST)} đến hôm nay "
            f"({day_first(today)}).",
            f"The day {on} must lie between {_EARLIEST} and today ({today}).",
        )
    coded = _coded(values)
    with store.reading() as connection:
        entries = reading.read_markers(connection)
    if number not in entries:
        raise history.no_marker(number, entries)
    made_up = entries[number].illustrative
    instead = _replacement(store, replaces, number, by, why)
    drafts = [
        Draft(0, number, aspect, value, on, observer=by, illustrative=made_up, replaces=instead)
        for aspect, value in coded.items()
    ]
    content = json.dumps([number, on, coded, replaces], sort_keys=True).encode()
    digest = hashlib.sha256(content).hexdigest()
    file = IncomingFile(kind="set", name="set", sha256=digest, content_sha256=digest, rows_read=1)
    with store.writing() as transaction:
        return record(transaction, file, drafts)


def _replacement(
    store: Store, replaces: str | None, number: str, by: str, why: str | None
) -> Replacement | None:
    """Return the decision that goes with ``--replaces``, its observation found."""
    if replaces is None:
        return None
    with store.reading() as connection:
        old = disagreements.find_observation(connection, replaces)
    if old.marker != number:
        raise UsageError(
            f"Số liệu «{replaces}» là của mốc {old.marker}, không phải {number}.",
            f"Observation “{replaces}” is of marker {old.marker}, not {number}.",
        )
    return Replacement(old.uuid, by, why or "")


def _coded(values: Mapping[str, str]) -> dict[str, str]:
    """Return the code of each value; a damaged road is built, and damaged.

    Raises:
        UsageError: a value no code list knows.
    """
    coded: dict[str, str] = {}
    for aspect, text in values.items():
        if aspect not in CODE_LISTS:
            coded[aspect] = text
            continue
        code = code_of(aspect, text)
        if code is None and aspect == "road_status" and code_of("road_condition", text):
            coded["road_condition"] = code_of("road_condition", text) or ""
            code = "built"
        if code is None:
            listed = ", ".join(f"{c} ({t.label.vi})" for c, t in CODE_LISTS[aspect].items())
            raise UsageError(
                f"Không hiểu «{text}». Một trong: {listed}.",
                f"“{text}” is not understood. One of: {', '.join(CODE_LISTS[aspect])}.",
            )
        coded[aspect] = code
    return coded


def marker_document(store: Store, number: str) -> dict[str, Any]:
    """Return the document ``mocgioi.marker/1``: state, evidence and history of one marker."""
    with store.reading() as connection:
        known = history.marker_history(connection, number)
        entry = reading.read_markers(connection)[number]
        files = events.file_names(connection)
        communes = {c.code: c.name for c in reading.read_items(connection, Commune)}
        posts = {p.code: p.name for p in reading.read_items(connection, Post)}
        at_km = reading.border_km(connection)[number]
        named = photos.names(connection)
        waiting = [d for d in disagreements.open_disagreements(connection) if d.marker == number]
    states = fold_markers(known.observations, known.decisions)
    aspects = states[number].aspects if number in states else {}

    def aspect(name: str, key: str) -> dict[str, Any]:
        state = aspects.get(name)
        evidence = state.evidence if state else None
        return {
            key: state.value if state else None,
            "observed_on": state.since if state else None,
            **_evidence(evidence, files),
        }

    condition = aspects["marker_condition"].value if "marker_condition" in aspects else None
    commune, post = entry.commune, entry.post
    return {
        "schema": SCHEMA,
        "number": number,
        "kind": entry.number.kind,
        "grouping": entry.grouping,
        "size": entry.size,
        "material": entry.material,
        "commune": {"code": commune, "name": communes.get(commune or "")},
        "post": {"code": post, "name": posts.get(post or "")},
        "longitude": entry.position.longitude if entry.position else None,
        "latitude": entry.position.latitude if entry.position else None,
        "border_km": at_km,
        "illustrative": entry.illustrative,
        "report_at_once": condition in REPORT_AT_ONCE,
        "need_road": aspect("need_road", "value"),
        "road": aspect("road_status", "status"),
        "road_condition": aspect("road_condition", "value"),
        "condition": aspect("marker_condition", "value"),
        "photos": gallery.records(gallery.evidence(store, number), files),
        "disagreements": [d.id for d in waiting],
        "history": [
            _event(o, known.decisions, files, communes | posts | named) for o in known.observations
        ],
    }


def _evidence(observation: Observation | None, files: Mapping[str, str]) -> dict[str, Any]:
    if observation is None:
        return {"batch": None, "file": None, "row": None, "observation": None}
    return {
        "batch": observation.batch,
        "file": files.get(observation.batch or ""),
        "row": observation.row,
        "observation": observation.uuid,
    }


def _event(
    observation: Observation,
    decisions: Sequence[Decision],
    files: Mapping[str, str],
    names: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return an observation as an entry of a history, with the decisions about it."""
    return {
        "observation": observation.uuid,
        "aspect": observation.aspect,
        "value": observation.value,
        "name": names.get(observation.value, observation.value),
        "observed_on": observation.observed_on,
        "recorded_at": observation.recorded_at,
        "funding": observation.funding,
        "observer": observation.observer,
        "batch": observation.batch,
        "file": files.get(observation.batch or ""),
        "row": observation.row,
        "decisions": [
            {
                "verdict": d.verdict,
                "recorded_at": d.recorded_at,
                "decided_by": d.decided_by,
                "why": d.why,
            }
            for d in decisions
            if d.observation == observation.uuid
        ],
    }


def disagreement_document(store: Store) -> dict[str, Any]:
    """Return the document ``mocgioi.conflicts/1``: everything that waits for a person."""
    with store.reading() as connection:
        waiting = disagreements.open_disagreements(connection)
        files = events.file_names(connection)
        named = photos.names(connection)
    return {
        "schema": "mocgioi.conflicts/1",
        "conflicts": [
            {
                "id": d.id,
                "reason": d.reason,
                "marker": d.marker,
                "aspect": d.aspect,
                "observed_on": d.observed_on,
                "sides": [_event(side, [], files, named) for side in d.sides],
                "standing": _event(d.standing, [], files, named) if d.standing else None,
            }
            for d in waiting
        ],
    }
