"""The manual works as printed, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mocgioi.cli.commands import COMMANDS
from mocgioi.cli.parser import build_parser
from mocgioi.cli.topics import parts
from mocgioi.errors import Language
from mocgioi.outputs.manual import FOLDER, LANGUAGES, leaf, name_of, names, titles
from mocgioi.outputs.manual.html import slug
from mocgioi.outputs.manual.reading import Token, page_linked, tokens_of, words_of


def source(name: str, lang: Language) -> str:
    (file,) = (FOLDER / lang).glob(f"[0-9][0-9]-{name}.md")
    return file.read_text(encoding="utf-8")


def commands(name: str, lang: Language) -> list[str]:
    """Return the lines of the blocks of a page, without what is said behind them."""
    blocks = re.findall(r"^```sh\n(.*?)^```", source(name, lang), flags=re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    return [re.sub(r"\s+# .*", "", line) for line in lines]


def linked(tokens: list[Token]) -> list[str]:
    found = []
    for token in tokens:
        found += [token["attrs"]["url"]] if token["type"] == "link" else []
        found += linked(token.get("children", []))
    return found


def headings(name: str, lang: Language) -> list[int]:
    return [len(level) for level in re.findall(r"^(#+) ", source(name, lang), re.MULTILINE)]


def test_both_languages_have_the_same_pages() -> None:
    assert {path.name for path in (FOLDER / "vi").iterdir()} == {
        path.name for path in (FOLDER / "en").iterdir()
    }
    assert names() == tuple(titles("en"))
    assert "manual" not in names()


@pytest.mark.parametrize("name", names())
def test_a_page_has_the_same_commands_and_headings_in_both_languages(name: str) -> None:
    assert commands(name, "vi") == commands(name, "en")
    assert headings(name, "vi") == headings(name, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_a_page_leads_to_pages_that_there_are(name: str, lang: Language) -> None:
    pages = [page_linked(url) for url in linked(tokens_of(source(name, lang)))]
    files = {path.name for path in (FOLDER / lang).iterdir()}
    assert set(filter(None, pages)) <= {name_of(Path(file)) for file in files}
    assert {url for url in linked(tokens_of(source(name, lang))) if page_linked(url)} <= files


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_the_sections_of_a_page_have_an_anchor_each(name: str, lang: Language) -> None:
    tokens = tokens_of(leaf(name, lang, parts(lang, build_parser(lang))).text)
    heads = [
        slug(words_of(token["children"]))
        for token in tokens
        if token["type"] == "heading" and token["attrs"]["level"] == 2
    ]
    assert all(heads) and len(set(heads)) == len(heads)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_commands_in_the_text_are_commands(lang: Language) -> None:
    for name in names():
        spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", source(name, lang))
        named = {span.split()[1] for span in spans if span.startswith("mocgioi ")}
        assert {word for word in named if re.fullmatch("[a-z-]+", word)} <= {*COMMANDS, "--store"}


@pytest.mark.parametrize("name", names())
def test_every_command_shown_is_one_the_program_takes(name: str) -> None:
    for line in commands(name, "en"):
        if line.startswith("mocgioi "):
            build_parser("vi").parse_args(shlex.split(line)[1:])
