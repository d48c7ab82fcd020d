"""Rows of a survey that a server refuses, told before they are sent: the row, the marker, whose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.survey import SurveyRow
from mocgioi.errors import Finding, UnreadableInput
from mocgioi.store import batches
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.intake import Known, PhotoRow
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store


def refuse_rows_of_others(
    store: Store,
    transaction: Transaction,
    batch: str | None,
    entries: Sequence[SurveyRow | PhotoRow],
    known: Known,
    file: str,
) -> None:
    """Refuse a file with rows of markers that whoever is logged in may not write to.

    Args:
        batch: what came of it; rows that bring nothing new are not looked at.
        entries: its rows. file: its name.

    Raises:
        UnreadableInput: there are such rows; its findings name each.
    """
    if batch is None or store.not_ours is None:
        return
    others = store.not_ours(batches.subjects(transaction, batch))
    if not others:
        return
    rows = [_of_row(entry, known) for entry in entries if _marker_of(entry) in others]
    raise UnreadableInput(
        f"«{file}»: {len(rows)} dòng không thuộc địa bàn của đồn, máy chủ không nhận, nên chưa ghi "
        "gì của tệp này. Gửi tệp cho cơ quan quản lý kho, hoặc tách các dòng ấy ra tệp khác.",
        f"“{file}”: {len(rows)} rows are not of the sector of the post; the server refuses them, "
        "and nothing of the file was written. Send the file to the office of the store, or move "
        "these rows to another file.",
        findings=rows,
    )


def _of_row(entry: SurveyRow | PhotoRow, known: Known) -> Finding:
    marker, sheet, row = _marker_of(entry), entry.sheet, entry.row
    code = known.posts_of.get(marker)
    if code is None:
        return finding(
            "sector-of-others", "of_nobody", sheet=sheet, row=row, value=marker, marker=marker
        )
    post = known.posts[code].name if code in known.posts else code
    return finding(
        "sector-of-others", "of_post", sheet=sheet, row=row, value=marker, marker=marker, post=post
    )


def _marker_of(entry: SurveyRow | PhotoRow) -> str:
    return str(entry.number) if isinstance(entry, SurveyRow) else entry.marker
