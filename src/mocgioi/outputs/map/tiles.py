"""Somebody's map tiles under the map: an address that a person gave, checked before use.

No page has them by default: TT 17/2018/TT-BTNMT takes the border from the supplied official
layer only. With them the page asks that one host for pictures, once a reader turns them on.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from mocgioi.errors import UsageError
from mocgioi.outputs.map.facts import TilesFacts

_HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?")
_REST = re.compile(r"[A-Za-z0-9._~/?&=%@+,:{}-]*")
_LONGEST = 500


def checked_tiles(url: str, attribution: str) -> TilesFacts:
    """Return the tiles of an address with ``{z}``, ``{x}`` and ``{y}``, as the page carries them.

    Args:
        url: ``https://host/…{z}…{x}…{y}…``; a key in it stands in the page for all to read.
        attribution: whose tiles they are, text to show.

    Raises:
        UsageError: it is no such address, or nobody is named for it.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _refused(url) from None
    rest = url[len("https://") + len(parts.netloc) :]
    holes = sorted(re.findall(r"\{[^{}]*\}|[{}]", rest))
    if (
        parts.scheme != "https"
        or not url.startswith("https://")
        or not _HOST.fullmatch(parts.netloc)
        or not rest.startswith("/")
        or not _REST.fullmatch(rest)
        or holes != ["{x}", "{y}", "{z}"]
        or len(url) > _LONGEST
    ):
        raise _refused(url)
    if not attribution.strip():
        raise UsageError(
            "Thiếu nguồn của ảnh nền. Thêm --attribution, ví dụ --attribution «Sở TN&MT Lạng Sơn».",
            "Whose tiles they are is missing. Add --attribution, such as “Survey Department”.",
        )
    return {"url": url, "host": parts.netloc, "attribution": attribution.strip()}


def _refused(url: str) -> UsageError:
    return UsageError(
        f"«{url}» không dùng làm ảnh nền được. Viết như https://may-chu/{{z}}/{{x}}/{{y}}.png.",
        f"“{url}” cannot be used for tiles. Write it as https://host/{{z}}/{{x}}/{{y}}.png.",
    )
