from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import folium
import pytest

from mocgioi.outputs.map import folium_map
from mocgioi.outputs.map.layer import RegisterLayer
from tests.outputs.map import province


def test_the_map_is_foliums_own() -> None:
    assert isinstance(folium_map(province.facts()), folium.Map)


def test_no_basemap_is_on_the_map() -> None:
    drawn = folium_map(province.facts())
    assert [
        child for child in drawn._children.values() if isinstance(child, folium.TileLayer)
    ] == []


def test_a_user_can_add_to_the_map_and_save_it(tmp_path: Path) -> None:
    drawn = folium_map(province.facts())
    folium.Marker([22.0, 106.7]).add_to(drawn)
    folium.LayerControl().add_to(drawn)
    drawn.save(tmp_path / "own.html")
    saved = (tmp_path / "own.html").read_text(encoding="utf-8")
    assert "L.marker(" in saved
    assert "mocgioi.start(map_mocgioi" in saved


def test_text_is_never_compiled_as_a_template() -> None:
    facts = province.facts(title="{{ 7 * 191 }} {% raw %}")
    saved = folium_map(facts).get_root().render()
    assert "1337" not in saved
    assert "{{ 7 * 191 }} {% raw %}" in saved


def test_the_layer_alone_says_that_it_needs_a_map() -> None:
    with pytest.raises(TypeError, match=r"folium\.Map"):
        RegisterLayer(province.facts()).render()


def test_folium_is_imported_only_when_a_map_is_made() -> None:
    code = "import sys, mocgioi.outputs.map; print('folium' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
