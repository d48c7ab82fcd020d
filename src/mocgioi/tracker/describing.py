"""What a store says of itself where Python shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import MocgioiError
from mocgioi.outputs.wording import NOTHING

if TYPE_CHECKING:
    from mocgioi.documents.status import Status


def described(place: str, status: Callable[[], Status]) -> str:
    """Return the place and its figure of today on one line; what cannot be read says so."""
    try:
        known = status()
    except MocgioiError as error:
        return f"<mocgioi store {place}: {type(error).__name__}>"
    built = NOTHING if known["road_built"] is None else known["road_built"]
    made_up = ", ILLUSTRATIVE" if known["illustrative"] else ""
    return (
        f"<mocgioi store {place}: {known['markers']} markers, {built}/"
        f"{known['markers_needing_road']} with a road as of {known['as_of']}, "
        f"{STORAGE_CRS}{made_up}>"
    )
