"""The folder ``licences``: of every part its name, its version, the text of its licence."""

from __future__ import annotations

import email
import shutil
import sys
import sysconfig
from email.message import Message
from pathlib import Path

from carried import write_carried

_TEXTS = ("licen", "copying", "notice", "authors", "copyright", "ofl")
"""How the names of files begin that say what may be done with a part."""

_INTRODUCTION = """\
Những phần của gói này và giấy phép của từng phần; toàn văn ở thư mục cùng tên.
What this package is made of, and the licence of each part; its text is in the folder of its name.

"""

_NOT_OF_PYTHON = """
python311.dll, DLLs, python311.zip: CPython, PSF-2.0 (CPython); with bzip2 (BSD), expat (MIT),
    libffi (MIT), OpenSSL 3 (Apache-2.0), SQLite (public domain), xz (0BSD), zlib (Zlib)
VCRUNTIME140.dll, vcruntime140_1.dll, Lib/site-packages/*.libs/msvcp140-*.dll: Microsoft Visual C++
    runtime, which may be passed on with a program that needs it (msvc-runtime)
python.exe, mocgioi.exe, python3.dll: of this project (mocgioi), compiled with MinGW-w64, whose
    start-up code is in the public domain
Lib/site-packages/scipy: SciPy, changed: parts are left out, and optimize/__init__.py and
    linalg/interpolative.py are other ones
Lib/site-packages/*.libs: libraries that the wheels of that name bring along, each a file of its own
    that may be replaced by another build of it: libraries.txt says which they are, the licence of
    each and where its text is; texts has those that are at hand
"""


def write_licences(folder: Path, site: Path, runtime: Path) -> None:
    """Write it from what the wheels say of themselves, and from this Python's own text.

    Args:
        site: the packages, with their metadata. runtime: folder of the runtime's wheels, unpacked.
    """
    lines = []
    for information in sorted((*site.glob("*.dist-info"), *runtime.glob("*/*.dist-info"))):
        part = email.message_from_string((information / "METADATA").read_text(encoding="utf-8"))
        name = f"{part['Name']}-{part['Version']}"
        texts = [path for path in information.rglob("*") if path.is_file() and _is_text(path)]
        without = "" if texts else f"; no text comes with it, {_home(part)} has it"
        for text in texts or [information / "METADATA"]:
            kept = folder / name / text.relative_to(information)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(text, kept)
        lines.append(f"{name}: {_licence(part)}{without}")
    write_carried(folder, site)
    python = folder / "CPython"
    python.mkdir()
    shutil.copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", python)
    (folder / "README.txt").write_text(
        _INTRODUCTION + "\n".join(lines) + "\n" + _NOT_OF_PYTHON, encoding="utf-8", newline="\r\n"
    )


def _is_text(path: Path) -> bool:
    return path.parent.name == "licenses" or path.name.lower().startswith(_TEXTS)


def _home(part: Message) -> str:
    """Return the address of the project."""
    addresses = [line.partition(",")[2].strip() for line in part.get_all("Project-URL", [])]
    return str(part["Home-page"] or next(iter(addresses), "PyPI"))


def _licence(part: Message) -> str:
    """Return what the metadata say of the licence, in a few words."""
    named = part["License-Expression"] or part["License"] or ""
    if named and "\n" not in named:
        return str(named)
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in part.get_all("Classifier", [])
        if line.startswith("License")
    ]
    if not classifiers and not named:
        sys.exit(f"{part['Name']} does not say what its licence is.")
    return ", ".join(classifiers) or str(named).partition("\n")[0]
