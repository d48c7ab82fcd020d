"""Who gave what to road projects, as of a day: the roll of thanks, and its sums."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mocgioi.domain.places import alphabetical, fold
from mocgioi.domain.projects import Contribution, Project, purse_of
from mocgioi.domain.worth import worth_in
from mocgioi.words.amounts import grouped

if TYPE_CHECKING:
    from mocgioi.documents.works import Contributions, Gift, LeastGiven


def contributions_roll(
    contributions: Iterable[Contribution], projects: Iterable[Project], as_of: str
) -> Contributions:
    """Return who gave what (bảng ghi nhận đóng góp): donors in alphabetical order, and sums.

    What was given to a project whose first known day is after `as_of` is left out. A gift
    whose amount nobody stated stays in the list with its words, which may name the least it is;
    one whose donor nobody named stands last and is no donor. Money of the State's budgets is
    no contribution and stands apart; of what a budget and others gave together nobody knows the
    others' part, so that its amount is words.
    """
    of_code = {project.code: project for project in projects}
    given: list[Gift] = []
    from_budget: list[Gift] = []
    about = without = 0
    for gift in contributions:
        project = of_code.get(gift.project or "")
        if project is not None and _begins(project) > as_of:
            continue
        entry = _entry(gift, project)
        if purse_of(gift.donor) == "state":
            from_budget.append(entry)
            continue
        given.append(entry)
        if not _is_told(entry):
            is_rough = purse_of(gift.donor) == "donor" and worth_in(gift.words) is not None
            about += is_rough
            without += not is_rough
    given.sort(key=_order)
    from_budget.sort(key=_order)
    return {
        "entries": given,
        "donors": len({fold(entry["donor"]) for entry in given if entry["donor"]}),
        "money_vnd": _added(given, "money"),
        "materials_vnd": _added(given, "materials"),
        "labour_vnd": _added(given, "labour"),
        "amount_vnd": sum(entry["amount_vnd"] or 0 for entry in given),
        "working_days": sum(entry["working_days"] or 0 for entry in given),
        "at_least": _least(given),
        "about": about,
        "without_amount": without,
        "from_budget": from_budget,
        "from_budget_vnd": sum(entry["amount_vnd"] or 0 for entry in from_budget),
    }


def _entry(gift: Contribution, project: Project | None) -> Gift:
    is_mixed = purse_of(gift.donor) == "mixed"
    if is_mixed:
        gift = _with_words_alone(gift)
    worth = None if is_mixed else worth_in(gift.words)
    is_stated = gift.amount_vnd is not None or gift.working_days is not None
    least = None if worth is None or is_stated or worth.bound == "about" else worth
    return {
        "donor": gift.donor,
        "kind": gift.kind,
        "project": gift.project,
        "project_name": project.name if project else None,
        "serves": list(project.serves) if project else [],
        "amount_vnd": gift.amount_vnd,
        "working_days": gift.working_days,
        "at_least_vnd": int(least.figure) if least and least.unit == "vnd" else None,
        "at_least_days": least.figure if least and least.unit == "working_days" else None,
        "words": gift.words,
        "source": gift.source,
        "illustrative": gift.illustrative,
    }


def _with_words_alone(gift: Contribution) -> Contribution:
    """Return a gift of a budget and others together, whose figures are of both."""
    told = [gift.words] if gift.words else []
    if gift.amount_vnd is not None:
        told.append(f"cả ngân sách: {grouped(gift.amount_vnd, 'vi')} đồng")
    if gift.working_days is not None:
        told.append(f"cả ngân sách: {gift.working_days:g} ngày công".replace(".", ","))
    return gift._replace(amount_vnd=None, working_days=None, words="; ".join(told) or None)


def _order(entry: Gift) -> tuple[object, ...]:
    donor = entry["donor"]
    return not donor, alphabetical(donor), entry["project_name"] or "", entry["kind"]


def _is_told(entry: Gift) -> bool:
    """Say whether a gift is added to a sum: by its number, or by the least it is."""
    return any(
        value is not None
        for value in (
            entry["amount_vnd"],
            entry["working_days"],
            entry["at_least_vnd"],
            entry["at_least_days"],
        )
    )


def _begins(project: Project) -> str:
    return min(filter(None, (project.started_on, project.completed_on)), default="")


def _added(entries: Iterable[Gift], kind: str) -> int:
    return sum(entry["amount_vnd"] or 0 for entry in entries if entry["kind"] == kind)


def _least(entries: Iterable[Gift]) -> LeastGiven:
    """Add up what gifts come to at least of which only words tell."""
    told = [e for e in entries if e["at_least_vnd"] is not None or e["at_least_days"] is not None]
    by_kind = dict.fromkeys(("money", "materials", "labour"), 0)
    for entry in told:
        by_kind[entry["kind"]] += entry["at_least_vnd"] or 0
    return {
        "gifts": len(told),
        "money_vnd": by_kind["money"],
        "materials_vnd": by_kind["materials"],
        "labour_vnd": by_kind["labour"],
        "working_days": sum(entry["at_least_days"] or 0 for entry in told),
    }
