"""``survey``: field surveys, and the record of what was taken in."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.cli.options import (
    Words,
    add_action,
    add_actions,
    add_decision,
    add_format,
    add_out,
    add_policy,
    add_reading,
    add_words,
    as_path,
    columns_of,
    words_of,
)
from mocgioi.cli.policy import policy_of
from mocgioi.errors import HINT, Hint, MocgioiError, Text, spelled
from mocgioi.words.of_batches import BY_HAND, HEIGHTS_UNDONE, KINDS, REOPENED, UNDONE

if TYPE_CHECKING:
    from mocgioi.cli.options import Actions
    from mocgioi.domain.batch import Receipt
    from mocgioi.store.history import Batch

_NO_BATCHES = Text("Chưa nhập tệp nào.", "Nothing was taken in yet.")
_WAITS = Text(
    f"CHỜ QUYẾT ĐỊNH {{count}} dòng: một lần lưu đổi nhiều mốc. Nhận tất cả: {HINT}. Bỏ tất cả: "
    f"{HINT}.",
    f"{{count}} rows WAIT FOR A DECISION: one save moved many markers. Let all in: {HINT}. Set all "
    f"aside: {HINT}.",
)
_BACK = Text("đã hoàn tác {}", "{} undone")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what is done, each action with arguments of its own."""
    actions = add_actions(parser)
    for name, vi, en in (
        ("check", "xem thử từng tệp, không ghi gì", "say what would happen; write nothing"),
        ("apply", "nhập từng tệp, in phiếu nhập số liệu", "take in each file, print its receipt"),
    ):
        action = add_action(actions, words, name, vi, en)
        action.add_argument("files", nargs="+", type=as_path, metavar="FILE")
        add_reading(action, words)
        add_words(action, words)
        add_policy(action, words)
        add_format(action, words, ("text", "json"), file=False)
    _add_record(actions, words)
    _add_sheets(actions, words)


def _add_record(actions: Actions, words: Words) -> None:
    listed = add_action(
        actions, words, "list", "các đợt nhập, cũ trước", "the batches taken in, oldest first"
    )
    add_format(listed, words, ("text", "json"), file=False)
    shown = add_action(actions, words, "show", "một đợt nhập", "one batch: counts and findings")
    shown.add_argument("batch", metavar="BATCH")
    add_format(shown, words, ("text", "json"), file=False)
    undone = add_action(
        actions, words, "undo", "hoàn tác đợt nhập hoặc một dòng", "take a batch or one row back"
    )
    undone.add_argument("batch", metavar="BATCH")
    undone.add_argument(
        "--row", type=int, metavar="N", help=words("chỉ dòng này", "only this row of the file")
    )
    add_decision(undone, words)


def _add_sheets(actions: Actions, words: Words) -> None:
    form = add_action(
        actions,
        words,
        "form",
        "phiếu Excel mang đi kiểm tra, điền xong thì nhập lại",
        "the spreadsheet to take along; filled in, it comes back through apply",
    )
    whose = form.add_mutually_exclusive_group()
    whose.add_argument(
        "--post", metavar="POST", help=words("chỉ mốc của đồn này", "only this post's markers")
    )
    whose.add_argument(
        "--all",
        action="store_true",
        help=words(
            "mỗi đồn một tệp, ghi vào thư mục -o", "a file for each post, into the folder -o"
        ),
    )
    add_out(form, words)
    rejected = add_action(
        actions,
        words,
        "rejected",
        "các dòng bị loại của một đợt nhập, kèm lý do, để sửa rồi nhập lại",
        "the rejected rows of a batch with the reasons, to be corrected and applied again",
    )
    rejected.add_argument("batch", metavar="BATCH")
    add_out(rejected, words)


def run(args: argparse.Namespace) -> int:
    """Do what was asked with surveys."""
    return _ACTIONS[args.action](args)


def _take(args: argparse.Namespace) -> int:
    """Apply survey files, or say what would happen; one bad file does not stop the others."""
    surveys, rehearsed = console.tracker(args).surveys, args.action == "check"
    receipts: list[Receipt] = []
    worst = console.DONE
    for path in args.files:
        console.progress(str(path), quiet=args.quiet)
        rows = console.RowProgress(args.lang, quiet=args.quiet)
        try:
            receipt = (surveys.check if rehearsed else surveys.apply)(
                path,
                crs=args.crs,
                layer=args.layer,
                sheet=args.sheet,
                columns=columns_of(args),
                words=words_of(args),
                policy=policy_of(args),
                progress=rows.show,
            )
            receipts.append(receipt)
        except MocgioiError as error:
            rows.clear()
            if len(args.files) > 1 and path.name not in error.words().to(args.lang):
                console.say(str(path))
            console.complain(error, args)
            worst = max(worst, error.exit_code)
        finally:
            rows.clear()
    return max(worst, console.print_receipts(receipts, args, rehearsed=rehearsed))


