"""Paths as Plex writes them, on whatever system it runs: text, never looked up on this machine's disk."""

import re
import unicodedata

_WINDOWS = re.compile(r"[A-Za-z]:(?:[\\/]|$)|\\\\|//[^/]")


def is_windows(path: str) -> bool:
    r"""Tell whether a path is one of Windows (`C:\…`, `\\server\…`, `//server/…`), where case does not count."""
    return _WINDOWS.match(path) is not None


def base_name(path: str) -> str:
    r"""Return a file's name; a `\` separates nothing in a path that starts with one `/`, where names may hold one."""
    parts = path.split("/") if path.startswith("/") and not is_windows(path) else re.split(r"[\\/]", path)
    return parts[-1]


def same_name(wanted: str, path: str) -> bool:
    """Tell whether `wanted` is the base name of Plex's `path`; macOS decomposes letters (NFD) that others compose."""
    names = [unicodedata.normalize("NFC", name) for name in (wanted, base_name(path))]
    if is_windows(path):
        names = [name.casefold() for name in names]
    return names[0] == names[1]


def without_doubled_separators(path: str) -> str:
    r"""Return the path with runs of separators made one; the two that begin `\\server\…` or `//server/…` stay."""
    if not is_windows(path):
        return re.sub("/{2,}", "/", path)
    share = path[:2] if path.startswith(("\\\\", "//")) else ""
    rest = path.lstrip("\\/") if share else path
    return share + re.sub(r"([\\/])[\\/]+", r"\1", rest)
