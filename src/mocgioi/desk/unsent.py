"""What was typed into a form that was not let in, so that it need not be typed again.

A session ends while somebody writes, or another is begun beside it. The fields then go along with
the sign-in page, as nobody's may be kept here, and afterwards stand in the form they came from.
They are never sent by themselves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from mocgioi.desk.guard import PROOF, PROOF_HEADER, own_path
from mocgioi.errors import Text

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

FIELD = "unsent"
"""Name of the field of the sign-in page that carries them."""

_SECRET = frozenset({"password", "new", "again"})
"""Fields of passwords: they are typed again."""

_OF_EVERY_PAGE = frozenset({"/alive", "/language", "/close", "/sign-in"})
"""Forms that nobody types into."""

ENDED = Text(
    "Phiên làm việc đã kết thúc nên chưa ghi gì. Hãy đăng nhập: những gì vừa gõ sẽ được điền lại "
    "vào đúng trang đó để bấm gửi; tệp đã chọn thì phải chọn lại.",
    "The session has ended, so nothing was recorded. Sign in: what you typed is filled in again on "
    "that page, to be sent by you; files have to be chosen again.",
)
ENDED_AT_SCRIPT = Text(
    "Phiên làm việc đã kết thúc nên chưa gửi gì. Hãy để nguyên trang này, đăng nhập ở một thẻ "
    "khác của trình duyệt, rồi quay lại đây bấm lần nữa.",
    "The session has ended, so nothing was sent. Leave this page as it is, sign in in another tab "
    "of the browser, then come back and press again.",
)


class Unsent(NamedTuple):
    """A form that was not let in.

    Attributes:
        action: the address it was sent to. page: the page it stands on.
        fields: name and value of each, in their order.
        is_unsure: it was let in, but may not be recorded: the server of the store went away.
    """

    action: str
    page: str
    fields: list[tuple[str, str]]
    is_unsure: bool = False

    def written(self) -> str:
        """Return it as the field of a page carries it."""
        return json.dumps(self[:3], ensure_ascii=False)


def of_request(request: Request) -> Unsent | None:
    """Return what a form brings, if it is one that a person pressed and typed into.

    Raises:
        RequestEntityTooLarge: it is larger than is read of who sends it.
    """
    if PROOF_HEADER in request.headers or not _is_pressed(request):
        return None
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != PROOF and name not in _SECRET
    ]
    page = urlsplit(request.referrer or "")
    shown = own_path(page.path + (f"?{page.query}" if page.query else ""))
    return _checked(request.path, shown, fields)


def read(written: str) -> Unsent | None:
    """Return what the sign-in page carried; None: nothing that could be ours."""
    try:
        action, page, fields = json.loads(written)
        pairs = [(str(name), str(value)) for name, value in fields]
    except (ValueError, TypeError):
        return None
    return _checked(str(action), own_path(str(page)), pairs)


def _checked(action: str, page: str, fields: list[tuple[str, str]]) -> Unsent | None:
    is_typed = fields and action not in _OF_EVERY_PAGE and own_path(action) == action
    return Unsent(action, page, fields) if is_typed else None


def _is_pressed(request: Request) -> bool:
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
