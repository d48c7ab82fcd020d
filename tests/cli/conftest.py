"""The command line is tried on a part of the province."""

from __future__ import annotations

from tests.part_of_province import built_demo as built_demo
from tests.part_of_province import part as part
