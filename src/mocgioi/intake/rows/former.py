"""Names of communes from before 1 July 2025, and which commune of today each is in.

Field forms keep old names for years, and some name two places: two communes were called
Thụy Hùng, two Mẫu Sơn. Such a name without its district is asked about, never guessed.
Source: ``geo/former_communes.csv`` (vietnamese-provinces-database, MIT), border communes only.
"""

from __future__ import annotations

import re

from mocgioi.domain.places import bare_name, fold
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

_MERGED = (
    ("06004", "Tràng Định", "Quốc Khánh; Tri Phương; Đội Cấn"),
    ("06037", "Tràng Định", "Tân Minh; Trung Thành; Kháng Chiến"),
    ("06058", "Tràng Định", "Đào Viên; Quốc Việt"),
    ("06148", "Văn Lãng", "Trùng Khánh; Thụy Hùng; Thanh Long"),
    ("06172", "Văn Lãng", "Tân Thanh; Tân Mỹ; Hồng Thái; Hoàng Văn Thụ; Nhạc Kỳ"),
    ("06184", "Cao Lộc", "Đồng Đăng; Bảo Lâm; Hồng Phong; Thụy Hùng; Phú Xá"),
    ("06211", "Cao Lộc", "Thanh Lòa; Thạch Đạn; Lộc Yên"),
    ("06196", "Cao Lộc", "Cao Lâu; Xuất Lễ; Mẫu Sơn"),
    ("06541", "Lộc Bình", "Mẫu Sơn; Yên Khoái; Tú Mịch"),
    ("06565", "Lộc Bình", "Tam Gia; Khuất Xá"),
    ("06625", "Đình Lập", "Bắc Xa; Kiên Mộc; Bính Xá"),
)
"""Code of today's commune, former district, former communes."""

ELSEWHERE = {
    "tan thanh": "xã Tân Thanh (06445)",
    "hong phong": "Hồng Phong (Bình Gia)",
    "cao loc": "thị trấn Cao Lộc",
}
"""Names that places away from the border have, or had, as well."""

_DISTRICT = regex(r"^(.*?)\s*[,(/–-]\s*(?:huyện\s+|h\.\s*)?([^,()/]+?)\s*\)?\s*$", re.IGNORECASE)
_LONGEST = 200
"""Characters of the name of a commune, with its district."""
_EXTENT = regex(r"\s*\(\s*(?:toàn bộ|một phần)\s*\)\s*$", re.IGNORECASE)
"""How much of a former commune went over; it is no district."""
_NO_COMMUNE = regex(r"^\s*(?:thị trấn|thi tran|tt\b\.?|huyện|huyen)", re.IGNORECASE)


class Former(NamedTuple):
    """A former commune: its name and district, and the code of today's commune."""

    name: str
    district: str
    code: str


FORMER = tuple(
    Former(name, district, code) for code, district, names in _MERGED for name in names.split("; ")
)
_BY_NAME: dict[str, list[Former]] = {}
for _former in FORMER:
    _BY_NAME.setdefault(fold(_former.name), []).append(_former)
_DISTRICTS = frozenset(fold(former.district) for former in FORMER)


def split_district(written: str) -> tuple[str, str | None]:
    """Return a commune's bare name and the district written with it, if any.

    >>> split_district("xã Thụy Hùng, huyện Cao Lộc"), split_district("Mẫu Sơn (Lộc Bình)")
    (('Thụy Hùng', 'Cao Lộc'), ('Mẫu Sơn', 'Lộc Bình'))
    >>> split_district("Xã Quốc Khánh"), split_district("Bắc Xa, huyện Đình Lập (toàn bộ)")
    (('Quốc Khánh', None), ('Bắc Xa', 'Đình Lập'))
    """
    if len(written) > _LONGEST:
        return bare_name(written), None
    written = _EXTENT.sub("", written)
    match = _DISTRICT.match(written)
    if match and fold(bare_name(match.group(2))) in _DISTRICTS:
        return bare_name(match.group(1)), match.group(2)
    return bare_name(written), None


def formerly(written: str) -> list[Former]:
    """Return the former communes of a name, those of its district where one is written.

    >>> [former.code for former in formerly("Thụy Hùng")]
    ['06148', '06184']
    >>> [former.code for former in formerly("Thuỵ Hùng (Cao Lộc)")]
    ['06184']
    """
    name, district = split_district(written)
    return [
        former
        for former in _BY_NAME.get(fold(name), ())
        if district is None or fold(former.district) == fold(district)
    ]


def is_old_unit(written: str) -> bool:
    """Say whether a name has a unit that no commune of today has: thị trấn, huyện."""
    return _NO_COMMUNE.match(written) is not None
