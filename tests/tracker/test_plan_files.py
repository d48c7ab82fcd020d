"""A programme as a file: its layers, and what is told of one that does not fit the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pyogrio
import pytest

from mocgioi.documents.plan import Plan
from mocgioi.errors import MocgioiError, UnreadableInput, UsageError
from mocgioi.tracker import Tracker
from mocgioi.tracker.plan_files import ReadPlan, read_plan
from mocgioi.tracker.plan_papers import paper_of
from tests.keeping import kept_open
from tests.outputs.plan.a_plan import marker, plan, work
from tests.tracker import world

DAY = "2025-12-31"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(world.make(tmp_path))


def fitting(made: Tracker, **changes: Any) -> Plan:
    """Return a plan of the world: the last of its five markers gets its road."""
    document = plan(
        works=[work(1, ["1120"], 500_000_000)],
        markers=[marker("1119", None), marker("1120", 1)],
        head=made.figures.status()["head"],
        left_out={"reached": []},
    )
    document["totals"]["road_built_before"] = 3
    document["totals"]["markers_needing_road"] = 5
    return cast("Plan", {**document, **changes})


def read(made: Tracker, document: object, tmp_path: Path, *, as_of: str = DAY) -> ReadPlan:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_plan(path, made.store, as_of=as_of, known_at=None)


def refusal(made: Tracker, document: object, tmp_path: Path, *, as_of: str = DAY) -> MocgioiError:
    with pytest.raises(MocgioiError) as refused:
        read(made, document, tmp_path, as_of=as_of)
    return refused.value


def test_a_plan_of_the_store_is_read_back_as_it_was_written(made: Tracker, tmp_path: Path) -> None:
    assert read(made, fitting(made), tmp_path) == (fitting(made), ())


def test_a_plan_of_another_day_is_refused_with_the_way_out(made: Tracker, tmp_path: Path) -> None:
    error = refusal(made, fitting(made), tmp_path, as_of="2024-12-31")
    assert isinstance(error, UsageError)
    assert "--as-of 2025-12-31" in error.text.vi


def test_a_plan_of_another_store_is_refused(made: Tracker, tmp_path: Path) -> None:
    document = fitting(made, markers=[marker("990", 1)])
    assert "990" in refusal(made, document, tmp_path).text.vi


def test_a_plan_whose_figures_no_longer_hold_is_refused(made: Tracker, tmp_path: Path) -> None:
    document = fitting(made)
    document["totals"]["road_built_before"] = 2
    said = refusal(made, document, tmp_path).text.vi
    assert "2/5" in said
    assert "3/5" in said


def test_a_plan_of_a_marker_that_has_its_road_by_now_is_refused(
    made: Tracker, tmp_path: Path
) -> None:
    works = [work(1, ["1116"], 500_000_000)]
    document = fitting(made, works=works, markers=[marker("1119", None), marker("1116", 1)])
    assert "1116" in refusal(made, document, tmp_path).text.vi


def test_a_plan_is_refused_where_as_many_other_markers_are_left(
    made: Tracker, tmp_path: Path
) -> None:
    document = fitting(made, left_out={"reached": ["1119"]}, markers=[marker("1120", 1)])
    assert read(made, document, tmp_path)
    document = fitting(made, left_out={"reached": ["1117"]}, markers=[marker("1120", 1)])
    said = refusal(made, document, tmp_path).text.vi
    assert "1117, 1119" in said


def test_a_plan_of_a_copy_that_was_never_this_store_is_refused(
    made: Tracker, tmp_path: Path
) -> None:
    assert "00000000" in refusal(made, fitting(made, head="00000000"), tmp_path).text.vi


def test_a_work_of_a_marker_that_is_not_in_the_store_is_refused(
    made: Tracker, tmp_path: Path
) -> None:
    document = fitting(made, works=[work(1, ["990"], 500_000_000)])
    assert "990" in refusal(made, document, tmp_path).text.vi


def test_what_was_recorded_since_is_told_where_the_figures_hold(
    made: Tracker, tmp_path: Path
) -> None:
    document = fitting(made)
    made.set("1119", marker_condition="intact", on="2025-12-01")
    remarks = read(made, document, tmp_path).remarks
    assert [remark.vi for remark in remarks if str(document["head"]) in remark.vi]


@pytest.mark.parametrize(
    ("change", "where"),
    [({"works": [{"work": 1}]}, "works.0"), ({"totals": None}, "totals"), ({"as_of": 5}, "as_of")],
)
def test_a_plan_that_was_spoilt_is_refused_and_says_where(
    made: Tracker, tmp_path: Path, change: dict[str, Any], where: str
) -> None:
    error = refusal(made, {**fitting(made), **change}, tmp_path)
    assert isinstance(error, UnreadableInput)
    assert where in error.text.vi


@pytest.mark.parametrize("document", [{}, [], "plan", {"schema": "mocgioi.cost/1"}])
def test_what_is_no_plan_is_refused(made: Tracker, tmp_path: Path, document: object) -> None:
    assert "mocgioi.plan/1" in refusal(made, document, tmp_path).text.vi


def test_a_file_that_is_not_there_is_told(made: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"none\.json"):
        read_plan(tmp_path / "none.json", made.store, as_of=DAY, known_at=None)


def test_the_layers_are_works_and_the_markers_they_serve(made: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    layers = paper_of(made.store, fitting(made), "gpkg")
    assert isinstance(layers, bytes)
    path.write_bytes(layers)
    assert sorted(name for name, _ in pyogrio.list_layers(path)) == ["markers_served", "works"]
    works = pyogrio.read_dataframe(path, layer="works")
    assert works.crs == "EPSG:4326"
    assert works["markers"].tolist() == ["1120"]
    served = pyogrio.read_dataframe(path, layer="markers_served")
    assert served["number"].tolist() == ["1120"]
    assert served.geometry[0].coords[0] == pytest.approx(world.place("1120"))


def test_years_are_numbers_where_none_is_known(made: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    document = fitting(made, works=[work(1, ["1120"], 500_000_000, year=None)])
    layers = paper_of(made.store, document, "gpkg")
    assert isinstance(layers, bytes)
    path.write_bytes(layers)
    info = pyogrio.read_info(path, layer="works")
    assert dict(zip(info["fields"], info["ogr_types"], strict=True))["year"] == "OFTInteger64"


def test_a_plan_without_works_has_no_layer(made: Tracker) -> None:
    with pytest.raises(UsageError, match="no work"):
        paper_of(made.store, fitting(made, works=[]), "gpkg")


def test_the_paper_has_the_communes_of_the_store_on_its_sketch(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mocgioi.outputs.plan import proposal
    from mocgioi.outputs.plan.sketch import sketch

    drawn: list[Any] = []

    def seen(document: Plan, outline: Any, *args: Any, **sizes: Any) -> str:
        drawn.append(outline)
        return sketch(document, outline, *args, **sizes)

    monkeypatch.setattr(proposal, "sketch", seen)
    paper_of(made.store, fitting(made), "docx")
    assert [commune["name"] for commune in drawn[0]["communes"]] == ["Quốc Khánh", "Kháng Chiến"]


def test_nesting_without_end_is_no_plan(made: Tracker, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="is no plan"):
        read_plan(tmp_path / "plan.json", made.store, as_of=DAY, known_at=None)
