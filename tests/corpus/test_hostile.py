"""Files made to break a reader, each in a process of its own with little time and memory.

Wanted of every one: a sentence, exit 0, 1, 20 or 21, nothing left beside it, the store sound.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mocgioi import tracker
from tests.shared import SHARED

HOSTILE = sorted(
    path for path in (SHARED / "corpus" / "hostile").glob("*") if path.suffix not in (".md", "")
)
CPU_S = 10
MEMORY_BYTES = 2_000_000_000
"""Of addresses, which a process takes several times more of than of memory."""
RESIDENT_BYTES = 500_000_000

_PROGRAM = """
import sys
from mocgioi.cli import main
code = main(sys.argv[1:])
# Of this program alone: what getrusage tells begins with the memory of whoever started it.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) * 1024, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the illustrative register of a few markers; do not write to it."""
    made = tracker.create(tmp_path_factory.mktemp("hostile") / "small.gpkg")
    made.register.import_file("markers", Path(__file__).parent / "cases" / "register.csv")
    return made.store.path


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: str(path.name))
def test_a_hostile_file_is_a_sentence(path: Path, register: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.gpkg"
    shutil.copy(register, store)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "--store", str(store), "survey", "apply", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=_limited,
    )
    assert done.returncode in (0, 1, 20, 21), done.stderr
    assert "Traceback" not in done.stderr
    assert int(done.stderr.splitlines()[-1]) < RESIDENT_BYTES
    assert path.name in done.stdout + done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["store.gpkg"]
    assert tracker.open(store).store.faults() == []


def test_there_are_hostile_files_or_the_reason_is_given() -> None:
    if not HOSTILE:
        pytest.skip("no corpus/hostile beside the repository")
    assert len(HOSTILE) == 15
