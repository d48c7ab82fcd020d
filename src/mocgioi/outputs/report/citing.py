"""What a sentence calls a source whose full citation stands in a table."""

from __future__ import annotations

_NEWS_OF = "tin về "


def named_source(source: str) -> str:
    """Return the name of a source: without who wrote it down and where it is found.

    >>> named_source("tin về hội nghị tổng kết công tác năm 2023 (nhóm PV), không rõ địa chỉ")
    'Hội nghị tổng kết công tác năm 2023'
    >>> named_source("Nhân Dân, 18/7/2024")
    'Nhân Dân, 18/7/2024'
    """
    name = source.partition(" (")[0].removeprefix(_NEWS_OF)
    return f"{name[:1].upper()}{name[1:]}"
