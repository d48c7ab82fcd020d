"""What one file leaves open, as questions with what each answer would mean for its rows.

They are put from what its reading found: reads the file again and takes as long, so that a shell
that must stay quick has it done elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt
    from mocgioi.errors import MocgioiError
    from mocgioi.store.geopackage import FilePath
    from mocgioi.store.handle import Store
    from mocgioi.tracker.asking import Answers, Question


def of_survey(
    store: Store, path: FilePath, answers: Answers, outcome: Receipt | MocgioiError
) -> list[Question]:
    """Return what a survey leaves open.

    Args:
        answers: what a person has said of it so far.
        outcome: what came of it with these answers (`Surveys.check`), or why it was refused.
    """
    return []


def of_register(
    store: Store, kind: str, path: FilePath, answers: Answers, outcome: Receipt | MocgioiError
) -> list[Question]:
    """Return what a file of the register leaves open; see `of_survey`.

    Args:
        kind: one of `mocgioi.tracker.register.KINDS`.
    """
    return []
