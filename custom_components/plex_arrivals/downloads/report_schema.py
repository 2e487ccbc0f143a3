"""The fields of a report about a finished download: one definition of each, for the webhook and the action (pure).

The validators take any value, as a sender may write anything. They raise vol.Invalid with the rest of a sentence that
begins with the name of the field, or with a whole sentence.
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
"""Longer texts are cut."""

_NOT_ABSOLUTE: Final = "is not a full path: it has to start at the root."
_IS_ROOT: Final = "The path is a root: it names no file or folder of the download's own."
TRANSLATION_KEYS: Final = {_NOT_ABSOLUTE: "path_not_absolute", _IS_ROOT: "path_is_root"}

_INFO_HASH: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class InvalidReportError(Exception):
    """A report that cannot be understood; the message is a sentence for its sender."""

    def __init__(self, cause: vol.Invalid) -> None:
        """Initialize the error from that of a validator."""
        key = next((key for key in reversed(cause.path) if isinstance(key, str)), None)
        super().__init__(cause.msg if key is None or cause.msg[0].isupper() else f"{key} {cause.msg}")
        self.translation_key = TRANSLATION_KEYS.get(cause.msg)
        """The key of a translated exception with the same meaning, None if there is none."""


def text(value: object) -> str | None:
    """Return a text without the blanks around it, or None for an empty one."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise vol.Invalid("is not a text.")
    return value.strip()[:MAX_TEXT_LENGTH] or None


def texts(value: object) -> tuple[str, ...]:
    """Return texts that are given as a list, or as one text with commas between them."""
    given = value.split(",") if isinstance(value, str) else value or []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise vol.Invalid("is not a list of texts.")
    return tuple(found for one in given if (found := text(one)))


def path(value: object) -> str | None:
    """Return a full path, of Windows or any other system, or None for an empty one."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise vol.Invalid("is not a text.")
    if len(value) > MAX_PATH_LENGTH or "\0" in value:
        raise vol.Invalid("is no path.")
    if not paths.is_absolute(value):
        raise vol.Invalid(_NOT_ABSOLUTE)
    if ".." in value.replace("\\", "/").split("/"):
        raise vol.Invalid('has a "..".')
    return paths.normalize(value)


def path_below_root(value: object) -> str:
    """Return the full path of a file or folder of a download's own: neither a root nor a drive or a share."""
    if isinstance(value, str) and paths.is_absolute(value) and not client_paths.is_below_root(value):
        raise vol.Invalid(_IS_ROOT)
    if (found := path(value)) is None:
        raise vol.Invalid("There is no path in it.")
    return found


def info_hash(value: object) -> str | None:
    """Return a torrent's info hash in lower case, or None for an empty text."""
    found = (text(value) or "").lower()
    if found and not _INFO_HASH.fullmatch(found):
        raise vol.Invalid("is not an info hash of 40 or 64 hexadecimal digits.")
    return found or None


def info_hash_or_none(value: object) -> str | None:
    """Return a torrent's info hash in lower case, or None for the id of a Usenet client."""
    try:
        return info_hash(text(value))
    except vol.Invalid:
        if isinstance(value, str):
            return None
        raise


def whole_number(value: object) -> int | None:
    """Return a whole number of at least zero, or None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object, empty for anything else."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Return a list of objects."""
    given = value or []
    if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        raise vol.Invalid("is not a list of objects.")
    if len(given) > MAX_FILES:
        raise vol.Invalid(f"has more than {MAX_FILES} entries.")
    return given


def files(value: object) -> list[Mapping[str, Any]]:
    """Return files as objects with `path` and `size`; they are given as such, as paths, or as one path."""
    given = [value] if value and isinstance(value, str) else value or []
    if not isinstance(given, list):
        raise vol.Invalid("is not a list.")
    return mappings([one if isinstance(one, Mapping) else {"path": one} for one in given])


def field[T](fields: Mapping[str, Any], key: str, validate: Callable[[object], T]) -> T:
    """Return the value of a field, None where it is left out, as its validator returns it."""
    try:
        return validate(fields.get(key))
    except vol.Invalid as err:
        err.prepend([key])
        raise


def path_in(folder: str, fields: Mapping[str, Any], key: str) -> str | None:
    """Return the full path in a field that has it in full or relative to a folder, None where it is left out."""
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
"""What anybody may report; the paths of `files` may be relative to `path`."""
