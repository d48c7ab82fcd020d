"""The command line: what it prints, where, and the code it ends with."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.store import ledger
from mocgioi.store.explaining import explained
from mocgioi.store.geopackage import Transaction
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker, taking
from mocgioi.tracker.figures import Figures


@pytest.fixture
def run(demo: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    monkeypatch.setenv("MOCGIOI_STORE", str(demo.store.path))
    return demo


def test_demo_prints_both_dates_and_the_paths(
    demo: Tracker,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tracker, "demo", lambda folder, progress: demo)
    assert main(["demo", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "32/72" in printed and "31/12/2023" in printed
    for name in ("langson.gpkg", "map.html", "report.html"):
        assert str(tmp_path / name) in printed and (tmp_path / name).is_file()


def test_the_commands_that_demo_prints_lead_to_the_store_it_made(
    demo: Tracker,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tracker, "demo", lambda folder, progress: demo)
    monkeypatch.setenv("MOCGIOI_STORE", "langson.gpkg")
    main(["demo", str(tmp_path)])
    printed = [line for line in capsys.readouterr().out.splitlines() if "mocgioi " in line]
    assert printed
    named = f"mocgioi --store {tmp_path / 'langson.gpkg'} "
    assert [line for line in printed if named not in line] == []


@pytest.mark.usefixtures("run")
def test_status_as_json_is_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["markers_needing_road"]) == ("mocgioi.status/1", 72)


@pytest.mark.usefixtures("run")
def test_report_as_of_a_day_names_denominator_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "--as-of", "31/12/2023"])
    assert "32/72" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.usefixtures("run")
def test_the_ending_of_the_file_chooses_the_form(tmp_path: Path) -> None:
    out = tmp_path / "report.csv"
    main(["report", "-o", str(out)])
    assert out.read_bytes().startswith(b"\xef\xbb\xbfas_of,")


@pytest.mark.usefixtures("run")
def test_an_unknown_ending_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "-o", "report.exe"]) == 2
    assert ".exe" in capsys.readouterr().err


@pytest.mark.usefixtures("run")
def test_a_folder_that_is_not_there_ends_with_50(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["map", "-o", str(tmp_path / "none" / "map.html")]) == 50
    assert "map.html" in capsys.readouterr().err


def test_a_missing_store_ends_with_40(tmp_path: Path) -> None:
    assert main(["--store", str(tmp_path / "none.gpkg"), "status"]) == 40


def test_options_may_stand_after_the_command(tmp_path: Path) -> None:
    assert main(["status", "--store", str(tmp_path / "none.gpkg")]) == 40


def test_init_makes_a_store_that_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "new.gpkg")
    assert (main(["--store", store, "init"]), main(["--store", store, "check"])) == (0, 0)


def test_init_does_not_overwrite(run: Tracker) -> None:
    assert main(["init"]) == 50


def test_real_data_into_an_illustrative_store_is_refused_with_the_line_to_type(
    run: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text("number,surveyed_on,road_status\n1116,2025-01-01,built\n", encoding="utf-8")
    before = run.store.path.read_bytes()
    assert main(["survey", "apply", str(survey)]) == 2
    assert "init" in capsys.readouterr().err
    assert run.store.path.read_bytes() == before


def test_one_bad_file_does_not_stop_the_others(
    run: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.csv"
    good.write_text(
        "number,surveyed_on,road_status,illustrative\n1116,2026-11-01,none,yes\n",
        encoding="utf-8",
    )
    code = main(["survey", "apply", str(tmp_path / "none.csv"), str(good), "--format", "json"])
    (receipt,) = json.loads(capsys.readouterr().out)["files"]
    assert (code, receipt["read"]) == (20, 1)


def test_a_row_that_waits_for_a_person_ends_with_1(
    run: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built = next(
        group["code"]
        for group in run.figures.coverage(by=["marker"])["groups"]
        if group["road_built"]
    )
    survey = tmp_path / "survey.csv"
    survey.write_text(
        f"number,surveyed_on,road_status,illustrative\n{built},2026-11-20,none,yes\n",
        encoding="utf-8",
    )
    assert main(["survey", "apply", str(survey), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["files"][0]["queued"] == 1


def test_of_several_files_the_one_that_the_disk_refused_is_named(
    run: Tracker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    really = ledger.record

    def refuse(transaction: Transaction, file: IncomingFile, *rest: Any, **others: Any) -> Receipt:
        if file.name == "second.csv":
            raise explained(sqlite3.OperationalError("disk trouble"), run.store.path)
        return really(transaction, file, *rest, **others)

    monkeypatch.setattr(taking, "record", refuse)
    surveys = [tmp_path / f"{name}.csv" for name in ("first", "second", "third")]
    for day, survey in enumerate(surveys):
        rows = f"number,surveyed_on,road_status,illustrative\n1116,2025-11-0{day + 1},none,yes\n"
        survey.write_text(rows, encoding="utf-8")
    assert main(["--lang", "en", "survey", "apply", *map(str, surveys)]) == 50
    said = capsys.readouterr()
    assert said.err.splitlines()[0] == str(surveys[1])
    assert "the store is as it was before this write" in said.err
    assert "first.csv: read 1" in said.out and "third.csv: read 1" in said.out


def test_backup_and_restore_bring_the_store_back(run: Tracker, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gpkg"
    assert main(["backup", str(copy)]) == 0
    before = run.figures.status()
    survey = tmp_path / "survey.csv"
    survey.write_text(
        "number,surveyed_on,marker_condition,illustrative\n1116,2026-11-20,missing,yes\n",
        encoding="utf-8",
    )
    main(["survey", "apply", str(survey)])
    assert run.figures.status() != before
    after = run.figures.status()
    assert main(["restore", str(copy)]) == 1
    assert run.figures.status() == after
    assert main(["restore", str(copy), "--discard"]) == 0
    assert run.figures.status() == before


def test_a_new_store_has_its_project_beside_it(tmp_path: Path) -> None:
    assert main(["--store", str(tmp_path / "new.gpkg"), "init"]) == 0
    assert "./new.gpkg|layername=markers" in (tmp_path / "new.qgs").read_text(encoding="utf-8")


def test_a_project_saved_with_qgis_is_kept_until_it_is_given_up(
    run: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    project = run.store.path.with_suffix(".qgs")
    project.write_text('<qgis saveUser="an" projectname=""/>', encoding="utf-8")
    assert main(["qgis"]) == 1
    assert "mocgioi qgis --replace" in capsys.readouterr().err
    assert main(["qgis", "-o", str(project.with_name("other.qgs"))]) == 0
    assert "saveUser" in project.read_text(encoding="utf-8")
    assert main(["qgis", "--replace"]) == 0
    assert "saveUser" not in project.read_text(encoding="utf-8")


def test_a_project_has_the_ending_by_which_qgis_knows_it(
    run: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["qgis", "-o", str(run.store.path.with_name("a.qgz"))]) == 2
    assert "«a.qgs»" in capsys.readouterr().err


def test_a_store_is_said_to_be_made_also_where_its_starters_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cap-nhat.sh").mkdir()
    store = tmp_path / "new.gpkg"
    assert main(["--lang", "en", "--store", str(store), "init"]) == 50
    said = capsys.readouterr().err
    assert f"Made an empty store {store}" in said and "cap-nhat.sh" in said
    assert Store(store).faults() == []


@pytest.mark.usefixtures("run")
def test_english_is_one_option_away(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", "en", "status"])
    assert "border markers that need an access road" in " ".join(capsys.readouterr().out.split())


def test_an_unforeseen_error_is_a_sentence_and_no_traceback(
    run: Tracker, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Figures) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(Figures, "status", fail)
    assert main(["status", "--format", "json"]) == 70
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("run")
def test_reach_of_one_marker_in_any_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reach", "--marker", "M1116", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["number"] for row in document["markers"]] == ["1116"]
    assert document["markers"][0]["border_km"] == pytest.approx(91.25, abs=0.5)


@pytest.mark.usefixtures("run")
def test_reach_of_no_marker_ends_with_30() -> None:
    assert main(["reach", "--marker", "9999"]) == 30


@pytest.mark.usefixtures("run")
def test_roads_check_tells_what_was_planted_and_asks_for_a_person(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["roads", "check", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "mocgioi.roads-check/1"
    assert document["counts"]["road-isolated"] == 3


@pytest.mark.usefixtures("run")
def test_roads_check_of_a_day_before_any_road_finds_none_isolated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["roads", "check", "--as-of", "1990-01-01", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["counts"]["road-isolated"] == 0


@pytest.mark.usefixtures("run")
def test_roads_cost_serves_every_marker_left_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roads", "cost", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    served = [number for project in document["projects"] for number in project["markers"]]
    assert document["estimate"] and document["illustrative"]
    assert sorted(served) == sorted(marker["number"] for marker in document["markers"])
    assert len(served) == len(set(served)) == document["totals"]["markers"] == 19


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
def test_roads_cost_as_a_layer_opens_elsewhere(tmp_path: Path, ending: str) -> None:
    import geopandas

    out = tmp_path / f"cost.{ending}"
    assert main(["roads", "cost", "-o", str(out)]) == 0
    layer = geopandas.read_file(out)
    assert layer.geometry.geom_type[0] == "MultiLineString" and layer["markers_served"][0] >= 1
    assert layer.crs.to_epsg() == 4326


@pytest.mark.usefixtures("run")
def test_a_geopackage_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roads", "cost", "--format", "gpkg"]) == 2
    assert "-o" in capsys.readouterr().err


@pytest.mark.usefixtures("run")
def test_a_cost_that_cannot_be_is_a_wrong_call() -> None:
    assert main(["roads", "cost", "--vnd-per-m", "0"]) == 2


def test_without_a_project_there_is_no_layer(tmp_path: Path) -> None:
    store = str(tmp_path / "store.gpkg")
    main(["--store", store, "init"])
    assert main(["--store", store, "roads", "cost", "-o", str(tmp_path / "cost.gpkg")]) == 2
    assert not (tmp_path / "cost.gpkg").exists()
