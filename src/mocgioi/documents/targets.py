"""Key ``targets`` of the full report: what plans set for the end of a year, and what is done."""

from typing import Literal, TypedDict


class TargetRow(TypedDict):
    """A target of the province, a commune or a post, beside what is counted.

    Attributes:
        markers: how many are to have a road by the end of the year, all told; where the plan
            says only how many within each year (`in_year`), they are added to what was done
            before the first of them, and null where that is not known yet.
        is_total_stated: the plan itself says `markers`.
        done_in_year: markers whose road was made within the year, as in a report of the year
            (`coverage.Period`), beside `in_year`; percent_in_year: of `in_year`.
        added_to: to what `in_year` is added, where the plan says `markers` too: the target of the
            year before, else what was done by its end. The two contradict each other where the
            sum is not `markers`.
        length_m, cost_vnd: of the roads to be built within the year, as the plan states them.
        done: markers with a road at the end of the year, or as of the report within it; null in
            a year that has not begun and before the first data. percent: of `markers`.
    """

    year: int
    by: Literal["all", "commune", "post"]
    code: str | None
    name: str | None
    markers: int | None
    is_total_stated: bool
    in_year: int | None
    done_in_year: int | None
    percent_in_year: float | None
    added_to: int | None
    length_m: float | None
    cost_vnd: int | None
    done: int | None
    percent: float | None
    source: str | None
    illustrative: bool


class Targets(TypedDict):
    """Targets by place (the province, communes, posts) and year; none: no plan was taken in."""

    rows: list[TargetRow]
