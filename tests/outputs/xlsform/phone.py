"""A phone that fills in our form: the XForm that pyxform makes of it, worked out as Collect does.

Calculations, conditions and constraints are XPath, and lxml evaluates them; the functions that
ODK adds stand below. Lists of markers are served as the form's server serves them.
"""

from __future__ import annotations

import csv
import io
import tempfile
import uuid
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from pyxform.xls2xform import convert

TODAY = "2026-11-29"
_X = "{http://www.w3.org/2002/xforms}"
_JR = "{http://openrosa.org/javarosa}"
_SPACES = {
    "x": "http://www.w3.org/2002/xforms",
    "jr": "http://openrosa.org/javarosa",
    "entities": "http://www.opendatakit.org/xforms/entities",
}


class Converted(NamedTuple):
    """A form as pyxform converts it, and what it warned of."""

    xml: Any
    warnings: list[str]


def converted(workbook: bytes, *, validate: bool = False) -> Converted:
    """Convert a form; to `validate` it with ODK Validate, which is JavaRosa, takes Java."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder, "form.xlsx")
        path.write_bytes(workbook)
        made = convert(xlsform=str(path), validate=validate, form_name="data")
    return Converted(etree.fromstring(made.xform.encode()), list(made.warnings))


def served(listed: bytes) -> list[dict[str, str]]:
    """Return a list of markers as a phone gets it: ODK Central gives each an identity."""
    rows = list(csv.DictReader(io.StringIO(listed.decode("utf-8"))))
    if "name" in rows[0]:
        return rows
    return [
        {"name": str(uuid.uuid5(uuid.NAMESPACE_URL, row["number"])), "__version": "1", **row}
        for row in rows
    ]


class Phone:
    """The form on a phone, with its list of markers."""

    def __init__(self, form: Converted, markers: list[dict[str, str]]) -> None:
        self._form = form.xml
        self.markers = markers
        model = self._model()
        self.binds = [
            dict(bind.attrib)
            for bind in model.findall(f"{_X}bind")
            if "@" not in bind.get("nodeset")
        ]
        self.attribute_binds = [
            dict(bind.attrib) for bind in model.findall(f"{_X}bind") if "@" in bind.get("nodeset")
        ]
        self.version = model.find(f"{_X}instance/{_X}data").get("version")

    def _model(self) -> Any:
        return self._form.find(".//{*}head").find(f"{_X}model")

    def fill_in(self, number: str, **answers: str) -> Any:
        """Return a submission about a marker: the XML that goes to the server.

        Args:
            number: of the marker chosen. answers: by the name of the question.
        """
        (marker,) = [row for row in self.markers if row["number"] == number]
        whole = self._whole({"chosen": marker["name"], **answers})
        self._calculate(whole)
        self._check(whole)
        for bind in self.binds:
            relevant = bind.get("relevant")
            if relevant and not self.value(whole, f"boolean({relevant})"):
                node = self._node(whole, bind["nodeset"])
                node.getparent().remove(node)
        submission = whole.find("data")
        key = uuid.uuid5(uuid.NAMESPACE_URL, repr((number, sorted(answers.items()))))
        submission.find("meta/instanceID").text = f"uuid:{key}"
        return submission

    def choices(self, question: str, number: str) -> list[str]:
        """Return the names of the choices that a question offers for a marker."""
        (marker,) = [row for row in self.markers if row["number"] == number]
        whole = self._whole({"chosen": marker["name"]})
        self._calculate(whole)
        path = f"/data/states/{question}"
        (itemset,) = self._form.findall(f".//{_X}select1[@ref='{path}']/{_X}itemset")
        items = self._evaluate(whole, itemset.get("nodeset"))
        return [item.findtext("name") for item in items]

    def _whole(self, answers: Mapping[str, str]) -> Any:
        whole = etree.Element("all")
        data = self._model().find(f"{_X}instance/{_X}data")
        whole.append(etree.fromstring(_bare(etree.tostring(data))))
        for instance in self._model().findall(f"{_X}instance")[1:]:
            added = etree.SubElement(whole, "instance", id=instance.get("id"))
            if instance.find(f"{_X}root") is not None:
                added.append(etree.fromstring(_bare(etree.tostring(instance.find(f"{_X}root")))))
        root = etree.SubElement(whole.find("instance[@id='markers']"), "root")
        for row in self.markers:
            item = etree.SubElement(root, "item")
            for column, text in row.items():
                etree.SubElement(item, column).text = text
        for name, answer in answers.items():
            (node,) = whole.findall(f"data//{name}")
            node.text = answer
        whole.find("data/start").text = whole.find("data/end").text = f"{TODAY}T08:00:00.000+07:00"
        return whole

    def _calculate(self, whole: Any) -> None:
        for _ in range(3):
            for bind in self.binds:
                if "calculate" in bind:
                    node = self._node(whole, bind["nodeset"])
                    node.text = self.value(whole, f"string({bind['calculate']})")
        for bind in self.attribute_binds:
            path, _, attribute = bind["nodeset"].partition("/@")
            text = self.value(whole, f"string({bind['calculate']})")
            self._node(whole, path).set(attribute, text)

    def _check(self, whole: Any) -> None:
        for bind in self.binds:
            node = self._node(whole, bind["nodeset"])
            constraint = bind.get("constraint")
            if node.text and constraint and not self.value(whole, constraint, node):
                raise ValueError(f"{bind['nodeset']}: {constraint}")
            if bind.get("required") and not node.text:
                raise ValueError(f"{bind['nodeset']} is required")

    def _node(self, whole: Any, path: str) -> Any:
        (node,) = self._evaluate(whole, path)
        return node

    def value(self, whole: Any, expression: str, context: Any = None) -> Any:
        """Return what an expression of the form says."""
        return self._evaluate(whole, expression, context)

    def _evaluate(self, whole: Any, expression: str, context: Any = None) -> Any:
        import re

        placed = re.sub(r"(?<![\w/])/data\b", "/all/data", expression)
        placed = re.sub(r"instance\('(\w+)'\)", r"/all/instance[@id='\1']", placed)
        placed = placed.replace(". <= today()", "number(translate(., '-', '')) <= today()")
        functions = {
            (None, "if"): lambda _, test, yes, no: yes if _truth(test) else no,
            (None, "today"): lambda _: float(TODAY.replace("-", "")),
            (None, "format-date"): _format_date,
            (_SPACES["jr"], "choice-name"): lambda _, code, path: self._label(_text(code), path),
        }
        node = whole if context is None else context
        return node.xpath(placed, namespaces=_SPACES, extensions=functions)

    def _label(self, code: str, path: str) -> str:
        name = path.strip().rpartition("/")[2]
        model = self._model()
        (instance,) = model.findall(f"{_X}instance[@id='{name}']")
        items = {item.findtext(f"{_X}name"): item for item in instance.iter(f"{_X}item")}
        if code not in items:
            return ""
        return self.texts("Tiếng Việt (vi)")[items[code].findtext(f"{_X}itextId")]

    def texts(self, language: str) -> dict[str, str]:
        """Return every text of the form in a language, by its id."""
        (translation,) = self._model().findall(f"{_X}itext/{_X}translation[@lang='{language}']")
        return {
            text.get("id"): "".join(text.find(f"{_X}value").itertext())
            for text in translation.findall(f"{_X}text")
        }


def _bare(xml: bytes) -> bytes:
    """Return XML without its namespaces."""
    root = etree.fromstring(xml)
    for node in root.iter():
        node.tag = etree.QName(node).localname
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return (value[0].text or "") if value else ""
    return str(value)


def _format_date(_: Any, day: Any, pattern: str) -> str:
    year, month, of_month = (_text(day) or "--").split("-")
    return pattern.replace("%Y", year).replace("%m", month).replace("%d", of_month)


def _truth(value: Any) -> bool:
    return bool(value)


def leaves(submission: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the answers of a submission in the order of the form: path and text."""

    def walk(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        for child in node:
            if len(child) or child.tag == "meta":
                yield from walk(child, (*path, child.tag))
            elif child.tag != "entity":
                yield (*path, child.tag), child.text or ""

    return walk(submission, ())
