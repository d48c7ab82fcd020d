"""The cover and the contents of the book of a post (sổ mốc), ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.domain.counting import NOT_REPORTED, STATUS_ORDER, is_alarm, is_built
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text
from mocgioi.outputs import wording
from mocgioi.outputs.datasheet.words import word
from mocgioi.outputs.paper.letterhead import issued_by
from mocgioi.outputs.report import charts
from mocgioi.outputs.wording import NOTHING, code_name, day, number, say

if TYPE_CHECKING:
    from mocgioi.documents.marker import Marker
    from mocgioi.outputs.datasheet.facts import Datasheet

_TITLE = Text("SỔ LÝ LỊCH MỐC GIỚI", "BOOK OF BORDER MARKERS")
_POST = Text("Đồn Biên phòng {}", "Border post {}")
_COMMUNE = Text("Xã {}", "Commune {}")
_COMMAND = Text("BAN CHỈ HUY BĐBP TỈNH LẠNG SƠN", "LẠNG SƠN BORDER GUARD COMMAND")
_ALL = Text("Tỉnh Lạng Sơn", "Lạng Sơn province")
_MARKERS = Text("Tổng số mốc: {}", "Markers: {}")
_NEEDING = Text("Số mốc cần có đường: {}", "Markers that need a road: {}")
_BUILT = Text(
    "Đã có đường lên kiểm tra mốc: {built}/{needing} ({percent})",
    "With an access road: {built}/{needing} ({percent})",
)
_ALARMS = Text("Mốc phải BÁO NGAY: {}", "To be reported at once: {}")
_DISPUTED = Text("Mốc có số liệu chưa thống nhất: {}", "With inconsistent reports: {}")
_CONTENTS = Text("MỤC LỤC", "CONTENTS")
_HEADINGS = (Text("Mốc số", "Marker"), Text("Xã", "Commune"), Text("Đường", "Road"))
_PAGE = Text("Trang", "Page")


class Cover(NamedTuple):
    """What stands before the datasheets of a book.

    Attributes:
        keeper: who keeps the book, the body above first.
        figures: sentences. chart: of the road statuses, SVG, or None where nobody needs a road.
        contents: number, commune and road status of each marker, in the order of the pages.
    """

    keeper: tuple[str, ...]
    title: str
    about: str
    subtitle: str
    above: str
    banner: str
    figures: tuple[str, ...]
    chart: str | None
    chart_title: str
    contents_caption: str
    contents_headings: tuple[str, ...]
    contents: tuple[tuple[str, ...], ...]


def cover(
    datasheets: Sequence[Datasheet], lang: Language, *, post: str | None, commune: str | None
) -> Cover:
    """Return the cover and the contents of a book.

    Args:
        post, commune: names of those whose markers it has; of all where neither is given.
    """
    documents = [datasheet.document for datasheet in datasheets]
    needing = [d for d in documents if d["need_road"]["value"] == "yes"]
    about = [
        text.to(lang).format(name) for text, name in ((_POST, post), (_COMMUNE, commune)) if name
    ]
    counts = _by_status(needing)
    return Cover(
        keeper=_keeper(post, lang),
        title=_TITLE.to(lang),
        about=", ".join(about) or _ALL.to(lang),
        subtitle=word("as_of", lang, day=day(datasheets[0].as_of, lang)),
        above=word("above", lang),
        banner=say("illustrative", lang) if any(d["illustrative"] for d in documents) else "",
        figures=tuple(_figures(documents, needing, lang)),
        chart=charts.share(counts, lang, title=about[0] if about else "") if needing else None,
        chart_title=_NEEDING.to(lang).format(len(needing)),
        contents_caption=_CONTENTS.to(lang),
        contents_headings=(*(text.to(lang) for text in _HEADINGS), _PAGE.to(lang)),
        contents=tuple(
            (d["number"], d["commune"]["name"] or NOTHING, _status(d, lang)) for d in documents
        ),
    )


def _keeper(post: str | None, lang: Language) -> tuple[str, ...]:
    """Return who keeps a book: the post, else the bodies of a report."""
    if post is not None:
        return _COMMAND.to(lang), _POST.to(lang).format(post).upper()
    return tuple(issued_by().to(lang).split(" · "))


def _figures(documents: Sequence[Marker], needing: Sequence[Marker], lang: Language) -> list[str]:
    built = sum(is_built(d["road"]["status"]) for d in needing)
    lines = [_MARKERS.to(lang).format(number(len(documents), lang))]
    lines.append(_NEEDING.to(lang).format(number(len(needing), lang)))
    if needing:
        share = wording.percent(100 * built / len(needing), lang)
        lines.append(_BUILT.to(lang).format(built=built, needing=len(needing), percent=share))
    alarms = [d["number"] for d in documents if d["report_at_once"]]
    disputed = [d["number"] for d in documents if d["disagreements"]]
    for text, numbers in ((_ALARMS, alarms), (_DISPUTED, disputed)):
        if numbers:
            lines.append(text.to(lang).format(", ".join(numbers)))
    return lines


def _by_status(needing: Sequence[Marker]) -> Mapping[str, Any]:
    counts = dict.fromkeys(STATUS_ORDER, 0)
    for document in needing:
        counts[document["road"]["status"] or NOT_REPORTED] += 1
    return {"markers_needing_road": len(needing), "by_status": counts}


def _status(document: Marker, lang: Language) -> str:
    """Return what the contents say of a marker: its road, and damage to the marker itself."""
    if document["need_road"]["value"] != "yes":
        text = wording.value_text("need_road", "no", lang)
    else:
        text = code_name("road_status", document["road"]["status"] or NOT_REPORTED, lang)
    condition = document["condition"]["value"]
    if condition and is_alarm(condition):
        text += f"; {label('marker_condition', condition, lang)}"
    return text
