"""``conflicts``: what disagrees, listed and decided."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import (
    Words,
    add_action,
    add_actions,
    add_decision,
    add_format,
    add_out,
    as_path,
)
from mocgioi.errors import HINT, Hint, Text, UsageError

_SETTLED = Text("Đã quyết định {count} trường hợp.", "Inconsistent reports settled: {count}.")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what is done, each action with arguments of its own."""
    actions = add_actions(parser)
    listed = add_action(
        actions, words, "list", "liệt kê, kèm căn cứ", "list all, with their evidence"
    )
    add_format(listed, words, ("text", "json"), file=False)
    shown = add_action(actions, words, "show", "xem một trường hợp", "show one")
    shown.add_argument("id", metavar="ID")
    add_format(shown, words, ("text", "json"), file=False)
    resolved = add_action(actions, words, "resolve", "quyết định một trường hợp", "decide one")
    resolved.add_argument("id", metavar="ID")
    kept = resolved.add_mutually_exclusive_group(required=True)
    kept.add_argument(
        "--keep", metavar="OBSERVATION", help=words("số liệu được giữ", "the side that stands")
    )
    kept.add_argument(
        "--keep-none",
        action="store_true",
        help=words("không giữ bên nào", "none of the sides stands"),
    )
    add_decision(resolved, words)
    exported = add_action(
        actions,
        words,
        "export",
        "bảng Excel để quyết định nhiều trường hợp",
        "all of them as a spreadsheet to decide in",
    )
    add_out(exported, words)
    applied = add_action(
        actions, words, "apply", "nhận bảng đã điền", "take the decisions of a filled sheet"
    )
    applied.add_argument("file", type=as_path, metavar="FILE")
    applied.add_argument(
        "--by", metavar="WHO", help=words("người quyết định", "who decides (default: the user)")
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked with what disagrees."""
    if args.action == "export":
        return _export(args)
    if args.action == "apply":
        return _apply(args)
    if args.action == "resolve":
        return _resolve(args)
    return _print(args)


def _export(args: argparse.Namespace) -> int:
    """Write all of them as a spreadsheet to decide in."""
    sheet = console.tracker(args).decisions.export(
        lang=args.lang, spell=console.speller(args, anywhere=True)
    )
    console.deliver(sheet, args.out, args.lang, quiet=args.quiet, ending=".xlsx")
    return console.DONE


def _apply(args: argparse.Namespace) -> int:
    """Take the decisions of a filled sheet."""
    from mocgioi.outputs.sheets.decisions import DECIDED_BEFORE

    decided, made = console.tracker(args).decisions.apply_telling(args.file, by=args.by)
    print(_SETTLED.to(args.lang).format(count=len(decided.settled)))
    console.print_findings(decided.findings, args)
    console.say_effects(made, args)
    is_open = any(finding.code != DECIDED_BEFORE for finding in decided.findings)
    return console.NEEDS_PERSON if is_open else console.DONE


def _resolve(args: argparse.Namespace) -> int:
    """Decide one."""
    keep = None if args.keep_none else args.keep
    decisions = console.tracker(args).decisions
    _, made = decisions.resolve_telling(args.id, keep, why=args.why, by=args.by)
    console.say_effects(made, args)
    return console.DONE


def _print(args: argparse.Namespace) -> int:
    """List all, or show one."""
    document = console.tracker(args).decisions.disagreements()
    if args.action == "show":
        document["conflicts"] = [
            entry for entry in document["conflicts"] if entry["id"].startswith(args.id)
        ]
        if not document["conflicts"]:
            raise UsageError(
                f"Không có số liệu chưa thống nhất «{args.id}». Xem: {HINT}.",
                f"No open disagreement is named “{args.id}”. See: {HINT}.",
                hints=[Hint("conflicts list")],
            )
    if args.format == "json":
        console.print_json(document)
    else:
        from mocgioi.outputs import marker_text

        spell = console.speller(args)
        print(marker_text.disagreements(document, args.lang, spell=spell), end="")
    return console.NEEDS_PERSON if document["conflicts"] else console.DONE
