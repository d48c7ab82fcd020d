"""Which view answers which address, and what right that takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

View = Callable[..., "Response"]

Right = Literal["enter", "read", "record", "hand_in", "take_in", "decide", "report", "manage"]
"""What a person may do.

``enter``: anybody who reaches the address, signed in or not; ``read``: look at everything of
their part; ``record``: say what was seen of a marker of their part; ``hand_in``: put files on the
tray for somebody who may ``take_in``: let files of surveys and of the register into the store;
``decide``: settle what disagrees, take back, close cases; ``report``: make reports, forms, kits,
and publish; ``manage``: make a store, people and their roles.
"""


class Route(NamedTuple):
    """One address.

    Attributes:
        method: ``GET`` only shows; what changes anything is ``POST``.
        path: a rule of Werkzeug: ``/marker/<number>``.
        view: called with the visit and what the path names.
        right: what it takes.
        in_sector: the view shows and does only what concerns the visit's own sector, so that
            people of a post may come; they are refused everything else.
    """

    method: Literal["GET", "POST"]
    path: str
    view: View
    right: Right
    in_sector: bool = False
