"""Settings as QGIS writes them: an ``<Option>`` for each value, within maps and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

Value = str | bool | int | float | Mapping[str, "Value"] | Sequence["Value"]
"""What a setting may be."""


def option(value: Value, name: str | None = None) -> Element:
    """Return a setting; `name` by which it stands in a map, None in a list and at the root."""
    element = Element("Option")
    if name is not None:
        element.set("name", name)
    if isinstance(value, Mapping):
        element.set("type", "Map")
        element.extend(option(part, key) for key, part in value.items())
    elif isinstance(value, str | bool | int | float):
        element.set("type", _TYPES[type(value)])
        element.set("value", str(value).lower() if isinstance(value, bool) else str(value))
    else:
        element.set("type", "List")
        element.extend(option(part) for part in value)
    return element


_TYPES = {str: "QString", bool: "bool", int: "int", float: "double"}


def overridden(expressions: Mapping[str, str]) -> Element:
    """Return what an expression decides for each feature, by the name of the property."""
    element = Element("data_defined_properties")
    element.append(option(properties(expressions)))
    return element


def properties(expressions: Mapping[str, str]) -> Mapping[str, Value]:
    """Return the setting of properties that an expression decides, by their names."""
    decided: dict[str, Value] = {
        name: {"active": True, "expression": expression, "type": 3}
        for name, expression in expressions.items()
    }
    return {"name": "", "properties": decided, "type": "collection"}
