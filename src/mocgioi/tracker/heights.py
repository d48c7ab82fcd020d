"""Heights of the ground, taken in as a batch of their own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mocgioi import sources
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.register import Commune
from mocgioi.sources.heights import read_heights
from mocgioi.store import reading, terrain
from mocgioi.store.handle import Store
from mocgioi.tracker.keeping import transaction_of


def import_heights(store: Store, path: Path, *, rehearse: bool) -> Receipt:
    """Take in heights of the ground, clipped to the communes; see `Register.import_file`."""
    with store.reading() as connection:
        communes = reading.read_items(connection, Commune)
    with sources.answering_for(path.name):
        found = read_heights(path, [commune.geometry for commune in communes if commune.geometry])
    content = hashlib.sha256(repr(found[:5]).encode() + found.decimetres).hexdigest()
    file = IncomingFile(terrain.KIND, path.name, sources.sha256_of(path), content, "EPSG:4326")
    with transaction_of(store, rehearse) as transaction:
        return terrain.put(transaction, file, found)
