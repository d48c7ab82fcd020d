"""One file from a Folium map: every link replaced by its vendored copy, or no page at all.

The page is read back the way a browser reads it (`Audit`). That reading gives the hashes of
the content security policy, and it fails on any reference to something outside the file.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from branca.element import CssLink, Figure, JavascriptLink, Link

from mocgioi.outputs.inline import content_policy, script_element, style_element
from mocgioi.outputs.map.assets import Vendored, licences, manifest
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.map.layer import build_map

_REFERENCES = frozenset(
    (
        *("src", "href", "srcset", "data", "poster", "action", "formaction", "background"),
        *("cite", "ping", "manifest", "xlink:href"),
    )
)
_HARMLESS_URL = re.compile(r"data:|blob:|#")
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s*['\"]?([^'\";]*)", re.IGNORECASE)
_FOLIUM_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*/>')
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_POLICY_MARK = "<!-- policy -->"


class OutsideReferenceError(RuntimeError):
    """The page would ask for something outside itself: a programming error, never the data's."""


class Audit(HTMLParser):
    """Reads a page as a browser does.

    Attributes:
        scripts: text of every script that runs.
        styles: text of every style element.

    Raises:
        OutsideReferenceError: on feeding a page that refers to something outside itself, runs an
            inline handler, or styles an element by attribute (which the policy would refuse).
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check the element's attributes; note whether its text is script or style."""
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                raise OutsideReferenceError(f"inline {name!r} on <{tag}>")
            if name in _REFERENCES and not _HARMLESS_URL.match((value or "").strip()):
                raise OutsideReferenceError(f"<{tag} {name}={value!r}>")
        kind = dict(attrs).get("type")
        if tag == "style":
            self._into = self.styles
        elif tag == "script" and kind != "text/plain":
            self._into = self.scripts
        else:
            self._into = None
        if self._into is not None:
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        """Check a finished stylesheet for what it would fetch."""
        if tag == "style" and self.styles:
            for url, imported in _CSS_URL.findall(self.styles[-1]):
                if imported or not _HARMLESS_URL.match(url.strip()):
                    raise OutsideReferenceError(f"stylesheet: {imported or url!r}")
        self._into = None

    def handle_data(self, data: str) -> None:
        """Collect the text of scripts and styles."""
        if self._into is not None:
            self._into[-1] += data


def _inlined(link: Link, used: list[Vendored]) -> str:
    vendored, dropped = manifest()
    if link.url in dropped:
        return ""
    if link.url not in vendored:
        raise OutsideReferenceError(f"{link.url} is not in vendor/manifest.json")
    entry = vendored[link.url]
    used.append(entry)
    if isinstance(link, JavascriptLink):
        return script_element(entry.text())
    return style_element(entry.text())


def build_page(facts: MapFacts) -> str:
    """Return the self-contained page of `facts`: see `mocgioi.outputs.map.write_page`."""
    figure = build_map(facts).get_root()
    if not isinstance(figure, Figure):
        raise TypeError("a folium.Map stands in a Figure")
    for child in figure._children.values():
        child.render()
    used: list[Vendored] = []
    head = [
        _inlined(part, used) if isinstance(part, JavascriptLink | CssLink) else part.render()
        for part in figure.header._children.values()
    ]
    header = _FOLIUM_VIEWPORT.sub(_VIEWPORT, "\n".join(part for part in head if part.strip()))
    body = "\n".join(part.render() for part in figure.html._children.values())
    script = "\n".join(part.render() for part in figure.script._children.values())
    page = "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{facts["lang"]}">',
            f'<head>\n<meta charset="utf-8">\n{_POLICY_MARK}',
            f"<title>{escape(facts['title'])}</title>",
            licences(used),
            f"{header}\n</head>\n<body>\n{body}",
            f"{script_element(script)}\n</body>\n</html>\n",
        )
    )
    return _with_policy(page, facts["tiles"]["host"] if facts["tiles"] else None)


def _with_policy(page: str, image_host: str | None) -> str:
    audit = Audit()
    audit.feed(page)
    audit.close()
    policy = content_policy(audit.scripts, audit.styles, image_host)
    element = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace(_POLICY_MARK, element, 1)
