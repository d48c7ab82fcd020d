"""From nothing to a store, on the illustrative province that the program carries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mocgioi.domain.batch import Receipt
from mocgioi.errors import UnreadableInput
from mocgioi.store.handle import Store
from mocgioi.tracker import counting, taking

_REGISTER = (
    ("communes", "communes.csv"),
    ("boundary", "boundary.geojson"),
    ("communes", "illustrative/spans.geojson"),
    ("posts", "posts.csv"),
    ("gates", "gates.csv"),
    ("markers", "illustrative/register.csv"),
    ("roads", "illustrative/roads.geojson"),
    ("projects", "projects.csv"),
    ("contributions", "contributions.csv"),
    ("published", "published.csv"),
)


def province() -> Path:
    """Return the folder of tables that the program carries.

    Raises:
        UnreadableInput: the installation is incomplete.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "geo", package.parents[1] / "geo"):
        if (folder / "communes.csv").is_file():
            return folder
    raise UnreadableInput(
        "Bản cài đặt thiếu thư mục geo. Cài lại: pip install --force-reinstall mocgioi.",
        "The installation lacks its folder geo. Install again: "
        "pip install --force-reinstall mocgioi.",
    )


def fill(store: Store, told: Callable[[str], None]) -> list[Receipt]:
    """Fill an empty store: the register, what was reported for 2023, then every later survey.

    Args:
        told: called with the name of each file before it is taken in.
    """
    folder = province()
    today = counting.today()
    receipts = []
    for kind, name in _REGISTER:
        told(name)
        receipts.append(taking.import_file(store, kind, folder / name, on=today))
    illustrative = folder / "illustrative"
    for path in [illustrative / "status-2023.csv", *sorted((illustrative / "surveys").iterdir())]:
        told(path.name)
        receipts.append(taking.apply_survey(store, path, today=today))
    return receipts
