"""A plan asked of a store: sums and years as people type them, facts behind the weights."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.analysis.programme import candidates
from mocgioi.analysis.programme.remembered import Remembered
from mocgioi.analysis.programme.weighing import missing_since
from mocgioi.cli import main
from mocgioi.documents.plan import Plan
from mocgioi.errors import MarkerNotFound, UnreadableInput, UsageError
from mocgioi.tracker import Tracker
from mocgioi.tracker.planning import as_vnd, as_years
from tests.keeping import kept_open
from tests.tracker.conftest import copied_with

DAY = "2026-11-01"


@pytest.fixture(scope="module")
def province(built_demo: Path) -> Iterator[Tracker]:
    """The demonstration, for reading."""
    yield from kept_open(tracker.open(built_demo))


@pytest.fixture(scope="module")
def five(province: Tracker) -> Plan:
    """The plan of 5 billion."""
    return province.plan(budget_vnd="5 tỷ", as_of=DAY)


@pytest.fixture(scope="module")
def twenty(province: Tracker) -> Plan:
    """The plan of 20 billion."""
    return province.plan(budget_vnd="20 tỷ", as_of=DAY)


@pytest.fixture(scope="module")
def by_years(province: Tracker) -> Plan:
    """The plan of 20 billion over four years."""
    return province.plan(budget_vnd="20 tỷ", phases="2027..2030", as_of=DAY)


@pytest.mark.parametrize(
    ("given", "years"),
    [
        ("2027..2030", [2027, 2028, 2029, 2030]),
        ("2027-2028", [2027, 2028]),
        ("2029, 2027", [2027, 2029]),
        (range(2027, 2029), [2027, 2028]),
        (2027, [2027]),
        (None, []),
    ],
)
def test_years_are_understood_as_people_write_them(given: Any, years: list[int]) -> None:
    assert as_years(given) == years


@pytest.mark.parametrize("given", ["2030..2027", "27..30", "soon"])
def test_what_is_no_year_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="no years"):
        as_years(given)


@pytest.mark.parametrize("given", ["2.125 tỷ", "five", "", -1, float("nan")])
def test_a_sum_that_may_mean_two_is_refused(given: Any) -> None:
    with pytest.raises(UsageError, match="no sum of money"):
        as_vnd(given)


def test_a_plan_keeps_to_its_money_and_beats_the_list(five: Plan) -> None:
    totals, solved = five["totals"], five["solved"]
    assert five["wishes"]["budget_vnd"] == 5_000_000_000
    assert totals["cost_vnd"] <= 5_000_000_000
    assert solved["method"] == "optimal"
    assert totals["markers"] == solved["bound"]
    assert totals["markers"] >= solved["ranked_skipping"] >= solved["ranked"] > 0


def test_the_figure_before_is_that_of_the_report(province: Tracker, five: Plan) -> None:
    report = province.figures.coverage(as_of=DAY)["totals"]
    assert five["totals"]["road_built_before"] == report["road_built"]
    assert five["totals"]["markers_needing_road"] == report["markers_needing_road"]


def test_the_same_store_gives_the_same_plan(
    province: Tracker, by_years: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_LOOKED_AT", Remembered())
    assert province.plan(budget_vnd="20 tỷ", phases="2027..2030", as_of=DAY) == by_years


def test_the_ground_is_looked_at_once_for_several_plans(
    province: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_LOOKED_AT", Remembered())
    look, looked = candidates._pieces, []

    def counted(ground: Any) -> Any:
        looked.append(ground)
        return look(ground)

    monkeypatch.setattr(candidates, "_pieces", counted)
    for budget in ("5 tỷ", "20 tỷ"):
        province.plan(budget_vnd=budget, as_of=DAY)
    assert len(looked) == 1


def test_no_year_costs_more_than_there_is_by_then(by_years: Plan, twenty: Plan) -> None:
    assert [phase["year"] for phase in by_years["phases"]] == [2027, 2028, 2029, 2030]
    for phase in by_years["phases"]:
        assert phase["cost_vnd"] <= phase["available_vnd"]
    year_of = {work["work"]: work["year"] for work in by_years["works"]}
    for work in by_years["works"]:
        for before in work["after"]:
            assert (year_of[before] or 0) < (work["year"] or 0)
    assert by_years["totals"]["markers"] == twenty["totals"]["markers"]


def test_shares_and_musts_are_kept(province: Tracker, twenty: Plan) -> None:
    dear = next(m["number"] for m in twenty["markers"] if m["work"] is None)
    document = province.plan(budget_vnd="20 tỷ", must=[f"Mốc {dear}"], min_per_commune=2, as_of=DAY)
    served = {m["number"] for m in document["markers"] if m["work"] is not None}
    assert dear in served
    for group in document["groups"]:
        if group["by"] == "commune":
            assert group["markers_served"] >= min(2, group["markers_left"])


def test_a_marker_that_is_not_there_is_named(province: Tracker) -> None:
    with pytest.raises(MarkerNotFound, match="9999"):
        province.plan(budget_vnd="5 tỷ", must=["9999"], as_of=DAY)
    with pytest.raises(MarkerNotFound, match="9999"):
        province.plan(budget_vnd="5 tỷ", never=["9999"], as_of=DAY)


def _road(road_class: str, coordinates: list[list[float]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"road_class": road_class, "status": "built", "illustrative": True},
        "geometry": {"type": "LineString", "coordinates": coordinates},
    }


@pytest.fixture(scope="module")
def road_store(four_markers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four markers of one commune and two roads of it, near none of them; do not write to it."""
    features = [
        _road("patrol", [[106.75, 21.943], [106.8, 21.943]]),
        _road("access", [[106.79, 21.943], [106.79, 21.944]]),
    ]
    roads = {"type": "FeatureCollection", "features": features}
    return copied_with(roads, four_markers, tmp_path_factory.mktemp("roads"))


