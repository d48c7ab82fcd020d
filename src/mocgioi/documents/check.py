"""``mocgioi.check/1``: is the store whole."""

from typing import Literal, TypedDict


class Check(TypedDict):
    """The document; `faults` is empty where the store is whole."""

    schema: Literal["mocgioi.check/1"]
    faults: list[str]
