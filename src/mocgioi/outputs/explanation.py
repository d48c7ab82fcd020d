"""The markers behind a figure, with what each rests on: text for people, CSV for tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mocgioi.domain.counting import ADDITIONS
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Hint, Language, Speller, Text, plainly
from mocgioi.outputs import csv_table
from mocgioi.outputs.marker_text import papers_line
from mocgioi.outputs.report.tables import evidence_text
from mocgioi.outputs.wording import (
    LABELS,
    NOTHING,
    aspect_name,
    day,
    hinted,
    instant,
    number,
    one_line,
    say,
    seen_on,
    value_text,
)

if TYPE_CHECKING:
    from mocgioi.documents.evidence import Evidence
    from mocgioi.documents.explain import ExplainedMarker, Explanation, Side
    from mocgioi.documents.explain import Value as ExplainedValue

_EVIDENCE = ("observation", "observed_on", "recorded_at", "observer", "batch", "file", "row")
_DECISION = ("verdict", "decided_by", "recorded_at", "why")


_PERIOD = Text("Trong kỳ từ {first} đến {last}.", "Within the period from {first} to {last}.")
_OF_THE_PERIOD = frozenset({"in_period", "lost", *ADDITIONS})
"""What is asked that is counted within a period."""

_OF_LINES = frozenset({"measured", "declared_only", "measured_only"})
"""What is asked that rests on the lines of the map too."""


def as_text(document: Explanation, lang: Language, *, spell: Speller = plainly) -> str:
    """Return a ``mocgioi.explain/1`` document as text: a line for each marker and aspect."""
    lines = [one_line(line) for line in head_lines(document, lang)]
    lines.append("")
    is_of_lines = rests_on_lines(document)
    for marker in document["markers"]:
        lines.append(marker["number"])
        if is_of_lines:
            lines.append(f"  {measured_line(marker, lang, spell=spell)}")
        for value in marker["values"]:
            lines.append(f"  {one_line(value_line(value, lang))}")
            lines += [f"    {one_line(line)}" for line in beside_lines(value, lang)]
    return "\n".join(lines).rstrip() + "\n"


def measured_line(marker: ExplainedMarker, lang: Language, *, spell: Speller = plainly) -> str:
    """Return what the lines of the map show of a marker, and where it is said why."""
    shown = label("measured", marker["measured"], lang)
    why = Hint("reach", ("--marker", marker["number"]))
    return hinted(LABELS["explain.measured"], lang, [why], spell, shown=shown)


def head_lines(document: Explanation, lang: Language) -> Iterator[str]:
    """Say what was asked, how many markers it is, and what is to be known of the count."""
    count = number(document["count"], lang)
    yield say(
        "explain.head",
        lang,
        asked=", ".join(_asked(question, lang) for question in document["asked"]),
        count=count,
        day=day(document["as_of"], lang),
        known=instant(document["known_at"], lang),
    )
    if _OF_THE_PERIOD & set(document["asked"]):
        first, last = document["period"]["from"], document["period"]["to"]
        yield _PERIOD.to(lang).format(first=day(first, lang), last=day(last, lang))
    if "conflicts" in document["asked"]:
        yield say("explain.cases", lang, cases=number(document["cases"], lang), count=count)
    if "overdue" in document["asked"]:
        yield say("explain.overdue", lang, days=number(document["overdue_after_days"], lang))
    if document["head"]:
        yield say("head", lang, head=document["head"])
    if document["illustrative"]:
        yield f"*** {say('illustrative', lang)} *** {say('illustrative.why', lang)}"


def rests_on_lines(document: Explanation) -> bool:
    """Return whether what is asked rests on the lines of the map too."""
    return any(asked.partition("=")[0] in _OF_LINES for asked in document["asked"])


def _asked(question: str, lang: Language) -> str:
    """Return what was asked; a group without a name with the words the report has for it."""
    by, equals, wanted = question.partition("=")
    key = f"unplaced.{by}" if by != "condition" else "not_reported"
    is_unplaced = equals and not wanted.strip() and key in LABELS
    return f"{question} {say(key, lang)}" if is_unplaced else question


def value_line(value: ExplainedValue, lang: Language) -> str:
    """Return what counts of one aspect of a marker, and what it rests on."""
    line = _counted(value, lang)
    evidence = value["evidence"]
    if evidence is not None:
        line += say("explain.evidence", lang, **_traced(evidence, lang))
    decision = value["decision"]
    if decision is not None:
        line += say(
            "explain.decision",
            lang,
            verdict=say(f"verdict.{decision['verdict']}", lang),
            by=decision["decided_by"] or NOTHING,
            recorded=instant(decision["recorded_at"], lang),
            why=decision["why"] or NOTHING,
        )
    if value.get("differs"):
        line += say("explain.differs", lang)
    return line + (say("explain.contested", lang) if value["contested"] else "")


def _counted(value: ExplainedValue, lang: Language) -> str:
    """Return an aspect and what counts of it; a day last seen is told by its evidence."""
    about = aspect_name(value["aspect"], lang)
    if value["aspect"] == "last_seen":
        return about if value["value"] else f"{about}: {say('explain.never', lang)}"
    if value["contested"] and value["value"] is None:
        return f"{about}: {NOTHING}"
    return f"{about}: {_value(value['aspect'], value, lang)}"


def _value(aspect: str, stated: ExplainedValue | Side, lang: Language) -> str:
    return stated["name"] or value_text(aspect, stated["value"], lang)


def _traced(evidence: Evidence, lang: Language) -> dict[str, str]:
    return {
        "day": seen_on(evidence["observed_on"], lang),
        "where": evidence_text(evidence, lang) or NOTHING,
        "recorded": instant(evidence["recorded_at"], lang),
        "observation": evidence["observation"][:8],
    }


def beside_lines(value: ExplainedValue, lang: Language) -> Iterator[str]:
    """Tell what stands beside a value: every side of a dispute, the papers of the roads."""
    aspect = value["aspect"]
    for contested in value["disagreements"]:
        yield say("explain.disputed", lang, day=seen_on(contested["observed_on"], lang))
        for side in contested["sides"]:
            evidence = side["evidence"]
            traced = say("explain.evidence", lang, **_traced(evidence, lang)) if evidence else ""
            yield f"- {_value(aspect, side, lang)}{traced}"
    if value["contested"]:
        counts = _value(aspect, value, lang) if value["value"] else say("explain.no_side", lang)
        yield say("explain.standing", lang, value=counts)
    for road in value.get("roads", ()):
        yield papers_line(road, lang)


def as_csv(document: Explanation) -> str:
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
            for role, stated in _roles(value):
                row = [*stamp, *who, value["aspect"], stated["value"], stated.get("since")]
                row.append(value["contested"])
                row += [_part(stated, "evidence", key) for key in _EVIDENCE]
                row += [_part(stated, "decision", key) for key in _DECISION]
                rows.append([*row, role, stated["name"], stated.get("source")])
    return csv_table.write(header, rows)


def _part(stated: Mapping[str, object], whole: str, key: str) -> object:
    part = stated.get(whole)
    return part.get(key) if isinstance(part, dict) else None


def _roles(value: ExplainedValue) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Return what counts, then every side of a dispute and every road, each with its role."""
    yield "counts", value
    for contested in value["disagreements"]:
        for side in contested["sides"]:
            yield "side", side
    for road in value.get("roads", ()):
        yield "road", {**road, "value": road["funding"]}
