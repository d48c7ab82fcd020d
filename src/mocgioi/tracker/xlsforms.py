"""The survey form for phones: XLSForm for ODK and KoboToolbox, with its lists of markers."""

from __future__ import annotations

from mocgioi.domain.survey_form import TITLE
from mocgioi.errors import Language
from mocgioi.intake.survey.policy import STANDARD
from mocgioi.outputs import xlsform
from mocgioi.outputs.xlsform.facts import PhoneFacts
from mocgioi.store.handle import Store
from mocgioi.tracker import survey_sheets
from mocgioi.tracker.moments import today


def of_post(store: Store, post: str | None, lang: Language) -> dict[str, bytes]:
    """Return the files of the phone's form by name; of all markers where no post is named.

    Args:
        store: the store. post: name or code of the post whose markers it lists.
        lang: the language it opens in; it holds both.

    Raises:
        UsageError: no such post, or it has no markers.
    """
    made = survey_sheets.listed(store, post)
    return xlsform.form(
        PhoneFacts(
            rows=made.rows,
            title=TITLE.to(lang),
            post=made.post.name if made.post else None,
            lang=lang,
            today=today(),
            illustrative=made.illustrative,
            poor_accuracy_m=STANDARD.poor_accuracy_m,
        )
    )
