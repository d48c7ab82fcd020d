"""The command line: parse, call the tracker, print. Start-up is kept light on purpose."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from mocgioi.cli import console
from mocgioi.cli.commands import command
from mocgioi.cli.parser import WHAT_IT_IS, build_parser, language_of
from mocgioi.errors import HINT, CannotWrite, Hint, Language, MocgioiError, Text, spelled
from mocgioi.typed import NoReturn

BUG = 70
"""Exit code of an error nobody foresaw."""

_COLLECT_AFTER = 200_000
"""New objects between two rounds of garbage collection: a report lives too short for one."""

_ONE_THREAD = "OPENBLAS_NUM_THREADS"
"""No command solves equations: numpy's threads for it would cost start-up and do nothing."""

_WAITING_FOR_THE_END = frozenset({"threading", "atexit"})
"""Modules by which something can wait for the end of the process, where they are loaded."""

_WHOLE = Text(
    f"Kho số liệu nguyên vẹn: mỗi tệp đã vào trọn hoặc chưa vào (xem: {HINT}).",
    f"The store is whole: each file is in it entirely or not at all (see: {HINT}).",
)
_WHAT_WENT_IN = Hint("survey list")
_UNFORESEEN = Text(
    "Lỗi của chương trình: {}. Chạy lại với -v rồi gửi kết quả cho người phát triển.",
    "An error of the program itself: {}. Run again with -v and send the output to its developers.",
)
_UNPRINTED = Text("Không ghi được kết quả ({}).", "Cannot write the result ({}).")
_TRY = Text("Gõ thử:", "To try:")
_TO_TRY = (
    ("mocgioi demo", Text("dựng tỉnh minh họa để xem thử", "build an illustrative province")),
    ("mocgioi status", Text("xem số liệu chính", "see the figures at a glance")),
    ("mocgioi --help", Text("xem mọi lệnh", "see all commands")),
)
_STOPPED = Text("Đã dừng.", "Stopped.")


def run() -> NoReturn:
    """Run the command that was typed: the program's entry point.

    numpy starts without a pool of threads, unless the environment says how many.
    """
    gc.set_threshold(_COLLECT_AFTER)
    os.environ.setdefault(_ONE_THREAD, "1")
    try:
        code = main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else end.code is not None
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process; where nothing waits for its end, leave its memory to the system.

    To take apart every object and module one by one would cost as much as a fifth of a report.
    Threads, and what was registered to be done at the end, keep the ordinary way.
    """
    if sys.modules.keys() & _WAITING_FOR_THE_END:
        gc.freeze()
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (`cli.topics.EXIT_CODES` has the table)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    console.prepare()
    lang = language_of(arguments)
    args = build_parser(lang).parse_args(arguments)
    if args.command is None:
        return _welcome(lang)
    whole = spelled(_WHOLE, [_WHAT_WENT_IN], console.speller(args)).to(lang)
    try:
        code = command(args.command).run(args)
        sys.stdout.flush()
    except MocgioiError as error:
        console.complain(error, args)
        return error.exit_code
    except KeyboardInterrupt:
        console.say(f"{_STOPPED.to(lang)} {whole}")
        return 130
    except BrokenPipeError:
        console.leave_pipe()
        return 0
    except OSError as error:
        if args.verbose:
            raise
        console.say(f"{_UNPRINTED.to(lang).format(error.strerror)} {whole}")
        console.leave_pipe()
        return CannotWrite.exit_code
    except Exception as error:
        if args.verbose:
            raise
        sentence = _UNFORESEEN.to(lang).format(f"{type(error).__name__}: {error}")
        console.say(f"{sentence} {whole}")
        return BUG
    return code


def _welcome(lang: Language) -> int:
    """Say what the program is, and three commands to try."""
    print(WHAT_IT_IS.to(lang), "", _TRY.to(lang), sep="\n")
    for line, purpose in _TO_TRY:
        print(f"  {line:<18}{purpose.to(lang)}")
    return console.DONE
