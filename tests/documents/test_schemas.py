"""The published schemas are those of the code, and what the program hands out follows them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import jsonschema
import pytest

from mocgioi.cli import main
from mocgioi.documents import schemas
from mocgioi.documents.marker import AspectState, Marker
from mocgioi.domain.aspects import ASPECTS, SHOWN
from mocgioi.domain.counting import GROUPINGS
from mocgioi.domain.register import Commune
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store
from mocgioi.store.items import put_items
from mocgioi.tracker import Tracker
from tests.documents import closed
from tests.store.builders import incoming, new_store, observe, road

Printed = Callable[..., dict[str, Any]]

FULL = "coverage-full"

COMMANDS: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "coverage": ("report", *(word for by in GROUPINGS for word in ("--by", by))),
    FULL: ("report", "--full"),
    "explain": ("report", "--explain", "conflicts", "--as-of", "2026-11-01"),
    "reach": ("reach",),
    "roads-check": ("roads", "check"),
    "cost": ("roads", "cost"),
    "plan": ("plan", "--budget", "5 tỷ", "--phases", "2027..2028"),
    "marker": ("show", "1116"),
    "cases": ("cases", "--all"),
    "subject": ("show", "commune", "06004"),
    "conflicts": ("conflicts", "list"),
    "batches": ("survey", "list"),
    "publication": ("publish", "--title", "Hội nghị", "--as-of", "2026-11-01"),
    "check": ("check",),
}


def require_valid(document: Any, name: str) -> None:
    """Fail with where a document does not follow its schema, closed.

    An aspect declared later has its state in a marker's document under the key it declares.
    """
    if name == "marker":
        declared = {ASPECTS[code].key for code in SHOWN} - set(get_type_hints(Marker))
        for key in declared:
            closed.require(AspectState, document[key])
        document = {key: value for key, value in document.items() if key not in declared}
    closed.require(schemas.DOCUMENTS[name], document)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """Return a command's JSON."""

    def run(store: Path, *words: str) -> dict[str, Any]:
        capsys.readouterr()
        assert main(["--store", str(store), *words, "--format", "json"]) in (0, 1)
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A store of a commune and three markers, one of them with a road, and one contested."""
    store = new_store(tmp_path)
    communes = [Commune("06004", "Quốc Khánh")]
    with store.writing() as transaction:
        put_items(transaction, incoming("communes", "communes", 1), communes, "2026-01-01")
    observe(store, road("1116", "built", "2026-01-15"))
    observe(store, road("1117", "built", "2026-01-15"), road("1117", "none", "2026-01-15"))
    return store.path


@pytest.mark.parametrize("name", schemas.DOCUMENTS)
def test_the_published_schema_is_that_of_the_code(name: str) -> None:
    published = (schemas.FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert published == schemas.as_text(schemas.DOCUMENTS[name]), (
        "write them anew: python -m mocgioi.documents.schemas"
    )


@pytest.mark.parametrize("name", schemas.DOCUMENTS)
def test_a_published_schema_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas.json_schema(schemas.DOCUMENTS[name]))


def test_no_other_schema_is_published() -> None:
    assert {path.stem for path in schemas.FOLDER.iterdir()} == set(schemas.DOCUMENTS)


def test_every_document_is_asked_for_below() -> None:
    assert {*COMMANDS, "batch", "receipt", "update"} == set(schemas.DOCUMENTS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_document_of_the_demonstration_follows_its_schema(
    name: str, demo: Tracker, printed: Printed
) -> None:
    require_valid(printed(demo.store.path, *COMMANDS[name]), name)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_document_of_a_small_store_follows_its_schema(
    name: str, small: Path, printed: Printed
) -> None:
    require_valid(printed(small, *COMMANDS[name]), name)


@pytest.mark.parametrize("name", ["coverage", FULL])
def test_what_was_published_follows_the_schema_beside_what_counts_today(
    name: str, small: Path, printed: Printed
) -> None:
    printed(small, "publish", "--title", "Hội nghị", "--as-of", "2026-11-01")
    main(["--store", str(small), "set", "1118", "--road", "built", "--on", "2026-02-01"])
    report = printed(small, *COMMANDS[name], "--as-of", "2026-11-01")
    assert report["publications"][0]["moved"]
    require_valid(report, name)


def test_figures_of_an_earlier_knowledge_follow_the_schema(demo: Tracker, printed: Printed) -> None:
    report = printed(demo.store.path, *COMMANDS["coverage"], "--known-at", "2020-01-01")
    assert [note["code"] for note in report["notes"]] == ["not-known-then"]
    require_valid(report, "coverage")


@pytest.mark.parametrize("figure", ["by_contributions", "overdue"])
def test_an_explanation_by_funding_or_by_day_follows_its_schema(
    figure: str, demo: Tracker, printed: Printed
) -> None:
    explanation = printed(demo.store.path, "report", "--explain", figure)
    assert explanation["markers"]
    require_valid(explanation, "explain")


def test_a_marker_with_a_decision_follows_its_schema(demo: Tracker, printed: Printed) -> None:
    conflict = printed(demo.store.path, "conflicts", "list")["conflicts"][0]
    side = conflict["sides"][0]["observation"]
    words = ("resolve", conflict["id"], "--keep", side, "--why", "x")
    main(["--store", str(demo.store.path), "conflicts", *words])
    marker = printed(demo.store.path, "show", conflict["marker"])
    assert any(event["decisions"] for event in marker["history"])
    require_valid(marker, "marker")


def test_what_is_recorded_of_a_case_follows_its_schema(small: Path, printed: Printed) -> None:
    observe(Store(small), Draft(0, "1116", "marker_condition", "missing", "2026-03-01"))
    words = ("--reported-on", "2026-03-02", "--to", "Sở Ngoại vụ", "--document", "12/BC")
    cases = printed(small, "case", "1116", *words)
    assert cases["cases"][0]["steps"]
    require_valid(cases, "cases")
    marker = printed(small, "show", "1116")
    assert marker["cases"] == cases["cases"]
    require_valid(marker, "marker")


def test_a_receipt_and_its_batch_follow_their_schemas(
    small: Path, tmp_path: Path, printed: Printed
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(
        "Mốc số,Ngày kiểm tra,Tình trạng đường,Tình trạng mốc\n"
        "1118,2026-03-01,đã xây dựng,bị mất\n"
        "9999,2026-03-01,đã xây dựng,mất\n",
        encoding="utf-8",
    )
    receipt = printed(small, "survey", "apply", str(path))
    assert receipt["files"][0]["findings"]
    assert receipt["files"][0]["report_at_once"]
    assert receipt["files"][0]["perhaps_at_once"]
    require_valid(receipt, "receipt")
    require_valid(printed(small, "survey", "show", receipt["files"][0]["batch"]), "batch")


def test_a_register_that_changes_something_has_a_receipt_of_the_schema(
    small: Path, tmp_path: Path, printed: Printed
) -> None:
    path = tmp_path / "markers.csv"
    path.write_text("Mốc số,Cần có đường\n1116,không\n", encoding="utf-8")
    receipt = printed(small, "import", "markers", str(path))
    assert receipt["files"][0]["changes"]
    require_valid(receipt, "receipt")


def test_a_key_that_no_document_names_is_noticed(small: Path, printed: Printed) -> None:
    with pytest.raises(jsonschema.ValidationError):
        require_valid({**printed(small, "status"), "colour": "red"}, "status")


def test_documents_cost_nothing_at_start() -> None:
    asked = "import sys, mocgioi.tracker.figures, mocgioi.cli.commands; print(*sys.modules)"
    loaded = subprocess.run(
        (sys.executable, "-c", asked), capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in loaded if name.startswith("mocgioi.documents")] == []
