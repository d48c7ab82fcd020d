"""Checks of how roads hang together: gaps, crossings, roads that join nothing."""

from __future__ import annotations

import pytest

from .roads_world import codes, findings_of, is_at, patrol, registered


@pytest.mark.parametrize("gap_m, answer", [(14, ["road-gap"]), (50, ["road-gap"])])
def test_an_end_up_to_50_m_from_another_network_is_a_gap(gap_m: float, answer: list[str]) -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, gap_m), (500, 400)]))
    assert [finding.code] == answer and finding.value == pytest.approx(gap_m, abs=1e-3)
    assert (finding.name, finding.other) == ("up", "trunk") and is_at(finding.place, (500, gap_m))


def test_a_gap_says_its_metres_and_place_in_both_languages() -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, 14), (500, 400)]))
    assert "dừng cách «trunk» 14,0 m, tại 21." in finding.told("vi")
    assert "ends 14.0 m from “trunk”, at 21." in finding.told("en")


def test_farther_than_50_m_the_road_joins_nothing() -> None:
    (finding,) = findings_of(patrol(), registered("far", [(500, 60), (500, 400)]))
    assert (finding.code, finding.other) == ("road-isolated", "trunk")
    assert finding.value == pytest.approx(60, abs=1e-3)


def test_without_a_trunk_road_every_network_joins_nothing_once() -> None:
    pieces = [registered(str(n), [(500, n), (500, n + 100)]) for n in (0, 100)]
    (finding,) = findings_of(*pieces)
    assert (finding.code, finding.other, finding.place) == ("road-isolated", None, None)


def test_an_end_near_its_own_network_is_no_gap() -> None:
    hairpin = registered("hairpin", [(500, 0), (500, 300), (540, 300), (540, 20)])
    assert codes(patrol(), hairpin) == []


def test_a_road_not_built_leaves_no_gap() -> None:
    assert codes(patrol(), registered("plan", [(500, 14), (500, 400)], status="approved")) == []


def test_a_crossing_without_a_junction_is_told_where_it_is() -> None:
    (finding,) = findings_of(patrol(), registered("over", [(500, -100), (500, 400)]))
    assert (finding.code, finding.name, finding.other) == ("road-crossing", "over", "trunk")
    assert finding.value == 0.0
    assert is_at(finding.place, (500, 0))


def test_a_crossing_of_joined_roads_is_none() -> None:
    both = registered("both", [(500, 0), (500, 100), (600, 100), (600, -50)])
    assert codes(patrol(), both) == []


def test_an_end_within_10_m_that_does_not_touch_is_a_notice() -> None:
    (finding,) = findings_of(patrol(), registered("up", [(500, 4), (500, 400)]))
    assert (finding.code, finding.severity) == ("ends-not-snapped", "notice")
    assert finding.value == pytest.approx(4, abs=1e-3)


def test_roads_that_cross_twice_are_told_once_and_leave_no_gap_besides() -> None:
    twice = registered("twice", [(300, -100), (300, 100), (700, 100), (700, -30)])
    assert codes(patrol(), twice) == ["road-crossing"]


def test_every_pair_of_roads_that_cross_is_told() -> None:
    over = [registered(name, [(e, -100), (e, 100)]) for name, e in (("a", 300), ("b", 700))]
    findings = findings_of(patrol(), *over)
    assert [(f.code, f.name) for f in findings] == [("road-crossing", "a"), ("road-crossing", "b")]


def test_a_road_that_leaves_a_gap_hides_no_road_that_joins_nothing() -> None:
    near = registered("a near", [(300, 20), (300, 400)])
    far = registered("b far", [(700, 900), (700, 1400)])
    findings = findings_of(patrol(), near, far)
    assert [(f.code, f.name) for f in findings] == [
        ("road-gap", "a near"),
        ("road-isolated", "b far"),
    ]


def test_without_a_trunk_road_each_network_is_told() -> None:
    roads = [registered(name, [(e, 0), (e, 100)]) for name, e in (("a", 0), ("b", 500))]
    assert [(f.code, f.name) for f in findings_of(*roads)] == [
        ("road-isolated", "a"),
        ("road-isolated", "b"),
    ]


def test_of_roads_that_hang_together_the_one_nearest_to_the_network_is_told() -> None:
    roads = [registered("a", [(500, 300), (500, 400)]), registered("b", [(500, 300), (500, 90)])]
    (finding,) = findings_of(patrol(), *roads)
    assert (finding.code, finding.name, finding.other) == ("road-isolated", "b", "trunk")
    assert is_at(finding.place, (500, 90))


def test_every_pair_that_does_not_quite_touch_is_told_once() -> None:
    roads = [registered(name, [(e, 4), (e, 400)]) for name, e in (("a", 300), ("b", 700))]
    link = registered("c", [(300, 396), (700, 396)])
    findings = [(f.name, f.other) for f in findings_of(patrol(), *roads, link)]
    assert findings == [("trunk", "a"), ("trunk", "b")]


def test_a_road_that_is_not_finished_by_the_day_leaves_no_gap() -> None:
    later = registered("up", [(500, 14), (500, 400)], completed_on="2026-11-23")
    assert codes(patrol(), later, as_of="2026-11-22") == []
    assert codes(patrol(), later, as_of="2026-11-23") == ["road-gap"]
