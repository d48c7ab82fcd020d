"""The libraries that wheels bring along in folders of their own, and the licence of each."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

_SCRAMBLED = re.compile(r"-[0-9a-f]{32}$")
"""What is put behind the name of a library, so that two wheels bring each its own."""

COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts that many share (base-files)."""

_SHARED = ("Apache-2.0", "LGPL-2.1", "MPL-1.1")


class Library(NamedTuple):
    """One library.

    Attributes:
        licence: by its SPDX name. text: where it stands in this folder, else the address of the
            project, which has it.
    """

    name: str
    licence: str
    text: str


_GEOS = Library("GEOS", "LGPL-2.1-or-later", "shapely-*/**/LICENSE_GEOS, texts/LGPL-2.1")
_HDF5 = Library("HDF5", "BSD-3-Clause", "https://github.com/HDFGroup/hdf5")
_OPENBLAS = Library("OpenBLAS", "BSD-3-Clause", "numpy-*, scipy-*")
_OPENSSL = Library("OpenSSL 3", "Apache-2.0", "texts/Apache-2.0")
_PROJ = Library("PROJ", "MIT", "https://github.com/OSGeo/PROJ")
_WEBP = Library("libwebp", "BSD-3-Clause", "https://chromium.googlesource.com/webm/libwebp")
_ONE_OF_THREE = "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later"
_ZLIB = Library("zlib", "Zlib", "https://zlib.net/zlib_license.html")
_LIBRARIES = {
    "freexl-1": Library("FreeXL", _ONE_OF_THREE, "texts/MPL-1.1, texts/LGPL-2.1"),
    "gdal": Library("GDAL", "MIT, and those of its parts", "texts/GDAL"),
    "geos": _GEOS,
    "geos_c": _GEOS,
    "geotiff": Library("libgeotiff", "MIT", "https://github.com/OSGeo/libgeotiff"),
    "gif": Library("giflib", "MIT", "https://giflib.sourceforge.net"),
    "hdf5": _HDF5,
    "hdf5_hl": _HDF5,
    "iconv-2": Library("GNU libiconv", "LGPL-2.1-or-later", "texts/LGPL-2.1"),
    "jpeg62": Library(
        "libjpeg-turbo",
        "IJG AND BSD-3-Clause AND Zlib",
        "https://github.com/libjpeg-turbo/libjpeg-turbo",
    ),
    "json-c": Library("json-c", "MIT", "https://github.com/json-c/json-c"),
    "Lerc": Library("Lerc", "Apache-2.0", "texts/Apache-2.0"),
    "libcrypto-3-x64": _OPENSSL,
    "libcurl": Library("curl", "curl", "https://curl.se/docs/copyright.html"),
    "libexpat": Library("Expat", "MIT", "https://github.com/libexpat/libexpat"),
    "liblzma": Library("xz", "0BSD", "https://tukaani.org/xz"),
    "libpng16": Library("libpng", "libpng-2.0", "http://www.libpng.org/pub/png"),
    "libpq": Library("libpq", "PostgreSQL", "https://www.postgresql.org/about/licence"),
    "libscipy_openblas": _OPENBLAS,
    "libscipy_openblas64_": _OPENBLAS,
    "libsharpyuv": _WEBP,
    "libssl-3-x64": _OPENSSL,
    "libwebp": _WEBP,
    "libxml2": Library("libxml2", "MIT", "https://gitlab.gnome.org/GNOME/libxml2"),
    "minizip": _ZLIB._replace(name="minizip, of zlib"),
    "msvcp140": Library("Microsoft Visual C++ runtime", "Microsoft's own", "msvc_runtime-*"),
    "netcdf": Library("netCDF", "BSD-3-Clause", "https://github.com/Unidata/netcdf-c"),
    "openjp2": Library("OpenJPEG", "BSD-2-Clause", "https://github.com/uclouvain/openjpeg"),
    "pcre2-8": Library("PCRE2", "BSD-3-Clause", "https://github.com/PCRE2Project/pcre2"),
    "proj": _PROJ,
    "proj_9": _PROJ,
    "qhull_r": Library("Qhull", "Qhull", "https://github.com/qhull/qhull"),
    "spatialite": Library("SpatiaLite", _ONE_OF_THREE, "texts/MPL-1.1, texts/LGPL-2.1"),
    "sqlite3": Library("SQLite", "public domain", "https://www.sqlite.org/copyright.html"),
    "szip": Library(
        "szip (the wheel does not say whether libaec's)",
        "BSD-2-Clause if libaec's, else Szip's own",
        "https://gitlab.dkrz.de/k202009/libaec",
    ),
    "tiff": Library("libtiff", "libtiff", "https://libtiff.gitlab.io/libtiff"),
    "zlib1": _ZLIB,
    "zstd": Library("Zstandard", "BSD-3-Clause", "https://github.com/facebook/zstd"),
}


def library_of(file: str) -> Library:
    """Return the library that a file of a wheel is; end with its name where nobody knows it."""
    stem = _SCRAMBLED.sub("", Path(file).stem)
    if stem not in _LIBRARIES:
        sys.exit(f"{file}: say in .ci/windows/carried.py which library that is, and its licence.")
    return _LIBRARIES[stem]


def write_carried(folder: Path, site: Path) -> None:
    """Write which libraries the wheels bring along, and the texts that are at hand.

    Args:
        folder: of the licences. site: the packages.
    """
    lines = []
    for file in sorted(site.glob("*.libs/*.dll"), key=lambda path: path.as_posix().lower()):
        name, licence, text = library_of(file.name)
        lines.append(f"{file.relative_to(site).as_posix()}: {name}; {licence}; {text}")
    (folder / "libraries.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")
    texts = folder / "texts"
    texts.mkdir()
    for source, name in (
        (site / "fiona/gdal_data/LICENSE.TXT", "GDAL"),
        *((COMMON / name, name) for name in _SHARED),
    ):
        if not source.is_file():
            sys.exit(f"Missing: {source}. Debian: base-files")
        shutil.copy(source, texts / name)
