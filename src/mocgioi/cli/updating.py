"""The weekly routine on the command line: what came in, and what did not, told one by one."""

from __future__ import annotations

from argparse import Namespace

from mocgioi.cli import console
from mocgioi.errors import Text

_NOTHING_NEW = Text(
    "Không có tệp nào mới ({} tệp đã nhập từ trước).",
    "Nothing new ({} files were taken in before).",
)
_NO_SURVEY = Text("{}: không phải phiếu kiểm tra, bỏ qua.", "{}: no survey, left out.")
_MOVE_OUT = Text(
    "Hãy chuyển các tệp không phải phiếu ra khỏi thư mục; nếu là phiếu, chỉ tên cột một lần: "
    "mocgioi survey apply TỆP --column number='…'",
    "Move what is no survey out of the folder; if it is one, name its columns once: "
    "mocgioi survey apply FILE --column number='…'",
)
_OTHERS = Text("{} tệp thuộc loại không đọc: {}.", "Files of kinds that are not read ({}): {}.")


def update(args: Namespace) -> int:
    """Do the weekly routine: apply what is new in a folder, rewrite the pages."""
    done = console.tracker(args).update(
        args.folder,
        lang=args.lang,
        policy=console.policy(args),
        told=lambda text: console.progress(text, quiet=args.quiet),
    )
    code = console.print_receipts([*done.receipts, *done.waiting], args)
    for path, error in done.refused:
        console.say(path.as_posix())
        console.complain(error, args.lang)
        code = max(code, error.exit_code)
    for path, error in done.no_surveys:
        console.say(_NO_SURVEY.to(args.lang).format(path.as_posix()))
        console.complain(error, args.lang)
        code = max(code, console.NEEDS_PERSON)
    if done.no_surveys:
        console.say(_MOVE_OUT.to(args.lang))
    if done.others:
        names = ", ".join(done.others[:5]) + (" …" if len(done.others) > 5 else "")
        said = _OTHERS.to(args.lang).format(len(done.others), names)
        console.say(said, quiet=args.quiet)
    if not done.tells:
        console.say(_NOTHING_NEW.to(args.lang).format(done.known), quiet=args.quiet)
    for path in done.written:
        console.say(str(path), quiet=args.quiet)
    return code
