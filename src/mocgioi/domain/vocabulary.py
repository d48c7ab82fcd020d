"""Code lists: the one home of every code, its Vietnamese and English label and spellings.

Codes are what the database, JSON and CSV hold; labels are what people read; spellings are
what people type.
"""

from __future__ import annotations

from functools import lru_cache

from mocgioi.domain.places import fold
from mocgioi.errors import Language, Text
from mocgioi.records import NamedTuple
from mocgioi.typed import Literal

RoadStatus = Literal["none", "approved", "under_construction", "built"]
"""How far the building of a road is, from nothing to a road."""


class Term(NamedTuple):
    """One entry of a code list.

    Attributes:
        code: the English code stored and exchanged.
        label: what a person reads.
        spellings: further spellings met in real files; compared folded (`places.fold`).
    """

    code: str
    label: Text
    spellings: tuple[str, ...] = ()


def _terms(*rows: tuple[str, str, str] | tuple[str, str, str, str]) -> dict[str, Term]:
    terms = {}
    for code, vi, en, *more in rows:
        terms[code] = Term(code, Text(vi, en), tuple(more[0].split("|")) if more else ())
    return terms


CODE_LISTS: dict[str, dict[str, Term]] = {
    "road_status": _terms(
        (
            "none",
            "chưa xây dựng",
            "not built",
            "chưa có|chưa|không|không có|chưa có đường|no|0|"
            "chua_xay_dung|chua_co|not yet|n|false|chưa làm|không có đường",
        ),
        ("approved", "đã phê duyệt", "approved", "phê duyệt|đã duyệt|da_phe_duyet|có chủ trương"),
        (
            "under_construction",
            "đang thi công",
            "under construction",
            "đang làm|đang xây dựng|dang_thi_cong|thi công|đang xây",
        ),
        (
            "built",
            "đã xây dựng",
            "built",
            "đã có đường|da_xay_dung|có|x|yes|đã có|đã xây|"
            "có đường|hoàn thành|đã hoàn thành|y|true|1|đã làm|xong",
        ),
    ),
    "road_condition": _terms(
        ("good", "tốt", "good", "bình thường|ok|đi lại tốt"),
        ("damaged", "hư hỏng", "damaged", "hỏng|hu_hong|xuống cấp|bị hư hỏng"),
        (
            "impassable",
            "không đi được",
            "impassable",
            "không đi lại được|tắc|chia cắt|bị chia cắt|sạt lở|bị sạt lở",
        ),
    ),
    "marker_condition": _terms(
        ("intact", "nguyên trạng", "intact", "bình thường|tốt|nguyên vẹn|nguyen_trang|ok"),
        ("minor_damage", "hư hỏng nhẹ", "minor damage", "hỏng nhẹ|hu_hong_nhe|sứt mẻ"),
        (
            "serious_damage",
            "hư hỏng nghiêm trọng",
            "serious damage",
            "hỏng nặng|hư hỏng nặng|hu_hong_nghiem_trong",
        ),
        (
            "displaced",
            "bị dịch chuyển, sai lệch vị trí",
            "displaced",
            "bị dịch chuyển|dịch chuyển|sai lệch vị trí|xê dịch|bi_dich_chuyen",
        ),
        ("destroyed", "bị hủy hoại", "destroyed", "hủy hoại|bị phá|bi_huy_hoai"),
        ("missing", "bị mất", "missing", "mất|mất mốc|bi_mat"),
        ("under_repair", "đang sửa chữa", "under repair", "đang sửa|dang_sua_chua"),
        ("restored", "đã khôi phục", "restored", "khôi phục|đã sửa|da_khoi_phuc"),
        ("not_found", "không tìm thấy", "not found", "khong_tim_thay|không thấy"),
    ),
    "need_road": _terms(
        (
            "yes",
            "cần có đường",
            "needs a road",
            "có|x|true|1|y|cần|thuộc diện|thuộc diện làm đường",
        ),
        ("no", "không cần", "needs none", "không|false|0|n|không thuộc diện|ko"),
    ),
    "funding": _terms(
        (
            "contributions",
            "xã hội hóa",
            "contributions",
            "xã hội hoá|nguồn xã hội hóa|xhh|xa_hoi_hoa|đóng góp|vận động",
        ),
        ("central_budget", "ngân sách trung ương", "central budget", "trung ương|nstw"),
        ("provincial_budget", "ngân sách tỉnh", "provincial budget", "tỉnh|nst"),
        ("district_budget", "ngân sách huyện", "district budget", "huyện|nsh"),
        ("commune_budget", "ngân sách xã", "commune budget", "xã|nsx"),
        ("scheme", "Đề án theo QĐ 1934", "scheme (QĐ 1934)", "đề án|qđ 1934|qđ 1934/qđ-ubnd|de_an"),
        ("combined", "lồng ghép", "combined", "kết hợp|nhiều nguồn|long_ghep"),
    ),
    "road_class": _terms(
        (
            "access",
            "đường nhánh lên kiểm tra mốc",
            "access road",
            "đường nhánh|nhánh|duong_nhanh|đường lên mốc|đường kiểm tra mốc",
        ),
        (
            "patrol",
            "đường tuần tra",
            "patrol road",
            "tuần tra|đường tuần tra biên giới|duong_tuan_tra",
        ),
        ("commune", "đường xã", "commune road", "đường liên xã|đường thôn|đường liên thôn"),
        ("provincial", "đường tỉnh", "provincial road", "tỉnh lộ|quốc lộ|đường quốc lộ"),
    ),
    "kind": _terms(
        ("main", "mốc chính", "main", "chính"),
        ("secondary", "mốc phụ", "secondary", "phụ"),
    ),
    "grouping": _terms(
        ("single", "mốc đơn", "single", "đơn"),
        ("pair", "mốc đôi cùng số", "pair", "đôi|mốc đôi|đôi cùng số"),
        ("three", "mốc ba cùng số", "three", "ba|mốc ba|ba cùng số"),
    ),
    "size": _terms(
        ("small", "nhỏ", "small", "mốc nhỏ"),
        ("medium", "trung", "medium", "vừa|trung bình|mốc trung"),
        ("large", "lớn", "large", "mốc lớn|to|lớn gắn quốc huy"),
    ),
    "material": _terms(
        ("granite", "đá hoa cương", "granite", "đá|hoa cương"),
        ("concrete", "bê tông", "concrete", "bê tông cốt thép|btct"),
    ),
    "contribution_kind": _terms(
        ("money", "tiền", "money", "tiền mặt|kinh phí"),
        ("materials", "vật liệu", "materials", "vật tư|xi măng"),
        ("labour", "ngày công", "labour", "công|công lao động"),
    ),
    "ground_kind": _terms(
        ("province", "tỉnh", "province", "tỉnh nhà|ranh giới tỉnh|địa giới tỉnh|tỉnh này"),
        (
            "neighbour",
            "tỉnh giáp ranh",
            "neighbouring province",
            "tỉnh bạn|tỉnh lân cận|tỉnh khác|tỉnh láng giềng|neighbor|neighbour province",
        ),
        (
            "country",
            "nước láng giềng",
            "neighbouring country",
            "nước|quốc gia|nước bạn|nước giáp ranh|nation",
        ),
        (
            "town",
            "đô thị",
            "town",
            "thành phố|thị xã|thị trấn|phường|tp|tx|tt|trung tâm|trung tâm xã|khu dân cư|bản|làng|"
            "thôn|điểm dân cư|city|village|place|locality",
        ),
        ("river", "sông", "river", "suối|sông suối|sông, suối|kênh|mương|thủy hệ|stream|canal"),
        ("lake", "hồ", "lake", "hồ nước|hồ chứa|ao|ao hồ|mặt nước|reservoir|pond|water"),
        (
            "road",
            "đường bộ",
            "road",
            "đường|quốc lộ|ql|tỉnh lộ|đường tỉnh|cao tốc|đường cao tốc|đường ô tô|đường chính|"
            "giao thông|highway|motorway|trunk|primary|secondary",
        ),
        ("railway", "đường sắt", "railway", "tàu hỏa|xe lửa|rail|railroad"),
    ),
    "measured": _terms(
        ("reached", "đã tới mốc", "reached"),
        ("isolated", "chưa đấu nối", "isolated"),
        ("near", "còn cách mốc", "near"),
        ("none", "chưa có tuyến", "none"),
        ("unknown", "chưa có số liệu tuyến", "unknown"),
    ),
}

