"""Figures that were made public elsewhere, beside what is counted of the same day."""

from __future__ import annotations

from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.analysis.figures.coverage_facts import CoverageInputs
    from mocgioi.documents.coverage import PublishedComparison, Totals
    from mocgioi.domain.register import PublishedFigure

PUBLISHED_MEASURE = "markers_with_road"
"""What a published figure counts that is the same as the figure of a report."""


def of_the_day(inputs: CoverageInputs) -> list[PublishedFigure]:
    """Return the figures of markers with a road that were made public for the day."""
    return [
        figure
        for figure in inputs.published
        if figure.measure == PUBLISHED_MEASURE and figure.as_of == inputs.as_of
    ]


def beside_counted(figure: PublishedFigure, totals: Totals) -> PublishedComparison:
    """Set a published figure beside what is counted now.

    ``agrees`` compares the figure and its denominator. Where the words name a funding,
    ``by_contributions`` stands beside, for *built* and *of which by contributions* are two
    numbers.
    """
    whole = figure.denominator
    return {
        "measure": figure.measure,
        "as_of": figure.as_of,
        "as_of_inferred": figure.as_of_inferred,
        "value": _exact(figure.value),
        "denominator": None if whole is None else _exact(whole),
        "funding": figure.funding,
        "words": figure.words,
        "source": figure.source,
        "road_built": totals["road_built"],
        "markers_needing_road": totals["markers_needing_road"],
        "by_contributions": totals["by_contributions"],
        "agrees": figure.value == totals["road_built"]
        and whole in (None, totals["markers_needing_road"]),
    }


def _exact(value: float) -> float | int:
    return int(value) if value == int(value) else value
