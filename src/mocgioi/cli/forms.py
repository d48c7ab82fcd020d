"""Which form a result is asked for in, and how its file is encoded."""

from __future__ import annotations

from argparse import Namespace

from mocgioi.cli.options import FORMATS
from mocgioi.errors import UsageError
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_KNOWN = (*FORMATS, "geojson", "gpkg")
_ALSO_JSON = ("geojson", "json")
_ENDINGS = {".txt": "text", ".htm": "html", ".markdown": "md"}


def form_of(args: Namespace, allowed: tuple[str, ...] = FORMATS) -> str:
    """Return the form asked for by --format, else by the file's ending, else text.

    Raises:
        UsageError: the ending is of no form, or of another one than --format; or the form is
            none of those allowed.
    """
    out: Path | None = getattr(args, "out", None)
    form = (args.format or "text") if out is None else _form_of_file(args, out)
    if form not in allowed:
        listed = ", ".join(allowed)
        if form in _KNOWN:
            raise UsageError(
                f"Kết quả này không có dạng {form}, chỉ có: {listed}.",
                f"This result has no form {form}, only: {listed}.",
            )
        ending = out.suffix if out else form
        raise UsageError(
            f"Không biết dạng tệp «{ending}». Dùng đuôi tệp hoặc --format: {listed}.",
            f"No form goes with “{ending}”. Use an ending or --format: {listed}.",
        )
    return form


def _form_of_file(args: Namespace, out: Path) -> str:
    form = _ENDINGS.get(out.suffix.lower(), out.suffix.lower().removeprefix("."))
    if args.format not in (None, form) and form in _KNOWN and (args.format, form) != _ALSO_JSON:
        raise UsageError(
            f"--format {args.format} ghi vào «{out.with_suffix(f'.{args.format}').name}», không "
            f"phải «{out.name}».",
            f"--format {args.format} goes into “{out.with_suffix(f'.{args.format}').name}”, not "
            f"“{out.name}”.",
        )
    return str(args.format or form)


def encoding_of(form: str, args: Namespace) -> str:
    """Return the encoding of a result: CSV in a file has the mark spreadsheets look for."""
    return "utf-8-sig" if form == "csv" and args.out is not None else "utf-8"
