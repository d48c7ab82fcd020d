"""``show``: one marker."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format, as_path
from mocgioi.domain.counting import is_alarm
from mocgioi.errors import Text

SUMMARY = Text(
    "tình trạng, căn cứ và lịch sử của một mốc", "state, evidence and history of one marker"
)

_NOTHING_WRONG = Text(
    "chú ý: theo số liệu hiện có, mốc {} không hư hỏng, xê dịch hay bị mất; «Ngày phát hiện» trong "
    "dự thảo để trống.",
    "warning: as recorded, marker {} is not damaged, displaced or missing; “Seen on” is left blank "
    "in the draft.",
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the marker, and what is written of it."""
    parser.add_argument("marker", metavar="MARKER")
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
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Print state, evidence and history of one marker, or write its minutes or photographs."""
    tracker = console.tracker(args)
    document = tracker.show(args.marker)
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


def _write_photos(number: str, args: argparse.Namespace) -> int:
    """Write a marker's photographs to a folder, and print where they are."""
    from mocgioi.outputs import marker_text

    written = console.tracker(args).photos.write(number, args.photos)
    for path in written:
        print(path)
    if not written:
        console.say(marker_text.no_photos(number, args.lang), quiet=args.quiet)
    return console.DONE
