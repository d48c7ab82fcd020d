"""PostgreSQL servers of one's own for tests: a cluster in a temporary folder, with PostGIS.

A cluster ends with the process that started it, also where that is killed: a shell between the
two waits for the end of its input, and takes the folder away then.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
import pytest
from psycopg import sql

SUPERUSER = "postgres"
OWNER = "so_ngoai_vu"
"""Owns the databases and may make roles, but is bound by privileges as a hoster's customer is."""

WITH_PASSWORD = "with_password"
"""The role whose members must give a password; everybody else is let in as they say they are."""

_LETS_IN = f"""
local all +{WITH_PASSWORD} scram-sha-256
host all +{WITH_PASSWORD} 127.0.0.1/32 scram-sha-256
local all all trust
host all all 127.0.0.1/32 trust
"""

QUICK: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "16MB",
    "jit": "off",
    "autovacuum": "off",
    "shared_preload_libraries": "postgis-3,plpgsql",
}
"""For databases that live as long as a test: nothing waits for a disk, and what every connection
would load is loaded once."""

LASTING: Mapping[str, str] = {"shared_buffers": "16MB", "jit": "off"}
"""As a server is that people rely on: what it acknowledged is there after any crash."""

_POSTGIS = "with_postgis"
_READY_S = 60.0

