"""``update``: the weekly routine; what came in, and what did not, file by file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.cli.console import quoted
from mocgioi.cli.options import Words, add_format, add_policy, as_path
from mocgioi.cli.policy import policy_of
from mocgioi.errors import HINT, Hint, Text, spelled

if TYPE_CHECKING:
    from mocgioi.documents.update import Update
    from mocgioi.tracker.updated import Updated

_NOTHING_NEW = Text(
    "Không có tệp nào mới ({} tệp đã nhập từ trước).",
    "Nothing new ({} files were taken in before).",
)
_UNDONE = Text(
    "{}: đã hoàn tác nên không nhập lại. Nếu nay đúng, hãy tự nhập: {}",
    "{}: taken back by a person, so it stays out. If it is right now, apply it yourself: {}",
)
_SETTLED = Text("{}: đã quyết định {} trường hợp.", "{}: inconsistent reports settled: {}.")
_SURE = Text("BÁO NGAY: {} mốc", "REPORT AT ONCE: {}")
_PERHAPS = Text("có thể phải BÁO NGAY: {}", "may have to be REPORTED AT ONCE: {}")
_SEE_PAGE = Text("{}. Xem trang tóm tắt.", "{}. See the summary page.")
_WAITS = Text("Cần người xem xét: {}.", "Needs a person: {}.")
_NO_SURVEY = Text("{}: không phải phiếu kiểm tra, bỏ qua.", "{}: no survey, left out.")
_MOVE_OUT = Text(
    "Hãy chuyển các tệp không phải phiếu ra khỏi thư mục; nếu là phiếu, chỉ tên cột một lần: "
    f"{HINT}",
    f"Move what is no survey out of the folder; if it is one, name its columns once: {HINT}",
)
_NAME_COLUMNS = Hint("survey apply", ("FILE", "--column", "number='…'"))
_UNFINISHED = Text(
    "Các tệp nêu trên đã xử lý xong; bản đồ, báo cáo và trang tóm tắt chưa viết lại hết. Khắc phục "
    "rồi chạy lại: không dòng nào bị tính hai lần.",
    "The files above were dealt with; map, report and summary are not all written anew. Mend that "
    "and run it again: nothing is counted twice.",
)
_REGISTERS = Text(
    f"{{count}} bảng của sổ đăng ký, không phải phiếu kiểm tra, bỏ qua: {{names}}. "
    f"Muốn nhập thì nói rõ là bảng gì, ví dụ sổ mốc: {HINT}.",
    f"Tables of the register, no surveys, passed over ({{count}}): {{names}}. To import one, say "
    f"of what it is, of markers for example: {HINT}.",
)
_OTHERS = Text("{} tệp thuộc loại không đọc: {}.", "Files of kinds that are not read ({}): {}.")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the folder, and the thresholds of the checks."""
    parser.add_argument("folder", type=as_path, metavar="FOLDER")
    parser.add_argument(
        "--open",
        action="store_true",
        help=words("mở trang tóm tắt khi xong", "open the summary page when done"),
    )
    add_policy(parser, words)
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Do the weekly routine: apply what is new in a folder, lay out pages and sheets."""
    done = console.tracker(args).update(
        args.folder,
        lang=args.lang,
        policy=policy_of(args),
        progress=lambda name: console.progress(name, quiet=args.quiet),
        spell=console.speller(args, anywhere=True),
    )
    if done.upgraded:
        from mocgioi.outputs.weekly import upgraded_text

        console.say(upgraded_text(*done.upgraded, args.lang), quiet=args.quiet)
    code = _print(done, args)
    for path, error in done.refused:
        console.say(path.as_posix())
        console.complain(error, args)
        code = max(code, error.exit_code)
    _say_what_stays_out(done, args)
    for name, decided in done.decided.items():
        if decided.settled:
            settled = _SETTLED.to(args.lang).format(name, len(decided.settled))
            console.say(settled, quiet=args.quiet)
    if not done.receipts and not done.decided_anything and done.unfinished is None:
        console.say(_NOTHING_NEW.to(args.lang).format(done.known), quiet=args.quiet)
    alarms = "; ".join(
        words.to(args.lang).format(count)
        for words, count in ((_SURE, done.to_report), (_PERHAPS, done.perhaps))
        if count
    )
    if alarms:
        sentence_begun = alarms[:1].upper() + alarms[1:]
        console.say(_SEE_PAGE.to(args.lang).format(sentence_begun), quiet=args.quiet)
    if done.work:
        from mocgioi.outputs.weekly import heading_of, sentence

        left_out = [e for work in done.work if work.kind == "left_out" for e in work.entries]
        for entry in left_out:
            console.say(sentence(entry, args.lang), quiet=args.quiet)
        headings = "; ".join(heading_of(work, args.lang) for work in done.work)
        console.say(_WAITS.to(args.lang).format(headings), quiet=args.quiet)
    for written in done.written:
        console.say(str(written), quiet=args.quiet)
    if done.unfinished is not None:
        console.complain(done.unfinished, args)
        console.say(_UNFINISHED.to(args.lang))
        return max(code, done.unfinished.exit_code)
    if args.open:
        console.show(done.page)
    return max(code, console.NEEDS_PERSON) if done.needs_person else code


def _print(done: Updated, args: argparse.Namespace) -> int:
    """Print what came in, and return the exit code that asks for."""
    if args.format != "json":
        return console.print_receipts([*done.receipts, *done.waiting], args)
    from mocgioi.outputs.weekly import work_document

    spell = console.speller(args)
    upgraded = done.upgraded
    document: Update = {
        "schema": "mocgioi.update/1",
        "upgraded": upgraded
        and {"before": upgraded.before, "after": upgraded.after, "kept": str(upgraded.kept)},
        "files": [receipt.as_dict(args.lang, spell) for receipt in done.receipts],
        "to_report": done.to_report,
        "perhaps": done.perhaps,
        "overdue": done.overdue,
        "work": work_document(done.work, args.lang),
        "known": done.known,
        "undone": done.undone,
        "blank": done.blank,
        "page": str(done.page),
        "written": [str(path) for path in done.written],
    }
    console.print_json(document)
    return console.exit_code_of(done.receipts)


def _say_what_stays_out(done: Updated, args: argparse.Namespace) -> None:
    """Say which files are no surveys, are of kinds not read, or were taken back."""
    spell = console.speller(args)
    for path, error in done.no_surveys:
        console.say(_NO_SURVEY.to(args.lang).format(path.as_posix()))
        console.complain(error, args)
    if done.no_surveys:
        console.say(spelled(_MOVE_OUT, [_NAME_COLUMNS], spell).to(args.lang))
    for name in done.undone:
        command = spell(Hint("survey apply", (quoted(str(args.folder / name)),)))
        console.say(_UNDONE.to(args.lang).format(name, command), quiet=args.quiet)
    if done.registers:
        names, count = _first_of(done.registers), len(done.registers)
        told = Text(*(words.format(count=count, names=names) for words in _REGISTERS))
        told = spelled(told, [Hint("import", ("markers", "FILE"))], spell)
        console.say(told.to(args.lang), quiet=args.quiet)
    if done.others:
        names = _first_of(done.others)
        console.say(_OTHERS.to(args.lang).format(len(done.others), names), quiet=args.quiet)


def _first_of(names: list[str]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
