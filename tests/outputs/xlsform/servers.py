"""What form servers hand out for submissions of our form: ODK Central's and KoboToolbox's exports.

Columns, their order and their names are as the servers' own code writes them (central-backend,
``lib/data/briefcase.js`` and ``json.js``; formpack, ``reporting/export.py``).
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from tests.outputs.xlsform.phone import Converted, leaves

SENT = "2026-11-21T02:00:00"
_GEOPOINTS = {"location"}
_PHOTOS = {"photo_marker", "photo_road", "photo_other"}


def _every(submissions: Sequence[Any]) -> list[tuple[str, ...]]:
    """Return the path of every question: an export has those that nobody was asked, too."""
    paths: dict[tuple[str, ...], None] = {}
    for submission in submissions:
        for path, _ in leaves(submission):
            paths.setdefault(path)
    return list(paths)


def _key(submission: Any) -> str:
    return str(submission.find("meta/instanceID").text)


def central_csv(submissions: Sequence[Any], *, group_paths: bool = True, review: str = "") -> bytes:
    """Return the table of submissions of ODK Central."""
    header, paths = ["SubmissionDate"], _every(submissions)
    for path in paths:
        name = "-".join(path) if group_paths else path[-1]
        if path[-1] in _GEOPOINTS:
            header += [
                f"{name}-{part}" for part in ("Latitude", "Longitude", "Altitude", "Accuracy")
            ]
        else:
            header.append(name)
    header += ["KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected"]
    header += ["Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    rows = []
    for submission in submissions:
        said, row = dict(leaves(submission)), [f"{SENT}.123Z"]
        for path in paths:
            text = said.get(path, "")
            if path[-1] in _GEOPOINTS:
                row += [*text.split(), "", "", "", ""][:4]
            else:
                row.append(text)
        expected = str(sum(bool(said.get(path)) for path in paths if path[-1] in _PHOTOS))
        row += [_key(submission), "12", "Đồn Chi Ma", expected, expected, "", review]
        rows.append([*row, "collect:abc", "0", submission.get("version")])
    return _csv([header, *rows], ",")


def central_zip(submissions: Sequence[Any], photos: Mapping[str, bytes], **options: Any) -> bytes:
    """Return all of it as Central's zip: the table is called by the form, media beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(f"{submissions[0].get('id')}.csv", central_csv(submissions, **options))
        for name, content in photos.items():
            archive.writestr(f"media/{name}", content)
    return stream.getvalue()


def central_odata(submissions: Sequence[Any]) -> bytes:
    """Return the submissions as Central's OData service does."""
    value = []
    for submission in submissions:
        record: dict[str, Any] = {
            "__id": _key(submission),
            "__system": {
                "submissionDate": f"{SENT}.123Z",
                "updatedAt": None,
                "submitterId": "12",
                "submitterName": "Đồn Chi Ma",
                "attachmentsPresent": 1,
                "attachmentsExpected": 1,
                "status": None,
                "reviewState": None,
                "deviceId": "collect:abc",
                "edits": 0,
                "formVersion": submission.get("version"),
            },
        }
        for path, text in leaves(submission):
            bag = record
            for group in path[:-1]:
                bag = bag.setdefault(group, {})
            bag[path[-1]] = _odata(path[-1], text)
        value.append(record)
    context = "https://odk.example/v1/projects/1/forms/mocgioi.svc/$metadata#Submissions"
    return json.dumps({"value": value, "@odata.context": context}, ensure_ascii=False).encode()


def _odata(name: str, text: str) -> Any:
    if name not in _GEOPOINTS or not text:
        return text or None
    latitude, longitude, altitude, accuracy = map(float, text.split())
    return {
        "type": "Point",
        "coordinates": [longitude, latitude, altitude],
        "properties": {"accuracy": accuracy},
    }


