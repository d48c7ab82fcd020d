"""What is known of markers, with its evidence: the documents of one marker and of disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from mocgioi.analysis.figures.cases import case_entries
from mocgioi.analysis.figures.coverage_facts import CoverageInputs, serving_roads
from mocgioi.analysis.figures.grounds import papers
from mocgioi.domain.aspects import ASPECTS, SHOWN
from mocgioi.domain.counting import is_built
from mocgioi.domain.days import day_first
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import NOTHING, AspectState, Observation, fold, fold_markers
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.errors import HINT, Hint, MarkerNotFound, Text
from mocgioi.store import commits, disagreements, events, history, layers, photos, reading
from mocgioi.store.handle import Store
from mocgioi.store.homes import kind_of
from mocgioi.tracker.alarming import cases_of
from mocgioi.tracker.lines import kilometres_as_of
from mocgioi.tracker.moments import today
from mocgioi.tracker.numbers import present_number
from mocgioi.tracker.photos import Photos, records

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.documents.evidence import DecisionMade, HistoryEntry
    from mocgioi.documents.marker import Marker

SCHEMA = "mocgioi.marker/1"


def marker_document(
    store: Store, marker: str, *, as_of: str | None, known_at: str | None
) -> Marker:
    """Return the document ``mocgioi.marker/1``: state, evidence and history of one marker.

    Args:
        as_of: ISO day, None = as it stands. known_at: the instant of knowledge (UTC), None =
            everything.

    Raises:
        MarkerNotFound: no such marker on that day.
    """
    present, day = present_number(store, marker), as_of or today()
    with store.reading() as connection:
        commit = commits.known(connection, known_at).number
        numbers = events.current_numbers(connection, as_of, commit)
        number = numbers.get(present, present)
        markers = reading.read_markers(connection, as_of=as_of, known_at=commit)
        if number not in markers:
            raise _not_there(connection, present, markers, day)
        entry = markers[number]
        known = history.history_of(connection, number, as_of=as_of, known_at=commit)
        files, reasons = events.file_names(connection), events.reasons(connection)
        read = partial(reading.read_items, connection, as_of=as_of, known_at=commit)
        communes = {c.code: c.name for c in read(Commune, geometry=False)}
        posts = {p.code: p.name for p in read(Post, geometry=False)}
        at_km = kilometres_as_of(connection, as_of=as_of, known_at=commit).get(number)
        named = photos.names(connection)
        cases = cases_of(connection, as_of=day, known_at=commit)
        found = [case for case in cases if case.marker == number]
        waiting = [
            d
            for d in disagreements.open_disagreements(connection, as_of=as_of, known_at=commit)
            if d.marker == number
        ]
        roads = read(Road, geometry=False)
    payers = _payers(known.observations)
    states = fold_markers(known.observations, known.decisions)
    aspects = states[number].aspects if number in states else {}
    inputs = CoverageInputs(states, day, roads=roads)
    counts = is_built(aspects.get("road_status", NOTHING).value)
    serving = serving_roads(inputs).get(number, ()) if counts else ()

    commune, post = entry.commune, entry.post
    # The keys of the aspects follow from their declaration, which mypy does not read.
    return cast(
        "Marker",
        {
            "schema": SCHEMA,
            "as_of": as_of,
            "known_at": known_at,
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
            "report_at_once": any(case.is_alarm for case in found),
            "cases": case_entries(found, files),
            **{
                str(aspect.key): _state(aspects.get(aspect.code), aspect.value_key, files)
                for aspect in map(ASPECTS.__getitem__, SHOWN)
            },
            "roads": papers(serving),
            "photos": records(Photos(store).of(present, as_of=as_of, known_at=known_at), files),
            "disagreements": [d.id for d in waiting],
            "history": [
                _event(o, known.decisions, files, communes | posts | named, payers, reasons)
                for o in known.observations
            ],
        },
    )


def _not_there(
    connection: sqlite3.Connection, number: str, markers: Iterable[str], day: str
) -> MarkerNotFound:
    """Return the error for a marker that is not in the register of a day."""
    known = history.history_of(connection, number)
    naming = [o for o in known.observations if o.aspect == "existence"]
    naming = [o for o in naming if (o.observed_on or "") > day] or naming
    state = fold(naming, latest_verdicts(known.decisions))
    if state.value is None or state.since is None:
        return history.no_marker(number, markers)
    of_day = Text(f"Ngày {day_first(day)}, sổ đăng ký ", f"On {day} the register ")
    if state.value == "yes":
        return MarkerNotFound(
            f"{of_day.vi}chưa có mốc «{number}»: có từ ngày {day_first(state.since)}.",
            f"{of_day.en}has no marker “{number}” yet: it is there since {state.since}.",
        )
    eve = (date.fromisoformat(state.since) - timedelta(days=1)).isoformat()
    return MarkerNotFound(
        f"{of_day.vi}không còn mốc «{number}»: đã bỏ từ ngày {day_first(state.since)}. "
        f"Xem như trước đó: {HINT}.",
        f"{of_day.en}has no marker “{number}” any more: it was retired on {state.since}. "
        f"To see it as before: {HINT}.",
        hints=[Hint("show", (number, "--as-of", eve))],
    )


def _state(
    state: AspectState | None, value_key: str, files: Mapping[str, str]
) -> dict[str, object]:
    """Return the state of one aspect, with what it rests on."""
    return {
        value_key: state.value if state else None,
        "observed_on": state.since if state else None,
        **_evidence(state.evidence if state else None, files),
    }


def _evidence(observation: Observation | None, files: Mapping[str, str]) -> dict[str, object]:
    if observation is None:
        return {"batch": None, "file": None, "row": None, "observation": None}
    return {
        "batch": observation.batch,
        "file": files.get(observation.batch or ""),
        "row": observation.row,
        "observation": observation.uuid,
    }


_OF_PAYERS = ("funding", "planned_funding")

_RowKey = tuple[str | None, int | None, str]
"""What names a row of a file, or what was typed in at once, about one marker."""


def _row_of(observation: Observation) -> _RowKey:
    return observation.batch, observation.row, observation.subject


def _payers(observations: Sequence[Observation]) -> dict[_RowKey, str]:
    """Return who paid, or is to pay, by the rows that say so."""
    return {_row_of(o): o.value for o in observations if o.aspect in _OF_PAYERS}


def _event(
    observation: Observation,
    decisions: Sequence[Decision],
    files: Mapping[str, str],
    names: Mapping[str, str],
    payers: Mapping[_RowKey, str],
    reasons: Mapping[str, str] = MappingProxyType({}),
) -> HistoryEntry:
    """Return an observation as an entry of a history, with the decisions about it."""
    file = files.get(observation.batch or "")
    return {
        "observation": observation.uuid,
        "aspect": observation.aspect,
        "value": observation.value,
        "name": names.get(observation.value, _called(observation)),
        "observed_on": observation.observed_on,
        "recorded_at": observation.recorded_at,
        "funding": payers.get(_row_of(observation))
        if observation.aspect == "road_status"
        else None,
        "observer": observation.seen_by(file),
        "batch": observation.batch,
        "file": file,
        "row": observation.row,
        "why": reasons.get(observation.batch or ""),
        "decisions": decisions_about(observation, decisions),
    }


def _called(observation: Observation) -> str:
    """Return what the value of an observation is called: of a register, its label or size."""
    if kind_of(observation.aspect) is None:
        return observation.value
    return layers.label_of(observation.aspect, observation.value).vi


def decisions_about(observation: Observation, decisions: Sequence[Decision]) -> list[DecisionMade]:
    """Return those of decisions that are about one observation, as documents have them."""
    return [
        {
            "verdict": d.verdict,
            "recorded_at": d.recorded_at,
            "decided_by": d.decided_by,
            "why": d.why,
        }
        for d in decisions
        if d.observation == observation.uuid
    ]


def disagreement_document(store: Store) -> Conflicts:
    """Return the document ``mocgioi.conflicts/1``: everything that waits for a person."""
    with store.reading() as connection:
        waiting = disagreements.open_disagreements(connection)
        files = events.file_names(connection)
        named = photos.names(connection)
        payers = _payers(events.read_observations(connection, aspects=_OF_PAYERS))
    return {
        "schema": "mocgioi.conflicts/1",
        "conflicts": [
            {
                "id": d.id,
                "reason": d.reason,
                "kind": d.kind,
                "marker": d.marker,
                "aspect": d.aspect,
                "observed_on": d.observed_on,
                "sides": [_event(side, [], files, named, payers) for side in d.sides],
                "standing": _event(d.standing, [], files, named, payers) if d.standing else None,
                "against_standing": d.is_against_standing,
            }
            for d in waiting
        ],
    }
