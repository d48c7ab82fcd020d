"""One press at the desk, in a process of its own that may be killed in the middle of it.

``python -m tests.desk.one_press STORE PRESS`` seats a person at the desk of a store, and sends
what the page of that press sends; a browser and a server would only stand between.
"""

from __future__ import annotations

import io
import re
import sys
from html import unescape
from pathlib import Path
from typing import get_args

from mocgioi.desk.desk import Desk
from mocgioi.desk.routes import Right
from mocgioi.desk.sessions import Person
from tests.desk.caller import HOST, Caller

SURVEY = (
    "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Minh họa\n"
    "1117,25/11/2026,đã xây dựng,x\n1118,25/11/2026,đã xây dựng,x\n1999,25/11/2026,có,x\n"
)


def fields_of(page: str, name: str) -> dict[str, str]:
    """Return the hidden fields of a page whose names begin so."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {key: unescape(value) for key, value in found if key.startswith(name)}


def record(caller: Caller) -> str:
    """Say what was seen of a marker."""
    fields = {"road_status": "built", "on": "2026-11-25", "by": "An"}
    return caller.done(caller.post("/marker/1117/record", fields)).text


def decide(caller: Caller) -> str:
    """Settle all that disagrees."""
    page = caller.get("/decide").text
    kept = {
        key: unescape(value)
        for key, value in re.findall(
            r'<input type="radio" name="(keep-[^"]+)" value="([^"]+)" data-place="1"', page
        )
    }
    fields = {**fields_of(page, "state-"), **fields_of(page, "name-"), **kept, "why": "biên bản"}
    return caller.done(caller.post("/decide", fields)).text


def take_in(caller: Caller) -> str:
    """Take a survey in that was dropped and rehearsed."""
    sent = [(io.BytesIO(SURVEY.encode()), "chi-ma.csv")]
    page = caller.done(caller.post("/take-in", {"file": sent})).text
    found = re.search(r'action="(/take-in/[\d-]+[\da-f]+)/', page)
    assert found
    fields = fields_of(page, "rehearsal")
    return caller.done(caller.post(f"{found[1]}/take-in", fields)).text


def undo(caller: Caller) -> str:
    """Take back the last survey."""
    found = re.search(r'href="(/imports/\w+)"', caller.get("/imports").text)
    assert found
    page = caller.get(f"{found[1]}/undo?all=1").text
    fields = {**fields_of(page, "all"), **fields_of(page, "head"), "why": "gửi nhầm"}
    return caller.done(caller.post(f"{found[1]}/undo", fields)).text


def publish(caller: Caller) -> str:
    """Publish the figure of today."""
    page = caller.get("/publish?title=H%E1%BB%99i+ngh%E1%BB%8B").text
    form = page[page.index('action="/publish"', page.index('id="preview"')) :]
    fields = fields_of(form, "")
    return caller.done(caller.post("/publish", fields)).text


PRESSES = {press.__name__: press for press in (record, decide, take_in, undo, publish)}

if __name__ == "__main__":
    desk = Desk(Path(sys.argv[1]), hosts=frozenset({HOST}), token="")
    person = Person("An", frozenset(get_args(Right)))
    page = PRESSES[sys.argv[2]](Caller(desk, desk.sessions.begin(person, "vi")))
    sys.stdout.write(re.sub(r"<[^>]+>", " ", page))
