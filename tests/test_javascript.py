"""The scripts of the pages, read by ESLint and by the type checker of TypeScript.

Both come from the npm registry as `tests/javascript/package-lock.json` says, into a folder
that git does not see. To run them by hand:

    npm ci --prefix tests/javascript
    tests/javascript/node_modules/.bin/eslint --config tests/javascript/eslint.config.mjs src tests
    tests/javascript/node_modules/.bin/tsc -p tests/javascript
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "tests" / "javascript"
INSTALLED = HERE / "node_modules" / "installed-by-tests.json"
"""The lock file that `node_modules` was last filled by."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def without(reason: str) -> None:
    """Skip where a developer lacks something, fail in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="module")
def tool() -> Run:
    """Return what runs one of the programs of `package.json`, installing them where needed."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        without("node and npm are not both on the PATH")
    assert node and npm
    locked = (HERE / "package-lock.json").read_text(encoding="utf-8")
    if not INSTALLED.exists() or INSTALLED.read_text(encoding="utf-8") != locked:
        filled = run(npm, "ci", "--ignore-scripts", "--prefix", str(HERE))
        if filled.returncode:
            without(f"npm ci: {filled.stderr[-500:]}")
        INSTALLED.write_text(locked, encoding="utf-8")
    return lambda script, *arguments: run(node, str(HERE / "node_modules" / script), *arguments)


@pytest.mark.slow
def test_the_scripts_keep_the_rules_of_eslint(tool: Run) -> None:
    config = ("--config", "tests/javascript/eslint.config.mjs")
    done = tool("eslint/bin/eslint.js", *config, "--max-warnings=0", "src", "tests")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_types_of_the_scripts_hold(tool: Run) -> None:
    done = tool("typescript/bin/tsc", "-p", "tests/javascript")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lock_names_no_registry() -> None:
    locked = (HERE / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in locked
    assert '"resolved"' not in locked
