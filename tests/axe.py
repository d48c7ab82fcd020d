"""What axe-core finds wrong with a page for those who hear it or use keys."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files

import pytest

from tests.browser import Tab


@cache
def _axe() -> str:
    """Return the text of axe-core; skip the test where it is not installed, fail it in CI."""
    try:
        return (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    except ModuleNotFoundError:
        reason = "axe-core-python is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and this is CI")
        pytest.skip(reason)


def faults(tab: Tab) -> list[str]:
    """Return the serious and critical faults in what a window shows."""
    if not tab.js("'axe' in globalThis"):
        tab.js(_axe() + ";void 0")
    faulty: list[str] = tab.js(
        "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations"
        ".filter(fault => ['serious', 'critical'].includes(fault.impact))"
        ".map(fault => `${fault.id}: ${fault.nodes.map(node => node.html).join(' ')}`))"
    )
    return faulty
