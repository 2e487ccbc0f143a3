"""The queue and the history of an importer, and what hinders an import."""

from pathlib import Path

import aiohttp
import pytest

from testing.importers import FAILED, Importer, Lidarr, Media, Radarr, Sonarr, problem_of
from testing.waiting import until
from tests.importers_standin.client import ImporterClient, Receiver, webhook, write
from tests.importers_standin.conftest import Start
from tests.importers_standin.samples import ALBUM, EPISODE, FILM, INFO_HASH, PACK

SONARR_4 = "4.0.16.2946"


async def test_resources_are_only_shown_when_asked_for(shows: Path, start: Start) -> None:
    sonarr = Sonarr(shows, version=SONARR_4)
    client = await start(sonarr)
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02", PACK, shows)
    plain = await client.records("queue")
    assert [row["downloadId"] for row in plain] == [INFO_HASH] * 3
    assert not [row for row in plain if "series" in row or "episode" in row]
    full = await client.records("queue", includeSeries="True", includeEpisode="true")
    assert [row["episode"]["episodeNumber"] for row in full] == [1, 2, 3]
    assert (full[0]["series"]["tvdbId"], full[0]["series"]["year"]) == (PACK.tvdb_id, PACK.year)
    poster = full[0]["series"]["images"][0]["remoteUrl"]
    async with aiohttp.ClientSession() as session, session.get(poster) as response:
        assert (response.status, response.content_type) == (200, "image/png")


async def test_pages_of_a_queue_of_500(shows: Path, start: Start) -> None:
    sonarr = Sonarr(shows, version=SONARR_4)
    client = await start(sonarr)
    for number in range(500):
        sonarr.grab(f"{number:040X}", f"Harbour.Watch.S02E05.{number}", EPISODE, shows)
    _, first = await client.ask("queue")
    assert (first["page"], first["pageSize"], first["totalRecords"], len(first["records"])) == (1, 10, 500, 10)
    pages = [(await client.ask("queue", page=page, pageSize=200))[1] for page in (1, 2, 3, 9)]
    assert [len(page["records"]) for page in pages] == [200, 200, 100, 200]
    assert len({row["downloadId"] for page in pages[:3] for row in page["records"]}) == 500
    assert pages[3]["page"] == 2


async def test_unknown_and_delayed_downloads(shows: Path, start: Start) -> None:
    sonarr = Sonarr(shows, version=SONARR_4)
    client = await start(sonarr)
    sonarr.grab(INFO_HASH, "Something.Else", None, shows)
    sonarr.delayed.append(("Harbour.Watch.S02E05", EPISODE))
    (delayed,) = await client.records("queue")
    assert (delayed["status"], "downloadId" in delayed) == ("delay", False)
    assert len(await client.records("queue", includeUnknownSeriesItems="true")) == 2


async def test_unreachable_client_empties_the_queue(shows: Path, start: Start) -> None:
    sonarr = Sonarr(shows, version=SONARR_4)
    client = await start(sonarr)
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02E05", EPISODE, shows)
    sonarr.client_reachable = False
    assert await client.records("queue") == []
    sonarr.client_reachable = True
    assert len(await client.records("queue")) == 1


async def test_history_compares_ids_with_case(shows: Path, start: Start) -> None:
    sonarr = Sonarr(shows, version=SONARR_4)
    client = await start(sonarr)
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02E05", EPISODE, shows)
    assert await client.records("history", downloadId=INFO_HASH.lower()) == []
    assert len(await client.records("history", downloadId=INFO_HASH)) == 1
    assert (await client.ask("history", eventType="downloadFolderImported"))[0] == 400


async def test_only_sonarr_3_knows_one_type_of_event_at_a_time(shows: Path, start: Start) -> None:
    for version, expected in (("3.0.10.1566", 500), (SONARR_4, 200)):
        client = await start(Sonarr(shows, version=version))
        assert (await client.ask("history?eventType=3&eventType=7"))[0] == expected


