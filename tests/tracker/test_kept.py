"""What papers need is kept in the store: never of another store, and never of what has moved."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mocgioi.documents.remaining import Remaining
from mocgioi.errors import CannotWrite, MocgioiError, NotAStore, StoreLocked, UnreadableInput
from mocgioi.store import kept
from mocgioi.tracker import Tracker, estimates, measuring, shapes
from mocgioi.tracker.moments import today
from tests.keeping import kept_open
from tests.tracker import world
from tests.tracker.elsewhere import edit_elsewhere


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Tracker]:
    """The small world after its map was drawn, which keeps the estimate."""
    yield from kept_open(world.drawn(tmp_path))


def refuse(*args: object, **named: object) -> None:
    raise AssertionError("computed")


def remaining(tracker: Tracker, as_of: str | None = None) -> Remaining | None:
    return tracker.figures.coverage(full=True, as_of=as_of)["remaining"]


def forget(tracker: Tracker) -> None:
    with tracker.store.writing() as transaction:
        for name in (kept.ESTIMATE, kept.SHAPES):
            kept.put(transaction, name, "", None)


def test_what_was_kept_is_read_and_not_estimated_again(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = remaining(made)
    forget(made)
    assert document == remaining(made)
    assert document
    made.maps.page()
    monkeypatch.setattr(estimates, "estimated_anew", refuse)
    assert remaining(made) == document


def test_the_costs_and_the_map_are_the_same_kept_or_not(made: Tracker) -> None:
    costs, page = made.roads.costs(), made.maps.page()
    forget(made)
    assert made.roads.costs() == costs
    forget(made)
    assert made.maps.page() == page


def test_a_report_writes_nothing(made: Tracker) -> None:
    forget(made)
    before = made.store.path.read_bytes()
    assert remaining(made)
    assert made.store.path.read_bytes() == before


def test_other_prices_are_estimated_and_not_kept(made: Tracker) -> None:
    costs = made.roads.costs()
    dear = made.roads.costs(vnd_per_m=9_000_000)
    assert dear["totals"]["cost_vnd"] > costs["totals"]["cost_vnd"]
    assert made.roads.costs() == costs


CHANGES: dict[str, Callable[[Tracker], object]] = {
    "a road that is reported": lambda made: made.set("1120", road_status="built"),
    "no road needed any more": lambda made: made.set("1120", need_road="no"),
    "a road that is no more built": lambda made: edit_elsewhere(
        made, "UPDATE roads SET status = 'none' WHERE serves = '1118'"
    ),
    "an approved road with a cost": lambda made: edit_elsewhere(
        made, "UPDATE roads SET status = 'approved', cost_vnd = 7 WHERE serves = '1119'"
    ),
    "a line that is gone": lambda made: edit_elsewhere(
        made, "DELETE FROM roads WHERE serves = '1119'"
    ),
    "another outline": lambda made: world.take_in(
        made,
        "communes",
        [world.COMMUNES[1]._replace(geometry=world.area(106.715, 106.735))],
        on=today(),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_kept_is_of_no_store_that_was_changed(
    made: Tracker, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    before = remaining(made)
    CHANGES[change](made)
    told = remaining(made)
    made.roads.reach()
    forget(made)
    now = remaining(made)
    assert told in (now, None) and now != before
    made.maps.page()
    monkeypatch.setattr(estimates, "estimated_anew", refuse)
    assert remaining(made) == now


@pytest.mark.parametrize("of", ["METHOD", "DEFAULTS"])
def test_what_another_program_estimated_is_not_read(
    made: Tracker, monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    monkeypatch.setattr(estimates, of, "later")
    monkeypatch.setattr(estimates, "estimated_anew", refuse)
    with pytest.raises(AssertionError, match="computed"):
        remaining(made)


def test_other_prices_of_the_program_are_another_estimate(
    made: Tracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "unit_prices.csv").write_text("", encoding="utf-8")
    monkeypatch.setattr(estimates, "province", lambda: tmp_path)
    monkeypatch.setattr(estimates, "estimated_anew", refuse)
    with pytest.raises(AssertionError, match="computed"):
        remaining(made)


def test_a_day_with_other_roads_is_estimated_for_itself(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.set("1120", road_status="built", on=today())
    made.maps.page()
    now, then = remaining(made), remaining(made, as_of="2025-12-31")
    assert now and then
    assert then["totals"]["markers_left"] == now["totals"]["markers_left"] + 1
    monkeypatch.setattr(estimates, "estimated_anew", refuse)
    assert remaining(made) == now


def test_of_a_day_with_the_same_roads_the_same_is_read(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(estimates, "estimated_anew", refuse)
    assert made.roads.costs(as_of="2025-12-31")["as_of"] == "2025-12-31"


def test_what_was_changed_meanwhile_is_not_kept(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(made)
    anew = estimates.estimated_anew

    def slowly(*store: Any, **moment: Any) -> Any:
        document = anew(*store, **moment)
        made.set("1120", road_status="built")
        return document

    monkeypatch.setattr(estimates, "estimated_anew", slowly)
    made.roads.costs()
    monkeypatch.setattr(estimates, "estimated_anew", anew)
    told = remaining(made)
    assert told and told["totals"]["markers_estimated"] == 0


@pytest.mark.parametrize("error", [CannotWrite, NotAStore, StoreLocked, UnreadableInput])
def test_what_cannot_be_kept_is_told_all_the_same(
    made: Tracker, monkeypatch: pytest.MonkeyPatch, error: type[MocgioiError]
) -> None:
    costs = made.roads.costs()
    forget(made)

    def hindered(*args: object, **named: object) -> None:
        raise error("khoá", "locked")

    monkeypatch.setattr(kept, "put", hindered)
    assert made.roads.costs() == costs


def test_shapes_are_kept_by_what_measures_the_lines(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = made.figures.coverage(full=True)
    forget(made)
    assert made.figures.coverage(full=True) == report
    with made.store.writing() as transaction:
        measuring.measure(transaction, as_of=today())
    monkeypatch.setattr(shapes, "_anew", refuse)
    assert made.figures.coverage(full=True)["locator"] == report["locator"]
    assert report["locator"]["communes"][0]["rings"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE communes SET name = 'Tên khác' WHERE code = 'a'",
        "UPDATE roads SET length_m = NULL WHERE serves = '1116'",
        "DELETE FROM roads WHERE serves = '1116'",
    ],
)
def test_shapes_of_another_store_are_not_read(
    made: Tracker, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    edit_elsewhere(made, change)
    monkeypatch.setattr(shapes, "_anew", refuse)
    with pytest.raises(AssertionError, match="computed"):
        remaining(made)


def test_a_table_of_what_is_kept_needs_no_geometry(made: Tracker, tmp_path: Path) -> None:
    code = (
        "import sys; from mocgioi.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    command = ("--store", str(made.store.path), "report", "-o", str(tmp_path / "report.xlsx"))
    done = subprocess.run(
        (sys.executable, "-c", code, *command), capture_output=True, encoding="utf-8", check=True
    )
    assert (tmp_path / "report.xlsx").stat().st_size > 10_000
    assert {"numpy", "shapely", "pyproj"}.isdisjoint(done.stderr.split())
