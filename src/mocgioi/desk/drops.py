"""What people say of the files of a drop, as the tray keeps it, until they are taken in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, get_args

from mocgioi.tracker.asking import Answers

if TYPE_CHECKING:
    from mocgioi.desk.tray import Drop
    from mocgioi.tracker.rehearsing import Told

Mark = Literal["again", "unrelated", "left"]
"""What may be said of a file by yes or no; see `mocgioi.tracker.rehearsing.Told`."""


MARKS: tuple[Mark, ...] = get_args(Mark)


def answers_of(drop: Drop, file: str) -> Answers:
    """Return what was answered to the questions about a file."""
    return Answers.of(drop.notes.get("answers", {}).get(file))


def with_answers(drop: Drop, file: str, answers: Answers) -> Drop:
    """Return a drop with other answers about a file."""
    return _noted(drop, "answers", file, answers.noted())


def answered(form: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return what a page of questions says, by file: the fields that `Answers.with_form` reads.

    ``q3.file`` names a file, and what begins with ``q3.`` is said of it.
    """
    said: dict[str, dict[str, str]] = {}
    for name, value in form.items():
        about, _, field = name.partition(".")
        if _ABOUT.fullmatch(about) and field:
            said.setdefault(about, {})[field] = value
    return {fields.pop("file"): fields for fields in said.values() if fields.get("file")}


_ABOUT = re.compile(r"q[0-9]{1,6}")


def with_kind(drop: Drop, file: str, kind: str) -> Drop:
    """Return a drop of which somebody says what a file is."""
    return _noted(drop, "kinds", file, kind)


def with_mark(drop: Drop, file: str, mark: Mark, *, is_so: bool) -> Drop:
    """Return a drop of which somebody says something of a file, or takes that back."""
    return _noted(drop, mark, file, is_so)


def _noted(drop: Drop, about: str, file: str, said: Any) -> Drop:
    """Return a drop with a note about a file; one that is empty goes."""
    kept = {**drop.notes.get(about, {}), file: said}
    return drop._replace(
        notes={**drop.notes, about: {name: note for name, note in kept.items() if note}}
    )


def told_of(drop: Drop) -> Callable[[str], Told]:
    """Return what was said of each file of a drop."""
    from mocgioi.tracker.rehearsing import Told

    kinds = drop.notes.get("kinds", {})
    marked = {mark: drop.notes.get(mark, {}) for mark in MARKS}

    def told(file: str) -> Told:
        more = {"kind": kinds[file]} if kinds.get(file) else {}
        return Told(
            answers=answers_of(drop, file),
            again=file in marked["again"],
            unrelated=file in marked["unrelated"],
            is_left=file in marked["left"],
            **more,
        )

    return told


def belongs(name: str, file: str) -> bool:
    """Say whether a file of a drop is the one that was taken in, holds it, or is a part of it."""
    from mocgioi.sources.sets import PARTS

    if name == file or file.startswith(f"{name}/") or name.startswith(f"{file}/"):
        return True
    part, main = PurePosixPath(name), PurePosixPath(file)
    return (
        part.suffix.lower() in PARTS.get(main.suffix.lower(), ())
        and str(part.with_suffix("")).casefold() == str(main.with_suffix("")).casefold()
    )
