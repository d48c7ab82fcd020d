"""What is asked of a programme: money, years, markers that must or must not, shares, weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.errors import UsageError

if TYPE_CHECKING:
    from mocgioi.documents.plan import PlanWishes

Grouping = Literal["commune", "post"]

GROUPINGS: tuple[Grouping, ...] = ("commune", "post")

WEIGHTS = ("walking", "alarm", "gate", "waiting")
"""What a marker may weigh more for: an hour of walking saved, having to be reported at once (BÁO
NGAY), a gate nearby, a year since which its road is reported missing."""

LEAST_VND = 1_000_000
"""The least sum that is taken for a budget: nobody builds for less, and ``5`` is meant as 5 tỷ."""

MOST_YEARS = 30
_MOST_WEIGHT = 1_000.0


class Wishes(NamedTuple):
    """What is asked of a programme, checked (`wishes_of`).

    Attributes:
        budget_vnd: all the money there is, đồng.
        years: the years it is built in, ascending; none: nobody asked which year.
        per_year_vnd: the money of each of `years`, đồng; together they are the budget. What a
            year does not spend is there in the next.
        must, never: numbers of markers that are to be served, or are not to be counted on.
        min_per_group: markers to be served in each group that has as many left; 0: no share.
        group_by: what a group is.
        weights: by name (`WEIGHTS`), how many markers more a marker counts for each unit.
    """

    budget_vnd: int
    years: tuple[int, ...] = ()
    per_year_vnd: tuple[int, ...] = ()
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    min_per_group: int = 0
    group_by: Grouping = "commune"
    weights: Mapping[str, float] = MappingProxyType({})


def wishes_of(
    *,
    budget_vnd: int | None = None,
    per_year_vnd: Sequence[int] = (),
    years: Sequence[int] = (),
    must: Sequence[str] = (),
    never: Sequence[str] = (),
    min_per_group: int = 0,
    group_by: Grouping = "commune",
    weights: Mapping[str, float] | None = None,
    this_year: int,
) -> Wishes:
    """Return what is asked for, with what follows from it.

    A budget without yearly sums is shared equally among the years, what cannot be shared going
    to the first. One yearly sum is that of every year; where no years are named they begin with
    the next one, as many as there are sums, or as the budget lasts. Where the sums are more than
    the budget the last years get less.

    Args:
        budget_vnd: đồng. per_year_vnd: đồng, one sum for all years or one a year.
        must, never: canonical numbers.
        this_year: the year of the day the programme speaks of.

    Raises:
        UsageError: no money, or wishes that cannot go together.
    """
    _check_money(budget_vnd, per_year_vnd)
    years = _years(budget_vnd, per_year_vnd, sorted(set(years)), this_year)
    sums = _sums(budget_vnd, per_year_vnd, len(years))
    both = sorted(set(must) & set(never))
    if both:
        raise UsageError(
            f"Mốc {', '.join(both)} vừa phải làm (--must), vừa không làm (--never).",
            f"Markers {', '.join(both)} are asked for (--must) and excluded (--never).",
        )
    if min_per_group < 0 or group_by not in GROUPINGS:
        raise UsageError(
            "Số mốc tối thiểu phải từ 0 trở lên, tính theo commune hoặc post.",
            "The least number of markers must be 0 or more, by commune or post.",
        )
    return Wishes(
        budget_vnd=budget_vnd if budget_vnd is not None else sum(sums),
        years=tuple(years),
        per_year_vnd=tuple(sums),
        must=tuple(dict.fromkeys(must)),
        never=tuple(dict.fromkeys(never)),
        min_per_group=min_per_group,
        group_by=group_by,
        weights=MappingProxyType(_checked_weights(weights or {})),
    )


def _check_money(budget_vnd: int | None, per_year_vnd: Sequence[int]) -> None:
    if budget_vnd is None and not per_year_vnd:
        raise UsageError(
            'Có bao nhiêu tiền? Thêm --budget "5 tỷ", hoặc --per-year "5 tỷ" cùng với --phases.',
            'How much money is there? Add --budget "5 tỷ", or --per-year "5 tỷ" with --phases.',
        )
    for vnd in (*([] if budget_vnd is None else [budget_vnd]), *per_year_vnd):
        if vnd < LEAST_VND:
            raise UsageError(
                f"{vnd} đồng không đủ làm đường. Viết số tiền kèm đơn vị: «5 tỷ», «500 triệu».",
                f"{vnd} đồng builds no road. Write the sum with its unit: “5 tỷ”, “500 triệu”.",
            )


def _years(
    budget_vnd: int | None, per_year_vnd: Sequence[int], years: list[int], this_year: int
) -> list[int]:
    """Return the years that are meant; none where no money is given by the year."""
    if years:
        if years[0] < this_year or years[-1] > this_year + MOST_YEARS:
            raise UsageError(
                f"Các năm phải từ {this_year} đến {this_year + MOST_YEARS}.",
                f"The years must be from {this_year} to {this_year + MOST_YEARS}.",
            )
        return years
    count = len(per_year_vnd)
    if count == 1:
        if budget_vnd is None:
            raise UsageError(
                f"--per-year cho mấy năm? Thêm --phases {this_year + 1}..{this_year + 4}.",
                f"--per-year for how many years? Add --phases {this_year + 1}..{this_year + 4}.",
            )
        count = -(-budget_vnd // per_year_vnd[0])
    if count > MOST_YEARS:
        raise UsageError(
            f"Nhiều nhất {MOST_YEARS} năm; số tiền này cần {count} năm.",
            f"At most {MOST_YEARS} years; this money would need {count}.",
        )
    return [this_year + 1 + i for i in range(count)]


def _sums(budget_vnd: int | None, per_year_vnd: Sequence[int], count: int) -> list[int]:
    """Return the money of each year."""
    if not count:
        return []
    if not per_year_vnd:
        assert budget_vnd is not None
        share, rest = divmod(budget_vnd, count)
        return [share + (1 if i < rest else 0) for i in range(count)]
    sums = list(per_year_vnd) * count if len(per_year_vnd) == 1 else list(per_year_vnd)
    if len(sums) != count:
        raise UsageError(
            f"Có {len(sums)} số tiền cho {count} năm. Viết một số tiền cho mọi năm, hoặc đủ "
            f"{count} số, cách nhau bằng dấu chấm phẩy: --per-year «{_example(count)}».",
            f"There are {len(sums)} sums for {count} years. Write one sum for every year, or all "
            f"{count} of them with semicolons between: --per-year “{_example(count)}”.",
        )
    if budget_vnd is None:
        return sums
    if sum(sums) < budget_vnd:
        raise UsageError(
            f"Các năm cộng lại {sum(sums)} đồng, ít hơn tổng {budget_vnd} đồng: bỏ --budget, hoặc "
            "sửa số tiền từng năm.",
            f"The years add up to {sum(sums)} đồng, less than the budget of {budget_vnd}: leave "
            "--budget out, or change the yearly sums.",
        )
    left = budget_vnd
    for i, vnd in enumerate(sums):
        sums[i] = min(vnd, left)
        left -= sums[i]
    return sums


def _example(count: int) -> str:
    return "; ".join(f"{5 + i} tỷ" for i in range(count))


def _checked_weights(weights: Mapping[str, float]) -> dict[str, float]:
    for name, weight in weights.items():
        if name not in WEIGHTS:
            raise UsageError(
                f"Không có trọng số «{name}». Có: {', '.join(WEIGHTS)}.",
                f"There is no weight “{name}”. There are: {', '.join(WEIGHTS)}.",
            )
        if not (isfinite(weight) and 0 <= weight <= _MOST_WEIGHT):
            raise UsageError(
                f"Trọng số {name} phải từ 0 đến {_MOST_WEIGHT:g}.",
                f"The weight of {name} must be from 0 to {_MOST_WEIGHT:g}.",
            )
    return {name: float(weights.get(name, 0.0)) for name in WEIGHTS}


def as_document(wishes: Wishes) -> PlanWishes:
    """Return the wishes as a plan tells them."""
    return {
        "budget_vnd": wishes.budget_vnd,
        "per_year_vnd": list(wishes.per_year_vnd),
        "years": list(wishes.years),
        "must": list(wishes.must),
        "never": list(wishes.never),
        "min_per_group": wishes.min_per_group,
        "group_by": wishes.group_by,
        "weights": dict(wishes.weights),
    }
