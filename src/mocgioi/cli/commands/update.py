"""``update``: the weekly routine; what came in, and what did not, file by file."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format, add_policy, as_path
from mocgioi.cli.policy import policy_of
from mocgioi.errors import HINT, Hint, Text, spelled

SUMMARY = Text(
    "việc hằng tuần: nhập mọi tệp mới trong thư mục, viết lại bản đồ, báo cáo, trang tóm tắt",
    "the weekly routine: apply every new file of a folder, rewrite map, report and summary",
)

_NOTHING_NEW = Text(
    "Không có tệp nào mới ({} tệp đã nhập từ trước).",
    "Nothing new ({} files were taken in before).",
)
_NO_SURVEY = Text("{}: không phải phiếu kiểm tra, bỏ qua.", "{}: no survey, left out.")
_MOVE_OUT = Text(
    "Hãy chuyển các tệp không phải phiếu ra khỏi thư mục; nếu là phiếu, chỉ tên cột một lần: "
    f"{HINT}",
    f"Move what is no survey out of the folder; if it is one, name its columns once: {HINT}",
)
_NAME_COLUMNS = Hint("survey apply", ("FILE", "--column", "number='…'"))
_OTHERS = Text("{} tệp thuộc loại không đọc: {}.", "Files of kinds that are not read ({}): {}.")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the folder, and the thresholds of the checks."""
    parser.add_argument("folder", type=as_path, metavar="FOLDER")
    add_policy(parser, words)
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Do the weekly routine: apply what is new in a folder, rewrite the pages."""
    done = console.tracker(args).update(
        args.folder,
        lang=args.lang,
        policy=policy_of(args),
        progress=lambda name: console.progress(name, quiet=args.quiet),
        spell=console.speller(args),
    )
    code = console.print_receipts([*done.receipts, *done.waiting], args)
    for path, error in done.refused:
        console.say(path.as_posix())
        console.complain(error, args)
        code = max(code, error.exit_code)
    for path, error in done.no_surveys:
        console.say(_NO_SURVEY.to(args.lang).format(path.as_posix()))
        console.complain(error, args)
        code = max(code, console.NEEDS_PERSON)
    if done.no_surveys:
        console.say(spelled(_MOVE_OUT, [_NAME_COLUMNS], console.speller(args)).to(args.lang))
    if done.others:
        names = ", ".join(done.others[:5]) + (" …" if len(done.others) > 5 else "")
        console.say(_OTHERS.to(args.lang).format(len(done.others), names), quiet=args.quiet)
    if not done.has_news:
        console.say(_NOTHING_NEW.to(args.lang).format(done.known), quiet=args.quiet)
    for path in done.written:
        console.say(str(path), quiet=args.quiet)
    return code
