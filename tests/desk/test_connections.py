"""Connections that come slowly, too many, too large, or say what is no request."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from werkzeug.wrappers import Request, Response

from mocgioi.desk import connections
from mocgioi.desk.connections import DeskServer
from mocgioi.desk.listening import certified

ASKED = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"


def app(environ: dict[str, object], start_response: Callable[..., object]) -> object:
    """Say who asks; read what is sent to ``/read``, and nothing else."""
    request = Request(environ)
    length = len(request.get_data()) if request.path == "/read" else 0
    return Response(f"hello {request.scheme} {length}")(environ, start_response)  # type: ignore[arg-type]


Served = Callable[..., tuple[str, int]]


@pytest.fixture
def served() -> Iterator[Served]:
    """Start servers: ``served(threads=2)`` gives the address."""
    servers: list[tuple[DeskServer, threading.Thread]] = []

    def serve(**more: object) -> tuple[str, int]:
        server = DeskServer(("127.0.0.1", 0), app, **{"threads": 4, **more})  # type: ignore[arg-type]
        server.expiration_interval = 0.02  # as long it does not see that it is to stop
        server.prepare()
        thread = threading.Thread(target=server.serve)
        thread.start()
        servers.append((server, thread))
        host, port = server.bind_addr
        return str(host), int(port)

    yield serve
    for server, thread in servers:
        server.stop()
        thread.join()


def said(address: tuple[str, int], sent: bytes = ASKED, timeout: float = 5.0) -> bytes:
    """Send something, and return all that comes back."""
    with socket.create_connection(address, timeout=timeout) as sock:
        sock.sendall(sent)
        return rest(sock)


def rest(sock: socket.socket) -> bytes:
    """Return all that still comes."""
    answer = b""
    try:
        while part := sock.recv(65536):
            answer += part
    except ConnectionError:
        pass
    return answer


def test_it_answers_and_says_no_more_of_itself_than_its_name(served: Served) -> None:
    answer = said(served())
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"hello http 0")
    assert b"Server: mocgioi\r\n" in answer
    assert b"Cheroot" not in answer and b"Python" not in answer


# ------------------------------------------------------- slow and many


def test_connections_that_say_nothing_keep_nobody_waiting(served: Served) -> None:
    address = served(threads=2)
    silent = [socket.create_connection(address) for _ in range(20)]
    begun = time.monotonic()
    assert b"hello" in said(address)
    assert time.monotonic() - begun < 2
    for sock in silent:
        sock.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slowness is found out sooner."""
    monkeypatch.setattr(connections, "GRACE_S", 0.6)


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nX: ",
        b"POST /read HTTP/1.1\r\nHost: here\r\nContent-Length: 9000\r\n\r\n",
    ],
    ids=["head", "upload"],
)
@pytest.mark.usefixtures("impatient")
def test_who_sends_a_byte_now_and_then_is_sent_away(head: bytes, served: Served) -> None:
    address = served(threads=2)
    with socket.create_connection(address, timeout=0.05) as slow:
        slow.sendall(head)
        begun = time.monotonic()
        answer = None
        while answer is None and time.monotonic() - begun < 8:
            try:
                slow.sendall(b"x")
                answer = slow.recv(1000)
            except TimeoutError:
                continue
            except ConnectionError:
                answer = b""
        took_s = time.monotonic() - begun
        assert b"200 OK" not in (answer or b"")
        assert 0.4 < took_s < 4


def test_a_slow_upload_keeps_no_other_waiting(served: Served) -> None:
    address = served(threads=3)
    head = b"POST /read HTTP/1.1\r\nHost: here\r\nContent-Length: 9000\r\n\r\n"
    slow = [socket.create_connection(address) for _ in range(2)]
    for sock in slow:
        sock.sendall(head + b"x")
    time.sleep(0.2)
    begun = time.monotonic()
    assert b"hello" in said(address)
    assert time.monotonic() - begun < 2
    for sock in slow:
        sock.close()


@pytest.mark.usefixtures("impatient")
def test_an_upload_that_comes_fast_enough_is_read_whole(served: Served) -> None:
    address = served()
    pieces, piece = 12, b"x" * 20_000
    head = f"POST /read HTTP/1.1\r\nHost: here\r\nContent-Length: {pieces * len(piece)}\r\n"
    with socket.create_connection(address, timeout=5) as sock:
        sock.sendall(head.encode() + b"Connection: close\r\n\r\n")
        for _ in range(pieces):
            sock.sendall(piece)
            time.sleep(0.1)
        assert rest(sock).endswith(b"hello http 240000")


