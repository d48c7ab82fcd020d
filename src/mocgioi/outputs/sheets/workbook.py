"""A workbook for people: one font, text cells that stay text, drop-downs, prints on A4."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Language, Text
from mocgioi.outputs.paper.letters import MM_PER_PT, width_em
from mocgioi.outputs.sheets.looks import LOOKS, properties
from mocgioi.outputs.sheets.looks import SIZE_PT as SIZE_PT
from mocgioi.outputs.sheets.looks import Looks as Looks
from mocgioi.outputs.sheets.native_charts import NativeChart, draw

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
"""Code of the format for the paper."""
_MARGIN = {"margin": 0.3}
"""Of what stands above and below a page, in inches."""
_LEFT_OPEN = ("format_columns", "format_rows", "sort", "autofilter", "objects", "scenarios")
"""What people may do on a protected sheet."""
_PIXELS_PER_CHARACTER = 7
_PIXELS_PER_PT = 4 / 3
"""Sizes are whole pixels, the next larger, so that no text lacks room."""
MM_PER_CHARACTER = 1.8
"""How wide a column is for each character of its width, rather too little."""
_WRAPPED = 1.1
"""Lines break between words, so that a text takes more room than it is long."""
_LINE_PT = 16.0
_TALLEST_PT = 400.0
_LONGEST_CELL = 32_767
_LONGEST_TITLE = 31
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SLASH = re.compile(r"(?<=\w)[/\\](?=\w)")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))
_JOINING = ("và", "and", "of", "của")
"""Words a title does not end with."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f\U00010000-\U0010ffff]")
"""Characters of the second plane and beyond count twice in Excel's limit, so they go too."""

