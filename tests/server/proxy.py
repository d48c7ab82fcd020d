"""A way to a server that breaks where a test says: between one request of a client and the next."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

_ANSWER_S = 5.0
_PROTOCOL = (3 << 16).to_bytes(4, "big")
_ENDS = {b"Q", b"S", b"H", b"p", b"X"}
"""Query, Sync, Flush, a password, Terminate."""


class Cut(NamedTuple):
    """Where the way breaks.

    Attributes:
        at: the number of a request of a client from now on, the first is 1; or what it says.
        answered: whether the server gets it, and answers what nobody hears any more.
        then: called as the way breaks.
    """

    at: int | bytes
    answered: bool
    then: Callable[[], None] = lambda: None

    def is_at(self, number: int, said: bytes) -> bool:
        """Say whether it is at this request."""
        return self.at in said if isinstance(self.at, bytes) else self.at == number


class Proxy:
    """Passes on what a client on 127.0.0.1 says to a server, and back.

    Attributes:
        port: where it listens. heard: the requests of clients, since `cut` was called last.
    """

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.heard: list[bytes] = []
        self._cut: Cut | None = None
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self, cut: Cut | None) -> None:
        """Break there, once; None: nowhere. Requests are counted from here on."""
        self.heard = []
        self._cut = cut

    def close(self) -> None:
        """Let nobody in any more."""
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        to_server = ("127.0.0.1", self._server_port)
        with client, suppress(OSError), socket.create_connection(to_server) as server:
            requests = _Requests()
            while self._pass_on(client, server, requests):  # until either of them goes
                pass

    def _pass_on(self, client: socket.socket, server: socket.socket, requests: _Requests) -> bool:
        """Pass on what comes next; say whether the way stands."""
        ready, _, _ = select.select([client, server], [], [])
        if server in ready:
            said = server.recv(65536)
            client.sendall(said)
            return bool(said)
        said = client.recv(65536)
        return bool(said) and all(self._ask(server, each) for each in requests.of(said))

    def _ask(self, server: socket.socket, request: bytes) -> bool:
        self.heard.append(request)
        cut = self._cut
        if cut is None or not cut.is_at(len(self.heard), request):
            server.sendall(request)
            return True
        self._cut = None
        if cut.answered:
            server.sendall(request)
            select.select([server], [], [], _ANSWER_S)
        cut.then()
        return False


class _Requests:
    """What a client says, cut where it waits for an answer, however the network carries it."""

    def __init__(self) -> None:
        self._rest = b""
        self._request = b""
        self._has_begun = False

    def of(self, said: bytes) -> Iterator[bytes]:
        """Yield each request that is whole by now."""
        self._rest += said
        while message := self._message():
            self._request += message
            if not self._has_begun or message[:1] in _ENDS:
                yield self._request
                self._request = b""
                # The first messages have no letter; that which names the protocol ends them.
                self._has_begun = self._has_begun or message[4:8] == _PROTOCOL

    def _message(self) -> bytes:
        head = 1 if self._has_begun else 0
        if len(self._rest) < head + 4:
            return b""
        length = head + int.from_bytes(self._rest[head : head + 4], "big")
        if len(self._rest) < length:
            return b""
        message, self._rest = self._rest[:length], self._rest[length:]
        return message


@contextmanager
def running(server_port: int) -> Iterator[Proxy]:
    """Give a way to a server for as long as the block lasts."""
    proxy = Proxy(server_port)
    try:
        yield proxy
    finally:
        proxy.close()
