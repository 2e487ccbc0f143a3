"""What is remembered of finished downloads does not grow with the number that a client has."""

from datetime import timedelta

from homeassistant.util import dt as dt_util
import pytest

from custom_components.plex_arrivals.downloads import finished_store
from custom_components.plex_arrivals.downloads.finished_store import FinishedDownloads
from custom_components.plex_arrivals.downloads.source import DownloadStatus


def status(days: float) -> DownloadStatus:
    """Return a download that was completed some days ago."""
    return DownloadStatus(completed_at=dt_util.utcnow() - timedelta(days=days), ready=True, running=False)


def followed_for_a_year() -> FinishedDownloads:
    return FinishedDownloads(since=int((dt_util.utcnow() - timedelta(days=365)).timestamp()))


def test_old_downloads_are_forgotten_and_not_new() -> None:
    finished = followed_for_a_year()
    statuses = {str(days): status(days + 0.5) for days in range(300)}
    for download_id, old in statuses.items():
        finished.add(download_id, old)
    finished.forget_old(statuses)
    assert finished.done.keys() == {str(days) for days in range(30)}
    assert not any(finished.has_to_be_reported(key, old) for key, old in statuses.items())


def test_baseline_is_forgotten_and_not_new() -> None:
    """What was finished when the client was followed for the first time."""
    finished = FinishedDownloads(since=int(dt_util.utcnow().timestamp()))
    finished.add("old", status(2))
    finished.forget_old(["old"])
    assert not finished.done
    assert not finished.has_to_be_reported("old", status(2))


def test_recent_downloads_are_remembered_while_they_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished_store, "MAX_UNLISTED", 3)
    finished = followed_for_a_year()
    for days in range(6):
        finished.add(str(days), status(days))
    finished.forget_old(["5"])
    assert finished.done.keys() == {"0", "1", "2", "5"}
