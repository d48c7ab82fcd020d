"""What the command line writes to: stdout is data, stderr is talk, files are written whole."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic

from mocgioi.cli.forms import encoding_of
from mocgioi.cli.options import default_store
from mocgioi.errors import (
    CrsProblem,
    Finding,
    Hint,
    Language,
    MocgioiError,
    Speller,
    Text,
    UsageError,
    plainly,
)
from mocgioi.typed import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.domain.batch import Receipt
    from mocgioi.store.handle import Store
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.answers import Name
    from mocgioi.tracker.effects import Effects

DONE = 0
NEEDS_PERSON = 1

_PLAIN = {"Đ": "D", "đ": "d", "·": "-", "–": "-", "…": "...", "→": "->", "«": '"', "»": '"'}

_WAITING = Text(
    "Chương trình khác đang ghi «{}»; đang đợi, nhiều nhất 30 giây …",
    "Another program is writing “{}”; waiting for it, 30 seconds at most …",
)
_PHASES = {
    "read": Text("đọc tệp", "reading"),
    "check": Text("kiểm tra từng dòng", "checking rows"),
    "write": Text("ghi vào kho số liệu", "writing rows"),
    "draw": Text("vẽ lý lịch mốc", "drawing datasheets"),
    "typeset": Text("dàn trang", "setting pages"),
}
_ALSO = {".html": (".htm",)}
"""Other endings of the same kind of file."""

_WRITTEN = Text("Đã ghi {}", "Wrote {}")


def prepare() -> None:
    """Make stdout and stderr able to take any text.

    A pipe or file gets UTF-8. A console that cannot show Vietnamese gets the letters
    without their marks instead of an error.
    """
    import codecs

    codecs.register_error("mocgioi.plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            reconfigure(errors="mocgioi.plain")
        else:
            reconfigure(encoding="utf-8", errors="mocgioi.plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    text = error.object[error.start : error.end]
    decomposed = unicodedata.normalize("NFD", "".join(_PLAIN.get(c, c) for c in text))
    return decomposed.encode("ascii", "ignore").decode("ascii") or "?", error.end


def say(text: str, *, quiet: bool = False) -> None:
    """Talk: to stderr, unless asked to be quiet."""
    if not quiet:
        print(text, file=sys.stderr)


def progress(text: str, *, quiet: bool = False, stream: TextIO | None = None) -> None:
    """Show what is being done, on a terminal only."""
    out = stream or sys.stderr
    if not quiet and out.isatty():
        print(f"  {text}", file=out, flush=True)


class RowProgress:
    """One line on a terminal that says how far a long file has come."""

    def __init__(
        self, lang: Language, *, quiet: bool = False, stream: TextIO | None = None
    ) -> None:
        self._out = stream or sys.stderr
        self._lang = lang
        self._shown = not quiet and self._out.isatty()
        self._width = 0
        self._next_s = 0.0

    def show(self, phase: str, done: int, of: int) -> None:
        """Say that so many rows of a phase (a key of `_PHASES`) are done, ten times a second."""
        now_s = monotonic()
        if not self._shown or now_s < self._next_s:
            return
        self._next_s = now_s + 0.1
        counts = f" {done} / {of}" if of else ""
        line = f"  {_PHASES[phase].to(self._lang)}{counts}"
        self._out.write(f"\r{line.ljust(self._width)}")
        self._out.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Wipe the line away."""
        if self._width:
            self._out.write(f"\r{' ' * self._width}\r")
            self._out.flush()
        self._width = 0


def speller(args: Namespace, *, anywhere: bool = False) -> Speller:
    """Return what spells a hint so that it works as printed: with the store it was called with.

    Args:
        anywhere: it is kept in a file that is read later, whatever folder a terminal is in then.
    """
    if args.store == default_store() and not anywhere:
        return plainly
    from mocgioi.store.opening import is_address

    is_file = anywhere and not is_address(args.store)
    store = quoted(os.path.abspath(args.store) if is_file else args.store)  # noqa: PTH100

    def spell(hint: Hint) -> str:
        if hint.elsewhere or "--store" in hint.arguments:
            return plainly(hint)
        return plainly(Hint(f"--store {store} {hint.verb}", hint.arguments))

    return spell


def quoted(word: str) -> str:
    """Return a word as a shell takes it whole."""
    if os.name == "nt":
        return f'"{word}"' if any(sign in word for sign in " &") else word
    import shlex

    return shlex.quote(word)


