"""GeoJSON that says two things, or nothing that can be meant, is told about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.intake import take_survey
from tests.intake import world

SAID = '"marker": "1100", "surveyed_on": "2025-11-05", "road_status": "built"'


def written(folder: Path, properties: str, geometry: str = "null") -> Path:
    path = folder / "a.geojson"
    feature = f'{{"type": "Feature", "properties": {{{properties}}}, "geometry": {geometry}}}'
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}', "utf-8")
    return path


def outcome(path: Path) -> tuple[int, int, list[str]]:
    taken = take_survey(sources.read(path), known=world.FULL, today="2026-11-22")
    return len(taken.entries), len(taken.rejected), world.codes(taken.findings)


def test_a_property_given_twice_with_two_values_rejects_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, f'{SAID}, "road_status": "none"')
    taken, rejected, codes = outcome(path)
    assert (taken, rejected) == (0, 1)
    assert codes.count("column-duplicate") == 2


def test_a_property_given_twice_with_one_value_is_told(tmp_path: Path) -> None:
    taken, _, codes = outcome(written(tmp_path, f'{SAID}, "marker": "1100"'))
    assert (taken, codes) == (1, ["column-duplicate"])


def test_other_features_do_not_suffer_from_one_that_says_a_thing_twice(tmp_path: Path) -> None:
    path = written(tmp_path, f'{SAID}, "road_status": "none"')
    text = path.read_text("utf-8")
    sound = f'{{"type": "Feature", "geometry": null, "properties": {{{SAID}}}}}'
    path.write_text(text.replace("]}", f", {sound}]}}"), "utf-8")
    assert outcome(path)[:2] == (1, 1)


@pytest.mark.parametrize(
    "geometry",
    [
        '{"type": "Point", "coordinates": ["106.7", "21.9"]}',
        '{"type": "Point", "coordinates": [true, false]}',
        '{"type": "Point", "coordinates": [106.7]}',
        '{"type": "Point", "coordinates": {"0": 1}}',
        '{"type": ["Point"], "coordinates": [106.7, 21.9]}',
        '{"type": "Point", "coordinates": [1, 2], "coordinates": [106.7, 21.9]}',
        '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}',
        '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [7, 8]]]}',
        '{"type": "GeometryCollection", "geometries": [1, null]}',
        '{"type": "GeometryCollection", "geometries": 5}',
        '{"type":"GeometryCollection","geometries":[' * 20
        + '{"type":"Point","coordinates":[1,2]}' + "]}" * 20,
        '"POINT (1 2)"',
    ],
)  # fmt: skip
def test_a_geometry_that_is_garbage_is_damage_and_told_once(geometry: str, tmp_path: Path) -> None:
    assert outcome(written(tmp_path, SAID, geometry)) == (1, 0, ["geometry-damaged"])


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (10**30, "1" + "0" * 30),
        (1116, 1116),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_what_no_ledger_can_hold_is_text(value: Any, cell: object, tmp_path: Path) -> None:
    path = written(tmp_path, f'"note": {json.dumps(value)}')
    assert sources.read(path).tables[0].rows[0].values == (cell,)


def test_a_whole_number_beyond_all_reason_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        sources.read(written(tmp_path, f'"note": {"9" * 5_000}'))


def test_names_come_without_what_a_terminal_would_obey(tmp_path: Path) -> None:
    header = sources.read(written(tmp_path, r'"\u001b[31mx\u0000": 1')).tables[0].header
    assert header == ("[31mx",)
