"""The memory that threads of a desk keep for themselves."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASKED = """
import re, threading
from pathlib import Path
from mocgioi.desk import heaps

def size_mb():
    return int(re.search(r"VmSize:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

heaps.share()
before, all_have = size_mb(), threading.Barrier(17)

def hold():
    held = bytes(50_000)
    all_have.wait()
    all_have.wait()
    return held

for _ in range(16):
    threading.Thread(target=hold).start()
all_have.wait()
print(size_mb() - before)
all_have.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="each thread has a heap of its own by glibc")
def test_threads_share_heaps() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(asked.stdout) < 400
