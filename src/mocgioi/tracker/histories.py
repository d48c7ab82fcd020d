"""What is known of markers, with its evidence: the documents of one marker and of disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from mocgioi.analysis.figures.cases import case_entries
from mocgioi.analysis.figures.coverage_facts import CoverageInputs, serving_roads
from mocgioi.analysis.figures.grounds import papers
from mocgioi.analysis.lines.network import RoadNear, road_of
from mocgioi.domain import photo
from mocgioi.domain.aspects import ASPECTS, SHOWN
from mocgioi.domain.cases import Case
from mocgioi.domain.counting import Measured, is_built
from mocgioi.domain.days import day_first
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import NOTHING, AspectState, Observation, fold, fold_markers
from mocgioi.domain.register import Commune, MarkerEntry, Post, Road
from mocgioi.errors import HINT, Hint, MarkerNotFound, Text
from mocgioi.store import commits, disagreements, events, history, layers, photos, reading
from mocgioi.store.handle import Store
from mocgioi.store.homes import kind_of
from mocgioi.tracker.alarming import cases_of
from mocgioi.tracker.lines import around, kilometres_as_of
from mocgioi.tracker.moments import today
from mocgioi.tracker.numbers import present_number
from mocgioi.tracker.one_connection import on_one_connection
from mocgioi.tracker.photos import Photos, records

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.documents.evidence import DecisionMade, HistoryEntry
    from mocgioi.documents.marker import AccessRoad, Marker

SCHEMA = "mocgioi.marker/1"


class _Known(NamedTuple):
    """What is known of some markers as of a day, read once for the documents of all of them.

    Attributes:
        as_of, known_at: as they were asked for; day: the ISO day that is meant.
        waiting: ids of what waits for a person, by marker number.
        serving: the roads that were built by the day, by marker number.
        retired: the day from which a marker is no longer there, by its number.
    """

    as_of: str | None
    known_at: str | None
    day: str
    markers: Mapping[str, MarkerEntry]
    files: Mapping[str, str]
    reasons: Mapping[str, str]
    communes: Mapping[str, Commune]
    names: Mapping[str, str]
    kilometres: Mapping[str, float | None]
    cases: Sequence[Case]
    waiting: Mapping[str, list[str]]
    roads: Sequence[Road]
    serving: Mapping[str, Sequence[Road]]
    measured: Mapping[str, Measured]
    nearest: Mapping[str, RoadNear]
    retired: Mapping[str, str]


@on_one_connection
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
    present = present_number(store, marker)
    with store.reading() as connection:
        commit = commits.known(connection, known_at).number
        numbers = events.current_numbers(connection, as_of, commit)
        number = numbers.get(present, present)
        if not reading.read_markers(connection, [number], as_of=as_of, known_at=commit):
            markers = reading.marker_numbers(connection, as_of=as_of, known_at=commit)
            raise _not_there(connection, present, markers, as_of or today())
        histories = history.histories_of(connection, [number], as_of=as_of, known_at=commit)
        known = _known(connection, histories, as_of=as_of, known_at=known_at)
    shown = Photos(store).of(present, as_of=as_of, known_at=known_at)
    return _document(known, number, histories[number], shown)


def marker_documents(
    store: Store, numbers: Sequence[str], *, as_of: str | None, known_at: str | None
) -> Iterator[Marker]:
    """Yield the documents of several markers, as `marker_document` gives each.

    Args:
        numbers: as they are on that day.
    """
    with store.reading() as connection:
        commit = commits.known(connection, known_at).number
        histories = history.histories_of(connection, numbers, as_of=as_of, known_at=commit)
        known = _known(connection, histories, as_of=as_of, known_at=known_at)
    shown: dict[str, list[photo.Evidence]] = {}
    for evidence in Photos(store).of(as_of=as_of, known_at=known_at):
        shown.setdefault(evidence.marker, []).append(evidence)
    for number in numbers:
        yield _document(known, number, histories[number], shown.get(number, []))


def _known(
    connection: sqlite3.Connection,
    histories: Mapping[str, history.History],
    *,
    as_of: str | None,
    known_at: str | None,
) -> _Known:
    """Read what the documents of some markers need, and no more of the store than that.

    Args:
        histories: of each of them.
    """
    day, commit = as_of or today(), commits.known(connection, known_at).number
    markers = reading.read_markers(connection, histories, as_of=as_of, known_at=commit)
    values = {o.value for said in histories.values() for o in said.observations}
    values |= {code for entry in markers.values() for code in (entry.commune, entry.post) if code}
    read = partial(
        reading.read_items,
        connection,
        geometry=False,
        subjects=values,
        as_of=as_of,
        known_at=commit,
    )
    communes = {commune.code: commune for commune in read(Commune)}
    posts = {post.code: post.name for post in read(Post)}
    places = {code: commune.name for code, commune in communes.items()} | posts
    waiting: dict[str, list[str]] = {}
    for disagreement in disagreements.open_disagreements(
        connection, subjects=histories, as_of=as_of, known_at=commit
    ):
        waiting.setdefault(disagreement.marker, []).append(disagreement.id)
    lines = around(connection, markers.values(), as_of=as_of, day=day, known_at=commit)
    return _Known(
        as_of=as_of,
        known_at=known_at,
        day=day,
        markers=markers,
        files=events.file_names(connection),
        reasons=events.reasons(connection),
        communes=communes,
        names=places | photos.names(connection, values),
        kilometres=kilometres_as_of(connection, markers, as_of=as_of, known_at=commit),
        cases=cases_of(connection, markers=histories, as_of=day, known_at=commit),
        waiting=waiting,
        roads=lines.roads,
        serving=serving_roads(CoverageInputs({}, day, roads=lines.roads)),
        measured=lines.measured,
        nearest=lines.nearest,
        retired=reading.retired_markers(connection, markers),
    )


def _document(
    known: _Known,
    number: str,
    history_of: history.History,
    shown: Sequence[photo.Evidence],
) -> Marker:
    entry = known.markers[number]
    states = fold_markers(history_of.observations, history_of.decisions)
    aspects = states[number].aspects if number in states else {}
    counts = is_built(aspects.get("road_status", NOTHING).value)
    cases = [case for case in known.cases if case.marker == number]
    payers = _payers(history_of.observations)
    commune = known.communes.get(entry.commune or "")
    nearest = known.nearest.get(number)
    called = {road.uuid: road.name for road in known.roads}
    # The keys of the aspects follow from their declaration, which mypy does not read.
    return cast(
        "Marker",
        {
            "schema": SCHEMA,
            "as_of": known.as_of,
            "known_at": known.known_at,
            "number": number,
            "kind": entry.number.kind,
            "grouping": entry.grouping,
            "size": entry.size,
            "material": entry.material,
            "commune": {"code": entry.commune, "name": commune.name if commune else None},
            "formerly": commune.formerly.split("; ") if commune and commune.formerly else [],
            "post": {"code": entry.post, "name": known.names.get(entry.post or "")},
            "longitude": entry.position.longitude if entry.position else None,
            "latitude": entry.position.latitude if entry.position else None,
            "border_km": known.kilometres.get(number),
            "retired_on": known.retired.get(number),
            "illustrative": entry.illustrative,
            "report_at_once": any(case.is_alarm for case in cases),
            "cases": case_entries(cases, known.files),
            **{
                str(aspect.key): _state(aspects.get(aspect.code), aspect.value_key, known.files)
                for aspect in map(ASPECTS.__getitem__, SHOWN)
            },
            "roads": papers(known.serving.get(number, ()) if counts else ()),
            "access_roads": [_access_road(road) for road in known.roads if number in road.serves],
            "measured": known.measured.get(number, "unknown"),
            "nearest_road": called[road_of(nearest.road)] if nearest else None,
            "nearest_road_m": round(nearest.distance_m, 1) if nearest else None,
            "photos": records(shown, known.files),
            "disagreements": known.waiting.get(number, []),
            "history": [
                _event(o, history_of.decisions, known.files, known.names, payers, known.reasons)
                for o in history_of.observations
            ],
        },
    )


def _access_road(road: Road) -> AccessRoad:
    return {
        "road": road.uuid,
        "name": road.name,
        "status": road.status,
        "condition": road.condition,
        "surface": road.surface,
        "width_m": road.width_m,
        "length_m": road.length_m,
        "cost_vnd": road.cost_vnd,
        "funding": road.funding,
        "completed_on": road.completed_on,
        "project": road.project,
    }


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


def disagreement_document(
    store: Store, *, as_of: str | None = None, known_at: str | None = None
) -> Conflicts:
    """Return the document ``mocgioi.conflicts/1``: everything that waits for a person.

    Args:
        as_of, known_at: as for `marker_document`.
    """
    with store.reading() as connection:
        commit = commits.known(connection, known_at).number
        waiting = disagreements.open_disagreements(connection, as_of=as_of, known_at=commit)
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
