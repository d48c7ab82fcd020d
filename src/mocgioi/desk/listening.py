"""The desk opened to the computers of an office: to people who sign in, and over HTTPS."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk.application import Application
from mocgioi.desk.connections import DeskServer
from mocgioi.desk.guard import COOKIE
from mocgioi.desk.people import People
from mocgioi.desk.sessions import IDLE_OF_SEVERAL_S, LONGEST_OF_SEVERAL_S, Sessions
from mocgioi.errors import CannotWrite, Text, UnreadableInput, UsageError

if TYPE_CHECKING:
    from mocgioi.desk.desk import Desk

PORT = 8443
_PORTS = {"https": 443, "http": 80}
_THREADS = 32

_NOBODY = Text(
    "Chưa có người dùng nào nên chưa mở cho máy khác. Mở bàn làm việc trên máy này, ghi người "
    "dùng ở mục «Người dùng», hoặc gõ: mocgioi desk --add-person TÊN --role VAI.",
    "There are no people yet, so it is not opened to other computers. Open the desk on this one "
    "and enter them under “People”, or type: mocgioi desk --add-person NAME --role ROLE.",
)
_IN_THE_CLEAR = Text(
    "Mở cho máy khác thì mật khẩu và số liệu phải đi qua HTTPS: thêm --certificate và --key, hoặc "
    "--behind-proxy nếu máy chủ của cơ quan lo việc đó; nếu vẫn muốn không mã hóa: --in-the-clear.",
    "Opened to other computers, passwords and data have to go by HTTPS: add --certificate and "
    "--key, or --behind-proxy where the office's server does it; to go without: --in-the-clear.",
)
_TWO_WAYS = Text(
    "Chỉ chọn một: --certificate với --key, --behind-proxy, hoặc --in-the-clear.",
    "Choose one: --certificate with --key, --behind-proxy, or --in-the-clear.",
)
_NO_NAME = Text(
    "--behind-proxy cần --name: tên mà mọi người gõ vào trình duyệt.",
    "--behind-proxy takes --name: what people type into the browser.",
)
_NO_ADDRESS = Text(
    "«{}» không phải địa chỉ. Viết như 192.168.1.5:8443, hoặc 0.0.0.0 cho mọi mạng của máy này.",
    "“{}” is no address. Write 192.168.1.5:8443, or 0.0.0.0 for all networks of this computer.",
)
_NO_CERTIFICATE = Text(
    "Không dùng được chứng thư «{}» với khóa «{}» ({}). Cần hai tệp PEM đi với nhau, khóa không "
    "đặt mật khẩu.",
    "The certificate “{}” with the key “{}” cannot be used ({}). It takes two files of PEM that "
    "belong together, the key without a password.",
)
_NOT_BOUND = Text(
    "Không mở được ở {}: {}. Chọn địa chỉ của máy này, hoặc cổng khác.",
    "It cannot be opened at {}: {}. Choose an address of this computer, or another port.",
)


class Way(NamedTuple):
    """How a desk is opened to other computers.

    Attributes:
        address: ``ADDRESS[:PORT]`` to listen on. names: by which it is called beside that.
        certificate, key: files of PEM. proxy: address of the office's, which does HTTPS.
        in_the_clear: without either; said on purpose.
    """

    address: str
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None
    in_the_clear: bool = False


def listen(desk: Desk, way: Way, *, opened: Callable[[str], None] = lambda address: None) -> None:
    """Serve a desk to the people of its store until it is told to close.

    Args:
        opened: called with the address once it answers.

    Raises:
        UsageError: nobody may sign in, or passwords would go in the clear; it says what to add.
        UnreadableInput: the certificate cannot be used.
        CannotWrite: there is no listening at the address.
    """
    host, port = address_of(way.address)
    people = People.beside(desk.path)
    if not people.all():
        raise UsageError(*_NOBODY)
    _refuse_clear(way, host)
    if way.proxy is not None and not way.names:
        raise UsageError(*_NO_NAME)
    tls = certified(way.certificate, way.key) if way.certificate and way.key else None
    server = DeskServer(
        (host, port), Application(desk), threads=_THREADS, tls=tls, trusted=way.proxy
    )
    try:
        server.prepare()
    except OSError as error:
        raise CannotWrite(
            *(words.format(way.address, error.strerror or error) for words in _NOT_BOUND)
        ) from error
    port = server.bind_addr[1]
    desk.people, desk.token = people, None
    desk.sessions = Sessions(IDLE_OF_SEVERAL_S, LONGEST_OF_SEVERAL_S)
    desk.is_https = bool(tls or way.proxy)
    desk.proxy = way.proxy
    desk.cookie = f"{COOKIE}_{port}"
    scheme = "https" if desk.is_https else "http"
    desk.hosts = hosts_of(host, way.names, port, scheme, by_proxy=way.proxy is not None)
    threading.Thread(target=_watch, args=(desk, server), daemon=True).start()
    try:
        opened(_called(way, host, port, scheme))
        server.serve()
    finally:
        server.stop()
        desk.jobs.stop()


def _called(way: Way, host: str, port: int, scheme: str) -> str:
    """Return the address that people of the office type."""
    name = way.names[0] if way.names else _shown(host)
    is_whole = way.proxy is not None or _is_ported(name) or port == _PORTS[scheme]
    return f"{scheme}://{name}" if is_whole else f"{scheme}://{name}:{port}"


def address_of(text: str) -> tuple[str, int]:
    """Return address and port as they are written: ``192.168.1.5:8443``, ``[::1]:8443``.

    Raises:
        UsageError: it is none.

    >>> address_of("192.168.1.5")
    ('192.168.1.5', 8443)
    >>> address_of("[::1]:9000")
    ('::1', 9000)
    """
    host, _, port = text.rpartition(":") if _has_port(text) else (text, "", str(PORT))
    host = host.removeprefix("[").removesuffix("]")
    try:
        ipaddress.ip_address(host)
        if not 0 <= int(port) <= 65535:
            raise ValueError(port)
    except ValueError as error:
        raise UsageError(*(words.format(text) for words in _NO_ADDRESS)) from error
    return host, int(port)


def _has_port(text: str) -> bool:
    return text.rpartition("]")[2].startswith(":") if "[" in text else text.count(":") == 1


def hosts_of(
    host: str, names: Iterable[str], port: int, scheme: str, *, by_proxy: bool = False
) -> frozenset[str]:
    """Return by which ``name:port`` a desk may be called.

    Args:
        host: what it listens on; of all networks its own addresses are meant.
        names: that were given. scheme: whose own port is left out by browsers.
        by_proxy: the names alone, with whatever port stands in them.
    """
    called = {name.lower() for name in names}
    if by_proxy:
        return frozenset(called)
    own = {socket.gethostname().lower(), *_addresses(host)} | called
    ported = {name if _is_ported(name) else f"{name}:{port}" for name in own}
    if port == _PORTS[scheme]:
        ported |= own
    return frozenset(ported)


def _is_ported(name: str) -> bool:
    return name.rpartition("]")[2].rpartition(":")[1] == ":"


def _addresses(host: str) -> set[str]:
    """Return the addresses of this computer by which it is reached."""
    address = ipaddress.ip_address(host)
    if not address.is_unspecified:
        return {_bracketed(host)} | ({"localhost"} if address.is_loopback else set())
    found = {"localhost", "127.0.0.1", "[::1]"}
    try:
        listed = socket.getaddrinfo(socket.gethostname(), None)
    except OSError:
        listed = []
    found |= {_bracketed(str(entry[4][0]).partition("%")[0]) for entry in listed}
    return found | {_bracketed(own) for own in _way_out()}


def _way_out() -> set[str]:
    """Return the address by which this computer speaks to others; nothing is sent."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect(("192.0.2.1", 9))  # RFC 5737: nobody's
            return {asked.getsockname()[0]}
    except OSError:
        return set()


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _shown(host: str) -> str:
    """Return by what people of the office call it."""
    if ipaddress.ip_address(host).is_unspecified:
        return next(iter(_way_out()), socket.gethostname())
    return _bracketed(host)


def _refuse_clear(way: Way, host: str) -> None:
    """Refuse what would send passwords in the clear, unless that is said."""
    if (way.certificate is None) != (way.key is None):
        raise UsageError(*_IN_THE_CLEAR)
    ways = [bool(way.certificate), way.proxy is not None, way.in_the_clear]
    if sum(ways) > 1:
        raise UsageError(*_TWO_WAYS)
    if not any(ways) and not ipaddress.ip_address(host).is_loopback:
        raise UsageError(*_IN_THE_CLEAR)


def certified(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return what a server shows of itself.

    Raises:
        UnreadableInput: the two files cannot be used.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise UnreadableInput(
            *(words.format(certificate.name, key.name, reason) for words in _NO_CERTIFICATE)
        ) from error
    return context


def _no_password() -> str:
    """Nobody is asked at a terminal that may not be there."""
    raise ValueError("password")


def _watch(desk: Desk, server: DeskServer) -> None:
    desk.closing.wait()
    server.stop()
