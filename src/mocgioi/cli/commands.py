"""One function a command: call the tracker, print what it gives, return the exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mocgioi.cli import console, deciding, updating
from mocgioi.cli.forms import encoding_of, form_of
from mocgioi.cli.options import as_path
from mocgioi.errors import CannotWrite, MocgioiError, Text, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.domain.batch import Receipt

_MADE = Text("Đã tạo kho số liệu trống {}", "Made an empty store {}")
_SOUND = Text("Kho số liệu nguyên vẹn.", "The store is whole.")
_COPIED = Text("Đã sao lưu vào {}", "Copied to {}")
_RESTORED = Text("Đã lấy lại từ {}", "Brought back from {}")
_KEPT = Text("Kho số liệu trước đó được giữ ở {}", "The store as it was is kept at {}")
_PUBLISHED = Text(
    "Đã ghi báo cáo «{}»: {} mốc cần có đường đã có đường, tính đến ngày {}.",
    "Recorded the report “{}”: {} markers that need a road have one, as of {}.",
)
_PUBLISHED_BEFORE = Text(
    "Báo cáo «{}» đã được ghi từ trước với đúng số liệu này ({}, ngày {}); không ghi thêm.",
    "The report “{}” is recorded already ({}, as of {}); nothing was written.",
)
_UPGRADED = Text("Phiên bản {} → {}", "Version {} → {}")


def demo(args: Namespace) -> int:
    """Build the illustrative province; print its figures and the paths."""
    from mocgioi import tracker
    from mocgioi.outputs.report import render

    made = tracker.demo(args.folder, told=lambda text: console.progress(text, quiet=args.quiet))
    map_file, report_file = args.folder / "map.html", args.folder / "report.html"
    console.progress(map_file.name, quiet=args.quiet)
    console.deliver(made.map_page(lang=args.lang), map_file, args.lang, quiet=True)
    report = made.report(form="html", lang=args.lang)
    console.deliver(report, report_file, args.lang, quiet=True)
    _write_starters(args, made.store.path)
    for as_of in ("2023-12-31", None):
        print(render(made.status(as_of=as_of), "text", args.lang))
    for path in (made.store.path, map_file, report_file):
        print(path)
    return console.DONE


def init(args: Namespace) -> int:
    """Make an empty store."""
    from mocgioi import tracker

    made = tracker.create(args.store)
    _write_starters(args, made.store.path)
    console.say(_MADE.to(args.lang).format(made.store.path), quiet=args.quiet)
    return console.DONE


def _write_starters(args: Namespace, store: Path) -> None:
    """Put the double-clickable starters of the weekly routine beside a store."""
    from mocgioi.outputs import starters
    from mocgioi.tracker.weekly import PAGE_NAME

    for name, content, mode in (
        (starters.WINDOWS_NAME, starters.windows_starter, 0o644),
        (starters.LINUX_NAME, starters.linux_starter, 0o755),
    ):
        path = store.parent / name
        made = content(store=store.name, page=PAGE_NAME, python=sys.executable, lang=args.lang)
        console.deliver(made, path, args.lang, quiet=True)
        path.chmod(mode)
    icon = store.parent / starters.LINUX_ICON_NAME
    console.deliver(starters.linux_icon(), icon, args.lang, quiet=True)
    icon.chmod(0o755)


def import_(args: Namespace) -> int:
    """Take in one file of the register."""
    receipt = console.tracker(args).import_file(
        args.kind,
        args.file,
        crs=args.crs,
        layer=args.layer,
        sheet=args.sheet,
        columns=_columns(args.column),
        on=args.on,
        rehearse=args.check,
    )
    return console.print_receipts([receipt], args, rehearsed=args.check)


def _columns(given: list[str]) -> dict[str, str]:
    return _pairs(given, "--column", "TRƯỜNG=TÊN CỘT", "FIELD=HEADING", "number='Ký hiệu'")


def _pairs(given: list[str], option: str, vi: str, en: str, example: str) -> dict[str, str]:
    """Return what was given as FIELD=TEXT, by field."""
    pairs = {}
    for text in given:
        field, equals, said = text.partition("=")
        if not equals or not field or not said:
            raise UsageError(
                f"{option} «{text}»: viết {vi}, ví dụ {example}.",
                f"{option} “{text}”: write {en}, such as {example}.",
            )
        pairs[field.strip()] = said.strip()
    return pairs


def survey(args: Namespace) -> int:
    """Apply survey files, or say what would happen; one bad file does not stop the others."""
    if args.action in _RECORD:
        return _RECORD[args.action](args)
    tracker = console.tracker(args)
    receipts: list[Receipt] = []
    worst = console.DONE
    for path in args.files:
        console.progress(str(path), quiet=args.quiet)
        rows = console.RowProgress(args.lang, quiet=args.quiet)
        try:
            receipts.append(
                tracker.apply_survey(
                    path,
                    crs=args.crs,
                    layer=args.layer,
                    sheet=args.sheet,
                    columns=_columns(args.column),
                    policy=console.policy(args),
                    rehearse=args.action == "check",
                    told=rows.show,
                )
            )
        except MocgioiError as error:
            rows.clear()
            console.complain(error, args.lang)
            worst = max(worst, error.exit_code)
        finally:
            rows.clear()
    return max(worst, console.print_receipts(receipts, args, rehearsed=args.action == "check"))


def status(args: Namespace) -> int:
    """Print the figures at a glance."""
    from mocgioi.outputs.report import render

    print(render(console.tracker(args).status(), form_of(args), args.lang), end="")
    return console.DONE


def reach(args: Namespace) -> int:
    """Print what is declared and what the lines show."""
    from mocgioi.outputs import reach_table

    form = form_of(args, ("text", "json", "csv"))
    document = console.tracker(args).reach(
        as_of=args.as_of, known_at=args.known_at, marker=args.marker
    )
    if form == "json":
        text = console.as_json(document)
    elif form == "csv":
        text = reach_table.as_csv(document)
    elif args.marker is not None:
        text = reach_table.marker_text(document, args.lang)
    else:
        text = reach_table.as_text(document, args.lang)
    console.deliver(text, args.out, args.lang, quiet=args.quiet, encoding=encoding_of(form, args))
    return console.DONE


def roads(args: Namespace) -> int:
    """Check the roads, or estimate what the missing ones cost."""
    return {"check": _roads_check, "cost": _roads_cost}[args.action](args)


def _roads_check(args: Namespace) -> int:
    from mocgioi.outputs import roads_table

    form = form_of(args, ("text", "json", "csv"))
    document = console.tracker(args).check_roads(as_of=args.as_of, lang=args.lang)
    if form == "json":
        text = console.as_json(document)
    elif form == "csv":
        text = roads_table.as_csv(document)
    else:
        text = roads_table.as_text(document, args.lang)
    console.deliver(text, args.out, args.lang, quiet=args.quiet, encoding=encoding_of(form, args))
    return console.NEEDS_PERSON if document["needs_person"] else console.DONE


def _roads_cost(args: Namespace) -> int:
    from mocgioi.outputs import cost_table

    form = form_of(args, ("text", "json", "csv", "geojson", "gpkg"))
    if form == "gpkg" and args.out is None:
        raise UsageError("GeoPackage phải ghi vào tệp: -o TỆP.gpkg.", "Give a file: -o FILE.gpkg.")
    tracker = console.tracker(args)
    document = tracker.road_costs(
        as_of=args.as_of, vnd_per_m=args.vnd_per_m, detour_factor=args.detour_factor
    )
    made: str | bytes
    if form == "json":
        made = console.as_json(document)
    elif form == "csv":
        made = cost_table.as_csv(document)
    elif form == "geojson":
        made = cost_table.as_geojson(document)
    elif form == "gpkg":
        made = tracker.cost_layer(document)
    else:
        made = cost_table.as_text(document, args.lang)
    console.deliver(made, args.out, args.lang, quiet=args.quiet, encoding=encoding_of(form, args))
    return console.DONE


def report(args: Namespace) -> int:
    """Print or write the report, or what stands behind one of its figures."""
    if args.explain:
        return _explain(args)
    from mocgioi.tracker.counting import as_day

    form = form_of(args)
    head = _pairs(args.head, "--head", "TRƯỜNG=NỘI DUNG", "FIELD=TEXT", "number=12/BC-SNgV")
    if "day" in head:
        head["day"] = as_day(head["day"])
    made = console.tracker(args).report(
        form=form,
        lang=args.lang,
        by=args.by,
        as_of=args.as_of,
        known_at=args.known_at,
        stretch_km=args.stretch_km,
        full=args.full or None,
        since=args.since,
        internal=args.internal or None,
        letterhead=head,
    )
    console.deliver(
        made,
        args.out,
        args.lang,
        quiet=args.quiet,
        encoding=encoding_of(form, args),
        ending=f".{form}" if isinstance(made, bytes) else None,
    )
    return console.DONE


def _explain(args: Namespace) -> int:
    """Print or write which markers stand behind figures or groups, and on what they rest."""
    from mocgioi.outputs import explanation

    form = form_of(args, ("text", "json", "csv"))
    document = console.tracker(args).explain(
        *args.explain, as_of=args.as_of, known_at=args.known_at, stretch_km=args.stretch_km
    )
    if form == "json":
        text = console.as_json(document)
    elif form == "csv":
        text = explanation.as_csv(document)
    else:
        text = explanation.as_text(document, args.lang)
    console.deliver(text, args.out, args.lang, quiet=args.quiet, encoding=encoding_of(form, args))
    return console.DONE


def publish(args: Namespace) -> int:
    """Record what is reported for a day."""
    tracker = console.tracker(args)
    before = {one.uuid for one in tracker.publications()}
    made = tracker.publish(as_of=args.as_of, title=args.title, by=args.by)
    if form_of(args) == "json":
        console.print_json({"schema": "mocgioi.publication/1", **made._asdict()})
        return console.DONE
    from mocgioi.outputs.wording import day, number

    figure = f"{number(made.road_built, args.lang)}/{number(made.markers_needing_road, args.lang)}"
    said = _PUBLISHED_BEFORE if made.uuid in before else _PUBLISHED
    print(said.to(args.lang).format(made.title, figure, day(made.as_of, args.lang)))
    return console.DONE


def map_(args: Namespace) -> int:
    """Write the map."""
    page = console.tracker(args).map_page(
        as_of=args.as_of,
        lang=args.lang,
        audience=args.audience,
        overdue_after_days=args.overdue_days,
        tiles=args.tiles,
        attribution=args.attribution,
        photos=args.photos,
        told=lambda text: console.say(text, quiet=args.quiet),
    )
    console.deliver(page, args.out, args.lang, quiet=args.quiet, ending=".html")
    return console.DONE


def check(args: Namespace) -> int:
    """Say whether the store is whole."""
    faults = console.tracker(args).check()
    if form_of(args) == "json":
        console.print_json({"schema": "mocgioi.check/1", "faults": faults})
    else:
        print("\n".join(faults) if faults else _SOUND.to(args.lang))
    return console.NEEDS_PERSON if faults else console.DONE


def backup(args: Namespace) -> int:
    """Copy the store."""
    console.tracker(args).backup(args.file)
    console.say(_COPIED.to(args.lang).format(args.file), quiet=args.quiet)
    return console.DONE


def restore(args: Namespace) -> int:
    """Bring the store back from a copy; what stands in its place must be a store, or nothing."""
    from mocgioi.store.handle import Store
    from mocgioi.tracker import Tracker

    folder = as_path(args.store).parent
    if not folder.is_dir():
        raise CannotWrite(f"Không có thư mục «{folder}».", f"There is no folder “{folder}”.")
    kept = Tracker(Store(args.store)).restore(args.file)
    console.say(_RESTORED.to(args.lang).format(args.file), quiet=args.quiet)
    if kept is not None:
        console.say(_KEPT.to(args.lang).format(kept), quiet=args.quiet)
    return console.DONE


def upgrade(args: Namespace) -> int:
    """Bring the store to this program's version."""
    from mocgioi.store.handle import Store
    from mocgioi.tracker import Tracker

    before, after = Tracker(Store(args.store)).upgrade()
    console.say(_UPGRADED.to(args.lang).format(before, after), quiet=args.quiet)
    return console.DONE


_RECORD: Mapping[str, Callable[[Namespace], int]] = {
    "list": deciding.survey_list,
    "show": deciding.survey_show,
    "undo": deciding.survey_undo,
    "form": deciding.survey_form,
    "rejected": deciding.survey_rejected,
}

COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "demo": demo,
    "init": init,
    "update": updating.update,
    "import": import_,
    "survey": survey,
    "conflicts": deciding.conflicts,
    "set": deciding.set_,
    "show": deciding.show,
    "status": status,
    "reach": reach,
    "roads": roads,
    "report": report,
    "publish": publish,
    "map": map_,
    "check": check,
    "backup": backup,
    "restore": restore,
    "upgrade": upgrade,
}
