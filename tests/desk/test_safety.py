"""The list of OWASP's ZAP baseline, over every address that there is: a test for each line of it.

What needs a server of its own stands in ``test_connections.py``, what is written into pages in
``test_hostile_texts.py``, signing in in ``test_people.py``.
"""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from werkzeug.test import Client, TestResponse

from mocgioi.desk import application, guard
from mocgioi.desk.application import Application
from mocgioi.desk.desk import Desk
from mocgioi.desk.people import RIGHTS, People
from mocgioi.desk.routes import Right, Route
from mocgioi.desk.routing import all_routes
from mocgioi.desk.sessions import Person, Session
from mocgioi.desk.visit import Visit
from tests.desk.conftest import HOST

ROUTES = all_routes()
GUARDED = [route for route in ROUTES if route.right != "enter"]
SENT = [route for route in ROUTES if route.method == "POST"]
ALL: frozenset[Right] = frozenset(get_args(Right))

Test = Callable[..., None]


def called(route: Route) -> str:
    """Return what a test of a route is called."""
    return f"{route.method} {route.path}"


def each(routes: list[Route]) -> Callable[[Test], Test]:
    """Return what asks a test of every route in turn, and tells all for which it fails.

    Asked as a test of its own each, twelve hundred of them would take longer to begin than to run.
    """

    def of_all(test: Test) -> Test:
        def asked(**fixtures: Any) -> None:
            failures = []
            for route in routes:
                try:
                    test(route=route, **fixtures)
                except Exception as error:
                    error.add_note(called(route))
                    failures.append(error)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(routes)} routes", failures)

        signature = inspect.signature(test)
        fixtures = [each for name, each in signature.parameters.items() if name != "route"]
        assert len(fixtures) < len(signature.parameters) and routes
        asked.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        asked.__name__, asked.__module__ = test.__name__, test.__module__
        return asked

    return of_all


def address(route: Route) -> str:
    """Return an address of a route; nothing is there by that name."""
    return re.sub(r"<[^>]*>", "x", re.sub(r"<int:[^>]*>", "999999", route.path))


@pytest.fixture(scope="module")
def desk(built_demo: Path) -> Iterator[Desk]:
    """A desk of the demonstration; what these tests ask of it is refused, or changes nothing."""
    made = Desk(built_demo, hosts=frozenset({HOST}), token="")
    yield made
    made.jobs.stop()


class Asker:
    """Asks a desk whatever somebody else would."""

    def __init__(self, desk: Desk, session: Session | None) -> None:
        self.session = session
        self.client = Client(Application(desk))
        if session is not None:
            self.client.set_cookie(guard.COOKIE, session.key, domain="127.0.0.1")

    def ask(self, route: Route, **more: Any) -> TestResponse:
        """Ask for a route, with the proof unless other data are given."""
        if route.method == "POST" and self.session is not None:
            more.setdefault("data", {guard.PROOF: self.session.proof})
        return self.open(address(route), method=route.method, **more)

    def open(self, path: str, **more: Any) -> TestResponse:
        """Ask for an address."""
        return self.client.open(path, base_url=f"http://{HOST}", **more)


@pytest.fixture
def nobody(desk: Desk) -> Asker:
    return Asker(desk, None)


@pytest.fixture
def somebody(desk: Desk) -> Asker:
    return Asker(desk, desk.sessions.begin(Person("An", ALL), "vi"))


# ------------------------------------------------------- access, forgery, other hosts


@each(GUARDED)
def test_nothing_is_there_for_who_has_not_entered(route: Route, nobody: Asker) -> None:
    answer = nobody.ask(route)
    assert answer.status_code == 401
    assert "langson" not in answer.text


@each(GUARDED)
def test_a_cookie_that_was_guessed_is_no_session(route: Route, nobody: Asker) -> None:
    nobody.client.set_cookie(guard.COOKIE, "0" * 43, domain="127.0.0.1")
    assert nobody.ask(route).status_code == 401


