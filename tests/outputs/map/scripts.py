"""The page's own scripts run by Node, without a page: what needs no document is tested so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.resources import files
from typing import Any

import pytest

_PAGE = files("mocgioi.outputs.map") / "page"


def node() -> str:
    """Return the path of Node; skip the test where there is none, fail it in CI."""
    path = shutil.which("node")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("no node on the PATH, and this is CI")
    if path is None:
        pytest.skip("no node on the PATH")
    return path


def run_page_scripts(*names: str, expression: str, data: Any = None) -> Any:
    """Return what `expression` gives, or promises, after the scripts ran.

    `data` is at hand in it as JSON.
    """
    script = "\n".join(
        (
            *((_PAGE / name).read_text(encoding="utf-8") for name in names),
            "let given = '';",
            "process.stdin.setEncoding('utf8');",
            "process.stdin.on('data', (part) => { given += part; });",
            "process.stdin.on('end', () => {",
            "  const data = JSON.parse(given);",
            f"  Promise.resolve({expression}).then((value) =>",
            "    process.stdout.write(JSON.stringify(value)));",
            "});",
        )
    )
    done = subprocess.run(
        [node(), "-e", script],
        input=json.dumps(data),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
