"""A survey whose coordinate system is a question: its states count, its positions come later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.tracker import Tracker

REGISTER = Path(__file__).parents[1] / "corpus" / "cases" / "register.csv"
PLACES = {"1116": (106.71, 21.97), "1117": (106.72, 21.96), "1118": (106.73, 21.95)}


@pytest.fixture
def store(tmp_path: Path) -> Tracker:
    path = tmp_path / "register.csv"
    rows = [f"{number},{lon},{lat},có" for number, (lon, lat) in PLACES.items()]
    path.write_text("\n".join(["marker,lon,lat,Thuộc diện", *rows]) + "\n", encoding="utf-8")
    made = tracker.create(tmp_path / "a.gpkg")
    made.register.import_file("markers", path, crs="EPSG:4326")
    return made


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    import numpy as np

    from mocgioi.domain.crs import to_metric

    path = tmp_path / "survey.csv"
    lines = ["marker,surveyed_on,road_status,easting,northing"]
    for number, (lon, lat) in PLACES.items():
        (east,), (north,) = to_metric(np.array([lon]), np.array([lat]))
        lines.append(f"{number},2025-11-05,built,{east:.2f},{north:.2f}")
    lines.append("1117,2025-11-06,built,,")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def apply(store: Tracker, survey: Path, *more: str) -> int:
    return main(["--store", str(store.store.path), "survey", "apply", str(survey), *more])


def counts(out: str) -> tuple[int, ...]:
    (file,) = json.loads(out)["files"]
    return tuple(file[n] for n in ("read", "applied", "unchanged", "queued", "rejected"))


def test_the_states_are_counted_and_the_question_ends_with_21(
    store: Tracker, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(store, survey, "--format", "json") == 21
    assert counts(capsys.readouterr().out) == (4, 1, 0, 0, 3)
    assert store.figures.status()["road_built"] == 3


def test_the_rows_say_that_only_their_position_waits(
    store: Tracker, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(store, survey)
    said = capsys.readouterr().out
    assert "--crs EPSG:9215" in said
    assert "riêng tọa độ thì chưa" in said


def test_the_positions_come_in_with_the_system(
    store: Tracker, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(store, survey)
    capsys.readouterr()
    assert apply(store, survey, "--crs", "EPSG:9215", "--format", "json") == 0
    assert counts(capsys.readouterr().out) == (4, 3, 1, 0, 0)
    assert store.figures.status()["road_built"] == 3


def test_the_same_file_again_changes_nothing_and_asks_again(
    store: Tracker, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(store, survey)
    before = len(store.surveys.batches())
    assert apply(store, survey) == 21
    assert len(store.surveys.batches()) == before


def test_a_system_that_the_user_names_wrongly_takes_nothing(store: Tracker, survey: Path) -> None:
    assert apply(store, survey, "--crs", "EPSG:5899") == 21
    assert store.figures.status()["road_built"] in (0, None)
