"""What the form of a phone brings home beside the answers: the names of its columns.

The form shows what was known of the marker when its list was made, and sends that along, so that
nothing overwrites what its surveyor never saw (`SHOWN`). The rest is worked out on the phone from
the answers and is read by nobody here.
"""

from mocgioi.domain.aspects import SURVEYED

SHOWN = {code: f"{code}_shown" for code in SURVEYED}
"""Columns of what was shown to the surveyor of each aspect, by aspect."""
SHOWN_AT = "shown_known_at"
"""Column of how far the data reached that were shown."""

CHOSEN = "chosen"
"""Column of the marker as it was chosen from the list: its identity on the form's server."""
IN_COMMUNE, IN_POST = "in_commune", "in_post"
"""Columns of the commune and the post that the list gave for the marker."""
SINCE = {code: f"{code}_since" for code in SURVEYED}
"""Columns of the day since which what was shown holds, by aspect."""
KNOWN = {code: f"{code}_known" for code in SURVEYED}
"""Columns of what stood beside the question, in words, by aspect."""
NOW = {code: f"{code}_now" for code in SURVEYED}
"""Columns of what holds after the answer: that, or what was shown."""
SAVED = {code: f"{code}_saved" for code in SURVEYED}
"""Columns of what goes into the list of markers on the form's server, by aspect."""
SAVED_SINCE = {code: f"{code}_saved_since" for code in SURVEYED}
"""Columns of the day since which it holds, by aspect."""
SAID_MADE_UP, SAID_AT_ONCE, SAID_PERHAPS = "said_made_up", "said_at_once", "said_perhaps"
"""Columns of what the form only tells; a form server heads a column for it all the same."""

BESIDE_ANSWERS = frozenset(
    {
        *(CHOSEN, IN_COMMUNE, IN_POST, SAID_MADE_UP, SAID_AT_ONCE, SAID_PERHAPS),
        *(name for names in (SINCE, KNOWN, NOW, SAVED, SAVED_SINCE) for name in names.values()),
    }
)
"""Columns that are read by nobody when the form comes home."""
