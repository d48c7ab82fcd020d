"""The views of a store on a server: the figures of a report, and what each edition leaves out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.documents.coverage import Group, Totals
from mocgioi.domain.audiences import NAMES_AND_WORDS, NOT_PUBLIC
from mocgioi.domain.counting import STATUS_ORDER
from mocgioi.outputs.export.columns import columns_of
from mocgioi.store.server.views import of_edition
from tests.server.conftest import Province

Figures = dict[str, int | float | None]
_COUNTED = (
    *("markers", "markers_needing_road", "road_built", "percent"),
    *("by_contributions", "built_damaged"),
)
_STATUSES = tuple(status for status in STATUS_ORDER if status != "built")


def _of_report(counts: Totals | Group) -> Figures:
    own: dict[str, Any] = {**counts}
    figures = {name: own[name] for name in _COUNTED}
    return figures | {f"road_{status}": own["by_status"][status] for status in _STATUSES}


def _reported(province: Province) -> dict[tuple[str, str | None], Figures]:
    """What a report of the program says, by grouping and code."""
    figures = tracker.open(province.address()).figures
    document = figures.coverage(by=("commune", "post"))
    figured: dict[tuple[str, str | None], Figures] = {}
    figured["all", None] = _of_report(document["totals"])
    for group in document["groups"]:
        own = {**_of_report(group), "conflicts": group["conflicts"]}
        figured[group["by"], group["code"]] = own
    figured["all", None]["conflicts"] = document["conflicts"]
    return figured


def _viewed(province: Province) -> dict[tuple[str, str | None], Figures]:
    """What the view says, by grouping and code."""
    names = [*_COUNTED, *(f"road_{status}" for status in _STATUSES), "conflicts"]
    rows = province.rows(f"SELECT by, code, {', '.join(names)} FROM coverage", user="so_khac")
    return {
        (by, code): {
            name: float(value) if name == "percent" and value is not None else value
            for name, value in zip(names, values, strict=True)
        }
        for by, code, *values in rows
    }


def _as_it_is(province: Province) -> None:
    pass


def _road_reported(province: Province) -> None:
    store = tracker.open(province.address())
    [(number,)] = province.rows(
        "SELECT number FROM markers WHERE needs_road = 'yes' AND road_status = 'none' LIMIT 1"
    )
    store.set(number, road_status="built")


def _road_damaged(province: Province) -> None:
    store = tracker.open(province.address())
    [(number,)] = province.rows(
        "SELECT number FROM markers WHERE needs_road = 'yes' AND road_status = 'built'"
        " AND road_condition IS NULL LIMIT 1"
    )
    store.set(number, road_condition="impassable")


@pytest.mark.parametrize("change", [_as_it_is, _road_reported, _road_damaged])
def test_the_figures_are_those_of_a_report(
    change: Callable[[Province], None], province: Province
) -> None:
    change(province)
    assert _viewed(province) == _reported(province)


def test_of_an_empty_store_nothing_is_counted(empty: Province) -> None:
    [figures] = empty.rows(
        "SELECT markers, markers_needing_road, road_built, percent FROM coverage"
    )
    document = tracker.open(empty.address()).figures.coverage()
    totals = document["totals"]
    assert figures == (
        totals["markers"],
        totals["markers_needing_road"],
        totals["road_built"],
        totals["percent"],
    )


def test_before_the_first_report_nothing_is_known(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        ours.execute(
            "INSERT INTO markers (number, kind, needs_road) VALUES ('1000', 'main', 'yes')"
        )
    [figures] = empty.rows(
        "SELECT markers_needing_road, road_built, percent, road_none, road_not_reported"
        " FROM coverage WHERE by = 'all'"
    )
    assert figures == (1, None, None, None, 1)


def _marker(ours: Any, number: str, **columns: Any) -> None:
    given = {"number": number, "kind": "main", "needs_road": "yes", "road_status": "built"}
    given |= columns
    names, places = ", ".join(given), ", ".join(["%s"] * len(given))
    ours.execute(f"INSERT INTO markers ({names}) VALUES ({places})", list(given.values()))


def _contributed(province: Province) -> int:
    [(count,)] = province.rows("SELECT by_contributions FROM coverage WHERE by = 'all'")
    return int(count)


@pytest.mark.parametrize(
    ("paid", "roads", "counts"),
    [
        ("contributions", {}, True),
        (None, {"funding": "contributions"}, True),
        ("scheme", {"funding": "contributions"}, False),
        (None, {"funding": "contributions", "status": "under_construction"}, False),
        (None, {"funding": "contributions", "completed_on": "2999-01-01"}, False),
        (None, {"funding": "contributions", "started_on": "2999-01-01"}, False),
        (None, {"funding": "contributions", "serves": "11000"}, False),
        (None, {"funding": "contributions", "serves": "999; 1000"}, True),
    ],
)
def test_who_paid_is_as_observed_else_as_the_papers_of_the_road_say(
    paid: str | None, roads: dict[str, str], counts: bool, empty: Province
) -> None:
    road = {"uuid": "a", "serves": "1000", "status": "built", **roads}
    with empty.connect(ours=True) as ours:
        _marker(ours, "1000", funding=paid)
        names, places = ", ".join(road), ", ".join(["%s"] * len(road))
        ours.execute(f"INSERT INTO roads ({names}) VALUES ({places})", list(road.values()))
    assert _contributed(empty) == counts


def test_of_several_roads_the_one_finished_first_says_who_paid(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        _marker(ours, "1000")
        for uuid, day, payer in (
            ("a", "2025-02-01", "scheme"),
            ("b", "2025-01-01", "contributions"),
        ):
            ours.execute(
                "INSERT INTO roads (uuid, serves, status, completed_on, funding)"
                " VALUES (%s, '1000', 'built', %s, %s)",
                (uuid, day, payer),
            )
    assert _contributed(empty) == 1


def test_a_road_serves_a_marker_by_its_former_number(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        _marker(ours, "1000/2")
        ours.execute(
            "INSERT INTO observations (subject, aspect, value, recorded_at)"
            " VALUES ('1000', 'number', '1000/2', '2025-01-01T00:00:00.000Z')"
        )
        ours.execute(
            "INSERT INTO roads (uuid, serves, status, funding)"
            " VALUES ('a', '1000', 'built', 'contributions')"
        )
    assert _contributed(empty) == 1


def test_a_marker_of_no_known_place_is_in_a_group_of_its_own(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        _marker(ours, "1000")
        _marker(ours, "1001", commune_code="99999")
    rows = empty.rows(
        "SELECT by, code, name, markers FROM coverage WHERE by <> 'all' ORDER BY 1, 2"
    )
    assert rows == [
        ("commune", "99999", None, 1),
        ("commune", None, None, 1),
        ("post", None, None, 2),
    ]


def test_made_up_figures_say_so(standing: Province) -> None:
    [(illustrative,)] = standing.rows("SELECT bool_and(illustrative) FROM public_coverage")
    document = tracker.open(standing.address()).figures.coverage()
    assert illustrative == document["illustrative"] is True


def test_figures_of_real_markers_do_not(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        _marker(ours, "1000")
    [(illustrative,)] = empty.rows("SELECT illustrative FROM coverage WHERE by = 'all'")
    assert illustrative is False


def test_a_made_up_road_that_serves_a_marker_makes_the_figures_so(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        _marker(ours, "1000")
        ours.execute(
            "INSERT INTO roads (uuid, serves, status, illustrative)"
            " VALUES ('a', '1000', 'built', true)"
        )
    [(illustrative,)] = empty.rows("SELECT illustrative FROM coverage WHERE by = 'all'")
    assert illustrative is True


def test_figures_name_the_last_day_that_anything_is_said_of(province: Province) -> None:
    province.put(
        "INSERT INTO observations (id, subject, aspect, value, observed_on, recorded_at)"
        " VALUES (999999, '1000', 'need_road', 'yes', '2999-12-31', instant())"
    )
    [(as_of,)] = province.rows("SELECT DISTINCT as_of::text FROM coverage")
    assert as_of == "2999-12-31"


# ------------------------------------------------------------------ editions


def _columns(province: Province, view: str) -> set[str]:
    rows = province.rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", view
    )
    return {name for (name,) in rows}


@pytest.mark.parametrize("view", of_edition("internal"))
def test_the_internal_edition_has_no_names_words_papers_or_files(
    view: str, standing: Province
) -> None:
    kept = {"source"} if view == "internal_ground" else set()
    assert _columns(standing, view) & (NAMES_AND_WORDS | {"edited_by", "photo"}) == kept


@pytest.mark.parametrize("kind", NOT_PUBLIC)
def test_the_public_edition_of_a_layer_lacks_what_its_export_lacks(
    kind: str, standing: Province
) -> None:
    assert not _columns(standing, f"public_{kind}") & NOT_PUBLIC[kind] - {"markers"}


@pytest.mark.parametrize("kind", NOT_PUBLIC)
def test_the_public_edition_of_a_layer_has_what_an_export_has(
    kind: str, standing: Province
) -> None:
    counted = {"markers", "markers_needing_road", "road_built", "percent"}
    exported = {column.name for column in columns_of(kind)} - NOT_PUBLIC[kind]
    exported -= counted if kind == "communes" else set()
    assert exported <= _columns(standing, f"public_{kind}")


def test_the_public_edition_has_nothing_of_a_single_marker(standing: Province) -> None:
    assert not {"public_markers", "public_roads", "public_posts"} & {*of_edition("public")}
    by = standing.rows("SELECT DISTINCT by FROM public_coverage ORDER BY 1", user="bao_chi")
    assert by == [("all",), ("commune",)]


def test_of_a_commune_the_public_edition_has_the_need_and_the_roads_alone(
    standing: Province,
) -> None:
    rows = standing.rows(
        "SELECT markers, built_damaged, road_none, road_built FROM public_coverage"
        " WHERE by = 'commune' AND markers_needing_road > 0",
        user="bao_chi",
    )
    assert rows and all(row[:3] == (None, None, None) and row[3] is not None for row in rows)


def test_targets_of_a_post_are_not_public(province: Province) -> None:
    province.put("INSERT INTO targets (id, uuid, year, post) VALUES (999, 'x', 2030, 'po-ma')")
    [(count,)] = province.rows("SELECT count(*) FROM public_targets WHERE year = 2030")
    assert count == 0


@pytest.mark.parametrize("layer", ["markers", "posts", "gates"])
def test_places_of_the_internal_edition_are_to_eleven_metres(
    layer: str, standing: Province
) -> None:
    [(count, exact)] = standing.rows(
        "SELECT count(geom), count(*) FILTER (WHERE abs(x - round(x)) > 1e-5)"
        f" FROM internal_{layer}, LATERAL (SELECT st_x(geom) * 1e4 AS x) AS scaled"
    )
    assert count and not exact


def test_kilometres_of_the_internal_edition_are_to_ten_metres_down(standing: Province) -> None:
    [(most, least)] = standing.rows(
        "SELECT max(m.border_km - i.border_km), min(m.border_km - i.border_km) FROM markers AS m"
        " JOIN internal_markers AS i USING (number)"
    )
    assert least >= -1e-6 and most < 0.01


def test_words_about_markers_are_not_in_the_internal_edition(standing: Province) -> None:
    aspects = standing.rows("SELECT DISTINCT aspect FROM internal_observations")
    assert ("road_status",) in aspects
    assert not {("note",), ("register_position",), ("photo",)} & {*aspects}


def test_codes_stand_beside_their_labels(standing: Province) -> None:
    rows = standing.rows(
        "SELECT DISTINCT road_status, road_status_label FROM internal_markers"
        " WHERE road_status = 'built'"
    )
    assert rows == [("built", "đã xây dựng")]


def test_a_day_is_a_day(standing: Province) -> None:
    [(kind,)] = standing.rows(
        "SELECT DISTINCT pg_typeof(last_observed_on)::text FROM internal_markers"
    )
    assert kind == "date"


@pytest.mark.parametrize("text", ["2025", "2025-02-30", "", "hôm qua"])
def test_what_is_no_day_is_none_and_hides_no_row(text: str, empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        ours.execute("INSERT INTO roads (uuid, completed_on) VALUES ('a', %s)", (text,))
    assert empty.rows("SELECT completed_on FROM internal_roads") == [(None,)]


def test_what_was_taken_back_is_told_not_to_count(province: Province) -> None:
    province.put(
        "INSERT INTO decisions (id, uuid, observation_uuid, verdict, recorded_at)"
        " SELECT 999999, 'x', uuid, 'undone', instant() FROM observations WHERE id ="
        " (SELECT min(id) FROM internal_observations WHERE counts)"
    )
    rows = province.rows(
        "SELECT i.counts FROM internal_observations AS i JOIN observations AS o USING (id)"
        " JOIN decisions AS d ON d.observation_uuid = o.uuid WHERE d.uuid = 'x'"
    )
    assert rows == [(False,)]
