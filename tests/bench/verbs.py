"""What each verb costs on a store of 10,000 markers and roads, of 30,000, and `reach` of a million.

Whole processes, as a user starts them, on a store that was made as a province is: its register,
its roads, and a round of surveys in which each marker was seen once. Of what each says, the nearest
road is compared with GeoPandas', marker by marker, before anything is timed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from mocgioi import tracker
from tests.bench import stores
from tests.bench.answers import check_nearest, check_nearest_told
from tests.bench.border import SIZES, Size
from tests.bench.keeping import machine
from tests.bench.processes import Command, Cost, finish, mocgioi, script
from tests.bench.provinces import WEEKS_A_ROUND, Province, write_register, write_surveys

LARGE = {
    "10,000": SIZES["M"],
    "30,000": Size(30_000, 30_000, 0, 250, 90),
}
TIMEOUT_S = 3_600
EVERY = 1_000
"""Of so many markers of the largest store GeoPandas is asked about one: of all it takes hours."""

_WEEKS = range(500, 500 + WEEKS_A_ROUND)
_NEEDS_A_PERSON = 1


class Large:
    """A large store in a folder, made there unless it is there from the last time.

    Args:
        surveyed: whether each marker was seen once.
    """

    def __init__(self, size: Size, folder: Path, *, surveyed: bool = True) -> None:
        self._province = Province("p01", size.markers)
        self.store = folder / f"verbs-{size.markers}.gpkg"
        self._without_roads = folder / f"verbs-{size.markers}-without-roads.gpkg"
        self._register = folder / f"verbs-{size.markers}"
        self.marker = str(min(size.markers // 10, 9_998))
        self._weeks = _WEEKS if surveyed else range(0)
        if not self.store.exists():
            self._make(size)

    def _make(self, size: Size) -> None:
        unfinished = self.store.with_suffix(".unfinished.gpkg")
        unfinished.unlink(missing_ok=True)
        for command in (mocgioi(unfinished, "-q", "init"), *self._imports(unfinished, size)):
            if "roads" in command:
                shutil.copy(unfinished, self._without_roads)
            stores.run(command)
        surveys = write_surveys(self._province, self._register / "surveys", self._weeks)
        if surveys:
            stores.take_in(unfinished, surveys, None)
        unfinished.rename(self.store)

    def _imports(self, store: Path, size: Size) -> list[Command]:
        files = write_register(self._province, self._register, size=size)
        return [mocgioi(store, "-q", "import", kind, *_layer(path)) for kind, path in files]

    def verbs(self) -> dict[str, Command]:
        """Return what is timed, by what it is called; each run takes the roads in anew."""
        again = self.store.with_name("verbs-again.gpkg")
        shutil.copy(self._without_roads, again)
        page = str(self.store.with_name("verbs-map.html"))
        as_of = tracker.open(self.store).figures.coverage(by=())["as_of"]
        return {
            "`import roads`": mocgioi(
                again, "import", "roads", *_layer(self._register / "roads.gpkg")
            ),
            "`show` of one marker": mocgioi(self.store, "show", self.marker),
            "`roads check`": mocgioi(self.store, "roads", "check"),
            "`reach`": mocgioi(self.store, "reach"),
            "`reach_geopandas.py`: the nearest road alone": script(
                "reach_geopandas.py", str(self.store), as_of
            ),
            "`conflicts list`": mocgioi(self.store, "conflicts", "list"),
            "`report`": mocgioi(self.store, "report"),
            "`map`": mocgioi(self.store, "map", "-o", page),
        }


def _layer(path: Path) -> tuple[str, ...]:
    return (str(path), *(("--layer", "roads") if path.suffix == ".gpkg" else ()))


def costs(large: Large) -> dict[str, Cost]:
    """Return what each verb cost, once the nearest roads are those of GeoPandas.

    Raises:
        DifferentAnswer: they are others.
    """
    check_nearest(tracker.open(large.store))
    allowed = (0, _NEEDS_A_PERSON)
    return {
        name: finish(command, timeout_s=TIMEOUT_S, allowed=allowed)
        for name, command in large.verbs().items()
    }


def million(folder: Path, size: Size = SIZES["L"], *, every: int = EVERY) -> list[str]:
    """Return the lines of the table of a store of a country's size, which nobody surveyed.

    Raises:
        DifferentAnswer: GeoPandas answers something else of one of the markers it is asked about.
    """
    large = Large(size, folder, surveyed=False)
    told = folder / "reach.csv"
    with told.open("wb") as out:
        of_csv = mocgioi(large.store, "reach", "--format", "csv")
        spent = {"`reach --format csv`": finish(of_csv, out.fileno(), timeout_s=TIMEOUT_S)}
    check_nearest_told(told, large.store, every=every)
    show = mocgioi(large.store, "show", large.marker)
    spent["`show` of one marker"] = finish(show, timeout_s=TIMEOUT_S)
    return [
        f"{machine()}; {size.markers:,} markers, {size.roads:,} roads.",
        "",
        "| what | cpu s | µs a marker | peak MB |",
        "|---|--:|--:|--:|",
        *(
            f"| {name} | {cost.cpu_s:.2f} | {cost.cpu_s / size.markers * 1e6:.0f}"
            f" | {cost.peak_bytes / 1e6:.0f} |"
            for name, cost in spent.items()
        ),
    ]


def table(folder: Path, sizes: dict[str, Size] = LARGE) -> list[str]:
    """Return the lines of the table: cpu and memory at each size; the stores stay in `folder`.

    Raises:
        DifferentAnswer: GeoPandas answers something else than we do.
    """
    of_size = [costs(Large(size, folder)) for size in sizes.values()]
    return [
        f"| what | {' | '.join(f'{name}: cpu s | peak MB' for name in sizes)} | last ÷ first |",
        f"|---|{'--:|--:|' * len(sizes)}--:|",
        *(_row(verb, [costs_of[verb] for costs_of in of_size]) for verb in of_size[0]),
    ]


def _row(verb: str, spent: Sequence[Cost]) -> str:
    cells = [f"{cost.cpu_s:.2f} | {cost.peak_bytes / 1e6:.0f}" for cost in spent]
    return f"| {verb} | {' | '.join(cells)} | {spent[-1].cpu_s / spent[0].cpu_s:.1f} |"
