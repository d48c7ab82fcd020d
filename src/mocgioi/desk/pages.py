"""Pages: templates filled in, every text from outside escaped, words in the reader's language."""

from __future__ import annotations

import json
import os
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import escape

from mocgioi.desk.sketch import sketch
from mocgioi.errors import Language, Text
from mocgioi.outputs import wording
from mocgioi.version import VERSION

if TYPE_CHECKING:
    from mocgioi.desk.desk import Desk
    from mocgioi.desk.unsent import Unsent
    from mocgioi.desk.visit import Visit

_ROOT = files("mocgioi.desk")
TEMPLATES = str(_ROOT / "templates")
STATIC = _ROOT / "static"


@cache
def texts() -> dict[str, dict[str, Text]]:
    """Return the words of the desk: by file of ``texts`` without its ending, and key."""
    found = {}
    for path in sorted(_ROOT.joinpath("texts").iterdir(), key=lambda path: path.name):
        entries = json.loads(path.read_text(encoding="utf-8"))
        found[path.name.removesuffix(".json")] = {
            key: Text(said["vi"], said["en"]) for key, said in entries.items()
        }
    return found


class Words:
    """The words of one file in one language: ``words.title``, or ``words('count', n=3)``."""

    def __init__(self, said: dict[str, Text], lang: Language) -> None:
        self._said = said
        self._lang = lang

    def __getattr__(self, key: str) -> str:
        try:
            return self._said[key].to(self._lang)
        except KeyError:
            raise AttributeError(key) from None

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its ``{places}`` filled in."""
        return self._said[key].to(self._lang).format(**values)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def filled(visit: Visit, template: str, facts: dict[str, Any]) -> str:
    """Return a page: what every page has, and its own facts.

    In a template ``t.take_in.title`` is a text of ``texts/take_in.json``; ``day``, ``instant``,
    ``number``, ``percent`` write as the reader's language does; ``in_words`` turns a `Text`,
    and ``sketch`` draws where positions lie (`mocgioi.desk.sketch`).
    """
    lang = visit.lang
    said, visit.session.said = visit.session.said, []
    common = {
        "t": {name: Words(entries, lang) for name, entries in texts().items()},
        "lang": lang,
        "person": visit.person,
        "proof": visit.session.proof,
        "said": said,
        "unsent": _unsent(visit),
        "may_go": visit.may_go,
        "signs_in": visit.desk.people is not None,
        "here": visit.request.path,
        "store_name": visit.desk.name,
        "is_trying": visit.desk.own is not None,
        "on_server": visit.desk.is_on_server,
        "version": VERSION,
        "day": lambda iso: wording.day(iso, lang),
        "instant": lambda iso: wording.instant(iso, lang),
        "number": lambda count: wording.number(count, lang),
        "percent": lambda share: wording.percent(share, lang),
        "in_words": lambda text: text.to(lang),
        "sketch": sketch,
    }
    text = _environment().get_template(template).render(common | facts)
    return text if visit.desk.people is None else _without_places(text, visit.desk)


def _without_places(text: str, desk: Desk) -> str:
    """Return a page on which the store and files beside it are quoted by their names alone.

    Where people sign in they need not know how the disk of that computer is laid out, nor which
    server it asks.
    """
    folder = desk.path.parent
    for place in {folder, folder.absolute(), folder.resolve()}:
        for quote in "«“":
            text = text.replace(f"{quote}{escape(f'{place}{os.sep}')}", quote)
    if desk.is_on_server:
        text = text.replace(str(escape(desk.store)), str(escape(desk.name)))
    return text


def _unsent(visit: Visit) -> Unsent | None:
    """Return what was typed into a form of this page and was not sent."""
    kept = visit.session.unsent
    return kept if kept is not None and kept.page.partition("?")[0] == visit.request.path else None