@pytest.fixture
def with_roads(road_store: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(road_store, tmp_path)))


def test_facts_behind_the_weights_come_from_the_store(with_roads: Tracker, tmp_path: Path) -> None:
    gates = "name,longitude,latitude,illustrative\nHữu Nghị,106.76,21.97,yes\n"
    (tmp_path / "gates.csv").write_text(gates, encoding="utf-8")
    with_roads.register.import_file("gates", tmp_path / "gates.csv", crs="EPSG:4326")
    with_roads.set("1116", road_status="none", on="2024-11-01")
    with_roads.set("1116", road_status="none", on="2025-11-01")
    with_roads.set("1117", marker_condition="displaced", on="2026-10-01")
    document = with_roads.plan(budget_vnd="50 tỷ", as_of=DAY)
    facts = {row["number"]: row["facts"] for row in document["markers"]}
    assert facts["1116"] == {"walking": 1.0, "alarm": 0.0, "gate": 1.0, "waiting": 2.0}
    assert facts["1117"]["alarm"] == 1.0
    assert facts["1119"]["gate"] == 0.0


@pytest.mark.parametrize("form", ["text", "csv", "geojson", "gpkg", "xlsx", "docx"])
def test_a_plan_is_written_in_every_form_from_python(
    province: Tracker, five: Plan, form: str
) -> None:
    assert province.roads.paper(five, form)


def test_a_report_and_a_map_take_the_plan_itself(province: Tracker, five: Plan) -> None:
    assert province.figures.coverage(full=True, as_of=DAY, plan=five)["programme"] == five
    assert province.maps.page(as_of=DAY, plan=five) != province.maps.page(as_of=DAY)
    with pytest.raises(UnreadableInput, match="no plan"):
        province.figures.coverage(full=True, as_of=DAY, plan={"schema": "x"})  # type: ignore[call-overload]


def test_a_number_alone_is_one_marker(province: Tracker, five: Plan) -> None:
    dear = next(row["number"] for row in five["markers"] if row["work"] is None)
    assert province.plan(budget_vnd="50 tỷ", must=dear, as_of=DAY)["wishes"]["must"] == [dear]


