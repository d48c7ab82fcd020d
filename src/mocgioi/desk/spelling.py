"""Findings and errors, told to people at a desk: where to go, and no command and no option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Hint, Language, Speller, Text, plainly

if TYPE_CHECKING:
    from mocgioi.errors import Finding, MocgioiError

_MARKER = Text("trang của mốc", "the marker's page")
_ROAD = Text("trang của đường", "the road's page")
_FORMS = Text("mục «Phiếu và bộ mang theo»", "“Forms and kits”")
_PLANS = Text("mục «Chương trình»", "“Programme”")
_REPORT = Text("mục «Báo cáo»", "“Report”")
_ROADS = Text(
    "mục «Báo cáo», trang «Các tuyến đường»",
    "“Report”, page “The roads”",
)
_STORE = Text("mục «Kho số liệu»", "“Store”")
_PLACES: dict[str, Text] = {
    "backup": _STORE,
    "case": Text("mục «Quyết định»", "“Decide”"),
    "cases": Text("mục «Quyết định»", "“Decide”"),
    "conflicts": Text("mục «Quyết định»", "“Decide”"),
    "copy": _STORE,
    "demo": _STORE,
    "export": _FORMS,
    "import": Text("mục «Nhập số liệu»", "“Take in”"),
    "kit": _FORMS,
    "plan": _PLANS,
    "publish": _REPORT,
    "qgis": _FORMS,
    "reach": _ROADS,
    "report": _REPORT,
    "roads check": _ROADS,
    "roads cost": _PLANS,
    "init": _STORE,
    "check": _STORE,
    "marker": _MARKER,
    "map": Text("mục «Bản đồ»", "“Map”"),
    "merge": Text("mục «Nhập số liệu»", "“Take in”"),
    "repair": _STORE,
    "restore": Text("nút «Vẫn lấy lại bản sao này»", "“Bring this copy back all the same”"),
    "roads join": _ROAD,
    "roads remove": _ROAD,
    "set": _MARKER,
    "sheets": _FORMS,
    "show": _MARKER,
    "show road": _ROAD,
    "survey apply": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey check": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey form": _FORMS,
    "survey list": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey rejected": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey show": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey undo": Text("mục «Nhập số liệu»", "“Take in”"),
    "update": Text("mục «Nhập số liệu»", "“Take in”"),
    "upgrade": Text("nút «Nâng cấp» ở mục «Kho số liệu»", "“Upgrade” at “Store”"),
}
"""Where in the desk the work of a verb is done; a verb that is not here stands as it is typed."""


def spell_in_desk(lang: Language) -> Speller:
    """Return what spells a hint as a place of the desk."""

    def spell(hint: Hint) -> str:
        words = hint.verb.split()
        for length in range(len(words), 0, -1):
            if place := _PLACES.get(" ".join(words[:length])):
                return place.to(lang)
        return plainly(hint)

    return spell


def in_desk(told: Finding | MocgioiError, spell: Speller) -> Text:
    """Return what is told, without what only a command line has."""
    from mocgioi.tracker.asking import without_options

    return without_options(told.words(spell))


def finding_in_desk(told: Finding, spell: Speller) -> Finding:
    """Return a finding in the words of the desk."""
    return told._replace(text=in_desk(told, spell), hints=())
