"""Commands to type next are spelled by whoever shows the text, wherever there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mocgioi.domain.batch import Receipt
from mocgioi.errors import HINT, Finding, Hint, Text
from mocgioi.outputs import cost_table, explanation, reach_table, receipts
from mocgioi.outputs.marker_text import disagreements
from mocgioi.outputs.report import render
from mocgioi.outputs.sheets.disagreements import disagreement_sheet
from mocgioi.outputs.weekly import weekly_page
from mocgioi.outputs.weekly_facts import Entry, Work
from tests.outputs import test_cost_table, test_explanation, test_reach_table, test_weekly
from tests.outputs.report.documents import ordinary
from tests.outputs.sheets.filling import cells_of
from tests.outputs.sheets.test_disagreements import BOTH


def spell(hint: Hint) -> str:
    return f"[{hint.verb}]"


def _conflicts() -> str:
    side: dict[str, Any] = {
        "observation": "0123456789",
        "aspect": "road_status",
        "value": "built",
        "name": "built",
        "observed_on": None,
        "file": None,
        "row": None,
        "observer": None,
        "why": None,
        "decisions": [],
    }
    conflict = {
        "id": "a",
        "reason": "contested",
        "marker": "1116",
        "aspect": "road_status",
        "observed_on": None,
        "sides": [side],
        "standing": None,
    }
    document: Any = {"conflicts": [conflict]}
    return disagreements(document, "vi", spell=spell)


def _reach() -> str:
    marker = test_reach_table.marker
    unknown = marker(number="1", unknown_because="no_position", measured="unknown")
    reached = marker(number="2", measured="reached", advice="report-road", reached_by="a")
    document = test_reach_table.document(unknown, reached)
    return reach_table.as_text(document, "vi", spell=spell)


def _cost() -> str:
    document = test_cost_table.document(test_cost_table.project(1))
    document["left_out"] = {"built": ["1"], "no_position": ["2"], "unknown": ["3"]}
    return cost_table.as_text(document, "vi", spell=spell)


def _receipts() -> str:
    text = Text(f"Hãy xem: {HINT}", f"See: {HINT}")
    finding = Finding("known", "notice", text, hints=(Hint("conflicts list"),))
    receipt = Receipt(file="a.csv", sha256="0", kind="survey", findings=[finding] * 30)
    return receipts.as_text([receipt], "vi", spell=spell)


def _weekly() -> str:
    work = [Work("no_surveys", [Entry(Text("không có cột", "no column"), file="a.csv")])]
    return weekly_page(test_weekly.FACTS._replace(work=work), spell=spell)


def _explanation() -> str:
    return explanation.as_text(test_explanation.document("measured=unknown"), "vi", spell=spell)


def _sheet() -> str:
    sheet = cells_of(disagreement_sheet(BOTH, today="2026-11-22", spell=spell))
    return " ".join(str(cell.value) for row in sheet.iter_rows(max_row=5) for cell in row)


TEXTS: dict[str, tuple[Callable[[], str], list[str]]] = {
    "report": (lambda: render(ordinary(), "text", spell=spell), ["report", "conflicts list"]),
    "receipt": (_receipts, ["survey check", "conflicts list"]),
    "weekly": (_weekly, ["survey apply"]),
    "conflicts": (_conflicts, ["conflicts resolve"]),
    "reach": (_reach, ["import markers", "set"]),
    "cost": (_cost, ["reach", "import markers", "import roads"]),
    "explain": (_explanation, ["reach"]),
    "sheet": (_sheet, ["conflicts apply"]),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_command_is_spelled_as_the_shell_says(name: str) -> None:
    make, verbs = TEXTS[name]
    text = make()
    assert HINT not in text
    assert "mocgioi " not in text
    for verb in verbs:
        assert f"[{verb}]" in text
