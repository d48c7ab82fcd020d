"""Where a value comes from: the observation, its file and row, who saw it and when."""

from __future__ import annotations

from collections.abc import Mapping

from mocgioi.domain.observation import Observation
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.documents.evidence import Evidence


def evidence_of(seen: Observation | None, files: Mapping[str, str]) -> Evidence | None:
    """Return an observation as evidence (căn cứ); None where there is none.

    Args:
        seen: the observation a value rests on.
        files: name of the file by batch uuid.
    """
    return None if seen is None else as_evidence(seen, files)


def as_evidence(seen: Observation, files: Mapping[str, str]) -> Evidence:
    """Return an observation as evidence; see `evidence_of`."""
    file = files.get(seen.batch or "")
    return {
        "observation": seen.uuid,
        "observed_on": seen.observed_on,
        "recorded_at": seen.recorded_at,
        "observer": seen.seen_by(file),
        "batch": seen.batch,
        "file": file,
        "row": seen.row,
    }
