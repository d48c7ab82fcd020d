"""``roads``: what is wrong with them, and what the missing ones cost."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import (
    Words,
    add_action,
    add_actions,
    add_amendment,
    add_dates,
    add_format,
    add_pricing,
)
from mocgioi.errors import UsageError

_CHECK_FORMS = ("text", "json", "csv")
_COST_FORMS = (*_CHECK_FORMS, "geojson", "gpkg")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what is done, each action with arguments of its own."""
    actions = add_actions(parser)
    check = add_action(
        actions,
        words,
        "check",
        "khoảng hở, tuyến trùng, chiều dài, đơn giá, mốc không tới: mọi điều cần xem lại",
        "gaps, duplicates, lengths, costs, markers not reached: all there is to look at",
    )
    add_dates(check, words)
    add_format(check, words, _CHECK_FORMS)
    cost = add_action(
        actions,
        words,
        "cost",
        "ƯỚC TÍNH kinh phí làm đường tới các mốc chưa có, nhiều mốc nhất trên mỗi đồng xếp trước",
        "ESTIMATE what the missing roads cost, most markers a đồng first",
    )
    add_pricing(cost, words)
    add_dates(cost, words)
    add_format(cost, words, _COST_FORMS)
    remove = add_action(
        actions, words, "remove", "tuyến không còn từ ngày --on", "no longer there from --on"
    )
    join = add_action(
        actions,
        words,
        "join",
        "từ ngày --on hai tuyến là một, mang tên tuyến thứ nhất",
        "one road of two from --on, under the name of the first",
    )
    remove.add_argument("road", metavar="ROAD")
    join.add_argument("road", metavar="ROAD")
    join.add_argument("other", metavar="ROAD")
    for action in (remove, join):
        add_amendment(action, words)
        add_format(action, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Check the roads, estimate what the missing ones cost, remove one or join two."""
    if args.action in ("remove", "join"):
        return _amend(args)
    return _check(args) if args.action == "check" else _cost(args)


def _amend(args: argparse.Namespace) -> int:
    roads = console.tracker(args).roads
    how = {"on": args.on, "why": args.why, "by": args.by}
    if args.action == "remove":
        receipt = roads.remove(args.road, **how)
    else:
        receipt = roads.join(args.road, args.other, **how)
    console.print_receipts([receipt], args)
    return console.DONE


def _check(args: argparse.Namespace) -> int:
    from mocgioi.outputs import roads_table
    from mocgioi.outputs.json_text import as_json

    form = form_of(args, _CHECK_FORMS)
    document = console.tracker(args).roads.check(
        as_of=args.as_of, known_at=args.known_at, lang=args.lang
    )
    if form == "json":
        text = as_json(document)
    elif form == "csv":
        text = roads_table.as_csv(document)
    else:
        text = roads_table.as_text(document, args.lang)
    console.deliver_form(text, form, args)
    return console.NEEDS_PERSON if document["needs_person"] else console.DONE


def _cost(args: argparse.Namespace) -> int:
    from mocgioi.outputs import cost_table
    from mocgioi.outputs.json_text import as_json

    form = form_of(args, _COST_FORMS)
    if form == "gpkg" and args.out is None:
        raise UsageError("GeoPackage phải ghi vào tệp: -o TỆP.gpkg.", "Give a file: -o FILE.gpkg.")
    document = console.tracker(args).roads.costs(
        as_of=args.as_of,
        known_at=args.known_at,
        prices=args.prices,
        vnd_per_m=args.vnd_per_m,
        detour_factor=args.detour_factor,
    )
    made: str | bytes
    if form == "json":
        made = as_json(document)
    elif form == "csv":
        made = cost_table.as_csv(document)
    elif form == "geojson":
        made = cost_table.as_geojson(document)
    elif form == "gpkg":
        from mocgioi.tracker.roads import cost_layer

        made = cost_layer(document)
    else:
        made = cost_table.as_text(document, args.lang, spell=console.speller(args))
    console.deliver_form(made, form, args)
    return console.DONE
