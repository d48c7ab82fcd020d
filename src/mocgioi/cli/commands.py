"""One function a command: call the tracker, print what it gives, return the exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi.cli import console
from mocgioi.cli.parser import FORMATS
from mocgioi.errors import CannotWrite, MocgioiError, Text, UsageError

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt

DONE = 0
NEEDS_PERSON = 1

_ENDINGS = {".txt": "text", ".htm": "html", ".markdown": "md"}
_MADE = Text("Đã tạo kho số liệu trống {}", "Made an empty store {}")
_SOUND = Text("Kho số liệu nguyên vẹn.", "The store is whole.")
_COPIED = Text("Đã sao lưu vào {}", "Copied to {}")
_RESTORED = Text("Đã lấy lại từ {}", "Brought back from {}")
_UPGRADED = Text("Phiên bản {} → {}", "Version {} → {}")


def _tracker(args: Namespace) -> Any:
    from mocgioi import tracker

    return tracker.open(args.store)


def _form(args: Namespace, allowed: tuple[str, ...] = FORMATS) -> str:
    """Return the form asked for by --format, else by the file's ending, else text."""
    if args.format is not None:
        return str(args.format)
    out: Path | None = getattr(args, "out", None)
    if out is None:
        return "text"
    form = _ENDINGS.get(out.suffix.lower(), out.suffix.lower().removeprefix("."))
    if form not in allowed:
        listed = ", ".join(allowed)
        raise UsageError(
            f"Không biết dạng tệp «{out.suffix}». Dùng đuôi tệp hoặc --format: {listed}.",
            f"No form goes with “{out.suffix}”. Use an ending or --format: {listed}.",
        )
    return form


def _json(document: dict[str, Any]) -> str:
    import json

    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _encoding(form: str, args: Namespace) -> str:
    return "utf-8-sig" if form == "csv" and args.out is not None else "utf-8"


def demo(args: Namespace) -> int:
    """Build the illustrative province; print its figures and the paths."""
    from mocgioi import tracker
    from mocgioi.outputs.report import render

    made = tracker.demo(args.folder, told=lambda text: console.progress(text, quiet=args.quiet))
    map_file, report_file = args.folder / "map.html", args.folder / "report.html"
    console.progress(map_file.name, quiet=args.quiet)
    console.deliver(made.map_page(lang=args.lang), map_file, args.lang, quiet=True)
    report = made.report(form="html", lang=args.lang)
    console.deliver(report, report_file, args.lang, quiet=True)
    for as_of in ("2023-12-31", None):
        print(render(made.status(as_of=as_of), "text", args.lang))
    for path in (made.store.path, map_file, report_file):
        print(path)
    return DONE


def init(args: Namespace) -> int:
    """Make an empty store."""
    from mocgioi import tracker

    made = tracker.create(args.store)
    console.say(_MADE.to(args.lang).format(made.store.path), quiet=args.quiet)
    return DONE


def import_(args: Namespace) -> int:
    """Take in one file of the register."""
    receipt = _tracker(args).import_file(
        args.kind,
        args.file,
        crs=args.crs,
        layer=args.layer,
        sheet=args.sheet,
        columns=_columns(args.column),
        on=args.on,
        rehearse=args.check,
    )
    return _print_receipts([receipt], args, rehearsed=args.check)


def _columns(given: list[str]) -> dict[str, str]:
    columns = {}
    for text in given:
        field, equals, heading = text.partition("=")
        if not equals or not field or not heading:
            raise UsageError(
                f"--column «{text}»: viết TRƯỜNG=TÊN CỘT, ví dụ number='Ký hiệu'.",
                f"--column “{text}”: write FIELD=HEADING, such as number='Sign'.",
            )
        columns[field.strip()] = heading.strip()
    return columns


def _print_receipts(receipts: list[Receipt], args: Namespace, *, rehearsed: bool) -> int:
    from mocgioi.outputs import receipts as receipts_text

    if _form(args) == "json":
        print(_json(receipts_text.as_document(receipts, args.lang)), end="")
    else:
        print(receipts_text.as_text(receipts, args.lang, rehearsed=rehearsed), end="")
    return NEEDS_PERSON if any(receipt.needs_person for receipt in receipts) else DONE


