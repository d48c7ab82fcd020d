"""What is taken along and given away: survey forms, kits, books, the project of QGIS, exports."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mocgioi import tracker
from mocgioi.desk.downloads import Download, download_of
from mocgioi.domain.places import fold
from mocgioi.errors import Language, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.desk.jobs import Steps
    from mocgioi.outputs.audience import Audience
    from mocgioi.store.explaining import FilePath

_FORMS = Text("phieu-cac-don.zip", "forms-of-posts.zip")
_FORM = Text("phieu-{whose}.xlsx", "form-{whose}.xlsx")
_ALL = Text("tat-ca-moc", "all-markers")
_KIT = Text("bo-{whose}.zip", "kit-{whose}.zip")
_KITS = Text("bo-cac-don.zip", "kits-of-posts.zip")
_BOOK = Text("so-ly-lich-{whose}.pdf", "datasheets-{whose}.pdf")
_UNPLACED = Text(
    "{post}: mốc chưa có tọa độ, không có trong GPX và trên bản đồ: {numbers}.",
    "{post}: without a position, neither in the GPX nor on the map: {numbers}.",
)
_PHASES = {
    "draw": Text("vẽ lý lịch mốc", "drawing datasheets"),
    "typeset": Text("dàn trang", "setting pages"),
}


def form(
    steps: Steps,
    *,
    store: FilePath,
    by: str,
    post: str | None,
    name: str,
    folder: Path,
    lang: Language,
) -> Download:
    """Write the survey form of a post, or of all markers.

    Args:
        post: its code; name: what it is called.
    """
    file = _FORM.to(lang).format(whose=_slug(name) or _ALL.to(lang))
    steps(file)
    return download_of(folder, file, tracker.open(store, by=by).surveys.form(post, lang=lang))


def forms(steps: Steps, *, store: FilePath, by: str, folder: Path, lang: Language) -> Download:
    """Write the survey forms of all posts, in one ZIP."""
    contents = {}
    for name, content in tracker.open(store, by=by).surveys.forms(lang=lang):
        steps(name)
        contents[name] = content
    return _zipped(folder, _FORMS.to(lang), contents)


def kits(
    steps: Steps,
    *,
    store: FilePath,
    by: str,
    posts: Mapping[str, str],
    folder: Path,
    lang: Language,
) -> Download:
    """Write the kits of posts: the ZIP of one, or a ZIP with the ZIP of each.

    Args:
        posts: names by code.
    """
    opened = tracker.open(store, by=by).kits
    paths, remarks = [], []
    for place, (code, name) in enumerate(posts.items()):
        path = folder / _KIT.to(lang).format(whose=_slug(name))
        if path.exists():
            path = folder / _KIT.to(lang).format(whose=f"{_slug(name)}-{_slug(code)}")

        def said(file: str, *, of: str = name, done: int = place) -> None:
            if len(posts) > 1:
                steps(f"{of}: {file}", done, len(posts))
            else:
                steps(file)

        kit = opened.make(code, path, lang=lang, progress=said)
        paths.append(path)
        if kit.unplaced:
            numbers = ", ".join(kit.unplaced)
            remarks.append(_UNPLACED.to(lang).format(post=kit.post, numbers=numbers))
    if len(paths) == 1:
        return Download(paths[0], tuple(remarks))
    whole = folder / _KITS.to(lang)
    with zipfile.ZipFile(whole, "w") as archive:
        for path in paths:
            archive.write(path, path.name)
            path.unlink()
    return Download(whole, tuple(remarks))


def book(
    steps: Steps,
    *,
    store: FilePath,
    by: str,
    kind: Literal["post", "commune"] | None,
    code: str | None,
    name: str,
    as_of: str | None,
    audience: str,
    folder: Path,
    lang: Language,
) -> Download:
    """Write the datasheets of a post's, a commune's or all markers as one PDF.

    Args:
        kind, code: whose; None: all. name: what it is called.
    """

    def said(phase: str, done: int, of: int) -> None:
        steps(_PHASES[phase].to(lang), done, of)

    made = tracker.open(store, by=by).datasheets.book(
        post=code if kind == "post" else None,
        commune=code if kind == "commune" else None,
        as_of=as_of,
        lang=lang,
        audience=audience,
        progress=said,
    )
    return download_of(folder, _BOOK.to(lang).format(whose=_slug(name) or _ALL.to(lang)), made)


def project(steps: Steps, *, store: FilePath, by: str, replace: bool) -> str:
    """Write the project of QGIS beside the store, and return the name of its file."""
    written = tracker.open(store, by=by).qgis.write(replace=replace)
    return written.name


def export(
    steps: Steps,
    *,
    store: FilePath,
    by: str,
    kind: str,
    ending: str,
    crs: str | None,
    as_of: str | None,
    audience: Audience,
    folder: Path,
    lang: Language,
) -> Download:
    """Write what is exported of a kind; where that is several files, they are in one ZIP.

    Args:
        ending: of the file, which chooses the format: ``.gpkg``.
    """
    remarks: list[str] = []
    path = folder / f"{kind}{ending}"
    steps(path.name)
    written = tracker.open(store, by=by).exports.write(
        kind,
        path,
        crs=crs,
        as_of=as_of,
        audience=audience,
        lang=lang,
        remark=remarks.append,
    )
    if len(written) == 1:
        return Download(written[0], tuple(remarks))
    contents = {file.name: file.read_bytes() for file in written}
    return _zipped(folder, f"{kind}-{ending.removeprefix('.')}.zip", contents, tuple(remarks))


def _zipped(
    folder: Path, name: str, contents: Mapping[str, bytes], remarks: tuple[str, ...] = ()
) -> Download:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in contents.items():
            archive.writestr(member, content)
    return Download(path, remarks)


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-")
