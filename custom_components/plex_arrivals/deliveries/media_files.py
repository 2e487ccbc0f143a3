"""Which files of a download Plex will take as media (pure)."""

from collections.abc import Iterable
from functools import lru_cache
import re

from .. import paths
from ..downloads.download import Download, DownloadedFile
from .release_name import ReleaseName

VIDEO = frozenset(
    [
        ".3g2",
        ".3gp",
        ".asf",
        ".avi",
        ".divx",
        ".dv",
        ".f4v",
        ".flv",
        ".m2ts",
        ".m2v",
        ".m4v",
        ".mkv",
        ".mov",
        ".mp4",
        ".mpe",
        ".mpeg",
        ".mpg",
        ".mts",
        ".mxf",
        ".ogm",
        ".ogv",
        ".rmvb",
        ".ts",
        ".vob",
        ".webm",
        ".wmv",
        ".wtv",
    ]
)
AUDIO = frozenset(
    [
        ".aac",
        ".aif",
        ".aiff",
        ".alac",
        ".ape",
        ".dsf",
        ".dff",
        ".flac",
        ".m4a",
        ".m4b",
        ".mka",
        ".mp2",
        ".mp3",
        ".mpc",
        ".oga",
        ".ogg",
        ".opus",
        ".wav",
        ".wma",
        ".wv",
    ]
)
PHOTO = frozenset(
    [
        ".arw",
        ".avif",
        ".bmp",
        ".cr2",
        ".dng",
        ".gif",
        ".heic",
        ".heif",
        ".jpeg",
        ".jpg",
        ".nef",
        ".orf",
        ".png",
        ".raf",
        ".tif",
        ".tiff",
        ".webp",
    ]
)

_KINDS = (VIDEO, AUDIO, PHOTO)
_KIND_BY_ENDING = {ending: endings for endings in _KINDS for ending in endings}
_CACHED = 16
"""Of these downloads the awaited files are cached: to find them among 10,000 files takes 0.1 s."""
_PACKED = re.compile(r"\.(7z|rar|r\d\d|tar|zip|\d{3})")
_SUBTITLES = frozenset([".ass", ".idx", ".smi", ".srt", ".ssa", ".sub", ".sup", ".vtt"])
_LEAST_SHARES = {VIDEO | AUDIO: 0.2, PHOTO: 0.5}
"""A smaller part of a download's bytes is a trailer beside a game or the cover of a book rather than what it is."""
_EXTRA_FOLDERS = frozenset(
    [
        "behind the scenes",
        "deleted scenes",
        "extras",
        "featurettes",
        "interviews",
        "other",
        "sample",
        "samples",
        "scenes",
        "shorts",
        "trailers",
    ]
)
_EXTRA_NAME = re.compile(
    r"(^|[\s._-])sample$|^sample([\s._-]|$)"
    r"|-(behindthescenes|deleted|featurette|interview|other|scene|short|trailer)$"
    r"|^video_ts$|^vts_\d\d_0$",  # a disc's menus
    re.IGNORECASE,
)


def is_file(download: Download) -> bool:
    """Return whether the download's path is its single file rather than a folder.

    The list of files decides; without one a path that ends as media counts as a file, unless it ends as the sound of a
    video.
    """
    if download.files:
        return any(paths.same(file.path, download.path) for file in download.files)
    ending = paths.suffix(download.path)
    if ending in AUDIO:  # a release's folder may end as its sound does: "Show.S01E02.x264.AAC"
        return not ReleaseName(paths.name(download.path)).is_video
    return ending in VIDEO | PHOTO


def is_packed(download: Download) -> bool:
    """Return whether the download has archives, whose content is unknown."""
    return any(_PACKED.fullmatch(paths.suffix(file.path)) for file in download.files)


def kind(files: Iterable[DownloadedFile]) -> frozenset[str] | None:
    """Return which of `VIDEO`, `AUDIO` and `PHOTO` has most of the bytes, None where there is none of them.

    Where sizes are unknown a video counts more than tracks, and these more than pictures.
    """
    weights: dict[frozenset[str], int] = {}
    for file in files:
        if endings := _KIND_BY_ENDING.get(paths.suffix(file.path)):
            weights[endings] = weights.get(endings, 0) + (file.size or 0)
    return max(weights, key=lambda endings: (weights[endings], -_KINDS.index(endings)), default=None)


def has_none(download: Download) -> bool:
    """Return whether the download's files are known, and none of them is what a Plex library takes.

    The share of the bytes counts, not a single small file. Archives may contain anything.
    """
    if not download.files or is_packed(download):
        return False
    size = sum(file.size or 0 for file in download.files)
    return not any(
        media and sum(file.size or 0 for file in media) >= size * share
        for endings, share in _LEAST_SHARES.items()
        if (media := [file for file in download.files if paths.suffix(file.path) in endings])
    )


def are_pictures(download: Download) -> bool:
    """Return whether pictures are all the media that the download has: photos, or the covers of a book."""
    return kind(download.files) is PHOTO


def are_subtitles(download: Download) -> bool:
    """Return whether the download has subtitles for what is in Plex, and no media."""
    return has_none(download) and any(paths.suffix(file.path) in _SUBTITLES for file in download.files)


def has_nothing_for_plex(download: Download) -> bool:
    """Return whether the download has neither media nor subtitles."""
    return has_none(download) and not are_subtitles(download)


@lru_cache(_CACHED)
def awaited(download: Download) -> tuple[DownloadedFile, ...]:
    """Return the files that have to appear in Plex: neither samples, extras, subtitles nor archives.

    Empty where the source gives no files, and where the media are still packed. Plex skips samples and adds extras
    without creating items for them.
    """
    files = download.files
    if not files and is_file(download):
        files = (DownloadedFile(path=download.path),)
    endings = kind(files) or frozenset()
    media = tuple(file for file in files if paths.suffix(file.path) in endings)
    if endings is not VIDEO:
        return media
    videos = tuple(file for file in media if not _is_extra(file, download))
    return videos or (() if is_packed(download) else media)


def count(download: Download) -> int:
    """Return how many media files a download is known to have."""
    return len(awaited(download))


def all_files(download: Download) -> tuple[DownloadedFile, ...]:
    """Return the files of a download; the path itself where the source gives none."""
    return download.files or (DownloadedFile(path=download.path),)


def _is_extra(file: DownloadedFile, download: Download) -> bool:
    folders = (paths.below(file.path, download.path) or ())[:-1]
    name = paths.stem(file.path)
    return any(folder.casefold() in _EXTRA_FOLDERS for folder in folders) or bool(_EXTRA_NAME.search(name))
