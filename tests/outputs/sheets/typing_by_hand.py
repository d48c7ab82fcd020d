"""Type into the cells of a spreadsheet in LibreOffice as a person does, under a locale.

Run by a Python that has LibreOffice's bridge (``uno``), which is seldom that of the tests::

    python3 typing_by_hand.py SHEET.xlsx LOCALE CELL=TEXT … > cells.json

The file is saved in its place. What is printed: by cell, what it then shows, and whether it is
text.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
</oor:items>
"""


def main(path: str, locale: str, *typed: str) -> None:
    """Type, save, and print what the cells became."""
    with tempfile.TemporaryDirectory() as profile:
        user = Path(profile, "user")
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_PROFILE.format(locale=locale))
        pipe = f"typing{time.time_ns()}"
        office = subprocess.Popen(
            [
                *("soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"),
                f"-env:UserInstallation={Path(profile).as_uri()}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = _connected(pipe)
            entries = dict(entry.split("=", 1) for entry in typed)
            became = _typed_in(context, Path(path).resolve(), entries)
            sys.stdout.write(json.dumps(became))
        finally:
            office.terminate()
            office.wait(30)


def _connected(pipe: str) -> Any:
    uno = import_module("uno")
    local = uno.getComponentContext()
    create = local.ServiceManager.createInstanceWithContext
    resolver = create("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def _value(name: str, value: object) -> Any:
    return import_module("uno").createUnoStruct(
        "com.sun.star.beans.PropertyValue", Name=name, Value=value
    )


def _typed_in(context: Any, path: Path, entries: dict[str, str]) -> dict[str, dict[str, object]]:
    create = context.ServiceManager.createInstanceWithContext
    desktop = create("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, ())
    dispatch = create("com.sun.star.frame.DispatchHelper", context).executeDispatch
    frame = document.CurrentController.Frame
    sheet = document.Sheets.getByIndex(0)
    sheet.unprotect("")
    for cell, text in entries.items():
        dispatch(frame, ".uno:GoToCell", "", 0, (_value("ToPoint", cell),))
        dispatch(frame, ".uno:EnterString", "", 0, (_value("StringName", text),))
    became = {}
    for name in entries:
        cell = sheet.getCellRangeByName(name)
        became[name] = {"shown": cell.String, "is_text": cell.Type.value == "TEXT"}
    filter_name = _value("FilterName", "Calc MS Excel 2007 XML")
    document.storeToURL(path.as_uri(), (filter_name,))
    document.close(True)
    return became


if __name__ == "__main__":
    main(*sys.argv[1:])
