"""What a page carries, read as text: no search in the page itself would find it."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

_ELEMENT = re.compile(r'<script type="text/plain" id="[^"]*" data-bytes="\d+">([^<]*)</script>')


def carried_text(page: str) -> str:
    """Return the JSON that a page carries."""
    (carried,) = _ELEMENT.findall(page)
    return zlib.decompress(base64.b64decode(carried), -zlib.MAX_WBITS).decode("utf-8")


def carried(page: str) -> dict[str, Any]:
    """Return the document that a page carries."""
    document: dict[str, Any] = json.loads(carried_text(page))
    return document


def readable(page: str) -> str:
    """Return a page with what it carries standing in it as plain JSON."""
    return _ELEMENT.sub(lambda _: carried_text(page), page)
