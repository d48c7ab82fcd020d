"""The desk opened on an address of this computer, and closed when its last page is."""

from __future__ import annotations

import os
import secrets
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

from mocgioi.desk import heaps
from mocgioi.desk.application import Application
from mocgioi.desk.connections import DeskServer
from mocgioi.desk.guard import COOKIE
from mocgioi.errors import UsageError

if TYPE_CHECKING:
    from mocgioi.desk.desk import Desk

LOOPBACK = "127.0.0.1"

QUIET_S = 600.0
"""A desk that nobody asked anything for so long, and no page of which is open, closes."""

LEFT_S = 60.0
"""So long after its last page was closed a desk closes; pages without scripts cannot say so."""

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
    unshown: Callable[[], None] = lambda: None,
) -> None:
    """Serve a desk on this computer's own address until it is closed.

    Args:
        port: 0: any that is free. browser: open the default browser on it.
        opened: called with the address once it answers; it lets one browser in, once.
        unshown: called where a browser was to be opened and there is none.

    Raises:
        UsageError: another program has the port.
    """
    heaps.share()
    server = DeskServer((LOOPBACK, port), Application(desk), threads=_THREADS, trusted=LOOPBACK)
    try:
        server.prepare()
    except OSError as error:
        raise UsageError(
            f"Cổng {port} đang có chương trình khác dùng, có thể là một bàn làm việc đang mở. Chọn "
            "số khác, hoặc bỏ --port để máy tự chọn.",
            f"Port {port} is in use by another program, perhaps by a desk that is open. Choose "
            "another number, or leave --port out.",
        ) from error
    try:
        bound = server.bind_addr[1]
        desk.cookie = f"{COOKIE}_{bound}"
        desk.hosts = frozenset({f"{LOOPBACK}:{bound}", f"localhost:{bound}"})
        desk.token = secrets.token_urlsafe(32)
        address = f"http://{LOOPBACK}:{bound}/enter?token={desk.token}"
        threading.Thread(target=_watch, args=(desk, server), daemon=True).start()
        opened(address)
        if browser and not _show(address):
            unshown()
        server.serve()
    finally:
        server.stop()
        desk.jobs.stop()


def _show(address: str) -> bool:
    """Open the default browser, and say whether there is one.

    Without a desktop a browser of text would take the terminal, and could not show the desk.
    """
    has_desktop = sys.platform in ("win32", "darwin") or any(
        name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    try:
        return has_desktop and webbrowser.open(address)
    except (OSError, webbrowser.Error):
        return False


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
    return quiet_s > QUIET_S or (desk.had_page and quiet_s > LEFT_S)
