"""A country of 25 provinces: in 25 GeoPackages, and in 25 schemas of one PostgreSQL database.

``python -m tests.bench.country [--provinces N] [--markers N] [--weeks N] [--folder FOLDER]``:
5,200 markers and ten years of weekly surveys (`tests.bench.provinces` says what a week brings)
are taken in by ``survey apply``, one process a province, and copied to the server by ``copy``;
what a survey costs that is sent to the server itself is told of the smallest province. The
GeoPackages stay in FOLDER, with what they cost, for the next time. The server is a cluster of its
own with PostgreSQL's own settings; where none is installed, its columns stay empty. Nothing is
told before the figures of each province, today and at each year's end, are the same in both.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from mocgioi import tracker
from tests import postgres
from tests.bench.answers import DifferentAnswer
from tests.bench.keeping import machine, tell
from tests.bench.processes import Command, mocgioi
from tests.bench.provinces import Province, provinces, write_surveys, year_ends
from tests.bench.stores import (
    Server,
    Spent,
    all_of,
    ask,
    bytes_of,
    copied,
    found,
    geopackage,
    take_in,
)

WEEKS_A_YEAR = 52
_SERVER = {"jit": "off"}
_OF_ITS_WRITING = ("head", "known_at", "last_recorded_at")
"""What two stores do not share into which the same was written, each by itself."""

_COUNTED = ("markers", "markers_needing_road", "road_built")
_SURVEYS = "batches WHERE kind = 'survey'"
_IN_ONE = "SELECT sum(markers), sum(markers_needing_road), sum(road_built) FROM ({}) AS provinces"
_OF_ONE = "SELECT * FROM {}.coverage WHERE by = 'all'"
_BYTES = """
SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n
ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'
"""

Documents = Mapping[str, Any]
"""What a command or the program said, by the code of the province."""


class Size(NamedTuple):
    """How large the country is."""

    provinces: int = 25
    markers: int = 5_200
    weeks: int = 10 * WEEKS_A_YEAR

    @property
    def year_ends(self) -> list[str]:
        """The last day of each year that is surveyed, also of one that is only begun."""
        return year_ends(-(-self.weeks // WEEKS_A_YEAR))


class Row(NamedTuple):
    """What is timed, and what it cost in the files and on the server."""

    what: str
    files: Spent | None
    server: Spent | None


class Measured(NamedTuple):
    """All that is told of a country.

    Attributes:
        rows: what was timed.
        built: by province, how many markers had a road at each year's end; totals: the same of
            today's status. observations: how many.
        sizes: bytes of the GeoPackage, the schema and the replica of each province.
        database: bytes of the whole database.
    """

    provinces: Sequence[Province]
    rows: Sequence[Row]
    built: Mapping[str, Sequence[int]]
    totals: Documents
    observations: Mapping[str, int]
    sizes: Mapping[str, tuple[int, int, int]]
    database: int


class Country:
    """The stores of a country, as files and, where there is a server, on it.

    Args:
        folder: where the GeoPackages are kept; workshop: for what goes away.
    """

    def __init__(
        self, size: Size, folder: Path, workshop: Path, cluster: postgres.Cluster | None
    ) -> None:
        self.size = size
        self.provinces = provinces(size.provinces, size.markers)
        self.folder = folder
        self.workshop = workshop
        self.files = {p.code: folder / f"{p.code}.gpkg" for p in self.provinces}
        self.said: Documents = {}
        self.server: Server | None = None
        self.other: Server | None = None
        if cluster is not None:
            self.server = Server(cluster, cluster.database(), workshop / "one")
            self.other = self.server.beside(workshop / "other")

    def measure(self) -> Measured:
        """Make the stores, ask them, and return what was the same in both and what it cost.

        Raises:
            DifferentAnswer: a figure of a province is not the same in its file and on the server.
        """
        middle = self.size.year_ends[len(self.size.year_ends) // 2]
        rows = [
            self._taken_in(),
            self._asked(", no replica there", "status"),
            self._asked(", nothing new", "status"),
        ]
        totals = self.said
        rows += [
            self._in_one_statement(totals),
            self._asked("", "report", "--as-of", middle),
        ]
        built = self._at_year_ends()
        observations = {code: _count(path, "observations") for code, path in self.files.items()}
        sizes = {province.code: self._sizes(province) for province in self.provinces}
        database = self._database_bytes()
        rows += [
            self._new_survey(),
            self._asked(", after it", "status", apart=_OF_ITS_WRITING),
            self._one_by_one(),
        ]
        return Measured(self.provinces, rows, built, totals, observations, sizes, database)

    def _taken_in(self) -> Row:
        made = [geopackage(p, self.folder, range(self.size.weeks))[1] for p in self.provinces]
        surveys = sum(_count(path, _SURVEYS) for path in self.files.values())
        what = f"taken in: {surveys:,} surveys (`survey apply`); on the server: `copy` of all"
        server = None
        if self.other is not None:
            server = all_of(
                copied(path, self.other.address(code), self.other)
                for code, path in self.files.items()
            )
        return Row(what, all_of(made), server)

    def _one_by_one(self) -> Row:
        """Take a year of the smallest province in by itself, and compare what came of it."""
        province = self.provinces[-1]
        weeks = range(min(self.size.weeks, WEEKS_A_YEAR))
        surveys = write_surveys(province, self.workshop / "year", weeks)
        places: list[tuple[Path | str, Server | None]] = [(self.workshop / "year.gpkg", None)]
        if self.server is not None:
            places.append((self.server.address("one_by_one"), self.server))
        spent: list[Spent | None] = []
        said = []
        for place, server in places:
            found(place, province, self.workshop / "register", server)
            spent.append(take_in(place, surveys, server))
            said.append(ask(_json(place, "status"), server)[0])
        _require_equal("one by one", said[0], said[-1], apart=_OF_ITS_WRITING)
        what = f"{len(surveys)} surveys of the smallest province, `survey apply` in one process"
        return Row(what, spent[0], spent[1] if spent[1:] else None)

    def _asked(self, what: str, *command: str, apart: Sequence[str] = ()) -> Row:
        """Ask every store; what the two sides say is the same, but for `apart`."""
        of_files = {code: ask(_json(path, *command)) for code, path in self.files.items()}
        files = all_of(spent for _, spent in of_files.values())
        self.said = {code: document for code, (document, _) in of_files.items()}
        server = None
        if self.server is not None:
            asked = {
                code: ask(_json(self.server.address(code), *command), self.server)
                for code in self.files
            }
            server = all_of(spent for _, spent in asked.values())
            for code, (document, _) in asked.items():
                _require_equal(f"{code}, {what}", self.said[code], document, apart=apart)
        return Row(f"`{' '.join(command)}` of all {len(self.files)}{what}", files, server)

    def _in_one_statement(self, totals: Documents) -> Row:
        """Count the whole country in one statement, and compare it with the sum of all."""
        what = f"all {len(self.files)} in one SQL statement (`coverage`)"
        if self.server is None:
            return Row(what, None, None)
        of_all = " UNION ALL ".join(_OF_ONE.format(code) for code in self.files)
        began, cpu_s, server_s = time.monotonic(), time.process_time(), self.server.cpu_s()
        counted = self.server.cluster.execute(_IN_ONE.format(of_all), database=self.server.database)
        spent = Spent(
            wall_s=time.monotonic() - began,
            cpu_s=time.process_time() - cpu_s,
            server_s=self.server.cpu_s() - server_s,
        )
        summed = [sum(document[name] or 0 for document in totals.values()) for name in _COUNTED]
        _require_equal("the country", summed, [int(number or 0) for number in counted[0]])
        return Row(what, None, spent)

    def _at_year_ends(self) -> dict[str, list[int]]:
        """Return by province how many had a road at each year's end: the same on both sides."""
        built: dict[str, list[int]] = {}
        for code, path in self.files.items():
            for day in self.size.year_ends:
                of_file = tracker.open(path).figures.coverage(as_of=day)
                if self.server is not None:
                    with self.server.used_here():
                        address = self.server.address(code)
                        of_server = tracker.open(address).figures.coverage(as_of=day)
                    _require_equal(f"{code}, {day}", of_file, of_server)
                built.setdefault(code, []).append(of_file["totals"]["road_built"] or 0)
        return built

    def _new_survey(self) -> Row:
        """Take the next week in, in the largest province; on the server from another computer."""
        province = self.provinces[0]
        week = self.size.weeks
        survey = write_surveys(province, self.workshop / "next", range(week, week + 1))
        kept = self.files[province.code]
        self.files[province.code] = self.workshop / kept.name
        shutil.copy(kept, self.files[province.code])
        files = take_in(self.files[province.code], survey, None)
        server = None
        if self.other is not None:
            server = take_in(self.other.address(province.code), survey, self.other)
        return Row("the next survey of the largest province, `survey apply`", files, server)

    def _sizes(self, province: Province) -> tuple[int, int, int]:
        file = self.files[province.code].stat().st_size
        if self.server is None:
            return file, 0, 0
        rows = self.server.cluster.execute(_BYTES, province.code, database=self.server.database)
        replica = f"{self.server.database}-{province.code}-*"
        return file, int(rows[0][0]), bytes_of(self.server.replicas, replica)

    def _database_bytes(self) -> int:
        if self.server is None:
            return 0
        size = "SELECT pg_database_size(%s)"
        return int(self.server.cluster.execute(size, self.server.database)[0][0])


