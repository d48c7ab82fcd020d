"""Commands of `mocgioi` in processes of their own that need not start Python anew.

Each is forked from a process that has loaded the program, and waits until strace watches it.
Struck at some fifty calls, most of the cost of a command would be its start.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from tests import forked

_PR_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
_ANSWER_S = 60.0

_ASKING = threading.Lock()
"""Held while a process is started or asked how it ended.

A start asks all processes before it, too: of two threads asking the same one at the same
time, one reads its exit code and the other the end of the pipe, told as 255.
"""


def run_watched(strace: Sequence[str], arguments: Sequence[str], said: Path) -> int:
    """Run `mocgioi` with arguments under strace and return its exit code (negative: the signal).

    Args:
        strace: the strace to run, but for whom it watches.
        said: the file for all that the command prints.
    """
    context = forked.context()
    its_end, our_end = context.Pipe(duplex=False)
    process = context.Process(target=_wait_and_run, args=(its_end, list(arguments), str(said)))
    with _ASKING:
        process.start()
    assert process.pid is not None
    with subprocess.Popen([*strace, "-p", str(process.pid)], stderr=subprocess.DEVNULL) as watcher:
        _wait_until_watched(process.pid, watcher)
        our_end.send("go")
        watcher.wait(_ANSWER_S)
    with _ASKING:
        process.join(_ANSWER_S)
    assert process.exitcode is not None, f"{arguments} does not end"
    return process.exitcode


def _wait_until_watched(pid: int, watcher: subprocess.Popen[bytes]) -> None:
    status = Path(f"/proc/{pid}/status")
    while "TracerPid:\t0\n" in status.read_text(encoding="utf-8"):
        assert watcher.poll() is None, "strace could not attach"
        time.sleep(0.001)


def _wait_and_run(go: Connection, arguments: list[str], said: str) -> None:
    from mocgioi import cli

    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYBODY)
    printed = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    for stream in (1, 2):
        os.dup2(printed, stream)
    sys.argv = ["mocgioi", *arguments]
    go.recv()
    cli.run()
