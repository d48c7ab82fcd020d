"""A programme as the draft of a proposal (tờ trình) with its list of works, ready to be signed.

Only what is known stands in it; what only a person can write is dotted lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.paper.docx_writing import Writing
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.paper.letterhead import report_letterhead
from mocgioi.outputs.paper.raster import rastered
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


def render(
    document: Plan,
    lang: Language,
    *,
    letterhead: Mapping[str, str],
    outline: Outline | None,
) -> bytes:
    """Return the proposal as DOCX; see `mocgioi.outputs.plan.render`."""
    head = report_letterhead({"number": _UNNUMBERED, **letterhead}, lang)
    about = _ABOUT.to(lang).format(years=_years(document, lang))
    paper = _Proposal(document, lang, f"{_KIND.to(lang)} {about}")
    paper.begin(every_page=paper.banner)
    paper.head(head)
    paper.title(_KIND.to(lang), about)
    paper.estimate()
    paper.dotted(_TO.to(lang))
    paper.basis()
    paper.need()
    paper.content()
    paper.money()
    paper.heading(_WISH.to(lang))
    paper.dotted(_ASK.to(lang))
    paper.dotted("")
    paper.signed(head)
    paper.annexes(outline, _GOES_WITH.to(lang).format(cited=head.cited))
    return paper.to_bytes(document["as_of"])


def _years(document: Plan, lang: Language) -> str:
    years = [phase["year"] for phase in document["phases"]]
    if not years:
        return ""
    words = _YEAR if len(set(years)) == 1 else _YEARS
    return words.to(lang).format(first=min(years), last=max(years))


class _Proposal(Writing):
    """A proposal being written."""

    def __init__(self, document: Plan, lang: Language, title: str) -> None:
        super().__init__(lang, title)
        self._plan = document
        self.banner = say("illustrative", lang) if document["illustrative"] else None

    def estimate(self) -> None:
        """Write that the figures are estimates, and made up where they are."""
        said = (plan_words.ESTIMATE.to(self.lang), plan_words.NOT_DESIGNED.to(self.lang))
        self.paragraph(f"({', '.join(said)})", side="centre", italic=True)
        if self.banner:
            why = say("illustrative.why", self.lang)
            self.paragraph(f"{self.banner}. {why}", side="centre", bold=True)

    def basis(self) -> None:
        """Write the laws that are known, and room for others."""
        self._say(_LAW.to(self.lang))
        if self._plan["scheme"]:
            self._say(_SCHEME_DECISION.to(self.lang))
        self.dotted(_BASIS.to(self.lang))

    def need(self) -> None:
        """Write how many markers have a road and how many have none."""
        totals = self._plan["totals"]
        needing, built = totals["markers_needing_road"], totals["road_built_before"]
        self.heading(_NEED.to(self.lang))
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
        self.dotted(_OWN_NEED.to(self.lang))
        self.dotted("")

    def content(self) -> None:
        """Write what is proposed, how it was chosen, by year and by place."""
        document, lang = self._plan, self.lang
        self.heading(_CONTENT.to(lang))
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
            self.paragraph(_PHASES.to(lang), indent_mm=_INDENT_MM, with_next=True)
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
        self.heading(_MONEY.to(lang))
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
        self.dotted(_FUNDS.to(lang))

    def annexes(self, outline: Outline | None, goes_with: str) -> None:
        """Write the list of works, the map, and the markers that are not served."""
        document, lang = self._plan, self.lang
        works, rounding = works_table(document, lang), plan_words.rounding(lang)
        self._annex("I", works.caption, goes_with, LANDSCAPE)
        self.paragraph(rounding, italic=True)
        self._table(works, LANDSCAPE)
        if not document["works"]:
            return
        self._annex("II", _PLACES.to(lang), goes_with, PORTRAIT)
        self.paragraph(rounding, italic=True)
        self._table(places_table(document, "commune", lang), PORTRAIT)
        self._table(places_table(document, "post", lang), PORTRAIT)
        if several := several_places(document, lang):
            self.paragraph(several, italic=True)
        self._annex("III", _MAP.to(lang), goes_with, LANDSCAPE)
        wide, high = _MAP_MM
        title = _MAP.to(lang)
        drawn = sketch(document, outline, lang, title=title, width_mm=wide, height_mm=high)
        self.picture(rastered(drawn, width_mm=wide), title)
        self.paragraph(_SKETCH.to(lang), italic=True)
        rest = not_served_table(document, lang, unsought=False)
        if rest.values:
            self._annex("IV", rest.caption, goes_with, PORTRAIT)
            self._table(rest, PORTRAIT)

    def _annex(self, place: str, about: str, goes_with: str, page: Sheet) -> None:
        self.begin(page, every_page=self.banner)
        self.annex_title(_ANNEX.to(self.lang).format(number=place), about.upper(), goes_with)

    def _table(self, table: Table, page: Sheet) -> None:
        grid = Grid(table.headings, table.numeric, table.rows, table.total)
        self.table(grid.fitted(page.text_width_mm))

    def _say(self, text: str) -> None:
        self.paragraph(text, indent_mm=_INDENT_MM)
