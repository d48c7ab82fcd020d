"""Words of headings and titles by which what follows was not seen now: wanted, or known before."""

from __future__ import annotations

import re

from mocgioi.domain.places import fold

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

_A_YEAR = re.compile(r"\b20\d\d\b")


def years_in(text: str) -> list[int]:
    """Return the years that a text names.

    >>> years_in("đã xây dựng năm 2027"), years_in("bê tông")
    ([2027], [])
    """
    return [int(year) for year in _A_YEAR.findall(text[:_LONGEST])]


def has_words(text: str, words: tuple[str, ...]) -> str | None:
    """Return the first of `words` that stands in a text as whole words, or None.

    >>> has_words("Tình trạng đường (đề nghị)", NOT_OBSERVED), has_words("Cục đá", FORMER_PERIOD)
    ('de nghi', None)
    """
    key = f" {fold(text[:_LONGEST])} "
    return next((word for word in words if f" {word} " in key), None)
