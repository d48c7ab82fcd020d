"""Aspects: everything that can be observed of a marker, each declared once with its traits.

The store's columns and triggers, the fold, the spreadsheet to take along, the readers of
survey files, ``set``, ``show``, the map and the lists of a report follow from this
declaration; none of them lists the aspects again. The codes of a coded aspect stand in
`mocgioi.domain.vocabulary.CODE_LISTS` under the aspect's own code.
"""

from __future__ import annotations

from mocgioi.errors import Text
from mocgioi.records import NamedTuple
from mocgioi.typed import Literal

Contest = Literal["open", "sources", "once", "worst", "never"]
"""What becomes of two undecided values of one day: ``open``: the day counts for neither and
waits for a person; ``sources``: so where different sources said them, the same source
corrects itself; ``once``: so too, and a value that stands stays, whatever a later day says
undecided; ``worst``: the worse counts, the code list runs from best to worst; ``never``: the
one recorded last is shown."""


class Run(NamedTuple):
    """An unbroken run of days on which an aspect has a value."""

    aspect: str
    value: str


class Aspect(NamedTuple):
    """One aspect of a marker.

    Attributes:
        code: what the ledger, JSON and CSV call it; of a coded aspect also its code list.
        label: its name inside a sentence, for people.
        heading: its name at the head of a column: of the form, of QGIS, of the map.
        contest: see `Contest`.
        lasting: the value that a later, undecided other one does not simply replace.
        agreeing: two values, the weaker first: a day that says both, and no other, counts as the
            weaker, on which both agree.
        during: the run that stands today and that it speaks of: what was observed before it
            began counts for nothing, and neither does anything where there is none.
        column: of the layer ``markers`` that holds its fold; None: it has none.
        keeps_since: whether ``<column>_since`` holds the day since which it has its value.
        key: its key in the document ``mocgioi.marker/1``; value_key: that of its value there.
        option: of ``mocgioi set``, without the dashes; None: not typed in by hand.
        spellings: headings of survey files that mean it, the best first.
        is_surveyed: the form asks for its code, and so do the readers of survey files.
        on_the_spot: somebody sees it there; the others are said by a register.
        is_counted: a figure rests on it, so that made-up evidence makes the figure so.
        in_headline: a marker is said to have *moved* when its value here does.
    """

    code: str
    label: Text
    heading: Text
    contest: Contest = "never"
    lasting: str | None = None
    agreeing: tuple[str, str] | None = None
    during: Run | None = None
    column: str | None = None
    keeps_since: bool = False
    key: str | None = None
    value_key: str = "value"
    option: str | None = None
    spellings: tuple[str, ...] = ()
    is_surveyed: bool = False
    on_the_spot: bool = False
    is_counted: bool = False
    in_headline: bool = False


