"""Commands about single markers and decisions: set, show, conflicts, and a survey's record."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from mocgioi.cli import console
from mocgioi.errors import Text, UsageError

_UNDONE = Text(
    "Đã hoàn tác {count} số liệu của đợt nhập {batch}.",
    "Took back {count} observations of batch {batch}.",
)
_REOPENED = Text(
    "{count} số liệu trước đây bị loại vì đợt này nay lại được tính.",
    "{count} observations set aside in favour of this batch count again.",
)
_MOVED = Text("Mốc đổi số liệu tính: {numbers}", "Markers counted anew: {numbers}")
_NOT_MOVED = Text("Số liệu tính không đổi.", "No figure moved.")
_SETTLED = Text("Đã quyết định {count} trường hợp.", "{count} disagreements settled.")
_NO_BATCHES = Text("Chưa nhập tệp nào.", "Nothing was taken in yet.")
_KINDS = {
    "communes": Text("xã", "communes"),
    "posts": Text("đồn", "posts"),
    "gates": Text("cửa khẩu", "gates"),
    "boundary": Text("đường biên", "boundary"),
    "markers": Text("sổ đăng ký mốc", "markers"),
    "roads": Text("đường", "roads"),
    "projects": Text("công trình", "projects"),
    "contributions": Text("đóng góp", "contributions"),
    "published": Text("số liệu đã công bố", "published"),
    "survey": Text("kiểm tra thực địa", "survey"),
    "set": Text("ghi trực tiếp", "entered directly"),
}
_NOTHING_WRONG = Text(
    "chú ý: theo số liệu hiện có, mốc {} không hư hỏng, xê dịch hay bị mất; «Ngày phát hiện» trong "
    "dự thảo để trống.",
    "warning: as recorded, marker {} is not damaged, displaced or missing; “Seen on” is left blank "
    "in the draft.",
)
_QUEUED = Text(
    "CHỜ QUYẾT ĐỊNH: số liệu vừa ghi chưa được tính vì khác số liệu đã có. Xem: mocgioi conflicts "
    "list",
    "WAITS FOR A DECISION: what was entered is not counted, for it differs from what is there. "
    "See: mocgioi conflicts list",
)
_BACK = Text("đã hoàn tác {}", "{} undone")


def conflicts(args: Namespace) -> int:
    """List, show or settle what disagrees."""
    tracker = console.tracker(args)
    if args.action == "export":
        sheet = tracker.disagreement_sheet(lang=args.lang)
        console.deliver(sheet, args.out, args.lang, quiet=args.quiet, ending=".xlsx")
        return console.DONE
    if args.action == "apply":
        return _decide_from(args)
    if args.action == "resolve":
        moved = tracker.resolve(
            args.id, None if args.keep_none else args.keep, why=args.why, by=args.by
        )
        _tell_moved(moved, args)
        return console.DONE
    document = tracker.disagreements()
    if args.action == "show":
        document["conflicts"] = [
            entry for entry in document["conflicts"] if entry["id"].startswith(args.id)
        ]
        if not document["conflicts"]:
            raise UsageError(
                f"Không có số liệu chưa thống nhất «{args.id}». Xem: mocgioi conflicts list.",
                f"No open disagreement is named “{args.id}”. See: mocgioi conflicts list.",
            )
    if args.format == "json":
        console.print_json(document)
    else:
        from mocgioi.outputs import marker_text

        print(marker_text.disagreements(document, args.lang), end="")
    return console.NEEDS_PERSON if document["conflicts"] else console.DONE


def _decide_from(args: Namespace) -> int:
    """Take the decisions of a filled sheet."""
    from mocgioi.outputs.receipts import finding_line
    from mocgioi.outputs.sheets.decisions import DECIDED_BEFORE

    decided = console.tracker(args).decide_from(args.file, by=args.by)
    print(_SETTLED.to(args.lang).format(count=len(decided.settled)))
    for finding in decided.findings:
        print(finding_line(finding, args.lang))
    _tell_moved(decided.moved, args)
    open_ones = any(finding.code != DECIDED_BEFORE for finding in decided.findings)
    return console.NEEDS_PERSON if open_ones else console.DONE


def _tell_moved(moved: list[str], args: Namespace) -> None:
    text = _MOVED.to(args.lang).format(numbers=", ".join(moved))
    console.say(text if moved else _NOT_MOVED.to(args.lang), quiet=args.quiet)


def set_(args: Namespace) -> int:
    """Record what was seen of one marker."""
    receipt = console.tracker(args).set(
        args.marker,
        road=args.road,
        road_condition=args.road_condition,
        condition=args.condition,
        need=args.need,
        note=args.note,
        on=args.on,
        by=args.by,
        replaces=args.replaces,
        why=args.why,
    )
    console.print_receipts([receipt], args)
    if receipt.queued:
        console.say(_QUEUED.to(args.lang))
    return console.DONE


def show(args: Namespace) -> int:
    """Print state, evidence and history of one marker."""
    tracker = console.tracker(args)
    document = tracker.marker(args.marker)
    if args.minutes is not None:
        if not document["report_at_once"]:
            console.say(_NOTHING_WRONG.to(args.lang).format(document["number"]))
        draft = tracker.minutes(document["number"], lang=args.lang)
        console.deliver(draft, args.minutes, args.lang, quiet=args.quiet, ending=".docx")
        return console.DONE
    if args.photos is not None:
        return _write_photos(document["number"], args)
    if args.format == "json":
        console.print_json(document)
    else:
        from mocgioi.outputs import marker_text

        print(marker_text.show(document, args.lang), end="")
    return console.DONE


def _write_photos(number: str, args: Namespace) -> int:
    """Write a marker's photographs to a folder, and print where they are."""
    from mocgioi.outputs import marker_text

    written = console.tracker(args).write_photos(number, args.photos)
    for path in written:
        print(path)
    if not written:
        console.say(marker_text.no_photos(number, args.lang), quiet=args.quiet)
    return console.DONE


