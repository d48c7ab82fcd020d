"""A folder that people drop files into: each table or zip a survey, each photograph near some.

Nothing that lies in it is passed over: what is no survey, no photograph and no part of either
is named.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from mocgioi.domain.places import nfc
from mocgioi.records import NamedTuple
from mocgioi.sources import sets
from mocgioi.sources.album import ENDINGS, FOLDERS, Album, Source, source_of, walk
from mocgioi.sources.kinds import refuse
from mocgioi.sources.reading import printable

SURVEYS = sets.TABLES | {".txt", ".zip"}
"""Endings of files that the weekly routine takes for surveys."""

_PARTS = (
    *(".qix", ".sbn", ".sbx", ".qmd", ".qgz", ".qgs", ".qgz~", ".qgs~", ".xml"),
    *(ending for parts in sets.PARTS.values() for ending in parts),
    *("-wal", "-shm", "-journal", ".partial", ".html", ".bat", ".sh", ".desktop", ".ini", ".db"),
)
"""Endings of parts of other files, of pages and starters of ours, and of what systems leave."""


TRAY, COPIES, PLANS, CHOICES = "khay", "sao-luu", "chuong-trinh", "ban.json"
PEOPLE, ADDRESS = "nguoi.json", "dia-chi.ini"
"""What lies beside a store (`beside`): files that wait for a person, copies of the store,
programmes that were kept, the file of what the desk remembers, and that of its people; of a store
on a server, in the working folder, also its address."""

_OWN = (TRAY, COPIES, PLANS, CHOICES, PEOPLE, ADDRESS)


class Gathered(NamedTuple):
    """What lies in a folder and the folders in it.

    Attributes:
        surveys: the files that may be surveys, each with its path in the folder, ``/`` between.
        photos: the photographs, their paths as in the folder.
        others: paths in the folder of files of kinds that are not read.
    """

    surveys: list[tuple[Path, str]]
    photos: list[Source]
    others: list[str]

    def near(self, inside: str) -> Album:
        """Return the photographs that may belong to the survey at a path in the folder.

        Those of its own folder, and of folders in it that hold no survey or are called as
        folders of photographs are (`FOLDERS`).
        """
        home = PurePosixPath(inside).parent
        held = {PurePosixPath(path).parent for _, path in self.surveys}

        def is_near(source: Source) -> bool:
            place = PurePosixPath(source.path).parent
            while place != place.parent and (place not in held or place.name.casefold() in FOLDERS):
                place = place.parent
            return place == home

        return Album(lambda: filter(is_near, self.photos))


def beside(store: Path, name: str) -> Path:
    """Return the folder or file of that name (`TRAY`, `COPIES` …) that belongs to a store."""
    return store.with_name(f"{store.stem}-{name}")


def _is_kept(path: Path, store: Path) -> bool:
    """Say whether a file is a copy of the store that the program left beside it."""
    return path.name.startswith(f"{store.stem}.before-") and path.suffix == store.suffix


def _own_folders(store: Path, home: Path) -> list[Path]:
    """Return the folders that belong to a store, but for one that is gathered itself."""
    folders = (beside(store, name) for name in _OWN)
    return [folder for folder in folders if not home.is_relative_to(folder)]


def gather(folder: Path, leave_out: Path) -> Gathered:
    """Return what lies in a folder, in the order of its paths; `leave_out` is none of it.

    Raises:
        UnreadableInput: the folder cannot be listed; one in it that cannot is named among the
            others.
    """
    gathered = Gathered([], [], [])
    own, home = leave_out.resolve(), folder.resolve()
    apart = _own_folders(own, home)

    def unread(error: OSError) -> None:
        place = Path(error.filename)
        if place == folder:
            raise refuse("file-unreadable", file=str(folder))
        gathered.others.append(place.relative_to(folder).as_posix())

    listed = walk(folder, deep=True, unread=unread)
    files = {
        printable(nfc(path.relative_to(folder).as_posix())): path
        for path in listed
        if not any((home / path.relative_to(folder)).is_relative_to(part) for part in apart)
    }
    tables, _ = sets.grouped(files)
    folders = tables.keys() - files.keys()
    gathered.surveys.extend((folder / main, main) for main in folders)
    of_folders = {inside for main in folders for inside in tables[main]}
    for inside, path in files.items():
        ending = path.suffix.lower()
        if inside in of_folders:
            continue
        if ending in ENDINGS:
            gathered.photos.append(source_of(path, inside))
        elif ending in SURVEYS:
            if path.resolve() != own and not _is_kept(path, leave_out):
                gathered.surveys.append((path, inside))
        elif not path.name.lower().endswith(_PARTS):
            gathered.others.append(inside)
    gathered.surveys.sort(key=lambda survey: survey[1])
    return gathered
