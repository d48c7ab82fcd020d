from __future__ import annotations

import re

import pytest

from mocgioi.outputs.map import write_page
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.carried import element
from mocgioi.outputs.map.columns import pack
from tests.outputs.map import province
from tests.outputs.map.carrying import carried, readable


def test_what_a_page_carries_is_what_was_packed() -> None:
    facts = province.facts()
    packed = pack(facts, page_texts())
    page = write_page(facts)
    assert carried(page).keys() == packed.keys()
    assert carried(page)["markers"] == packed["markers"]
    note = "tìm trong trang không thấy, đọc ra thì thấy"
    facts["markers"][0]["note"] = note
    page = write_page(facts)
    assert note not in page and note in readable(page)


def test_no_text_can_end_the_element_it_stands_in() -> None:
    text = element("data", {"note": "</script><!-- & \u2028\u2029"})
    inside = text.partition(">")[2].removesuffix("</script>")
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", inside)
    assert carried(text) == {"note": "</script><!-- & \u2028\u2029"}


def test_a_number_that_is_none_is_refused_rather_than_written_as_nan() -> None:
    with pytest.raises(ValueError, match="JSON"):
        element("data", {"share": float("nan")})
