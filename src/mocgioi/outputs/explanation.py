"""The markers behind a figure, with what each rests on: text for people, CSV for tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs import csv_table
from mocgioi.outputs.report.tables import evidence_text
from mocgioi.outputs.wording import (
    LABELS,
    NOTHING,
    aspect_name,
    day,
    instant,
    number,
    one_line,
    say,
    seen_on,
    value_text,
)

_EVIDENCE = ("observation", "observed_on", "recorded_at", "observer", "batch", "file", "row")
_DECISION = ("verdict", "decided_by", "recorded_at", "why")


_OF_LINES = frozenset({"measured", "declared_only", "measured_only"})
"""What is asked that rests on the lines of the map too."""


def as_text(document: dict[str, Any], lang: Language) -> str:
    """Return a ``mocgioi.explain/1`` document as text: a line for each marker and aspect."""
    lines = [one_line(line) for line in _head(document, lang)]
    lines.append("")
    is_of_lines = any(asked.partition("=")[0] in _OF_LINES for asked in document["asked"])
    for marker in document["markers"]:
        lines.append(marker["number"])
        if is_of_lines:
            shown = label("measured", marker["measured"], lang)
            lines.append(f"  {say('explain.measured', lang, shown=shown, number=marker['number'])}")
        for value in marker["values"]:
            lines.append(f"  {one_line(_told(value, lang))}")
            lines += [f"    {one_line(line)}" for line in _beside(value, lang)]
    return "\n".join(lines).rstrip() + "\n"


def _head(document: dict[str, Any], lang: Language) -> Iterator[str]:
    """Say what was asked, how many markers it is, and what is to be known of the count."""
    count = number(document["count"], lang)
    yield say(
        "explain.head",
        lang,
        asked=", ".join(_asked(one, lang) for one in document["asked"]),
        count=count,
        day=day(document["as_of"], lang),
        known=instant(document["known_at"], lang),
    )
    if "conflicts" in document["asked"]:
        yield say("explain.cases", lang, cases=number(document["cases"], lang), count=count)
    if "overdue" in document["asked"]:
        yield say("explain.overdue", lang, days=number(document["overdue_after_days"], lang))
    if document["illustrative"]:
        yield f"*** {say('illustrative', lang)} *** {say('illustrative.why', lang)}"


def _asked(one: str, lang: Language) -> str:
    """Return what was asked; a group without a name with the words the report has for it."""
    by, equals, wanted = one.partition("=")
    key = f"unplaced.{by}" if by != "condition" else "not_reported"
    is_unplaced = equals and not wanted.strip() and key in LABELS
    return f"{one} {say(key, lang)}" if is_unplaced else one


def _told(value: dict[str, Any], lang: Language) -> str:
    told = _said(value, lang)
    evidence = value["evidence"]
    if evidence is not None:
        told += say("explain.evidence", lang, **_traced(evidence, lang))
    decision = value["decision"]
    if decision is not None:
        told += say(
            "explain.decision",
            lang,
            verdict=say(f"verdict.{decision['verdict']}", lang),
            by=decision["decided_by"] or NOTHING,
            recorded=instant(decision["recorded_at"], lang),
            why=decision["why"] or NOTHING,
        )
    if value.get("differs"):
        told += say("explain.differs", lang)
    return told + (say("explain.contested", lang) if value["contested"] else "")


def _said(value: dict[str, Any], lang: Language) -> str:
    """Return an aspect and what counts of it; a day last seen is told by its evidence."""
    about = aspect_name(value["aspect"], lang)
    if value["aspect"] == "last_seen":
        return about if value["value"] else f"{about}: {say('explain.never', lang)}"
    if value["contested"] and value["value"] is None:
        return f"{about}: {NOTHING}"
    return f"{about}: {_value(value['aspect'], value, lang)}"


def _value(aspect: str, said: dict[str, Any], lang: Language) -> str:
    return said["name"] or value_text(aspect, said["value"], lang)


def _traced(evidence: dict[str, Any], lang: Language) -> dict[str, str]:
    return {
        "day": seen_on(evidence["observed_on"], lang),
        "where": evidence_text(evidence, lang) or NOTHING,
        "recorded": instant(evidence["recorded_at"], lang),
        "observation": evidence["observation"][:8],
    }


def _beside(value: dict[str, Any], lang: Language) -> Iterator[str]:
    """Tell what stands beside a value: every side of a dispute, the papers of the roads."""
    aspect = value["aspect"]
    for one in value["disagreements"]:
        yield say("explain.disputed", lang, day=seen_on(one["observed_on"], lang))
        for side in one["sides"]:
            told = say("explain.evidence", lang, **_traced(side["evidence"], lang))
            yield f"- {_value(aspect, side, lang)}{told}"
    if value["contested"]:
        counts = _value(aspect, value, lang) if value["value"] else say("explain.no_side", lang)
        yield say("explain.standing", lang, value=counts)
    for road in value.get("roads", ()):
        yield say(
            "explain.road",
            lang,
            road=road["name"] or NOTHING,
            funding=value_text("funding", road["funding"], lang),
            source=road["source"] or NOTHING,
        )


def as_csv(document: dict[str, Any]) -> str:
    """Return a ``mocgioi.explain/1`` document as CSV: a row for each marker and aspect.

    The column ``role`` says what a row is: ``counts`` (the value that counts), ``side`` (one
    side of a dispute) or ``road`` (the papers of a road that serves the marker).
    """
    header = [
        *(
            "as_of",
            "known_at",
            "illustrative",
            "asked",
            "marker",
            "commune",
            "post",
            "counts",
            "measured",
        ),
        *("aspect", "value", "since", "contested"),
        *(f"evidence_{key}" for key in _EVIDENCE),
        *(f"decision_{key}" for key in _DECISION),
        *("role", "name", "source"),
    ]
    stamp = [document["as_of"], document["known_at"], document["illustrative"]]
    stamp.append("; ".join(document["asked"]))
    rows = []
    for marker in document["markers"]:
        who = [marker["number"], marker["commune"], marker["post"], marker["counts"]]
        who.append(marker["measured"])
        for value in marker["values"]:
            for role, said in _roles(value):
                row = [*stamp, *who, value["aspect"], said["value"], said.get("since")]
                row.append(value["contested"])
                row += [(said.get("evidence") or {}).get(key) for key in _EVIDENCE]
                row += [(said.get("decision") or {}).get(key) for key in _DECISION]
                rows.append([*row, role, said["name"], said.get("source")])
    return csv_table.write(header, rows)


def _roles(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return what counts, then every side of a dispute and every road, each with its role."""
    yield "counts", value
    for one in value["disagreements"]:
        for side in one["sides"]:
            yield "side", side
    for road in value.get("roads", ()):
        yield "road", {**road, "value": road["funding"]}
