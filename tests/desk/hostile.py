"""A store whose every text is made to run in a page, and what is found in pages of it."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

from mocgioi import tracker
from mocgioi.tracker import Tracker

PROBE = "\"'><xss-probe onfocus=x>{{7*191}}"
"""Breaks out of an attribute and of a text; a template that reads it gives 1337."""


def hostile_store(folder: Path) -> Tracker:
    """Make a store in which every name, note, reason and file name is `PROBE`."""
    made = tracker.create(folder / f"kho {PROBE}.gpkg", by=f"Người {PROBE}")
    for kind, rows in _REGISTER.items():
        made.register.import_file(
            kind, _written(folder / f"{kind} {PROBE}.csv", rows), crs="EPSG:4326"
        )
    roads = folder / "roads.geojson"
    roads.write_text(json.dumps(_ROADS), encoding="utf-8")
    made.register.import_file("roads", roads)
    for name, rows in (("A", _OF_A), ("B", _OF_B)):
        made.surveys.apply(_written(folder / f"đồn {name} {PROBE}.csv", rows))
    made.figures.publish(title=f"Báo cáo {PROBE}")
    recorded = made.set("946", road_status="built", by=PROBE)
    assert recorded.batch is not None
    made.surveys.undo(recorded.batch, why=PROBE, by=PROBE)
    made.cases.record("945", reported_on="2026-10-02", to=PROBE, document=PROBE)
    return made


def _written(path: Path, rows: list[dict[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


_PLACE: dict[str, object] = {"longitude": 106.5, "latitude": 22.3}
_REGISTER: dict[str, list[dict[str, object]]] = {
    "communes": [
        {"code": "06004", "name": f"Xã {PROBE}", "formerly": f"Cũ {PROBE}", "district": PROBE}
    ],
    "posts": [{"code": "po-ma", "name": f"Pò {PROBE}", "communes": "06004", **_PLACE}],
    "markers": [
        {
            "number": number,
            "kind": "main",
            "grouping": "single",
            "size": "small",
            "material": f"đá {PROBE}",
            "longitude": 106.5 + place / 100,
            "latitude": 22.3,
            "commune_code": "06004",
            "post": "po-ma",
            "needs_road": "yes",
            "source": PROBE,
            "note": PROBE,
        }
        for place, number in enumerate(("944", "945", "946"))
    ],
    "gates": [
        {"name": f"Cửa {PROBE}", "kind": "gate", "marker_from": "944", "marker_to": "945", **_PLACE}
    ],
    "projects": [
        {
            "code": "p-1",
            "name": f"Đường {PROBE}",
            "serves": "944",
            "post": "po-ma",
            "commune_code": "06004",
            "length_m": 1900,
            "cost_vnd": 1_800_000_000,
            "funding": "scheme",
            "words": PROBE,
            "source": PROBE,
        }
    ],
    "contributions": [
        {
            "project_code": "p-1",
            "donor": PROBE,
            "kind": "materials",
            "amount_vnd": 1,
            "words": PROBE,
            "source": PROBE,
        }
    ],
    "targets": [{"year": 2024, "total": 2, "commune": "all", "post": "all", "source": PROBE}],
}
_ROADS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": f"Đường {PROBE}", "serves": "944", "note": PROBE, "code": "r-1"},
            "geometry": {"type": "LineString", "coordinates": [[106.5, 22.3], [106.51, 22.31]]},
        }
    ],
}


def _seen(number: str, road: str, condition: str, on: str = "2026-10-01") -> dict[str, object]:
    return {
        "number": number,
        "road_status": road,
        "surveyed_on": on,
        "marker_condition": condition,
        "surveyor": PROBE,
        "note": PROBE,
    }


_OF_A = [
    _seen("944", "built", "intact"),
    _seen("945", "built", "missing"),
    _seen(PROBE, "built", "intact"),
    _seen("946", PROBE, PROBE, PROBE),
]
_OF_B = [_seen("944", "none", "displaced") | {"surveyor": f"Khác {PROBE}"}]


class Page(HTMLParser):
    """What a page of HTML is made of.

    Attributes:
        tags: each with its attributes, in order. links: addresses that it leads to.
        forms: attributes of each form, and of the fields in it.
        inline: texts of scripts and styles that stand in the page itself.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.links: list[str] = []
        self.forms: list[tuple[dict[str, str | None], list[dict[str, str | None]]]] = []
        self.inline: list[str] = []
        self._within: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag in ("a", "area", "link", "iframe", "img", "script") or "formaction" in named:
            self.links += [
                value for name in ("href", "src", "formaction") if (value := named.get(name))
            ]
        if tag == "form":
            self.forms.append((named, []))
        elif tag in ("input", "button", "select", "textarea") and self.forms:
            self.forms[-1][1].append(named)
        self._within = tag if tag in ("script", "style") else None

    def handle_endtag(self, tag: str) -> None:
        self._within = None

    def handle_data(self, data: str) -> None:
        if self._within and data.strip():
            self.inline.append(f"<{self._within}> {data}")