def test_one_address_takes_not_all_the_threads(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_OF_ADDRESS", 2)
    address = served(threads=6)
    head = b"POST /read HTTP/1.1\r\nHost: here\r\nContent-Length: 9000\r\n\r\nx"
    slow = [socket.create_connection(address) for _ in range(2)]
    for sock in slow:
        sock.sendall(head)
    time.sleep(0.2)
    assert said(address) == b""
    for sock in slow:
        sock.close()
    assert eventually_answers(address)


def eventually_answers(address: tuple[str, int]) -> bool:
    """Return whether it answers in a moment."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if b"hello" in said(address):
            return True
        time.sleep(0.05)
    return False


def test_one_address_has_not_all_the_connections(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_OPEN_OF_ADDRESS", 3)
    address = served()
    silent = [socket.create_connection(address) for _ in range(3)]
    time.sleep(0.2)
    assert said(address) == b""
    for sock in silent:
        sock.close()
    assert eventually_answers(address)


def test_the_offices_proxy_is_not_counted(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_OPEN_OF_ADDRESS", 1)
    address = served(trusted="127.0.0.1")
    silent = [socket.create_connection(address) for _ in range(3)]
    assert b"hello" in said(address)
    for sock in silent:
        sock.close()


# ------------------------------------------------------- what nobody reads


def test_what_is_left_of_a_refused_request_is_kept_nowhere(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    read = connections._Reader.read

    def noted(reader: connections._Reader, *size: int) -> bytes:
        part: bytes = read(reader, *size)  # type: ignore[no-untyped-call]
        sizes.append(len(part))
        return part

    monkeypatch.setattr(connections._Reader, "read", noted)
    body = b"x" * 5_000_000
    head = f"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body)}\r\n"
    answer = said(served(), head.encode() + b"Connection: close\r\n\r\n" + body)
    assert b"200 OK" in answer or answer == b""
    keeping = said(served(), head.encode() + b"\r\n" + body + ASKED)
    assert keeping.count(b"HTTP/1.1 200") == 2
    assert sum(sizes) >= len(body)
    assert max(sizes) <= 65_536


def test_what_is_left_of_a_request_is_not_the_next_one(served: Served) -> None:
    inner = b"GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n"
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(inner), inner)
    for sent in (
        b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        % (len(inner), inner),
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + chunked,
    ):
        assert said(served(), sent).count(b"HTTP/1.1 ") <= 1, sent


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 10_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost here\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: many\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01\x00\x05hello",
    ],
    ids=lambda sent: str(sent[:30]),
)
def test_what_is_no_request_ends_with_its_connection(sent: bytes, served: Served) -> None:
    address = served()
    answer = said(address, sent + b"\r\n\r\n")
    assert b"Traceback" not in answer
    assert b"hello" in said(address)


@pytest.mark.parametrize("path", ["/%0d%0aSet-Cookie:%20a=b", "/a%0d%0a%0d%0a<html>", "/%00"])
def test_an_address_says_no_header(path: str, served: Served) -> None:
    answer = said(served(), f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert b"Set-Cookie" not in answer.partition(b"\r\n\r\n")[0]


# ------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that signs itself, and its key."""
    return self_signed(tmp_path_factory.mktemp("tls"))


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this computer."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    made += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    try:
        subprocess.run(
            [*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("no openssl to make a certificate with")
    return certificate, key


@pytest.fixture
def secure(served: Served, certificate: tuple[Path, Path]) -> tuple[str, int]:
    """A server with a certificate."""
    return served(tls=certified(*certificate))


def over_tls(
    address: tuple[str, int], certificate: Path, sent: bytes = ASKED, **limits: ssl.TLSVersion
) -> bytes:
    """Send something by TLS, to who has that certificate."""
    context = ssl.create_default_context(cafile=certificate)
    for name, version in limits.items():
        setattr(context, name, version)
    with (
        socket.create_connection(address, timeout=5) as sock,
        context.wrap_socket(sock, server_hostname="localhost") as wrapped,
    ):
        wrapped.sendall(sent)
        return rest(wrapped)


def test_it_answers_over_tls(secure: tuple[str, int], certificate: tuple[Path, Path]) -> None:
    assert over_tls(secure, certificate[0]).endswith(b"hello https 0")


def test_several_requests_go_over_one_connection(
    secure: tuple[str, int], certificate: tuple[Path, Path]
) -> None:
    first = b"POST /read HTTP/1.1\r\nHost: here\r\nContent-Length: 30000\r\n\r\n" + b"x" * 30_000
    answer = over_tls(secure, certificate[0], first + ASKED)
    assert re.findall(rb"hello https (\d+)", answer) == [b"30000", b"0"]


def test_handshakes_that_are_not_ended_keep_nobody_waiting(
    secure: tuple[str, int], certificate: tuple[Path, Path]
) -> None:
    halfway = [socket.create_connection(secure) for _ in range(3)]
    for sock in halfway:
        sock.sendall(b"\x16\x03\x01")
    time.sleep(0.2)
    begun = time.monotonic()
    assert b"hello" in over_tls(secure, certificate[0])
    assert time.monotonic() - begun < 2
    for sock in halfway:
        sock.close()


def test_who_asks_in_the_clear_is_told_the_way(secure: tuple[str, int]) -> None:
    answer = said(secure)
    assert b"400 Bad Request" in answer
    assert b"https://" in answer


def test_old_tls_is_not_spoken(secure: tuple[str, int], certificate: tuple[Path, Path]) -> None:
    with pytest.warns(DeprecationWarning), pytest.raises(OSError):
        over_tls(secure, certificate[0], maximum_version=ssl.TLSVersion.TLSv1_1)
    assert b"hello" in over_tls(secure, certificate[0], maximum_version=ssl.TLSVersion.TLSv1_2)
