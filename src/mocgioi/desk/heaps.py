"""How much memory the threads of a desk keep for themselves."""

from __future__ import annotations

import sys
from contextlib import suppress

_M_ARENA_MAX = -8
_MOST = 2


def share() -> None:
    """Have all threads share two heaps, where the system's C library (glibc) gives each its own.

    What a large page took is then given to the next one, whichever thread makes it, and not
    kept once by every thread.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library knows no such thing
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _MOST)
