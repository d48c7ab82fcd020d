"""People of a post: their own sector everywhere, and nothing of another, whatever they ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from mocgioi import tracker
from mocgioi.desk.desk import Desk
from mocgioi.desk.people import RIGHTS
from mocgioi.desk.routes import Route
from mocgioi.desk.routing import all_routes, page_at
from mocgioi.desk.sessions import Person
from mocgioi.tracker import Tracker
from mocgioi.tracker.numbers import numbers_of
from tests.desk.conftest import HOST, Caller, PersonAt
from tests.desk.hostile import Page

POST = "chi-ma"
NEIGHBOUR = "ba-son"
"""A road that leads to a marker of theirs, and is named for it, may be the nearest."""
EXAMPLE = "1146/1"
"""Stands beside the field in which a number is typed."""
MOST_OF_ROUTE = 5

OF_MARKERS = [route for route in all_routes() if route.in_sector and ":number>" in route.path]


@pytest.fixture(scope="module")
def posted(built_demo: Path) -> Iterator[Caller]:
    """Somebody of the post Chi Ma; what they do here changes nothing."""
    desk = Desk(built_demo, hosts=frozenset({HOST}), token="")
    yield Caller(desk, desk.sessions.begin(Person("Bình", RIGHTS["post"], POST), "vi"))
    desk.jobs.stop()


@pytest.fixture(scope="module")
def own(built_demo: Path) -> list[str]:
    return sorted(numbers_of(tracker.open(built_demo).store, POST))


@pytest.fixture(scope="module")
def foreign(built_demo: Path, own: list[str]) -> list[str]:
    """Return the numbers of posts that are not theirs."""
    made = tracker.open(built_demo)
    near = {*own, *numbers_of(made.store, NEIGHBOUR)}
    return sorted(set(made.frame("markers")["number"]) - near)


def called(route: Route) -> str:
    return f"{route.method} {route.path}"


def ask(caller: Caller, route: Route, number: str) -> int:
    """Ask for a route of a marker, and return how it was answered."""
    path = re.sub(r"<path:number>", quote(number, safe="/()"), route.path)
    path = re.sub(r"<[^>]*>", "x", path)
    answer = caller.get(path) if route.method == "GET" else caller.post(path)
    return answer.status_code


def test_there_is_something_for_people_of_a_post() -> None:
    assert len(OF_MARKERS) >= 3


@pytest.mark.parametrize("route", OF_MARKERS, ids=called)
def test_a_marker_of_another_post_is_not_there(
    route: Route, posted: Caller, foreign: list[str]
) -> None:
    if not posted.session.person.may_take(route):
        pytest.skip("not theirs to do")
    for number in (foreign[0], foreign[-1], f" {foreign[0]} ", foreign[0].replace("/", "-")):
        assert ask(posted, route, number) == 404, number


@pytest.mark.parametrize("route", OF_MARKERS, ids=called)
def test_what_is_nowhere_is_answered_like_what_is_not_theirs(route: Route, posted: Caller) -> None:
    if posted.session.person.may_take(route):
        assert ask(posted, route, "9999/9(9)") == 404


def test_no_page_names_a_marker_of_another_post(
    posted: Caller, own: list[str], foreign: list[str]
) -> None:
    unlike = [number for number in foreign if re.search(r"[/(]", number) and number != EXAMPLE]
    pattern = re.compile("|".join(rf"(?<![\d/]){re.escape(number)}(?![\d/(])" for number in unlike))
    assert len(unlike) > 5
    waiting = [
        route.path for route in all_routes() if route.method == "GET" and "<" not in route.path
    ]
    waiting += [f"/marker/{quote(number, safe='/()')}" for number in own[:2]]
    waiting += [f"/markers?q={quote(number)}" for number in unlike[:2]]
    read: Counter[Route | None] = Counter()
    seen = set()
    shown = Counter[str]()
    while waiting:
        path = waiting.pop(0)
        route = page_at(path.partition("?")[0])
        if path in seen or read[route] >= MOST_OF_ROUTE:
            continue
        seen.add(path)
        read[route] += 1
        answer = posted.done(posted.get(path))
        assert answer.status_code in (200, 403, 404), path
        if not answer.content_type.startswith("text/"):
            continue
        text = answer.text.replace(f'value="{path.rpartition("=")[2]}"', "")
        found = pattern.findall(re.sub(r'value="[^"]*"', "", text))
        if "?q=" not in path:
            assert found == [], (path, found[:3])
        shown["own" if any(number in text for number in own) else "none"] += 1
        if answer.content_type.startswith("text/html"):
            waiting += [link.partition("#")[0] for link in Page(text).links if link[:1] == "/"]
    assert shown["own"] > 3


def test_no_other_one_reads_what_was_made_for_somebody(posted: Caller) -> None:
    desk = posted.desk
    reader = Caller(desk, desk.sessions.begin(Person("An", RIGHTS["decider"]), "vi"))
    for path in ("/download/none", "/working/none", "/download/none/file"):
        assert posted.get(path).status_code == 404
        assert reader.get(path).status_code == 404


def test_the_first_page_tells_what_waits_in_the_sector(posted: Caller, own: list[str]) -> None:
    status = tracker.open(posted.desk.path).figures.status()
    to_report = [alarm["number"] for alarm in status["report_at_once"]]
    assert set(to_report) & set(own) and set(to_report) - set(own)
    text = posted.get("/").text
    alarm = text[text.index('class="card alarm"') : text.index('aria-labelledby="waits"')]
    assert {n for n in to_report if f'"/marker/{n}"' in alarm} == set(to_report) & set(own)
    assert 'href="/cases"' in alarm


def test_the_first_page_tells_what_waits_for_a_decision(demo: Tracker, at_desk: PersonAt) -> None:
    post = at_desk(demo.store.path, rights=set(RIGHTS["post"]), post=POST)
    for status in ("under_construction", "built"):
        demo.set("1223/1", road_status=status, on="2026-11-01", by=status)
    [conflict] = [c for c in demo.decisions.disagreements()["conflicts"] if c["marker"] == "1223/1"]
    assert f'href="/decide/{conflict["id"]}"' in post.get("/").text
    assert f'href="/decide/{conflict["id"]}"' in post.get("/marker/1223/1").text
    assert post.get(f"/decide/{conflict['id']}").status_code == 200
