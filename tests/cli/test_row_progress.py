"""How far a long file has come: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import io

from mocgioi.cli.console import RowProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_phase_and_rows_and_then_a_clean_line() -> None:
    terminal = Terminal()
    progress = RowProgress("en", stream=terminal)
    progress.show("check", 4000, 100_000)
    progress.clear()
    shown = terminal.getvalue()
    assert "checking rows 4000 / 100000" in shown
    assert shown.endswith("\r") and not shown.rsplit("\r", 2)[1].strip()


def test_it_speaks_ten_times_a_second_at_most() -> None:
    terminal = Terminal()
    progress = RowProgress("vi", stream=terminal)
    for rows in range(1000):
        progress.show("write", rows, 1000)
    assert 0 < terminal.getvalue().count("\r") < 10


def test_quiet_says_nothing() -> None:
    terminal = Terminal()
    RowProgress("en", quiet=True, stream=terminal).show("read", 0, 0)
    assert terminal.getvalue() == ""


def test_a_pipe_hears_nothing() -> None:
    pipe = io.StringIO()
    RowProgress("en", stream=pipe).show("check", 1, 2)
    assert pipe.getvalue() == ""
