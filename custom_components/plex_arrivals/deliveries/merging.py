"""What several reports of one download say together (pure)."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Final

from .. import paths
from ..downloads.download import Download, MediaInfo
from ..downloads.tags import tag
from . import media_files, same_download
from .delivery import Delivery, DeliveryState, Reason

_MAX_FILES: Final = 10_000
_AWAITED: Final = frozenset((Reason.IMPORT_AWAITED, Reason.IMPORT_BLOCKED))


def with_report(delivery: Delivery, download: Download, now: datetime) -> Delivery:
    """Return a delivery with what another report of its download adds; the delivery itself if that is nothing.

    It restarts if an importer moved its files, or if the report may change its library. Otherwise it stays where it is.
    """
    if same_download.is_cross_seed(delivery, download, now):
        return delivery.with_cross_seed(download)
    before = delivery.download
    is_available = delivery.state is DeliveryState.AVAILABLE
    merged, count = merge(before, download, delivery.media_files)
    if is_available:
        files = before if before.contents else merged
        merged = replace(merged, path=before.path, files=files.files, contents=files.contents)
        merged = before if download.imported else merged
        count = delivery.media_files
    if (merged, count) == (before, delivery.media_files):
        return delivery
    imported_at = now if merged.imported and not before.imported else delivery.imported_at
    after = replace(delivery, download=merged, media_files=count, imported_at=imported_at)
    if is_available:
        return after
    if media_files.has_nothing_for_plex(merged):
        return after if delivery.state is DeliveryState.SKIPPED else after.retried(now).skipped(now)
    if _must_restart(delivery, after):
        is_rest_awaited = delivery.reason in _AWAITED and after.more_imports_follow
        return replace(after, updated_at=now) if is_rest_awaited else after.retried(now)
    return after


def _must_restart(before: Delivery, after: Delivery) -> bool:
    """Return whether what a report added may lead to another folder or library."""
    old, new = before.download, after.download
    return (
        new.imported != old.imported
        or (new.imported and (new.files, after.media_files) != (old.files, before.media_files))
        or not paths.same(new.path, old.path)
        or ((old.tags, old.media_type) != (new.tags, new.media_type) and not before.has_location)
        or (before.ended and new.files != old.files)
        or (before.reason is Reason.OTHER_SERVER and new.addressed != old.addressed)
    )


def merge(download: Download, report: Download, media_count: int) -> tuple[Download, int]:
    """Return a download with what another report of it adds, and how many media files its client has of it.

    `media_count` is that number before. Once it is imported, its path is the importer's; its name and its category are
    the client's.
    """
    if report.imported and not download.imported:
        return _imported(download, report), media_files.count(download)
    if report.imported:
        merged = _with_details(download, report)
        return (join_imports(merged, report) if same_download.has_new_files(report, download) else merged), media_count
    if download.imported:
        merged = replace(_with_details(download, report), imported_from=report.path)
        count = media_files.count(report)
        return merged, max(count, media_count) if count > media_files.count(download) else media_count
    return _with_files_and_details(download, report), media_count


def join_imports(one: Download, other: Download) -> Download:
    """Return two imports of one download as one: all files, in the folder that holds them."""
    files = {paths.comparable(file.path): file for file in (*media_files.all_files(one), *media_files.all_files(other))}
    if other.imported_from and len(files) > 1:
        files.pop(paths.comparable(other.imported_from), None)  # it was renamed
    path = paths.common([file.path for file in files.values()])
    return replace(one, path=path, files=tuple(files.values()) if len(files) <= _MAX_FILES else ())


def _imported(download: Download, report: Download) -> Download:
    """Return the client's download as it is after its import."""
    return replace(
        _with_details(download, report),
        path=report.path,
        files=report.files,
        contents=None,
        media_type=report.media_type or download.media_type,
        imported=True,
        imported_from=download.path,
        imported_by=report.source,
        settled=report.settled,
    )


def _with_files_and_details(download: Download, report: Download) -> Download:
    """Return a download with all that another report adds; the path is that of the report with more files."""
    merged = _with_details(download, report)
    if _completeness(report) > _completeness(download):
        return replace(merged, path=report.path, files=report.files, contents=None, settled=report.settled)
    if not download.files and report.settled and not download.settled:
        return replace(merged, path=report.path, settled=True)
    return merged


def _with_details(download: Download, report: Download) -> Download:
    """Return a download with what another report adds, except its path and files."""
    tags = set(map(tag, download.labels))
    is_by_client = download.source_entry_id is None and report.source_entry_id is not None
    return replace(
        download,
        source=report.source if is_by_client else download.source,
        source_entry_id=report.source_entry_id if is_by_client else download.source_entry_id,
        category=download.category or report.category,
        labels=(*download.labels, *(label for label in report.labels if tag(label) not in tags)),
        hash=download.hash or report.hash,
        client_id=download.client_id or report.client_id,
        finished_at=download.finished_at or report.finished_at,
        media_type=download.media_type or report.media_type,
        media=merge_media(download.media, report.media),
        addressed=download.addressed or report.addressed,
        imported_by=download.source if is_by_client and download.imported else download.imported_by,
    )


def with_media(download: Download, media: MediaInfo | None) -> Download:
    """Return a download with what an importer says that it is."""
    if media is None:
        return download
    return replace(download, media=merge_media(download.media, media), media_type=download.media_type or media.type)


def merge_media(one: MediaInfo | None, other: MediaInfo | None) -> MediaInfo | None:
    """Return what two reports of one download say that it is; the files of a pack are reported one by one."""
    if one is None or other is None or (one.type, one.title) != (other.type, other.title):
        return one or other
    reported = {field.name: value for field in fields(other) if (value := getattr(other, field.name)) not in (None, ())}
    completed = {name: value for name, value in reported.items() if not getattr(one, name)}
    is_one_season = one.season == other.season
    episodes = tuple(sorted({*one.episodes, *other.episodes})) if is_one_season else ()
    merged = replace(one, **completed | {"season": one.season if is_one_season else None, "episodes": episodes})
    return merged if len(episodes) == 1 else replace(merged, episode_title=None)


def _completeness(download: Download) -> tuple[int, int]:
    return len(download.files), sum(file.size is not None for file in download.files)
