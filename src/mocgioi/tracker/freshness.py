"""Whether what was measured is of the geometry the store holds now. Light, to be asked often."""

from __future__ import annotations

from mocgioi.store import results
from mocgioi.store.handle import Store
from mocgioi.tracker.moments import today


def bring_up_to_date(store: Store, *, again: bool = False) -> None:
    """Measure the lines anew where geometry or what is built changed, or in any case (`again`)."""
    with store.reading() as connection:
        if results.nearest_is_current(connection) and not again:
            return
    from mocgioi.tracker import measuring

    measuring.measure(store, as_of=today())