def survey_list(args: Namespace) -> int:
    """Print the batches taken in."""
    batches = console.tracker(args).batches()
    if args.format == "json":
        console.print_json(
            {"schema": "mocgioi.batches/1", "batches": [batch._asdict() for batch in batches]}
        )
    else:
        lines = [_batch_line(batch, args) for batch in batches] or [_NO_BATCHES.to(args.lang)]
        print("\n".join(lines))
    return console.DONE


def _batch_line(batch: Any, args: Namespace) -> str:
    from mocgioi.outputs.wording import instant

    counts = (
        f"{batch.read} = {batch.applied} + {batch.unchanged} + {batch.queued} + {batch.rejected}"
    )
    back = _BACK.to(args.lang).format(batch.undone) if batch.undone else ""
    when = instant(batch.recorded_at, args.lang)
    kind = _KINDS.get(batch.kind, Text(batch.kind, batch.kind)).to(args.lang)
    file = "" if batch.kind == "set" else batch.file or ""
    parts = [batch.uuid[:8], when, kind, file, counts, back]
    return "  ".join(filter(None, parts))


def survey_show(args: Namespace) -> int:
    """Print one batch with what was found in its file."""
    batch, findings = console.tracker(args).batch(args.batch)
    if args.format == "json":
        console.print_json(
            {
                "schema": "mocgioi.batch/1",
                **batch._asdict(),
                "findings": [finding.as_dict(args.lang) for finding in findings],
            }
        )
    else:
        from mocgioi.outputs.receipts import finding_line

        print(_batch_line(batch, args))
        for finding in findings:
            print(finding_line(finding, args.lang))
    return console.DONE


def survey_undo(args: Namespace) -> int:
    """Take a batch, or one row of it, back."""
    undone = console.tracker(args).undo(args.batch, row=args.row, why=args.why, by=args.by)
    console.say(
        _UNDONE.to(args.lang).format(count=undone.observations, batch=undone.batch[:8]),
        quiet=args.quiet,
    )
    if undone.reopened:
        console.say(_REOPENED.to(args.lang).format(count=len(undone.reopened)), quiet=args.quiet)
    _tell_moved(undone.moved, args)
    return console.DONE


def survey_form(args: Namespace) -> int:
    """Write the spreadsheet to take along."""
    form = console.tracker(args).survey_form(args.post, lang=args.lang)
    console.deliver(form, args.out, args.lang, quiet=args.quiet, ending=".xlsx")
    return console.DONE


def survey_rejected(args: Namespace) -> int:
    """Write the rejected rows of a batch, the reason beside each."""
    sheet = console.tracker(args).rejected_sheet(args.batch, lang=args.lang)
    console.deliver(sheet, args.out, args.lang, quiet=args.quiet, ending=".xlsx")
    return console.DONE
