"""A country of two provinces and forty markers, in GeoPackages and on a server."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mocgioi import tracker
from tests.bench import country, stores
from tests.bench.answers import DifferentAnswer
from tests.bench.country import Country, Measured, Size
from tests.bench.provinces import provinces, write_register, write_surveys
from tests.bench.stores import Server, Spent
from tests.postgres import Cluster

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no cpu of child processes on Windows"),
]

SMALL = Size(provinces=2, markers=40, weeks=2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the GeoPackages of the small country are kept."""
    return tmp_path_factory.mktemp("country")


@pytest.fixture(scope="module")
def measured(folder: Path, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    return Country(SMALL, folder, tmp_path_factory.mktemp("workshop"), cluster).measure()


def test_all_is_timed_on_both_sides(measured: Measured) -> None:
    one_sided = [row.what for row in measured.rows if None in (row.files, row.server)]
    assert one_sided == ["all 2 in one SQL statement (`coverage`)"]


def test_the_work_of_the_server_is_told(measured: Measured) -> None:
    assert sum(row.server.server_s for row in measured.rows if row.server) > 0


def test_the_provinces_add_up_to_the_country(measured: Measured) -> None:
    *_, last = country.table(measured)
    cells = [cell.strip() for cell in last.split("|")[1:4]]
    assert cells == ["all", "40", f"{sum(measured.observations.values()):,}"]


def test_what_a_geopackage_cost_is_kept_with_it(
    measured: Measured, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "found", pytest.fail)
    costs = [stores.geopackage(p, folder, range(SMALL.weeks))[1] for p in measured.provinces]
    assert stores.all_of(costs) == measured.rows[0].files


def test_another_figure_on_the_server_is_told_and_nothing_else(
    measured: Measured,
    folder: Path,
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def copied_and_edited(source: Path, target: str, server: Server) -> Spent:
        spent = stores.copied(source, target, server)
        with server.used_here():
            tracker.open(target).set("1", road_status="built", on="2016-02-20")
        return spent

    monkeypatch.setattr(country, "copied", copied_and_edited)
    with pytest.raises(DifferentAnswer, match=r"p01, .*road_built"):
        Country(SMALL, folder, tmp_path, cluster).measure()


def test_the_provinces_of_the_country_are_unequal_and_have_all_its_markers() -> None:
    markers = [province.markers for province in provinces(25, 5_200)]
    assert (sum(markers), max(markers), min(markers)) == (5_200, 374, 42)


def test_the_same_province_has_the_same_files(tmp_path: Path) -> None:
    province = provinces(2, 40)[0]
    made = []
    for name in ("one", "other"):
        register = [path for _, path in write_register(province, tmp_path / name)]
        surveys = write_surveys(province, tmp_path / name, range(3))
        made.append([path.read_bytes() for path in (*register, *surveys)])
    assert made[0] == made[1]


def test_each_marker_is_seen_once_a_quarter(tmp_path: Path) -> None:
    province = provinces(25, 5_200)[0]
    surveys = write_surveys(province, tmp_path, range(13))
    seen = [line.split(",")[0] for path in surveys for line in path.read_text().splitlines()[1:]]
    assert len(set(seen)) == province.markers
