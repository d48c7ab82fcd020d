"""The command line: parse, call the tracker, print. Start-up is kept light on purpose."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from mocgioi.cli import commands, console
from mocgioi.cli.parser import build_parser, language_of
from mocgioi.errors import CannotWrite, MocgioiError, Text

BUG = 70
"""Exit code of an error nobody foresaw."""

_COLLECT_AFTER = 200_000
"""New objects between two rounds of garbage collection: a report lives too short for one."""

_ONE_THREAD = "OPENBLAS_NUM_THREADS"
"""No command solves equations: numpy's threads for it would cost start-up and do nothing."""

_WHOLE = Text(
    "Kho số liệu nguyên vẹn: mỗi tệp đã vào trọn hoặc chưa vào (xem: mocgioi survey list).",
    "The store is whole: each file is in it entirely or not at all (see: mocgioi survey list).",
)
_UNFORESEEN = Text(
    "Lỗi của chương trình: {}. Chạy lại với -v rồi gửi kết quả cho người phát triển.",
    "An error of the program itself: {}. Run again with -v and send the output to its developers.",
)
_UNPRINTED = Text("Không ghi được kết quả ({}).", "Cannot write the result ({}).")
_STOPPED = Text("Đã dừng.", "Stopped.")


def run() -> NoReturn:
    """Run the command that was typed: the program's entry point.

    numpy starts without a pool of threads, unless the environment says how many.

    What is alive at the end is frozen: a last round of garbage collection over it would cost
    more than a report.
    """
    gc.set_threshold(_COLLECT_AFTER)
    os.environ.setdefault(_ONE_THREAD, "1")
    code = main()
    gc.freeze()
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (the table is in the README)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    console.prepare()
    lang = language_of(arguments)
    args = build_parser(lang, arguments).parse_args(arguments)
    try:
        code = commands.COMMANDS[args.command](args)
        sys.stdout.flush()
    except MocgioiError as error:
        console.complain(error, lang)
        return error.exit_code
    except KeyboardInterrupt:
        console.say(f"{_STOPPED.to(lang)} {_WHOLE.to(lang)}")
        return 130
    except BrokenPipeError:
        console.leave_pipe()
        return 0
    except OSError as error:
        if args.verbose:
            raise
        console.say(f"{_UNPRINTED.to(lang).format(error.strerror)} {_WHOLE.to(lang)}")
        console.leave_pipe()
        return CannotWrite.exit_code
    except Exception as error:
        if args.verbose:
            raise
        what = _UNFORESEEN.to(lang).format(f"{type(error).__name__}: {error}")
        console.say(f"{what} {_WHOLE.to(lang)}")
        return BUG
    return code
