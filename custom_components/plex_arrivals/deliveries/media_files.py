"""Which files of a download Plex will take as media (pure)."""

from collections.abc import Iterable
from functools import lru_cache
import re

from .. import paths
from ..downloads.download import Download, DownloadedFile

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
_KIND_BY_SUFFIX = {suffix: suffixes for suffixes in _KINDS for suffix in suffixes}
_MAX_CACHED = 16
"""Of these downloads the expected files are cached: to find them among 10,000 files takes 0.1 s."""
_PACKED = re.compile(r"\.(7z|rar|r\d\d|tar|zip|\d{3})")
_SUBTITLES = frozenset([".ass", ".idx", ".smi", ".srt", ".ssa", ".sub", ".sup", ".vtt"])
_LEAST_SHARES = {VIDEO | AUDIO: 0.2, PHOTO: 0.5}
"""Media below this share of the bytes is incidental, such as a trailer shipped with a game or the cover of a book."""
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

    The list of files decides. Without it, a path with a media suffix counts as a file, except for an audio suffix after
    a video release name (`Show.S01E02.x264.AAC` is a folder).
    """
    if download.files:
        return any(paths.same(file.path, download.path) for file in download.files)
    suffix = paths.suffix(download.path)
    if suffix in AUDIO:
        from .release_name import ReleaseName  # noqa: PLC0415 - compiles many patterns

        return not ReleaseName(paths.name(download.path)).is_video
    return suffix in VIDEO | PHOTO


def is_packed(download: Download) -> bool:
    """Return whether the download has archives, whose content is unknown."""
    return any(_PACKED.fullmatch(paths.suffix(file.path)) for file in download.files)


def main_media_kind(files: Iterable[DownloadedFile]) -> frozenset[str] | None:
    """Return which of `VIDEO`, `AUDIO` and `PHOTO` has most of the bytes, None if there is none of them.

    If sizes are unknown, a video counts more than tracks, and these more than pictures.
    """
    weights: dict[frozenset[str], int] = {}
    for file in files:
        if suffixes := _KIND_BY_SUFFIX.get(paths.suffix(file.path)):
            weights[suffixes] = weights.get(suffixes, 0) + (file.size or 0)
    return max(weights, key=lambda suffixes: (weights[suffixes], -_KINDS.index(suffixes)), default=None)


def has_no_media(download: Download) -> bool:
    """Return whether the files are known and none is media that a Plex library accepts.

    The share of the bytes counts, not a single small file. Archives may contain anything.
    """
    if not download.files or is_packed(download):
        return False
    size = sum(file.size or 0 for file in download.files)
    return not any(
        media and sum(file.size or 0 for file in media) >= size * share
        for suffixes, share in _LEAST_SHARES.items()
        if (media := [file for file in download.files if paths.suffix(file.path) in suffixes])
    )


def has_only_pictures(download: Download) -> bool:
    """Return whether pictures are all the media that the download has: photos, or the covers of a book."""
    return main_media_kind(download.files) is PHOTO


def has_only_subtitles(download: Download) -> bool:
    """Return whether the download has subtitles for what is in Plex, and no media."""
    return has_no_media(download) and any(paths.suffix(file.path) in _SUBTITLES for file in download.files)


def has_nothing_for_plex(download: Download) -> bool:
    """Return whether the download has neither media nor subtitles."""
    return has_no_media(download) and not has_only_subtitles(download)


@lru_cache(_MAX_CACHED)
def expected_files(download: Download) -> tuple[DownloadedFile, ...]:
    """Return the files that must appear in Plex: no samples, extras, subtitles, or archives.

    Empty if the source gives no files, and if the media are still packed. Plex skips samples and adds extras
    without creating items for them.
    """
    files = download.files
    if not files and is_file(download):
        files = (DownloadedFile(path=download.path),)
    suffixes = main_media_kind(files) or frozenset()
    media = tuple(file for file in files if paths.suffix(file.path) in suffixes)
    if suffixes is not VIDEO:
        return media
    videos = tuple(file for file in media if not _is_extra(file, download))
    return videos or (() if is_packed(download) else media)


def count(download: Download) -> int:
    """Return how many media files a download is known to have."""
    return len(expected_files(download))


def all_files(download: Download) -> tuple[DownloadedFile, ...]:
    """Return the files of a download; the path itself if the source gives none."""
    return download.files or (DownloadedFile(path=download.path),)


def _is_extra(file: DownloadedFile, download: Download) -> bool:
    folders = (paths.below(file.path, download.path) or ())[:-1]
    name = paths.stem(file.path)
    return any(folder.casefold() in _EXTRA_FOLDERS for folder in folders) or bool(_EXTRA_NAME.search(name))
