"""Who asks a desk in this process; light to import, for processes that are killed."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.test import Client, TestResponse

from mocgioi.desk import guard
from mocgioi.desk.application import Application
from mocgioi.desk.desk import Desk
from mocgioi.desk.sessions import Session

HOST = "127.0.0.1:8000"


class Caller:
    """A browser at a desk, without the browser: cookie, host and proof as its pages have them."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self.desk = desk
        self.session = session
        self._client = Client(Application(desk))
        self._client.set_cookie(guard.COOKIE, session.key, domain="127.0.0.1")

    def get(self, path: str, **more: Any) -> TestResponse:
        """Ask for a page."""
        return self._client.get(path, base_url=f"http://{HOST}", **{"buffered": True, **more})

    def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form, with its proof."""
        data = {guard.PROOF: self.session.proof, **(fields or {})}
        return self._client.post(path, base_url=f"http://{HOST}", data=data, buffered=True, **more)

    def done(self, answer: TestResponse) -> TestResponse:
        """Follow an answer to where it leads, and wait for the work it began."""
        while answer.status_code == 303:
            path = answer.headers["Location"]
            if found := re.match(r"/working/([\w-]+)$", path):
                job = self.desk.jobs.of(found[1], self.session.key)
                assert job is not None
                assert job.ended.wait(120)
            answer = self.get(path)
        return answer