def survey(args: Namespace) -> int:
    """Apply survey files, or say what would happen; one bad file does not stop the others."""
    tracker = _tracker(args)
    receipts: list[Receipt] = []
    worst = DONE
    for path in args.files:
        console.progress(str(path), quiet=args.quiet)
        try:
            receipts.append(
                tracker.apply_survey(
                    path,
                    crs=args.crs,
                    layer=args.layer,
                    sheet=args.sheet,
                    columns=_columns(args.column),
                    rehearse=args.action == "check",
                )
            )
        except MocgioiError as error:
            console.complain(error, args.lang)
            worst = max(worst, error.exit_code)
    return max(worst, _print_receipts(receipts, args, rehearsed=args.action == "check"))


def status(args: Namespace) -> int:
    """Print the figures at a glance."""
    from mocgioi.outputs.report import render

    print(render(_tracker(args).status(), _form(args), args.lang), end="")
    return DONE


def reach(args: Namespace) -> int:
    """Print what is declared and what the lines show."""
    from mocgioi.outputs import reach_table

    form = _form(args, ("text", "json", "csv"))
    document = _tracker(args).reach(as_of=args.as_of, known_at=args.known_at)
    if form == "json":
        text = _json(document)
    elif form == "csv":
        text = reach_table.as_csv(document)
    else:
        text = reach_table.as_text(document, args.lang)
    console.deliver(text, args.out, args.lang, quiet=args.quiet, encoding=_encoding(form, args))
    return DONE


def report(args: Namespace) -> int:
    """Print or write the report."""
    form = _form(args)
    text = _tracker(args).report(
        form=form,
        lang=args.lang,
        by=args.by or ("commune",),
        as_of=args.as_of,
        known_at=args.known_at,
        stretch_km=args.stretch_km,
    )
    console.deliver(text, args.out, args.lang, quiet=args.quiet, encoding=_encoding(form, args))
    return DONE


def map_(args: Namespace) -> int:
    """Write the map."""
    page = _tracker(args).map_page(as_of=args.as_of, lang=args.lang)
    console.deliver(page, args.out, args.lang, quiet=args.quiet)
    return DONE


def check(args: Namespace) -> int:
    """Say whether the store is whole."""
    faults = _tracker(args).check()
    if _form(args) == "json":
        print(_json({"schema": "mocgioi.check/1", "faults": faults}), end="")
    else:
        print("\n".join(faults) if faults else _SOUND.to(args.lang))
    return NEEDS_PERSON if faults else DONE


def backup(args: Namespace) -> int:
    """Copy the store."""
    console.say(_COPIED.to(args.lang).format(_tracker(args).backup(args.file)), quiet=args.quiet)
    return DONE


def restore(args: Namespace) -> int:
    """Bring the store back from a copy; what stands in its place must be a store, or nothing."""
    from mocgioi.store.handle import Store
    from mocgioi.tracker import Tracker

    if not args.store.parent.is_dir():
        raise CannotWrite(
            f"Không có thư mục «{args.store.parent}».", f"No folder “{args.store.parent}”."
        )
    Tracker(Store(args.store)).restore(args.file)
    console.say(_RESTORED.to(args.lang).format(args.file), quiet=args.quiet)
    return DONE


def upgrade(args: Namespace) -> int:
    """Bring the store to this program's version."""
    from mocgioi.store.handle import Store
    from mocgioi.tracker import Tracker

    before, after = Tracker(Store(args.store)).upgrade()
    console.say(_UPGRADED.to(args.lang).format(before, after), quiet=args.quiet)
    return DONE


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "demo": demo,
    "init": init,
    "import": import_,
    "survey": survey,
    "status": status,
    "reach": reach,
    "report": report,
    "map": map_,
    "check": check,
    "backup": backup,
    "restore": restore,
    "upgrade": upgrade,
}
