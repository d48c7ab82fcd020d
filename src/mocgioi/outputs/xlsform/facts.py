"""What a form for phones is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from mocgioi.domain.places import fold
from mocgioi.errors import Language
from mocgioi.outputs.sheets.form import FormRow

Server = Literal["odk", "kobo"]
"""For which server a form is: ODK Central keeps its markers as entities, KoboToolbox does not."""


class PhoneFacts(NamedTuple):
    """What the form is made of.

    Attributes:
        rows: the markers in the order in which they are visited.
        title: stands above the form; post: name of the border post, or None for all.
        lang: the language the form opens in; it holds both.
        today: ISO day it is made on, to which its data reach.
        illustrative: the store is a demonstration; the form says so, and sends it home.
        poor_accuracy_m: beyond it the phone warns of the accuracy of a position.
    """

    rows: Sequence[FormRow]
    title: str
    post: str | None
    lang: Language
    today: str
    illustrative: bool
    poor_accuracy_m: float

    @property
    def form_id(self) -> str:
        """What servers know the form by: the same for the next form of the post."""
        return "_".join(["mocgioi", *fold(self.post or "").split()])
