"""``report``: how many markers have their road, or what stands behind a figure of it."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import (
    FORMATS,
    Words,
    add_dates,
    add_format,
    add_head,
    as_number,
    as_path,
    head_of,
)
from mocgioi.domain.counting import DEFAULTS, GROUPINGS
from mocgioi.errors import UsageError

_NOT_EXPLAINED = {
    "by": "--by",
    "full": "--full",
    "letter": "--letter",
    "annexes": "--annexes",
    "sections": "--sections",
    "plan": "--plan",
    "since": "--since",
    "internal": "--internal",
    "head": "--head",
}
"""Options of the report that mean nothing where a figure is explained, by their name."""

_OF_ANOTHER = (*(set(_NOT_EXPLAINED) - {"by"}), "known_at", "stretch_km", "period", "out")
"""Options by which a report is another one than that at a glance."""


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take how the figures are grouped, of which day, and what else is in the report."""
    parser.add_argument(
        "--by",
        action="append",
        choices=GROUPINGS,
        help=words(
            "nhóm theo (mặc định: commune); lặp lại được",
            "group by (default: commune); may be repeated",
        ),
    )
    parser.add_argument(
        "--stretch-km",
        type=as_number,
        metavar="KM",
        help=words(
            f"độ dài đoạn của --by stretch (mặc định: {DEFAULTS.stretch_km:g})",
            f"stretch length (default: {DEFAULTS.stretch_km:g})",
        ),
    )
    parts = parser.add_mutually_exclusive_group()
    parts.add_argument(
        "--full",
        action="store_true",
        help=words(
            "báo cáo và phụ lục, đủ mọi phần (md, html, xlsx, docx, pdf: mặc định khi không có "
            "--by)",
            "letter and annexes, everything in them (md, html, xlsx, docx, pdf: so without --by)",
        ),
    )
    parts.add_argument(
        "--letter",
        action="store_true",
        help=words("chỉ báo cáo, không có phụ lục", "the letter alone, without annexes"),
    )
    parts.add_argument(
        "--annexes", action="store_true", help=words("chỉ phụ lục", "the annexes alone")
    )
    parser.add_argument(
        "--sections",
        metavar="KEY,…",
        help=words(
            "chỉ các mục này, cách nhau bằng dấu phẩy; tên các mục: mocgioi help sections",
            "these sections only, between commas; their keys: mocgioi help sections",
        ),
    )
    parser.add_argument(
        "--plan",
        type=as_path,
        metavar="FILE",
        help=words(
            "kế hoạch đề xuất trong báo cáo (plan -o plan.json); đi với --full, --letter hoặc -o",
            "the plan that the report proposes (plan -o plan.json); with --full, --letter or -o",
        ),
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        help=words(
            "so với ngày này (mặc định: ngày trước kỳ báo cáo)",
            "compare with this day (default: the day before the period)",
        ),
    )
    parser.add_argument(
        "--internal",
        action="store_true",
        help=words(
            "thêm phụ lục nội bộ (tuyến trên bản đồ, tệp và dòng, số liệu kiểm tra đã nhập); mọi "
            "trang ghi NỘI BỘ",
            "add the internal annexes (lines on the map, files and rows, inspections entered); "
            "every page is marked",
        ),
    )
    parser.add_argument(
        "--explain",
        action="append",
        metavar="FIGURE|GROUP",
        help=words(
            "mốc và căn cứ của một số liệu (road_built, overdue, conflicts…) hoặc nhóm "
            "(commune=06004, condition=minor_damage; «commune=»: chưa xếp được); lặp lại được",
            "markers and evidence behind a figure (road_built, overdue, conflicts…) or group "
            "(commune=06004, condition=minor_damage; “commune=”: not placed); may be repeated",
        ),
    )
    add_dates(parser, words)
    _add_period(parser, words)
    add_head(parser, words)
    add_format(parser, words, FORMATS)


def _add_period(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the period whose additions are counted."""
    parser.add_argument(
        "--period",
        metavar="FROM..TO",
        help=words(
            "kỳ báo cáo, ví dụ 15/12/2024..14/12/2025 (mặc định: năm của --as-of, đến ngày đó)",
            "period of the report, such as 2024-12-15..2025-12-14 (default: the year of --as-of, "
            "up to that day)",
        ),
    )


def _period_of(args: argparse.Namespace) -> tuple[str, str] | None:
    """Return the first and the last day that ``--period`` gives, as they were typed; None: none.

    Raises:
        UsageError: it is not FROM..TO.
    """
    if args.period is None:
        return None
    first, dots, last = args.period.partition("..")
    if not (first.strip() and dots and last.strip()):
        raise UsageError(
            f"--period «{args.period}»: cần TỪ..ĐẾN, ví dụ 15/12/2024..14/12/2025.",
            f"--period “{args.period}”: FROM..TO is needed, such as 2024-12-15..2025-12-14.",
        )
    return first.strip(), last.strip()


def run(args: argparse.Namespace) -> int:
    """Print or write the report, or what stands behind one of its figures."""
    if args.explain:
        return _explain(args)
    form = form_of(args)
    if form == "text" and _is_at_a_glance(args):
        print(console.answer(args, "report"), end="")
        return console.DONE
    made = console.tracker(args).figures.report(
        form=form,
        lang=args.lang,
        by=args.by,
        as_of=args.as_of,
        known_at=args.known_at,
        stretch_km=args.stretch_km,
        full=args.full or None,
        since=args.since,
        period=_period_of(args),
        internal=args.internal or None,
        part="letter" if args.letter else "annexes" if args.annexes else "all",
        sections=args.sections and [key.strip() for key in args.sections.split(",")],
        plan=args.plan,
        letterhead=head_of(args),
        spell=console.speller(args, anywhere=args.out is not None),
        remark=lambda text: console.say(text.to(args.lang), quiet=args.quiet),
    )
    console.deliver_form(made, form, args)
    return console.DONE


def _is_at_a_glance(args: argparse.Namespace) -> bool:
    """Say whether the report is that of today by commune, as without any option."""
    from mocgioi.tracker.moments import today

    is_another = any(getattr(args, name) for name in _OF_ANOTHER)
    return not is_another and args.by in (None, ["commune"]) and args.as_of in (None, today())


def _explain(args: argparse.Namespace) -> int:
    """Print or write which markers stand behind figures or groups, and on what they rest."""
    from mocgioi.outputs import explanation
    from mocgioi.outputs.json_text import as_json

    idle = [option for name, option in _NOT_EXPLAINED.items() if getattr(args, name)]
    if args.stretch_km and not any(name.startswith("stretch=") for name in args.explain):
        idle.append("--stretch-km")
    if idle:
        listed = ", ".join(idle)
        raise UsageError(
            f"{listed}: không đi với --explain. Bỏ đi, hoặc bỏ --explain.",
            f"{listed}: does not go with --explain. Leave it out, or leave out --explain.",
        )
    form = form_of(args, ("text", "json", "csv"))
    document = console.tracker(args).figures.explain(
        *args.explain,
        as_of=args.as_of,
        known_at=args.known_at,
        stretch_km=args.stretch_km,
        period=_period_of(args),
    )
    if form == "json":
        text = as_json(document)
    elif form == "csv":
        text = explanation.as_csv(document)
    else:
        text = explanation.as_text(document, args.lang, spell=console.speller(args))
    console.deliver_form(text, form, args)
    return console.DONE
