"""Print the table of the README: ``python -m tests.bench [ROUNDS]``, on a quiet machine.

Whole processes, as a user starts them, on the demonstration. Answers are compared before
anything is timed.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi import tracker
from tests.bench.answers import check_nearest, check_points, check_table
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
    path, totals = store.store.path, store.coverage(by=())
    commands = {
        **start_up(path),
        **reaching(path, totals["as_of"]),
        **drawing(path, folder),
    }
    cost_s = median_cpu_s(commands, rounds=rounds)
    size = f"{totals['totals']['markers']} markers, {len(store.roads())} roads"
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
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with TemporaryDirectory() as folder:
        sys.stdout.write("\n".join(table(Path(folder), rounds)) + "\n")


if __name__ == "__main__":
    main()
