"""How many pages the papers of the demonstration have, and what none of them looks like.

Counted in the PDF of our own, and in what LibreOffice makes of the DOCX.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.errors import Language
from tests.outputs.report.reading_back import pdf_text

pytestmark = pytest.mark.slow

AS_OF = "2025-12-31"
MARKERS_OF_THE_LIST = 459
LETTER, LIST = 4, 8
"""Most pages of each."""
LEAST_LINES = 8
"""A page with fewer lines is wasted: its number, what it carries on, and a few rows."""
_CLOSES = {"vi": "Trên đây là báo cáo", "en": "This is the report"}
_RECIPIENTS = {"vi": "Nơi nhận:", "en": "Recipients:"}
_HEADING = re.compile(r"^\s*([IVX]+\. [^a-z]+|\d\. \w[^.]*|Phụ lục [IVX]+|Annex [IVX]+)$")

Pages = list[list[str]]


def pages_of(pdf: bytes) -> Pages:
    """Return the lines of each page that are not empty."""
    pages = pdf_text(pdf).split("\f")[:-1]
    return [[line for line in page.splitlines() if line.strip()] for page in pages]


@pytest.fixture(scope="module", params=["vi", "en"])
def lang(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture(scope="module", params=["pdf", "docx"])
def form(request: pytest.FixtureRequest) -> str:
    if request.param == "docx" and shutil.which("soffice") is None:
        pytest.skip("no soffice on the PATH (LibreOffice)")
    return str(request.param)


@pytest.fixture(scope="module")
def programme(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = tracker.open(built_demo).plan(
        budget_vnd="20 tỷ", phases="2027..2030", weights={"walking": 1.0}, as_of=AS_OF
    )
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pages(
    form: str, lang: Language, built_demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Pages:
    return printed(built_demo, form, lang, tmp_path_factory.mktemp("report"))


def printed(
    store: Path, form: str, lang: Language, folder: Path, plan: Path | None = None
) -> Pages:
    """Return the pages of the full report, as they are printed."""
    made = tracker.open(store).figures.report(
        form=form, as_of=AS_OF, lang=lang, full=True, plan=plan
    )
    assert isinstance(made, bytes)
    if form == "pdf":
        return pages_of(made)
    (folder / "report.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "report.docx")], check=True, capture_output=True, timeout=180
    )
    return pages_of((folder / "report.pdf").read_bytes())


def letter_of(pages: Pages, lang: Language) -> Pages:
    end = next(at for at, page in enumerate(pages) if _RECIPIENTS[lang] in "\n".join(page))
    return pages[: end + 1]


def numbered(page: list[str]) -> Iterator[int]:
    """Yield the numbers of the list's rows on a page."""
    for line in page:
        if row := re.match(r"\s*(\d+)\s+\d{3,4}(?:[/(]\d\)?)?(?:/\d)?\s", line):
            yield int(row[1])


def test_the_letter_has_four_pages_at_most(pages: Pages, lang: Language) -> None:
    assert len(letter_of(pages, lang)) <= LETTER


def test_the_letter_with_a_programme_has_four_pages_at_most(
    form: str, lang: Language, built_demo: Path, programme: Path, tmp_path: Path
) -> None:
    pages = printed(built_demo, form, lang, tmp_path, programme)
    assert len(letter_of(pages, lang)) <= LETTER


def test_the_list_of_the_markers_has_eight_pages_at_most(pages: Pages) -> None:
    last = next(at for at, page in enumerate(pages) if MARKERS_OF_THE_LIST in numbered(page))
    listed = [page for page in pages[last - LIST : last + 1] if any(n > 80 for n in numbered(page))]
    first = pages.index(listed[0])
    beginning = first if 1 in numbered(pages[first]) else first - 1
    assert 1 in numbered(pages[beginning])
    assert last - beginning + 1 <= LIST


def test_who_signs_does_not_stand_on_a_page_without_a_sentence(
    pages: Pages, lang: Language
) -> None:
    assert any(_CLOSES[lang] in line for line in letter_of(pages, lang)[-1])


def test_no_page_has_a_few_rows_only(pages: Pages) -> None:
    assert [page for page in pages if len(page) < LEAST_LINES] == []


def test_no_page_ends_with_a_heading(pages: Pages) -> None:
    assert [page[-1] for page in pages if _HEADING.match(page[-1])] == []
