"""Hints of findings and errors, spelled for people at a desk: where to go, and no command."""

from __future__ import annotations

from mocgioi.errors import Hint, Language, Speller, Text, plainly

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
    "conflicts list": Text("mục «Quyết định»", "“Decide”"),
    "conflicts show": Text("mục «Quyết định»", "“Decide”"),
    "conflicts resolve": Text("mục «Quyết định»", "“Decide”"),
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
    "survey form": _FORMS,
    "survey list": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey rejected": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey show": Text("mục «Nhập số liệu»", "“Take in”"),
    "survey undo": Text("mục «Nhập số liệu»", "“Take in”"),
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
