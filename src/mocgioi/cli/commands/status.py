"""``status``: the figures at a glance."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import Words, add_format


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the form they are printed in."""
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Print the figures at a glance."""
    if form_of(args) == "text":
        print(console.answer(args, "status"), end="")
        return console.DONE
    from mocgioi.outputs.report import render

    status = console.tracker(args).figures.status()
    print(render(status, form_of(args), args.lang), end="")
    return console.DONE
