"""A programme read back from the file that ``plan -o plan.json`` wrote, for a map or a report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from mocgioi.domain.days import day_first
from mocgioi.domain.marker import MarkerNumber
from mocgioi.errors import HINT, Hint, Text, UnreadableInput, UsageError
from mocgioi.outputs.plan.asking import arguments
from mocgioi.store import commits, reading
from mocgioi.tracker import counting

if TYPE_CHECKING:
    from mocgioi.analysis.figures.coverage_facts import CoverageInputs
    from mocgioi.documents.plan import Plan
    from mocgioi.store.handle import Store

_SCHEMA = "mocgioi.plan/1"
_UNNAMED = "plan.json"
"""What a programme that was not read from a file is called."""
_LARGEST_BYTES = 50_000_000


class ReadPlan(NamedTuple):
    """A programme that fits a store, and what its reader should know of it."""

    document: Plan
    remarks: tuple[Text, ...]


def read_plan(
    given: Path | str | Plan, store: Store, *, as_of: str, known_at: str | None
) -> ReadPlan:
    """Return a programme, or the one in a file, if it is one of this store and of this day.

    What is recorded in the store since is told where the figures it begins with still hold, and
    refused where they do not: a paper would name two figures of one day.

    Args:
        as_of: ISO day of the map or report; known_at: its instant of knowledge.

    Raises:
        UnreadableInput: no such file, or no programme in it.
        UsageError: it is of another day, another store, or of figures that no longer hold.
    """
    if isinstance(given, Path | str):
        path = Path(given)
        document = plan_in(path)
    else:
        path = Path(_UNNAMED)
        document = _fitting(given, path)
    if document["as_of"] != as_of:
        theirs, ours = document["as_of"], as_of
        raise UsageError(
            f"«{path.name}» là kế hoạch tính đến ngày {day_first(theirs)}, không phải ngày "
            f"{day_first(ours)}. Thêm --as-of {theirs}, hoặc lập lại: {HINT}.",
            f"“{path.name}” is a plan as of {theirs}, not of {ours}. Add --as-of {theirs}, or "
            f"make it anew: {HINT}.",
            hints=[Hint("plan", (*arguments(document, as_of=ours), "-o", path.name))],
        )
    with store.reading() as connection:
        knowledge = commits.known(connection, known_at)
        numbers = reading.read_markers(connection, as_of=as_of, known_at=knowledge.number)
        inputs = counting.coverage_inputs(connection, as_of=as_of, knowledge=knowledge)
    unknown = [number for number in _named(document) if number not in numbers]
    if unknown:
        raise UsageError(
            f"«{path.name}» có mốc không có trong kho này: {', '.join(unknown[:5])}. Đây là kế "
            "hoạch của kho khác.",
            f"“{path.name}” has markers that are not in this store: {', '.join(unknown[:5])}. It "
            "is the plan of another store.",
        )
    _check_figures(document, inputs, path)
    remarks = []
    if document["head"] != knowledge.head:
        _require_own(document, store, path)
        remarks.append(
            Text(
                f"Kho đã ghi thêm số liệu từ khi lập kế hoạch «{path.name}» (mã trạng thái "
                f"{document['head']} → {knowledge.head}); các con số chính không đổi.",
                f"More was recorded since the plan “{path.name}” was made (state "
                f"{document['head']} → {knowledge.head}); its main figures still hold.",
            )
        )
    return ReadPlan(document, tuple(remarks))


def plan_in(path: Path) -> Plan:
    """Return the programme in a file, whatever store it is of.

    Raises:
        UnreadableInput: no such file, or no programme in it.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise ValueError
        read = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UnreadableInput(f"Không đọc được «{path}».", f"Cannot read “{path}”.") from error
    except (ValueError, RecursionError) as error:
        raise _no_plan(path, None) from error
    return _fitting(read, path)


def _fitting(read: object, path: Path) -> Plan:
    from mocgioi.documents.fitting import first_misfit
    from mocgioi.documents.plan import Plan

    if not isinstance(read, dict) or read.get("schema") != _SCHEMA:
        raise _no_plan(path, None)
    if misfit := first_misfit(read, Plan):
        raise _no_plan(path, misfit)
    return cast("Plan", read)


def _no_plan(path: Path, misfit: str | None) -> UnreadableInput:
    where = Text(f" (sai ở: {misfit})", f" (wrong at: {misfit})") if misfit else Text("", "")
    return UnreadableInput(
        f"«{path.name}» không phải kế hoạch ({_SCHEMA}){where.vi}. Lập kế hoạch: {HINT}.",
        f"“{path.name}” is no plan ({_SCHEMA}){where.en}. To make one: {HINT}.",
        hints=[Hint("plan", ("--budget", "VND", "-o", "plan.json"))],
    )


def _named(document: Plan) -> list[str]:
    """Return every marker that a programme names, once."""
    named = [marker["number"] for marker in document["markers"]]
    named += [number for work in document["works"] for number in work["markers"]]
    named += [number for numbers in document["left_out"].values() for number in numbers]
    return list(dict.fromkeys(named))


def _require_own(document: Plan, store: Store, path: Path) -> None:
    """Raise a `UsageError` where a store never was in the state that a programme was made from."""
    with store.reading() as connection:
        is_own = document["head"] is None or commits.has_head(connection, document["head"])
    if not is_own:
        raise UsageError(
            f"«{path.name}» được lập từ một kho khác, hoặc một bản sao khác của kho (mã trạng thái "
            f"{document['head']} không có trong kho này). Lập lại kế hoạch: {HINT}.",
            f"“{path.name}” was made from another store, or another copy of it (the state "
            f"{document['head']} is none of this one). Make it anew: {HINT}.",
            hints=[Hint("plan", (*arguments(document), "-o", path.name))],
        )


def _check_figures(document: Plan, inputs: CoverageInputs, path: Path) -> None:
    """Raise a `UsageError` where the figure is another one, or of other markers."""
    from mocgioi.analysis.figures.coverage_facts import marker_facts

    needing = [marker for marker in marker_facts(inputs) if marker.counts]
    built = {marker.number for marker in needing if marker.built}
    hints = [Hint("plan", (*arguments(document), "-o", path.name))]
    totals = document["totals"]
    then = (totals["road_built_before"], totals["markers_needing_road"])
    if then != (len(built), len(needing)):
        told, now = f"{then[0]}/{then[1]}", f"{len(built)}/{len(needing)}"
        raise UsageError(
            f"«{path.name}» được lập khi có {told} mốc có đường; kho nay có {now}. Lập lại kế "
            f"hoạch: {HINT}.",
            f"“{path.name}” was made when {told} markers had a road; the store now has {now}. "
            f"Make it anew: {HINT}.",
            hints=hints,
        )
    planned = {marker["number"] for marker in document["markers"]}
    planned |= {n for why, ns in document["left_out"].items() if why != "built" for n in ns}
    left = {marker.number for marker in needing} - built
    if differing := sorted(planned ^ left, key=MarkerNumber.parse):
        listed = ", ".join(differing[:5])
        raise UsageError(
            f"«{path.name}» không còn khớp với kho ở các mốc {listed}: nay đã có đường, không còn "
            f"thuộc diện, hoặc mới thuộc diện cần có đường. Lập lại kế hoạch: {HINT}.",
            f"“{path.name}” no longer fits the store at {listed}: they have their road by now, "
            f"need none any more, or need one anew. Make it anew: {HINT}.",
            hints=hints,
        )
