"""Whether a store is a kit: the part of a larger one that a border post takes along.

A kit says so in its ledger, by the batch of its first commit, which nobody changes without
breaking the chain, and which comes with no merge.
"""

from __future__ import annotations

import sqlite3

from mocgioi.errors import HINT, Hint, Text, UsageError
from mocgioi.records import NamedTuple
from mocgioi.store.events import rows
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.store.geopackage import Transaction


KIT = "kit"
"""Kind of the batch that says of which store, and which post's part of it, a kit was cut."""


class Kit(NamedTuple):
    """What a kit says of itself.

    Attributes:
        post: code of the border post whose sector it holds; name: the post's name, as it is now.
        markers: how many it was cut with.
        store: file name of the store it was cut from; head: of the last commit of that store.
        cut_at: the instant (UTC).
    """

    post: str
    name: str
    markers: int
    store: str
    head: str
    cut_at: str

    @property
    def called(self) -> Text:
        """The post as it is spoken of."""
        return Text(f"Đồn Biên phòng {self.name}", f"border post {self.name}")


def kit_of(source: sqlite3.Connection | Transaction) -> Kit | None:
    """Return what a store says of itself as a kit; None of a store that is whole."""
    found = rows(
        source,
        "SELECT b.why, coalesce(p.name, b.why), b.rows_read, b.file_name, b.content_sha256,"
        " b.recorded_at FROM batches AS b LEFT JOIN posts AS p ON p.code = b.why"
        " WHERE b.kind = ?",
        (KIT,),
    )
    return Kit._make(found[0]) if found else None


def part_of(source: sqlite3.Connection | Transaction) -> str | None:
    """Return the name of the post of whose sector alone a store is; None of one that is whole."""
    kit = kit_of(source)
    return kit.name if kit is not None else None


NEEDS_THE_NETWORK = Text(
    "đường được kiểm tra, ước tính và lập phương án ở kho của tỉnh, nơi có đủ mạng đường",
    "roads are checked, estimated and planned in the store of the province, which has all of the "
    "network",
)
"""Why what rests on lines beyond the sector is not done in a kit."""


def refuse_within(source: sqlite3.Connection | Transaction, why: Text) -> None:
    """Refuse in a kit what is done in the store it was cut from.

    Args:
        why: what is done there, as it ends a sentence.

    Raises:
        UsageError: the store is a kit.
    """
    kit = kit_of(source)
    if kit is not None:
        raise UsageError(
            f"Đây là gói thực địa của {kit.called.vi}, chỉ là phần của kho «{kit.store}»: "
            f"{why.vi}. Đưa gói về trước: {HINT}.",
            f"This is the kit of {kit.called.en}, a part of the store “{kit.store}” only: "
            f"{why.en}. Take it home first: {HINT}.",
            hints=(Hint("merge", ("FILE",), elsewhere=True),),
        )