@each([route for route in GUARDED if route.method == "POST"])
def test_nothing_is_done_without_the_proof(route: Route, somebody: Asker) -> None:
    for data in ({}, {guard.PROOF: "guess"}, {guard.PROOF: ""}):
        assert somebody.ask(route, data=data).status_code == 403


@each([route for route in GUARDED if route.method == "POST"])
def test_the_proof_counts_in_no_address_and_no_plain_text(route: Route, somebody: Asker) -> None:
    assert somebody.session is not None
    proof = f"{guard.PROOF}={somebody.session.proof}"
    asked = {"query_string": proof, "data": {}}
    assert somebody.ask(route, **asked).status_code == 403
    assert somebody.ask(route, data=proof, content_type="text/plain").status_code == 403


@each([route for route in GUARDED if route.method == "POST"])
def test_the_proof_of_another_session_is_none(route: Route, desk: Desk, somebody: Asker) -> None:
    other = desk.sessions.begin(Person("Bình", ALL), "vi")
    assert somebody.ask(route, data={guard.PROOF: other.proof}).status_code == 403


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": f"http://{HOST}.evil.example"},
    {"Origin": "http://127.0.0.1:8001"},
    {"Origin": f"http://evil@{HOST}"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
]


@each(SENT)
def test_nothing_is_done_for_a_page_of_elsewhere(route: Route, somebody: Asker) -> None:
    for headers in FOREIGN:
        assert somebody.ask(route, headers=headers).status_code == 403, headers


@each(ROUTES)
def test_nothing_is_there_by_another_name(route: Route, somebody: Asker) -> None:
    for host in ("evil.example", "127.0.0.1", "127.0.0.1:80", f"{HOST}@evil.example", "[::1]:8000"):
        assert somebody.ask(route, headers={"Host": host}).status_code == 421, host


def test_no_header_says_another_name(somebody: Asker) -> None:
    for header in ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"):
        answer = somebody.open("/password", headers={header: "evil.example"})
        assert "evil.example" not in answer.text + str(answer.headers)


@each(GUARDED)
def test_no_role_does_more_than_it_may(route: Route, desk: Desk) -> None:
    for role, rights in RIGHTS.items():
        person = Person("Bình", rights, "chi-ma" if role == "post" else None)
        if not person.may_take(route):
            answer = Asker(desk, desk.sessions.begin(person, "vi")).ask(route)
            assert answer.status_code == 403, role


def test_each_role_may_what_the_one_before_may() -> None:
    reader, post, clerk, decider = (RIGHTS[role] for role in ("reader", "post", "clerk", "decider"))
    assert reader < post < clerk < decider
    assert "manage" not in decider


# ------------------------------------------------------- methods, errors, headers


@each(ROUTES)
def test_no_other_method_does_anything(route: Route, somebody: Asker) -> None:
    others = {"PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "GETS"}
    for method in others:
        answer = somebody.open(address(route), method=method)
        assert answer.status_code in (403, 405), method
        assert "X-Asked" not in str(answer.headers)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/password", 303), ("/people", 200), ("/nothing", 404), ("/static/desk.css", 200)],
)
def test_every_answer_is_sealed(path: str, status: int, somebody: Asker) -> None:
    answer = somebody.open(path)
    assert answer.status_code == status
    assert_sealed(answer)


def test_every_refusal_is_sealed(somebody: Asker, nobody: Asker) -> None:
    for answer, status in (
        (nobody.open("/"), 401),
        (somebody.open("/", headers={"Host": "evil"}), 421),
        (somebody.open("/close", method="POST"), 403),
        (somebody.open("/", method="DELETE"), 405),
        (nobody.open("/close"), 405),
    ):
        assert answer.status_code == status
        assert_sealed(answer)


def assert_sealed(answer: TestResponse) -> None:
    """Look for what every answer says of itself."""
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers
    assert "charset=utf-8" in headers["Content-Type"] or answer.status_code == 204


