"""Texts that are made to run, read on every page that there is."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from mocgioi.desk import guard
from mocgioi.desk.desk import Desk
from mocgioi.desk.people import RIGHTS
from mocgioi.desk.routes import Route
from mocgioi.desk.routing import all_routes, desk_map
from mocgioi.desk.sessions import Person
from tests.desk.conftest import HOST, Caller
from tests.desk.hostile import PROBE, Page, hostile_store
from tests.desk.test_safety import ALL

pytestmark = pytest.mark.slow

MOST_OF_ROUTE = 4
"""Pages of one route that are read; the crawl finds more."""

Found = dict[str, TestResponse]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """Somebody of a hostile name at a desk of a hostile store."""
    store = hostile_store(tmp_path_factory.mktemp("hostile")).store.path
    desk = Desk(store, hosts=frozenset({HOST}), token="")
    yield Caller(desk, desk.sessions.begin(Person(f"An {PROBE}", ALL), "vi"))
    desk.jobs.stop()


@pytest.fixture(scope="module")
def pages(asked: Caller) -> Found:
    """Every page that a person comes to, some of each kind, as it was answered."""
    survey = b"number,road_status,surveyed_on\n944,built,2026-10-05\n" + PROBE.encode() + b",x,y\n"
    files = [
        (io.BytesIO(survey), f"phiếu {PROBE}.csv"),
        (io.BytesIO(b"<xss-probe>"), "<xss-probe>.svg"),
    ]
    dropped = asked.post("/take-in", {"file": files})
    assert dropped.status_code == 303
    end = asked.done(dropped)
    waiting = [
        route.path for route in all_routes() if route.method == "GET" and "<" not in route.path
    ]
    waiting += [str(end.request.path), "/nothing", f"/{PROBE}", f"/markers?q={PROBE}"]
    found: Found = {}
    read: Counter[Route] = Counter()
    while waiting:
        path = waiting.pop(0)
        route = route_of(path)
        if path in found or (route is not None and read[route] >= MOST_OF_ROUTE):
            continue
        if route is not None:
            read[route] += 1
        answer = asked.done(asked.get(path))
        found[path] = answer
        if answer.content_type.startswith("text/html") and not is_carried(answer):
            leads = [urljoin(f"http://{HOST}{path}", link) for link in Page(answer.text).links]
            waiting += [
                target.partition(HOST)[2].partition("#")[0]
                for target in leads
                if urlsplit(target).netloc == HOST
            ]
    return found


def route_of(path: str) -> Route | None:
    """Return the route of an address."""
    try:
        route, _ = desk_map().bind("desk").match(path.partition("?")[0], "GET")
    except HTTPException:
        return None
    assert isinstance(route, Route)
    return route


def is_carried(answer: TestResponse) -> bool:
    """Return whether it is a map or a report, which runs in an origin of its own."""
    return answer.headers["Content-Security-Policy"] == guard.CARRIED_PAGE


def html_of(pages: Found) -> Iterator[tuple[str, Page]]:
    """Yield the desk's own pages."""
    for path, answer in pages.items():
        if answer.content_type.startswith("text/html") and not is_carried(answer):
            yield path, Page(answer.text)


def test_the_crawl_comes_to_most_kinds_of_pages(pages: Found) -> None:
    kinds = {route_of(path) for path in pages}
    assert len(kinds) >= 15
    assert sum(b"xss-probe" in answer.data for answer in pages.values()) > 8


def test_no_page_breaks(pages: Found) -> None:
    assert [path for path, answer in pages.items() if answer.status_code >= 500] == []


def test_no_text_becomes_a_part_of_a_page(pages: Found) -> None:
    for path, page in html_of(pages):
        assert [tag for tag, _ in page.tags if tag == "xss-probe"] == [], path


def test_no_text_becomes_a_part_of_a_map_or_report(pages: Found) -> None:
    for path, answer in pages.items():
        if is_carried(answer):
            assert [tag for tag, _ in Page(answer.text).tags if tag == "xss-probe"] == [], path


