"""Triggers that refuse, in a sentence, what may not be typed into a row of a layer."""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.domain.aspects import FOLDED, REPORTED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.homes import OF_KIND
from mocgioi.store.layers import ALWAYS_REAL
from mocgioi.store.schema import BY_NAME
from mocgioi.store.writer import BY_ANOTHER_PROGRAM, TODAY_IN_VIETNAM, no_day, refusing

COMPUTED_BY_US = {
    "markers": ("kind", "disagreements", "waiting", "border_km", "measured"),
    "roads": ("communes",),
}
"""By layer, the columns that the program makes, and nobody types."""
SEEN = "last_observed_on"
"""The column of the day on which a marker was seen last. A later day that is typed there says that
somebody was at the marker, and found as it was whatever is not typed anew."""
FOUND_THERE = [column for column, a in FOLDED.items() if a.on_the_spot and a.code in CODE_LISTS]
WAS_SEEN = f"OLD.{SEEN} IS NOT NEW.{SEEN}"


def marker_refusals() -> Iterator[tuple[str, str]]:
    """Yield what may not be typed into a marker."""
    for column, aspect in FOLDED.items():
        title = aspect.heading.vi
        if aspect.code in REPORTED:
            yield refusal(
                "markers",
                column,
                "emptied",
                f"coalesce(NEW.{column}, '') = '' AND OLD.{column} IS NOT NULL",
                f"«{title}» của mốc không để trống được: hãy chọn giá trị đúng, hoặc hoàn tác"
                " đợt nhập đã ghi giá trị cũ (mocgioi survey undo)",
                "cannot be emptied: choose what is right, or undo the batch that said otherwise",
            )
        if not aspect.keeps_since:
            continue
        since = f"{column}_since"
        yield refusal(
            "markers",
            since,
            "alone",
            f"OLD.{since} IS NOT NEW.{since} AND OLD.{column} IS NEW.{column}",
            f"«{title} từ ngày» chỉ sửa cùng lúc với «{title}»: đó là ngày của giá trị mới",
            "is typed beside a new value: it is its day",
        )
        yield refusal(
            "markers",
            since,
            "unlikely",
            f"OLD.{since} IS NOT NEW.{since} AND NEW.{since} IS NOT NULL"
            f" AND ({no_day(f'NEW.{since}')} OR NEW.{since} > {TODAY_IN_VIETNAM})",
            f"«{title} từ ngày» phải là một ngày không sau hôm nay, ví dụ 2025-12-31",
            "must be a day that is not to come, like 2025-12-31",
        )
    yield from _visit_refusals()
    yield from computed_refusals("markers")
    for table in ("markers", *(h.table for h in OF_KIND.values() if h.table not in ALWAYS_REAL)):
        yield refusal(
            table,
            "illustrative",
            "typed",
            "OLD.illustrative IS NOT NEW.illustrative",
            "Không đổi số liệu minh họa thành số liệu thật, hay ngược lại, bằng tay",
            "made-up data does not become real by hand",
        )


def _visit_refusals() -> Iterator[tuple[str, str]]:
    """Yield which days may not be typed as the one on which a marker was seen last."""
    (column,) = (c for c in BY_NAME["markers"].columns if c.name == SEEN)
    title, day = column.title, f"NEW.{SEEN}"
    nothing = " AND ".join(f"NEW.{name} IS NULL" for name in FOUND_THERE)
    for name, when, vi, en in (
        (
            "unlikely",
            f"{day} IS NULL OR {no_day(day)} OR {day} > {TODAY_IN_VIETNAM}",
            f"«{title}» phải là một ngày không sau hôm nay, ví dụ 2025-12-31",
            "must be a day that is not to come, like 2025-12-31",
        ),
        (
            "earlier",
            f"date({day}) < OLD.{SEEN}",
            f"«{title}» không lùi lại được: ngày ấy mốc có thể chưa như đang ghi. Số liệu của ngày"
            " trước thì chọn tình trạng và ghi «từ ngày»",
            "goes no day back: of an earlier day choose the state and type since when",
        ),
        (
            "of_nothing",
            nothing,
            "Mốc chưa có tình trạng nào để xác nhận là không thay đổi: hãy chọn tình trạng",
            "there is no state to be confirmed: choose what was seen",
        ),
    ):
        yield refusal("markers", SEEN, name, f"{WAS_SEEN} AND ({when})", vi, en)


def computed_refusals(table: str) -> Iterator[tuple[str, str]]:
    """Yield what refuses that a column is typed that the program makes."""
    for name in COMPUTED_BY_US.get(table, ()):
        (column,) = (c for c in BY_NAME[table].columns if c.name == name)
        yield refusal(
            table,
            name,
            "typed",
            f"OLD.{name} IS NOT NEW.{name}",
            f"«{column.title}» do chương trình tính, không sửa bằng tay",
            "is computed and not typed",
        )


def refusal(table: str, column: str, name: str, when: str, vi: str, en: str) -> tuple[str, str]:
    """Return the trigger by which another program may not set a column: name, and SQL.

    Args:
        name: of what is refused. when: the condition. vi, en: what is said then.
    """
    return (
        f"{table}_{column}_{name}",
        f'BEFORE UPDATE OF "{column}" ON {table} WHEN {BY_ANOTHER_PROGRAM} AND ({when})'
        f" BEGIN SELECT {refusing(vi, en)}; END",
    )