@pytest.mark.parametrize(
    ("importer", "version", "media", "ignored"),
    [(Sonarr, SONARR_4, EPISODE, 7), (Radarr, "5.27.5.10198", FILM, 9), (Lidarr, "2.14.5.4836", ALBUM, 10)],
    ids=["sonarr", "radarr", "lidarr"],
)
async def test_failed_ignored_and_removed_downloads(
    tmp_path: Path, start: Start, importer: type[Importer], version: str, media: Media, ignored: int
) -> None:
    server = importer(tmp_path / "library", version=version)
    client = await start(server)
    for number in range(3):
        server.grab(f"{number:040X}", f"Release {number}", media, tmp_path)
    server.fail("0" * 40)
    server.ignore(f"{1:040X}")
    (left,) = await client.records("queue")
    assert (await client.ask(f"queue/{left['id']}", "DELETE", removeFromClient="true"))[0] == 200
    assert await client.records("queue") == []
    (failed,) = await client.records("history", eventType=4)
    assert (failed["eventType"], failed["downloadId"]) == ("downloadFailed", "0" * 40)
    (row,) = await client.records("history", eventType=ignored)
    assert (row["eventType"], row["downloadId"]) == ("downloadIgnored", f"{1:040X}")


@pytest.mark.parametrize(
    ("version", "state"),
    [("3.0.10.1566", "importPending"), ("4.0.0.924", "importPending"), (SONARR_4, "importBlocked")],
)
async def test_blocked_import(
    tmp_path: Path, shows: Path, start: Start, receiver: Receiver, version: str, state: str
) -> None:
    sonarr = Sonarr(shows, version=version)
    client = await start(sonarr)
    await client.ask("notification", "POST", webhook(receiver.url, "onGrab", "onManualInteractionRequired"))
    sonarr.grab(INFO_HASH, "Harbour.Watch.S02E05", EPISODE, write(tmp_path / "episode", "a.mkv"))
    await sonarr.block(INFO_HASH, "Unable to parse download, automatic import is not possible.")

    (record,) = await client.records("queue")
    assert (record["trackedDownloadState"], record["trackedDownloadStatus"]) == (state, "warning")
    messages = [{"title": "Harbour.Watch.S02E05", "messages": [sonarr.queue[0].messages[0].messages[0]]}]
    assert record["statusMessages"] == messages
    assert receiver.events == (["Test"] if version.startswith("3") else ["Test", "ManualInteractionRequired"])
    if state == "importBlocked":
        assert receiver.bodies[1]["downloadStatusMessages"] == messages

    async def run(name: str) -> None:
        status, command = await client.ask("command", "POST", {"name": name})
        assert (status, command["status"]) == (201, "queued")
        await until(lambda: sonarr.commands[-1]["status"] == "completed")

    await run("RefreshMonitoredDownloads")
    assert len(await client.records("queue")) == 1
    sonarr.resolve(INFO_HASH)
    await run("ProcessMonitoredDownloads")
    assert len(await client.records("queue")) == (1 if state == "importBlocked" else 0)
    await run("RefreshMonitoredDownloads")
    assert await client.records("queue") == []
    assert len(await client.records("history", eventType=3)) == 1
    assert len(receiver.bodies) <= 2, "it says only once that it is blocked"
    assert [row["status"] for row in (await client.ask("command"))[1]] == ["completed"] * 3
    assert (await client.ask("command", "POST", {"name": "Unknown"}))[0] == 400