def test_no_text_is_read_as_a_template(pages: Found) -> None:
    for path, answer in pages.items():
        if answer.content_type.startswith("text/html"):
            assert "1337" not in answer.text, path


def test_nothing_is_written_into_a_page_that_would_run(pages: Found) -> None:
    for path, page in html_of(pages):
        assert page.inline == [], path
        for tag, attributes in page.tags:
            assert "style" not in attributes, (path, tag)
            assert "srcdoc" not in attributes, (path, tag)
            assert [name for name in attributes if name.startswith("on")] == [], (path, tag)


def test_a_page_leads_nowhere_that_would_run(pages: Found) -> None:
    for path, page in html_of(pages):
        for link in page.links:
            scheme = urlsplit(urljoin(f"http://{HOST}{path}", link.strip())).scheme
            assert scheme in ("http", "https"), (path, link)


def test_a_page_loads_nothing_from_elsewhere(pages: Found) -> None:
    for path, page in html_of(pages):
        for tag, attributes in page.tags:
            loaded = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
            if loaded:
                assert urlsplit(urljoin(f"http://{HOST}{path}", loaded)).netloc == HOST, path


def test_every_form_that_is_sent_has_the_proof_and_no_other(pages: Found, asked: Caller) -> None:
    count = 0
    for path, page in html_of(pages):
        for form, fields in page.forms:
            proofs = [field for field in fields if field.get("name") == guard.PROOF]
            if (form.get("method") or "get").lower() == "post":
                assert [field.get("value") for field in proofs] == [asked.session.proof], (
                    path,
                    form,
                )
                assert (form.get("action") or "/").startswith("/"), (path, form)
                count += 1
            else:
                assert proofs == [], (path, form)
    assert count > 20


def test_every_form_leads_to_what_there_is(pages: Found) -> None:
    for path, page in html_of(pages):
        for form, fields in page.forms:
            method = (form.get("method") or "get").upper()
            targets = [form.get("action") or path]
            targets += [field["formaction"] or "" for field in fields if "formaction" in field]
            for target in targets:
                desk_map().bind("desk").match(urlsplit(target).path, method)


def test_no_address_carries_a_secret(pages: Found, asked: Caller) -> None:
    for path, page in html_of(pages):
        for link in page.links:
            assert asked.session.proof not in link, path
            assert asked.session.key not in link, path


def test_no_page_shows_the_key_of_its_session(pages: Found, asked: Caller) -> None:
    for path, answer in pages.items():
        assert asked.session.key.encode() not in answer.data, path


def test_what_is_no_page_is_not_taken_for_one(pages: Found) -> None:
    for path, answer in pages.items():
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        kind = answer.content_type.partition(";")[0]
        if b"xss-probe" in answer.data and kind != "text/html":
            is_saved = "attachment" in answer.headers.get("Content-Disposition", "")
            assert is_saved or kind in ("application/json", "text/javascript"), (path, kind)
        assert (
            kind not in ("image/svg+xml", "text/xml", "application/xhtml+xml")
            or path == "/static/desk.svg"
        )


def test_who_signs_in_reads_no_folder_of_the_disk(asked: Caller) -> None:
    desk = asked.desk
    decider = Caller(desk, desk.sessions.begin(Person("Bình", RIGHTS["decider"]), "vi"))
    folder = str(desk.path.parent).encode()
    for route in all_routes():
        if route.method == "GET" and "<" not in route.path:
            assert folder not in decider.get(route.path).data, route.path


def test_no_page_is_kept_by_a_browser(pages: Found) -> None:
    for path, answer in pages.items():
        if not path.startswith("/static/"):
            assert answer.headers["Cache-Control"] == "no-store", path


def test_names_of_files_say_no_header(pages: Found) -> None:
    pattern = r"""attachment; filename="[^"\\/\r\n]+"; filename\*=UTF-8''[\w%.~-]+"""
    for path, answer in pages.items():
        if shown := answer.headers.get("Content-Disposition"):
            assert re.fullmatch(pattern, shown), (path, shown)
