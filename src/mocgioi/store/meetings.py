"""What to tell when observations meet what is known: disagreements, and what comes late.

The fold decides (`mocgioi.domain.observation`); this only puts into words what it did to
the rows of one file. Nothing here moves a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from mocgioi.domain import vocabulary
from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.days import VIETNAM, day_of, day_text
from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import AspectState, Disagreement, Observation, SubjectState
from mocgioi.domain.subjects import heading_of
from mocgioi.errors import Finding, Text
from mocgioi.store import layers
from mocgioi.store.commits import HEAD_SHOWN
from mocgioi.words.findings import finding, joined, worded
from mocgioi.words.of_meetings import ON_DAY, SIDE_IN_FILE, SIDE_RECORDED
from mocgioi.words.of_merges import CAME, SIDE, SOURCE

if TYPE_CHECKING:
    from mocgioi.store.kits import Kit

_NEVER_LATE = frozenset(
    code for code, aspect in ASPECTS.items() if aspect.contest in ("worst", "never")
)


class Cell(NamedTuple):
    """Where in its file an observation stood.

    Attributes:
        sheet: its sheet or layer. row: its row.
        heading: heading of the value's column; day_heading: of the day's.
    """

    sheet: str | None = None
    row: int | None = None
    heading: str | None = None
    day_heading: str | None = None


def already_applied(batch: str, when: str) -> Finding:
    """Tell that these very rows were taken in before, as `batch`, at the instant `when` (UTC)."""
    local = datetime.fromisoformat(when).astimezone(VIETNAM)
    return finding("already-applied", value=batch, when=local)


def applied_after_undo(when: str, why: str) -> Finding:
    """Tell that a person took these very rows back before, at the instant `when` (UTC)."""
    local = datetime.fromisoformat(when).astimezone(VIETNAM)
    return finding("applied-after-undo", when=local, why=why or "–")


def undone_before(observation: Observation, cell: Cell, back: Decision) -> Finding:
    """Tell that a person took back what a row says, by the decision `back`; it stays out."""
    local = datetime.fromisoformat(back.recorded_at).astimezone(VIETNAM)
    return finding(
        "row-undone",
        sheet=cell.sheet,
        row=cell.row,
        number=observation.subject,
        when=local,
        why=back.why or "–",
    )


def corrected(observation: Observation, cell: Cell, old: Observation) -> Finding:
    """Tell that the same observer said otherwise of that day before, and that this counts now."""
    return finding(
        "submission-corrected",
        **_place(observation, cell),
        number=observation.subject,
        observer=observation.observer,
        aspect=ASPECTS[observation.aspect].label,
        old=_label(old),
        new=_label(observation),
    )


def findings(
    observation: Observation,
    cell: Cell,
    contested: Disagreement | None,
    before: SubjectState | None,
    after: SubjectState | None,
) -> Iterator[Finding]:
    """Yield what has to be told about an observation that a file brings.

    ``conflict``: the day has two values, and neither counts, or another one stands once and
    for all. ``built-then-none``: a road that was built is said not to be.
    ``older-than-current``: something later is known already; kept as history.
    ``implausible-change``: what rarely happens by itself, such as a missing marker that is
    intact again; it counts, and a person should look.

    Args:
        observation, cell: what is new, and its place in the file.
        contested: the open disagreement it waits in, or None.
        before, after: its marker's state without what is new in the file, and with it.
    """
    if contested is not None:
        yield _disagreement(observation, cell, contested)
    else:
        yield from _late(observation, cell, before, after)
        yield from _implausible(observation, cell, before)


def _disagreement(observation: Observation, cell: Cell, contested: Disagreement) -> Finding:
    others = [side for side in contested.sides if side.value != observation.value]
    standing = contested.standing
    if not others and standing is not None and _is_other_side(standing, observation):
        others = [standing]
    if others:
        return _conflict(observation, cell, others)
    return _built_then_none(observation, cell, standing)


def of_register(
    observation: Observation, cell: Cell, name: str | None, contested: Disagreement
) -> Finding:
    """Tell that two registers say otherwise of one day, of what is no marker."""
    return finding(
        "register-conflict",
        **_place(observation, cell),
        aspect=heading_of(observation.aspect),
        name=name or observation.subject,
        day=_day(observation.observed_on),
        new=layers.label_of(observation.aspect, observation.value),
        others=joined(
            (
                worded(
                    SIDE_RECORDED,
                    recorded_on=day_text(day_of(other.recorded_at)),
                    label=layers.label_of(other.aspect, other.value),
                )
                for other in contested.sides
                if other.value != observation.value
            ),
            "; ",
        ),
    )


def came(counts: Mapping[str, int]) -> Finding:
    """Tell what another copy of the store brought: how many rows, by table."""
    told = [worded(CAME[table], count=count) for table, count in counts.items()]
    return finding("merge-came", came=joined(told, ", "))


def brought_nothing(*, of_kit: bool = False) -> Finding:
    """Tell that another copy of the store, or a kit of it, has nothing that is not here."""
    return finding("merge-nothing", "kit" if of_kit else "copy")


def of_kit(kit: Kit, cut_after: int | None) -> Finding:
    """Tell that a copy is the kit of a post.

    Args:
        cut_after: the number of the commit of this store after which it was cut; None: it was
            cut from another copy of the store.
    """
    when = datetime.fromisoformat(kit.cut_at).astimezone(VIETNAM)
    if cut_after is None:
        return finding(
            "merge-kit",
            "elsewhere",
            post=kit.called,
            count=kit.markers,
            when=when,
            store=kit.store,
            head=kit.head[:HEAD_SHOWN],
        )
    return finding(
        "merge-kit", "here", post=kit.called, count=kit.markers, when=when, number=cut_after
    )


def came_held(count: int) -> Finding:
    """Tell how many observations of another copy are held."""
    return finding("merge-held", count=count)


def opened(contested: Disagreement, files: Mapping[str, str], *, made_apart: bool) -> Finding:
    """Tell of a day that waits for a person since another copy was merged.

    Args:
        files: the name of the file of each batch.
        made_apart: because the copies decided otherwise.
    """
    first = contested.sides[0]
    return finding(
        "merge-conflict",
        "apart" if made_apart else "sources",
        aspect=heading_of(contested.aspect),
        subject=layers.subject_of(contested.aspect, contested.marker),
        day=_day(contested.observed_on),
        sides=joined((_said_by(side, files) for side in _both_sides(contested)), ", "),
        value=first.uuid[:8],
    )


def _both_sides(contested: Disagreement) -> list[Observation]:
    """Return the sides of a disagreement, and what stands against them."""
    standing = contested.standing
    against = [standing] if standing is not None and contested.is_against_standing else []
    return [*against, *contested.sides]


def _said_by(side: Observation, files: Mapping[str, str]) -> Text:
    named = filter(None, (side.observer, files.get(side.batch or "")))
    source = worded(SOURCE, source=", ".join(dict.fromkeys(named)))
    return worded(SIDE, label=layers.label_of(side.aspect, side.value), source=source)


def _is_other_side(standing: Observation, observation: Observation) -> bool:
    """Say whether what stands was said of the same day, or once and for all."""
    is_once = ASPECTS[observation.aspect].contest == "once"
    return is_once or standing.observed_on == observation.observed_on


def _conflict(observation: Observation, cell: Cell, others: list[Observation]) -> Finding:
    return finding(
        "conflict",
        **_place(observation, cell),
        aspect=ASPECTS[observation.aspect].label,
        number=observation.subject,
        day=_day(observation.observed_on),
        new=_label(observation),
        others=joined((_side(other, observation) for other in others[:3]), "; "),
    )


def _side(other: Observation, observation: Observation) -> Text:
    label = _label(other)
    if other.batch == observation.batch and other.row is not None:
        return worded(SIDE_IN_FILE, row=other.row, label=label)
    return worded(SIDE_RECORDED, recorded_on=day_text(day_of(other.recorded_at)), label=label)


def _built_then_none(observation: Observation, cell: Cell, standing: Observation | None) -> Finding:
    return finding(
        "built-then-none",
        **_place(observation, cell),
        number=observation.subject,
        since=_day(standing.observed_on if standing else None),
        new=_label(observation),
    )


def _late(
    observation: Observation, cell: Cell, state: SubjectState | None, after: SubjectState | None
) -> Iterator[Finding]:
    """Tell of an observation older than another value that counted already."""
    known = state.aspects.get(observation.aspect) if state else None
    if known is None or not _is_late(observation, known):
        return
    if after is not None and after.value(observation.aspect) != known.value:
        yield _unsettling(observation, cell, known)
        return
    evidence = known.evidence or observation
    yield finding(
        "older-than-current",
        sheet=cell.sheet,
        row=cell.row,
        column=cell.day_heading,
        value=observation.observed_on,
        day=_day(observation.observed_on),
        known=_label(evidence),
        since=_day(known.since),
    )


def _unsettling(observation: Observation, cell: Cell, known: AspectState) -> Finding:
    """Tell of a late row that takes away what counted: a later row now waits for a person."""
    return finding(
        "disagreement-opened",
        **_place(observation, cell),
        number=observation.subject,
        new=_label(observation),
        day=_day(observation.observed_on),
        later=_label(known.evidence or observation),
        since=_day(known.since),
    )


def _implausible(
    observation: Observation, cell: Cell, state: SubjectState | None
) -> Iterator[Finding]:
    """Tell of a later value that hardly follows the one that counts."""
    known = state.aspects.get(observation.aspect) if state else None
    if known is None or known.evidence is None or _is_late(observation, known):
        return
    if (known.value, observation.value) not in vocabulary.HARDLY_FOLLOWS:
        return
    yield finding(
        "implausible-change",
        **_place(observation, cell),
        number=observation.subject,
        known=_label(known.evidence),
        since=_day(known.since),
        new=_label(observation),
    )


def _is_late(observation: Observation, known: AspectState) -> bool:
    return (
        observation.aspect not in _NEVER_LATE
        and observation.observed_on is not None
        and known.since is not None
        and observation.observed_on < known.since
        and observation.value != known.value
    )


def _day(iso: str | None) -> Text:
    return worded(ON_DAY, day=day_text(iso)) if iso else Text("", "")


def _label(observation: Observation) -> Text:
    term = vocabulary.CODE_LISTS.get(observation.aspect, {}).get(observation.value)
    return term.label if term else Text(observation.value, observation.value)


class _Place(TypedDict):
    """Where in its file a finding about an observation stands, and what stands there."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str


def _place(observation: Observation, cell: Cell) -> _Place:
    return {
        "sheet": cell.sheet,
        "row": cell.row,
        "column": cell.heading,
        "value": observation.value,
    }
