"""Libraries that few need: what each is for, and how it is installed where it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mocgioi.errors import NotInstalled, Text
from mocgioi.records import NamedTuple
from mocgioi.typed import Literal

Extra = Literal["plan", "frames", "dem", "postgis"]


class _Part(NamedTuple):
    """What an extra is for, as the beginning of a sentence, and the libraries that it brings."""

    what: Text
    libraries: frozenset[str]


_PARTS: dict[Extra, _Part] = {
    "plan": _Part(
        Text(
            "Chọn đường nên làm với số tiền có được", "Choosing which roads to build for the money"
        ),
        frozenset({"scipy"}),
    ),
    "frames": _Part(
        Text("Bảng của pandas và GeoPandas trong Python", "Frames of pandas and GeoPandas"),
        frozenset({"geopandas", "pandas", "pyogrio"}),
    ),
    "dem": _Part(
        Text("Đọc tệp độ cao", "Reading a raster of heights"),
        frozenset({"rasterio"}),
    ),
    "postgis": _Part(
        Text("Làm việc với kho trên máy chủ PostgreSQL", "Working with a store on PostgreSQL"),
        frozenset({"psycopg"}),
    ),
}


def install(extra: Extra) -> Text:
    """Return what a library that is missing is for, and the command that installs it.

    Double quotes are quotes to the shells of Windows too.

    >>> install("dem").en
    'Reading a raster of heights needs one more library. Install: pip install "mocgioi[dem]".'
    """
    what = _PARTS[extra].what
    command = f'pip install "mocgioi[{extra}]"'
    return Text(
        f"{what.vi} cần thêm một thư viện. Cài: {command}.",
        f"{what.en} needs one more library. Install: {command}.",
    )


@contextmanager
def needing(extra: Extra) -> Iterator[None]:
    """Import what an extra brings, here or further in.

    Raises:
        NotInstalled: it is not installed; says the command that does it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PARTS[extra].libraries:
            raise
        raise NotInstalled(*install(extra)) from error
