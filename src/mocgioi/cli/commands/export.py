"""``export``: markers, roads and what else there is as a file for other programs."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_dates, as_path


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take what is exported, the file, its system, of which day, and whom it is for."""
    from mocgioi.outputs.export.columns import TITLES

    parser.add_argument("kind", choices=TITLES)
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE",
        required=True,
        help=words(
            "tệp để ghi; đuôi chọn dạng: geojson, gpkg, fgb, kml, kmz, gpx, shp, zip (shapefile "
            "nén), tab, mif, dxf, csv, xlsx",
            "file to write; its ending chooses the format: geojson, gpkg, fgb, kml, kmz, gpx, "
            "shp, zip (a zipped shapefile), tab, mif, dxf, csv, xlsx",
        ),
    )
    parser.add_argument(
        "--crs",
        metavar="EPSG:n",
        help=words(
            "hệ tọa độ của tệp (mặc định: EPSG:4326; dxf: EPSG:9215); geojson, kml, gpx chỉ có "
            "EPSG:4326",
            "the file's CRS (default: EPSG:4326; dxf: EPSG:9215); geojson, kml, gpx have "
            "EPSG:4326 only",
        ),
    )
    add_dates(parser, words)
    parser.add_argument(
        "--audience",
        choices=("full", "internal", "public"),
        default="full",
        help=words(
            "cho ai xem, như bản đồ: full (mặc định); internal: vị trí khoảng 11 m, không có tên "
            "người, ghi chú, nguồn; public: không có gì về từng mốc",
            "who it is for, as of the map: full (default); internal: positions to about 11 m, no "
            "names, notes or sources; public: nothing of any single marker",
        ),
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help=words(
            "ghi đè tệp đã có, cả khi đã bị sửa", "write over a file that is there, edited or not"
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    written = console.tracker(args).exports.write(
        args.kind,
        args.out,
        crs=args.crs,
        as_of=args.as_of,
        known_at=args.known_at,
        audience=args.audience,
        lang=args.lang,
        replace=args.replace,
        remark=lambda sentence: console.say(sentence, quiet=args.quiet),
    )
    for path in written:
        console.say_written(path, args.lang, quiet=args.quiet)
    return console.DONE
