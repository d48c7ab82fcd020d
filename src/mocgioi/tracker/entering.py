"""What a person types in about one marker, without a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping

from mocgioi.domain.aspects import ASPECTS, TYPED_IN
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.days import day_first
from mocgioi.domain.vocabulary import CODE_LISTS, code_of, damage_as_status
from mocgioi.errors import UsageError
from mocgioi.store import denominators, disagreements, history, reading
from mocgioi.store.drafts import Draft, Replacement
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.tracker.alarming import tell_alarms
from mocgioi.tracker.author import author
from mocgioi.tracker.moments import Day, day_or_today, today
from mocgioi.tracker.numbers import present_number
from mocgioi.tracker.one_connection import on_one_connection

_EARLIEST = "2000-01-01"


@on_one_connection
def set_values(
    store: Store,
    marker: str,
    values: Mapping[str, str | None],
    *,
    on: Day | None = None,
    by: str | None = None,
    replaces: str | None = None,
    why: str | None = None,
) -> Receipt:
    """Record what was seen of one marker; see `Tracker.set`."""
    number, day, observer = present_number(store, marker), day_or_today(on), author(by, store)
    typed = {aspect: text for aspect, text in values.items() if text is not None}
    _refuse_unclear(typed, replaces, why)
    coded = _coded(typed)
    if not _EARLIEST <= day <= today():
        raise UsageError(
            f"Ngày {day_first(day)} phải từ {day_first(_EARLIEST)} đến hôm nay "
            f"({day_first(today())}).",
            f"The day {day} must lie between {_EARLIEST} and today ({today()}).",
        )
    with store.reading() as connection:
        entries = reading.read_markers(connection)
    if number not in entries:
        raise history.no_marker(number, entries)
    instead = None
    if replaces is not None:
        decided_by = store.author or observer
        instead = _replacement(store, replaces, number, coded, decided_by, why or "")
    drafts = [
        Draft(
            row=0,
            subject=number,
            aspect=aspect,
            value=value,
            observed_on=day,
            observer=observer,
            illustrative=entries[number].illustrative,
            replaces=instead,
        )
        for aspect, value in coded.items()
    ]
    content = json.dumps([number, day, coded, replaces], sort_keys=True).encode()
    digest = hashlib.sha256(content).hexdigest()
    file = IncomingFile(
        kind="set",
        name="set",
        sha256=digest,
        content_sha256=digest,
        rows_read=1,
        is_typed_in=True,
    )
    with store.writing() as transaction:
        receipt = record(transaction, file, drafts)
        tell_alarms(transaction, receipt, (), today=today())
        if "need_road" in coded:
            receipt.denominator = denominators.of_batch(transaction, receipt.batch, today=today())
    return receipt


def _refuse_unclear(values: Mapping[str, str], replaces: str | None, why: str | None) -> None:
    if not values:
        *others, last = (f"--{ASPECTS[aspect].option}" for aspect in TYPED_IN)
        listed = ", ".join(others)
        raise UsageError(
            f"Chưa nêu gì để ghi: {listed} hoặc {last}.",
            f"Nothing to record: {listed} or {last}.",
        )
    if replaces is not None and (len(values) != 1 or not (why or "").strip()):
        raise UsageError(
            "--replaces cần đúng một nội dung và --why «lý do».",
            "--replaces takes exactly one aspect, and --why “reason”.",
        )


def _replacement(
    store: Store, replaces: str, number: str, coded: Collection[str], by: str, why: str
) -> Replacement:
    """Return the decision that goes with ``--replaces``, its observation found.

    It is looked for among what is known of the marker, and nothing is said of any other.
    """
    with store.reading() as connection:
        old = disagreements.find_observation(connection, replaces, subject=number)
    if old.aspect not in coded and not (
        old.aspect == "road_condition" and "road_status" in coded  # it is typed by that, too
    ):
        is_of = ASPECTS[old.aspect].heading
        raise UsageError(
            f"Số liệu «{replaces}» không phải về nội dung này mà về «{is_of.vi}».",
            f"Observation “{replaces}” is not of this aspect, but of “{is_of.en}”.",
        )
    return Replacement(old.uuid, by, why)


def _coded(values: Mapping[str, str]) -> dict[str, str]:
    """Return the code of each value; a damaged road is built, and damaged.

    Raises:
        UsageError: an aspect that is not typed in, or a value no code list knows.
    """
    coded: dict[str, str] = {}
    for aspect, text in values.items():
        if aspect not in TYPED_IN:
            listed = ", ".join(TYPED_IN)
            raise UsageError(
                f"Không ghi được «{aspect}». Một trong: {listed}.",
                f"“{aspect}” cannot be recorded. One of: {listed}.",
            )
        if aspect not in CODE_LISTS:
            coded[aspect] = text
            continue
        code = code_of(aspect, text)
        if code is None and aspect == "road_status":
            condition = damage_as_status(text)
            if condition is not None:
                coded["road_condition"] = condition
                code = "built"
        if code is None:
            listed = ", ".join(f"{c} ({t.label.vi})" for c, t in CODE_LISTS[aspect].items())
            raise UsageError(
                f"Không hiểu «{text}». Một trong: {listed}.",
                f"“{text}” is not understood. One of: {', '.join(CODE_LISTS[aspect])}.",
            )
        coded[aspect] = code
    return coded
