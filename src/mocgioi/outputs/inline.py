"""Scripts and styles that stand inside a page: small, unable to end early, known by their hash."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MEDIA_TYPES = {"script": "application/javascript", "style": "text/css"}
_YOUNGEST_SCRIPT = 2019
"""No syntax younger than this year's is put in for something longer: an office's browser is old."""


def script_element(text: str) -> str:
    """Return a script element with `text` made small, which cannot end it early."""
    text = _minified("script", text)
    for tag in ("</script", "<script", "<!--"):
        text = re.sub(re.escape(tag), lambda opening: "\\x3c" + opening[0][1:], text, flags=re.I)
    return f"<script>{text}</script>"


def style_element(text: str) -> str:
    """Return a style element with `text`, a stylesheet of the package, made small."""
    return f"<style>{_minified('style', text)}</style>"


def _source_hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def content_policy(
    scripts: Iterable[str], styles: Iterable[str], image_host: str | None = None
) -> str:
    """Return the policy that allows these scripts and styles, and nothing from outside.

    `image_host` is the one host that pictures may come from, where somebody asked for its tiles.
    """
    outside = f" https://{image_host}" if image_host else ""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        f"img-src data: blob:{outside}; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(map(_source_hash, texts))) or "'none'"


@cache
def _minified(element: str, text: str) -> str:
    """Return `text` without comments and needless spaces, local names shortened.

    Where there is no build of the minifier for this kind of machine, `text` as it is: the page
    is larger then, and says and does the same.
    """
    try:
        import minify
    except ImportError:
        return text
    minify.config({"js-version": _YOUNGEST_SCRIPT})
    small: str = minify.string(_MEDIA_TYPES[element], text)
    return small
