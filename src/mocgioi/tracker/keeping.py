"""What files say of a lost marker, kept though the file or the row is not taken."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi import sources
from mocgioi.domain.batch import IncomingFile
from mocgioi.errors import HINT, Hint, Text, UnreadableInput
from mocgioi.intake.rows.row import MAX_SHOWN
from mocgioi.intake.survey.alarms import alarms_of_text, with_alarms
from mocgioi.store import batches
from mocgioi.store.ledger import record
from mocgioi.tracker.alarming import alarms_of_batch
from mocgioi.tracker.moments import today
from mocgioi.tracker.returned_kits import refuse_kit
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.domain.alarms import Alarm
    from mocgioi.errors import Finding, MocgioiError
    from mocgioi.intake import Known, Taken
    from mocgioi.sources import Bundle
    from mocgioi.store.explaining import FilePath
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store


@contextmanager
def opened(store: Store, path: FilePath, *, rehearse: bool, **how: Any) -> Iterator[Bundle]:
    """Open a file as `sources.opened` does; where no table is in it, what its text says is kept.

    Raises:
        UnreadableInput: it is a whole kit, or cannot be read.
    """
    refuse_kit(Path(path))
    with ExitStack() as stack:
        try:
            bundle = stack.enter_context(sources.opened(os.fspath(path), **how))
        except UnreadableInput as error:
            said = alarms_of_text(sources.lines_in(Path(path)))
            name = how["named"] or Path(path).name
            tell_refused(error, keep_alarms(store, name, said, rehearse=rehearse))
            raise
        yield bundle


def keep_alarms(
    store: Store, name: str, said: Sequence[Finding], *, rehearse: bool = False
) -> list[Alarm]:
    """Record what may be an alarm in a file that is refused as a whole, as a batch of no rows.

    Args:
        name: of the file. said: what of it may be an alarm.

    Returns:
        Those of it that nobody has dealt with.
    """
    if not said:
        return []
    identity = "\n".join([name, *(finding.value or "" for finding in said)])
    sha256 = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()
    file = IncomingFile("survey", name, sha256, sha256, findings=tuple(said))
    with store.reading() as connection:
        seen = batches.seen_before(connection, file)
        if seen is not None:
            return alarms_of_batch(connection, seen[0], today=today())
    with transaction_of(store, rehearse) as transaction:
        receipt = record(transaction, file, ())
        return alarms_of_batch(transaction, receipt.batch or "", today=today())


def tell_refused(error: MocgioiError, alarms: Sequence[Alarm]) -> None:
    """Put into an error that its file may say what must be reported at once."""
    if not alarms:
        return
    words = [(alarm.words or "")[:MAX_SHOWN] for alarm in alarms[:_MOST_QUOTED]]
    quoted = Text(*("; ".join(f"{a}{text}{b}" for text in words) for a, b in _QUOTES))
    told = worded(_REFUSED, quoted=quoted)
    error.text = Text(*map("".join, zip(error.text, told, strict=True)))
    error.hints = (*error.hints, Hint("cases"))


_MOST_QUOTED = 3
_QUOTES = (("«", "»"), ("“", "”"))
_REFUSED = Text(
    f" CÓ THỂ PHẢI BÁO NGAY: tệp có ghi {{quoted}}; đã giữ lại, chờ xử lý: {HINT}.",
    f" MAY HAVE TO BE REPORTED AT ONCE: the file says {{quoted}}; kept until it is dealt with: "
    f"{HINT}.",
)


def read_for_alarms(taken: Taken[Any], known: Known) -> None:
    """Read the rows that were not taken for what may be an alarm, once for ever."""
    said_now: dict[str, dict[str, str]] = {}
    for mapping in taken.mappings:
        said_now.setdefault(mapping.shape, {})[mapping.field] = mapping.heading
    mapped = {
        shape: {**known.mappings.get(shape, {}), **said_now.get(shape, {})}
        for shape in {*known.mappings, *said_now}
    }
    taken.rejected = with_alarms(taken.rejected, known=known.markers, mappings=mapped)


def transaction_of(store: Store, rehearse: bool) -> AbstractContextManager[Transaction]:
    """Open a store to write, or a copy of it that goes away (`rehearse`)."""
    return store.rehearsing() if rehearse else store.writing()
