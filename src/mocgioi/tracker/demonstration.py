"""From nothing to a store, on the illustrative province that the program carries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi.errors import HINT, CannotWrite, Hint, reason
from mocgioi.store import reading
from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store
from mocgioi.tracker import answers, estimates, measuring, styling, taking
from mocgioi.tracker.moments import today
from mocgioi.tracker.province import province

STORE = "langson.gpkg"
"""Name of the store, in the folder that is asked for."""

_REGISTER = (
    ("communes", "communes.csv"),
    ("boundary", "boundary.geojson"),
    ("communes", "communes.geojson"),
    ("ground", "ground.geojson"),
    ("posts", "posts.csv"),
    ("gates", "gates.csv"),
    ("markers", "illustrative/register.csv"),
    ("roads", "illustrative/roads.geojson"),
    ("projects", "projects.csv"),
    ("contributions", "contributions.csv"),
    ("published", "published.csv"),
    ("targets", "illustrative/targets.csv"),
)


def build(folder: FilePath, progress: Callable[[str], None]) -> Path:
    """Make the store in `folder` and return its path; see `mocgioi.tracker.demo`."""
    folder = Path(folder)
    path = folder / STORE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"Không tạo được thư mục «{folder}»: {reason(error).vi}. Chọn thư mục khác.",
            f"Cannot make folder “{folder}”: {reason(error).en}. Choose another folder.",
        ) from error
    _refuse_real_data(path)
    with TemporaryDirectory() as workshop:
        store = Store.create(Path(workshop) / path.name, styles=styling.styles())
        with store.kept_open():
            _fill(store, progress)
            with store.writing() as transaction:
                measuring.measure(transaction, as_of=today())
            estimates.costs_of(store, as_of=today(), known_at=None, keep=True)
            store.backup(path, replace=True)
    answers.keep(Store(path))
    return path


def _refuse_real_data(path: Path) -> None:
    """Refuse to overwrite anything but the store of an earlier demonstration."""
    if not path.exists():
        return
    with Store(path).reading() as connection:
        made_up = reading.is_illustrative(connection)
    if not made_up:
        raise CannotWrite(
            f"«{path}» là số liệu thật, bản dùng thử không ghi đè. Chọn thư mục khác: {HINT}",
            f"“{path}” holds real data and the demonstration does not overwrite it. "
            f"Choose another folder: {HINT}",
            hints=[Hint("demo", ("FOLDER",))],
        )


def _fill(store: Store, progress: Callable[[str], None]) -> None:
    """Fill an empty store: the register, what was reported for 2023, then every later survey."""
    folder = province()
    for kind, name in _REGISTER:
        progress(name)
        taking.import_file(store, kind, folder / name, on=today(), measured=False)
    illustrative = folder / "illustrative"
    for path in [illustrative / "status-2023.csv", *sorted((illustrative / "surveys").iterdir())]:
        progress(path.name)
        taking.apply_survey(store, path)
