"""What a publication records, as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs.wording import day, number

if TYPE_CHECKING:
    from mocgioi.domain.publication import Publication

_RECORDED = Text(
    "Đã ghi báo cáo «{}»: {} mốc cần có đường đã có đường, tính đến ngày {}.",
    "Recorded the report “{}”: {} markers that need a road have one, as of {}.",
)
_RECORDED_BEFORE = Text(
    "Báo cáo «{}» đã được ghi từ trước với đúng số liệu này ({}, ngày {}); không ghi thêm.",
    "The report “{}” is recorded already ({}, as of {}); nothing was written.",
)


def recorded_text(publication: Publication, *, is_new: bool) -> Text:
    """Return what was recorded, or that it was recorded before with the same figures."""

    def filled(lang: Language) -> str:
        built = number(publication.road_built, lang)
        figure = f"{built}/{number(publication.markers_needing_road, lang)}"
        sentence = (_RECORDED if is_new else _RECORDED_BEFORE).to(lang)
        return sentence.format(publication.title, figure, day(publication.as_of, lang))

    return Text(filled("vi"), filled("en"))
