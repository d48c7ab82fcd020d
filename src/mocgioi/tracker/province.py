"""The folder of tables that the program carries. Light: estimates want one of them."""

from __future__ import annotations

from pathlib import Path

from mocgioi.errors import UnreadableInput

UNIT_PRICES = "unit_prices.csv"
"""The table of prices among them."""


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
