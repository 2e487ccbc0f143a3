"""Imports: the files, the queue, the history and the webhook."""

from datetime import UTC, datetime
import json
from pathlib import Path

import pytest

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.reports import parse_body
from testing.importers import Importer, Lidarr, Media, Radarr, Sonarr
from tests.importers_standin.client import Receiver, webhook, write
from tests.importers_standin.conftest import Start
from tests.importers_standin.samples import (
    ALBUM,
    EPISODE,
    FILM,
    INFO_HASH,
    LIDARR_VERSIONS,
    PACK,
    RADARR_VERSIONS,
    SONARR_VERSIONS,
)

IMPORT_FLAGS = ("onDownload", "onUpgrade", "onImportComplete", "onReleaseImport")


async def test_pack_is_imported_file_by_file(tmp_path: Path, shows: Path, start: Start, receiver: Receiver) -> None:
    sonarr = Sonarr(shows, version="4.0.16.2946", mounts={"/media/shows": shows})
    client = await start(sonarr)
    await client.ask("notification", "POST", webhook(receiver.url, *IMPORT_FLAGS))
    output = write(tmp_path / "pack", "a.S02E01.mkv", "a.S02E02.mkv", "a.S02E03.mkv")
    sonarr.grab(INFO_HASH.lower(), "Harbour.Watch.S02", PACK, output)
    sonarr.finish(INFO_HASH)

    path = await sonarr.import_file(INFO_HASH)
    assert path.read_text() == "a.S02E01.mkv"
    assert path.samefile(output / "a.S02E01.mkv")
    assert len(await client.records("queue")) == 3
    assert len(await client.records("history", downloadId=INFO_HASH, eventType=3)) == 1
    await sonarr.import_download(INFO_HASH)

    assert await client.records("queue") == []
    imported = await client.records("history", downloadId=INFO_HASH, eventType=3)
    folder = "/media/shows/Harbour Watch (2010)/Season 02"
    assert [row["data"]["importedPath"] for row in imported] == [
        f"{folder}/Harbour Watch (2010) - S02E0{number} - WEBDL-1080p.mkv" for number in (3, 2, 1)
    ]
    assert imported[0]["data"]["droppedPath"] == str(output / "a.S02E03.mkv")
    assert receiver.events == ["Test", "Download", "Download", "Download", "Download"]
    assert receiver.bodies[4]["destinationPath"] == folder
    assert receiver.bodies[4]["fileCount"] == 3


async def test_pack_is_imported_by_hand(tmp_path: Path, shows: Path, start: Start, receiver: Receiver) -> None:
    """Its files are reported one by one, but the queue goes on to say that it is blocked."""
    sonarr = Sonarr(shows, version="4.0.16.2946")
    client = await start(sonarr)
    await client.ask("notification", "POST", webhook(receiver.url, *IMPORT_FLAGS))
    output = write(tmp_path / "pack", "a.S02E01.mkv", "a.S02E02.mkv", "a.S02E03.mkv")
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02", PACK, output)
    await sonarr.block(INFO_HASH, "Series title mismatch; automatic import is not possible.")

    for count in (1, 2):
        await sonarr.manual_import_file(INFO_HASH)
        assert len(await client.records("history", downloadId=INFO_HASH, eventType=3)) == count
        queue = await client.records("queue")
        assert [row["trackedDownloadState"] for row in queue] == ["importBlocked"] * 3
        assert queue[0]["statusMessages"]
        assert receiver.events == ["Test", *["Download"] * count]
    await sonarr.manual_import_file(INFO_HASH)

    assert await client.records("queue") == []
    assert receiver.events == ["Test", *["Download"] * 4]


@pytest.mark.parametrize(("version", "new_path"), zip(SONARR_VERSIONS, [False, False, True], strict=True))
async def test_path_in_the_body_depends_on_the_version(
    tmp_path: Path, shows: Path, start: Start, receiver: Receiver, version: str, new_path: bool
) -> None:
    sonarr = Sonarr(shows, version=version)
    client = await start(sonarr)
    await client.ask("notification", "POST", webhook(receiver.url, "onDownload"))
    output = write(tmp_path / "episode", "a.mkv")
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02E05", EPISODE, output)
    sonarr.finish(INFO_HASH)
    (path,) = await sonarr.import_download(INFO_HASH)

    file = receiver.bodies[1]["episodeFile"]
    assert file["path"] == str(path if new_path else output / "a.mkv")
    assert f"{receiver.bodies[1]['series']['path']}/{file['relativePath']}" == str(path)
    assert ("sourcePath" in file) == new_path
    assert receiver.events == ["Test", "Download"]