def show(page: Path) -> None:
    """Open a page in the browser, where there is a desktop to open it on."""
    if os.name == "nt":
        os.startfile(page)  # type: ignore[attr-defined,unused-ignore]
    elif sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        import subprocess
        from contextlib import suppress

        opener = "open" if sys.platform == "darwin" else "xdg-open"
        with suppress(OSError):
            subprocess.Popen(
                [opener, str(page)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )


def complain(error: MocgioiError, args: Namespace) -> None:
    """Tell an error, with everything that came up on the way; with -v, what raised it."""
    if args.verbose and error.__cause__ is not None:
        import traceback

        traceback.print_exception(error.__cause__)
    words = error.words(speller(args)).to(args.lang)
    print(f"mocgioi: {words}", file=sys.stderr)
    others = [f for f in error.findings if f.words(speller(args)).to(args.lang) not in words]
    print_findings(others, args, stream=sys.stderr)


def print_findings(
    findings: Iterable[Finding], args: Namespace, *, stream: TextIO | None = None
) -> None:
    """Print findings, a line each."""
    from mocgioi.outputs.receipts import finding_line

    for finding in findings:
        print(finding_line(finding, args.lang, spell=speller(args)), file=stream)


def say_effects(made: Effects, args: Namespace) -> None:
    """Say what deciding, or taking something back, did to figures, alarms and registers."""
    from mocgioi.outputs.effects import all_effects, moved_markers, register_effects

    told = [
        *all_effects(made, moved_markers(made.moves, args.lang)),
        *register_effects(made.changes, args.lang),
    ]
    for sentence, _ in told:
        say(sentence.to(args.lang), quiet=args.quiet)


def deliver_form(data: str | bytes | Iterator[str], form: str, args: Namespace) -> None:
    """Write a result in a form to the file asked for, or to stdout; see `deliver`."""
    deliver(
        data,
        args.out,
        args.lang,
        quiet=args.quiet,
        encoding=encoding_of(form, args),
        ending=f".{form}" if isinstance(data, bytes) else None,
    )


def deliver(
    data: str | bytes | Iterator[str],
    out: Path | None,
    lang: Language,
    *,
    quiet: bool = False,
    encoding: str = "utf-8",
    ending: str | None = None,
) -> None:
    """Write data, whole or piece by piece, to a file, which is then there or not, or to stdout.

    Raises:
        CannotWrite: the file or its folder cannot be written.
        UsageError: the file's name does not end in `ending`, and no program would open it;
            or a terminal was to show the bytes of a file.
    """
    if out is not None and ending is not None:
        check_ending(out, ending)
    if out is None:
        _to_stdout(data)
        return
    from codecs import iterencode

    from mocgioi.tracker.writing import write_whole

    if isinstance(data, str):
        data = data.encode(encoding)
    write_whole(out, data if isinstance(data, bytes) else iterencode(data, encoding))
    say_written(out, lang, quiet=quiet)


def check_ending(out: Path, ending: str) -> None:
    """Refuse a name of a file by which no program would know what it is.

    Raises:
        UsageError: it does not end in `ending`.
    """
    if out.suffix.lower() not in (ending, *_ALSO.get(ending, ())):
        raise UsageError(
            f"Tệp này là {ending}: đặt tên «{out.with_suffix(ending).name}», không phải "
            f"«{out.name}».",
            f"This is a {ending} file: call it “{out.with_suffix(ending).name}”, not “{out.name}”.",
        )


def say_written(path: Path, lang: Language, *, quiet: bool = False) -> None:
    """Say that a file was written."""
    say(_WRITTEN.to(lang).format(path), quiet=quiet)


def _to_stdout(data: str | bytes | Iterator[str]) -> None:
    if not isinstance(data, bytes):
        sys.stdout.writelines([data] if isinstance(data, str) else data)
    elif sys.stdout.isatty():
        raise UsageError(
            "Màn hình không hiện được dạng này. Ghi vào tệp: thêm -o TỆP.",
            "A terminal cannot show this form. Write it to a file: add -o FILE.",
        )
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def tracker(args: Namespace) -> Tracker:
    """Return the store the command line names; each verb looks at the file itself."""
    from mocgioi.tracker import Tracker

    return Tracker(_store(args))


def _store(args: Namespace) -> Store:
    from mocgioi.store.opening import store_at

    def waiting() -> None:
        say(_WAITING.to(args.lang).format(args.store), quiet=args.quiet)

    return store_at(args.store, waiting)


def answer(args: Namespace, name: Name) -> str:
    """Return what a verb answers at a glance of the store that the command line names."""
    from mocgioi.tracker import answers

    return answers.answer(_store(args), name, args.lang, spell=speller(args))


def print_json(document: Mapping[str, object]) -> None:
    """Print a document as JSON."""
    from mocgioi.outputs.json_text import as_json

    sys.stdout.write(as_json(document))


def print_receipts(receipts: Sequence[Receipt], args: Namespace, *, rehearsed: bool = False) -> int:
    """Print receipts, and return the exit code they ask for."""
    from mocgioi.outputs import receipts as receipts_text

    if args.format == "json":
        print_json(receipts_text.as_document(receipts, args.lang, spell=speller(args)))
    else:
        sys.stdout.write(
            receipts_text.as_text(receipts, args.lang, rehearsed=rehearsed, spell=speller(args))
        )
    return exit_code_of(receipts)


def exit_code_of(receipts: Sequence[Receipt]) -> int:
    """Return the exit code that receipts ask for."""
    if any(receipt.asks_crs for receipt in receipts):
        return CrsProblem.exit_code
    return NEEDS_PERSON if any(receipt.needs_person for receipt in receipts) else DONE


def leave_pipe() -> None:
    """Let go of a stdout that nobody reads any more, without a word."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