def test_years_without_a_sum_for_each_say_how_to_write_them(province: Tracker) -> None:
    with pytest.raises(UsageError) as refused:
        province.plan(per_year=["5 tỷ", "6 tỷ"], phases="2027..2030", as_of=DAY)
    assert "--per-year «5 tỷ; 6 tỷ; 7 tỷ; 8 tỷ»" in refused.value.text.vi


def _fact(store: Tracker, name: str) -> float:
    document = store.plan(budget_vnd="50 tỷ", as_of=DAY)
    return next(row["facts"][name] for row in document["markers"] if row["number"] == "1116")


def test_what_was_undone_is_no_waiting(with_roads: Tracker) -> None:
    wrong = with_roads.set("1116", road_status="none", on="2020-11-01")
    with_roads.set("1116", road_status="none", on="2025-11-01")
    assert wrong.batch
    with_roads.surveys.undo(wrong.batch, why="nhầm mốc")
    assert _fact(with_roads, "waiting") == 1.0


@pytest.mark.parametrize(
    ("course", "since"),
    [
        ([("2015-11-01", "none"), ("2018-11-01", "built"), ("2025-11-01", "none")], "2025-11-01"),
        ([("2015-11-01", "none"), ("2018-11-01", "approved")], "2015-11-01"),
        ([("2015-11-01", "none"), ("2018-11-01", "built")], None),
    ],
)
def test_waiting_is_since_the_run_that_stands(
    course: list[tuple[str, str]], since: str | None
) -> None:
    assert missing_since(course) == since


def test_what_was_reported_at_once_weighs_no_more(with_roads: Tracker) -> None:
    with_roads.set("1116", marker_condition="displaced", on="2026-10-01")
    assert _fact(with_roads, "alarm") == 1.0
    with_roads.cases.record("1116", reported_on="2026-10-02", to="Bộ Chỉ huy")
    assert _fact(with_roads, "alarm") == 0.0


def test_no_plan_is_made_of_a_day_that_has_not_come(with_roads: Tracker) -> None:
    with pytest.raises(UsageError, match="not come yet"):
        with_roads.plan(budget_vnd="5 tỷ", as_of="2999-12-31")
    with pytest.raises(UsageError, match="not come yet"):
        with_roads.roads.costs(as_of="2999-12-31")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--budget"),
        (("--budget", "5"), "«5 tỷ»"),
        (("--budget", "5 tỷ", "--weight", "alarm"), "waiting=0,1"),
        (("--budget", "5 tỷ", "--format", "gpkg"), "-o TỆP.gpkg"),
        (("--budget", "5 tỷ", "--time-limit", "-1"), "0 giây"),
    ],
)
def test_a_call_that_is_wrong_says_what_to_type(
    words: tuple[str, ...], said: str, four_markers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--store", str(four_markers), "plan", *words]) == 2
    assert said in capsys.readouterr().err


def test_the_command_takes_several_sums_and_several_numbers(
    built_demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["plan", "--per-year", "2 tỷ; 1,5 tỷ", "--never", "1214(1), 981", "--as-of", DAY]
    assert main(["--store", str(built_demo), *words, "--format", "json"]) == 0
    wishes = json.loads(capsys.readouterr().out)["wishes"]
    assert wishes["per_year_vnd"] == [2_000_000_000, 1_500_000_000]
    assert wishes["never"] == ["1214(1)", "981"]
    assert wishes["years"] == [2027, 2028]


BEGINNINGS = {
    **{"csv": b"\xef\xbb\xbf", "geojson": b"{", "gpkg": b"SQLite"},
    **{"xlsx": b"PK", "docx": b"PK"},
}


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_the_command_writes_a_plan_in_the_form_of_its_ending(
    ending: str, with_roads: Tracker, tmp_path: Path
) -> None:
    with_roads.set("1116", road_status="none", on="2025-11-01")
    out = tmp_path / f"plan.{ending}"
    words = ["plan", "--budget", "50 tỷ", "--as-of", DAY, "-o", str(out)]
    assert main(["--store", str(with_roads.store.path), *words]) == 0
    assert out.read_bytes().startswith(BEGINNINGS[ending])
