"""Options that several commands share, each defined once."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from functools import partial

from mocgioi.errors import UsageError
from mocgioi.typed import TYPE_CHECKING, Any
from mocgioi.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    Actions = argparse._SubParsersAction[argparse.ArgumentParser]

DEFAULT_STORE = "geo/langson.gpkg"
FORMATS = ("text", "json", "csv", "md", "html", "xlsx", "docx", "pdf")
LETTERHEAD = "superior body number place day recipients signer_title signer"
"""What ``--head`` takes; ``outputs.paper.letterhead`` knows what each is."""

Layout = partial(argparse.HelpFormatter, width=96)
"""Of help; without a width of its own argparse measures the terminal for every option."""

Words = Callable[[str, str], str]
"""Takes a text in Vietnamese and in English, and gives the one of the language asked for."""


def default_store() -> str:
    """Return the store that is meant where none is named."""
    return os.environ.get("MOCGIOI_STORE") or DEFAULT_STORE


def as_path(text: str) -> Path:
    """Return a path given on the command line."""
    from pathlib import Path

    return Path(text)


def as_number(text: str) -> float:
    """Return a number given on the command line, its decimals after a point or a comma.

    >>> as_number("0,5")
    0.5
    """
    value = float(text.replace(",", "."))
    if not abs(value) < float("inf"):
        raise ValueError(text)
    return value


def add_common(parser: argparse.ArgumentParser, words: Words, *, top: bool = False) -> None:
    """Add the options every command takes, before or after its name."""

    def default(value: Any) -> Any:
        return value if top else argparse.SUPPRESS

    parser.add_argument(
        "--store",
        metavar="FILE",
        default=default(default_store()),
        help=words(
            f"kho số liệu (mặc định: $MOCGIOI_STORE, rồi {DEFAULT_STORE})",
            f"the store (default: $MOCGIOI_STORE, then {DEFAULT_STORE})",
        ),
    )
    parser.add_argument(
        "--lang",
        choices=("vi", "en"),
        default=default("vi"),
        help=words("ngôn ngữ (mặc định: vi)", "language (default: vi)"),
    )
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        default=default(False),
        help=words("chỉ in số liệu và lỗi", "print only data and errors"),
    )
    loudness.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=default(False),
        help=words("in đủ, kể cả dấu vết lỗi", "print more, error traces too"),
    )


def add_version(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add ``--version``."""
    parser.add_argument(
        "--version",
        action="version",
        version=f"mocgioi {VERSION}",
        help=words("in phiên bản", "print the version"),
    )


def add_actions(parser: argparse.ArgumentParser) -> Actions:
    """Let a command have actions, each with arguments of its own (`add_action`)."""
    return parser.add_subparsers(dest="action", required=True, metavar="ACTION", prog=parser.prog)


def add_action(
    actions: Actions, words: Words, name: str, vi: str, en: str
) -> argparse.ArgumentParser:
    """Add an action of a command with the options every command takes."""
    text = words(vi, en)
    parser = actions.add_parser(name, help=text, description=text, formatter_class=Layout)
    add_common(parser, words)
    return parser


def add_format(
    parser: argparse.ArgumentParser, words: Words, formats: Sequence[str], *, file: bool = True
) -> None:
    """Add ``--format`` and, where a file may be written, ``-o``."""
    parser.add_argument(
        "--format",
        choices=formats,
        help=words("dạng kết quả (mặc định: text)", "form of the result (default: text)"),
    )
    if file:
        parser.add_argument(
            "-o",
            "--out",
            type=as_path,
            metavar="FILE",
            help=words(
                "ghi vào tệp; đuôi tệp chọn dạng", "write to a file; its ending chooses the form"
            ),
        )


def add_out(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add ``-o`` for what only makes sense as a file."""
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE.xlsx",
        required=True,
        help=words("tệp để ghi", "file to write"),
    )


def add_as_of(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add ``--as-of``."""
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=words("tính đến ngày (mặc định: hôm nay)", "as of the day (default: today)"),
    )


