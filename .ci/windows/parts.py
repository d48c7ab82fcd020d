"""What the package for Windows takes, and what it leaves out."""

from __future__ import annotations

PYTHON = (3, 11)
"""The Python that is packed: the one whose libraries the wheels of ``runtime.txt`` carry."""

TOP = {
    "python311.dll": ".",
    "VCRUNTIME140.dll": ".",
    "vcruntime140_1.dll": ".",
    "libcrypto-3.dll": "DLLs",
    "libffi-8.dll": "DLLs",
    "libssl-3.dll": "DLLs",
    "sqlite3.dll": "DLLs",
    "_asyncio.pyd": "DLLs",
    "_bz2.pyd": "DLLs",
    "_ctypes.pyd": "DLLs",
    "_decimal.pyd": "DLLs",
    "_elementtree.pyd": "DLLs",
    "_hashlib.pyd": "DLLs",
    "_lzma.pyd": "DLLs",
    "_multiprocessing.pyd": "DLLs",
    "_overlapped.pyd": "DLLs",
    "_queue.pyd": "DLLs",
    "_socket.pyd": "DLLs",
    "_sqlite3.pyd": "DLLs",
    "_ssl.pyd": "DLLs",
    "_uuid.pyd": "DLLs",
    "_zoneinfo.pyd": "DLLs",
    "pyexpat.pyd": "DLLs",
    "select.pyd": "DLLs",
    "unicodedata.pyd": "DLLs",
}
"""Files of the runtime, and the folder of each. The first wheel that has one gives it."""

STDLIB_LEFT_OUT = frozenset(
    [
        "__pycache__",
        "site-packages",
        "test",
        "tests",
        "idlelib",
        "tkinter",
        "turtledemo",
        "turtle.py",
        "ensurepip",
        "lib2to3",
        "lib-dynload",
        "distutils",
        "pydoc_data",
        "venv",
        "curses",
    ]
)
"""Folders and files of the standard library that no program here imports, or Windows has not."""

EXTRAS_LEFT_OUT = frozenset({"dev", "all", "frames", "dem"})
"""Extras for those who write Python, or that bring a second GDAL of 25 MB."""

LEFT_OUT = (
    "*.whl",
    # What is compiled, or read by compilers and checkers of types.
    *(
        f"**/*.{ending}"
        for ending in ["pyi", "pyx", "pxd", "pxi", "c", "cc", "cpp", "h", "hpp", "f90", "lib", "a"]
    ),
    # What tests a library.
    "**/tests",
    "cheroot/test",
    "numpy/_core/_*_tests.*",
    "numpy/_core/_simd.*",
    "scipy/_lib/_test_*.*",
    # What neither the solver nor the graphs of scipy import; see the folder ``replaced``.
    "scipy/cluster",
    "scipy/constants",
    "scipy/datasets",
    "scipy/differentiate",
    "scipy/fft",
    "scipy/fftpack",
    "scipy/integrate",
    "scipy/interpolate",
    "scipy/io",
    "scipy/linalg/_decomp_interpolative.*",
    "scipy/misc",
    "scipy/ndimage",
    "scipy/odr",
    "scipy/optimize/_lbfgsb.*",
    "scipy/optimize/_slsqplib.*",
    "scipy/optimize/_trlib",
    "scipy/optimize/cython_optimize",
    "scipy/signal",
    "scipy/spatial",
    "scipy/special",
    "scipy/stats",
    "numpy/distutils",
    # Pictures of kinds whose pixels mocgioi does not read.
    "PIL/_avif.*",
    # lxml beyond the trees that Word's files are made of.
    "lxml/html",
    "lxml/isoschematron",
    "lxml/objectify.*",
    "lxml/builder.*",
    "lxml/sax.*",
    # Commands of libraries, and data that lie there twice.
    "bin",
    "fiona/fio",
    "share",
)
"""Below site-packages, as glob patterns."""

STRIPPED = ("minify/minify.so",)
"""Libraries whose names for debuggers are taken out: half of this one."""
