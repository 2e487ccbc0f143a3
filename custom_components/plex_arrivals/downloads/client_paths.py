"""Join and split paths in the format of a download client (pure).

Paths are joined as strings: pathlib is too slow for torrents with thousands of files.
"""

from collections.abc import Collection, Iterable
import ntpath
import posixpath


def join(folder: str, name: str) -> str:
    r"""Return the path of something below a folder; the components of `name` are separated by "/".

    >>> join("/downloads/", "Show/01.mkv")
    '/downloads/Show/01.mkv'
    >>> join("D:\\Downloads", "Show/01.mkv")
    'D:\\Downloads\\Show\\01.mkv'
    """
    separator = _separator(folder)
    return folder.rstrip(separator) + separator + name.lstrip("/").replace("/", separator)


def containing_folder(path: str, name: str) -> str | None:
    r"""Return the folder that contains a download with this name; None if the name is not in the path.

    The path is that of the download's folder, or of something in it.

    >>> containing_folder("/complete/tv/Show.S01E01", "Show.S01E01")
    '/complete/tv'
    >>> containing_folder("D:\\complete\\Film\\Film.mkv", "Film")
    'D:\\complete'
    """
    separator = _separator(path)
    before, found, _ = (path + separator).rpartition(separator + name + separator)
    return before if found and before else None


def torrent_path(folder: str, files: Iterable[str]) -> str | None:
    """Return the path of a torrent: the first component that all its files share, or else the client's folder.

    It may differ from the torrent's name, because clients replace characters and users rename torrents. `files` are
    relative to the folder; None if there are none.

    >>> torrent_path("/downloads", ["Show_ S01/01.mkv", "Show_ S01/02.mkv"])
    '/downloads/Show_ S01'
    >>> torrent_path("/downloads", ["01.mkv", "02.mkv"])
    '/downloads'
    """
    top = {file.lstrip("/").partition("/")[0] for file in files}
    return (join(folder, top.pop()) if len(top) == 1 else folder) if top else None


def file_paths(folder: str, path: str, files: Collection[str]) -> list[str]:
    """Return the full paths of a torrent's files, given relative to the client's folder or to the torrent's path.

    >>> file_paths("/downloads", "/downloads/Show", ["Show/01.mkv"])
    ['/downloads/Show/01.mkv']
    >>> file_paths("/downloads", "/downloads/Show", ["01.mkv"])
    ['/downloads/Show/01.mkv']
    >>> file_paths("/downloads", "/downloads/Show/01.mkv", ["01.mkv"])
    ['/downloads/Show/01.mkv']
    """
    found = [join(folder, file) for file in files]
    prefix = path + _separator(path)
    if not path or any(file == path or file.startswith(prefix) for file in found):
        return found
    if len(found) == 1 and ntpath.basename(path) == ntpath.basename(found[0]):
        return [path]
    return [join(path, file) for file in files]


def is_below_root(path: str) -> bool:
    r"""Return whether a path is below a root. False for an empty path, a root, a drive and a network share.

    >>> [is_below_root(path) for path in ("", "/", "/.", "D:\\", "//nas/films", "\\\\nas\\films", "/films", "D:/films")]
    [False, False, False, False, False, False, True, True]
    """
    if path.startswith(("//", "\\\\")) or path[1:2] == ":":
        return bool(ntpath.splitroot(ntpath.normpath(path))[2])
    return posixpath.normpath(path).strip("/") not in ("", ".", "..")


def _separator(path: str) -> str:
    return "\\" if "\\" in path and "/" not in path else "/"
