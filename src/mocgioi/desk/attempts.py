"""How often it may be tried to sign in: guessing is made slow, and nobody is shut out for long."""

from __future__ import annotations

import threading
import time
from collections import deque

WITHIN_S = 900.0
"""Failures older than this are forgotten."""

MOST_OF_NAME_AND_ADDRESS = 5
"""Failures with one name from one address."""

MOST_OF_ADDRESS = 30
"""Failures from one address, whatever the names."""

MOST_OF_NAME = 60
"""Failures with one name from everywhere: high, so that nobody is shut out by who is elsewhere."""

_MOST_KEYS = 10_000

_Key = tuple[str | None, str | None]


class Attempts:
    """The attempts that failed lately."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: dict[_Key, deque[float]] = {}

    def wait_s(self, name: str, address: str) -> float:
        """Return for how many seconds nobody may try that name from that address; 0: now."""
        now = time.monotonic()
        with self._lock:
            return max(
                (self._wait(key, most, now) for key, most in _limits(name, address)), default=0.0
            )

    def failed(self, name: str, address: str) -> None:
        """Note that one failed."""
        now = time.monotonic()
        with self._lock:
            if len(self._failed) > _MOST_KEYS:
                self._forget(now)
            for key, most in _limits(name, address):
                self._failed.setdefault(key, deque(maxlen=most)).append(now)

    def succeeded(self, name: str, address: str) -> None:
        """Forget what failed with that name from there before."""
        with self._lock:
            self._failed.pop((name, address), None)

    def forgive(self, name: str) -> None:
        """Forget what failed with a name from anywhere: who manages the desk gave it a password."""
        with self._lock:
            for key in [key for key in self._failed if key[0] == name]:
                del self._failed[key]

    def _wait(self, key: _Key, most: int, now: float) -> float:
        times = self._failed.get(key)
        if times is None or len(times) < most:
            return 0.0
        return max(0.0, times[0] + WITHIN_S - now)

    def _forget(self, now: float) -> None:
        for key in [k for k, times in self._failed.items() if times[-1] + WITHIN_S < now]:
            del self._failed[key]


def _limits(name: str, address: str) -> list[tuple[_Key, int]]:
    return [
        ((name, address), MOST_OF_NAME_AND_ADDRESS),
        ((None, address), MOST_OF_ADDRESS),
        ((name, None), MOST_OF_NAME),
    ]
