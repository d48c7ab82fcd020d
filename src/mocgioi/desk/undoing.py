"""Something that is about to be taken back: what goes with it, shown before and told after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.desk.receipts import MOST_ROWS, ShownMove, shown_changes, shown_moves
from mocgioi.errors import Text
from mocgioi.outputs.effects import all_effects, moved_markers, register_effects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mocgioi.desk.visit import Visit
    from mocgioi.outputs.effects import Effect
    from mocgioi.tracker.effects import Effects

_FORESEEING = Text("Đang xem trước việc hoàn tác", "Looking what taking it back would do")
MOVED_MEANWHILE = Text(
    "Số liệu đã thay đổi từ khi trang này được mở nên chưa hoàn tác gì. Hãy xem lại rồi bấm.",
    "The data changed since this page was opened, so nothing was taken back. Look again, then "
    "press.",
)
NO_REASON = Text(
    "Cần ghi lý do: lý do được lưu cùng việc hoàn tác.",
    "A reason is needed: it is kept with what is done.",
)


class Foreseen(NamedTuple):
    """What taking something back would do, in words.

    Attributes:
        head: the state of the store it was foreseen from.
        sentences: the figure before and after, of days that were published too, and the
            alarms that come and go.
        moves, changes: the first of each; more_moves, more_changes: how many others there are.
    """

    head: str
    sentences: Sequence[Effect]
    moves: list[ShownMove]
    more_moves: int
    changes: list[tuple[str, str]]
    more_changes: int


def foreseen(visit: Visit, work: Callable[..., Any], **args: Any) -> tuple[Any, Foreseen] | None:
    """Return what work that takes something back would return, and what it would do.

    Args:
        work: a function of `mocgioi.desk.work.undoing`; args: what it is called with.

    None: it took too long to be foreseen.

    Raises:
        MocgioiError: it would be refused.
    """
    answer = visit.ask(work, _FORESEEING, **args)
    if answer is None:
        return None
    done, made = answer
    shown = Foreseen(
        head=made.before["head"] or "",
        sentences=[
            *all_effects(
                made, list(dict.fromkeys(move.marker for move in made.moves)), is_foreseen=True
            )
        ],
        moves=shown_moves(made.moves, visit.lang),
        more_moves=max(0, len(made.moves) - MOST_ROWS),
        changes=shown_changes(made.changes, visit.lang),
        more_changes=max(0, len(made.changes) - MOST_ROWS),
    )
    return done, shown


def say_effects(visit: Visit, made: Effects) -> None:
    """Have the next page say what deciding, or taking something back, did."""
    told = [
        *all_effects(made, moved_markers(made.moves, visit.lang)),
        *register_effects(made.changes, visit.lang),
    ]
    for text, kind in told:
        visit.say(text, kind)


def problem_of(visit: Visit) -> Text | None:
    """Return why what was pressed cannot be done: no reason, or the store moved meanwhile."""
    if not visit.form.get("why", "").strip():
        return NO_REASON
    shown = visit.form.get("head")
    if shown and shown != visit.tracker.figures.status()["head"]:
        return MOVED_MEANWHILE
    return None
