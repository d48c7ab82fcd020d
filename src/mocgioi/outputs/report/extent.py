"""How much of a report is made: the letter, its annexes, or both, and which sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mocgioi.errors import UsageError
from mocgioi.outputs.report.parts import Page, Section
from mocgioi.records import NamedTuple
from mocgioi.typed import Final, Literal

PartOfReport = Literal["all", "letter", "annexes"]
"""What is made: all of it, the letter to be signed, or what goes with it."""

SECTIONS: Final = (
    *("changes", "progress", "targets", "commune", "post", "funding", "scheme", "roads"),
    *("contributions", "condition", "cases", "left", "remaining", "remaining_by_post"),
    *("damaged", "gaps", "causes", "tasks", "programme", "works_proposed", "proposals"),
    *("stretch", "district", "year", "locator", "strip", "disagreements", "marker"),
    *("measured", "publications", "inspections"),
)
"""Sections by key, in the order of the paper."""


class Extent(NamedTuple):
    """How much of a report is made.

    Attributes:
        part: the letter, the annexes alone, or both.
        sections: keys of `SECTIONS`, or None for all of them.
    """

    part: PartOfReport = "all"
    sections: frozenset[str] | None = None

    def of(self, page: Page) -> Page:
        """Return a page with what is asked for; the figure itself always stands in a letter.

        Raises:
            UsageError: annexes alone of sections that have none.
        """
        from mocgioi.outputs.report.apart import is_annexed, of_annex, of_letter

        asked = [
            section
            for section in page.sections
            if self.sections is None or section.key in self.sections
        ]
        if self.part == "letter":
            asked = [of_letter(section) for section in asked if not section.annex]
        if self.part == "annexes":
            asked = [of_annex(section) for section in asked if is_annexed(section)]
            if not asked:
                raise _without_annexes(filter(is_annexed, page.sections))
        return page._replace(sections=asked)


def _without_annexes(annexed: Iterable[Section]) -> UsageError:
    keys = ", ".join(dict.fromkeys(section.key for section in annexed))
    if not keys:
        return UsageError(
            "Báo cáo này không có phụ lục. Bỏ --annexes.",
            "This report has no annexes. Leave out --annexes.",
        )
    return UsageError(
        f"Các mục đã chọn không có phụ lục, chưa ghi gì. Chọn --sections trong: {keys}; hoặc bỏ "
        "--annexes.",
        f"The sections asked for have no annex; nothing was written. Choose --sections among: "
        f"{keys}; or leave out --annexes.",
    )


WHOLE: Final = Extent()


def extent(part: PartOfReport = "all", sections: Sequence[str] | None = None) -> Extent:
    """Return how much is made, from what was asked for.

    Raises:
        UsageError: a section that no report has.
    """
    for key in sections or ():
        if key not in SECTIONS:
            raise UsageError(
                f"Báo cáo không có mục «{key}». Chọn trong: {', '.join(SECTIONS)}.",
                f"A report has no section “{key}”. Choose among: {', '.join(SECTIONS)}.",
            )
    return Extent(part, None if sections is None else frozenset(sections))
