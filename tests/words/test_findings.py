"""The catalogue of findings: whole, the same in every language, and what the source uses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from mocgioi.domain.aspects import SURVEYED
from mocgioi.errors import HINT, Finding, Hint, Text
from mocgioi.intake.rows.row import unknown_code
from mocgioi.words.declaring import WHERE
from mocgioi.words.findings import CATALOGUE, catalogue, finding

SOURCE = Path(__file__).resolve().parents[2] / "src" / "mocgioi"

RESERVED = {"severity", "sheet", "row", "column", "field", "value"}
"""What a site says of the finding itself, and no place of a sentence can be called."""

SENTENCES = [
    pytest.param(code, variant, id=f"{code} {variant}".strip())
    for code, entry in CATALOGUE.items()
    for variant in entry.sentences
]


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize(("code", "variant"), SENTENCES)
def test_a_sentence_has_every_language_and_the_same_places(code: str, variant: str) -> None:
    sentence = CATALOGUE[code].sentences[variant]
    assert all(sentence.text)
    wanted = places(sentence.text.vi)
    for words in sentence.text:
        hinted = words.count("{hint}")
        assert hinted == len(sentence.hints)
    assert not wanted & RESERVED
    assert all(places(words) == wanted for words in sentence.text)


def test_every_finding_arises_somewhere_and_weighs_something() -> None:
    for entry in CATALOGUE.values():
        assert entry.where
        assert set(entry.where) <= set(WHERE)
        assert entry.sentences
        assert all(sentence.severities for sentence in entry.sentences.values())
        assert ("" in entry.sentences) == (len(entry.sentences) == 1), entry.code


class Use(NamedTuple):
    """A call in the source that tells a finding; `is_whole`: all of its words stand there."""

    where: str
    code: str
    variant: str
    places: frozenset[str]
    is_whole: bool


TELLING = {"finding", "report", "refuse", "road_finding", "_problem"}
"""Names of what is called with a code, a variant and words."""


def constants(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return constants(node.body) + constants(node.orelse)
    return []


class Source(NamedTuple):
    """What the source says: every text in it, what tells a finding, and field and code list of
    every cell that is read as a code.
    """

    texts: frozenset[str]
    uses: tuple[Use, ...]
    coded_cells: frozenset[tuple[str, str]]


@cache
def source() -> Source:
    texts: set[str] = set()
    uses: list[Use] = []
    cells = {(aspect, aspect) for aspect in SURVEYED}
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name == "words":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.Call):
                uses += uses_of(path.relative_to(SOURCE).as_posix(), node)
                named = [constants(argument) for argument in node.args]
                if getattr(node.func, "attr", None) == "code" and len(named) == 2 and all(named):
                    cells.add((named[0][0], named[1][0]))
    return Source(frozenset(texts), tuple(uses), frozenset(cells))


def uses_of(path: str, call: ast.Call) -> Iterator[Use]:
    """Yield what a call tells, by code and variant."""
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
    if name not in TELLING or not call.args:
        return
    written = {keyword.arg for keyword in call.keywords}
    words = frozenset(w for w in written if w) - RESERVED
    if name == "_problem":
        words |= {"advice"}
    if name == "road_finding":
        words -= {"road", "other", "place"}
    variants = constants(call.args[1]) if len(call.args) > 1 else [""]
    for code in constants(call.args[0]):
        for variant in variants:
            yield Use(f"{path}:{call.lineno}", code, variant, words, None not in written)


def test_the_source_uses_only_codes_of_the_catalogue_and_fills_their_places() -> None:
    found = source().uses
    assert len(found) > 100
    for use in found:
        assert use.code in CATALOGUE, use
        assert use.variant in CATALOGUE[use.code].sentences, use
        sentence = CATALOGUE[use.code].sentences[use.variant]
        wanted = places(sentence.text.vi) - {"hint"}
        if "check" in CATALOGUE[use.code].where:
            wanted -= {"other", "place"}
        assert use.places <= wanted, use
        assert use.places == wanted or not use.is_whole, use


def test_the_catalogue_holds_nothing_that_no_source_uses() -> None:
    texts, uses, coded_cells = source()
    derived = {unknown_code(field, code_list) for field, code_list in coded_cells}
    assert set(CATALOGUE) - texts - derived == set()
    told = {(use.code, use.variant) for use in uses}
    unsaid = {
        (code, variant)
        for code, entry in CATALOGUE.items()
        for variant in entry.sentences
        if variant and (code, variant) not in told and variant not in texts
    }
    assert unsaid == set()


def test_a_spelling_no_code_list_has_can_be_told() -> None:
    for field, code_list in source().coded_cells:
        assert set(CATALOGUE[unknown_code(field, code_list)].sentences) == {"asked", "left_out"}


def test_a_finding_is_told_with_its_words_in_each_language() -> None:
    assert finding(
        "date-serial", sheet="T1", row=4, written="45000", day=Text("15/03/2023", "2023-03-15")
    ) == Finding(
        "date-serial",
        "notice",
        Text(
            "Ngày ghi dưới dạng số thứ tự 45000; đã đọc là 15/03/2023.",
            "The day is a spreadsheet's number 45000; it was read as 2023-03-15.",
        ),
        "T1",
        4,
    )


def test_a_command_to_type_stays_data() -> None:
    told = finding("not-a-survey", "decisions", file="a.xlsx")
    assert told.hints == (Hint("conflicts apply", ("FILE.xlsx",)),)
    assert HINT in told.text.vi
    assert told.words().vi.endswith("Hãy dùng: mocgioi conflicts apply FILE.xlsx")


@pytest.mark.parametrize(
    ("code", "variant", "words"),
    [
        ("no-such-code", "", {}),
        ("marker-unknown", "no_such_variant", {}),
        ("marker-unknown", "", {"written": "x"}),
        ("sheet-hidden", "", {}),
    ],
)
def test_what_the_catalogue_does_not_hold_is_an_error_at_once(
    code: str, variant: str, words: dict[str, str]
) -> None:
    with pytest.raises(KeyError):
        finding(code, variant, **words)  # type: ignore[arg-type]


def test_a_severity_is_one_that_is_declared() -> None:
    assert finding("photo-orphan", severity="error", name="a.jpg").severity == "error"
    with pytest.raises(ValueError, match="photo-orphan"):
        finding("photo-orphan", severity="notice", name="a.jpg")
    with pytest.raises(ValueError, match="photo-orphan"):
        finding("photo-orphan", name="a.jpg")


def test_the_catalogue_lists_itself_as_data() -> None:
    listed = {record["code"]: record for record in catalogue()}
    assert list(listed) == list(CATALOGUE)
    assert listed["date-invalid"]["severities"] == ["error", "warning"]
    assert listed["marker-missing"]["where"][0] == {"vi": "phiếu kiểm tra", "en": "surveys"}
    (conflict,) = listed["conflict"]["sentences"]
    assert conflict["hints"] == [{"verb": "conflicts list", "arguments": []}]
    assert conflict["vi"].startswith("Số liệu chưa thống nhất về {aspect}")
