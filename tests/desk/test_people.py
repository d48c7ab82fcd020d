"""The people of a desk: entered, changed, signed in, out, and no longer let in."""

from __future__ import annotations

import io
import json
import os
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.security import generate_password_hash
from werkzeug.test import Client, TestResponse

from mocgioi.desk import attempts, guard, people
from mocgioi.desk.application import Application
from mocgioi.desk.desk import Desk
from mocgioi.desk.people import People
from mocgioi.errors import MocgioiError, UsageError
from mocgioi.tracker import Tracker
from tests.desk.conftest import HOST, Caller, PersonAt

AN, PASSWORD = "Nông Văn An", "đường lên mốc 1116"
HERE = {"REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords made with less work; how they are kept is not what these tests ask."""
    monkeypatch.setattr(people, "_METHOD", "scrypt:1024:8:1")
    monkeypatch.setattr(people, "_OF_NOBODY", f"scrypt:1024:8:1$a${'0' * 128}")


@pytest.fixture
def listed(demo: Tracker) -> People:
    """The people beside the demonstration: one clerk."""
    made = People.beside(demo.store.path)
    made.put(AN, "clerk", None, PASSWORD)
    return made


@pytest.fixture
def served(demo: Tracker, listed: People) -> Iterator[Desk]:
    """A desk at which people sign in."""
    desk = Desk(demo.store.path, hosts=frozenset({HOST}), people=listed)
    yield desk
    desk.jobs.stop()


class Browser:
    """A browser that signs in, and keeps its cookie."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.client = Client(Application(desk))

    @property
    def key(self) -> str:
        cookie = self.client.get_cookie(guard.COOKIE, domain="127.0.0.1")
        return cookie.value if cookie else ""

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, base_url=f"http://{HOST}", environ_overrides=HERE)

    def post(self, path: str, **fields: str) -> TestResponse:
        session = self.desk.sessions.of(self.key)
        data = {guard.PROOF: session.proof if session else "", **fields}
        return self.client.post(path, base_url=f"http://{HOST}", data=data, environ_overrides=HERE)

    def sign_in(self, name: str = AN, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in", name=name, password=password)


@pytest.fixture
def browser_of_an(served: Desk) -> Browser:
    browser = Browser(served)
    assert browser.sign_in().status_code == 303
    return browser


# ---------------------------------------------------------------- the file


def test_the_file_is_its_owners_alone(listed: People) -> None:
    if os.name == "posix":
        assert listed.path.stat().st_mode & 0o777 == 0o600


def test_a_password_is_not_in_the_file(listed: People) -> None:
    assert PASSWORD not in listed.path.read_text(encoding="utf-8")


def test_two_with_one_password_have_nothing_alike(listed: People) -> None:
    listed.put("Bình", "reader", None, PASSWORD)
    assert len({member.hash for member in listed.all()}) == 2


def test_a_name_is_known_however_its_letters_are_composed(listed: People) -> None:
    member = listed.of("NO\u0302NG  Va\u0306n an")
    assert member is not None
    assert member.name == AN


def test_a_password_is_known_however_its_letters_are_composed(listed: People) -> None:
    import unicodedata

    assert listed.known_by(AN, unicodedata.normalize("NFD", PASSWORD)) is not None


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", PASSWORD),
        ("   ", PASSWORD),
        ("a\u202eb", PASSWORD),
        ("a\nb\x00", PASSWORD),
        ("a" * 201, PASSWORD),
        ("Bình", "ngắn"),
        ("Bình", "a" * 201),
        ("Hoàng Thị Bình", "hoàng thị bình"),
        ("Bình", None),
    ],
)
def test_what_will_not_do_is_refused(name: str, password: str | None, listed: People) -> None:
    with pytest.raises(UsageError):
        listed.put(name, "reader", None, password)
    assert [member.name for member in listed.all()] == [AN]


def test_people_of_a_post_have_one(listed: People) -> None:
    with pytest.raises(UsageError):
        listed.put("Bình", "post", None, PASSWORD)


def test_a_role_changes_and_the_password_stays(listed: People) -> None:
    listed.put(AN, "decider", None, None)
    member = listed.known_by(AN, PASSWORD)
    assert member is not None
    assert member.role == "decider"


def test_what_another_program_entered_holds_at_once(listed: People) -> None:
    People(listed.path).put("Bình", "reader", None, PASSWORD)
    assert listed.of("Bình") is not None


def test_who_is_removed_while_another_is_entered_stays_removed(
    listed: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = generate_password_hash

    def slow(password: str, method: str) -> str:
        People(listed.path).remove(AN)
        return made(password, method)

    monkeypatch.setattr(people, "generate_password_hash", slow)
    listed.put("Bình", "reader", None, PASSWORD)
    assert [member.name for member in listed.all()] == ["Bình"]


def test_changes_made_at_once_all_hold(listed: People) -> None:
    names = [f"Người {n}" for n in range(12)]

    def enter(name: str) -> None:
        People(listed.path).put(name, "reader", None, PASSWORD)

    with ThreadPoolExecutor(len(names)) as threads:
        list(threads.map(enter, names))
    assert {member.name for member in listed.all()} == {AN, *names}


def test_who_is_removed_comes_not_back_by_a_new_password(
    listed: People, browser_of_an: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_by = People.known_by

    def removed_then(own: People, name: str, password: str) -> object:
        member = known_by(own, name, password)
        own.remove(name)
        return member

    monkeypatch.setattr(People, "known_by", removed_then)
    fresh = "một câu mới dài hơn"
    answer = browser_of_an.post("/password", password=PASSWORD, new=fresh, again=fresh)
    assert answer.status_code == 400
    assert listed.all() == []


@pytest.mark.parametrize(
    "text", ["", "[]", '{"people": [{"name": "a"}]}', '{"people": [[]]}', "\x00"]
)
def test_a_damaged_file_lets_nobody_in(text: str, listed: People, served: Desk) -> None:
    browser = Browser(served)
    browser.sign_in()
    listed.path.write_text(text, encoding="utf-8")
    with pytest.raises(MocgioiError):
        listed.all()
    assert browser.get("/").status_code == 303
    assert browser.sign_in().status_code == 409


def test_nobody_gets_a_role_that_there_is_not(listed: People, served: Desk) -> None:
    document = json.loads(listed.path.read_text(encoding="utf-8"))
    document["people"][0]["role"] = "manage"
    listed.path.write_text(json.dumps(document), encoding="utf-8")
    assert Browser(served).sign_in().status_code == 409


def test_the_weekly_routine_takes_the_file_for_its_own(demo: Tracker, listed: People) -> None:
    from mocgioi.sources.gathering import gather

    assert gather(demo.store.path.parent, demo.store.path).others == []


# ---------------------------------------------------------------- signing in


def test_who_is_not_signed_in_is_led_to_the_door(served: Desk) -> None:
    answer = Browser(served).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_who_signs_in_sees_the_store(browser_of_an: Browser) -> None:
    assert "48/72" in browser_of_an.get("/").text


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(served: Desk) -> None:
    texts = set()
    for name, password in ((AN, "sai mật khẩu rồi"), ("Không Ai Cả", PASSWORD)):
        answer = Browser(served).sign_in(name, password)
        assert answer.status_code == 403
        proofless = answer.text.replace(name, "")
        texts.add(proofless.split("<main")[1].split('name="proof"')[0])
    assert len(texts) == 1


def test_an_unknown_name_takes_as_much_work_as_a_known_one(
    listed: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []

    def look(made: str, password: str) -> bool:
        looked_at.append(made)
        return False

    monkeypatch.setattr(people, "check_password_hash", look)
    listed.known_by(AN, "a")
    listed.known_by("nobody", "a")
    assert len(looked_at) == 2


def test_what_nobody_is_held_against_costs_as_much(listed: People) -> None:
    of_nobody = people._OF_NOBODY.split("$")[0]
    assert of_nobody == listed.all()[0].hash.split("$")[0]


def test_after_some_failures_even_the_right_password_waits(served: Desk) -> None:
    browser = Browser(served)
    for _ in range(attempts.MOST_OF_NAME_AND_ADDRESS):
        assert browser.sign_in(password="sai mật khẩu").status_code == 403
    answer = browser.sign_in()
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_another_spelling_of_a_name_gets_no_more_attempts(served: Desk) -> None:
    for name in (AN, unicodedata.normalize("NFD", AN)) * 3:
        Browser(served).sign_in(name, "sai mật khẩu")
    assert Browser(served).sign_in().status_code == 429


def test_one_who_fails_shuts_nobody_out_at_another_computer(served: Desk) -> None:
    for _ in range(attempts.MOST_OF_NAME_AND_ADDRESS):
        served.attempts.failed(AN.casefold(), "10.0.0.66")
    assert Browser(served).sign_in().status_code == 303


def test_one_computer_cannot_try_all_the_names(served: Desk) -> None:
    for number in range(attempts.MOST_OF_ADDRESS):
        served.attempts.failed(f"name {number}", "127.0.0.1")
    assert Browser(served).sign_in().status_code == 429


def test_waiting_ends(served: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(attempts.MOST_OF_NAME_AND_ADDRESS):
        served.attempts.failed(AN.casefold(), "127.0.0.1")
    assert Browser(served).sign_in().status_code == 429
    monkeypatch.setattr(attempts, "WITHIN_S", 0.0)
    assert Browser(served).sign_in().status_code == 303


def test_names_that_are_made_up_do_not_fill_memory(
    served: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "_MOST_KEYS", 20)
    monkeypatch.setattr(attempts, "WITHIN_S", 0.0)
    for number in range(200):
        served.attempts.failed(f"name {number}", f"10.0.0.{number}")
    assert len(served.attempts._failed) < 60


def test_a_session_that_was_put_into_a_browser_is_not_taken_up(served: Desk) -> None:
    browser = Browser(served)
    browser.client.set_cookie(guard.COOKIE, "chosen-by-another", domain="127.0.0.1")
    browser.sign_in()
    assert browser.key != "chosen-by-another"
    assert served.sessions.of("chosen-by-another") is None


def test_signing_in_again_ends_the_session_before(browser_of_an: Browser) -> None:
    before = browser_of_an.key
    browser_of_an.sign_in()
    assert browser_of_an.key != before
    assert browser_of_an.desk.sessions.of(before) is None


def test_who_signs_out_is_out(browser_of_an: Browser) -> None:
    key = browser_of_an.key
    assert browser_of_an.post("/close").headers["Location"] == "/sign-in"
    assert browser_of_an.desk.sessions.of(key) is None
    assert not browser_of_an.desk.closing.is_set()
    assert browser_of_an.get("/").headers["Location"] == "/sign-in"


def test_a_session_ends_by_itself(browser_of_an: Browser) -> None:
    session = browser_of_an.desk.sessions.of(browser_of_an.key)
    assert session is not None
    session.used -= 13 * 3600
    assert browser_of_an.get("/").status_code == 303


@pytest.mark.parametrize("change", ["role", "password", "removed"])
def test_a_change_of_the_person_ends_their_session(
    change: str, listed: People, browser_of_an: Browser
) -> None:
    if change == "role":
        listed.put(AN, "reader", None, None)
    elif change == "password":
        listed.put(AN, "clerk", None, "một mật khẩu khác")
    else:
        listed.remove(AN)
    assert browser_of_an.get("/").headers["Location"] == "/sign-in"


def test_what_others_change_ends_no_session(listed: People, browser_of_an: Browser) -> None:
    listed.put("Bình", "reader", None, PASSWORD)
    assert browser_of_an.get("/").status_code == 200


def test_nobody_enters_by_a_token_where_people_sign_in(served: Desk) -> None:
    assert Browser(served).get("/enter?token=").status_code == 401
    assert Browser(served).get("/enter?token=None").status_code == 401


# ---------------------------------------------------------------- one's own password


def test_who_changes_the_password_stays_and_others_of_the_name_go(
    served: Desk, browser_of_an: Browser
) -> None:
    elsewhere = Browser(served)
    elsewhere.sign_in()
    fresh = "một câu mới dài hơn"
    answer = browser_of_an.post("/password", password=PASSWORD, new=fresh, again=fresh)
    assert answer.status_code == 303
    assert "Đã đổi mật khẩu" in browser_of_an.get("/").text
    assert elsewhere.get("/").status_code == 303
    assert elsewhere.sign_in().status_code == 403
    assert elsewhere.sign_in(password=fresh).status_code == 303


@pytest.mark.parametrize(
    ("present", "new", "again", "status"),
    [
        ("sai", "một câu mới dài", "một câu mới dài", 403),
        (PASSWORD, "một câu mới dài", "một câu khác dài", 400),
        (PASSWORD, "ngắn", "ngắn", 400),
    ],
)
def test_a_password_is_not_changed_unless_all_is_right(
    present: str, new: str, again: str, status: int, listed: People, browser_of_an: Browser
) -> None:
    answer = browser_of_an.post("/password", password=present, new=new, again=again)
    assert answer.status_code == status
    assert listed.known_by(AN, PASSWORD) is not None


def test_at_ones_own_computer_nobody_signs_in(caller: Caller) -> None:
    assert caller.get("/sign-in").headers["Location"] == "/"
    assert caller.get("/password").headers["Location"] == "/"
    assert caller.post("/sign-in", {"name": "a", "password": "b"}).status_code == 404


# ---------------------------------------------------------------- managing


def test_people_are_entered_on_a_page(caller: Caller) -> None:
    fields = {"name": "Bình", "role": "post", "post": "chi-ma", "password": PASSWORD}
    assert caller.done(caller.post("/people", fields)).status_code == 200
    (member,) = People.beside(caller.desk.path).all()
    assert (member.name, member.role, member.post) == ("Bình", "post", "chi-ma")
    assert "Bình" in caller.get("/people").text


@pytest.mark.parametrize(
    "wrong", [{"role": "manage"}, {"role": ""}, {"password": "ngắn"}, {"post": "khong-co"}]
)
def test_what_was_typed_of_a_person_survives_a_refusal(
    wrong: dict[str, str], caller: Caller
) -> None:
    fields = {"name": "Bình", "role": "post", "post": "chi-ma", "password": PASSWORD} | wrong
    answer = caller.post("/people", fields)
    assert answer.status_code == 400
    assert 'value="Bình"' in answer.text
    assert PASSWORD not in answer.text
    assert People.beside(caller.desk.path).all() == []


def test_people_are_taken_from_the_list(listed: People, caller: Caller) -> None:
    caller.post("/people/remove", {"name": AN})
    assert listed.all() == []


def test_nobody_who_signs_in_manages_people(served: Desk, listed: People) -> None:
    for role in people.RIGHTS:
        listed.put("Bình", role, "chi-ma", PASSWORD)
        browser = Browser(served)
        browser.sign_in("Bình")
        assert browser.get("/people").status_code == 403
        assert (
            browser.post("/people", name="X", role="decider", password=PASSWORD).status_code == 403
        )
    assert listed.of("X") is None


def test_people_of_a_post_see_their_post_alone(served: Desk, listed: People) -> None:
    listed.put("Bình", "post", "chi-ma", PASSWORD)
    browser = Browser(served)
    assert browser.sign_in("Bình").headers["Location"] == "/"
    page = browser.get("/")
    assert page.status_code == 200
    assert "Địa bàn của đồn có 7 mốc." in page.text
    assert 'href="/store"' not in page.text
    assert browser.get("/store").status_code == 403


def test_people_of_the_network_are_not_told_where_the_store_lies(
    browser_of_an: Browser, served: Desk
) -> None:
    served.path.rename(served.path.with_name("elsewhere.gpkg"))
    answer = browser_of_an.get("/markers")
    assert "langson.gpkg" in answer.text or served.path.name in answer.text
    assert str(served.path.parent) not in answer.text


def test_a_new_password_lets_in_who_had_failed_too_often(
    browser_of_an: Browser, caller: Caller
) -> None:
    desk = browser_of_an.desk
    for _ in range(attempts.MOST_OF_NAME_AND_ADDRESS):
        desk.attempts.failed(people.key_of(AN), HERE["REMOTE_ADDR"])
    assert Browser(desk).sign_in().status_code == 429
    caller.desk.attempts = desk.attempts
    given = {"name": AN, "role": "clerk", "password": "mật khẩu vừa đặt lại"}
    assert caller.post("/people", given).status_code == 303
    assert Browser(desk).sign_in(password=given["password"]).status_code == 303


def test_a_reader_is_offered_nothing_it_may_not_do(demo: Tracker, at_desk: PersonAt) -> None:
    reader = at_desk(demo.store.path, rights={"read"})
    reader.desk.tray.put([("a.csv", io.BytesIO(b"x"))], by="Bình")
    text = reader.get("/").text
    assert "Tệp đã thả, chưa nhập (1)" in text and 'href="/take-in"' not in text
    assert "Ghi việc đã làm" not in text