_DECLARED = (
    Aspect(
        code="existence",
        label=Text("danh mục mốc", "register of markers"),
        heading=Text("Danh mục mốc", "Register of markers"),
        is_counted=True,
        in_headline=True,
    ),
    Aspect(
        code="number",
        label=Text("số hiệu mốc", "number"),
        heading=Text("Số hiệu mốc", "Marker number"),
    ),
    Aspect(
        code="commune",
        label=Text("xã", "commune"),
        heading=Text("Mã xã", "Commune code"),
        contest="sources",
        column="commune_code",
        is_counted=True,
    ),
    Aspect(
        code="post",
        label=Text("Đồn Biên phòng", "border post"),
        heading=Text("Mã đồn", "Post code"),
        contest="sources",
        column="post_code",
        is_counted=True,
    ),
    Aspect(
        code="need_road",
        label=Text("diện cần có đường", "need of a road"),
        heading=Text("Cần có đường", "Needs a road"),
        contest="sources",
        column="needs_road",
        key="need_road",
        option="need",
        is_counted=True,
        in_headline=True,
    ),
    Aspect(
        code="road_status",
        label=Text("tình trạng đường", "road status"),
        heading=Text("Tình trạng đường", "Road status"),
        contest="open",
        lasting="built",
        agreeing=("under_construction", "built"),
        column="road_status",
        keeps_since=True,
        key="road",
        value_key="status",
        option="road",
        spellings=(
            "Tình trạng đường",
            "Tình trạng đường lên mốc",
            "Đường lên mốc",
            "Đường lên kiểm tra mốc",
            "Tình trạng đường nhánh",
            "Đường nhánh",
            "Đường kiểm tra mốc",
            "Đường nhánh lên mốc",
            "Đường nhánh lên kiểm tra mốc",
            "Tình trạng đường kiểm tra mốc",
            "Tình trạng đường lên kiểm tra mốc",
            "Tình trạng đường nhánh lên mốc",
            "Tình trạng đường kiểm tra cột mốc",
            "Hiện trạng đường lên mốc",
            "Hiện trạng đường kiểm tra mốc",
            "Đường vào mốc",
            "Đường đến mốc",
            "Đường tới mốc",
            "Đường ra mốc",
            "Tình trạng đường đến mốc",
            "Tình trạng đường tới mốc",
            "Tình trạng đường vào mốc",
            "Đường lên cột mốc",
            "Có đường chưa",
            "Đã có đường chưa",
            "Có đường lên mốc chưa",
            "Có đường không",
            "TT đường",
            "Trạng thái đường",
            "Tình trạng xây dựng",
            "Tình trạng xây dựng đường",
            "Đường",
            "road_status",
            "tinh_trang_duong",
            "duong_len_moc",
            "road",
            "status",
            "cmt",
        ),
        is_surveyed=True,
        on_the_spot=True,
        is_counted=True,
        in_headline=True,
    ),
    Aspect(
        code="road_condition",
        label=Text("chất lượng đường", "road condition"),
        heading=Text("Chất lượng đường", "Road condition"),
        contest="worst",
        column="road_condition",
        key="road_condition",
        option="road-condition",
        spellings=(
            "Chất lượng đường",
            "Hiện trạng đường",
            "road_condition",
            "hien_trang_duong",
            "chat_luong_duong",
        ),
        is_surveyed=True,
        on_the_spot=True,
        is_counted=True,
    ),
    Aspect(
        code="funding",
        label=Text("nguồn vốn", "funding"),
        heading=Text("Nguồn vốn", "Funding"),
        contest="once",
        during=Run("road_status", "built"),
        column="funding",
        key="funding",
        option="funding",
        spellings=(
            "Nguồn vốn",
            "Nguồn kinh phí",
            "Vốn",
            "funding",
            "fund",
            "nguon_von",
        ),
        is_counted=True,
        in_headline=True,
    ),
    Aspect(
        code="planned_funding",
        label=Text("nguồn vốn dự kiến", "planned funding"),
        heading=Text("Nguồn vốn dự kiến", "Planned funding"),
    ),
    Aspect(
        code="road_completed_on",
        label=Text("ngày hoàn thành đường", "completion of the road"),
        heading=Text("Ngày hoàn thành", "Completed on"),
        contest="open",
        spellings=(
            "Ngày hoàn thành",
            "Ngày nghiệm thu",
            "Ngày hoàn thành, nghiệm thu",
            "Ngày hoàn thành đường",
            "Ngày bàn giao",
            "completed_on",
            "road_completed_on",
            "ngay_hoan_thanh",
        ),
    ),
    Aspect(
        code="marker_condition",
        label=Text("tình trạng mốc", "marker condition"),
        heading=Text("Tình trạng mốc", "Marker condition"),
        contest="open",
        column="marker_condition",
        keeps_since=True,
        key="condition",
        option="condition",
        spellings=(
            "Tình trạng mốc",
            "Hiện trạng mốc",
            "Tình trạng mốc giới",
            "Tình trạng cột mốc",
            "Hiện trạng cột mốc",
            "Hiện trạng mốc giới",
            "Tình trạng mốc quốc giới",
            "Hiện trạng mốc quốc giới",
            "Chất lượng mốc",
            "TT mốc",
            "marker_condition",
            "tinh_trang_moc",
            "hien_trang_moc",
            "condition",
        ),
        is_surveyed=True,
        on_the_spot=True,
        is_counted=True,
    ),
    Aspect(
        code="register_position",
        label=Text("tọa độ sổ đăng ký", "register position"),
        heading=Text("Tọa độ sổ đăng ký", "Register position"),
    ),
    Aspect(
        code="position",
        label=Text("vị trí đo", "position measured"),
        heading=Text("Vị trí đo", "Position measured"),
        on_the_spot=True,
    ),
    Aspect(
        code="note",
        label=Text("ghi chú", "note"),
        heading=Text("Ghi chú", "Note"),
        option="note",
        on_the_spot=True,
    ),
    Aspect(
        code="grouping",
        label=Text("kiểu mốc", "grouping"),
        heading=Text("Kiểu", "Grouping"),
        contest="sources",
        column="grouping",
    ),
    Aspect(
        code="size",
        label=Text("cỡ mốc", "size"),
        heading=Text("Cỡ", "Size"),
        contest="sources",
        column="size",
    ),
    Aspect(
        code="material",
        label=Text("chất liệu mốc", "material"),
        heading=Text("Chất liệu", "Material"),
        contest="sources",
        column="material",
    ),
    Aspect(
        code="register_note",
        label=Text("ghi chú của sổ đăng ký", "note of the register"),
        heading=Text("Ghi chú", "Note"),
        column="note",
    ),
    Aspect(
        code="register_source",
        label=Text("nguồn của sổ đăng ký", "source of the register"),
        heading=Text("Nguồn", "Source"),
        column="source",
    ),
    Aspect(
        code="photo",
        label=Text("ảnh", "photograph"),
        heading=Text("Ảnh", "Photographs"),
    ),
)

