"""Print the tables of the manual's page *How fast*, on a quiet machine.

``python -m tests.bench [ROUNDS]``: whole processes, as a user starts them, on the demonstration.
``python -m tests.bench --sizes [--large] [--folder FOLDER]``: the nearest road and the network at
the sizes of `tests.bench.border`, S and M; ``--large`` those of L and L-long (some 2 GB in
FOLDER, kept for the next time, and some hours).
``python -m tests.bench --verbs [--folder FOLDER]``: `import roads`, `show`, `roads check`, `reach`,
`conflicts list`, `report` and `map` on stores of 10,000 and 30,000 markers and roads (some 400 MB
in FOLDER, kept for the next time).
``python -m tests.bench --million --folder FOLDER``: `reach` of 1,000,000 markers and 500,000 roads
(some 8 GB in FOLDER, and half an hour of cpu to make the store, which takes 10 GB of memory).
``python -m tests.bench --surveys``: a survey taken in, beside GeoPandas and ogr2ogr.
``python -m tests.bench --desk``: the desk, from the command to its first page.
``python -m tests.bench --load``: commits of many writers at once on a server of PostgreSQL.
``python -m tests.bench --map``: maps of more markers, see `tests.bench.larger_map`.
``python -m tests.bench --all``: all of these but ``--large`` and
``--million``. With ``--keep`` each table is also
written into the manual; `tests.bench.larger_map` and `tests.bench.country` take it too.
Nothing is timed whose answer has not been compared.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi import tracker
from tests.bench import desk, larger_map, load, sizes, surveys, verbs
from tests.bench.answers import check_nearest, check_points, check_table
from tests.bench.border import SIZES
from tests.bench.keeping import machine, tell
from tests.bench.processes import BASELINE, drawing, median_cpu_s, papers, reaching, start_up

ROUNDS = 15


def table(folder: Path, rounds: int) -> list[str]:
    """Return the lines of the table.

    Raises:
        DifferentAnswer: a script to compare with answers something else than we do.
    """
    store = tracker.demo(folder)
    check_table(store)
    check_nearest(store)
    check_points(store, folder)
    path, totals = store.store.path, store.figures.coverage(by=())
    commands = {
        **start_up(path),
        **reaching(path, totals["as_of"]),
        **drawing(path, folder),
        **papers(path, folder),
    }
    cost_s = median_cpu_s(commands, rounds=rounds)
    size = f"{totals['totals']['markers']} markers, {len(store.frame('roads'))} roads"
    return [
        f"{machine()}; {size}; median of {rounds} runs of each, taking turns.",
        "",
        f"| what | cpu, median ms | ratio to {BASELINE} |",
        "|---|--:|--:|",
        *(
            f"| {name} | {cost_s[name] * 1000:.0f} | {cost_s[name] / cost_s[BASELINE]:.1f} |"
            for name in commands
        ),
    ]


def tables(folder: Path, rounds: int) -> dict[str, Callable[[], list[str]]]:
    """Return what measures each table, by its name in the manual."""
    small = [name for name in SIZES if not name.startswith("L")]
    large = [name for name in SIZES if name.startswith("L")]
    return {
        "start-up": lambda: table(folder, rounds),
        "desk": lambda: desk.table(tracker.demo(folder), rounds),
        "surveys": lambda: surveys.table(tracker.demo(folder), folder),
        "sizes": lambda: sizes.table(small, folder),
        "large": lambda: sizes.table(large, folder),
        "verbs": lambda: verbs.table(folder),
        "million": lambda: verbs.million(folder),
        "map": lambda: larger_map.table((459, 10_000, 100_000), folder),
        "load": lambda: load.table(folder),
    }


def asked(arguments: Namespace) -> list[str]:
    """Return the names of the tables asked for; without any the start-up."""
    named = ("desk", "surveys", "sizes", "large", "verbs", "million", "map", "load")
    if arguments.all:
        return ["start-up", *(name for name in named if name not in ("large", "million"))]
    return [name for name in named if getattr(arguments, name)] or ["start-up"]


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("rounds", type=int, nargs="?", default=ROUNDS)
    parser.add_argument("--sizes", action="store_true", help="the nearest road at S and M")
    parser.add_argument("--large", action="store_true", help="at L and L-long")
    parser.add_argument("--verbs", action="store_true", help="each verb on large stores")
    parser.add_argument("--million", action="store_true", help="reach of 1,000,000 markers")
    parser.add_argument("--surveys", action="store_true", help="a survey taken in")
    parser.add_argument("--desk", action="store_true", help="the desk to its first page")
    parser.add_argument("--map", action="store_true", help="maps of more markers")
    parser.add_argument("--load", action="store_true", help="many writers at once on a server")
    parser.add_argument("--all", action="store_true", help="all of them but --large, --million")
    parser.add_argument("--keep", action="store_true", help="write them into the manual too")
    parser.add_argument("--folder", type=Path, help="where the sizes are drawn; else temporary")
    arguments = parser.parse_args()
    for name in asked(arguments):
        with TemporaryDirectory() as temporary:
            lines = tables(arguments.folder or Path(temporary), arguments.rounds)[name]()
        tell(lines, name, keep=arguments.keep)


if __name__ == "__main__":
    main()
