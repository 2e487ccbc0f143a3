"""Parse reports of finished downloads (pure).

The format is detected from the body, because senders often send a wrong content type: JSON starts with a brace,
anything else is a form. A report with an `eventType` is from Sonarr or a similar importer; others have the fields of
`report_schema.REPORT`, or those of qBittorrent or Transmission.
"""

import codecs
from collections.abc import Mapping
from datetime import datetime
import email
import email.policy
import re
from typing import Any, Final
from urllib.parse import parse_qs

from homeassistant.util.json import json_loads
import voluptuous as vol

from .. import paths
from . import report_schema as schema
from .download import Download, DownloadedFile, Report
from .report_schema import InvalidReportError

_MULTIPART: Final = "multipart/form-data"
_NAMES_UNCHANGED_SINCE: Final = (4, 1)
"""Since this version, Transmission does not replace characters in the name of a torrent's folder."""


def parse_body(body: bytes, content_type: str, now: datetime) -> Report:
    """Return the download, the changed folder or the event that a body reports.

    `content_type` is the value of the header. `now` becomes the time at which an import was finished. Raise
    InvalidReportError if the body cannot be parsed.
    """
    try:
        return _parse(_fields(body, content_type), now)
    except vol.Invalid as err:
        raise InvalidReportError(err) from err


def parse_report(fields: Mapping[str, Any], source: str) -> Download:
    """Return the download that the fields of `report_schema.REPORT` describe; raise InvalidReportError."""
    try:
        return _parse_fields(fields, source)
    except vol.Invalid as err:
        raise InvalidReportError(err) from err


def _parse(fields: Mapping[str, Any], now: datetime) -> Report:
    if "eventType" in fields:
        from .importer_reports import parse_importer_report  # noqa: PLC0415 - nobody needs it without an importer

        return parse_importer_report(fields, now)
    if "content_path" in fields:  # qBittorrent runs its program after it has moved the files
        fields = {**fields, "path": fields["content_path"], "labels": fields.get("tags")}
        return _parse_fields(fields, "qbittorrent", settled=True)
    if "TR_TORRENT_DIR" in fields:
        return _parse_fields(_from_transmission(fields), "transmission")
    return _parse_fields(fields, "webhook")


def _parse_fields(fields: Mapping[str, Any], source: str, *, settled: bool = False) -> Download:
    report = schema.REPORT(dict(fields))
    path = report["path"]
    return Download(
        name=report["name"] or paths.name(path),
        path=path,
        source=source,
        category=report["category"],
        labels=report["labels"],
        files=tuple(_file(path, file) for file in report["files"]),
        hash=report["hash"],
        media_type=report["media_type"],
        settled=settled,
    )


def _file(folder: str, file: Mapping[str, Any]) -> DownloadedFile:
    if (path := schema.path_in(folder, file, "path")) is None:
        raise vol.Invalid("One of the files has no path.")
    return DownloadedFile(path=schema.path_below_root(path), size=schema.whole_number(file.get("size")))


def _fields(body: bytes, content_type: str) -> Mapping[str, Any]:
    body = body.removeprefix(codecs.BOM_UTF8).strip()
    if not body:
        raise vol.Invalid("The report is empty.")
    try:
        if content_type.lower().startswith(_MULTIPART):
            return _multipart(body, content_type)
        if body[:1] in b"{[":
            fields = json_loads(body)
        else:
            return _single(parse_qs(body.decode(), keep_blank_values=True, max_num_fields=schema.MAX_FILES))
    except (ValueError, LookupError, RecursionError) as err:  # an unknown charset, or parts within parts
        raise vol.Invalid("The report is neither JSON nor a form.") from err
    if not isinstance(fields, Mapping):
        raise vol.Invalid("The report is not a JSON object.")
    return fields


def _multipart(body: bytes, content_type: str) -> Mapping[str, Any]:
    header = f"Content-Type: {content_type}\r\n\r\n".encode(errors="replace")
    fields: dict[str, list[str]] = {}
    for part in email.message_from_bytes(header + body, policy=email.policy.compat32).walk():
        name, content = part.get_param("name", header="Content-Disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            fields.setdefault(name, []).append(content.decode(errors="replace"))
    return _single(fields)


def _single(fields: Mapping[str, list[str]]) -> Mapping[str, Any]:
    return {name: given[0] if len(given) == 1 else given for name, given in fields.items()}


def _from_transmission(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    folder, name = schema.field(fields, "TR_TORRENT_DIR", schema.path), fields.get("TR_TORRENT_NAME")
    version = re.match(r"(\d+)\.(\d+)", schema.field(fields, "TR_APP_VERSION", schema.text) or "")
    replaces = version and tuple(map(int, version.groups())) < _NAMES_UNCHANGED_SINCE
    on_disk = re.sub(r'[:?*"<>|]', "_", name) if isinstance(name, str) and replaces else name
    return {
        "name": name,
        "path": folder and schema.path_in(folder, {"name": on_disk}, "name"),
        "labels": fields.get("TR_TORRENT_LABELS"),
        "hash": fields.get("TR_TORRENT_HASH"),
    }
