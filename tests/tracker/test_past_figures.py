"""What counted on past days: reckoned once, for what is rehearsed and for what is recorded."""

from __future__ import annotations

from mocgioi.tracker import Tracker
from mocgioi.tracker.past_figures import PastFigures, moved, past_figures


def past_of(tracker: Tracker) -> PastFigures:
    with tracker.store.reading() as connection:
        return past_figures(connection)


def test_past_figures_are_those_of_the_report_of_the_day(demo: Tracker) -> None:
    past = past_of(demo)
    assert "2024-12-31" in past.by_day
    for day, figure in past.by_day.items():
        status = demo.figures.status(as_of=day)
        counted = (len(figure.built), len(figure.needing))
        assert counted == (status["road_built"] or 0, status["markers_needing_road"]), day


def test_a_day_that_others_published_is_told_as_published(demo: Tracker) -> None:
    before = past_of(demo)
    road = next(e for e in demo.show("1230")["history"] if e["aspect"] == "road_status")
    demo.set(
        "1230",
        on=road["observed_on"],
        road_status="none",
        replaces=road["observation"],
        why="nhầm",
    )
    told = {entry.first: entry for entry in moved(before, past_of(demo))}
    assert told["2023-12-31"].is_published and told["2023-12-31"].went == ["1230"]
