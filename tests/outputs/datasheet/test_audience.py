"""What a datasheet may show, and to whom."""

from __future__ import annotations

import pytest

from mocgioi.errors import UsageError
from mocgioi.outputs.datasheet.audience import checked_audience, redacted
from mocgioi.outputs.datasheet.facts import Datasheet, Picture
from mocgioi.tracker import Tracker


def test_photographs_stay_out_of_the_internal_edition(demo: Tracker) -> None:
    picture = Picture(b"jpeg", "2025-11-05", "Nông Văn A")
    whole = Datasheet(demo.show("1230"), "2026-11-30", None, {}, (picture,), 7)
    shown = redacted(whole, "internal")
    assert (shown.pictures, shown.photographs, shown.document["photos"]) == ((), 0, [])


def test_cases_keep_their_days_and_lose_their_names(demo: Tracker) -> None:
    whole = Datasheet(demo.show("1230"), "2026-11-30", None)
    [case] = redacted(whole, "internal").document["cases"]
    assert (case["found_on"], case["found_by"]) == ("2025-10-27", None)
    assert whole.document["cases"][0]["found_by"] is not None, "what was given is as it was"


def test_whoever_mistypes_an_audience_gives_nothing_away() -> None:
    with pytest.raises(UsageError, match="intern"):
        checked_audience("intern")
