"""Marker numbers: grammar, order along the border, and the spellings people use.

A number is text everywhere; it never becomes an
integer or a date on its way through a spreadsheet without somebody being told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mocgioi.records import NamedTuple
from mocgioi.typed import Literal, Self

Kind = Literal["main", "secondary"]

_SLASHES = str.maketrans(dict.fromkeys("\u2044\u2215\u29f8\u2571", "/"))
"""Signs that are drawn as a slash: of fractions, of division, big, of a box."""

_PREFIX = (
    r"^['’]?(?:(?:cột\s*)?mốc(?:\s*(?:quốc\s*)?giới|\s*phụ|\s*chính)?|cot\s*moc|moc(?:\s*(?:phu"
    r"|chinh))?|marker|mg|m)?\s*(?:số|so|no\.?|number)?\s*[:.#]?\s*"
)
_SPELLED = r"^(\d{1,4})(?:\s*[/.]\s*(\d{1,2}))?\s*(?:\(\s*([123])\s*\))?$"


class MarkerNumber(NamedTuple):
    """A marker's number, ordered as markers follow each other along the border.

    Order = (main, secondary or 0, bank or 0); in Lạng Sơn it rises from north-west to
    south-east.

    Args:
        main: the main number, as 1146 in ``1146/1``.
        secondary: the number of a secondary marker (mốc phụ), 0 for a main one.
        bank: which of a pair or three with the same number, 0 for a single one.

    >>> str(MarkerNumber(944, 1, 2))
    '944/1(2)'
    >>> MarkerNumber.parse("Mốc số 1146/1") > MarkerNumber.parse("1146")
    True
    """

    main: int
    secondary: int = 0
    bank: int = 0

    def __str__(self) -> str:
        secondary = f"/{self.secondary}" if self.secondary else ""
        bank = f"({self.bank})" if self.bank else ""
        return f"{self.main}{secondary}{bank}"

    @property
    def kind(self) -> Kind:
        """``main`` (mốc chính) or ``secondary`` (mốc phụ)."""
        return "secondary" if self.secondary else "main"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number in any spelling met in real text.

        Prefixes (``M``, ``mốc``, ``Mốc số`` …), inner spaces, full-width digits, ``212.1``
        for ``212/1`` and a spreadsheet's ``1116.0`` for ``1116`` are understood. What a
        spreadsheet turned into a date is not a number any more and is refused.

        Raises:
            ValueError: the text is not a marker number; the message quotes it.
        """
        plain = cls._written_plainly(text)
        if plain is not None:
            return plain
        folded = unicodedata.normalize("NFKC", text).translate(_SLASHES).strip()
        match = re.match(_SPELLED, re.sub(_PREFIX, "", folded, flags=re.IGNORECASE).strip())
        if match is None:
            raise ValueError(f"not a marker number: {text!r}")
        main, secondary, bank = (int(part) if part else 0 for part in match.groups())
        if main == 0:
            raise ValueError(f"not a marker number: {text!r}")
        return cls(main, secondary, bank)

    @classmethod
    def _written_plainly(cls, text: str) -> Self | None:
        """Return the number as `str` writes it, without a regular expression, or None.

        Registers hold thousands of them and a report sorts them all.
        """
        if text.isascii() and text.isdigit() and len(text) <= 4 and text[0] != "0":
            return cls(int(text))
        head, paired, bank = text.partition("(")
        main, secondary_sign, secondary = head.partition("/")
        if not (main.isascii() and main.isdigit() and len(main) <= 4 and main[0] != "0"):
            return None
        if paired and bank not in ("1)", "2)", "3)"):
            return None
        if secondary_sign and not (
            secondary.isascii()
            and secondary.isdigit()
            and len(secondary) <= 2
            and secondary[0] != "0"
        ):
            return None
        return cls(int(main), int(secondary or 0), int(bank[:1] or 0))


def in_runs(numbers: Iterable[str], among: Iterable[str]) -> str:
    """Return numbers in the order of the border, three or more in a row as first–last.

    Args:
        numbers: some of `among`. among: all that follow each other.

    >>> in_runs(["3", "2", "7", "1"], ["1", "2", "3", "6", "7"])
    '1–3, 7'
    """
    wanted = set(numbers)
    runs: list[list[str]] = [[]]
    for number in map(str, sorted(map(MarkerNumber.parse, among))):
        if number in wanted:
            runs[-1].append(number)
        elif runs[-1]:
            runs.append([])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs if run
    )