def _json(place: Path | str, *command: str) -> Command:
    return mocgioi(place, *command, "--format", "json")


def _require_equal(what: str, one: Any, other: Any, *, apart: Sequence[str] = ()) -> None:
    """Require that two documents are the same, but for some of their keys."""
    if apart:
        one, other = ({k: v for k, v in said.items() if k not in apart} for said in (one, other))
    if one != other:
        keys = [key for key in one if one[key] != other.get(key)] if isinstance(one, dict) else one
        raise DifferentAnswer(f"{what}: {keys} differ")


def _count(path: Path, rows: str) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()
    connection.close()
    return int(count)


def table(measured: Measured) -> list[str]:
    """Return the lines of what was timed, and of the provinces."""
    lines = [
        "| what | GeoPackages: s | cpu s | peak MB"
        " | server: s | cpu s | cpu s of the server | peak MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [_row(row) for row in measured.rows]
    sizes = [sum(size) / 1e6 for size in zip(*measured.sizes.values(), strict=True)]
    lines += [
        "",
        f"On disk: GeoPackages {sizes[0]:,.0f} MB; database {measured.database / 1e6:,.0f} MB; "
        f"replicas of one computer {sizes[2]:,.0f} MB.",
        "",
        *_of_provinces(measured),
    ]
    return lines


def _row(row: Row) -> str:
    files = _cells(row.files, "wall_s", "cpu_s", "peak_bytes")
    server = _cells(row.server, "wall_s", "cpu_s", "server_s", "peak_bytes")
    return f"| {row.what} | {' | '.join((*files, *server))} |"


def _cells(spent: Spent | None, *names: str) -> list[str]:
    if spent is None:
        return ["–"] * len(names)
    values = [getattr(spent, name) for name in names]
    return [
        (f"{value / 1e6:.0f}" if value else "–") if name == "peak_bytes" else f"{value:.2f}"
        for name, value in zip(names, values, strict=True)
    ]


def _of_provinces(measured: Measured) -> Iterator[str]:
    """Yield a line of each province and of all: what it holds, its figures, its size."""
    years = [day[:4] for day in year_ends(len(next(iter(measured.built.values()))))]
    yield (
        f"| province | markers | observations | need a road | {' | '.join(years)} | today"
        " | GeoPackage MB | schema MB | replica MB |"
    )
    yield "|---|" + "--:|" * (len(years) + 7)
    listed = []
    for province in measured.provinces:
        code = province.code
        today = measured.totals[code]
        figures = (
            *(today["markers"], measured.observations[code], today["markers_needing_road"]),
            *(*measured.built[code], today["road_built"] or 0, *measured.sizes[code]),
        )
        listed.append(figures)
        yield _line(code, figures)
    yield _line("all", [sum(column) for column in zip(*listed, strict=True)])


def _line(name: str, figures: Sequence[int]) -> str:
    *counts, file, schema, replica = figures
    sizes = (f"{size / 1e6:.1f}" for size in (file, schema, replica))
    return f"| {name} | {' | '.join((*(f'{count:,}' for count in counts), *sizes))} |"


@contextmanager
def cluster_here() -> Iterator[postgres.Cluster | None]:
    """Give a cluster for as long as the block lasts; None where no server is installed."""
    if postgres.programs() is None:
        yield None
        return
    with postgres.running(_SERVER) as cluster:
        yield cluster


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m tests.bench.country")
    for name, number in Size()._asdict().items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--keep", action="store_true", help="write the table into the manual too")
    parser.add_argument("--folder", type=Path, help="where GeoPackages are kept; else temporary")
    arguments = parser.parse_args()
    size = Size(arguments.provinces, arguments.markers, arguments.weeks)
    with TemporaryDirectory() as temporary, cluster_here() as cluster:
        folder = (arguments.folder or Path(temporary) / "country").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        measured = Country(size, folder, Path(temporary), cluster).measure()
    head = [f"{machine()}; one run of each.", ""]
    tell([*head, *table(measured)], "country", keep=arguments.keep)


if __name__ == "__main__":
    main()
