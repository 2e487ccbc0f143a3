"""The values of a report, checked: whoever sends one may write anything (pure)."""

from collections.abc import Mapping, Sequence
import ntpath
from pathlib import PurePath, PurePosixPath, PureWindowsPath
import posixpath
import re
from typing import Any, Final

from .download import DownloadedFile
from .source import has_own_name, join_path

MAX_FILES: Final = 10_000
_LONGEST_PATH = 4096
_LONGEST_TEXT = 1024
_INFO_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class InvalidReportError(Exception):
    """A report that cannot be understood; the message is a sentence for whoever sent it."""


def text(fields: Mapping[str, Any], key: str) -> str | None:
    """Return a text, cut to what is of use, or None where it is left out or empty."""
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidReportError(f"{key} is not a text.")
    return value.strip()[:_LONGEST_TEXT] or None


def words(fields: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return texts that are given as a list, or as one text with commas between them."""
    value = fields.get(key) or ()
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, Sequence) or not all(isinstance(word, str) for word in value):
        raise InvalidReportError(f"{key} is not a list of texts.")
    return tuple(word.strip()[:_LONGEST_TEXT] for word in value if word.strip())


def mapping(fields: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return what is there under a name, or nothing."""
    value = fields.get(key)
    return value if isinstance(value, Mapping) else {}


def mappings(fields: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return a list of mappings, empty where it is left out."""
    value = fields.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise InvalidReportError(f"{key} is not a list of objects.")
    if len(value) > MAX_FILES:
        raise InvalidReportError(f"{key} has more than {MAX_FILES} entries.")
    return value


def path(fields: Mapping[str, Any], key: str) -> str | None:
    """Return a full path, of Windows or any other system, or None where it is left out or empty."""
    value = fields.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InvalidReportError(f"{key} is not a text.")
    if len(value) > _LONGEST_PATH or "\0" in value:
        raise InvalidReportError(f"{key} is no path.")
    pure = _pure(value)
    if not pure.is_absolute():
        raise InvalidReportError(f"{key} is not a full path: it has to start at the root.")
    if ".." in pure.parts:
        raise InvalidReportError(f'{key} has a "..".')
    return str(pure)


def place(full_path: str) -> str:
    """Return a full path; raises InvalidReportError for a root, a drive or a share, which are no download's own."""
    if not has_own_name(full_path):
        raise InvalidReportError("The path is a root: it names no file or folder of the download's own.")
    return full_path


def within(folder: str, fields: Mapping[str, Any], key: str) -> str | None:
    """Return the full path of something whose path is given in full or relative to a folder."""
    relative = fields.get(key)
    if isinstance(relative, str) and relative and not _pure(relative).is_absolute():
        fields = {key: join_path(folder, relative)}
    return path(fields, key)


def info_hash(fields: Mapping[str, Any], key: str) -> str | None:
    """Return a torrent's info hash in lower case; the ids that Usenet clients give are none."""
    found = (text(fields, key) or "").lower()
    return found if _INFO_HASH.fullmatch(found) else None


def number(fields: Mapping[str, Any], key: str) -> int | None:
    """Return a whole number that isn't negative, or None where there is none."""
    value = fields.get(key)
    return value if type(value) is int and value >= 0 else None


def last_name(full_path: str) -> str:
    """Return the name of a file or a folder."""
    return _pure(full_path).name or full_path


def common_path(files: Sequence[DownloadedFile]) -> str:
    """Return the only file's path, or that of the folder that holds all files."""
    found = [file.path for file in files]
    if len(found) == 1:
        return found[0]
    common = ntpath.commonpath if isinstance(_pure(found[0]), PureWindowsPath) else posixpath.commonpath
    try:
        return common(found)
    except ValueError as err:  # other drives, or paths of two systems
        raise InvalidReportError("The files lie in no common folder.") from err


def _pure(value: str) -> PurePath:
    windows = PureWindowsPath(value)
    return windows if windows.drive and not value.startswith("/") else PurePosixPath(value)
