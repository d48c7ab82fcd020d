"""Pages of HTML for people: templates and styles beside this module, filled in with facts.

Every text is escaped by the template engine and stands on one line, without the characters
that `mocgioi.outputs.wording.one_line` takes out; a name that nothing was given for is an
error. Only drawings of our own are put in as they are. The engine is loaded when a page is
written, not before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.outputs.inline import content_policy, script_element
from mocgioi.outputs.wording import one_line

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_HERE = Path(__file__).resolve().parent


def fill(template: str, **facts: object) -> str:
    """Return the page that a template makes of `facts`, which it names; see the files here."""
    return _environment().get_template(template).render(**facts)


class Sealed(NamedTuple):
    """Style and script of a page as elements, and the policy that allows these and nothing else."""

    policy: Markup
    style: Markup
    script: Markup


def sealed(style: str, script: str = "") -> Sealed:
    """Return style and script of our own, ready to stand in a page; no script, no element."""
    from markupsafe import Markup

    element = script_element(script) if script else ""
    scripts = [element.removeprefix("<script>").removesuffix("</script>")] if script else []
    policy = content_policy(scripts, [style])
    return Sealed(Markup(policy), Markup(f"<style>{style}</style>"), Markup(element))


def part_of(name: str) -> str:
    """Return the text of a style or script beside this module."""
    return (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def drawing(svg: str) -> Markup:
    """Return an SVG of our own, to be put into a page as it is."""
    from markupsafe import Markup

    return Markup(svg)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _plain(value: object) -> object:
    """Return a text on one line; what is markup already, or no text, as it is."""
    return one_line(value) if type(value) is str else value
