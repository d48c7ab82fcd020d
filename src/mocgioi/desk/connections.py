"""The server of a desk, made so that nobody's connection keeps it from the others.

Cheroot has a thread for each request that comes in. A connection gets one here only when it has
something to say, loses it again when it says that too slowly, and one computer holds a few at
most; a handshake of TLS is done by that thread, too, and not by the one that all wait for. What is
left of a request that was refused is thrown away piece by piece, and never kept.

Sources: OWASP, *Denial of Service Cheat Sheet* (slow HTTP); RFC 9112, 9.3 and 11.2.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections import Counter
from typing import Any

from cheroot.makefile import MakeFile, StreamReader
from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.wsgi import Server

from mocgioi.errors import Text

GRACE_S = 15.0
"""A request that comes slowly gets this much time in any case."""

SLOWEST_BYTES_PER_S = 2000.0
"""As fast as this it has to come, then."""

SILENT_S = 10
"""A connection that says nothing for so long in the middle of a request is closed."""

MOST_OF_ADDRESS = 10
"""Requests of one address that are answered at once; a browser asks six at a time."""

MOST_OPEN_OF_ADDRESS = 50
"""Connections that one address has open, whether they say something or not."""

_MOST_KEPT = 200
_MOST_WAITING = 50
_LARGEST_HEAD = 65_536
_PIECE = 65_536
_MOST_THROWN_AWAY = 600_000_000

_TYPE_HTTPS = Text("Hãy gõ https:// trước địa chỉ.", "Type https:// in front of the address.")
_IS_TLS = b"\x16"
"""What every connection of TLS begins with (RFC 8446, 5.1: handshake)."""


class DeskServer(Server):
    """Cheroot's server, with the limits of this module.

    Args:
        address: where it is bound. app: what answers. threads: requests answered at once.
        tls: its certificate; None: in the clear.
        trusted: an address of which there is no limit: the office's proxy, the computer itself.
    """

    max_request_header_size = _LARGEST_HEAD
    keep_alive_conn_limit = _MOST_KEPT

    def __init__(
        self,
        address: tuple[str, int],
        app: Any,
        *,
        threads: int,
        tls: ssl.SSLContext | None = None,
        trusted: str | None = None,
    ) -> None:
        super().__init__(
            address,
            app,
            numthreads=threads,
            server_name="mocgioi",
            request_queue_size=_MOST_WAITING,
            timeout=SILENT_S,
        )
        self.tls = tls
        self.trusted = trusted
        self.ConnectionClass = _Connection
        self._open: Counter[str] = Counter()
        self._asking: Counter[str] = Counter()
        self._lock = threading.Lock()

    def process_conn(self, conn: _Connection) -> None:
        """Give a connection to a thread once it has something to say."""
        if conn.was_awaited:
            super().process_conn(conn)
        elif self._counted(self._open, conn.address, MOST_OPEN_OF_ADDRESS):
            conn.was_awaited = True
            self.put_conn(conn)
        else:
            conn.close()

    def closed(self, conn: _Connection) -> None:
        """Count a connection less that was counted."""
        if conn.was_awaited:
            self._uncount(self._open, conn.address)

    def begins(self, conn: _Connection) -> bool:
        """Return whether one more request of its address is answered now; count it, if so."""
        return self._counted(self._asking, conn.address, MOST_OF_ADDRESS)

    def ends(self, conn: _Connection) -> None:
        """Count a request less."""
        self._uncount(self._asking, conn.address)

    def _counted(self, counter: Counter[str], address: str, most: int) -> bool:
        with self._lock:
            if address != self.trusted and counter[address] >= most:
                return False
            counter[address] += 1
            return True

    def _uncount(self, counter: Counter[str], address: str) -> None:
        with self._lock:
            counter[address] -= 1
            if counter[address] <= 0:
                del counter[address]


class _Paced(socket.SocketIO):
    """What comes through a socket, as long as it comes fast enough."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock, "r")
        self.begin()

    def begin(self) -> None:
        """Measure from here."""
        self._begun = time.monotonic()
        self._bytes = 0

    def readinto(self, buffer: Any) -> int | None:
        """Read what is there; raise TimeoutError where it comes too slowly."""
        count = super().readinto(buffer)
        self._bytes += count or 0
        if time.monotonic() - self._begun > GRACE_S + self._bytes / SLOWEST_BYTES_PER_S:
            raise TimeoutError("timed out")
        return count


class _Reader(StreamReader):
    """Cheroot's reader over a paced socket."""

    def __init__(self, sock: socket.socket, size: int) -> None:
        self._socket = sock
        self.paced = _Paced(sock)
        super(StreamReader, self).__init__(self.paced, size)
        self.bytes_read = 0

    def has_data(self) -> bool:
        """Return whether something was received that nobody read yet."""
        waiting = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending() > 0
        has_data: bool = StreamReader.has_data(self)  # type: ignore[no-untyped-call]
        return waiting or has_data


class _Request(HTTPRequest):
    """Cheroot's request; what is left of one that was not read is not kept in memory."""

    def send_headers(self) -> None:
        """Throw the rest of the request away, then begin the answer."""
        if self.chunked_read:
            self.close_connection = True  # where it ends is known only by reading it
        elif not self._is_thrown_away():
            self.close_connection = True
        super().send_headers()

    def _is_thrown_away(self) -> bool:
        """Return whether nothing is left of the request."""
        left = getattr(self.rfile, "remaining", 0)
        if left > _MOST_THROWN_AWAY:
            return False
        while left > 0:
            if not self.rfile.read(min(left, _PIECE)):
                return False
            left = self.rfile.remaining
        return True


class _Connection(HTTPConnection):
    """Cheroot's connection, with a reader of its own, and TLS begun by the thread it gets."""

    RequestHandlerClass = _Request

    def __init__(self, server: DeskServer, sock: socket.socket, makefile: Any = MakeFile) -> None:
        self.was_awaited = False
        self.is_ready = server.tls is None
        super().__init__(server, sock, _file)

    @property
    def address(self) -> str:
        """Of the computer that asks."""
        return self.remote_addr or ""

    def communicate(self) -> bool:
        """Read a request and answer it; return whether to keep the connection."""
        if not self.server.begins(self):
            return False
        try:
            if not self.is_ready and not self._begin_tls():
                return False
            self.rfile.paced.begin()
            keeps: bool = super().communicate()  # type: ignore[no-untyped-call]
            return keeps
        finally:
            self.server.ends(self)

    def close(self) -> None:
        """Close it."""
        self.server.closed(self)
        self.was_awaited = False
        super().close()

    def _begin_tls(self) -> bool:
        """Shake hands; return whether that was done."""
        try:
            if self.socket.recv(1, socket.MSG_PEEK) != _IS_TLS:
                self._lead_to_https()
                return False
            self.socket = self.server.tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
            self.socket.settimeout(self.server.timeout)
            self.socket.do_handshake()
        except OSError:  # of TLS, too: who does not like the certificate goes away
            return False
        self.rfile = _file(self.socket, "rb", self.rbufsize)
        self.wfile = _file(self.socket, "wb", self.wbufsize)
        self.ssl_env = {"wsgi.url_scheme": "https", "HTTPS": "on"}
        self.is_ready = True
        return True

    def _lead_to_https(self) -> None:
        """Tell who typed ``http://`` the other way; nothing they sent is looked at."""
        self.socket.sendall(
            b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"
            b"Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n\r\n"
            + "\n".join(_TYPE_HTTPS).encode()
        )


def _file(sock: socket.socket, mode: str, size: int) -> Any:
    return _Reader(sock, size) if "r" in mode else MakeFile(sock, mode, size)
