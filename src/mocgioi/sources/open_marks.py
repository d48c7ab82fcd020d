"""The marks that office programs leave beside a file while somebody has it open."""

from __future__ import annotations

from pathlib import Path

from mocgioi.errors import Finding
from mocgioi.sources.kinds import refuse
from mocgioi.words.findings import finding

_OFFICE = "~$"
_LIBRE = (".~lock.", "#")


def told(path: Path) -> tuple[Finding, ...]:
    """Return what is told of a file that somebody has open: what is not saved yet is not in it."""
    for name in _marks_of(path.name):
        if path.with_name(name).is_file():
            return (finding("file-open", "beside", lock=name),)
    return ()


def refuse_mark(path: Path) -> None:
    """Refuse a file that is such a mark itself.

    Raises:
        UnreadableInput: it is one.
    """
    if path.name.startswith(_OFFICE) and path.is_file():
        raise refuse("file-open", "lock", file=path.name, of=path.name.removeprefix(_OFFICE))


def _marks_of(name: str) -> tuple[str, ...]:
    """Return what the mark of a file may be called: Word leaves out two letters of a long name.

    >>> _marks_of("Chi Ma.xlsx")
    ('~$Chi Ma.xlsx', '~$i Ma.xlsx', '.~lock.Chi Ma.xlsx#')
    """
    return f"{_OFFICE}{name}", f"{_OFFICE}{name[2:]}", name.join(_LIBRE)
