"""Kits of posts that lie in the folder of the weekly routine, as folders or as ZIPs.

What is in a kit's ZIP is taken as what is in its folder. What nobody wrote in says nothing: its
page has the hash of each file as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources.kinds import check_archive, refuse


@contextmanager
def opened(
    gathered: sources.Gathered, folder: Path, store: Path
) -> Iterator[tuple[sources.Gathered, list[str]]]:
    """Give what is in a folder with the ZIPs of kits unpacked, and without what nobody wrote in.

    Args:
        gathered: what is in `folder`. store: is none of it.

    Yields:
        The rest, and the paths in the folder of the kits that have files in which nobody wrote.
        Both hold as long as the block lasts.
    """
    import zipfile
    from tempfile import TemporaryDirectory

    whole, unwritten = _without_unwritten(gathered, folder)
    with ExitStack() as stack:
        for path, inside in [*whole.surveys]:
            if not is_kit(path) or path.is_dir():
                continue
            unpacked = Path(stack.enter_context(TemporaryDirectory()))
            with zipfile.ZipFile(path) as archive:
                archive.extractall(unpacked)
            within, blank = _without_unwritten(sources.gather(unpacked, store), unpacked)
            whole.surveys.remove((path, inside))
            whole.surveys.extend((own, f"{inside}/{name}") for own, name in within.surveys)
            whole.photos.extend(p._replace(path=f"{inside}/{p.path}") for p in within.photos)
            whole.others.extend(f"{inside}/{name}" for name in within.others)
            unwritten += [f"{inside}/{name}" for name in blank]
        yield whole, unwritten


def refuse_kit(path: Path) -> None:
    """Refuse to read a whole kit as one survey: each of its files is one of its own.

    Raises:
        UnreadableInput: it is the folder or the ZIP of a kit.
    """
    if is_kit(path):
        raise refuse("not-a-survey", "kit", file=path.name, value="kit")


def is_kit(path: Path) -> bool:
    """Say whether a path is the folder or the ZIP of a kit; one that is unsafe is none."""
    is_folder = path.is_dir()
    if not is_folder and path.suffix.lower() != ".zip":
        return False
    from mocgioi.outputs.kit.readme import PAGE

    if is_folder:
        return (path / PAGE).is_file()
    with suppress(UnreadableInput):
        return any(PurePosixPath(name).name == PAGE for name in check_archive(path))
    return False


def _without_unwritten(
    gathered: sources.Gathered, folder: Path
) -> tuple[sources.Gathered, list[str]]:
    """Return what is in a folder without the files of kits in which nobody wrote, and which kits
    have such files.
    """
    from mocgioi.outputs.kit.readme import PAGE, written_before

    hashes: dict[str, frozenset[str]] = {}
    kits: dict[str, str] = {}
    for page in folder.rglob(PAGE):
        beside = page.relative_to(folder).parent
        with suppress(OSError):
            before = written_before(page.read_text("utf-8", "replace"))
            hashes |= {(beside / name).as_posix(): digests for name, digests in before.items()}
            place = beside.as_posix() if beside.parts else PAGE
            kits |= {(beside / name).as_posix(): place for name in before}

    def is_written(inside: str) -> bool:
        with suppress(OSError):
            return sources.sha256_of(folder / inside) not in hashes[inside]
        return True

    listed = [*(inside for _, inside in gathered.surveys), *gathered.others]
    unwritten = {inside for inside in listed if inside in hashes and not is_written(inside)}
    kept = gathered._replace(
        surveys=[survey for survey in gathered.surveys if survey[1] not in unwritten],
        others=[inside for inside in gathered.others if inside not in unwritten],
    )
    return kept, sorted({kits[inside] for inside in unwritten})
