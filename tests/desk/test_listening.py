"""A desk opened to an office: refused in the clear, and three people at it at once."""

from __future__ import annotations

import io
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, build_opener

import pytest
from werkzeug.test import Client, TestResponse

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.desk.application import Application
from mocgioi.desk.desk import Desk
from mocgioi.desk.listening import Way, address_of, hosts_of, listen
from mocgioi.desk.people import People
from mocgioi.errors import MocgioiError, UnreadableInput, UsageError
from mocgioi.tracker import Tracker
from tests.desk.test_connections import certificate as certificate
from tests.desk.test_people import quick as quick

Pair = tuple[Path, Path]

PASSWORD = "đường lên mốc 1116"
MARKERS = 3
"""Records that each person makes."""


def refused(desk: Desk, way: Way) -> MocgioiError:
    """Return why a desk is not opened that way."""
    with pytest.raises(MocgioiError) as caught:
        listen(desk, way, opened=lambda address: desk.closing.set())
    return caught.value


@pytest.fixture
def desk(demo: Tracker) -> Desk:
    """A desk with one person who may sign in."""
    People.beside(demo.store.path).put("An", "clerk", None, PASSWORD)
    return Desk(demo.store.path)


# ------------------------------------------------------- what is refused


def test_nothing_is_opened_to_nobody(demo: Tracker) -> None:
    error = refused(Desk(demo.store.path), Way("127.0.0.1:0"))
    assert isinstance(error, UsageError)
    assert "--add-person" in error.text.en


@pytest.mark.parametrize("address", ["0.0.0.0:0", "192.168.1.5", "[::]:0", "10.0.0.1:8443"])
def test_passwords_go_to_no_other_computer_in_the_clear(address: str, desk: Desk) -> None:
    error = refused(desk, Way(address))
    assert isinstance(error, UsageError)
    assert "--certificate" in error.text.en


@pytest.mark.parametrize(
    "way",
    [
        Way("0.0.0.0:0", certificate=Path("c.pem")),
        Way("0.0.0.0:0", key=Path("k.pem")),
        Way("0.0.0.0:0", proxy="10.0.0.2", in_the_clear=True),
        Way("0.0.0.0:0", certificate=Path("c.pem"), key=Path("k.pem"), proxy="10.0.0.2"),
    ],
)
def test_half_a_certificate_or_two_ways_are_none(way: Way, desk: Desk) -> None:
    assert isinstance(refused(desk, way), UsageError)


def test_a_certificate_that_is_none_is_said_to_be(certificate: Pair, desk: Desk) -> None:
    chain, key = certificate
    for way in (
        Way("0.0.0.0:0", certificate=key, key=chain),
        Way("0.0.0.0:0", certificate=chain, key=Path("nothing.pem")),
    ):
        assert isinstance(refused(desk, way), UnreadableInput)


def test_a_proxy_takes_the_name_that_people_type(desk: Desk) -> None:
    error = refused(desk, Way("127.0.0.1:0", proxy="127.0.0.1"))
    assert "--name" in error.text.en


def test_the_address_that_is_said_is_the_one_to_type(certificate: Pair, desk: Desk) -> None:
    opened: list[str] = []

    def close(address: str) -> None:
        opened.append(address)
        desk.closing.set()

    listen(desk, Way("127.0.0.1:0", ("moc.vn",), proxy="127.0.0.1"), opened=close)
    desk.closing.clear()
    chain, key = certificate
    listen(desk, Way("127.0.0.1:0", ("moc.vn",), certificate=chain, key=key), opened=close)
    assert opened[0] == "https://moc.vn"
    assert re.fullmatch(r"https://moc\.vn:\d+", opened[1])


