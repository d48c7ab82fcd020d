"""Faults brought on by strace: a command of ours killed, or refused, at one system call.

What is counted are the calls that change the store, its journal or the folder they stand
in: each is a point at which the power may go or the disk may refuse.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import pytest

from mocgioi.store import geopackage

from . import warm

Item = TypeVar("Item")
Result = TypeVar("Result")

CHANGING_CALLS = ("write", "pwrite64", "fsync", "fdatasync", "unlink", "unlinkat", "ftruncate")
"""System calls that change a file or make a change last."""

MAKING_CALLS = (*CHANGING_CALLS, "openat", "rename", "renameat2", "link", "mkdir")
"""Those, and calls by which files come into being or get their names."""

_DIFFERS_BY_RUN = re.compile(r"[0-9a-f]{32}|\d{4}-\d\d-\d\dT[\d:.]+Z")
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}

Contents = dict[str, list[dict[str, Any]]]


class Point(NamedTuple):
    """The `number`-th call of the name `call` on the files watched; `target` is which of them."""

    call: str
    number: int
    target: Literal["store", "journal", "folder"]

    @property
    def name(self) -> str:
        """Return it as the name of a folder."""
        return f"{self.call}-{self.number}"


class Ending(NamedTuple):
    """How a command ended: its exit code (negative: the signal) and all it printed."""

    code: int
    said: str


def require_strace() -> None:
    """Skip the test where no strace may watch a process."""
    if sys.platform != "linux":
        pytest.skip("strace is of Linux")
    if shutil.which("strace") is None:
        pytest.skip("no strace: apt-get install strace")
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"strace may not watch here: {tried.stderr.decode()[:100]}")


def command(store: Path, *arguments: str) -> list[str]:
    """Return the command line of `mocgioi` on a store."""
    python = [sys.executable, "-m", "mocgioi"]
    return [*python, "--lang", "en", "--store", str(store), *arguments]


def run(words: Sequence[str], *, env: Mapping[str, str] = _ONE_THREAD) -> Ending:
    """Run a command to its end."""
    ended = subprocess.run(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **env},
        timeout=120,
        check=False,
    )
    return Ending(ended.returncode, ended.stdout.decode("utf-8"))


def under_strace(
    words: Sequence[str], store: Path, log: Path, *, calls: Iterable[str] = CHANGING_CALLS
) -> Ending:
    """Run a command with its `calls` on the store, its journal and their folder logged."""
    return run([*_watching(store, log, calls), "--seccomp-bpf", *words])


def struck(
    store: Path,
    arguments: Sequence[str],
    log: Path,
    inject: str | None,
    *,
    calls: Iterable[str] = CHANGING_CALLS,
    beside: Iterable[str] = (),
) -> Ending:
    """Run `mocgioi` on a store with a fault.

    Args:
        inject: what strace does at which call, such as ``fsync:error=EIO:when=2``; None: nothing,
            it only looks on.
        calls: those that are counted. beside: the names of other files of the store's folder
            at which they are counted too.
    """
    strace = _watching(store, log, calls)
    for name in beside:
        strace += ["-P", str(store.resolve().parent / name)]
    if inject is not None:
        strace += ["-e", f"inject={inject}"]
    said = log.with_suffix(".said")
    code = warm.run_watched(strace, ["--lang", "en", "--store", str(store), *arguments], said)
    return Ending(code, said.read_text(encoding="utf-8"))


def _watching(store: Path, log: Path, calls: Iterable[str]) -> list[str]:
    watched = [store.resolve(), Path(f"{store.resolve()}-journal"), store.resolve().parent]
    paths = [word for path in watched for word in ("-P", str(path))]
    return ["strace", "-f", "-y", "-o", str(log), "-e", f"trace={','.join(calls)}", *paths]


def points_of(log: Path, folder: Path) -> list[Point]:
    """Return the calls of a log as points, in the order they came."""
    seen: dict[str, int] = {}
    found = []
    for call, rest in calls_of(log):
        seen[call] = seen.get(call, 0) + 1
        found.append(Point(call, seen[call], _target(rest, folder)))
    return found


def _target(rest: str, folder: Path) -> Literal["store", "journal", "folder"]:
    if f"<{folder.resolve()}>" in rest:
        return "folder"
    return "journal" if re.search(r"-journal[>\"]", rest) else "store"


def calls_of(log: Path) -> list[tuple[str, str]]:
    """Return name and remainder of every call of a log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [(m[1], m[2]) for m in map(_CALL.match, lines) if m]


def evenly(items: Sequence[Item], most: int) -> list[Item]:
    """Return at most `most` items, evenly chosen, the first and the last among them."""
    if len(items) <= most:
        return list(items)
    step = (len(items) - 1) / (most - 1)
    return [items[round(index * step)] for index in range(most)]


def side_by_side(work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Return what `work` gives for each item, as many at once as there are processors."""
    with ThreadPoolExecutor(max(2, os.cpu_count() or 1)) as pool:
        return list(pool.map(work, items))


def contents(path: Path) -> Contents:
    """Return every row of every table of a store, shadow tables of the indexes included."""
    with closing(geopackage.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found: Contents = {}
        for (name,) in names.fetchall():
            cursor = connection.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return found


def lasting(found: Contents) -> Contents:
    """Return contents without what differs from run to run: identities, instants and heads."""

    def kept(value: object) -> object:
        changing = isinstance(value, str) and _DIFFERS_BY_RUN.fullmatch(value)
        return "…" if changing else value

    return {
        table: [
            {column: "…" if column == "head" else kept(value) for column, value in row.items()}
            for row in rows
        ]
        for table, rows in found.items()
    }


def untied_batches(found: Contents) -> list[str]:
    """Return the surveys whose counts are not those of their rows."""
    untied = []
    for batch in found["batches"]:
        if batch["kind"] != "survey":
            continue
        taken = {o["row_number"] for o in found["observations"] if o["batch_uuid"] == batch["uuid"]}
        rejected = [r for r in found["rejected_rows"] if r["batch_uuid"] == batch["uuid"]]
        counted = batch["rows_applied"] + batch["rows_queued"]
        read = counted + batch["rows_unchanged"] + batch["rows_rejected"]
        told = (batch["rows_read"], counted, batch["rows_rejected"])
        if told != (read, len(taken), len(rejected)):
            untied.append(str(batch["file_name"]))
    return untied
