"""How many markers are to have a road by the end of a year. Plain values, built by keyword."""

from __future__ import annotations

from mocgioi.records import NamedTuple


class Target(NamedTuple):
    """What a plan sets for one year: of the province, or of one commune or post.

    Attributes:
        year: the target is of its last day.
        commune, post: code of one of them; neither: of all markers.
        markers: how many of those that need a road are to have one by then, all told.
        added: how many are to get one within the year, where the plan says only that.
        length_m, cost_vnd: of the roads to be built within the year, as the plan states them.
        source: the decision or plan that sets it.
    """

    year: int
    commune: str | None = None
    post: str | None = None
    markers: int | None = None
    added: int | None = None
    length_m: float | None = None
    cost_vnd: int | None = None
    illustrative: bool = False
    source: str | None = None
    row: int | None = None

    @property
    def place(self) -> tuple[str | None, str | None]:
        """Commune and post it is of."""
        return self.commune, self.post
