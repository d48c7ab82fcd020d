"""The page's own scripts: what needs no page under Node's test runner, and all of them read."""

from __future__ import annotations

import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

import mocgioi.outputs
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.map.assets import PAGE_SCRIPTS, page_style
from tests.outputs.map.scripts import node

TESTS = Path(__file__).parent / "page"
_PAGE = files("mocgioi.outputs.map") / "page"
SCRIPTS = {name: (_PAGE / name).read_text(encoding="utf-8") for name in PAGE_SCRIPTS}
MARKUP = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"


@pytest.mark.parametrize("script", sorted(path.name for path in TESTS.glob("*.test.mjs")))
def test_the_scripts_hold_their_promises(script: str) -> None:
    ran = subprocess.run(
        [node(), "--test", "--test-reporter=tap", str(TESTS / script)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_script_of_the_folder_is_part_of_the_page() -> None:
    assert {path.name for path in _PAGE.iterdir() if path.name.endswith(".js")} == set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_strict_and_makes_no_markup_of_text(name: str) -> None:
    assert "(function (mocgioi) {\n  'use strict';\n" in SCRIPTS[name]
    assert re.findall(MARKUP, SCRIPTS[name]) == []
    assert re.findall(r"\bvar |[^=!]==[^=]|!=[^=]", SCRIPTS[name]) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_script_takes_it_uses(name: str) -> None:
    for taken in re.findall(r"const \{ ([^}]*) \} = mocgioi;", SCRIPTS[name]):
        for word in taken.split(", "):
            assert len(re.findall(rf"\b{word}\b", SCRIPTS[name])) > 1, word


def test_what_a_script_takes_another_gives() -> None:
    given = set()
    for text in SCRIPTS.values():
        for words in re.findall(r"Object\.assign\(mocgioi, \{([^}]*)\}\);", text):
            given |= {word.partition(":")[0].strip() for word in words.split(",")}
        given |= set(re.findall(r"\bmocgioi\.(\w+) = ", text))
    lacking = {}
    for name, text in SCRIPTS.items():
        taken = set(re.findall(r"\bmocgioi\.(\w+)", text)) - {"mocgioi"}
        for words in re.findall(r"const \{([^}]*)\} = mocgioi;", text):
            taken |= {word.partition(":")[0].strip() for word in words.split(",")}
        lacking[name] = taken - given
    assert {name: words for name, words in lacking.items() if words} == {}


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_names_a_road_status(name: str) -> None:
    """A new status is drawn, filtered and counted without a word here; ``none`` is said of more."""
    named = {code for code in CODE_LISTS["road_status"] if f"'{code}'" in SCRIPTS[name]} - {"none"}
    assert named == set()


def test_what_a_script_gives_another_or_a_test_asks_for() -> None:
    tests = [path for kind in ("*.py", "*.mjs") for path in Path(__file__).parent.rglob(kind)]
    asked = "".join(path.read_text(encoding="utf-8") for path in tests)
    unused = []
    for name, text in SCRIPTS.items():
        others = "".join(other for own, other in SCRIPTS.items() if own != name)
        given = re.findall(r"Object\.assign\(mocgioi, \{ ([^}]*) \}\);\n\}\)", text)
        for word in (part.partition(":")[0] for part in "".join(given[-1:]).split(", ")):
            wanted = rf"mocgioi\.{word}\b|const \{{[^}}]*\b{word}\b[^}}]*\}} = mocgioi"
            if (
                word
                and not re.search(wanted, others)
                and not re.search(rf"mocgioi\.{word}\b", asked)
            ):
                unused.append(f"{name}: {word}")
    # The formats of export.js are asked for under names that are put together.
    assert [word for word in unused if not word.startswith("export.js: ")] == []


_CLASS = r"(?<![-\w])mg-[a-z0-9-]*[a-z0-9](?![\w-])"


def test_every_class_that_a_script_gives_is_styled_or_tested_and_every_styled_one_given() -> None:
    script = "\n".join(SCRIPTS.values())
    ids = set(re.findall(rf"(?:\.id = |\bid: |getElementById\()'({_CLASS})'", script))
    given = set(re.findall(_CLASS, script))
    styled = set(re.findall(rf"\.({_CLASS})", page_style()))
    tests = Path(__file__).parents[2]
    tested = {
        name
        for path in [*tests.rglob("*.py"), *tests.rglob("*.mjs")]
        for name in re.findall(_CLASS, path.read_text(encoding="utf-8"))
    }
    assert given - ids - styled - tested == set()
    made = re.findall(r"(mg-[a-z0-9-]+-)\$\{", script)
    written = {name for name in styled if name.startswith(tuple(made))}
    outputs = Path(mocgioi.outputs.__file__).parent
    shells = "\n".join(path.read_text(encoding="utf-8") for path in outputs.rglob("*.py"))
    assert styled - given - written - set(re.findall(_CLASS, shells)) == set()


def test_the_letters_of_a_canvas_have_one_home() -> None:
    assert [name for name in SCRIPTS if "Segoe UI" in SCRIPTS[name]] == ["dom.js"]
