"""Print what maps of more markers cost: ``python -m tests.bench.larger_map [MARKERS …] [--keep]``.

The same made-up markers by every way: size of the page, cpu of building it with imports
excluded, and, for our page, cpu of the browser's main thread until it can be touched, and how
long that is on a phone with the cpu slowed four times, and what the slowest picture takes on a desk
while the map is moved, zoomed and filtered. The other pages ask for the network before they show
anything.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import folium
import geopandas

from mocgioi.outputs.map import MapFacts, write_page
from tests.bench.keeping import tell
from tests.bench.scripts import map_cluster, map_explore, map_markers
from tests.browser import running_browser
from tests.outputs.map import province

SIZES = (459, 10_000)
FOLIUM_UP_TO = 10_000
_STATUSES = ("built", "none", "none", "built", "under_construction", "approved")
_MAIN_NUMBERS = 9000
_OPENED = 9
_GOES = 7
_FRAMES_MS = """(async () => {
  const { map, state } = mocgioi.page;
  const frame = () => new Promise(requestAnimationFrame);
  const moves = [
    ...Array.from({ length: 30 }, () => () => map.panBy([-9, 5], { animate: false })),
    ...[10, 10.5, 11, 12, 14, 10].map((zoom) => () => map.setZoom(zoom, { animate: false })),
    ...[['C03'], []].map((commune) => () => state.set({ filters: { commune } })),
  ];
  const taken = [];
  mocgioi.page.fit();
  for (const move of moves) {
    await frame();
    const before = performance.now();
    move();
    await frame();
    taken.push(performance.now() - before);
  }
  return taken;
})()"""


def larger(count: int) -> MapFacts:
    """The made-up province with `count` markers, two observations and a day of change each."""
    chance = random.Random(count)
    per_number = -(-count // _MAIN_NUMBERS)
    days = [f"202{y}-{m:02d}-{d:02d}" for y in range(4) for m in range(1, 13) for d in (3, 20)]
    markers: list[Any] = []
    for index in range(count):
        status, day = chance.choice(_STATUSES), chance.choice(days)
        road = {**province.reported(index, status), "observed_on": day}
        stone = {**road, "aspect": "marker_condition", "value": "intact"}
        main, secondary = divmod(index, per_number)
        longitude, latitude = province.border_place((index + chance.random()) / count)
        markers.append(
            {
                **province.marker(index * province.MARKERS // count),
                "number": f"{main + 1}" + (f"/{secondary}" if secondary else ""),
                "longitude": round(longitude, 7),
                "latitude": round(latitude, 7),
                "needs_road": chance.random() > 0.03,
                "surveyed": {
                    "road_status": status,
                    "road_condition": "good",
                    "marker_condition": "intact",
                },
                "road_observed_on": day,
                "counted_first_on": day,
                "last_observed_on": day,
                "overdue": day < "2022-12-31",
                "evidence": road,
                "history": [stone, road],
                "nearest_road_m": round(800 * chance.random(), 1),
                "border_km": round(index / count * province.BORDER_KM, 3),
            }
        )
    for marker in markers:
        if marker["needs_road"]:
            since, status = marker["road_observed_on"], marker["surveyed"]["road_status"]
            marker["states"] = [("", "not_reported"), (since, status)]
        else:
            marker["states"] = [("", "not_needed")]
    return province.facts(markers=markers)


def as_store(facts: MapFacts, path: Path) -> None:
    """Write the points where the scripts to compare with look for them."""
    geopandas.GeoDataFrame(
        {
            "number": [m["number"] for m in facts["markers"]],
            "road_status": [m["surveyed"]["road_status"] for m in facts["markers"]],
        },
        geometry=geopandas.points_from_xy(
            [m["longitude"] for m in facts["markers"]], [m["latitude"] for m in facts["markers"]]
        ),
        crs="EPSG:4326",
    ).to_file(path, layer="markers", engine="pyogrio")


def browser_cpu_s(page: Path) -> float:
    """Return the seconds of cpu of the main thread until the page is drawn."""
    with running_browser() as browser:
        tab = browser.tab()
        tab.call("Performance.enable", timeDomain="threadTicks")
        tab.open(page)
        told = {m["name"]: m["value"] for m in tab.call("Performance.getMetrics")["metrics"]}
    return float(told["TaskDuration"])


def ready_on_a_phone_s(page: Path) -> float:
    """Return the median seconds until a page can be touched, 390 px wide, cpu slowed four times."""
    taken = []
    with running_browser() as browser:
        for _ in range(_OPENED + 1):
            tab = browser.tab()
            tab.viewport(390, 844, mobile=True, scale=2)
            tab.slow_down(4)
            tab.open(page)
            taken.append(tab.ready_s())
            tab.close()
    return statistics.median(taken[1:])


def worst_frame_ms(page: Path) -> float:
    """Return what the slowest picture took when moved, zoomed and filtered, 1366 px wide.

    Of each move the least of seven goes: what else the machine does only ever adds to it.
    """
    with running_browser() as browser:
        tab = browser.tab()
        tab.viewport(1366, 768)
        tab.open(page)
        goes = [tab.js(_FRAMES_MS) for _ in range(_GOES)]
        slowest: float = max(map(min, zip(*goes, strict=True)))
        return slowest


def _rendered(draw: Callable[[str], folium.Map], store: str) -> str:
    return str(draw(store).get_root().render())


def _timed(build: Callable[[], str], page: Path) -> tuple[float, int]:
    before = time.process_time()
    text = build()
    taken_s = time.process_time() - before
    page.write_text(text, encoding="utf-8", newline="\n")
    return taken_s, page.stat().st_size


def rows(count: int, folder: Path) -> list[str]:
    """Return the lines of the table for `count` markers."""
    facts, store = larger(count), folder / f"{count}.gpkg"
    as_store(facts, store)
    page = folder / "page.html"
    ways: dict[str, Callable[[], str]] = {"`mocgioi map`, facts to page": lambda: write_page(facts)}
    if count <= FOLIUM_UP_TO:
        for script in (map_markers, map_cluster, map_explore):
            name = f"`{script.__name__.rpartition('.')[2]}.py`"
            ways[name] = partial(_rendered, script.draw, str(store))
    lines = []
    for name, build in ways.items():
        taken_s, size = _timed(build, page)
        shown = "needs the network | – | –"
        if "mocgioi" in name:
            shown = (
                f"{browser_cpu_s(page):.2f} | {ready_on_a_phone_s(page):.2f} | "
                f"{worst_frame_ms(page):.0f}"
            )
        lines.append(f"| {count:,} | {name} | {size / 1e6:.2f} | {taken_s:.2f} | {shown} |")
    return lines


def table(sizes: Sequence[int], folder: Path) -> list[str]:
    """Return the lines of the table for maps of some sizes."""
    write_page(larger(10))
    lines = [
        "| markers | way | page, MB | built, cpu s | browser, cpu s | ready on a phone, s "
        "| worst frame, ms |",
        "|--:|---|--:|--:|--:|--:|--:|",
    ]
    for count in sizes:
        lines += rows(count, folder)
    return lines


def main() -> None:
    """Measure and print."""
    sizes = [int(argument) for argument in sys.argv[1:] if argument != "--keep"] or SIZES
    with TemporaryDirectory() as folder:
        tell(table(sizes, Path(folder)), "map", keep="--keep" in sys.argv)


if __name__ == "__main__":
    main()
