"""The sentences of argparse itself, in the language asked for."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from mocgioi.errors import Language

_VIETNAMESE: Mapping[str, str] = {
    "usage: ": "cách dùng: ",
    "options": "tùy chọn",
    "positional arguments": "đối số",
    "show this help message and exit": "in trợ giúp này",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "không có đối số này: %s",
    "not allowed with argument %s": "không dùng cùng %s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "one of the arguments %s is required": "cần một trong: %s",
    "expected one argument": "cần một giá trị đi kèm",
    "expected at most one argument": "chỉ nhận một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s có thể là %(matches)s",
    "invalid %(type)s value: %(value)r": "giá trị không hợp lệ: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r; chọn một trong: "
    "%(choices)s",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": "không "
    "có %(value)r, có phải là %(suggestion)r? Chọn một trong: %(choices)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: sai cách dùng: %(message)s\n",
}


def speak(lang: Language) -> None:
    """Make argparse speak `lang`; a sentence it does not have here stays English.

    argparse looks its sentences up by gettext, whose catalogues are files that would be
    searched for and read at each start.
    """

    def sentence(english: str) -> str:
        return _VIETNAMESE.get(english, english) if lang == "vi" else english

    setattr(argparse, "_", sentence)  # noqa: B010
