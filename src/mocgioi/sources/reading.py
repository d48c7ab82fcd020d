"""Open a file of any kind and keep what it holds verbatim."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace
from pathlib import Path

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding, UnreadableInput
from mocgioi.sources import kinds, legacy
from mocgioi.sources.boundary import answering_for
from mocgioi.sources.raw import (
    MOST_CELLS,
    MOST_COLUMNS,
    RawFile,
    RawTable,
    TooManyCells,
    TooWide,
    check_size,
    name_of,
)
from mocgioi.sources.spool import kept
from mocgioi.sources.tables import read_csv


def read(path: str | Path, *, layer: str | None = None, sheet: str | None = None) -> RawFile:
    """Read a file of any known kind, chosen by its content.

    Args:
        path: the file; it is opened for reading only and left untouched.
        layer: read only this layer of a GeoPackage.
        sheet: read only this sheet of a workbook, even a hidden one.

    Raises:
        UnreadableInput: missing, empty, damaged, encrypted, unsafe, of an unknown kind, or
            without the layer or sheet asked for; its findings hold the same as a `Finding`.
    """
    path = Path(path)
    with answering_for(path.name):
        return _read(path, layer, sheet)


def _read(path: Path, layer: str | None, sheet: str | None) -> RawFile:
    kind = kinds.kind_of(path)
    if kind == "archive":
        return _read_alone(path, layer, sheet)
    findings = kinds.mismatch(path, kind)
    try:
        tables, more = _read_as(kind, path, layer, sheet)
        tables = [_shown(t) for t in tables if t.rows]
    except TooWide:
        raise kinds.refuse("file-too-large", "columns", file=path.name, most=MOST_COLUMNS) from None
    except TooManyCells:
        raise kinds.refuse("file-too-large", "cells", file=path.name, most=MOST_CELLS) from None
    if any(legacy.is_mojibake(_sample(t)) for t in tables):
        raise kinds.refuse("text-damaged", file=path.name, what="UTF-8 → Windows-1252")
    if not tables and findings:
        raise kinds.not_what_it_says(path)
    if not tables:
        if path.suffix.lower() == ".txt" or kind in ("docx", "html"):
            raise kinds.refuse("rows-missing", file=path.name)
        raise kinds.refuse("file-empty", "no_rows", file=path.name)
    return RawFile(
        path=path,
        name=printable(path.name),
        sha256=sha256_of(path),
        kind="kml" if kind == "kmz" else kind,
        tables=tuple(tables),
        findings=tuple(
            finding._replace(
                sheet=finding.sheet and name_of(finding.sheet),
                column=finding.column and name_of(finding.column),
            )
            for finding in findings + more
        ),
    )


def _read_alone(path: Path, layer: str | None, sheet: str | None) -> RawFile:
    """Read the only table of an archive, as if it had come by itself.

    Raises:
        UnreadableInput: there are several or none, or it cannot be read.
    """
    import tempfile

    from mocgioi.sources.archives import Archive

    with (
        contextlib.closing(Archive(path)) as archive,
        tempfile.TemporaryDirectory(prefix="mocgioi-") as folder,
    ):
        for refused in archive.refused:
            raise UnreadableInput(*refused.finding.text, findings=[refused.finding])
        if len(archive.tables) != 1:
            count = len(archive.tables)
            raise kinds.refuse("format-unsupported", "several", file=path.name, count=count)
        raw = _read(archive.unpack(archive.tables[0], Path(folder, "0")), layer, sheet)
        return replace(raw, path=path, name=printable(path.name), sha256=sha256_of(path))


def _shown(table: RawTable) -> RawTable:
    """Return a table whose name and headings can be shown, whatever they are made of."""
    check_size(len(table.header), 0)
    return replace(
        table,
        name=table.name and name_of(table.name),
        header=tuple(map(name_of, table.header)),
    )


def is_store(path: Path) -> bool:
    """Say whether a file is a store of this program, or a copy of one; nothing is written."""
    try:
        head = kinds.open_bytes(path)
    except UnreadableInput:
        return False
    if not head.startswith(b"SQLite format 3\x00"):
        return False
    import sqlite3

    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            query = "SELECT count(*) FROM settings WHERE name = 'schema_version'"
            return bool(connection.execute(query).fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def printable(name: str) -> str:
    """Return a file name that can be stored and shown, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read_as(
    kind: str, path: Path, layer: str | None, sheet: str | None
) -> tuple[list[RawTable], list[Finding]]:
    """Call the reader of a kind; the libraries of a kind are loaded only for a file of it."""
    if kind == "csv":
        return read_csv(path)
    if kind in ("xlsx", "xls", "ods", "docx", "html"):
        from mocgioi.sources.workbooks import read_workbook

        return read_workbook(path, kind, sheet)
    tables, findings = _read_layers(kind, path, layer)
    return _in_unicode(tables, findings), findings


def _read_layers(kind: str, path: Path, layer: str | None) -> tuple[list[RawTable], list[Finding]]:
    if kind == "geojson":
        from mocgioi.sources.geojson import read_geojson

        return read_geojson(path)
    if kind in ("kml", "kmz", "gpx"):
        from mocgioi.sources.markup import read_gpx, read_kml

        return read_gpx(path) if kind == "gpx" else read_kml(path, packed=kind == "kmz")
    from mocgioi.sources.features import read_layers

    return read_layers(path, kind, layer)


def _in_unicode(tables: list[RawTable], findings: list[Finding]) -> list[RawTable]:
    """Return layers with their text in Unicode; a legacy encoding is told in `findings`."""
    made = []
    for table in tables:
        encoding = legacy.recognise([_sample(table)])
        if encoding is not None:
            findings.append(legacy.notice(encoding, table.name))
            table = _converted(table, encoding)
        made.append(table)
    return made


def _converted(table: RawTable, encoding: legacy.Encoding) -> RawTable:
    """Return a table of a legacy encoding with its headings and cells in Unicode."""
    return replace(
        table,
        header=tuple(legacy.convert(heading, encoding) for heading in table.header),
        rows=kept(
            row._replace(
                values=tuple(
                    nfc(legacy.convert(cell, encoding)) if isinstance(cell, str) else cell
                    for cell in row.values
                ),
            )
            for row in table.rows
        ),
    )


def _sample(table: RawTable) -> str:
    """Return the text a table opens with."""
    cells = (cell for row in table.rows[:40] for cell in row.values if isinstance(cell, str))
    return " ".join([*table.header, *table.preamble, *cells])[: legacy.SAMPLE]


def sha256_of(path: Path) -> str:
    """Return the hash of a file's bytes, hexadecimal; it is read piece by piece.

    Of a folder that is one table, the hash of the names and hashes of its files.
    """
    if path.is_dir():
        digest = hashlib.sha256()
        for inside in sorted(path.iterdir()):
            digest.update(f"{printable(inside.name)}\n{sha256_of(inside)}\n".encode())
        return digest.hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
