"""Whether a store is up to date with what other programs did to it. Light, to be asked often."""

from __future__ import annotations

from mocgioi.store import results
from mocgioi.store.geopackage import Transaction
from mocgioi.store.handle import Store
from mocgioi.tracker.moments import today


def bring_up_to_date(store: Store) -> None:
    """Measure the lines anew where geometry or what is built changed."""
    with store.reading() as connection:
        if results.nearest_is_current(connection):
            return
    with store.writing() as transaction:
        measure_within(transaction)


def measure_within(transaction: Transaction, *, again: bool = False) -> None:
    """Measure the lines in a transaction where it changed them, or in any case (`again`).

    What a border post's hand may not store on a server stays out of date until the office writes.
    """
    if transaction.measures and (again or not results.nearest_is_current(transaction.reader)):
        from mocgioi.tracker import measuring

        measuring.measure(transaction, as_of=today())