@pytest.mark.parametrize("wanted", [True, False])
async def test_upgrade_replaces_the_old_file(tmp_path: Path, start: Start, receiver: Receiver, wanted: bool) -> None:
    old = write(tmp_path / "movies" / FILM.full_title, "Sable Coast (2010) HDTV-720p.avi")
    radarr = Radarr(tmp_path / "movies", version="5.27.5.10198")
    client = await start(radarr)
    await client.ask("notification", "POST", webhook(receiver.url, "onDownload", *(["onUpgrade"] if wanted else [])))
    radarr.grab(INFO_HASH, "Sable.Coast.2010", FILM, write(tmp_path / "film", "a.mkv"))
    (record,) = await client.records("queue", includeMovie="true")
    assert record["movie"]["hasFile"]
    radarr.finish(INFO_HASH)
    (path,) = await radarr.import_download(INFO_HASH)

    assert list(old.iterdir()) == [path]
    assert receiver.events == (["Test", "Download"] if wanted else ["Test"])
    if wanted:
        assert receiver.bodies[1]["isUpgrade"]
        assert receiver.bodies[1]["deletedFiles"] == [{"path": str(old / "Sable Coast (2010) HDTV-720p.avi")}]


async def test_album_is_reported_once(tmp_path: Path, start: Start, receiver: Receiver) -> None:
    lidarr = Lidarr(tmp_path / "music", version="2.14.5.4836")
    client = await start(lidarr)
    await client.ask("notification", "POST", webhook(receiver.url, *IMPORT_FLAGS))
    output = write(tmp_path / "album", "01 Drift.flac", "02 Ebb.flac")
    lidarr.grab("SABnzbd_nzo_a1b2", "The Quiet Hours - Slow Rivers", ALBUM, output, protocol="usenet")
    lidarr.finish("SABnzbd_nzo_a1b2")
    assert len(await client.records("queue")) == 1
    paths = await lidarr.import_download("SABnzbd_nzo_a1b2")

    assert [path.name for path in paths] == ["01 - Drift.flac", "02 - Ebb.flac"]
    assert not list(output.iterdir())
    imported = await client.records("history", downloadId="SABnzbd_nzo_a1b2", eventType=3)
    assert [row["data"]["importedPath"] for row in imported] == [str(path) for path in reversed(paths)]
    assert {row["eventType"] for row in imported} == {"trackFileImported"}
    assert receiver.events == ["Test", "Download"]
    assert [file["path"] for file in receiver.bodies[1]["trackFiles"]] == [str(path) for path in paths]


async def test_failing_webhook_does_not_stop_the_import(
    tmp_path: Path, shows: Path, start: Start, receiver: Receiver
) -> None:
    sonarr = Sonarr(shows, version="4.0.16.2946")
    client = await start(sonarr)
    await client.ask("notification", "POST", webhook(receiver.url, "onDownload"))
    receiver.status = 500
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02E05", EPISODE, write(tmp_path / "episode", "a.mkv"))
    sonarr.finish(INFO_HASH)
    (path,) = await sonarr.import_download(INFO_HASH)
    assert path.is_file()
    assert receiver.events == ["Test", "Download"]


@pytest.mark.parametrize(
    ("importer", "version", "media"),
    [
        *((Sonarr, version, EPISODE) for version in SONARR_VERSIONS),
        *((Radarr, version, FILM) for version in RADARR_VERSIONS),
        *((Lidarr, version, ALBUM) for version in LIDARR_VERSIONS),
    ],
)
async def test_bodies_of_all_versions_are_read_alike(
    tmp_path: Path, start: Start, receiver: Receiver, importer: type[Importer], version: str, media: Media
) -> None:
    server = importer(tmp_path / "library", version=version)
    client = await start(server)
    await client.ask("notification", "POST", webhook(receiver.url, *IMPORT_FLAGS))
    output = write(tmp_path / "download", "01 a.flac" if importer is Lidarr else "a.mkv")
    server.grab(INFO_HASH, "Release", media, output)
    server.finish(INFO_HASH)
    (path,) = await server.import_download(INFO_HASH)
    now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    test, *read = [parse_body(json.dumps(body).encode(), "application/json", now) for body in receiver.bodies]
    assert not isinstance(test, Download)
    assert len(read) == 1 + server.has("import complete")
    for download in read:
        assert isinstance(download, Download)
        assert [file.path for file in download.files] == [str(path)]
        assert (download.source, download.hash, download.imported) == (server.domain, INFO_HASH.lower(), True)