ASPECTS: dict[str, Aspect] = {aspect.code: aspect for aspect in _DECLARED}
"""Every aspect by its code, in the order in which they are listed."""

SURVEYED: tuple[str, ...] = tuple(code for code, aspect in ASPECTS.items() if aspect.is_surveyed)
"""Codes of the coded aspects that a row of a survey speaks of, in the order of the form."""

SHOWN: tuple[str, ...] = tuple(code for code, aspect in ASPECTS.items() if aspect.key)
"""Codes of the aspects that the document of one marker tells the state of."""

OF_REGISTER: tuple[str, ...] = (
    *("existence", "number", "commune", "post", "need_road", "register_position"),
    *("grouping", "size", "material", "register_note", "register_source"),
)
"""Codes of the aspects that a register of markers says."""

TYPED_IN: tuple[str, ...] = tuple(code for code, aspect in ASPECTS.items() if aspect.option)
"""Codes of the aspects that ``mocgioi set`` records."""

ON_THE_SPOT: tuple[str, ...] = tuple(code for code, aspect in ASPECTS.items() if aspect.on_the_spot)
"""Codes of what somebody sees on the spot: what makes a marker *inspected*."""

COUNTED: tuple[str, ...] = tuple(code for code, aspect in ASPECTS.items() if aspect.is_counted)
"""Codes of the aspects a figure rests on."""

REPORTED: tuple[str, ...] = tuple(
    code for code, aspect in ASPECTS.items() if aspect.is_counted or aspect.is_surveyed
)
"""Codes of the aspects a report reads: what it counts by, and what it tells of a marker."""

IN_HEADLINE: tuple[str, ...] = tuple(code for code, aspect in ASPECTS.items() if aspect.in_headline)
"""Codes of the aspects whose value makes a marker count or not, in the figure or *of which*."""

FOLDED: dict[str, Aspect] = {
    aspect.column: aspect for aspect in ASPECTS.values() if aspect.column is not None
}
"""By column of the layer ``markers``, the aspect whose fold it holds. Another program may edit
these columns; what it types becomes an observation."""
