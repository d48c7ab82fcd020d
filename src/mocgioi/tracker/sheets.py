"""Sheets that leave the store and come back, and the draft minutes: facts put together."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from mocgioi import sources
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import post_key
from mocgioi.domain.position import Position
from mocgioi.domain.register import Commune, Post
from mocgioi.errors import Finding, Language, UsageError
from mocgioi.outputs import marker_text
from mocgioi.outputs.minutes import MinutesFacts, damage_minutes
from mocgioi.outputs.sheets.decisions import DecisionRow, already_decided, read_decisions
from mocgioi.outputs.sheets.disagreements import DisagreementItem, Side, disagreement_sheet
from mocgioi.outputs.sheets.form import FormRow, Known, survey_form
from mocgioi.outputs.sheets.rejected import RejectedBatch, rejected_sheet
from mocgioi.store import history, photos, reading
from mocgioi.store.disagreements import resolve, settled_before
from mocgioi.store.geopackage import FilePath
from mocgioi.store.handle import Store
from mocgioi.tracker import counting


def form(store: Store, post: str | None, *, lang: Language, today: str) -> bytes:
    """Return the survey form of a post's markers; see `Records.survey_form`."""
    with store.reading() as connection:
        states = counting.folded(connection, as_of=None, known_at=None)
        posts = reading.read_items(connection, Post)
        communes = {c.code: c.name for c in reading.read_items(connection, Commune)}
        illustrative = reading.is_illustrative(connection)
    chosen = _post(post, posts) if post is not None else None
    numbers = sorted(
        (n for n, s in states.items() if chosen is None or s.value("post") == chosen.code),
        key=MarkerNumber.parse,
    )
    if not numbers:
        raise UsageError("Không có mốc nào để lập phiếu.", "There are no markers to list.")
    rows = []
    for number in numbers:
        known = {
            code: Known(state.value, state.since)
            for code, state in states[number].aspects.items()
            if code in SURVEYED and state.value
        }
        commune = communes.get(states[number].value("commune") or "")
        rows.append(FormRow(number, commune, known))
    return survey_form(
        rows,
        title={"vi": "PHIẾU KIỂM TRA MỐC", "en": "MARKER SURVEY FORM"}[lang],
        post=chosen.name if chosen else None,
        lang=lang,
        today=today,
        illustrative=illustrative,
    )