@pytest.mark.parametrize("text", ["", "desk", "1.2.3", "1.2.3.4:x", "1.2.3.4:70000", "http://a"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        address_of(text)


def test_this_computer_needs_no_certificate(desk: Desk) -> None:
    opened: list[str] = []

    def close(address: str) -> None:
        opened.append(address)
        desk.closing.set()

    listen(desk, Way("127.0.0.1:0"), opened=close)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", opened[0])
    assert desk.token is None


# ------------------------------------------------------- names and the proxy


def test_it_is_called_by_its_addresses_and_names_alone() -> None:
    hosts = hosts_of("192.168.1.5", ["Moc.Office.VN"], 8443, "https")
    assert {"192.168.1.5:8443", "moc.office.vn:8443"} <= hosts
    assert "192.168.1.5" not in hosts
    assert "moc.office.vn" in hosts_of("192.168.1.5", ["moc.office.vn"], 443, "https")
    assert hosts_of("0.0.0.0", ["moc.office.vn"], 1, "https", by_proxy=True) == {"moc.office.vn"}


class Proxied:
    """Asks a desk behind the office's proxy."""

    def __init__(self, desk: Desk) -> None:
        desk.people = People.beside(desk.path)
        desk.proxy, desk.is_https = "10.0.0.2", True
        desk.hosts = frozenset({"moc.office.vn"})
        self.desk = desk
        self.client = Client(Application(desk))

    def ask(self, peer: str = "10.0.0.2", **headers: str) -> TestResponse:
        given = {"Host": "10.0.0.1:8080", "X-Forwarded-Host": "moc.office.vn"}
        given |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.77"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            "/sign-in",
            headers=given,
            data={"name": "An", "password": PASSWORD},
            environ_overrides={"REMOTE_ADDR": peer},
        )


@pytest.fixture
def proxied(desk: Desk, quick: None) -> Proxied:
    return Proxied(desk)


def test_the_offices_proxy_is_believed(proxied: Proxied) -> None:
    answer = proxied.ask()
    assert answer.status_code == 303
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("10.0.0.3", {}, 403),
        ("127.0.0.1", {}, 403),
        ("10.0.0.2", {"X_Forwarded_Proto": "http"}, 403),
        ("10.0.0.2", {"X_Forwarded_Proto": ""}, 403),
        ("10.0.0.2", {"X_Forwarded_Proto": "https, http"}, 403),
        ("10.0.0.2", {"X_Forwarded_Host": "evil.example"}, 421),
        ("10.0.0.2", {"X_Forwarded_Host": "moc.office.vn, evil.example"}, 421),
        ("10.0.0.2", {"Origin": "http://moc.office.vn"}, 403),
        ("10.0.0.2", {"Origin": "https://moc.office.vn"}, 303),
    ],
)
def test_nobody_else_says_how_it_was_asked(
    peer: str, headers: dict[str, str], status: int, proxied: Proxied
) -> None:
    assert proxied.ask(peer, **headers).status_code == status


def test_failures_are_counted_by_the_computer_behind_the_proxy(proxied: Proxied) -> None:
    for _ in range(5):
        proxied.desk.attempts.failed("an", "10.0.0.77")
    assert proxied.ask(X_Forwarded_For="10.0.0.78, 10.0.0.77").status_code == 429
    assert proxied.ask(X_Forwarded_For="10.0.0.77, 10.0.0.78").status_code == 303


# ------------------------------------------------------- people by the terminal


def test_people_are_entered_listed_and_taken_away_by_the_terminal(
    demo: Tracker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], quick: None
) -> None:
    store = str(demo.store.path)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["desk", store, "--add-person", "Nông Văn An", "--role", "clerk"]) == 0
    assert People(demo.store.path.with_name("langson-nguoi.json")).known_by("Nông Văn An", PASSWORD)
    capsys.readouterr()
    assert main(["desk", store, "--people"]) == 0
    assert capsys.readouterr().out == "Nông Văn An  clerk\n"
    assert main(["desk", store, "--remove-person", "nông văn an"]) == 0
    assert People.beside(demo.store.path).all() == []


def test_somebody_without_a_role_is_not_entered(demo: Tracker) -> None:
    assert main(["desk", str(demo.store.path), "--add-person", "An"]) == 2


# ------------------------------------------------------- three at once