CODE_LISTS["planned_funding"] = CODE_LISTS["funding"]

GATE_KINDS = _terms(
    ("gate", "cửa khẩu", "border gate"),
    ("freight_road", "đường chuyên dụng vận chuyển hàng hóa", "freight road"),
    ("rail_gate", "cửa khẩu đường sắt", "railway gate"),
)
"""Kinds of gate that have labels; a file may say any other word, so it is no list of a store."""

DAMAGED = frozenset({"damaged", "impassable"})
"""Road conditions that are damage."""

REPORT_AT_ONCE = frozenset({"minor_damage", "serious_damage", "displaced", "destroyed", "missing"})
"""Marker conditions that must be reported at once (BÁO NGAY).

Source: Luật Biên giới quốc gia 2003, Điều 29. It says *hư hại*, of whatever degree.
"""

PERHAPS_AT_ONCE = frozenset({"not_found"})
"""Marker conditions that may have to be: somebody looks again, or reports the marker missing."""

HARDLY_FOLLOWS = frozenset(
    {
        (before, after)
        for before in REPORT_AT_ONCE
        for after in ("intact", "minor_damage")
        if before != after
    }
    | {("under_construction", "none"), ("under_construction", "approved")}
)
"""(earlier, later) codes that rarely follow one another by themselves: a marker is restored
before it is intact again, a road begun is not unbegun."""

_SPELLED: dict[str, dict[str, str]] = {}


def label(code_list: str, code: str, lang: Language) -> str:
    """Return the label of `code` in `lang`; an unknown code is its own label."""
    term = CODE_LISTS[code_list].get(code)
    return term.label.to(lang) if term else code


def damage_as_status(text: str | None) -> str | None:
    """Return the road condition that is written as a road *status*: it says built, and damaged.

    Only damage says so much; ``tốt`` in the place of a status says nothing certain.

    >>> damage_as_status("hư hỏng"), damage_as_status("tốt")
    ('damaged', None)
    """
    code = code_of("road_condition", text) if text else None
    return code if code in DAMAGED else None


@lru_cache(maxsize=4096)
def badness(code_list: str, code: str) -> int:
    """Return the place of a code from the worst; a code list runs from best to worst."""
    codes = list(CODE_LISTS[code_list])
    return len(codes) - (codes.index(code) if code in codes else -1)


def code_of(code_list: str, text: str) -> str | None:
    """Return the code that `text` spells, or None.

    Codes, labels in both languages and known spellings are accepted, with or without
    diacritics, in any case.

    >>> code_of("road_status", "Đã có đường"), code_of("road_status", "da_xay_dung")
    ('built', 'built')
    >>> code_of("road_status", "có lẽ") is None
    True
    """
    spelled = _SPELLED.get(code_list)
    if spelled is None:
        spelled = _SPELLED[code_list] = {
            fold(spelling): term.code
            for term in CODE_LISTS[code_list].values()
            for spelling in (term.code, *term.label, *term.spellings)
        }
    return spelled.get(fold(text))
