"""A survey with what came beside it: one file, a zip of a form server, or a folder.

Tables of an archive are read from a temporary folder that is gone afterwards; photographs
stay where they are and are read one at a time.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding, UnreadableInput
from mocgioi.records import NamedTuple
from mocgioi.sources import kinds, open_marks, sets
from mocgioi.sources.album import (
    Album,
    Damaged,
    Refused,
    Source,
    beside,
    in_folder,
    walk,
)
from mocgioi.sources.boundary import answering_for
from mocgioi.sources.raw import RawFile
from mocgioi.sources.reading import is_store, read, sha256_of
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.sources.archives import Archive

_DRAWINGS = frozenset({".png", ".gif", ".bmp"})


class Bundle(NamedTuple):
    """What was given to be applied as one survey.

    Attributes:
        name: its name alone. sha256: hash of the file; of a folder, of its tables and of the
            names and lengths of the rest.
        raw: its rows; None where it holds photographs alone.
        album: its photographs, or those beside the file.
        whole: everything in `album` came with this survey; else it is merely near it.
        refused: files of an archive that were not opened.
        findings: what was noticed while opening.
    """

    name: str
    sha256: str
    raw: RawFile | None
    album: Album
    whole: bool = False
    refused: tuple[Refused, ...] = ()
    findings: tuple[Finding, ...] = ()


@contextmanager
def opened(
    path: str | Path,
    *,
    layer: str | None = None,
    sheet: str | None = None,
    leave_out: Path | None = None,
    named: str | None = None,
    album: Album | None = None,
) -> Iterator[Bundle]:
    """Open a survey: a file of any known kind, a zip, or a folder.

    The photographs can be read as long as the block runs.

    Args:
        path: the file or folder; nothing in it is changed.
        layer, sheet: as of `mocgioi.sources.read`.
        leave_out: a file of the folder that is none of it: the store.
        named: what to call it, if not by its name alone.
        album: the photographs near a file, if not those beside it.

    Raises:
        UnreadableInput: there is nothing in it to take, or the whole is unsafe or damaged.
    """
    path = Path(path)
    if path.is_dir() and not kinds.is_filegdb(path):
        yield _called(_folder(path, layer, sheet, leave_out), named)
    elif path.is_file() and _is_archive(path):
        from mocgioi.sources.archives import Archive

        with answering_for(path.name):
            archive = Archive(path)
        with contextlib.closing(archive):
            yield _called(_unpacked(path, archive, layer, sheet), named)
    else:
        raw = _survey(path, layer, sheet)
        bundle = Bundle(
            name=raw.name,
            sha256=raw.sha256,
            raw=raw,
            album=album or beside(path),
            findings=open_marks.told(path),
        )
        if raw.kind == "kml":
            with _with_photos(bundle, path) as whole:
                yield _called(whole, named)
        else:
            yield _called(bundle, named)


def _survey(path: Path, layer: str | None, sheet: str | None) -> RawFile:
    """Read a table that may be a survey; a store, or a copy of one, is none."""
    open_marks.refuse_mark(path)
    if is_store(path):
        raise kinds.refuse("not-a-survey", "store", file=path.name)
    return read(path, layer=layer, sheet=sheet)


def _called(bundle: Bundle, name: str | None) -> Bundle:
    if name is None:
        return bundle
    return bundle._replace(name=name, raw=bundle.raw and replace(bundle.raw, name=name))


def _is_archive(path: Path) -> bool:
    with answering_for(path.name):
        return kinds.is_archive(path)


@contextmanager
def _with_photos(bundle: Bundle, path: Path) -> Iterator[Bundle]:
    """Give a KML, or a KMZ with the photographs in it; drawings in it are symbols of the map."""
    if not kinds.is_packed(path):
        yield bundle
        return
    from mocgioi.sources.archives import Archive

    with answering_for(path.name):
        archive = Archive(path)
    with contextlib.closing(archive):
        photos = [s for s in archive.photos if Path(s.path).suffix.lower() not in _DRAWINGS]
        if photos or archive.refused:
            refused = tuple(archive.refused)
            bundle = bundle._replace(album=Album(lambda: photos), whole=True, refused=refused)
        yield bundle


def _unpacked(path: Path, inside: Archive, layer: str | None, sheet: str | None) -> Bundle:
    import tempfile

    from mocgioi.sources import archives

    damaged: list[Refused] = []
    with tempfile.TemporaryDirectory(prefix="mocgioi-") as folder:
        sound = []
        for place, table in enumerate(inside.tables):
            try:
                sound.append((inside.unpack(table, Path(folder, str(place))), table))
            except Damaged:
                damaged.append(archives.damaged(table))
        raw, findings = _tables(path, sound, layer, sheet)
    sha256 = sha256_of(path)
    refused = (*inside.refused, *damaged)
    findings += inside.findings + _skipped(inside.skipped)
    if raw is None and not inside.photos and not refused:
        raise _nothing(path, findings)
    raw = replace(raw, sha256=sha256) if raw else None
    album = Album(lambda: inside.photos)
    return Bundle(
        name=path.name,
        sha256=sha256,
        raw=raw,
        album=album,
        whole=True,
        refused=refused,
        findings=tuple(findings),
    )


def _skipped(names: Sequence[str]) -> list[Finding]:
    if not names:
        return []
    listed = ", ".join(f"«{name[:60]}»" for name in names[:5]) + (" …" if len(names) > 5 else "")
    return [finding("file-skipped", value=names[0][:80], count=len(names), names=listed)]


def _nothing(path: Path, findings: Sequence[Finding] = ()) -> UnreadableInput:
    """Return the error about an archive or folder without rows, and what else is in it."""
    empty = finding("file-empty", "no_survey", file=path.name)
    return UnreadableInput(*empty.text, findings=[empty, *findings], hints=empty.hints)


def _identity(tables: Sequence[tuple[Path, str]], album: Album) -> str:
    digest = hashlib.sha256()
    for file, inside in tables:
        digest.update(f"{inside}\n{sha256_of(file)}\n".encode())
    digest.update(sha256_of_names(album.sources).encode())
    return digest.hexdigest()


def sha256_of_names(photos: Iterable[Source]) -> str:
    """Return a hash of the paths and lengths of photographs; none of them is opened."""
    digest = hashlib.sha256()
    for source in photos:
        digest.update(f"{source.path}\n{source.size_bytes}\n".encode())
    return digest.hexdigest()


def _tables_in(path: Path, leave_out: Path | None) -> list[tuple[Path, str]]:
    """Return the files of a folder that may hold rows, each with its path in the folder."""
    own = leave_out.resolve() if leave_out else None
    files = [file for file in walk(path, deep=True) if file.resolve() != own]
    tables, _ = sets.grouped(file.relative_to(path).as_posix() for file in files)
    return [(path / inside, nfc(inside)) for inside in tables]


def _folder(path: Path, layer: str | None, sheet: str | None, leave_out: Path | None) -> Bundle:
    tables = _tables_in(path, leave_out)
    raw, findings = _tables(path, tables, layer, sheet)
    album = in_folder(path)
    if raw is None and not album.sources:
        raise _nothing(path)
    sha256 = _identity(tables, album)
    raw = replace(raw, sha256=sha256) if raw else None
    return Bundle(
        name=nfc(path.resolve().name),
        sha256=sha256,
        raw=raw,
        album=album,
        whole=True,
        refused=(),
        findings=tuple(findings),
    )


def _tables(
    path: Path, tables: Sequence[tuple[Path, str]], layer: str | None, sheet: str | None
) -> tuple[RawFile | None, list[Finding]]:
    """Read the tables of an archive or folder as one file; None where there are none.

    Raises:
        UnreadableInput: none of them could be read.
    """
    tables_read: list[tuple[RawFile, str]] = []
    findings: list[Finding] = []
    for file, inside in tables:
        try:
            tables_read.append((_survey(file, layer, sheet), inside))
        except UnreadableInput as error:
            if len(tables) == 1:
                raise
            findings += [f._replace(sheet=f.sheet or inside) for f in error.findings]
    if not tables_read:
        if findings:
            raise kinds.damaged(path.name)
        return None, findings
    name = nfc(path.resolve().name)
    if len(tables_read) == 1 and not findings:
        return replace(tables_read[0][0], path=path, name=name), findings
    named = [_named(raw, inside) for raw, inside in tables_read]
    whole = RawFile(
        path=path,
        name=name,
        sha256="",
        kind="archive",
        tables=tuple(table for raw in named for table in raw.tables),
        findings=tuple(finding for raw in named for finding in raw.findings),
    )
    return whole, findings


def _named(raw: RawFile, inside: str) -> RawFile:
    """Return a file whose sheets are called after it, so that a finding says where it stood."""

    def called(sheet: str | None) -> str:
        return f"{inside} · {sheet}" if sheet else inside

    return replace(
        raw,
        tables=tuple(replace(table, name=called(table.name), file=inside) for table in raw.tables),
        findings=tuple(f._replace(sheet=called(f.sheet)) for f in raw.findings),
    )
