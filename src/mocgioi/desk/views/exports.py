"""Tables of the store as files for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from mocgioi.desk.guard import Refused
from mocgioi.desk.routes import Route
from mocgioi.desk.visit import GONE
from mocgioi.desk.work import forms as work
from mocgioi.errors import Text
from mocgioi.outputs.audience import AUDIENCES
from mocgioi.outputs.export.columns import GEOMETRIES, TITLES

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

ENDINGS = (
    *("xlsx", "csv", "gpkg", "geojson", "zip", "shp", "kml", "kmz", "gpx"),
    *("fgb", "tab", "mif", "dxf"),
)
"""Formats in the order in which they are offered; a test holds them to those there are."""

SYSTEMS = {
    "EPSG:4326": "WGS 84",
    "EPSG:9215": "VN-2000 / TM-3 107-15",
    "EPSG:3405": "VN-2000 / UTM 48N",
    "EPSG:32648": "WGS 84 / UTM 48N",
}
"""Systems that are offered; any other may be typed."""

_FIELDS = ("kind", "ending", "crs", "audience", "as_of")

_EXPORTING = Text("Xuất «{}» thành {}", "Exporting “{}” as {}")


def show(visit: Visit) -> Response:
    """Show what can be exported, and how."""
    return visit.page(
        "forms/exports.html",
        kinds={kind: title.to(visit.lang) for kind, title in TITLES.items()},
        with_places=list(GEOMETRIES),
        endings=ENDINGS,
        systems=SYSTEMS,
        audiences=AUDIENCES,
        given={field: visit.asked.get(field, "") for field in _FIELDS},
    )


def export(visit: Visit) -> Response:
    """Have a kind exported."""
    asked = {field: visit.form.get(field, "").strip() for field in _FIELDS}
    kind, ending, audience = asked["kind"], asked["ending"], asked["audience"] or AUDIENCES[0]
    if kind not in TITLES or ending not in ENDINGS or audience not in AUDIENCES:
        raise Refused(404, GONE)
    titles = zip(_EXPORTING, TITLES[kind], strict=True)
    return visit.begin(
        work.export,
        Text(*(words.format(title, f".{ending}") for words, title in titles)),
        then="/download/{job}",
        back=f"/exports?{urlencode({field: text for field, text in asked.items() if text})}",
        store=visit.desk.store,
        by=visit.person.name,
        kind=kind,
        ending=f".{ending}",
        crs=asked["crs"] or None,
        as_of=asked["as_of"] or None,
        audience=audience,
        folder=visit.desk.folder_for_results(visit.session.key),
        lang=visit.lang,
    )


ROUTES = [
    Route("GET", "/exports", show, "report"),
    Route("POST", "/exports", export, "report"),
]
