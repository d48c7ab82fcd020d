"""No name on the sketch of a report stands on another commune, and none is left out."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import shapely

from mocgioi import tracker
from mocgioi.outputs.report.label_places import Label, Named, label_places
from mocgioi.outputs.report.locator import locator
from mocgioi.outputs.report.sections import full_sections
from tests.outputs.map import province
from tests.shared import shared

SHEET = (165.0, 118.0)
BIT_MM = 0.05


def square(left: float, top: float, side: float) -> list[tuple[float, float]]:
    corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    return [(left + side * across, top + side * down) for across, down in corners]


def faults(communes: list[Named], labels: list[Label]) -> list[str]:
    """What is wrong with labels, by geometry alone."""
    areas = [province.area([list(map(list, ring)) for ring in c.rings]) for c in communes]
    found = [c.name for at, c in enumerate(communes) if at not in {own.commune for own in labels}]
    for label in labels:
        name = communes[label.commune].name
        box = shapely.box(*label.box)
        others = [area for at, area in enumerate(areas) if at != label.commune]
        if any(shapely.intersection(box, other).area > BIT_MM for other in others):
            found.append(f"{name} stands on another commune")
        if not box.within(shapely.box(0, 0, *SHEET)):
            found.append(f"{name} runs off the sheet")
        if label.leader is None:
            if not box.within(areas[label.commune].buffer(BIT_MM)):
                found.append(f"{name} does not stand in its commune")
        elif shapely.Point(label.leader[0]).distance(areas[label.commune]) > BIT_MM:
            found.append(f"{name}: its leader begins elsewhere")
        elif shapely.Point(label.leader[1]).distance(box) > BIT_MM:
            found.append(f"{name}: its leader does not reach it")
    for label, other in itertools.combinations(labels, 2):
        if shapely.intersection(shapely.box(*label.box), shapely.box(*other.box)).area > 0:
            found.append(f"{communes[label.commune].name} overlaps another label")
    return found


def placed_by(monkeypatch: pytest.MonkeyPatch, facts: Any) -> list[str]:
    """What is wrong with the labels of a sketch as it is drawn."""
    seen: list[tuple[list[Named], list[Label]]] = []

    def noted(communes: list[Named], boundary: Any, **sheet: Any) -> list[Label]:
        assert sheet["size_mm"] == SHEET
        labels = label_places(communes, boundary, **sheet)
        seen.append((communes, labels))
        return labels

    monkeypatch.setattr("mocgioi.outputs.report.locator.label_places", noted)
    locator(facts, "vi", title="")
    ((communes, labels),) = seen
    assert len(communes) == len(facts["communes"])
    return faults(communes, labels)


def sketch_of(made: tracker.Tracker, as_of: str) -> Any:
    document = made.figures.coverage(as_of=as_of, by=("commune",), full=True)
    (chart,) = [
        section.chart
        for section in full_sections(document, "vi", internal=False)
        if section.chart and section.chart.kind == "locator"
    ]
    return chart.facts


def test_labels_of_made_up_outlines_tell_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    made = province.with_outlines()
    boundary = [piece["line"] for piece in made["boundary"]]
    communes = [{**commune, "percent": 61.9} for commune in made["communes"]]
    assert placed_by(monkeypatch, {"communes": communes, "boundary": boundary}) == []


def test_labels_of_the_demonstration_tell_the_truth(
    monkeypatch: pytest.MonkeyPatch, built_demo: Path
) -> None:
    assert placed_by(monkeypatch, sketch_of(tracker.open(built_demo), "2023-12-31")) == []


def test_labels_of_the_real_communes_tell_the_truth(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = tracker.create(tmp_path / "p.gpkg")
    for kind, *parts in (
        ("communes", "langson_border_communes_2025.geojson"),
        ("boundary", "langson_china_border_by_commune.geojson"),
        ("markers", "province", "register.xlsx"),
    ):
        made.register.import_file(kind, shared("data", *parts))
    made.surveys.apply(shared("data", "province", "status-2023.csv"))
    assert placed_by(monkeypatch, sketch_of(made, "2026-11-29")) == []


def test_a_name_that_fits_stands_at_its_place_without_a_leader() -> None:
    commune = Named("Ba Sơn", "61,9%", [square(20, 20, 40)], (40, 40))
    (label,) = label_places([commune], [], size_mm=SHEET)
    west, north, east, south = label.box
    assert label.leader is None
    assert ((west + east) / 2, (north + south) / 2) == pytest.approx((40, 40), abs=1)


def test_a_leader_stays_on_its_side_of_the_border() -> None:
    # Another country to the right of the line; the nearest free place for a name lies there.
    small = Named("Hoàng Văn Thụ", "61,9%", [square(60, 40, 8)], (64, 44))
    wall = Named("Ba Sơn", "61,9%", [square(38, 30, 20)], (48, 40))
    border = [(69.0, 0.0), (69.0, 118.0)]
    labels = label_places([small, wall], [border], size_mm=SHEET)
    assert faults([small, wall], labels) == []
    (label,) = [label for label in labels if label.commune == 0]
    assert label.leader is not None
    assert label.box[2] < 69


def test_a_leader_goes_around_another_commune_where_that_is_not_much_longer() -> None:
    def upright(left: float, top: float, bottom: float, width: float) -> list[tuple[float, float]]:
        right = left + width
        return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]

    west, east = (upright(left, 46, 70, 2) for left in (78, 84))
    communes = [
        Named("Quốc Khánh", "66,0%", [upright(80, 50, 66, 4)], (82, 58)),
        Named("Tây", "", [west], (79, 58)),
        Named("Đông", "", [east], (85, 58)),
    ]
    label = label_places(communes, [], size_mm=SHEET)[0]
    assert label.leader
    leader = shapely.LineString(label.leader)
    assert not any(leader.crosses(shapely.Polygon(ring)) for ring in (west, east))


def test_what_the_sheet_has_no_room_for_is_told_below_it() -> None:
    facts = {
        "communes": [
            {
                "code": "a",
                "name": "Rất Dài " * 40,
                "percent": 61.9,
                "longitude": 106.5,
                "latitude": 22.0,
                "rings": [[[106.4, 21.9], [106.6, 21.9], [106.5, 22.1], [106.4, 21.9]]],
            }
        ],
        "boundary": [],
    }
    svg = locator(facts, "vi", title="")
    assert re.search(r"<text [^>]*>Rất Dài [^<]*61,9%</text>", svg)
