"""To how many markers ways are sought at once. Light: whoever asks may have the answer kept."""

from mocgioi.errors import UsageError

MOST_LEFT = 1_000
"""Ways to more are not sought: they take half a minute for a thousand, and four times as long for
twice as many."""


class TooManyMarkers(UsageError):
    """More markers are left than ways are sought to."""
