"""The desk opened on an address of this computer, and closed when its last page is."""

from __future__ import annotations

import secrets
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

from mocgioi.desk.application import Application
from mocgioi.desk.connections import DeskServer
from mocgioi.desk.guard import COOKIE

if TYPE_CHECKING:
    from mocgioi.desk.desk import Desk

LOOPBACK = "127.0.0.1"

QUIET_S = 600.0
"""A desk that nobody asked anything for so long, and no page of which is open, closes."""

LEFT_S = 60.0
"""So long after its last page was closed a desk closes."""

PAGE_SAYS_S = 60.0
"""How often an open page says that it is there; browsers slow hidden pages to once a minute."""

_WATCH_S = 1.0
_THREADS = 8


def open_desk(
    desk: Desk,
    *,
    port: int = 0,
    browser: bool = True,
    opened: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a desk on this computer's own address until it is closed.

    Args:
        port: 0: any that is free. browser: open the default browser on it.
        opened: called with the address once it answers; it lets one browser in, once.
    """
    server = DeskServer((LOOPBACK, port), Application(desk), threads=_THREADS, trusted=LOOPBACK)
    server.prepare()
    try:
        bound = server.bind_addr[1]
        desk.cookie = f"{COOKIE}_{bound}"
        desk.hosts = frozenset({f"{LOOPBACK}:{bound}", f"localhost:{bound}"})
        desk.token = secrets.token_urlsafe(32)
        address = f"http://{LOOPBACK}:{bound}/enter?token={desk.token}"
        threading.Thread(target=_watch, args=(desk, server), daemon=True).start()
        opened(address)
        if browser:
            webbrowser.open(address)
        server.serve()
    finally:
        server.stop()
        desk.jobs.stop()


def _watch(desk: Desk, server: DeskServer) -> None:
    """Stop the server when the desk was left, or is told to close."""
    before = time.monotonic()
    while not desk.closing.wait(_WATCH_S):
        now = time.monotonic()
        if now - before > 10 * _WATCH_S:  # the computer slept: nobody could say anything
            desk.last_asked = now
        before = now
        if is_left(desk, now):
            break
    server.stop()


def is_left(desk: Desk, now: float) -> bool:
    """Return whether nobody is at a desk any more; while work runs somebody waits for it."""
    if desk.jobs.are_running:
        return False
    for name, said in list(desk.pages.items()):
        if now - said > 3 * PAGE_SAYS_S:
            desk.pages.pop(name, None)
    if desk.pages:
        return False
    quiet_s = now - desk.last_asked
    return quiet_s > QUIET_S or (desk.was_entered and quiet_s > LEFT_S)
