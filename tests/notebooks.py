"""Run the notebooks and keep them with what they show: ``python -m tests.notebooks``.

What differs from run to run or from machine to machine (clocks, versions, kernels) is left out,
and pictures are made small, so that a notebook changes in the history where its contents do.
"""

from __future__ import annotations

import base64
import io
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
CELL_TIMEOUT_S = 120
PNG = "image/png"
COLOURS = 64
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path, folder: Path) -> Any:
    """Return a notebook with the outputs of a run from top to bottom in a folder of its own."""
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # what is printed comes in pieces, as many as the kernel likes
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env={**os.environ, **temporary})
    return notebook


def kept(notebook: Any) -> Any:
    """Return a notebook that was run as it is committed."""
    notebook.metadata = nbformat.from_dict(METADATA)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            if "metadata" in output:
                output.metadata = {}
            if PNG in output.get("data", {}):
                output.data[PNG] = _small(output.data[PNG])
    return notebook


def _small(png: str) -> str:
    """Return a picture (base64) of few colours, without notes on what drew it."""
    picture = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    made = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(made, "PNG", optimize=True)
    return base64.b64encode(made.getvalue()).decode()


def main(paths: list[Path]) -> None:
    """Write notebooks anew, all of them where none is named."""
    for path in paths or NOTEBOOKS:
        with tempfile.TemporaryDirectory() as folder:
            notebook = kept(run(path, Path(folder)))
        nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
