"""What a surveyor had before their eyes, and what changed since: nothing overwrites what they
never saw.

A form that was made from a map says, beside what was seen on the spot, what the map said of the
marker. Where that is not what counts today, and the row would change it, a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.phone_form import SHOWN, SHOWN_AT
from mocgioi.domain.places import fold
from mocgioi.domain.survey_form import SHOWN_NOTHING
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.errors import Text
from mocgioi.intake.rows.known import Known
from mocgioi.intake.rows.row import MAX_SHOWN, Row

NOT_SHOWN = frozenset(map(fold, SHOWN_NOTHING))
"""Folded words of a form for an aspect of which its map said nothing."""

_OF_THE_MARKER = frozenset({"marker_condition"})
_BESIDE_THE_ROAD = _OF_THE_MARKER | {"note"}
"""What a row says beside what it says of the road."""

_UNKNOWN_TIME = Text("không rõ lúc nào", "of an unknown time")


def changed(
    row: Row, number: MarkerNumber, day: str, values: Mapping[str, str], known: Known
) -> frozenset[str]:
    """Return the aspects that wait because the row would replace what its surveyor was not shown.

    Of a road they wait together: who paid, or how good it is, says little of another status. What
    is said of the marker does not wait for the road, and an alarm of it counts at once.

    What the same surveyor saw last is no change by another. What is of the day of the row, or
    later, it does not replace: values of one day that differ wait by themselves. Code:
    ``changed-meanwhile``.

    Args:
        row, number, known: the row, its marker, the register.
        day: ISO day of what the row says. values: what it says, by aspect.
    """
    waiting: set[str] = set()
    for aspect in SURVEYED:
        shown, said = row.text(SHOWN[aspect]), values.get(aspect)
        if shown is None or said is None:
            continue
        stands, last = known.standing(str(number)).get(aspect, (None, None))
        if stands in (None, said, shown_code(row, aspect)) or (last or "") >= day:
            continue
        if _is_own(row, known.seen_by(str(number), aspect)):
            continue
        terms = CODE_LISTS[aspect]
        row.report(
            "changed-meanwhile",
            field=SHOWN[aspect],
            number=number,
            known_at=row.text(SHOWN_AT) or _UNKNOWN_TIME,
            shown=shown[:MAX_SHOWN],
            stands=terms[stands].label,
            said=terms[said].label,
        )
        waiting |= _OF_THE_MARKER if aspect in _OF_THE_MARKER else values.keys() - _BESIDE_THE_ROAD
    return frozenset(waiting)


def _is_own(row: Row, observer: str | None) -> bool:
    """Say whether what stands was seen by the surveyor of the row, who so knows of it."""
    own = fold(row.text("surveyor") or "")
    return bool(own) and own == fold(observer or "")


def shown_code(row: Row, aspect: str) -> str | None:
    """Return what the surveyor of a row was shown of an aspect: *as before* confirms that.

    None where the row does not say, or nothing was known.
    """
    written = row.text(SHOWN[aspect])
    return None if written is None or fold(written) in NOT_SHOWN else code_of(aspect, written)