@pytest.mark.parametrize(
    ("files", "version", "state", "messages"),
    [
        ([], SONARR_4, "importPending", [("R", ["No files found are eligible for import in {output}"])]),
        (["a.rar"], "4.0.0.924", "importPending", [("Found archive file, might need to be extracted", [])]),
        (["a.rar"], SONARR_4, "importBlocked", [("R", ["Found archive file, might need to be extracted"])]),
    ],
)
async def test_what_is_on_the_disk_hinders_the_import(
    tmp_path: Path,
    shows: Path,
    start: Start,
    files: list[str],
    version: str,
    state: str,
    messages: list[tuple[str, list[str]]],
) -> None:
    sonarr = Sonarr(shows, version=version)
    client = await start(sonarr)
    output = write(tmp_path / "output", *files)
    sonarr.grab(INFO_HASH, "R", EPISODE, output)
    sonarr.finish(INFO_HASH)
    await sonarr.process()
    (record,) = await client.records("queue")
    assert record["trackedDownloadState"] == state
    assert [(row["title"], row["messages"]) for row in record["statusMessages"]] == [
        (title, [sentence.format(output=output) for sentence in sentences]) for title, sentences in messages
    ]
    write(output, "b.mkv")
    await sonarr.process()
    assert await client.records("queue") == []


_SONARR_HEADER = "One or more episodes expected in this release were not imported or missing"
_LIDARR_HEADER = "One or more tracks expected in this release were not imported or missing from the release"
_EPISODE = "Not an upgrade for existing episode file(s). Existing quality: Bluray-1080p. New Quality WEBDL-1080p."
_TRACK = "Not an upgrade for existing track file(s). New Quality is FLAC"


@pytest.mark.parametrize(
    ("importer", "version", "media", "state", "messages"),
    [
        (Sonarr, "3.0.10.1566", EPISODE, "importPending", {_SONARR_HEADER: [], "1.mkv": [_EPISODE]}),
        (Sonarr, SONARR_4, EPISODE, "importBlocked", {"R": [_EPISODE]}),
        (Lidarr, "2.14.5.4836", ALBUM, "importFailed", {_LIDARR_HEADER: [], "1.flac": [_TRACK]}),
    ],
)
async def test_rejected_files(
    tmp_path: Path,
    start: Start,
    importer: type[Importer],
    version: str,
    media: Media,
    state: str,
    messages: dict[str, list[str]],
) -> None:
    server = importer(tmp_path / "library", version=version)
    client = await start(server)
    name = "1.flac" if importer is Lidarr else "1.mkv"
    server.grab(INFO_HASH, "R", media, write(tmp_path / "download", name))
    await server.reject(INFO_HASH)
    (record,) = await client.records("queue")
    assert record["trackedDownloadState"] == state
    assert {row["title"]: row["messages"] for row in record["statusMessages"]} == messages
    server.resolve(INFO_HASH)
    await server.process()
    assert len(await client.records("queue")) == (importer is Lidarr)
    await server.restart()
    await server.process()
    assert await client.records("queue") == []


async def test_state_of_a_problem_can_be_chosen(tmp_path: Path, start: Start) -> None:
    lidarr = Lidarr(tmp_path / "music", version="2.14.5.4836")
    client: ImporterClient = await start(lidarr)
    lidarr.grab(INFO_HASH, "R", ALBUM, tmp_path)
    await lidarr.block(INFO_HASH, problem_of("R", ["Album match is not close enough"], FAILED))
    assert (await client.records("queue"))[0]["trackedDownloadState"] == "importFailed"


async def test_refused_key_restart_and_url_base(tmp_path: Path, start: Start) -> None:
    for version, body in (("3.0.10.1566", {"error": "Unauthorized"}), (SONARR_4, None)):
        sonarr = Sonarr(tmp_path, version=version, url_base="/tv")
        client = await start(sonarr)
        url = sonarr.url
        await sonarr.restart()
        assert sonarr.url == url
        assert (await client.ask("system/status"))[1]["version"] == version
        sonarr.refuse_key()
        assert await client.ask("queue") == (401, body)
        assert (sonarr.count("/queue"), sonarr.count("/system/status"), sonarr.count("", "POST")) == (1, 1, 0)