def _list(args: argparse.Namespace) -> int:
    """Print the batches taken in."""
    batches = console.tracker(args).surveys.batches()
    if args.format == "json":
        console.print_json(
            {"schema": "mocgioi.batches/1", "batches": [batch._asdict() for batch in batches]}
        )
    else:
        lines = [_batch_line(batch, args) for batch in batches] or [_NO_BATCHES.to(args.lang)]
        print("\n".join(lines))
    return console.DONE


def _batch_line(batch: Batch, args: argparse.Namespace) -> str:
    from mocgioi.outputs.wording import instant

    counts = (
        f"{batch.read} = {batch.applied} + {batch.unchanged} + {batch.queued} + {batch.rejected}"
    )
    back = _BACK.to(args.lang).format(batch.undone) if batch.undone else ""
    when = instant(batch.recorded_at, args.lang)
    kind = KINDS.get(batch.kind, Text(batch.kind, batch.kind)).to(args.lang)
    file = "" if batch.kind in BY_HAND else batch.file or ""
    parts = [batch.uuid[:8], when, kind, file, counts, batch.by or "", back]
    return "  ".join(filter(None, parts))


def _how_to_decide(batch: Batch, args: argparse.Namespace) -> str:
    """Return how all that waits of a save is decided at once."""
    short = batch.uuid[:8]
    commands = [
        Hint("conflicts resolve", (short, "--keep", short, "--why", "…")),
        Hint("conflicts resolve", (short, "--keep-none", "--why", "…")),
    ]
    told = spelled(_WAITS, commands, console.speller(args))
    return told.to(args.lang).format(count=batch.queued)


def _show(args: argparse.Namespace) -> int:
    """Print one batch with what was found in its file."""
    surveys = console.tracker(args).surveys
    batch, findings = surveys.batch(args.batch)
    moves, changes = surveys.moves(args.batch), surveys.changes(args.batch)
    denominator = surveys.denominator(args.batch)
    if args.format == "json":
        console.print_json(
            {
                "schema": "mocgioi.batch/1",
                **batch._asdict(),
                "moves": [move.as_dict() for move in moves],
                "changes": [change.as_dict() for change in changes],
                "denominator": [day.as_dict() for day in denominator],
                "findings": [
                    finding.as_dict(args.lang, console.speller(args)) for finding in findings
                ],
            }
        )
    else:
        from mocgioi.outputs.receipts import change_lines, denominator_lines, move_lines

        lines = denominator_lines(denominator, args.lang)
        lines += [*move_lines(moves, args.lang), *change_lines(changes, args.lang)]
        print("\n".join([_batch_line(batch, args), *lines]))
        if batch.kind == "gis" and batch.queued:
            print(_how_to_decide(batch, args))
        console.print_findings(findings, args)
    return console.DONE


def _undo(args: argparse.Namespace) -> int:
    """Take a batch, or one row of it, back."""
    surveys = console.tracker(args).surveys
    undone, made = surveys.undo_telling(args.batch, row=args.row, why=args.why, by=args.by)
    batch = undone.batch[:8]
    if undone.heights:
        console.say(HEIGHTS_UNDONE.to(args.lang).format(batch=batch), quiet=args.quiet)
    if undone.heights and not undone.observations:
        return console.DONE
    console.say(
        UNDONE.to(args.lang).format(count=undone.observations, batch=batch), quiet=args.quiet
    )
    if undone.reopened:
        console.say(REOPENED.to(args.lang).format(count=len(undone.reopened)), quiet=args.quiet)
    console.say_effects(made, args)
    return console.DONE


def _form(args: argparse.Namespace) -> int:
    """Write the spreadsheet to take along, or one for each post."""
    if args.all:
        from mocgioi.tracker.writing import folder_of, refuse_overwriting

        forms = dict(console.tracker(args).surveys.forms(lang=args.lang))
        folder = folder_of(args.out)
        refuse_overwriting(folder, forms)
        for name, form in forms.items():
            console.deliver(form, folder / name, args.lang, quiet=args.quiet, ending=".xlsx")
        return console.DONE
    form = console.tracker(args).surveys.form(args.post, lang=args.lang)
    console.deliver(form, args.out, args.lang, quiet=args.quiet, ending=".xlsx")
    return console.DONE


def _rejected(args: argparse.Namespace) -> int:
    """Write the rejected rows of a batch, the reason beside each."""
    spell = console.speller(args, anywhere=True)
    sheet = console.tracker(args).surveys.rejected_sheet(args.batch, lang=args.lang, spell=spell)
    console.deliver(sheet, args.out, args.lang, quiet=args.quiet, ending=".xlsx")
    return console.DONE


_ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _take,
    "apply": _take,
    "list": _list,
    "show": _show,
    "undo": _undo,
    "form": _form,
    "rejected": _rejected,
}
