"""Words of headings and titles by which what follows was not seen now: wanted, or known before."""

from __future__ import annotations

import re
from datetime import date

from mocgioi.domain.places import fold, nfc
from mocgioi.patterns import regex

_LONGEST = 200
"""Characters of a heading or a title that are looked at."""

NOT_OBSERVED = (
    *("ke hoach", "du kien", "de nghi", "de xuat", "nhu cau", "chi tieu", "muc tieu", "dang ky"),
    *("kien nghi", "phan dau", "mong muon", "nguyen vong", "phuong an", "lo trinh", "du toan"),
    *("cam ket", "quy hoach", "thiet ke", "chu truong", "van dong", "uu tien", "duoc giao"),
    *("can lam", "can mo", "can xay", "can xay dung", "can co", "can dau tu", "se lam", "se xay"),
    *("se xay dung", "se mo", "se thi cong", "xin lam", "xin mo", "xin chu truong", "xin kinh phi"),
    *("xin xay dung", "xin", "to trinh", "trinh phe duyet", "uoc thuc hien", "nam toi", "nam sau"),
    *("ky toi", "kha nang", "dinh huong", "planned", "plan", "target", "proposed", "wanted"),
)
"""Folded words by which a heading or a title says that what follows nobody saw: it is wanted."""

FORMER_PERIOD = (
    *("ky truoc", "nam truoc", "lan truoc", "thang truoc", "quy truoc", "tuan truoc", "dot truoc"),
    *("cung ky", "dau ky", "dau nam", "truoc day", "ban dau", "truoc kiem tra", "truoc mua lu"),
    *("cu", "truoc", "previous"),
)
"""Folded words by which a heading says that it holds what was known before."""

THIS_PERIOD = (
    *("ky nay", "nam nay", "lan nay", "tuan nay", "thang nay", "quy nay", "dot nay", "hien tai"),
    *("hien nay", "cuoi ky", "sau kiem tra", "den nay", "moi nhat", "nay", "current"),
)
"""Folded words by which a heading says that it holds what is known now."""

_A_YEAR = regex(r"(?<!\d)20\d\d(?!\d)")


def years_in(text: str) -> list[int]:
    """Return the years that a text names.

    >>> years_in("đã xây dựng năm 2027"), years_in("bê tông")
    ([2027], [])
    """
    return [int(year) for year in _A_YEAR.findall(text[:_LONGEST])]