def add_dates(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add ``--as-of`` and ``--known-at``."""
    add_as_of(parser, words)
    parser.add_argument(
        "--known-at",
        metavar="TIME",
        help=words("theo số liệu đã nhập đến thời điểm", "by what was recorded until then"),
    )


def add_head(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add what stands at the head and the foot of a paper that is signed."""
    parser.add_argument(
        "--head",
        action="append",
        metavar="FIELD=TEXT",
        default=[],
        help=words(
            f"phần đầu, phần ký của docx và pdf, ví dụ number=12/BC-SNgV; lặp lại được: "
            f"{LETTERHEAD}; hai dòng trong signer_title, recipients cách nhau bằng «;»",
            f"letterhead and signer of docx and pdf, such as number=12/BC-SNgV; may be "
            f"repeated: {LETTERHEAD}; lines of signer_title and recipients are parted by “;”",
        ),
    )


def head_of(args: argparse.Namespace) -> dict[str, str]:
    """Return what ``--head`` gives, by field.

    Raises:
        UsageError: it is not FIELD=TEXT, or its day is none.
    """
    head = _pairs(args.head, "--head", "TRƯỜNG=NỘI DUNG", "FIELD=TEXT", "number=12/BC-SNgV")
    if "day" in head:
        from mocgioi.tracker.moments import as_day

        head["day"] = as_day(head["day"])
    return head


def add_reading(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add what says how a file is to be read."""
    parser.add_argument(
        "--crs",
        metavar="EPSG:n",
        help=words("hệ tọa độ của tệp, khi tệp không ghi", "the file's CRS, where it does not say"),
    )
    parser.add_argument("--layer", help=words("lớp cần đọc", "the layer to read"))
    parser.add_argument("--sheet", help=words("trang tính cần đọc", "the sheet to read"))
    parser.add_argument(
        "--column",
        action="append",
        metavar="FIELD=NAME",
        default=[],
        help=words(
            "tên cột của một trường, ví dụ number='Ký hiệu'; cột tình trạng của một ngày: "
            "road_status@31/12/2024='Năm 2024'",
            "heading in the file of a field, such as number='Sign'; a state's column of one day: "
            "road_status@31/12/2024='Year 2024'",
        ),
    )


def columns_of(args: argparse.Namespace) -> dict[str, str]:
    """Return the headings that ``--column`` gives, by field.

    Raises:
        UsageError: it is not FIELD=NAME.
    """
    return _pairs(args.column, "--column", "TRƯỜNG=TÊN CỘT", "FIELD=HEADING", "number='Ký hiệu'")


def add_words(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add what words mean, where a survey's own words are not understood."""
    parser.add_argument(
        "--word",
        action="append",
        default=[],
        metavar="ASPECT:WORDS=CODE",
        help=words(
            "chữ trong phiếu nghĩa là gì, được ghi nhớ: road_status:'đường đất'=none",
            "what words of a survey mean, remembered: road_status:'đường đất'=none",
        ),
    )


def words_of(args: argparse.Namespace) -> dict[tuple[str, str], str]:
    """Return what ``--word`` says of words, by aspect and words.

    Raises:
        UsageError: it is not ASPECT:WORDS=CODE.
    """
    said = {}
    for given in args.word:
        subject, _, code = given.rpartition("=")
        aspect, _, text = subject.partition(":")
        if not (aspect and text.strip() and code.strip("… ")):
            raise UsageError(
                f"--word «{given}»: viết ASPECT:CHỮ=NGHĨA, ví dụ road_status:'đường đất'=none.",
                f"--word “{given}”: write ASPECT:WORDS=CODE, such as road_status:'đường đất'=none.",
            )
        said[(aspect.strip(), text.strip())] = code.strip()
    return said


def _pairs(given: Sequence[str], option: str, vi: str, en: str, example: str) -> dict[str, str]:
    """Return what was given as FIELD=TEXT, by field."""
    pairs = {}
    for pair in given:
        field, _, text = pair.partition("=")
        if not field or not text:
            raise UsageError(
                f"{option} «{pair}»: viết {vi}, ví dụ {example}.",
                f"{option} “{pair}”: write {en}, such as {example}.",
            )
        pairs[field.strip()] = text.strip()
    return pairs


def add_policy(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the thresholds of the checks on a survey; each is kept with the batch it was used on."""
    from mocgioi.intake.survey.policy import STANDARD

    for option, field, vi, en in (
        ("--tell-m", "told_m", "báo khi cách mốc quá", "tell beyond, from the marker"),
        ("--hold-m", "held_m", "giữ lại khi cách mốc quá", "hold beyond"),
        ("--accuracy-m", "poor_accuracy_m", "báo khi sai số quá", "tell a poor fix"),
        ("--across-m", "across_line_m", "báo khi bên kia đường biên", "across the line"),
        ("--photo-m", "photo_told_m", "báo khi ảnh cách mốc quá", "tell of photos"),
    ):
        usual = f"({getattr(STANDARD, field):g})"
        parser.add_argument(
            option,
            dest=field,
            type=as_number,
            metavar="METRES",
            help=words(f"{vi} {usual}", f"{en} {usual}"),
        )
    parser.add_argument(
        "--dates",
        choices=("day-first", "month-first"),
        help=words(
            "ô ngày của bảng tính: đã đúng, hay bị đổi ngày với tháng",
            "date cells of a spreadsheet: right as they stand, or day and month turned",
        ),
    )
    earliest = STANDARD.earliest_day
    parser.add_argument(
        "--earliest",
        dest="earliest_day",
        metavar="DATE",
        help=words(f"ngày sớm nhất được nhận ({earliest})", f"earliest day taken ({earliest})"),
    )


def add_decision(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add who decides and why."""
    parser.add_argument(
        "--why",
        required=True,
        metavar="TEXT",
        help=words("lý do, được lưu cùng quyết định", "the reason, kept with the decision"),
    )
    parser.add_argument(
        "--by", metavar="WHO", help=words("người quyết định", "who decides (default: the user)")
    )


def add_amendment(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the day, the reason and the author of a change that comes from no file."""
    parser.add_argument(
        "--on",
        metavar="DATE",
        help=words("từ ngày (mặc định: hôm nay)", "the day (default: today)"),
    )
    add_decision(parser, words)


def add_pricing(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what an estimate reckons with: a table of prices or one price, and how roads wind."""
    from mocgioi.domain.counting import DEFAULTS

    parser.add_argument(
        "--prices",
        metavar="FILE",
        help=words(
            "bảng đơn giá theo loại đường, địa hình (csv, xlsx; cột như geo/unit_prices.csv)",
            "unit prices by class and terrain (csv, xlsx; columns as in geo/unit_prices.csv)",
        ),
    )
    parser.add_argument(
        "--vnd-per-m",
        type=int,
        metavar="VND",
        help=words(
            f"một đơn giá cho mọi địa hình, đồng/m (mặc định: {DEFAULTS.vnd_per_m})",
            f"one price for any terrain, đồng a metre (default: {DEFAULTS.vnd_per_m})",
        ),
    )
    parser.add_argument(
        "--detour-factor",
        type=as_number,
        metavar="N",
        help=words(
            f"chiều dài thực địa gấp mấy lần đường vẽ (mặc định: {DEFAULTS.detour_factor})",
            f"length on the ground to length as drawn (default: {DEFAULTS.detour_factor})",
        ),
    )
