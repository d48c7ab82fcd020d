"""A wrong call from Python is answered as one, and gives nothing away."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from mocgioi.errors import UsageError
from mocgioi.outputs.audience import AUDIENCES
from mocgioi.tracker import Tracker
from mocgioi.tracker.register import KINDS


@pytest.mark.parametrize("kind", ["nonsense", "survey", "file"])
def test_a_kind_of_register_that_is_none_is_answered_with_those_there_are(
    kind: str, clerk: Tracker, tmp_path: Path
) -> None:
    for take in (clerk.register.import_file, clerk.register.check):
        with pytest.raises(UsageError) as refused:
            take(kind, tmp_path / "x.csv")
        assert all(known in str(refused.value) for known in (kind, *KINDS))


@pytest.mark.parametrize("audience", ["Public", "nội bộ", "", None])
@pytest.mark.parametrize("draw", ["page", "folium_map"])
def test_an_audience_that_is_none_gets_no_map(draw: str, audience: Any, clerk: Tracker) -> None:
    with pytest.raises(UsageError) as refused:
        getattr(clerk.maps, draw)(audience=audience)
    assert all(known in str(refused.value) for known in AUDIENCES)


def test_an_aspect_that_is_not_typed_in_is_answered_with_those_that_are(clerk: Tracker) -> None:
    with pytest.raises(UsageError, match=r"road.*need_road, road_status"):
        clerk.set("1116", road="built")


def test_a_part_is_made_once(clerk: Tracker) -> None:
    assert clerk.figures is clerk.figures
    assert cast("Any", clerk).maps is clerk.maps
