"""``demo``: from nothing to a store, a map and a report."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, as_path
from mocgioi.cli.starting import write_project, write_starters


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take where it is built."""
    parser.add_argument("folder", nargs="?", type=as_path, default="geo", metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Build the illustrative province; print its figures and the paths."""
    from mocgioi import tracker
    from mocgioi.outputs.report import render
    from mocgioi.tracker.demonstration import STORE

    # What is printed, errors too, leads to this store, whichever other one the terminal names.
    args.store = (args.folder / STORE).as_posix()
    spell = console.speller(args)
    made = tracker.demo(args.folder, progress=lambda name: console.progress(name, quiet=args.quiet))
    map_file, report_file = args.folder / "map.html", args.folder / "report.html"
    # The store carries the project: the map, which keeps what is answered at a glance, is of that.
    projects = write_project(made, args)
    console.progress(map_file.name, quiet=args.quiet)
    console.deliver(made.maps.page(lang=args.lang), map_file, args.lang, quiet=True)
    full = made.figures.coverage(full=True)
    report = render(full, "html", args.lang, map_name=map_file.name)
    console.deliver(report, report_file, args.lang, quiet=True)
    write_starters(made, args)
    for as_of in ("2023-12-31", None):
        print(render(made.figures.status(as_of=as_of), "text", args.lang, spell=spell))
    for path in (made.store.path, map_file, report_file, *projects):
        print(path)
    return console.DONE
