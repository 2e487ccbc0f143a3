"""The state and the messages of queued downloads."""

from typing import Any

import pytest

from custom_components.plex_arrivals.downloads.importers.kinds import KINDS
from custom_components.plex_arrivals.downloads.importers.queue import (
    MAX_MESSAGE_LENGTH,
    MAX_MESSAGES,
    ImportState,
    QueuedDownload,
    queued_downloads,
)

from .records import HASH, SERIES, episode, finished, queued

EPISODES = "One or more episodes expected in this release were not imported or missing from the release"
TRACKS = "One or more tracks expected in this release were not imported or missing from the release"
NO_UPGRADE = "Not an upgrade for existing episode file(s). Existing quality: Bluray-1080p. New Quality WEBDL-1080p."
NOT_OURS = "Download wasn't grabbed by Sonarr and not in a category, Skipping."


def read(*records: Any, domain: str = "sonarr") -> dict[str, QueuedDownload]:
    return queued_downloads(KINDS[domain], "entry", records)


def read_one(*records: Any, domain: str = "sonarr") -> QueuedDownload:
    (found,) = read(*records, domain=domain).values()
    return found


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (queued(), "pending"),
        (queued(status="queued"), "pending"),
        (queued(status="warning", errorMessage="The download is stalled with no connections"), "pending"),
        (queued(status="completed"), "pending"),
        (finished("importPending"), "pending"),
        (finished("importing"), "pending"),
        (finished("someNewState"), "pending"),
        (queued(trackedDownloadState="someNewState"), "pending"),
        (queued(trackedDownloadState=None, status=None), "pending"),
        (finished("importPending", "No files found are eligible for import in /downloads/Attic"), "blocked"),
        (finished("importPending", "No files found are eligible for import in /x", status="error"), "blocked"),
        (finished("importing", "No files found are eligible for import in /downloads/Attic"), "blocked"),
        (finished("importPending", "No files found are eligible for import in /x", status="ok"), "pending"),
        (finished("downloading", "[/x] is not a valid local path. You may need a Remote Path Mapping."), "blocked"),
        (finished("importBlocked", "Found archive file, might need to be extracted"), "blocked"),
        (finished("importBlocked"), "blocked"),
        (finished("importFailed", "Album match is not close enough: 70.0% vs 80.0%"), "blocked"),
        (finished("importBlocked", "Episode file already imported at 11/29/2026 10:00:00"), "blocked"),
        (finished("importBlocked", "File is still being unpacked"), "pending"),
        (finished("importBlocked", "File is still being unpacked", "Unable to parse file"), "blocked"),
        (finished("importBlocked", "Sample"), "blocked"),
        (finished("importBlocked", NO_UPGRADE), "rejected"),
        (finished("importPending", NO_UPGRADE), "rejected"),
        (finished("importBlocked", NO_UPGRADE, "Sample"), "rejected"),
        (finished("importBlocked", NO_UPGRADE, "Unable to parse file"), "blocked"),
        (finished("importBlocked", "Not an upgrade for existing movie file. Existing quality: DVD."), "rejected"),
        (finished("importBlocked", "Not a quality revision upgrade for existing movie file(s)"), "rejected"),
        (finished("importBlocked", "Not a Custom Format upgrade for existing episode file(s). New: []"), "rejected"),
        (finished("importPending", "Not a language upgrade for existing episode file(s)"), "rejected"),
        (finished("importPending", "Not a preferred word upgrade for existing episode file(s)"), "rejected"),
        (finished("importFailed", "Not an upgrade for existing track file(s). New Quality is FLAC"), "rejected"),
        (finished("importBlocked", "Not enough free space"), "blocked"),
        (finished("failedPending"), "rejected"),
        (finished("ignored"), "rejected"),
        (queued(trackedDownloadState="downloadFailed", status="failed"), "rejected"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_state(record: dict[str, Any], state: str) -> None:
    assert read_one(record).state is ImportState(state)


@pytest.mark.parametrize("record", [finished("imported"), finished("downloading", NOT_OURS), queued(downloadId=None)])
def test_left_out(record: dict[str, Any]) -> None:
    """What was imported, what the importer will not touch, and what it has not grabbed yet."""
    assert not read(record)


def test_running_download_of_others_is_listed_until_the_importer_skips_it() -> None:
    assert read_one(queued(statusMessages=[{"title": "Attic", "messages": [NOT_OURS]}]))


def test_downloads_are_grouped_by_id_without_case() -> None:
    records = [queued(downloadId="SABnzbd_nzo_A1", episode=episode(number), series=SERIES) for number in (2, 1)]
    found = read(*records, queued(), queued(downloadId=HASH.lower()))
    assert found.keys() == {"sabnzbd_nzo_a1", HASH.lower()}
    pack, other = found.values()
    assert (pack.remaining, other.remaining) == (2, 2)
    assert (pack.importer, pack.entry_id) == ("sonarr", "entry")
    assert pack.media
    assert pack.media.episodes == (1, 2)


@pytest.mark.parametrize(
    ("lines", "error", "expected"),
    [
        ([], None, ()),
        ([("a.mkv", ["One.", "Two."]), ("b.mkv", ["Two."])], "Three.", ("One.", "Two.", "Three.")),
        ([(EPISODES, []), ("a.mkv", [NO_UPGRADE])], None, (NO_UPGRADE, EPISODES)),
        ([("Couldn't find similar album for Attic", [])], None, ("Couldn't find similar album for Attic",)),
        ([("a.mkv", [" ", None, 7])], "", ("a.mkv",)),
    ],
    ids=["none", "distinct", "overall", "only a title", "odd"],
)
def test_messages(lines: list[tuple[str, list[Any]]], error: str | None, expected: tuple[str, ...]) -> None:
    messages = [{"title": title, "messages": given} for title, given in lines]
    record = finished("importBlocked", statusMessages=messages, errorMessage=error)
    assert read_one(record, record).messages == expected


@pytest.mark.parametrize("overall", [EPISODES, TRACKS])
def test_overall_message_does_not_hide_that_it_is_no_upgrade(overall: str) -> None:
    lines = [{"title": overall, "messages": []}, {"title": "a.mkv", "messages": [NO_UPGRADE]}]
    assert read_one(finished("importBlocked", statusMessages=lines)).state is ImportState.REJECTED


def test_overall_message_alone_is_a_reason() -> None:
    lines = [{"title": EPISODES, "messages": []}]
    found = read_one(finished("importBlocked", statusMessages=lines))
    assert (found.state, found.messages) == (ImportState.BLOCKED, (EPISODES,))


def test_messages_are_bounded() -> None:
    messages = read_one(finished("importBlocked", *(f"{number}{'x' * 1000}" for number in range(100)))).messages
    assert len(messages) == MAX_MESSAGES
    assert {len(message) for message in messages} == {MAX_MESSAGE_LENGTH}


ODD: tuple[Any, ...] = (None, 7, "text", [], {}, [None, 7], {"a": 1}, True)


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_odd_field_costs_only_that_field(odd: Any) -> None:
    for domain in KINDS:
        for key in ("title", "status", "trackedDownloadStatus", "trackedDownloadState", "statusMessages", "quality"):
            assert read_one(queued(**{key: odd}), domain=domain).download_id == HASH.lower()
        for key in ("series", "episode", "movie", "artist", "album", "errorMessage", "episodeHasFile"):
            assert read_one(queued(**{key: odd}), domain=domain).state is ImportState.PENDING
    for key in SERIES:
        found = read_one(queued(series={**SERIES, key: odd}, episode=episode(1)))
        assert found.media or key == "title"
    for key in episode(1):
        assert read_one(queued(series=SERIES, episode=episode(1, **{key: odd}))).media
