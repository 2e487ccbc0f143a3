r"""Compare paths of other systems by the rules of these systems (pure).

Download clients, Plex and Home Assistant may run on different systems, so these paths are never accessed. Windows paths
(with a drive, `\\server` or `//server`) are compared case-insensitively. Compared with a Linux path, however, `//`
counts as `/`, because some clients double it. Composed and decomposed Unicode are equal, because macOS and many NAS use
the latter.
"""

from collections.abc import Sequence
from functools import lru_cache
import ntpath
from pathlib import PurePath, PurePosixPath, PureWindowsPath
import posixpath
import re
import unicodedata

_CACHED = 4096
"""Many downloads at once are compared with the same few folders."""
_SHARE = "//"
"""The start of a UNC path with slashes, which are kept, because Plex only accepts its own notation."""
_WINDOWS = re.compile(r"[A-Za-z]:([\\/]|$)|\\\\")
_WINDOWS_OR_SHARE = re.compile(rf"{_WINDOWS.pattern}|//[^/]")


def normalize(path: str) -> str:
    """Return the path without doubled or trailing separators and without `.` and `..`."""
    return str(_parse(path))


def is_absolute(path: str) -> bool:
    """Return whether the path starts at a root: `/`, a drive or a UNC share."""
    return path.startswith("/") or _WINDOWS.match(path) is not None


@lru_cache(_CACHED)
def below(path: str, folder: str) -> tuple[str, ...] | None:
    """Return the components of the path below the folder: () for the folder itself, None if it is elsewhere."""
    child, parent = _parse(path), _parse(folder)
    if type(child) is not type(parent):
        child, parent = (PureWindowsPath(path) if path.anchor == _SHARE else path for path in (child, parent))
    elif child.anchor != parent.anchor:
        child, parent = (PurePosixPath(str(path)[1:]) if path.anchor == _SHARE else path for path in (child, parent))
    if type(parent) is not type(child) or parent.is_absolute() != child.is_absolute():
        return None
    depth = len(parent.parts)
    if _normalized_parts(child)[:depth] != _normalized_parts(parent):
        return None
    rest = child.parts[depth:]
    return None if ".." in rest else rest


def same(path: str, other: str) -> bool:
    """Return whether both are the same file or folder."""
    return below(path, other) == ()


def join(folder: str, *parts: str) -> str:
    """Return a path below the folder, in the notation of the folder."""
    around, rest = str(_parse(folder)), "/".join(parts).lstrip("/")
    # Not with pathlib: an absolute part would replace the folder.
    return normalize(f"{around.rstrip('/')}/{rest}") if rest else around


def parent(path: str) -> str:
    """Return the parent folder of a path; a root is its own parent."""
    return str(_parse(path).parent)


def parents(path: str) -> list[str]:
    """Return the parent folders of a path, the nearest first."""
    return [str(folder) for folder in _parse(path).parents]


def common(files: Sequence[str]) -> str:
    """Return the folder that holds all files, or the only file itself; if there is none, the folder of the first."""
    if len(files) == 1:
        return files[0]
    folders = (folder for folder in parents(files[0]) if all(below(file, folder) is not None for file in files))
    return next(folders, parent(files[0]))


def name(path: str) -> str:
    """Return the last component."""
    return _parse(path).name


def has_name(path: str, wanted: str) -> bool:
    """Return whether the last component has this name, as the system of the path compares names."""
    pure = _parse(path)
    return _normalized_parts(pure)[-1:] == _normalized_parts(type(pure)(pure.anchor, wanted))[-1:]


def stem(path: str) -> str:
    """Return the last component without its suffix."""
    return _parse(path).stem


def suffix(path: str) -> str:
    """Return the suffix of the last component in lower case, with its dot, or an empty string."""
    # Not with _parse or splitext, which are too slow for the files of a large download.
    path = path.rstrip("/\\")
    before, _, ending = path[max(path.rfind("/"), path.rfind("\\")) + 1 :].rpartition(".")
    return f".{ending}".lower() if before.strip(".") else ""


def comparable_name(path: str) -> str:
    """Return a key that is the same for every notation of the last component."""
    return comparable(name(path))


@lru_cache(_CACHED)
def comparable(path: str) -> str:
    """Return a key that is the same for every notation of a path; different paths may share a key."""
    return unicodedata.normalize("NFC", normalize(path)).casefold().replace("\\", "/").strip("/")


def without_doubled_separators(path: str) -> str:
    r"""Return the path as it is spelled, without repeated separators except the two that start a UNC share."""
    if not _WINDOWS_OR_SHARE.match(path):
        return re.sub("/{2,}", "/", path)
    share = path[:2] if path.startswith(("\\\\", _SHARE)) else ""
    rest = path.lstrip("\\/") if share else path
    return share + re.sub(r"([\\/])[\\/]+", r"\1", rest)


@lru_cache(_CACHED)
def _parse(path: str) -> PurePath:
    """Return the path as a path of the system that it looks like."""
    path = path if _WINDOWS.match(path) else posixpath.normpath(path)
    if path == _SHARE:  # a share has a name
        return PurePosixPath("/")
    if _WINDOWS.match(path):
        return PureWindowsPath(ntpath.normpath(path + "\\" if path.endswith(":") else path))
    return PurePosixPath(posixpath.normpath(path.replace("\\", "/")) if path.startswith(_SHARE) else path)


def _normalized_parts(path: PurePath) -> tuple[str, ...]:
    parts = tuple(unicodedata.normalize("NFC", part) for part in path.parts)
    if isinstance(path, PureWindowsPath) or path.anchor == _SHARE:
        return tuple(part.casefold() for part in parts)
    return parts
