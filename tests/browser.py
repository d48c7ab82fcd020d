"""A tiny driver of headless Chromium for tests: the DevTools protocol over a pipe, no dependency.

The network is off and every request is recorded, so that a test can say that a page asked
nobody for anything. Console errors, uncaught exceptions and dialogs are recorded too.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "win32":
    import fcntl

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb"),
    *("--no-default-browser-check", "--remote-debugging-pipe", "--lang=en"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_ANSWER_S = 30.0


def chromium() -> str:
    """Return the path of a Chromium; skip the test where there is none, fail it in CI."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is not None and sys.platform != "win32":
        return path
    reason = "no Chromium on the PATH" if path is None else "driven over a pipe, not on Windows"
    if os.environ.get("CI") == "true" and sys.platform != "win32":
        pytest.fail(f"{reason}, and this is CI")
    pytest.skip(reason)


@dataclass
class Tab:
    """One page, and what it did since it was opened."""

    browser: Browser
    session: str
    target: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    loaded: bool = False
    was_served: bool = False

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a DevTools command to this page and return its result."""
        return self.browser.call(method, params, self.session)

    def open(self, page: Path, fragment: str = "", *, scripts: bool = True) -> None:
        """Load a local file with the network off and wait until it is loaded and drawn.

        `fragment` is what follows the ``#`` of its address.
        """
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call(
            "Network.emulateNetworkConditions",
            **{"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0},
        )
        self.loaded = False
        self.call("Page.navigate", url=page.as_uri() + (f"#{fragment}" if fragment else ""))
        self.browser.pump_until(lambda: self.loaded)
        if scripts:
            self.settle()

    def visit(self, address: str) -> None:
        """Load a page that a server of this computer gives, and wait until it is drawn.

        The browser finds no other server: names lead nowhere, see `_FLAGS`.
        """
        self.was_served = True
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.leads_on(lambda: self.call("Page.navigate", url=address))

    def leads_on(self, press: Callable[[], object]) -> None:
        """Do what leads to another page, and wait until that is drawn."""
        before = self.js("performance.timeOrigin")
        press()
        end = time.monotonic() + _ANSWER_S
        while time.monotonic() < end:
            with suppress(AssertionError):  # it answers nothing while it is between two pages
                is_there = self.js(
                    f"performance.timeOrigin !== {before} && document.readyState === 'complete'"
                )
                if is_there:
                    self.settle()
                    return
            time.sleep(0.02)
        raise AssertionError("No other page came")

    def press(self, selector: str) -> None:
        """Click what a selector finds, as a mouse would, where it stands on the screen."""
        place = self.js(
            f"(() => {{ const found = document.querySelector({json.dumps(selector)});"
            " found.scrollIntoView({block: 'center'}); const box = found.getBoundingClientRect();"
            " return [box.left + box.width / 2, box.top + box.height / 2]; })()"
        )
        self._press_at(*place)

    def drop_into(self, selector: str, *files: Path) -> None:
        """Choose files in an ``<input type=file>``, as its dialog would."""
        found = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=found, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in files])

    def close(self) -> None:
        """Close the page."""
        self.browser.call("Target.closeTarget", {"targetId": self.target})

    def forget(self) -> None:
        """Empty what pages that are files keep in this browser, so that no later test finds it."""
        # Where no script may run, what is asked of a page is waited for in vain.
        self.call("Emulation.setScriptExecutionDisabled", value=False)
        with suppress(AssertionError):  # an empty page or a sandbox may not even ask
            self.js(
                "(async () => { for (const { name } of await indexedDB.databases()) {"
                " const database = await new Promise((done, failed) => { const request ="
                "  indexedDB.open(name); request.onsuccess = () => done(request.result);"
                "  request.onerror = failed; });"
                " for (const store of database.objectStoreNames) await new Promise(done => {"
                "  const work = database.transaction(store, 'readwrite');"
                "  work.objectStore(store).clear(); work.oncomplete = work.onabort = done; });"
                " database.close(); } })()"
            )

    def emptied(self) -> Tab:
        """Return the window as if new: opening another costs as much again as loading a map.

        Sizes, media, slowness and what else was set of this page end with its session.
        """
        self.call("Page.navigate", url="about:blank")
        self.call("Page.bringToFront")  # one behind another is not drawn
        self.browser.call("Target.detachFromTarget", {"sessionId": self.session})
        return self.browser.attached(self.target)

    def settle(self) -> None:
        """Wait for two frames, so that what was asked for is on the screen."""
        self.js(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )

    def js(self, expression: str) -> Any:
        """Evaluate JavaScript (a promise is awaited) and return its value."""
        result = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in result:
            raise AssertionError(json.dumps(result["exceptionDetails"], ensure_ascii=False))
        return result["result"].get("value")

    def viewport(self, width: int, height: int, *, mobile: bool = False, scale: float = 1) -> None:
        """Set the size of the page in CSS pixels; a mobile one has a touch screen."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            **{"width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile},
        )
        self.call("Emulation.setTouchEmulationEnabled", enabled=mobile)

    def slow_down(self, times: float) -> None:
        """Run the page as a computer that many times slower would."""
        self.call("Emulation.setCPUThrottlingRate", rate=times)

    def ready_s(self) -> float:
        """Seconds from opening until the page was loaded and something of it was on the screen."""
        return float(
            self.js(
                "new Promise(done => new PerformanceObserver(seen => {"
                " const [first] = seen.getEntriesByName('first-contentful-paint');"
                " const [loaded] = performance.getEntriesByType('navigation');"
                " if (first) done(Math.max(loaded.loadEventEnd, first.startTime) / 1000);"
                " }).observe({type: 'paint', buffered: true}))"
            )
        )

    def click(self, left: float, top: float) -> None:
        """Press and release the mouse at a place of the window, in CSS pixels; it is drawn then."""
        self._press_at(left, top)
        self.settle()

    def _press_at(self, left: float, top: float) -> None:
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            pressed = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            self.call("Input.dispatchMouseEvent", type=kind, x=left, y=top, **pressed)

    def tap(self, left: float, top: float) -> None:
        """Touch a place of the window with a finger, in CSS pixels."""
        touch = [{"x": left, "y": top}]
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=touch)
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.settle()

    def key(self, name: str) -> None:
        """Press and release a key, such as ``Enter`` or ``ArrowRight``."""
        codes = {
            **{"Enter": 13, "Escape": 27, "Tab": 9, "PageUp": 33, "PageDown": 34, "End": 35},
            **{"Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40},
        }
        text = {"text": "\r"} if name == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                **{"type": kind, "key": name, "code": name, **(text if kind == "keyDown" else {})},
                windowsVirtualKeyCode=codes[name],
            )
        self.settle()

    def type(self, text: str) -> None:
        """Put text where the focus is, as a keyboard does."""
        self.call("Input.insertText", text=text)
        self.settle()

    def screenshot(self, path: Path) -> None:
        """Write what the window shows as a PNG."""
        data = self.call("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))

    def on_event(self, method: str, params: dict[str, Any]) -> None:
        """Record one event of the page."""
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params["exceptionDetails"], ensure_ascii=False))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.errors.append(json.dumps(params["args"], ensure_ascii=False))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.errors.append(params["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(params["message"])
            # A page that asks not to be left is left: the test that typed into it has ended.
            leave = {"accept": params["type"] == "beforeunload"}
            command = {"method": "Page.handleJavaScriptDialog", "params": leave}
            self.browser.send({**command, "sessionId": self.session})
        elif method == "Page.loadEventFired":
            self.loaded = True


TabOpener = Callable[[], Tab]


class Browser:
    """A running Chromium; `tab` opens pages in it."""

    def __init__(self, executable: str, profile: Path) -> None:
        ours_in, its_out = os.pipe()
        its_in, ours_out = os.pipe()
        quiet = os.open(os.devnull, os.O_RDWR)
        # Chromium reads 3 and writes 4: the ends to be put there are kept clear of both.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (its_in, its_out)]
        self.pid = os.posix_spawn(
            executable,
            [executable, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            dict(os.environ),
            file_actions=[
                (os.POSIX_SPAWN_DUP2, quiet, 1),
                (os.POSIX_SPAWN_DUP2, quiet, 2),
                (os.POSIX_SPAWN_DUP2, ends[0], 3),
                (os.POSIX_SPAWN_DUP2, ends[1], 4),
            ],
            setpgroup=0,
        )
        for end in (its_in, its_out, quiet, *ends):
            os.close(end)
        self._in, self._out = ours_in, ours_out
        self._buffer = b""
        self._last_id = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._tabs: dict[str, Tab] = {}

    def tab(self) -> Tab:
        """Open an empty page."""
        return self.attached(self.call("Target.createTarget", {"url": "about:blank"})["targetId"])

    def attached(self, target: str) -> Tab:
        """Return a window that stands open, with nothing recorded of it yet."""
        attached = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        tab = Tab(self, attached["sessionId"], target)
        self._tabs[tab.session] = tab
        return tab

    def send(self, message: dict[str, Any]) -> int:
        """Send a command without waiting; return its id."""
        self._last_id += 1
        os.write(self._out, json.dumps({"id": self._last_id, **message}).encode() + b"\0")
        return self._last_id

    def call(self, method: str, params: dict[str, Any], session: str = "") -> dict[str, Any]:
        """Send a command and wait for its result."""
        message: dict[str, Any] = {"method": method, "params": params}
        sent = self.send({**message, "sessionId": session} if session else message)
        self.pump_until(lambda: sent in self._answers)
        answer = self._answers.pop(sent)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def pump_until(self, done: Any) -> None:
        """Read messages until `done()`."""
        end = time.monotonic() + _ANSWER_S
        while not done():
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            chunk = os.read(self._in, 1 << 20) if ready else b""
            if not chunk:
                raise AssertionError("Chromium does not answer" if not ready else "Chromium ended")
            self._buffer += chunk
            *messages, self._buffer = self._buffer.split(b"\0")
            for message in messages:
                self._take(json.loads(message))

    def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers[message["id"]] = message
            return
        tab = self._tabs.get(message.get("sessionId", ""))
        if tab is not None:
            tab.on_event(message["method"], message.get("params", {}))

    def close(self) -> None:
        """End the browser that was started, and nothing else."""
        with suppress(AssertionError, OSError):
            self.call("Browser.close", {})
        for _ in range(100):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            time.sleep(0.05)
        else:
            os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._in)
        os.close(self._out)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start a Chromium with a fresh profile for as long as the block lasts."""
    executable = chromium()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(executable, Path(profile))
        try:
            yield browser
        finally:
            browser.close()
