from __future__ import annotations

import json

import pytest

from mocgioi.outputs.paper import pdf
from mocgioi.outputs.paper.letters import width_em

TEXTS = (
    "Đồn Biên phòng Cửa khẩu quốc tế Hữu Nghị",
    "tình trạng đường: chưa xây dựng → đã xây dựng",
    "944/1(2); 1.234,5 m; 48,6%",
    "Thuỵ Hùng, Hoàng Văn Thụ, Mẫu Sơn – ƯỚC",
    "https://vietnam.vn/?p=212262",
)


def set_em(text: str, weight: str) -> float:
    """Return how long Typst sets a text in the font of ours, in parts of its size."""
    import typst

    template = (
        '#set text(font: "Tinos", size: 100pt, kerning: false, ligatures: false)\n'
        "#context [#metadata(measure(text(weight: sys.inputs.weight, sys.inputs.text))"
        ".width.pt()) <width>]"
    )
    found = typst.query(
        template.encode(),
        "<width>",
        font_paths=pdf._fonts(),
        sys_inputs={"text": text, "weight": weight},
    )
    width: float = json.loads(found)[0]["value"]
    return width / 100


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_as_long_as_it_is_set(text: str, bold: bool) -> None:
    assert width_em(text, bold=bold) == pytest.approx(
        set_em(text, "bold" if bold else "regular"), rel=0.02
    )


def test_composed_and_decomposed_letters_are_as_wide() -> None:
    assert width_em("Mốc giới") == width_em("Mo\u0302\u0301c gio\u031b\u0301i")
