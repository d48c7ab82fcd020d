"""The files that go into a page: what is vendored for Folium's links, and the page's own.

`vendor/manifest.json` maps every URL that Folium 0.20 puts into a page to a vendored file, or
to the reason why the page does without it; and it lists the libraries of the page's own scripts.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = files("mocgioi.outputs.map")

PAGE_SCRIPTS = (
    *("dom.js", "words.js", "columns.js", "datum.js", "decode.js", "state.js", "features.js"),
    *("names.js", "cells.js", "placing.js", "labels.js", "pieces.js"),
    *("days.js",),
    *("figures.js", "shading.js"),
    *("spelling.js", "coordinates.js"),
    *("filters.js", "search.js", "measure.js", "symbols.js", "looks.js", "points.js"),
    *("tiles.js", "lines.js", "stretches.js", "layers.js", "overlays.js", "particulars.js"),
    *("card.js", "finder.js", "facets.js", "table.js", "strip.js"),
    *("bars.js", "lens.js"),
    *("lacks.js", "sheet.js", "key.js", "numbers.js", "insets.js", "poster.js", "print.js"),
    *("dark.js", "fold.js"),
    *("curve.js", "time.js"),
    *("ground.js",),
    "csv.js",
    *("photos.js", "drafts.js", "survey.js", "gathering.js", "form.js"),
    *("sending.js", "surveying.js", "desk.js"),
    *("export.js", "sheets.js", "zip.js", "xlsx.js", "picture.js", "saving.js"),
    *("spending.js", "budget.js", "headline.js", "targets.js", "situation.js", "area.js"),
    *("qr.js", "stages.js", "story.js"),
    *("sight.js",),
    *("panel.js", "tools.js", "moves.js"),
    *("openings.js", "address.js", "start.js"),
)
"""The page's own scripts in the order they build on each other; each adds to `mocgioi`."""

PAGE_STYLES = (
    *("page.css", "strip.css", "print.css"),
    "summary.css",
    "links.css",
    "sight.css",
    "story.css",
    "time.css",
    "form.css",
    "situation.css",
    "layout.css",  # widths and heights of screens: after what it lays out
)
"""The page's own stylesheets in the order they count."""

PAGE_TEXTS = (
    "page.json",
    "paper.json",
    "summary.json",
    "links.json",
    "pieces.json",
    "story.json",
    "time.json",
    "ground.json",
    "form.json",
    "desk.json",
    "export.json",
    "situation.json",
    "budget.json",
)
"""The page's own texts, by what they are said about; no key stands in two files."""


@dataclass(frozen=True, slots=True)
class Vendored:
    """One file of another project; `sha384` is base64 of the digest of its bytes."""

    file: str
    sha384: str
    licence: str
    licence_file: str
    package: str
    version: str
    unused_images: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the file ready to stand inside a page.

        Raises:
            RuntimeError: the file is not the one the manifest names.
        """
        data = (_ROOT / "vendor" / self.file).read_bytes()
        if base64.b64encode(hashlib.sha384(data).digest()).decode("ascii") != self.sha384:
            raise RuntimeError(f"vendor/{self.file} is not the file that manifest.json names")
        text = data.decode("utf-8").replace("\r\n", "\n")
        text = re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)
        for image in self.unused_images:
            text = text.replace(f"url({image})", "none")
        return text

    def notice(self) -> str:
        """Return name, version and full licence, as it has to stay with every copy."""
        licence = (_ROOT / "vendor" / self.licence_file).read_text(encoding="utf-8")
        return f"{self.package} {self.version} ({self.licence})\n\n{licence.strip()}\n"


@cache
def manifest() -> tuple[dict[str, Vendored], dict[str, str]]:
    """Return what is vendored by URL, and the URLs left out with the reason."""
    document = _manifest()
    vendored = {url: _vendored(entry) for url, entry in document["vendored"].items()}
    return vendored, document["dropped"]


@cache
def libraries() -> tuple[Vendored, ...]:
    """Return the scripts of other projects that ours need, in the order they stand before ours."""
    return tuple(_vendored(entry) for entry in _manifest()["libraries"])


def _manifest() -> dict[str, Any]:
    text = (_ROOT / "vendor" / "manifest.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def _vendored(entry: dict[str, Any]) -> Vendored:
    return Vendored(**{**entry, "unused_images": tuple(entry.get("unused_images", ()))})


def licences(used: Iterable[Vendored]) -> str:
    """Return a comment with the notices of what is in the page, each once."""
    notices = dict.fromkeys(entry.notice() for entry in used)
    return "<!--\n" + "\n".join(notices).replace("--", "- -") + "-->"


@cache
def page_script() -> str:
    """Return the page's own scripts as one text."""
    return "\n".join(_read_page(name) for name in PAGE_SCRIPTS)


@cache
def page_style() -> str:
    """Return the page's own stylesheets as one text."""
    return "\n".join(_read_page(f"styles/{name}") for name in PAGE_STYLES)


@cache
def page_texts() -> dict[str, dict[str, str]]:
    """Return the page's own texts: language, key, text.

    Raises:
        ValueError: two files say what one key means.
    """
    by_key: dict[str, dict[str, str]] = {}
    for name in PAGE_TEXTS:
        texts: dict[str, dict[str, str]] = json.loads(_read_page(f"texts/{name}"))
        if twice := by_key.keys() & texts.keys():
            raise ValueError(f"texts/{name} says again: {', '.join(sorted(twice))}")
        by_key |= texts
    return {lang: {key: words[lang] for key, words in by_key.items()} for lang in ("vi", "en")}


def _read_page(name: str) -> str:
    file = _ROOT.joinpath("page", *name.split("/"))
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")