_CHOOSE = Text("Hãy chọn trong danh sách.", "Choose from the list.")
_DAY = Text(
    "Hãy ghi ngày đã kiểm tra, dd/mm/yyyy, không sau hôm nay. Vẫn giữ ô này?",
    "Write the day of the survey, dd/mm/yyyy, not later than today. Keep the cell?",
)
_DAY_HINT = Text("Ngày/tháng/năm, ví dụ 25/11/2025.", "Day/month/year, such as 25/11/2025.")
_APART = 'SUBSTITUTE({cell},"/","    ")'
_IS_DAY = (
    f'=AND(ISNUMBER(FIND("/20",{{cell}},4)),ABS(LEFT({_APART},4)-16)<16,'
    f"ABS(MID({_APART},5,5)-6.5)<6,"
    f"DATE(RIGHT({{cell}},4),MID({_APART},5,5),LEFT({_APART},4))<=TODAY())"
)
"""That the text of a cell is a day of this century, day first, and not after today. Its parts stand
apart by four spaces: the day among the first four characters, the month among the next five."""
DAY_FORMAT: dict[Language, str] = {"vi": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_INTERNAL_TAB = "#7f0000"
_PAGE = Text("Trang &P/&N", "Page &P/&N")


def clean(text: str) -> str:
    """Return `text` as a cell can hold it: what XML has no character for becomes ``\\ufffd``."""
    return _NOT_IN_XML.sub("\ufffd", text)[:_LONGEST_CELL]


def _shortened(title: str, most: int) -> str:
    """Return as many whole words of a title as go.

    >>> _shortened("Mốc ngoài diện cần có đường, không tính", 31)
    'Mốc ngoài diện cần có đường'
    >>> _shortened("Mốc nay khác với báo cáo «Quốc hội»", 31)
    'Mốc nay khác với báo cáo'
    """
    title = " ".join(title.split())
    if len(title) <= most:
        return title
    whole, _, rest = title[: most + 1].rpartition(" ")
    kept = whole or rest[:most]
    for opening, closing in _PAIRS:
        if kept.count(opening) > kept.count(closing):
            kept = kept[: kept.rindex(opening)] or kept
    for word in _JOINING:
        kept = kept.strip().removesuffix(f" {word}")
    return kept.rstrip(" ,;:.–-(«“'")


def _bare(title: str) -> str:
    """Return a title without what no sheet's name can hold; a stroke within becomes a dash."""
    return _NOT_IN_TITLES.sub(" ", _SLASH.sub("-", clean(title))).strip("' ")


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def word_of(label: str) -> str:
    """Return a label as a drop-down can hold it, which ends a word at a comma.

    >>> word_of("bị dịch chuyển, sai lệch vị trí")
    'bị dịch chuyển'
    """
    return label.partition(",")[0]


class Book:
    """A workbook being written: `page` adds a sheet, `to_bytes` ends it.

    A sheet is told its `widths` first, then its cells row by row, `fit` after each row; then
    `finish`, `filter` and `print_only`.

    Args:
        made_on: ISO day it carries as its date; the same content gives the same bytes.
        lang: language of its messages and page numbers.
    """

    def __init__(self, *, made_on: str, lang: Language) -> None:
        import xlsxwriter

        self._target = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(
            self._target,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        made = datetime.fromisoformat(made_on)
        self.workbook.set_properties({"author": "mocgioi", "created": made})
        self.lang = lang
        self._formats: dict[tuple[Looks, str, bool], Format] = {}

    def page(self, title: str) -> Page:
        """Add a sheet; what a sheet's name cannot hold is left out of its title."""
        bare = _shortened(_bare(title), _LONGEST_TITLE) or "1"
        taken = {name.casefold() for name in self.workbook.sheetnames}
        name, count = bare, 1
        while name.casefold() in taken:
            count += 1
            name = f"{_shortened(bare, _LONGEST_TITLE - 4)} ({count})"
        return Page(self, self.workbook.add_worksheet(name))

    def name(self, name: str, sheet: Page, row: int, column: int) -> None:
        """Name a cell for formulas, by letters without marks, digits and ``_``."""
        self.workbook.define_name(name, f"={sheet.cell(row, column, fixed=True)}")

    def to_bytes(self) -> bytes:
        """Return the workbook as an XLSX file; nothing can be written to it afterwards."""
        self.workbook.close()
        return self._target.getvalue()

    def dress(self, look: Looks, number_format: str, *, quoted: bool = False) -> Format:
        """Return the format of cells of a look.

        Args:
            quoted: the cell's text could be taken for a formula, and stays a text when a
                person edits the cell.
        """
        key = (look, number_format, quoted)
        if key not in self._formats:
            dress = properties(LOOKS[look])
            dress |= {"num_format": number_format, "quote_prefix": quoted}
            self._formats[key] = self.workbook.add_format(dress)
        return self._formats[key]


def _lines(text: str, width: float, size_pt: int = SIZE_PT) -> int:
    """Return how many lines `text` takes, at most, in a column `width` characters wide."""
    room_em = width * MM_PER_CHARACTER / (size_pt * MM_PER_PT * _WRAPPED)
    return sum(max(1, math.ceil(width_em(part) / room_em)) for part in text.split("\n"))


class Page:
    """One sheet of a `Book`; rows and columns count from 1."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self._book = book
        self._worksheet = worksheet
        self._widths: Sequence[float] = ()
        self._texts: dict[int, dict[int, tuple[str, int]]] = {}

    @property
    def name(self) -> str:
        """What its tab shows, which formulas and links call it by."""
        return str(self._worksheet.get_name())

    def cell(self, row: int, column: int, *, fixed: bool = False) -> str:
        """Return the address of a cell of this sheet as any sheet's formulas write it."""
        return f"{_quoted(self.name)}!{self.within(row, column, fixed)}"

    def within(self, row: int, column: int, fixed: bool = False) -> str:
        """Return the address of a cell as the formulas of this sheet write it."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row - 1, column - 1, row_abs=fixed, col_abs=fixed))

    def put(self, row: int, column: int, text: str | None, look: Looks) -> None:
        """Write a cell as text, whatever it begins with; what is typed into it stays text."""
        quoted = bool(text) and str(text)[0] in "=+-@\t\r"
        dress = self._book.dress(look, "@", quoted=quoted)
        if text:
            kept = clean(text)
            self._worksheet.write_string(row - 1, column - 1, kept, dress)
            self._texts.setdefault(row, {})[column] = kept, LOOKS[look].size
        else:
            self._worksheet.write_blank(row - 1, column - 1, None, dress)

    def put_number(
        self, row: int, column: int, number: float, look: Looks, number_format: str
    ) -> None:
        """Write a number as one; `number_format` in Excel's grammar, such as ``#,##0.0``."""
        dress = self._book.dress(look, number_format)
        self._worksheet.write_number(row - 1, column - 1, number, dress)
        self._texts.setdefault(row, {})[column] = str(number), LOOKS[look].size

    def put_formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: float | str,
        look: Looks,
        number_format: str,
    ) -> None:
        """Write a formula with the `value` it gives, which a reader that does not reckon shows."""
        dress = self._book.dress(look, number_format)
        self._worksheet.write_formula(row - 1, column - 1, formula, dress, value)
        text = f"{value:.1%}" if "%" in number_format and not isinstance(value, str) else str(value)
        self._texts.setdefault(row, {})[column] = text, LOOKS[look].size

    def put_link(self, row: int, column: int, text: str, to: str, look: Looks = "link") -> None:
        """Write a cell that leads to the sheet named `to`; see `name`."""
        target = f"internal:{_quoted(to)}!A1"
        kept = clean(text)
        self._worksheet.write_url(row - 1, column - 1, target, self._book.dress(look, "@"), kept)
        self._texts.setdefault(row, {})[column] = kept, LOOKS[look].size

    def put_day(self, row: int, column: int, iso_day: str, look: Looks) -> None:
        """Write an ISO day as a date, shown as the book's language writes one."""
        dress = self._book.dress(look, DAY_FORMAT[self._book.lang])
        day = datetime.fromisoformat(iso_day)
        self._worksheet.write_datetime(row - 1, column - 1, day, dress)
        self._texts.setdefault(row, {})[column] = iso_day, LOOKS[look].size

    def put_hidden(self, row: int, column: int, text: str | None) -> None:
        """Write a cell as text into a column that nobody sees, beyond the `widths`."""
        self._worksheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
        if text:
            self._worksheet.write_string(
                row - 1, column - 1, clean(text), self._book.dress("known", "@")
            )

    def line(self, row: int, text: str, look: Looks) -> None:
        """Write a text across all columns."""
        last = len(self._widths) - 1
        if last > 0:
            self._worksheet.merge_range(row - 1, 0, row - 1, last, "", self._book.dress(look, "@"))
        self.put(row, 1, text, look)
        self._set_height(row, _lines(text, sum(self._widths)) + 0.4)

    def fit(self, row: int, *, least: int = 1) -> None:
        """Make a row as high as its texts need, which phones and LibreOffice do not do.

        Args:
            least: lines of text it has room for in any case.
        """
        texts = self._texts.get(row, {})
        needed = [
            _lines(text, self._widths[column - 1], size_pt) * size_pt / SIZE_PT
            for column, (text, size_pt) in texts.items()
        ]
        self._set_height(row, max([least, *needed]))

    def _set_height(self, row: int, lines: float) -> None:
        height_pt = min(lines * _LINE_PT + 2, _TALLEST_PT)
        self._worksheet.set_row_pixels(row - 1, math.ceil(height_pt * _PIXELS_PER_PT))

    def widths(self, characters: Sequence[float]) -> None:
        """Set how many columns there are and their widths, in characters; comes first."""
        self._widths = characters
        for column, width in enumerate(characters):
            pixels = math.ceil(width * _PIXELS_PER_CHARACTER)
            self._worksheet.set_column_pixels(column, column, pixels)

    def choose(self, column: int, rows: range, words: Sequence[str]) -> None:
        """Give cells a drop-down of a few short words, none of them with a comma."""
        rule: dict[str, object] = {
            "validate": "list",
            "source": list(words),
            "error_type": "stop",
            "error_message": _CHOOSE.to(self._book.lang),
            "show_input": False,
        }
        self._validate(rule, column, rows)

    def choose_term(
        self, column: int, rows: range, code_list: str, more: Sequence[Text] = ()
    ) -> None:
        """Give cells the drop-down of a code list, with `more` answers before its own."""
        labels = [*more, *(term.label for term in CODE_LISTS[code_list].values())]
        self.choose(column, rows, [word_of(text.to(self._book.lang)) for text in labels])

    def ask_for_day(self, column: int, rows: range) -> None:
        """Let text cells take a day that has come, day first; another text asks whether to stay."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        first = xl_rowcol_to_cell(rows.start - 1, column - 1)
        rule: dict[str, object] = {
            "validate": "custom",
            "value": _IS_DAY.format(cell=first),
            "error_type": "warning",
            "error_message": _DAY.to(self._book.lang),
            "input_message": _DAY_HINT.to(self._book.lang),
        }
        self._validate(rule, column, rows)

    def _validate(self, rule: Mapping[str, object], column: int, rows: range) -> None:
        self._worksheet.data_validation(rows.start - 1, column - 1, rows.stop - 2, column - 1, rule)

    def filter(self, rows: range) -> None:
        """Let people filter and sort by column; `rows` begins with the header."""
        self._worksheet.autofilter(rows.start - 1, 0, rows.stop - 2, len(self._widths) - 1)

    def draw(self, row: int, chart: NativeChart) -> int:
        """Draw a chart of this sheet's cells below its table; return the last row it covers."""
        width = math.floor(sum(self._widths) * _PIXELS_PER_CHARACTER)
        return draw(self._book.workbook, self._worksheet, row, chart, width)

    def print_only(
        self, rows: int, *, above: str | None, internal: str | None = None, first: int = 1
    ) -> None:
        """Print rows from the `first` to the last of `rows`, with `above` on every page.

        Args:
            internal: stands at the left of the same margin, NỘI BỘ.
        """
        self._worksheet.print_area(first - 1, 0, rows - 1, len(self._widths) - 1)
        marks = [("&L", internal), ("&C", above)]
        if any(mark for _, mark in marks):
            written = "".join(side + mark.replace("&", "&&") for side, mark in marks if mark)
            self._worksheet.set_header(written, _MARGIN)

    def mark_internal(self) -> None:
        """Colour the tab of a sheet that goes to nobody outside."""
        self._worksheet.set_tab_color(_INTERNAL_TAB)

    def finish(
        self,
        header_row: int | None,
        *,
        keep_columns: int = 0,
        protect: bool,
        upright: bool = False,
        one_page: bool = False,
        foot: str = "",
    ) -> None:
        """Freeze the header, set the sheet up for A4 and protect what is not to be typed over.

        Args:
            header_row: stays in sight, and is repeated on every printed page; or None.
            keep_columns: columns that stay in sight when scrolling sideways.
            protect: lock the cells that are not open; there is no password.
            upright: print it on upright sheets. one_page: small enough to stand on one of them,
                for a sheet with a chart below its table. foot: stands beside the page's number.
        """
        sheet, page = self._worksheet, _PAGE.to(self._book.lang)
        if header_row is not None:
            sheet.freeze_panes(header_row, keep_columns)
            sheet.repeat_rows(header_row - 1)
        if upright:
            sheet.set_portrait()
        else:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 1 if one_page else 0)
        sheet.set_header("", _MARGIN)
        sheet.set_footer(f"&L{foot.replace('&', '&&')}&R{page}" if foot else f"&C{page}", _MARGIN)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        if protect:
            sheet.protect(options=dict.fromkeys(_LEFT_OPEN, True))