# Started by a shell so that it ends when the shell's input ends; a line says that it was asked to.
_WATCH = """
"$@" & read -r asked || alone=yes
kill -INT $! 2>/dev/null; wait $!
[ -z "$alone" ] || rm -rf "$0"
"""


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL with PostGIS, or None: where Debian puts it."""
    found = Path("/usr/share/postgresql").glob("*/extension/postgis.control")
    newest = max((int(control.parts[4]) for control in found), default=None)
    return None if newest is None else Path(f"/usr/lib/postgresql/{newest}/bin")


def require() -> None:
    """Skip the test where there is no PostgreSQL with PostGIS, fail it in CI."""
    if programs() is not None and sys.platform != "win32":
        return
    reason = "no PostgreSQL with PostGIS: apt-get install postgresql postgresql-postgis"
    if os.environ.get("CI") == "true" and sys.platform != "win32":
        pytest.fail(f"{reason}, and this is CI")
    pytest.skip(reason)


class Cluster:
    """A PostgreSQL server in a folder, as the user ``postgres`` under root.

    Attributes:
        folder: where its data lie, and its Unix socket.
        port: of the socket, and of 127.0.0.1.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] = QUICK) -> None:
        installed = programs()
        assert installed is not None, "no PostgreSQL with PostGIS"
        self.folder = folder
        self.port = _free_port()
        self._programs = installed
        self._settings = settings
        self._user = "postgres" if os.getuid() == 0 else None
        self._names = itertools.count(1)
        self._done_with: list[str] = []
        self._watch: subprocess.Popen[bytes] | None = None
        if self._user:
            shutil.chown(folder, self._user)
        self._initialise()
        self.start()

    def _initialise(self) -> None:
        options = ("-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        subprocess.run(
            (str(self._programs / "initdb"), "-D", str(self._data), *options),
            user=self._user,
            cwd="/",
            stdout=subprocess.DEVNULL,
            check=True,
        )
        (self._data / "pg_hba.conf").write_text(_LETS_IN, encoding="utf-8")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> str:
        """Everything that the server has written to its log."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    @property
    def process(self) -> int:
        """The number of the server's first process."""
        return int((self._data / "postmaster.pid").read_text(encoding="utf-8").split()[0])

    def start(self) -> None:
        """Start the server where it stands, after a crash too, and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            **self._settings,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        server = [str(self._programs / "postgres"), "-D", str(self._data), *options]
        with (self.folder / "log").open("ab") as log:
            self._watch = subprocess.Popen(
                ["/bin/sh", "-c", _WATCH, str(self.folder), *server],
                user=self._user,
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        """Wait for the line that the server adds to the file of its process."""
        until = time.monotonic() + _READY_S
        while not self._is_ready():
            if time.monotonic() > until:
                raise TimeoutError(f"PostgreSQL does not start:\n{self.log[-2000:]}")
            time.sleep(0.01)

    def _is_ready(self) -> bool:
        try:
            told = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            os.kill(int(told[0]), 0)
        except (FileNotFoundError, ProcessLookupError, IndexError, ValueError):
            return False
        return len(told) > 7 and told[7].strip() == "ready"

    def stop(self) -> None:
        """Stop the server as an administrator does: who is at work is sent away."""
        if self._watch is not None:
            self._watch.communicate(b"stop\n")
            self._watch = None

    def kill(self) -> None:
        """Stop the server as a power cut does; `start` brings it back."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children")
        for process in (str(self.process), *children.read_text(encoding="ascii").split()):
            os.kill(int(process), signal.SIGKILL)
        self.stop()

    def run(
        self,
        *statements: str,
        database: str = SUPERUSER,
        stdin: Iterable[str] = (),
        stdout: IO[bytes] | None = None,
    ) -> None:
        """Run statements; what they COPY goes to `stdout`, what they take comes from `stdin`."""
        command = [str(self._programs / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.folder), "-p", str(self.port), "-U", SUPERUSER, "-d", database]
        command += [part for statement in statements for part in ("-c", statement)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stdout) as process:
            assert process.stdin
            for line in stdin:
                process.stdin.write(line.encode())
        if process.returncode:
            sys.exit(process.returncode)

    def address(self, database: str, *, user: str = OWNER) -> str:
        """Return the address of a database by the Unix socket."""
        return f"postgresql:///{database}?host={self.folder}&port={self.port}&user={user}"

    def address_by_network(self, database: str, *, user: str = OWNER, port: int = 0) -> str:
        """Return the address of a database by TCP; `port` where something stands between."""
        return f"postgresql://{user}@127.0.0.1:{port or self.port}/{database}"

    def execute(self, statement: str, *parameters: Any, database: str = SUPERUSER) -> list[Any]:
        """Run a statement as the superuser, in a transaction of its own; return its rows."""
        with psycopg.connect(self.address(database, user=SUPERUSER), autocommit=True) as connection:
            cursor = connection.execute(sql.SQL(statement), parameters or None)
            return cursor.fetchall() if cursor.description else []

    def database(self, template: str = _POSTGIS) -> str:
        """Make a database as `template` is, by default empty but for PostGIS; return its name."""
        if template == _POSTGIS:
            self._make_postgis()
        name = f"langson_{next(self._names)}"
        self.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template} STRATEGY file_copy")
        return name

    def _make_postgis(self) -> None:
        if self.execute("SELECT 1 FROM pg_database WHERE datname = %s", _POSTGIS):
            return
        self.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE CREATEDB")
        self.execute(f"CREATE ROLE {WITH_PASSWORD}")
        self.execute(f"CREATE DATABASE {_POSTGIS}")
        self.execute("CREATE EXTENSION postgis", database=_POSTGIS)
        self.seal(_POSTGIS)

    def seal(self, database: str) -> None:
        """Let nobody connect to a database any more, so that others can be made from it."""
        self.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
        self.send_away(database)

    def send_away(self, database: str) -> None:
        """End every connection to a database."""
        self.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s",
            database,
        )

    def drop(self, *databases: str) -> None:
        """Take databases away, or leave them for the next time: who has gone is seen as gone late.

        PostgreSQL waits for a tenth of a second where it has to send somebody away.
        """
        due, self._done_with = self._done_with, list(databases)
        with psycopg.connect(
            self.address(SUPERUSER, user=SUPERUSER), autocommit=True
        ) as connection:
            for database in due:
                connection.execute(sql.SQL(f"DROP DATABASE {database} WITH (FORCE)"))

    def person(self, name: str, *groups: str, password: str | None = None) -> str:
        """Make a role that logs in, a member of others; with a password it must give that."""
        self.execute(f"CREATE ROLE {name} LOGIN")
        if password is not None:
            self.execute(f"ALTER ROLE {name} PASSWORD '{password}'")
        for group in (*groups, *([WITH_PASSWORD] if password is not None else [])):
            self.execute(f"GRANT {group} TO {name}")
        return name


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def running(settings: Mapping[str, str] = QUICK) -> Iterator[Cluster]:
    """Give a cluster of one's own for as long as the block lasts; skip where there is none."""
    require()
    # The path of a Unix socket has 107 bytes at most: no folder of pytest's is short enough.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    try:
        cluster = Cluster(folder, settings)
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
