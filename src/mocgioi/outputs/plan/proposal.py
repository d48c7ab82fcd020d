"""A programme as the draft of a proposal (tờ trình) with its list of works, ready to be signed.

Only what is known stands in it; what only a person can write is dotted lines. What stands where
is decided here once, for DOCX and PDF alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.letterhead import Letterhead, report_letterhead
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT, Sheet
from mocgioi.outputs.plan.sketch import sketch
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.report.plan_tables import (
    not_served_table,
    phases_table,
    places_table,
    several_places,
    works_table,
)
from mocgioi.outputs.wording import day, number, say

if TYPE_CHECKING:
    from mocgioi.documents.full_report import Outline
    from mocgioi.documents.plan import Plan
    from mocgioi.outputs.paper.docx_writing import Side
    from mocgioi.outputs.report.parts import Table

_INDENT_MM = 10
_MAP_MM = (252.0, 128.0)

_UNNUMBERED = "……/TTr-……"
_KIND = Text("TỜ TRÌNH", "PROPOSAL")
_ABOUT = Text(
    "Về danh mục công trình đường nhánh lên kiểm tra mốc đề nghị đầu tư{years}",
    "Works proposed: access roads to border markers{years}",
)
_YEARS = Text(" giai đoạn {first}–{last}", ", {first}–{last}")
_YEAR = Text(" năm {first}", ", {first}")
_TO = Text("Kính gửi: ", "To: ")
_BASIS = Text("Căn cứ ", "In view of ")
_LAW = Text(
    "Căn cứ Luật Biên giới quốc gia năm 2003;", "In view of the Law on National Borders of 2003;"
)
_SCHEME_DECISION = Text(
    "Căn cứ Quyết định số 1934/QĐ-UBND ngày 24/11/2023 của Ủy ban nhân dân tỉnh Lạng Sơn;",
    "In view of Decision 1934/QĐ-UBND of 24 November 2023 of the People's Committee of Lạng Sơn "
    "Province;",
)
_NEED = Text("I. SỰ CẦN THIẾT ĐẦU TƯ", "I. WHY THE ROADS ARE NEEDED")
_STANDING = Text(
    "Tính đến ngày {day}, toàn tỉnh có {built}/{needing} mốc thuộc diện cần có đường đã được xây "
    "dựng đường nhánh lên kiểm tra mốc; còn {left} chưa có.",
    "As of {day}, {built} of {needing} markers that need a road have an access road; {left} have "
    "none.",
)
_REACHABLE = Text(
    "Trong đó {markers} đã xác định được hướng tuyến dự kiến để làm đường.",
    "A way for a new road was found to {markers}.",
)
_OWN_NEED = Text("Sự cần thiết (đơn vị bổ sung):", "Why (to be written):")
_CONTENT = Text("II. NỘI DUNG ĐỀ NGHỊ", "II. WHAT IS PROPOSED")
_PROPOSED = Text("1. Đề nghị đầu tư {brings}. {after}", "1. Proposed are {brings}. {after}")
_LIST = Text(
    "Danh mục chi tiết: {works}; phân theo xã và Đồn Biên phòng: {places}; sơ đồ: {map}.",
    "The list: {works}; by commune and border post: {places}; the map: {map}.",
)
_CHOSEN = Text("2. Cách chọn: {criterion} {good}", "2. How they were chosen: {criterion} {good}")
_CRITERION = Text(
    "trong số kinh phí dự kiến {budget}, chọn các công trình để {sought}{wishes}.",
    "for {budget}, {sought}{wishes}.",
)
_WITH_MUST = Text("; {count} được yêu cầu phải làm", "; asked for: {count}")
_WITH_NEVER = Text("; {count} được yêu cầu để lại", "; left aside as asked: {count}")
_WITH_SHARE = {
    "commune": Text("; mỗi xã ít nhất {count}", "; at least {count} of each commune"),
    "post": Text("; mỗi đồn ít nhất {count}", "; at least {count} of each post"),
}
_PHASES = Text("3. Phân kỳ đầu tư", "3. By year")
_PLACES = Text("Phân theo xã và Đồn Biên phòng", "By commune and border post")
_MONEY = Text("III. KINH PHÍ VÀ NGUỒN VỐN", "III. COST, AND WHO PAYS")
_COST = Text(
    "Kinh phí ước tính {cost}.",
    "The estimated cost is {cost}.",
)
_STATED = Text(
    "Trong đó {works} có kinh phí theo hồ sơ: {cost}.",
    "The papers of {works} state the cost: {cost}.",
)
_FUNDS = Text("Nguồn vốn:", "Paid by:")
_WISH = Text("IV. ĐỀ NGHỊ", "IV. WHAT IS ASKED")
_ASK = Text("Đề nghị", "It is asked that")
_ANNEX = Text("Phụ lục {number}", "Annex {number}")
_GOES_WITH = Text("(Kèm theo Tờ trình {cited})", "(To the proposal {cited})")
_MAP = Text("Sơ đồ các công trình đề nghị đầu tư", "Where the proposed works are")
_SKETCH = Text(
    "Sơ đồ khái lược, không phải tài liệu pháp lý về biên giới; số trên sơ đồ là số thứ tự trong "
    "danh mục.",
    "A sketch, not a legal document on the border; the numbers are those of the list.",
)


class Writing(Protocol):
    """What a proposal is written on; see `docx_writing.Writing`, whose verbs these are."""

    def begin(self, page: Sheet = PORTRAIT, *, every_page: str | None = None) -> None:
        """Begin a run of pages."""

    def head(self, letterhead: Letterhead) -> None:
        """Write what stands at the top of a paper."""

    def title(self, kind: str, about: str) -> None:
        """Write what kind of paper it is and what it is about."""

    def annex_title(self, name: str, about: str, goes_with: str) -> None:
        """Write the name of an annex, what it is about and with what it goes."""

    def heading(self, text: str) -> None:
        """Write a heading."""

    def paragraph(
        self,
        text: str,
        *,
        side: Side = "both",
        bold: bool = False,
        italic: bool = False,
        indent_mm: float = 0,
        with_next: bool = False,
    ) -> object:
        """Write a paragraph."""

    def dotted(self, lead: str) -> None:
        """Write a dotted line to write on."""

    def table(self, grid: Grid) -> None:
        """Write a table."""

    def drawing(self, svg: str, width_mm: float, description: str) -> None:
        """Write a drawing."""

    def signed(self, letterhead: Letterhead) -> None:
        """Write whom the paper goes to and who signs."""


def letterhead_of(given: Mapping[str, str], lang: Language) -> Letterhead:
    """Return the letterhead of a proposal, from what was said of it."""
    return report_letterhead({"number": _UNNUMBERED, **given}, lang)


def title_of(document: Plan, lang: Language) -> str:
    """Return what the paper is called as a file."""
    return f"{_KIND.to(lang)} {_about(document, lang)}"


def write(
    paper: Writing,
    document: Plan,
    lang: Language,
    *,
    letterhead: Letterhead,
    outline: Outline | None,
) -> None:
    """Write the proposal; see `mocgioi.outputs.plan.render`."""
    proposal = _Proposal(paper, document, lang)
    paper.begin(every_page=proposal.banner)
    paper.head(letterhead)
    paper.title(_KIND.to(lang), _about(document, lang))
    proposal.estimate()
    paper.dotted(_TO.to(lang))
    proposal.basis()
    proposal.need()
    proposal.content()
    proposal.money()
    paper.heading(_WISH.to(lang))
    paper.dotted(_ASK.to(lang))
    paper.dotted("")
    paper.signed(letterhead)
    proposal.annexes(outline, _GOES_WITH.to(lang).format(cited=letterhead.cited))


def banner(document: Plan, lang: Language) -> str | None:
    """Return what stands on every page where the figures are made up."""
    return say("illustrative", lang) if document["illustrative"] else None


def _about(document: Plan, lang: Language) -> str:
    return _ABOUT.to(lang).format(years=_years(document, lang))


def _years(document: Plan, lang: Language) -> str:
    years = [phase["year"] for phase in document["phases"]]
    if not years:
        return ""
    words = _YEAR if len(set(years)) == 1 else _YEARS
    return words.to(lang).format(first=min(years), last=max(years))


class _Proposal:
    """A proposal being written."""

    def __init__(self, paper: Writing, document: Plan, lang: Language) -> None:
        self._paper = paper
        self._plan = document
        self.lang = lang
        self.banner = banner(document, lang)

    def estimate(self) -> None:
        """Write that the figures are estimates, and made up where they are."""
        said = (plan_words.ESTIMATE.to(self.lang), plan_words.NOT_DESIGNED.to(self.lang))
        self._paper.paragraph(f"({', '.join(said)})", side="centre", italic=True)
        if self.banner:
            why = say("illustrative.why", self.lang)
            self._paper.paragraph(f"{self.banner}. {why}", side="centre", bold=True)

    def basis(self) -> None:
        """Write the laws that are known, and room for others."""
        self._say(_LAW.to(self.lang))
        if self._plan["scheme"]:
            self._say(_SCHEME_DECISION.to(self.lang))
        self._paper.dotted(_BASIS.to(self.lang))

    def need(self) -> None:
        """Write how many markers have a road and how many have none."""
        totals = self._plan["totals"]
        needing, built = totals["markers_needing_road"], totals["road_built_before"]
        self._paper.heading(_NEED.to(self.lang))
        standing = _STANDING.to(self.lang).format(
            day=day(self._plan["as_of"], self.lang),
            built=number(built, self.lang),
            needing=number(needing, self.lang),
            left=quantity(needing - built, "marker", self.lang),
        )
        reachable = _REACHABLE.to(self.lang).format(
            markers=quantity(len(self._plan["markers"]), "marker", self.lang)
        )
        self._say(f"{standing} {reachable}")
        self._paper.dotted(_OWN_NEED.to(self.lang))
        self._paper.dotted("")

    def content(self) -> None:
        """Write what is proposed, how it was chosen, by year and by place."""
        document, lang = self._plan, self.lang
        self._paper.heading(_CONTENT.to(lang))
        brings, after = plan_words.brings(document, lang), plan_words.after(document, lang)
        self._say(_PROPOSED.to(lang).format(brings=brings, after=after))
        self._say(
            _LIST.to(lang).format(
                works=_ANNEX.to(lang).format(number="I"),
                places=_ANNEX.to(lang).format(number="II"),
                map=_ANNEX.to(lang).format(number="III"),
            )
        )
        self._say(
            _CHOSEN.to(lang).format(
                criterion=self._criterion(),
                good=plan_words.how_good_of_paper(document["solved"], lang),
            )
        )
        place = 3
        if document["phases"]:
            self._paper.paragraph(_PHASES.to(lang), indent_mm=_INDENT_MM, with_next=True)
            self._table(phases_table(document, lang), PORTRAIT)
            if carried := plan_words.carried(document, lang):
                self._say(carried)
            place += 1
        if beside := plan_words.scheme_beside(document, lang):
            self._say(f"{place}. {beside}")

    def _criterion(self) -> str:
        document, lang = self._plan, self.lang
        wishes = document["wishes"]
        counts = {
            _WITH_MUST: len(wishes["must"]),
            _WITH_NEVER: len(wishes["never"]),
            _WITH_SHARE[wishes["group_by"]]: wishes["min_per_group"],
        }
        told = "".join(
            words.to(lang).format(count=quantity(count, "marker", lang))
            for words, count in counts.items()
            if count
        )
        given = estimates.stated_money(wishes["budget_vnd"], lang)
        criterion = _CRITERION.to(lang).format(
            budget=given, sought=plan_words.sought(document, lang), wishes=told
        )
        return " ".join(filter(None, [criterion, plan_words.weighed(document, lang)]))

    def money(self) -> None:
        """Write what it costs, in what range, and what the estimate leaves out."""
        document, lang = self._plan, self.lang
        totals = document["totals"]
        cost = (totals["cost_vnd"], totals["cost_vnd_min"], totals["cost_vnd_max"])
        self._paper.heading(_MONEY.to(lang))
        self._say(_COST.to(lang).format(cost=estimates.about_money(*cost, lang)))
        stated = [work["cost_vnd"] for work in document["works"] if work["stated"]]
        if stated:
            self._say(
                _STATED.to(lang).format(
                    works=quantity(len(stated), "work", lang),
                    cost=estimates.stated_money(sum(stated), lang),
                )
            )
        self._say(plan_words.assumed(document, lang))
        accounted = [plan_words.accounted(document, lang), *plan_words.beside(document, lang)]
        self._say(" ".join(accounted))
        self._paper.dotted(_FUNDS.to(lang))

    def annexes(self, outline: Outline | None, goes_with: str) -> None:
        """Write the list of works, the map, and the markers that are not served."""
        document, lang = self._plan, self.lang
        works, rounding = works_table(document, lang), plan_words.rounding(lang)
        self._annex("I", works.caption, goes_with, LANDSCAPE)
        self._paper.paragraph(rounding, italic=True)
        self._table(works, LANDSCAPE)
        if not document["works"]:
            return
        self._annex("II", _PLACES.to(lang), goes_with, PORTRAIT)
        self._paper.paragraph(rounding, italic=True)
        self._table(places_table(document, "commune", lang), PORTRAIT)
        self._table(places_table(document, "post", lang), PORTRAIT)
        if several := several_places(document, lang):
            self._paper.paragraph(several, italic=True)
        self._annex("III", _MAP.to(lang), goes_with, LANDSCAPE)
        wide, high = _MAP_MM
        title = _MAP.to(lang)
        drawn = sketch(document, outline, lang, title=title, width_mm=wide, height_mm=high)
        self._paper.drawing(drawn, wide, title)
        self._paper.paragraph(_SKETCH.to(lang), italic=True)
        rest = not_served_table(document, lang, unsought=False)
        if rest.values:
            self._annex("IV", rest.caption, goes_with, PORTRAIT)
            self._table(rest, PORTRAIT)

    def _annex(self, place: str, about: str, goes_with: str, page: Sheet) -> None:
        self._paper.begin(page, every_page=self.banner)
        self._paper.annex_title(_ANNEX.to(self.lang).format(number=place), about.upper(), goes_with)

    def _table(self, table: Table, page: Sheet) -> None:
        grid = Grid(table.headings, table.numeric, table.rows, table.total)
        self._paper.table(grid.fitted(page.text_width_mm))

    def _say(self, text: str) -> None:
        self._paper.paragraph(text, indent_mm=_INDENT_MM)
