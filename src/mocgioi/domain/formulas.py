"""Texts that a spreadsheet would take for a formula, and the apostrophe that keeps them texts.

OWASP, *CSV Injection*. A text that is led by apostrophes already gets one more, so that taking one
off gives back what was typed.
"""

from __future__ import annotations

from mocgioi.patterns import regex

_TAKEN = regex(r"'*[=+\-@\t\r\n＝＋－＠]")


def led(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula.

    >>> led("=1"), led("'=1"), led("1117")
    ("'=1", "''=1", '1117')
    """
    return f"'{text}" if _TAKEN.match(text) else text


def unled(text: str) -> str:
    """Return what was typed, of a text that `led` or another program led.

    >>> unled("'=1"), unled("=1"), unled("'a")
    ('=1', '=1', "'a")
    """
    return text[1:] if text.startswith("'") and _TAKEN.match(text) else text