class Kobo:
    """KoboToolbox, with a form deployed.

    Args:
        form: as pyxform converts it. language: of labels; None: XML values and headers.
        groups: group names stand before those of the questions.
    """

    def __init__(self, form: Converted, language: str | None = None, groups: bool = False) -> None:
        self._form = form.xml
        self._language = language
        self._groups = groups
        texts = form.xml.findall(f".//{{*}}translation[@lang='{language}']/{{*}}text")
        self._texts = {text.get("id"): "".join(text.find("{*}value").itertext()) for text in texts}

    def table(self, submissions: Sequence[Any]) -> list[list[Any]]:
        """Return header and rows of an export."""
        paths = [path for path in _every(submissions) if path[0] != "meta"]
        header: list[Any] = []
        for path in paths:
            label = self._heading(path)
            header.append(label)
            if path[-1] in _GEOPOINTS:
                parts = ("latitude", "longitude", "altitude", "precision")
                header += [f"_{label}_{part}" for part in parts]
            elif path[-1] in _PHOTOS:
                header.append(f"{label}_URL")
        header += ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
        header += ["_submitted_by", "__version__", "_tags", "meta/rootUuid", "_index"]
        rows = [self._row(submission, paths, n) for n, submission in enumerate(submissions, 1)]
        return [header, *rows]

    def _row(self, submission: Any, paths: Sequence[tuple[str, ...]], count: int) -> list[Any]:
        said, row = dict(leaves(submission)), []
        for path in paths:
            text = said.get(path, "")
            row.append(self._choice(path, text))
            if path[-1] in _GEOPOINTS:
                row += [*text.split(), "", "", "", ""][:4]
            elif path[-1] in _PHOTOS:
                row.append(f"https://kc.example/media/original?media_file={text}" if text else "")
        key = _key(submission).removeprefix("uuid:")
        own = [600 + count, key, SENT, "", "", "submitted_via_web", "don_chi_ma"]
        return [*row, *own, submission.get("version"), "", f"uuid:{key}", count]

    def _heading(self, path: tuple[str, ...]) -> str:
        names = [self._label(path[: place + 1]) for place in range(len(path))]
        return "/".join(names) if self._groups else names[-1]

    def _label(self, path: tuple[str, ...]) -> str:
        if self._language is None:
            return path[-1]
        return self._texts.get(f"/data/{'/'.join(path)}:label", path[-1])

    def _choice(self, path: tuple[str, ...], text: str) -> str:
        """Return the label of a choice; one from a file stands as it was chosen."""
        if self._language is None or not text:
            return text
        for item in self._form.findall(f".//{{*}}instance[@id='{path[-1]}']//{{*}}item"):
            if item.findtext("{*}name") == text:
                return self._texts[item.findtext("{*}itextId")]
        return text

    def csv(self, submissions: Sequence[Any]) -> bytes:
        """Return the CSV: semicolons, all in quotes."""
        return _csv(self.table(submissions), ";", csv.QUOTE_ALL)

    def xlsx(self, submissions: Sequence[Any]) -> bytes:
        """Return the workbook; answers are texts in it."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in self.table(submissions):
            sheet.append([None if cell == "" else cell for cell in row])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def geojson(self, submissions: Sequence[Any]) -> bytes:
        """Return the features, without those that have no place."""
        header, *rows = self.table(submissions)
        features = []
        for row in rows:
            cells = dict(zip(header, row, strict=True))
            (geopoint,) = [h for h in header if f"_{h}_latitude" in header]
            if not cells[geopoint]:
                continue
            latitude, longitude, altitude, _ = map(float, cells[geopoint].split())
            kept = {h: c for h, c in cells.items() if c != "" and not h.startswith(f"_{geopoint}")}
            kept.pop(geopoint)
            point = {"type": "Point", "coordinates": [longitude, latitude, altitude]}
            features.append({"type": "Feature", "geometry": point, "properties": kept})
        whole = {"type": "FeatureCollection", "name": "Phiếu", "features": features}
        return json.dumps(whole, ensure_ascii=False).encode()


def _csv(rows: Sequence[Sequence[Any]], delimiter: str, quoting: Any = csv.QUOTE_MINIMAL) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8")
