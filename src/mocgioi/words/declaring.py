"""How a finding is declared: its code, where it arises, its severity and its sentences.

A sentence is a `Text` of templates: ``{name}`` stands for what the site gives under that
name, ``{hint}`` for a command to type next. Another language is one more column of `Text`,
and so one more argument of each sentence here.
"""

from typing import NamedTuple

from mocgioi.errors import Hint, Severity, Text

WHERE: dict[str, Text] = {
    "file": Text("mọi tệp", "any file"),
    "archive": Text("tệp nén, thư mục", "archives and folders"),
    "workbook": Text("bảng tính", "spreadsheets"),
    "layer": Text("lớp bản đồ", "map layers"),
    "row": Text("dòng của mọi tệp", "rows of any file"),
    "survey": Text("phiếu kiểm tra", "surveys"),
    "photos": Text("ảnh", "photographs"),
    "markers": Text("sổ đăng ký mốc", "the marker register"),
    "communes": Text("danh sách xã", "communes"),
    "posts": Text("danh sách đồn", "posts"),
    "gates": Text("cửa khẩu", "gates"),
    "boundary": Text("đường biên giới", "the border line"),
    "ground": Text("nền bản đồ", "the ground of the map"),
    "roads": Text("lớp đường", "roads"),
    "projects": Text("dự án", "projects"),
    "contributions": Text("khoản ủng hộ", "contributions"),
    "check": Text("kiểm tra lớp đường", "the check of roads"),
    "decisions": Text("tệp quyết định", "sheets of decisions"),
    "store": Text("kho số liệu", "the store"),
    "cases": Text("bảng BÁO NGAY", "sheets of cases"),
    "seen": Text("bảng cần xem lại", "sheets of what is to be looked at"),
    "published": Text("số liệu đã công bố", "published figures"),
    "targets": Text("chỉ tiêu", "targets"),
    "prices": Text("bảng đơn giá", "unit prices"),
    "dem": Text("độ cao địa hình", "heights of the ground"),
    "merge": Text("gộp bản khác của kho", "another copy of the store"),
}
"""Where a finding can arise, by a short name."""


class Sentence(NamedTuple):
    """One way to tell a finding.

    Attributes:
        severities: what it can weigh; where there are several, the site says which.
        text: its templates.
        hints: the commands that stand where its templates have ``{hint}``, in their order.
    """

    severities: tuple[Severity, ...]
    text: Text
    hints: tuple[Hint, ...] = ()


class Entry(NamedTuple):
    """A finding of the catalogue.

    Attributes:
        code: stable; programs may rely on it.
        where: names in `WHERE`.
        sentences: by variant; the only one of a code has the variant ``""``.
    """

    code: str
    where: tuple[str, ...]
    sentences: dict[str, Sentence]


def entry(code: str, where: str, only: Sentence | None = None, **variants: Sentence) -> Entry:
    """Declare a finding: `where` as names of `WHERE`, and one sentence or named variants."""
    sentences = {"": only} if only is not None else {}
    return Entry(code, tuple(where.split()), {**sentences, **variants})


def error(*words: str, hints: tuple[Hint, ...] = ()) -> Sentence:
    """Return a sentence about a row or file that is not taken."""
    return Sentence(("error",), Text(*words), hints)


def warning(*words: str, hints: tuple[Hint, ...] = ()) -> Sentence:
    """Return a sentence about what a person should look at."""
    return Sentence(("warning",), Text(*words), hints)


def notice(*words: str, hints: tuple[Hint, ...] = ()) -> Sentence:
    """Return a sentence that is good to know."""
    return Sentence(("notice",), Text(*words), hints)


def weighed(*severities: Severity, words: Text) -> Sentence:
    """Return a sentence whose severity the site chooses among several."""
    return Sentence(severities, words)
