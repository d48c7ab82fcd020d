"""``show``: one marker, or a road, a commune and what else has a history."""

from __future__ import annotations

import argparse
from typing import Literal

from mocgioi.cli import console
from mocgioi.cli.datasheet_options import add_audience
from mocgioi.cli.options import (
    Words,
    add_dates,
    add_format,
    as_path,
)
from mocgioi.domain.counting import is_alarm
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.subjects import KINDS
from mocgioi.errors import HINT, Hint, Text, UsageError

_NOTHING_WRONG = Text(
    "chú ý: theo số liệu hiện có, mốc {} không hư hỏng, dịch chuyển hay bị mất; «Ngày phát hiện» "
    "trong dự thảo để trống.",
    "warning: as recorded, marker {} is not damaged, displaced or missing; “Seen on” is left blank "
    "in the draft.",
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what is meant, of which day and knowledge, and what is written of it."""
    kinds = ", ".join(KINDS)
    parser.add_argument(
        "subject",
        nargs="+",
        metavar="MARKER|KIND NAME",
        help=words(
            f"số hiệu mốc; hoặc loại ({kinds}) rồi tên, mã, 8 ký tự đầu của uuid",
            f"a marker's number; or a kind ({kinds}) and a name, a code, 8 characters of a uuid",
        ),
    )
    parser.add_argument(
        "--minutes",
        type=as_path,
        metavar="FILE",
        help=words("viết dự thảo biên bản (DOCX) vào tệp", "write draft minutes (DOCX) to a file"),
    )
    parser.add_argument(
        "--photos",
        type=as_path,
        metavar="FOLDER",
        help=words("chép ảnh của mốc vào thư mục", "write the marker's photographs to a folder"),
    )
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE.pdf",
        help=words(
            "viết lý lịch mốc (PDF một trang, hoặc DOCX) vào tệp; nhiều mốc: lệnh sheets",
            "write the marker's datasheet (PDF of one page, or DOCX); of many markers: sheets",
        ),
    )
    add_audience(parser, words)
    add_dates(parser, words)
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Print state, evidence and history, or write minutes or photographs of a marker."""
    _refuse_unclear(args)
    kind, *name = args.subject
    if kind in KINDS:
        return _show_subject(kind, " ".join(name), args)
    if args.out is not None:
        return _write_datasheet(" ".join(args.subject), args)
    tracker = console.tracker(args)
    document = tracker.show(" ".join(args.subject), as_of=args.as_of, known_at=args.known_at)
    if args.minutes is not None:
        is_damaged = is_alarm(document["condition"]["value"])
        if not is_damaged and not any(case["open"] for case in document["cases"]):
            console.say(_NOTHING_WRONG.to(args.lang).format(document["number"]))
        draft = tracker.minutes(document["number"], lang=args.lang)
        console.deliver(draft, args.minutes, args.lang, quiet=args.quiet, ending=".docx")
        return console.DONE
    if args.photos is not None:
        return _write_photos(document["number"], args)
    if args.format == "json":
        console.print_json(document)
    else:
        from mocgioi.outputs import marker_text

        print(marker_text.show(document, args.lang), end="")
    return console.DONE


def _refuse_unclear(args: argparse.Namespace) -> None:
    """See to it that what is written of a marker is asked of a marker, as it stands."""
    written = args.minutes is not None or args.photos is not None
    kind, *name = args.subject
    if written and (args.as_of or args.known_at or (kind in KINDS and name)):
        raise UsageError(
            "--minutes, --photos chỉ dùng cho một mốc, theo số liệu hiện nay: bỏ --as-of, "
            "--known-at.",
            "--minutes and --photos are of a marker, as it stands: leave out --as-of, --known-at.",
        )
    if args.audience and args.out is None:
        raise UsageError(
            "--audience chỉ đi với -o TỆP.pdf.", "--audience goes with -o FILE.pdf only."
        )
    if args.out is not None and (written or args.format or (kind in KINDS and name)):
        raise UsageError(
            "-o viết lý lịch của một mốc: không đi với --minutes, --photos, --format hay loại "
            "khác.",
            "-o writes the datasheet of a marker: it does not go with --minutes, --photos, "
            "--format or another kind.",
        )
    if args.out is not None and len(_numbers(args.subject)) > 1:
        raise UsageError(
            f"-o viết lý lịch của một mốc. Của nhiều mốc (một đồn, một xã): {HINT}.",
            f"-o writes the datasheet of one marker. Of many (a post, a commune): {HINT}.",
            hints=[Hint("sheets", ("--post", "P", "-o", "FILE.pdf"))],
        )
    if args.out is not None and args.out.suffix.lower() not in ("", ".pdf", ".docx"):
        raise UsageError(
            f"Lý lịch mốc viết được thành .pdf hoặc .docx, không phải «{args.out.name}».",
            f"A datasheet is written as .pdf or .docx, not as “{args.out.name}”.",
        )
    if kind in KINDS and not name:
        what = KINDS[kind]
        raise UsageError(
            f"Thiếu tên {what.vi}: viết thêm tên, mã hoặc uuid.",
            f"Which {what.en}? Add its name, code or uuid.",
        )
    text = " ".join(args.subject)
    if name and kind not in KINDS and not _is_number(text):
        listed = ", ".join(KINDS)
        raise UsageError(
            f"«{text}»: viết số hiệu một mốc, hoặc một loại ({listed}) rồi tên.",
            f"“{text}”: write the number of a marker, or a kind ({listed}) and a name.",
        )


def _numbers(words: list[str]) -> list[str]:
    """Return the words that are numbers of markers, each alone."""
    return [word for word in words if _is_number(word)]


def _is_number(text: str) -> bool:
    try:
        MarkerNumber.parse(text)
    except ValueError:
        return False
    return True


def _show_subject(kind: str, name: str, args: argparse.Namespace) -> int:
    document = console.tracker(args).show_subject(
        kind, name, as_of=args.as_of, known_at=args.known_at
    )
    if args.format == "json":
        console.print_json(document)
    else:
        from mocgioi.outputs import subject_text

        print(subject_text.show(document, args.lang), end="")
    return console.DONE


def _write_datasheet(number: str, args: argparse.Namespace) -> int:
    """Write a marker's datasheet to a file: PDF, unless its name ends in .docx."""
    form: Literal["pdf", "docx"] = "docx" if args.out.suffix.lower() == ".docx" else "pdf"
    made = console.tracker(args).datasheets.of(
        number,
        as_of=args.as_of,
        known_at=args.known_at,
        lang=args.lang,
        audience=args.audience or "full",
        form=form,
    )
    console.deliver(made, args.out, args.lang, quiet=args.quiet, ending=f".{form}")
    return console.DONE


def _write_photos(number: str, args: argparse.Namespace) -> int:
    """Write a marker's photographs to a folder, and print where they are."""
    from mocgioi.outputs import marker_text

    written = console.tracker(args).photos.write(number, args.photos)
    for path in written:
        print(path)
    if not written:
        console.say(marker_text.no_photos(number, args.lang), quiet=args.quiet)
    return console.DONE