class Worker:
    """Somebody at a computer of the office: signs in, and sends forms as its pages have them."""

    def __init__(self, root: str, certificate: Path) -> None:
        self.root = root
        context = ssl.create_default_context(cafile=certificate)
        cookies = HTTPCookieProcessor(CookieJar())
        self._open = build_opener(HTTPSHandler(context=context), cookies).open

    def get(self, path: str) -> str:
        with self._open(self.root + path, timeout=60) as answer:
            text: str = answer.read().decode()
            return text

    def send(self, path: str, page: str, **fields: str) -> str:
        """Send a form of a page, and return the page that follows."""
        proof = re.search(r'name="proof" value="([^"]+)"', self.get(page))
        assert proof is not None
        data = urlencode({"proof": proof[1], **fields}).encode()
        with self._open(self.root + path, data, timeout=60) as answer:
            text: str = answer.read().decode()
            return text

    def status(self, path: str) -> int:
        try:
            self.get(path)
        except HTTPError as error:
            error.close()
            return error.code
        return 200


Office = Callable[[], Worker]


@pytest.fixture
def office(demo: Tracker, certificate: Pair) -> Iterator[Office]:
    """A desk that is open to the office, with three people."""
    people = People.beside(demo.store.path)
    people.put("Chị Thư", "clerk", None, PASSWORD)
    people.put("Đồn Chi Ma", "post", "chi-ma", PASSWORD)
    people.put("Anh Quyết", "decider", None, PASSWORD)
    command = [sys.executable, "-m", "mocgioi", "desk", str(demo.store.path)]
    command += ["--listen", "127.0.0.1:0", "--certificate", str(certificate[0])]
    process = subprocess.Popen(
        [*command, "--key", str(certificate[1])],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    found = re.search(r"https://\S+", process.stdout.readline())
    assert found
    yield lambda: Worker(found[0], certificate[0])
    process.terminate()
    process.wait(20)
    process.stdout.close()


def numbers_of_posts(store: Tracker) -> tuple[list[str], list[str]]:
    """Return numbers of markers of the post Chi Ma, and of others."""
    from mocgioi.tracker.numbers import numbers_of

    own = sorted(numbers_of(store.store, "chi-ma"))
    others = sorted(numbers_of(store.store, "po-ma"))
    return own, others


@pytest.mark.slow
def test_three_people_work_at_once_and_nothing_is_lost(demo: Tracker, office: Office) -> None:
    own, others = numbers_of_posts(demo)
    before = demo.figures.status()["markers"]
    work = {
        "Chị Thư": others[:MARKERS],
        "Đồn Chi Ma": own[:MARKERS],
        "Anh Quyết": others[MARKERS : 2 * MARKERS],
    }

    def record(name: str) -> list[str]:
        worker = office()
        worker.send("/sign-in", "/sign-in", name=name, password=PASSWORD)
        for number in work[name]:
            page = f"/marker/{number}/record"
            note = f"{name} ở mốc {number}"
            worker.send(page, page, note=note, on="2026-10-05")
        if name == "Đồn Chi Ma":
            assert worker.status(f"/marker/{others[0]}/record") == 404
            assert worker.status("/store") == 403
        assert worker.status("/people") == 403
        worker.send("/close", "/password")
        assert "password" in worker.get("/")
        return work[name]

    begun = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(record, work))
    assert time.monotonic() - begun < 60
    assert [len(each) for each in done] == [MARKERS] * 3

    with tracker.open(demo.store.path).store.reading() as connection:
        notes = connection.execute(
            "SELECT c.author, o.subject, o.value, o.observer FROM observations o"
            " JOIN commits c ON c.number = o.commit_number"
            " WHERE o.aspect = 'note' AND o.observed_on = '2026-10-05'"
        ).fetchall()
    expected = {
        (name, number, f"{name} ở mốc {number}", name) for name in work for number in work[name]
    }
    assert {tuple(row) for row in notes} == expected
    assert demo.store.faults() == []
    assert demo.figures.status()["markers"] == before
    by: dict[str | None, Any] = {batch.by: batch for batch in demo.surveys.batches()}
    assert set(work) <= set(by)
