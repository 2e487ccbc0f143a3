"""The downloads of `corpus.txt` as a torrent client reports them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
import re

from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import LibraryType

_FOLDER = "/downloads/complete"
_LINE = re.compile(
    r"(?P<type>\w+)\s+(?P<name>.+?)(?: @ (?P<category>[^#>]+?))?(?: # (?P<labels>[^>]+?))?\s*(?:  >  (?P<files>.+))?"
)
_RANGE = re.compile(r"\{(\d+)\.\.(\d+)\}")
_UNITS = {"M": 1_000_000, "G": 1_000_000_000}
_SIZES = {
    1_500_000_000: "avi m2ts m4v mkv mp4 ts vob exe iso",
    30_000_000: "ape dsf flac m4a mka mp3 opus rar wv",
    3_000_000: "heic jpg nef png tif tiff",
}
_SIZE = {ending: size for size, endings in _SIZES.items() for ending in endings.split()}


@dataclass(frozen=True)
class Case:
    """A download and the type of library in which it belongs."""

    line: int
    download: Download
    expected: LibraryType | None


def cases() -> Iterator[Case]:
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            match = _LINE.fullmatch(line)
            assert match, f"line {number} cannot be parsed: {line}"
            yield Case(number, _download(**match.groupdict()), _expected(match["type"]))


def _expected(word: str) -> LibraryType | None:
    return None if word == "none" else LibraryType(word)


def _download(name: str, category: str | None, labels: str | None, files: str | None, **_: str) -> Download:
    path = f"{_FOLDER}/{name.replace('/', '_')}"
    return Download(
        name=name,
        path=path,
        source="test",
        category=category,
        labels=tuple(labels.split(", ")) if labels else (),
        files=tuple(_files(path, files)) if files else (),
    )


def _files(path: str, files: str) -> Iterator[DownloadedFile]:
    for entry in files.split(" ; "):
        pattern, _, size = entry.partition("=")
        for file in _expand(pattern):
            ending = file.rpartition(".")[2].lower()
            size_in_bytes = (
                int(size[:-1]) * _UNITS[size[-1]] if size else _SIZE.get(ending or path.rpartition(".")[2], 50_000)
            )
            yield DownloadedFile(path=path if file == "." else f"{path}/{file}", size=size_in_bytes)


def _expand(pattern: str) -> Iterator[str]:
    """Return every file that a pattern with ranges stands for; ranges of the same bounds count together."""
    if not (match := _RANGE.search(pattern)):
        yield pattern
        return
    first, last = match.groups()
    for number in range(int(first), int(last) + 1):
        yield from _expand(pattern.replace(match.group(), str(number).zfill(len(first))))
