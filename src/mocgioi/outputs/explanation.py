"""The markers behind a figure, with what each rests on: text for people, CSV for tables."""

from __future__ import annotations

from typing import Any

from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Language
from mocgioi.outputs import csv_table
from mocgioi.outputs.report.tables import evidence_text
from mocgioi.outputs.wording import NOTHING, day, instant, number, one_line, say

_EVIDENCE = ("observation", "observed_on", "recorded_at", "observer", "batch", "file", "row")
_DECISION = ("verdict", "decided_by", "recorded_at", "why")


_OF_LINES = frozenset({"measured", "declared_only", "measured_only"})
"""What is asked that rests on the lines of the map too."""


def as_text(document: dict[str, Any], lang: Language) -> str:
    """Return a ``mocgioi.explain/1`` document as text: a line for each marker and aspect."""
    head = say(
        "explain.head",
        lang,
        asked=", ".join(document["asked"]),
        count=number(document["count"], lang),
        day=day(document["as_of"], lang),
        known=instant(document["known_at"], lang),
    )
    lines = [one_line(head)]
    if document["illustrative"]:
        lines.append(f"*** {say('illustrative', lang)} *** {say('illustrative.why', lang)}")
    lines.append("")
    is_of_lines = any(asked.partition("=")[0] in _OF_LINES for asked in document["asked"])
    for marker in document["markers"]:
        lines.append(marker["number"])
        if is_of_lines:
            shown = label("measured", marker["measured"], lang)
            lines.append(f"  {say('explain.measured', lang, shown=shown, number=marker['number'])}")
        lines += [f"  {one_line(_told(value, lang))}" for value in marker["values"]]
    return "\n".join(lines).rstrip() + "\n"


def _told(value: dict[str, Any], lang: Language) -> str:
    aspect, code = value["aspect"], value["value"]
    shown = label(aspect, code, lang) if code and aspect in CODE_LISTS else code or NOTHING
    told = f"{say(f'aspect.{aspect}', lang)}: {shown}"
    evidence = value["evidence"]
    if evidence is not None:
        told += say(
            "explain.evidence",
            lang,
            day=day(evidence["observed_on"], lang),
            where=evidence_text(evidence, lang) or NOTHING,
            recorded=instant(evidence["recorded_at"], lang),
            observation=evidence["observation"][:8],
        )
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
    return told + (say("explain.contested", lang) if value["contested"] else "")


def as_csv(document: dict[str, Any]) -> str:
    """Return a ``mocgioi.explain/1`` document as CSV: a row for each marker and aspect."""
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
    ]
    stamp = [document["as_of"], document["known_at"], document["illustrative"]]
    stamp.append("; ".join(document["asked"]))
    rows = []
    for marker in document["markers"]:
        who = [marker["number"], marker["commune"], marker["post"], marker["counts"]]
        who.append(marker["measured"])
        for value in marker["values"]:
            row = [*stamp, *who, value["aspect"], value["value"], value["since"]]
            row.append(value["contested"])
            row += [(value["evidence"] or {}).get(key) for key in _EVIDENCE]
            row += [(value["decision"] or {}).get(key) for key in _DECISION]
            rows.append(row)
    return csv_table.write(header, rows)
