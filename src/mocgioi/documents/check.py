"""``mocgioi.check/1``: is the store whole, and does it still contain a state."""

from typing import Literal, TypedDict

from mocgioi.documents.receipt import FindingEntry


class Check(TypedDict):
    """The document; `faults` is empty where the store is whole.

    `findings` are the faults and what a person should look at; `contains_head` is whether the
    store still contains the state asked for, null where none was.
    """

    schema: Literal["mocgioi.check/1"]
    faults: list[str]
    findings: list[FindingEntry]
    contains_head: bool | None
