"""A PDF being written block after block, by the verbs of `docx_writing.Writing`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi.outputs.paper.pdf import as_data, house_facts, typeset
from mocgioi.outputs.paper.sheet import LANDSCAPE, PORTRAIT, Sheet

if TYPE_CHECKING:
    from mocgioi.errors import Language
    from mocgioi.outputs.paper.docx_writing import Side
    from mocgioi.outputs.paper.grid import Grid
    from mocgioi.outputs.paper.letterhead import Letterhead

_TEMPLATE = Path(__file__).resolve().parent / "written.typ"


class PdfWriting:
    """A paper that grows downwards: `begin` and `head` first, `to_bytes` last."""

    def __init__(self, lang: Language, title: str) -> None:
        self._lang: Language = lang
        self._title = title
        self._mark: str | None = None
        self._letterhead: Letterhead | None = None
        self._runs: list[dict[str, Any]] = []

    def begin(self, page: Sheet = PORTRAIT, *, every_page: str | None = None) -> None:
        """Begin a run of pages; what stands on every page is that of the first run."""
        self._mark = self._mark or every_page
        self._runs.append({"landscape": page == LANDSCAPE, "blocks": []})

    def head(self, letterhead: Letterhead) -> None:
        """Write the issuing body and the number at the left, nation, motto and day at the right."""
        self._letterhead = letterhead
        self._put("head")

    def title(self, kind: str, about: str) -> None:
        """Write what kind of paper it is and what it is about, with a rule below."""
        self._put("title", text=kind, about=about)

    def annex_title(self, name: str, about: str, goes_with: str) -> None:
        """Write the name of an annex and what it is about as a heading, and with what it goes."""
        self._put("annex-title", text=name, about=about, goes_with=goes_with)

    def heading(self, text: str) -> None:
        """Write a heading, which stays with what follows."""
        self._put("heading", text=text)

    def paragraph(
        self,
        text: str,
        *,
        side: Side = "both",
        bold: bool = False,
        italic: bool = False,
        indent_mm: float = 0,
        with_next: bool = False,
    ) -> None:
        """Write a paragraph; `indent_mm` is that of its first line."""
        self._put(
            "paragraph",
            text=text,
            centred=side == "centre",
            bold=bold,
            italic=italic,
            indent_mm=indent_mm,
            with_next=with_next,
        )

    def dotted(self, lead: str) -> None:
        """Write a dotted line to write on, after what leads it."""
        self._put("dotted", text=lead)

    def table(self, grid: Grid) -> None:
        """Write a table; its heading row is repeated, its rows stay whole."""
        self._put("table", grid=grid)

    def drawing(self, svg: str, width_mm: float, description: str) -> None:
        """Write a drawing; `description` is for who cannot see it."""
        self._put("drawing", text=description, width_mm=width_mm)
        self._runs[-1]["blocks"][-1]["svg"] = svg  # markup, of which no line is joined

    def signed(self, letterhead: Letterhead) -> None:
        """Write whom the paper goes to at the left and who signs at the right.

        They do not stand on a page alone: what comes before goes there with them.
        """
        for block in self._runs[-1]["blocks"][-2:]:
            block["with_next"] = True
        self._letterhead = letterhead
        self._put("signed")

    def to_bytes(self) -> bytes:
        """Return the paper as a PDF; the same blocks, the same bytes."""
        assert self._letterhead is not None, "a paper has a head"
        house = house_facts(
            self._lang, title=self._title, letterhead=self._letterhead, mark=self._mark
        )
        return typeset({**house, "runs": self._runs}, _TEMPLATE)

    def _put(self, kind: str, **facts: Any) -> None:
        block = {key: as_data(fact) for key, fact in facts.items()}
        self._runs[-1]["blocks"].append({"kind": kind, "with_next": False, **block})
