"""The fields of a report about a finished download: one definition of each, for the webhook and the action (pure).

The validators accept any value. The message of vol.Invalid is a sentence; if it starts in lower case, the name of the
field goes in front of it. `fields` is the lenient counterpart, for the data of other integrations.
"""

from collections.abc import Callable, Mapping
import re
from typing import Any, Final

import voluptuous as vol

from .. import paths
from . import client_paths

MAX_FILES: Final = 10_000
MAX_PATH_LENGTH: Final = 4096
MAX_TEXT_LENGTH: Final = 1024
"""Longer strings are cut."""

_NOT_ABSOLUTE: Final = "is not a full path: it has to start at the root."
_IS_ROOT: Final = "The path is a root folder. Use the folder or file of the download."
TRANSLATION_KEYS: Final = {_NOT_ABSOLUTE: "path_not_absolute", _IS_ROOT: "path_is_root"}

_INFO_HASH: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class InvalidReportError(Exception):
    """A report that cannot be understood; the message is a sentence for its sender."""

    def __init__(self, cause: vol.Invalid) -> None:
        """Initialize the error from the error of a validator."""
        key = next((key for key in reversed(cause.path) if isinstance(key, str)), None)
        super().__init__(cause.msg if key is None or cause.msg[0].isupper() else f"{key} {cause.msg}")
        self.translation_key = TRANSLATION_KEYS.get(cause.msg)
        """The key of a translated exception with the same meaning; None if there is none."""


def text(value: object) -> str | None:
    """Return a string without surrounding spaces; None for an empty one."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise vol.Invalid("must be a string.")
    return value.strip()[:MAX_TEXT_LENGTH] or None


def texts(value: object) -> tuple[str, ...]:
    """Return strings given as a list, or as one string with commas between them."""
    given = value.split(",") if isinstance(value, str) else value or []
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise vol.Invalid("must be a list of strings.")
    return tuple(string for item in given if (string := text(item)))


def path(value: object) -> str | None:
    """Return a full path of Windows or any other system; None for an empty one."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise vol.Invalid("must be a string.")
    if len(value) > MAX_PATH_LENGTH or "\0" in value:
        raise vol.Invalid("is not a valid path.")
    if not paths.is_absolute(value):
        raise vol.Invalid(_NOT_ABSOLUTE)
    if ".." in value.replace("\\", "/").split("/"):
        raise vol.Invalid('must not contain "..".')
    return paths.normalize(value)


def path_below_root(value: object) -> str:
    """Return the full path of a file or folder; it must not be a root, a drive or a network share."""
    if isinstance(value, str) and paths.is_absolute(value) and not client_paths.is_below_root(value):
        raise vol.Invalid(_IS_ROOT)
    if (full_path := path(value)) is None:
        raise vol.Invalid("The report has no path.")
    return full_path


def info_hash(value: object) -> str | None:
    """Return a torrent's info hash in lower case; None for an empty string."""
    string = (text(value) or "").lower()
    if string and not _INFO_HASH.fullmatch(string):
        raise vol.Invalid("is not an info hash of 40 or 64 hexadecimal digits.")
    return string or None


def info_hash_or_none(value: object) -> str | None:
    """Return a torrent's info hash in lower case; None for any other ID, such as that of a Usenet client."""
    try:
        return info_hash(text(value))
    except vol.Invalid:
        if isinstance(value, str):
            return None
        raise


def whole_number(value: object) -> int | None:
    """Return a whole number of at least zero; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Return a list of objects."""
    given = value or []
    if not isinstance(given, list) or not all(isinstance(item, Mapping) for item in given):
        raise vol.Invalid("must be a list of objects.")
    if len(given) > MAX_FILES:
        raise vol.Invalid(f"has more than {MAX_FILES} entries.")
    return given


def files(value: object) -> list[Mapping[str, Any]]:
    """Return files as objects with `path` and `size`.

    The value is a list of such objects or of paths, or a single path.
    """
    given = [value] if value and isinstance(value, str) else value or []
    if not isinstance(given, list):
        raise vol.Invalid("must be a list.")
    return mappings([file if isinstance(file, Mapping) else {"path": file} for file in given])


def field[T](fields: Mapping[str, Any], key: str, validate: Callable[[object], T]) -> T:
    """Return the validated value of a field; the validator gets None for a missing one."""
    try:
        return validate(fields.get(key))
    except vol.Invalid as err:
        err.prepend([key])
        raise


def path_in(folder: str, fields: Mapping[str, Any], key: str) -> str | None:
    """Return the full path in a field, which may be relative to a folder; None if it is missing."""
    given = fields.get(key)
    if isinstance(given, str) and given and not paths.is_absolute(given):
        fields = {key: client_paths.join(folder, given)}
    return field(fields, key, path)


REPORT: Final = vol.Schema(
    {
        vol.Optional("path", default=None): path_below_root,
        vol.Optional("name", default=None): text,
        vol.Optional("category", default=None): text,
        vol.Optional("labels", default=None): texts,
        vol.Optional("files", default=None): files,
        vol.Optional("hash", default=None): info_hash_or_none,
        vol.Optional("media_type", default=None): text,
    },
    extra=vol.REMOVE_EXTRA,
)
"""The fields of a report; the paths of `files` may be relative to `path`."""
