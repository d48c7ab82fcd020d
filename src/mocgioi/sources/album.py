"""The photographs that came with a survey: found by the names its rows give them.

A name from a file is only ever compared with names that are there; it is never joined to a
path, so that it cannot lead out of the folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.records import NamedTuple

ENDINGS = frozenset(
    {
        *(".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif", ".avif"),
        *(".tif", ".tiff", ".gif", ".bmp"),
    }
)
"""Endings of files that are taken for photographs; what they are, their bytes say."""

FOLDERS = frozenset({"media", "dcim", "attachments", "photos", "photo", "images", "anh", "ảnh"})
"""Folders beside a survey in which form tools and people keep its photographs."""

MAX_PHOTO_BYTES = 60_000_000
"""Of one photograph: three times what a phone of 200 megapixels writes."""
MAX_FILES = 20_000
"""Files of one archive or folder that are looked at."""


class Source(NamedTuple):
    """A file that may be a photograph.

    Attributes:
        path: where it lies in its archive or folder, ``/`` between, NFC.
        size_bytes: its length, as the archive or the disk says.
        read: gives its bytes; raises `Damaged` where they cannot be had.
    """

    path: str
    size_bytes: int
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.path).name


class Refused(NamedTuple):
    """A file that is not opened, and why."""

    path: str
    finding: Finding


class Damaged(Exception):
    """The bytes of a file cannot be had: cut off, changed on the way, or longer than said."""


class Album:
    """What lies beside the rows of a survey.

    Args:
        listing: gives the files, when the first name is looked up.

    Attributes:
        claimed: paths of those that were found to belong to a row, taken or not.
    """

    def __init__(self, listing: Callable[[], Iterable[Source]]) -> None:
        self._listing = listing
        self.claimed: set[str] = set()

    def and_of(self, others: Iterable[Album]) -> Album:
        """Return these files with those of other albums; what is claimed of them is claimed here.

        A file that lies in several is one.
        """
        albums = [self, *others]
        joined = Album(lambda: {s.path: s for album in albums for s in album.sources}.values())
        joined.claimed = self.claimed
        return joined

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The files, in the order of their paths; none where the folder may not be listed."""
        try:
            return tuple(sorted(self._listing(), key=lambda source: source.path))
        except OSError:
            return ()

    @cached_property
    def _by_name(self) -> dict[str, list[Source]]:
        named: dict[str, list[Source]] = {}
        for source in self.sources:
            named.setdefault(source.name.casefold(), []).append(source)
        return named

    def find(self, written: str, submission: str | None = None) -> list[Source]:
        """Return the files that a row's text can mean; one where it is clear.

        Args:
            written: a name, a path as QField writes it (``DCIM/x.jpg``) or an address of a
                form server.
            submission: the row's key; of files with one name, the one in the folder of
                that name is meant.
        """
        path = file_name(written)
        sources = self._by_name.get(PurePosixPath(path).name.casefold(), [])
        if len(sources) > 1 and submission:
            key = submission.casefold().removeprefix("uuid:")
            sources = [s for s in sources if key in folders_of(s)] or sources
        if len(sources) > 1:
            tail = "/" + path.casefold()
            sources = [s for s in sources if ("/" + s.path.casefold()).endswith(tail)] or sources
        return sources


def folders_of(source: Source) -> list[str]:
    """Return the folders a file lies in, innermost first, for comparing."""
    parents = reversed(PurePosixPath(source.path).parts[:-1])
    return [folder.casefold().removeprefix("uuid:") for folder in parents]


def file_name(written: str) -> str:
    """Return the path that a cell means, ``/`` between, NFC.

    >>> file_name("DCIM\\\\1116.jpg"), file_name("https://x/a?media_file=u%2Fb%2F17.jpg")
    ('DCIM/1116.jpg', '17.jpg')
    """
    text = nfc(written).strip().strip("\"'")
    if "://" in text[:10]:
        try:
            address = urlsplit(text)
        except ValueError:
            return text
        inside = parse_qs(address.query).get("media_file", [unquote(address.path)])[0]
        return PurePosixPath(nfc(inside)).name
    return text.replace("\\", "/").lstrip("./")


def is_photo_name(text: str) -> bool:
    """Say whether a text ends like the name of a photograph."""
    return PurePosixPath(file_name(text)).suffix.lower() in ENDINGS


def own_folders(path: Path) -> frozenset[str]:
    """Return what the folder of a file's photographs may be called, besides `FOLDERS`."""
    stem = nfc(path.stem).casefold()
    return frozenset({stem, f"{stem}-media", f"{stem}_media"})


def beside(path: Path) -> Album:
    """Return the photographs that lie beside a file: in its folder, or in one named for them."""

    def listing() -> list[Source]:
        near = _files(path.parent, deep=False)
        own = own_folders(path)
        for folder in sorted(path.parent.iterdir()):
            named = nfc(folder.name).casefold()
            if named in FOLDERS | own and folder.is_dir() and not folder.is_symlink():
                near += _files(folder, deep=True, within=folder.name + "/")
        return near[:MAX_FILES]

    return Album(listing)


def _files(folder: Path, *, deep: bool, within: str = "") -> list[Source]:
    return [
        source_of(path, within + nfc(path.relative_to(folder).as_posix()))
        for path in walk(folder, deep=deep)
        if path.suffix.lower() in ENDINGS
    ]


def source_of(path: Path, inside: str) -> Source:
    """Return a file of the disk, to be read when its turn comes, under the path it is known by."""
    return Source(inside, path.stat().st_size, lambda: _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_PHOTO_BYTES + 1)
    except OSError as error:
        raise Damaged(str(error)) from None
    if len(data) > MAX_PHOTO_BYTES:
        raise Damaged(path.name)
    return data


def walk(
    folder: Path, *, deep: bool, unread: Callable[[OSError], None] = lambda _: None
) -> list[Path]:
    """Return the files of a folder in order: no hidden ones, and no link is followed.

    `unread` is called where the folder, or one in it, cannot be listed.
    """
    paths: list[Path] = []
    for root, folders, files in os.walk(folder, followlinks=False, onerror=unread):
        folders[:] = sorted(f for f in folders if not f.startswith(".")) if deep else []
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith((".", "~")) and path.is_file() and not path.is_symlink():
                paths.append(path)
        if len(paths) > MAX_FILES:
            break
    return paths


def in_folder(folder: Path) -> Album:
    """Return every photograph of a folder and of the folders in it."""
    return Album(lambda: _files(folder, deep=True)[:MAX_FILES])
