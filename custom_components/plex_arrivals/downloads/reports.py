"""What the webhook is sent, as downloads (pure).

What it is shows by itself, since senders mislabel it: JSON begins with a brace, everything else is a form. An
`eventType` marks Sonarr and its like. Others send the plain report (`name`, `path`, `category`, `labels`,
`media_type`, `files`, `hash`), or what qBittorrent and Transmission call it.
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

from . import report_values as values
from .download import ChangedFolder, Download, DownloadedFile
from .importer_reports import read_import
from .report_values import InvalidReportError

_MULTIPART: Final = "multipart/form-data"
_KEEPS_NAMES: Final = (4, 1)
"""From this version on Transmission calls a folder as it calls its torrent, whatever characters are in that."""


def read_report(body: bytes, content_type: str, now: datetime) -> Download | ChangedFolder | None:
    """Return what a report speaks of, None where that is nothing that is to arrive in Plex; raises InvalidReportError.

    `content_type` is the header as it came. `now` is when an import, which is reported right away, was finished.
    """
    fields = _fields(body, content_type)
    if "eventType" in fields:
        return read_import(fields, now)
    if "content_path" in fields:  # qBittorrent runs its program after it has moved the files
        fields = {**fields, "path": fields["content_path"], "labels": fields.get("tags")}
        return _read_plain(fields, "qbittorrent", settled=True)
    if "TR_TORRENT_DIR" in fields:
        return _read_plain(_from_transmission(fields), "transmission")
    return _read_plain(fields, "webhook")


def _fields(body: bytes, content_type: str) -> Mapping[str, Any]:
    body = body.removeprefix(codecs.BOM_UTF8).strip()
    if not body:
        raise InvalidReportError("The report is empty.")
    try:
        if content_type.lower().startswith(_MULTIPART):
            return _multipart(body, content_type)
        if body[:1] in b"{[":
            fields = json_loads(body)
        else:
            return _single(parse_qs(body.decode(), keep_blank_values=True, max_num_fields=values.MAX_FILES))
    except (ValueError, LookupError, RecursionError) as err:  # a charset that isn't one, parts within parts
        raise InvalidReportError("The report is neither JSON nor a form.") from err
    if not isinstance(fields, Mapping):
        raise InvalidReportError("The report is not a JSON object.")
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
    folder, name = values.path(fields, "TR_TORRENT_DIR"), fields.get("TR_TORRENT_NAME")
    version = re.match(r"(\d+)\.(\d+)", values.text(fields, "TR_APP_VERSION") or "")
    replaces = version and tuple(map(int, version.groups())) < _KEEPS_NAMES
    on_disk = re.sub(r'[:?*"<>|]', "_", name) if isinstance(name, str) and replaces else name
    return {
        "name": name,
        "path": folder and values.within(folder, {"name": on_disk}, "name"),
        "labels": fields.get("TR_TORRENT_LABELS"),
        "hash": fields.get("TR_TORRENT_HASH"),
    }


def _read_plain(fields: Mapping[str, Any], source: str, *, settled: bool = False) -> Download:
    path = values.path(fields, "path")
    if path is None:
        raise InvalidReportError("There is no path in it.")
    values.place(path)
    return Download(
        name=values.text(fields, "name") or values.last_name(path),
        path=path,
        source=source,
        category=values.text(fields, "category"),
        labels=values.words(fields, "labels"),
        files=_files(path, fields),
        hash=values.info_hash(fields, "hash"),
        media_type=values.text(fields, "media_type"),
        settled=settled,
    )


def _files(folder: str, fields: Mapping[str, Any]) -> tuple[DownloadedFile, ...]:
    """Return the files: each a path, in full or relative to the download's, or an object with `path` and `size`."""
    given = fields.get("files") or []
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list):
        raise InvalidReportError("files is not a list.")
    if len(listed) > values.MAX_FILES:
        raise InvalidReportError(f"files has more than {values.MAX_FILES} entries.")
    files = []
    for one in listed:
        file = one if isinstance(one, Mapping) else {"path": one}
        path = values.within(folder, file, "path")
        if path is None:
            raise InvalidReportError("One of the files has no path.")
        files.append(DownloadedFile(path=values.place(path), size=values.number(file, "size")))
    return tuple(files)