def _post(name: str, posts: list[Post]) -> Post:
    found = [p for p in posts if p.code == name or post_key(p.name) == post_key(name)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(p.name for p in posts)
    raise UsageError(
        f"Không có đồn «{name}». Các đồn: {listed}.", f"No post “{name}”. There are: {listed}."
    )


def rejected(store: Store, batch: str, *, lang: Language, today: str) -> bytes:
    """Return the rejected rows of a batch; see `Records.rejected_sheet`."""
    with store.reading() as connection:
        found = history.find_batch(connection, batch)
        rows = history.rejected_rows(connection, found.uuid)
        findings = history.batch_findings(connection, found.uuid)
    if not rows:
        raise UsageError(
            f"Đợt nhập {batch} không có dòng nào bị loại.", f"No row of batch {batch} was rejected."
        )
    about = RejectedBatch(
        found.file or "",
        today,
        found.uuid,
        found.recorded_at,
        found.crs,
        _words({heading for row in rows for heading in row.content}),
    )
    return rejected_sheet(about, rows, findings, lang)


def _words(headings: Iterable[str]) -> dict[str, str]:
    """Return the code list of each heading of a survey that stands over words of one."""
    fields = {name: sources.fields_of("surveys")[name] for name in SURVEYED}
    found = {heading: sources.recognise([heading], fields).index for heading in headings}
    return {heading: name for heading, index in found.items() for name in index}


def disagreements(store: Store, document: dict[str, Any], *, lang: Language, today: str) -> bytes:
    """Return what waits for a person as a sheet; see `Records.disagreement_sheet`."""
    with store.reading() as connection:
        illustrative = reading.is_illustrative(connection)
        positions = photos.register_positions(connection)
    items = []
    for entry in document["conflicts"]:
        there = positions[entry["marker"]]
        sides = [_side(side, there, standing=False) for side in entry["sides"]]
        if entry["standing"] is not None:
            sides.append(_side(entry["standing"], there, standing=True))
        held = entry["reason"] == "held"
        items.append(
            DisagreementItem(entry["id"], entry["marker"], entry["aspect"], tuple(sides), held)
        )
    return disagreement_sheet(items, lang=lang, today=today, illustrative=illustrative)


def _side(event: dict[str, Any], there: tuple[float, float] | None, *, standing: bool) -> Side:
    off_m = None
    if event["aspect"] == "position" and there is not None:
        from mocgioi.intake.nearness import distance_m

        measured = Position.from_value(event["value"])
        off_m = distance_m(measured.longitude, measured.latitude, *there)
    position = event["aspect"] in ("position", "register_position")
    return Side(
        event["observation"],
        event["value"] if position else event["name"],
        event["observed_on"],
        event["file"],
        event["row"],
        event["observer"],
        event["recorded_at"],
        standing,
        event["aspect"],
        off_m,
    )


class Decided(NamedTuple):
    """What came of a filled sheet.

    Attributes:
        settled: the disagreements that were settled.
        moved: markers whose counted state moved.
        findings: what is wrong with the other rows, and what was decided before.
    """

    settled: list[str]
    moved: list[str]
    findings: list[Finding]


def decide(store: Store, path: FilePath, *, by: str) -> Decided:
    """Take the decisions of a filled sheet; see `Records.decide_from`."""
    raw = sources.read(os.fspath(path))
    rows = [
        DecisionRow(row.row, dict(zip(table.header, row.values, strict=False)))
        for table in raw.tables
        for row in table.rows
    ]
    choices, findings = read_decisions(rows)
    settled: list[str] = []
    moved: dict[str, None] = {}
    with store.writing() as transaction:
        before = settled_before(transaction, [choice.disagreement for choice in choices])
        for choice in choices:
            if choice.disagreement in before:
                findings.append(already_decided(choice))
                continue
            try:
                changed = resolve(
                    transaction, choice.disagreement, choice.observation, by=by, why=choice.why
                )
            except UsageError as error:
                findings.append(
                    Finding(
                        "decision-refused", "error", error.text, row=choice.row, hints=error.hints
                    )
                )
                continue
            settled.append(choice.disagreement)
            moved.update(dict.fromkeys(changed))
    return Decided(settled, list(moved), findings)


def minutes(store: Store, document: dict[str, Any], *, lang: Language, today: str) -> bytes:
    """Return the draft minutes about a marker, from its ``mocgioi.marker/1`` document."""
    condition = document["condition"]
    notes = [event for event in document["history"] if event["aspect"] == "note"]
    seen = [event for event in document["history"] if event["aspect"] == "position"]
    evidence = next(
        (e for e in document["history"] if e["observation"] == condition["observation"]), None
    )
    word = {"vi": "dòng", "en": "row"}[lang]
    row = f", {word} {condition['row']}" if condition["row"] is not None else ""
    place = f"{condition['file']}{row}" if condition["file"] not in (None, "set") else None
    positioned = document["longitude"] is not None
    return damage_minutes(
        MinutesFacts(
            number=document["number"],
            drafted_on=today,
            condition=condition["value"],
            commune=document["commune"]["name"],
            post=document["post"]["name"],
            observed_on=condition["observed_on"] if document["report_at_once"] else None,
            observer=evidence["observer"] if evidence else None,
            evidence=place,
            grouping=document["grouping"],
            size=document["size"],
            material=document["material"],
            register=Position(document["longitude"], document["latitude"]) if positioned else None,
            found=Position.from_value(seen[-1]["value"]) if seen else None,
            note=notes[-1]["value"] if notes else None,
            road_status=None if document["disagreements"] else document["road"]["status"],
            illustrative=document["illustrative"],
            photos=tuple(marker_text.photo_line(photo, lang) for photo in document["photos"]),
        ),
        lang,
    )
