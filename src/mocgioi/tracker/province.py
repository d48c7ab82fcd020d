"""The folder of tables that the program carries. Light: estimates want one of them."""

from __future__ import annotations

from pathlib import Path

from mocgioi.errors import UnreadableInput

UNIT_PRICES = "unit_prices.csv"
"""The table of prices among them."""


def is_carried(folder: Path, inside: str) -> bool:
    """Say whether a file of a folder is one that the program carries, to the byte."""
    ours, theirs = province() / inside, folder / inside
    return ours.is_file() and theirs.is_file() and ours.read_bytes() == theirs.read_bytes()


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
