from __future__ import annotations

from mocgioi.outputs.map.extent import PROVINCE, extent
from tests.outputs.map import province


def test_the_extent_holds_every_marker() -> None:
    facts = province.facts()
    (south, west), (north, east) = extent(facts)
    for marker in facts["markers"]:
        assert marker["latitude"] is not None
        assert marker["longitude"] is not None
        assert south <= marker["latitude"] <= north
        assert west <= marker["longitude"] <= east


def test_without_any_position_the_extent_is_the_province() -> None:
    assert extent(province.without_positions()) == PROVINCE
