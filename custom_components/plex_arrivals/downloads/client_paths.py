"""Paths as the machines of download clients and importers spell them, Windows' or any other's (pure).

They are joined as texts, since a torrent may have thousands of files.
"""

from collections.abc import Collection, Iterable, Sequence
import ntpath
from pathlib import PurePath, PurePosixPath, PureWindowsPath
import posixpath


def join_path(folder: str, name: str) -> str:
    r"""Join a folder of the client's machine and a name relative to it, whose parts are joined by "/".

    >>> join_path("/downloads/", "Show/01.mkv")
    '/downloads/Show/01.mkv'
    >>> join_path("D:\\Downloads", "Show/01.mkv")
    'D:\\Downloads\\Show\\01.mkv'
    """
    separator = _separator(folder)
    return folder.rstrip(separator) + separator + name.lstrip("/").replace("/", separator)


def folder_of(path: str, name: str) -> str | None:
    r"""Return the folder into which a download of that name was put; its path is its folder, or something in that.

    >>> folder_of("/complete/tv/Show.S01E01", "Show.S01E01")
    '/complete/tv'
    >>> folder_of("D:\\complete\\Film\\Film.mkv", "Film")
    'D:\\complete'
    """
    separator = _separator(path)
    before, found, _ = (path + separator).rpartition(separator + name + separator)
    return before if found and before else None


def path_of(folder: str, files: Iterable[str]) -> str | None:
    """Return where a torrent lies in its client's folder: what all its files begin with, else the folder itself.

    Its name need not be that: clients replace what a file system does not take, and people rename torrents. `files`
    are relative to the folder; None where there are none.

    >>> path_of("/downloads", ["Show_ S01/01.mkv", "Show_ S01/02.mkv"])
    '/downloads/Show_ S01'
    >>> path_of("/downloads", ["01.mkv", "02.mkv"])
    '/downloads'
    """
    top = {file.lstrip("/").partition("/")[0] for file in files}
    return (join_path(folder, top.pop()) if len(top) == 1 else folder) if top else None


def paths_of(folder: str, path: str, files: Collection[str]) -> list[str]:
    """Return the full paths of a torrent's files, which are relative to its client's folder, or to its own path.

    >>> paths_of("/downloads", "/downloads/Show", ["Show/01.mkv"])
    ['/downloads/Show/01.mkv']
    >>> paths_of("/downloads", "/downloads/Show", ["01.mkv"])
    ['/downloads/Show/01.mkv']
    >>> paths_of("/downloads", "/downloads/Show/01.mkv", ["01.mkv"])
    ['/downloads/Show/01.mkv']
    """
    found = [join_path(folder, file) for file in files]
    own = path + _separator(path)
    if not path or any(file == path or file.startswith(own) for file in found):
        return found
    if len(found) == 1 and ntpath.basename(path) == ntpath.basename(found[0]):
        return [path]
    return [join_path(path, file) for file in files]


def has_own_name(path: str) -> bool:
    r"""Tell whether a path names a file or a folder of its own: neither nothing, nor a root, a drive or a share.

    >>> [has_own_name(path) for path in ("", "/", "/.", "D:\\", "//nas/films", "\\\\nas\\films", "/films", "D:/films")]
    [False, False, False, False, False, False, True, True]
    """
    if path.startswith(("//", "\\\\")) or path[1:2] == ":":
        return bool(ntpath.splitroot(ntpath.normpath(path))[2])
    return posixpath.normpath(path).strip("/") not in ("", ".", "..")


def _separator(path: str) -> str:
    return "\\" if "\\" in path and "/" not in path else "/"


def is_absolute(path: str) -> bool:
    """Return whether a path starts at a root: `/`, a drive or a network share."""
    return _pure(path).is_absolute()


def has_parent_reference(path: str) -> bool:
    """Return whether `..` is one of the components of a path."""
    return ".." in _pure(path).parts


def normalize(path: str) -> str:
    """Return a path without doubled or trailing separators."""
    return str(_pure(path))


def name_of(path: str) -> str:
    """Return the name of a file or a folder."""
    return _pure(path).name or path


def common_path(files: Sequence[str]) -> str | None:
    """Return the only file, or the folder that holds all files, or None where no folder does."""
    if len(files) == 1:
        return files[0]
    common = ntpath.commonpath if isinstance(_pure(files[0]), PureWindowsPath) else posixpath.commonpath
    try:
        return common(files)
    except ValueError:  # other drives, or paths of two systems
        return None


def _pure(path: str) -> PurePath:
    windows = PureWindowsPath(path)
    return windows if windows.drive and not path.startswith("/") else PurePosixPath(path)