_OF_A_DAY = regex(
    r"(?<!\d)(\d{1,2})\s?(?:[/.\-]|tháng)\s?(\d{1,2})\s?(?:[/.\-]|năm)\s?(20\d\d)(?![\d/.-])"
    r"|(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEARS_END = regex(r"(?<!\w)(?:hết|cuối)\s(?:năm\s)?(20\d\d)(?![\d/.-])", re.IGNORECASE)
_BEFORE_A_DAY = frozenset(
    {
        *("tinh", "ke", "den", "toi", "het", "cuoi", "ngay", "tai", "vao", "thoi", "diem", "lan"),
        *("dot", "ky", "kiem", "tra", "so", "lieu", "bao", "cao", "nam", "as", "of", "on", "thang"),
    }
)
"""Folded words before a day that only say that it is one."""


def without_day(text: str) -> tuple[str, str] | None:
    """Return a heading without the day it names, and that day (ISO); None where it names no one.

    The end of a year is a day. A month, a quarter and a year are none.

    >>> without_day("Tình trạng đường (tính đến ngày 31/12/2025)")
    ('Tình trạng đường', '2025-12-31')
    >>> without_day("Đường đến mốc / Cuối năm 2022"), without_day("Đợt 1 (15/3/2026)")
    (('Đường đến mốc', '2022-12-31'), ('', '2026-03-15'))
    >>> without_day("Đường năm 2022"), without_day("Từ 1/1/2025 đến 31/12/2025")
    (None, None)
    """
    text = nfc(text[:_LONGEST])
    days = list(_OF_A_DAY.finditer(text)) or list(_YEARS_END.finditer(text))
    if len(days) != 1:
        return None
    groups = [int(group) for group in days[0].groups() if group]
    if len(groups) == 1:
        groups = [31, 12, *groups]
    year, month, of_month = groups if groups[0] > 31 else reversed(groups)
    try:
        day = date(year, month, of_month).isoformat()
    except ValueError:
        return None
    before = text[: days[0].start()].rstrip(" (:-/").split()
    while before and (fold(before[-1]) in _BEFORE_A_DAY or before[-1].strip("(:").isdigit()):
        before.pop()
    words = f"{' '.join(before)} {text[days[0].end() :].lstrip(' ).')}"
    return words.strip(" /(:-"), day


def has_words(text: str, words: tuple[str, ...]) -> str | None:
    """Return the first of `words` that stands in a text as whole words, or None.

    >>> has_words("Tình trạng đường (đề nghị)", NOT_OBSERVED), has_words("Cục đá", FORMER_PERIOD)
    ('de nghi', None)
    """
    key = f" {fold(text[:_LONGEST])} "
    return next((word for word in words if f" {word} " in key), None)


_NOT_REAL = regex(
    r"\b(?:dien tap|luyen tap|kich ban|gia su|tap huan|bai tap|thuc hanh|bai kiem tra|thu nghiem"
    r"|vi du|test|demo|thu hoi|khong su dung|khong dung|bi sai|bao sai|bao cao sai|sai can"
    r"|ghi nham|bao nham|truoc khi sua|loai khoi|dua ra khoi|khong co moc nao|chua moc nao"
    r"|tru cac moc|bo cac dong|dong nay bo|chua xac minh|can kiem chung|can xac minh|tin don"
    r"|mang xa hoi|vien canh|hua (?:ho tro|tai tro|lam)|nha tai tro hua|nhiem vu nam|giao uoc"
    r"|du thao|chua duoc phe duyet|tham khao|khong phai|viet nam lao|viet lao|viet nam campuchia"
    r"|phap thanh|tinh (?:cao bang|quang ninh|ha giang|lao cai|lai chau|dien bien|thai nguyen"
    r"|bac giang|bac kan))\b|^huy$"
)
_WITH_THEIR_MARKS = regex(
    r"\b(?:giả định|minh họa|minh hoạ|phía bạn|nhầm|(?:đã|bị) h[uủ][ỷy]|h[uủ][ỷy] bỏ|dân báo)\b"
)
"""Words that are names of people or places, or quite other words, without their marks."""
_NO_DENIAL = regex(r"\b(?:sai so|sai lech|khong sai|khong nham)\b")
_ILLUSTRATIVE = regex(r"số liệu minh h(?:ọa|oạ)")
_OTHER_STONES = regex(
    r"\bmoc (?:dia chinh|giai phong|gpmb|ranh gioi rung|ranh|do cao|toa do|luoi|chi gioi|dia gioi"
    r"|lo gioi|quan trac|thuy van|duong sat|rung)\b"
)


def is_illustrative(text: str) -> bool:
    """Say whether a text calls what it stands over made up, as the samples of this house do.

    >>> is_illustrative("MẪU SỐ 03 (số liệu minh hoạ)"), is_illustrative("minh họa bằng ảnh")
    (True, False)
    """
    return _ILLUSTRATIVE.search(nfc(text[:500]).lower()) is not None


def not_real(text: str) -> str | None:
    """Return the words by which a text says that something is no fact, or of another border.

    A drill, an example, what was withdrawn or reported by mistake, a rumour; markers of land
    registers, forests or railways.

    >>> not_real("KỊCH BẢN DIỄN TẬP"), not_real("Mốc địa chính"), not_real("ghi nhầm")
    ('kich ban', 'moc dia chinh', 'ghi nham')
    >>> not_real("BỘ CHỈ HUY BĐBP TỈNH LẠNG SƠN"), not_real("Nông Thị Nhâm"), not_real("gia đình")
    (None, None, None)
    """
    key = _NO_DENIAL.sub(" ", fold(text[:500]))
    marked = _ILLUSTRATIVE.sub(" ", nfc(text[:500]).lower())
    match = _NOT_REAL.search(key) or _OTHER_STONES.search(key) or _WITH_THEIR_MARKS.search(marked)
    return match.group() if match else None


_NOT_DONE = regex(
    r"\b(?:chua co|chua lam|chua xong|chua hoan thanh|chua do be tong|chua nghiem thu|san nen"
    r"|chua toi moc|chua den moc|chua toi|con \d+ m|moi co chu truong|moi khoi cong|dang lam"
    r"|dang thi cong)\b"
)


def not_done(text: str) -> str | None:
    """Return the words by which a text says that a road is not finished, or only wanted.

    >>> not_done("đường chưa làm"), not_done("dốc cao")
    ('chua lam', None)
    """
    key = fold(text[:500])
    match = _NOT_DONE.search(key)
    return match.group() if match else has_words(key, NOT_OBSERVED)
