"""Who makes a map stands on its sheets of paper."""

from __future__ import annotations

import pytest

from mocgioi.tracker import Tracker
from tests.outputs.map.carrying import carried


@pytest.mark.parametrize(
    ("agency", "shown"),
    [
        (None, "UBND TỈNH LẠNG SƠN · SỞ NGOẠI VỤ"),
        ("Bộ Chỉ huy BĐBP tỉnh", "Bộ Chỉ huy BĐBP tỉnh"),
        (" ", None),
    ],
)
def test_a_map_names_the_agency_it_is_given_else_a_report_s(
    clerk: Tracker, agency: str | None, shown: str | None
) -> None:
    page = clerk.maps.page(agency=agency, audience="public")
    found = carried(page)["agency"]
    assert (found and found["vi"]) == shown