def test_an_error_of_the_program_shows_nothing_of_it(
    somebody: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(desk: Desk, person: Person) -> None:
        raise RuntimeError("secret of /etc/passwd")

    monkeypatch.setattr(Desk, "tracker", fail)
    answer = somebody.open("/")
    assert answer.status_code == 500
    for part in ("secret", "passwd", "Traceback", ".py", "site-packages"):
        assert part not in answer.text
    assert_sealed(answer)


def test_what_was_asked_for_is_not_repeated_where_it_is_not(somebody: Asker) -> None:
    assert "<xss" not in somebody.open("/<xss>?a=<xss>").text


def test_the_session_of_a_cookie_is_for_this_site_and_no_script(desk: Desk, nobody: Asker) -> None:
    for is_https in (False, True):
        desk.token, desk.is_https = "secret", is_https
        (cookie,) = nobody.open("/enter?token=secret").headers.getlist("Set-Cookie")
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        expected = {"httponly", "path=/", "samesite=strict"}
        assert parts == (expected | {"secure"} if is_https else expected)
    desk.is_https = False


# ------------------------------------------------------- paths, names, addresses

TRAVERSALS = (
    "../desk.py",
    "..%2fdesk.py",
    "%2e%2e%2fdesk.py",
    "..%5cdesk.py",
    "....//desk.py",
    "%2fetc%2fpasswd",
    "C:%5cWindows%5cwin.ini",
    "desk.css%00.js",
    "./desk.css",
    ".",
    "..",
)


@pytest.mark.parametrize("name", TRAVERSALS)
def test_no_file_is_given_by_a_path(name: str, somebody: Asker) -> None:
    assert somebody.open(f"/static/{name}").status_code in (404, 308, 303)


def test_what_lies_beside_the_store_has_no_address(desk: Desk, somebody: Asker) -> None:
    for name in (desk.path.name, "langson-nguoi.json", "langson-ban.json", "langson-khay"):
        for path in (f"/{name}", f"/static/{name}", f"/static/../{name}", f"/store/copies/{name}"):
            assert somebody.open(path).status_code == 404, path


@each([route for route in ROUTES if route.method == "GET" and "<" in route.path])
def test_no_address_leads_out_of_the_desk(route: Route, somebody: Asker) -> None:
    for name in ("..%2f..%2fetc%2fpasswd", "..%5cwin.ini", "%2fetc%2fpasswd", ".."):
        path = re.sub(r"<[^>]*>", lambda _: name, route.path)  # noqa: B023
        answer = somebody.open(path)
        assert answer.status_code < 500, path
        assert "root:" not in answer.text
        assert "from __future__" not in answer.text
        assert "[fonts]" not in answer.text


@each([route for route in ROUTES if route.method == "GET" and "<" in route.path])
def test_no_address_is_a_question_to_the_database(route: Route, somebody: Asker) -> None:
    for name in ("x' OR '1'='1", '%"; --', "\x00", "\ud800", "x" * 3000):
        path = re.sub(r"<[^>]*>", lambda _: name.replace("%", "%25"), route.path)  # noqa: B023
        try:
            answer = somebody.open(path)
        except UnicodeEncodeError:
            continue
        assert answer.status_code in (303, 400, 403, 404, 405, 409), (path, answer.status_code)


AWAY = (
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "http://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "///evil.example",
    "evil.example",
    "",
)


@pytest.mark.parametrize("back", AWAY)
def test_nobody_is_led_to_another_site(back: str, somebody: Asker) -> None:
    assert somebody.session is not None
    data = {guard.PROOF: somebody.session.proof, "lang": "vi", "back": back}
    location = somebody.open("/language", method="POST", data=data).headers["Location"]
    assert re.fullmatch(r"/|/(%5C|%09)[^\\\t]*", location), location


def test_an_address_with_a_line_end_says_no_other_header(somebody: Asker) -> None:
    assert somebody.session is not None
    data = {guard.PROOF: somebody.session.proof, "back": "/\r\nSet-Cookie: a=b"}
    answer = somebody.open("/language", method="POST", data=data)
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "name",
    [
        'a"; filename="b.exe',
        "a\r\nSet-Cookie: a=b\r\n\r\n<html>",
        "../../etc/passwd",
        "..\\..\\win.ini",
        "báo cáo\u202excod.exe",
        "",
        ".",
        "a\x00b.docx",
        "%0d%0aX: y",
    ],
)
def test_the_name_of_a_download_says_no_more_than_a_name(name: str, desk: Desk) -> None:
    request = application.LimitedRequest({"REQUEST_METHOD": "GET", "PATH_INFO": "/"})
    visit = Visit(desk, request, Session(Person("An", ALL), "vi"))
    answer = visit.file(b"x", name, "application/octet-stream")
    shown = answer.headers["Content-Disposition"]
    found = re.fullmatch(
        r"""attachment; filename="([^"\\/\r\n]+)"; filename\*=UTF-8''(.+)""", shown
    )
    assert found, shown
    assert not re.search(r"""[\s"';,/\\]""", found[2])
    assert answer.headers.getlist("Set-Cookie") == []


