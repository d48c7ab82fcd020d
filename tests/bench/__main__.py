"""Print the tables of the README, on a quiet machine.

``python -m tests.bench [ROUNDS]``: whole processes, as a user starts them, on the demonstration.
``python -m tests.bench --sizes [--large] [--folder FOLDER]``: the nearest road and the network at
the sizes of `tests.bench.border`, S and M, with ``--large`` L and L-long too (some 2 GB in
FOLDER, kept for the next time, and some hours).
``python -m tests.bench --verbs [--folder FOLDER]``: `import roads`, `show`, `roads check`, `reach`,
`conflicts list`, `report` and `map` on stores of 10,000 and 30,000 markers and roads (some 400 MB
in FOLDER, kept for the next time).
``python -m tests.bench --surveys``: a survey taken in, beside GeoPandas and ogr2ogr.
``python -m tests.bench --desk``: the desk, from the command to its first page.
``python -m tests.bench --load``: commits of many writers at once on a server of PostgreSQL.
Nothing is timed whose answer has not been compared.
"""

from __future__ import annotations

import os
import platform
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi import tracker
from tests.bench import desk, load, sizes, surveys, verbs
from tests.bench.answers import check_nearest, check_points, check_table
from tests.bench.border import SIZES
from tests.bench.processes import BASELINE, drawing, median_cpu_s, reaching, start_up

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
    }
    cost_s = median_cpu_s(commands, rounds=rounds)
    size = f"{totals['totals']['markers']} markers, {len(store.frame('roads'))} roads"
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return [
        f"{machine}, Python {platform.python_version()}; {size}; "
        f"median of {rounds} runs of each, taking turns.",
        "",
        f"| what | cpu, median ms | ratio to {BASELINE} |",
        "|---|--:|--:|",
        *(
            f"| {name} | {cost_s[name] * 1000:.0f} | {cost_s[name] / cost_s[BASELINE]:.1f} |"
            for name in commands
        ),
    ]


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("rounds", type=int, nargs="?", default=ROUNDS)
    parser.add_argument("--sizes", action="store_true", help="the nearest road at S and M")
    parser.add_argument("--large", action="store_true", help="at L and L-long too")
    parser.add_argument("--verbs", action="store_true", help="each verb on large stores")
    parser.add_argument("--surveys", action="store_true", help="a survey taken in")
    parser.add_argument("--desk", action="store_true", help="the desk to its first page")
    parser.add_argument("--load", action="store_true", help="many writers at once on a server")
    parser.add_argument("--folder", type=Path, help="where the sizes are drawn; else temporary")
    arguments = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        if arguments.sizes or arguments.large:
            names = [name for name in SIZES if arguments.large or not name.startswith("L")]
            lines = sizes.table(names, folder)
        elif arguments.verbs:
            lines = verbs.table(folder)
        elif arguments.surveys:
            lines = surveys.table(tracker.demo(folder), folder)
        elif arguments.load:
            lines = load.table(folder)
        elif arguments.desk:
            lines = desk.table(tracker.demo(folder), arguments.rounds)
        else:
            lines = table(folder, arguments.rounds)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
