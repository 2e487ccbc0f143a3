"""Names of files on the Plex server, which may run on another operating system (pure).

Separate from the top level's `paths.py`, which compares the paths of several machines: requests to Plex need less.
"""

import re
import unicodedata

_WINDOWS = re.compile(r"[A-Za-z]:(?:[\\/]|$)|\\\\|//[^/]")


def is_windows(path: str) -> bool:
    r"""Return whether this is a Windows path (`C:\…`, `\\server\…`, `//server/…`), which ignores case."""
    return _WINDOWS.match(path) is not None


def base_name(path: str) -> str:
    r"""Return the last part of a path; after a leading `/`, a backslash is part of a name."""
    parts = path.split("/") if path.startswith("/") and not is_windows(path) else re.split(r"[\\/]", path)
    return parts[-1]


def same_name(wanted: str, path: str) -> bool:
    """Return whether `wanted` is the base name of `path`, in any Unicode form: macOS decomposes letters (NFD)."""
    names = [unicodedata.normalize("NFC", name) for name in (wanted, base_name(path))]
    if is_windows(path):
        names = [name.casefold() for name in names]
    return names[0] == names[1]


def without_doubled_separators(path: str) -> str:
    r"""Return the path without repeated separators, except for the two at the start of `\\server\…` or `//server/…`."""
    if not is_windows(path):
        return re.sub("/{2,}", "/", path)
    share = path[:2] if path.startswith(("\\\\", "//")) else ""
    rest = path.lstrip("\\/") if share else path
    return share + re.sub(r"([\\/])[\\/]+", r"\1", rest)