def test_the_work_of_another_is_not_there(desk: Desk, somebody: Asker) -> None:
    from mocgioi.desk.jobs import Job
    from mocgioi.errors import Text

    job = Job(Text("a", "b"), owner="another", then="/", back="/")
    desk.jobs._by_id[job.id] = job
    job.state = "done"
    try:
        for path in (f"/working/{job.id}", f"/working/{job.id}/step", "/working/none"):
            assert somebody.open(path).status_code == 404
        assert len(job.id) >= 12
    finally:
        del desk.jobs._by_id[job.id]


# ------------------------------------------------------- sizes


def form_of(count: int) -> bytes:
    """Return a form of many fields."""
    return b"&".join(b"a%d=" % number for number in range(count))


def test_a_form_of_too_many_fields_is_refused(somebody: Asker) -> None:
    answer = somebody.open(
        "/language",
        method="POST",
        data=form_of(application.MOST_FIELDS + 1),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413


def test_a_form_with_files_and_too_many_fields_is_refused(somebody: Asker) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    answer = somebody.open(
        "/language",
        method="POST",
        data=part * (application.MOST_FIELDS + 1) + b"--b--",
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]
)
def test_fields_that_are_too_large_are_refused(kind: str, somebody: Asker) -> None:
    field = b"a=" if "url" in kind else b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
    data = field + b"x" * (application.MOST_BYTES_OF_FIELDS + 1)
    answer = somebody.open("/language", method="POST", data=data, content_type=kind)
    assert answer.status_code == 413


class Unread(io.RawIOBase):
    """What is sent, and must not be looked at."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("it was read")


def large(count: int) -> dict[str, Any]:
    """Return what a client is given to say that it sends so many bytes."""
    environ = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(count)}
    return {"environ_overrides": environ, "content_type": "multipart/form-data; boundary=b"}


def test_what_says_it_is_too_large_is_not_read(somebody: Asker) -> None:
    answer = somebody.open("/language", method="POST", **large(application.MOST_BYTES + 1))
    assert answer.status_code == 413


def test_who_may_hand_no_file_in_sends_none(desk: Desk) -> None:
    reader = Asker(desk, desk.sessions.begin(Person("Bình", RIGHTS["reader"]), "vi"))
    sent = large(application.MOST_BYTES_OF_FIELDS + 1)
    assert reader.open("/language", method="POST", **sent).status_code == 413


def test_a_stranger_sends_no_more_than_a_name_and_a_password(desk: Desk, nobody: Asker) -> None:
    sent = large(application.MOST_BYTES_OF_STRANGERS + 1)
    desk.people = People(Path("nobody.json"))
    try:
        assert nobody.open("/sign-in", method="POST", **sent).status_code == 413
    finally:
        desk.people = None


@each([route for route in SENT if route.right not in ("enter", "read")])
def test_a_refused_upload_is_not_read(route: Route, desk: Desk) -> None:
    reader = Asker(desk, desk.sessions.begin(Person("Bình", RIGHTS["reader"]), "vi"))
    answer = reader.open(address(route), method="POST", **large(1000))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\xff",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/json",
        "text/xml",
        "",
    ],
)
def test_a_body_that_is_no_form_is_refused(kind: str, somebody: Asker) -> None:
    answer = somebody.open("/language", method="POST", data=b"\xff\x00{<", content_type=kind)
    assert answer.status_code == 403
