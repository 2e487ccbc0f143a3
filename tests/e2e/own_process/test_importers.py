"""A torrent finishes in a real client, an importer puts its files into a library, and the item is found in Plex.

Home Assistant runs in its own process, with its own integrations of the client and the importers.
"""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
import os
from pathlib import Path
from typing import Any

import pytest

from custom_components.plex_arrivals.downloads.importers.importer import PAGE_SIZE
from testing.daemons import QBittorrent, TorrentFile, download, make_torrent
from testing.home_assistant.instance import PLEX_ROOT, HomeAssistantClient, HomeAssistantInstance
from testing.importers import Episodes, Importer, Media, Movie, Radarr, Sonarr
from testing.plex_server import Location, PlexServer
from testing.waiting import until
from tests.daemon_setup import require_client

SECONDS = 30
"""The timeout of each wait, far longer than needed."""
POLLED_SECONDS = 60
"""How long it may take until an importer is asked again."""
LATE_SECONDS = 20
"""How much later it may be known on a busy machine; without a report, it takes longer until the importer is asked."""

ARCHIVE = "Found archive file, might need to be extracted"
SEASON = "Harbour.Lights.S02.1080p.WEB-DL"
EPISODES = [f"Harbour.Lights.S02E{number:02}.1080p.WEB-DL.mkv" for number in (1, 2, 3)]
SHOW = Episodes(title="Harbour Lights", season=2, numbers=(1, 2, 3))
COPPER, COPPER_MOVIE = "Copper.Sky.2010.1080p.WEB-DL", Movie(title="Copper Sky")
MEADOW, MEADOW_MOVIE = "Glass.Meadow.2010.1080p.WEB-DL", Movie(title="Glass Meadow", tmdb_id=900002)


@pytest.fixture
async def plex(socket_enabled: None, tmp_path: Path) -> AsyncGenerator[PlexServer]:
    """Return a Plex that is not started yet."""
    server = PlexServer()
    server.scan_seconds = server.match_seconds = 0.2
    for folder, library_type in (("movies", "movie"), ("shows", "show")):
        (tmp_path / folder).mkdir()
        server.add_library(folder.title(), library_type, [Location(f"{PLEX_ROOT}/{folder}", tmp_path / folder)])
    yield server
    await server.stop()


@dataclass(frozen=True)
class TorrentSetup:
    """A torrent client, importers that take their downloads from it, and Plex, whose folders they import into."""

    plex: PlexServer
    seeder: QBittorrent
    client: QBittorrent
    sonarr: Sonarr
    radarr: Radarr

    async def set_up(self, hass_client: HomeAssistantClient) -> list[str]:
        """Set Home Assistant's integrations up; return the IDs of the importers' entries."""
        login = {"username": self.client.username, "password": self.client.password}
        await hass_client.loaded(await hass_client.set_up("qbittorrent", {"url": self.client.url, **login}))
        options: dict[str, dict[str, object]] = {"sonarr": {"more_options": {"verify_ssl": False}}, "radarr": {}}
        entry_ids = []
        for importer in (self.sonarr, self.radarr):
            data = {"url": importer.url, "api_key": importer.api_key, **options[importer.domain]}
            entry_ids.append(await hass_client.set_up(importer.domain, data))
            await hass_client.loaded(entry_ids[-1])
        return entry_ids

    async def download(self, importer: Importer, media: Media, release: str, files: list[str]) -> TorrentFile:
        """Let an importer grab a torrent of files with random content, and the client download it."""
        folder = self.seeder.folder / "made" / release
        folder.mkdir(parents=True)
        for file in [*files, "info.nfo"]:
            (folder / file).write_bytes(os.urandom(100_000))
        torrent = make_torrent(folder)
        await self.seeder.seed(torrent)
        await self.client.add(torrent, category=importer.domain)
        importer.grab(torrent.hash, release, media, self.client.downloads / release)
        await download(torrent, self.seeder, self.client)
        importer.finish(torrent.hash)
        return torrent

    def link(self, path: Path) -> str:
        """Return the link that opens the movie or the season of a file in Plex's own web app."""
        [item] = [
            item
            for library in self.plex.catalog.libraries.values()
            for item in self.plex.items(library)
            if any(file.endswith(f"/{path.name}") for file in item.files)
        ]
        shown = item.parent if item.type == "episode" else item
        assert shown
        machine = self.plex.identity.machine_identifier
        return (
            f"{self.plex.url}/web/index.html#!/server/{machine}/details?key=%2Flibrary%2Fmetadata%2F{shown.rating_key}"
        )


@pytest.fixture
async def setup(plex: PlexServer, tmp_path: Path, seeder: QBittorrent) -> AsyncGenerator[TorrentSetup]:
    require_client(QBittorrent)
    mounts = {PLEX_ROOT: tmp_path}
    sonarr = Sonarr(tmp_path / "shows", version="4.0.16.2946", mounts=mounts)
    radarr = Radarr(tmp_path / "movies", version="5.27.5.10198", mounts=mounts)
    async with AsyncExitStack() as stack:
        client = QBittorrent(tmp_path / "client", downloads=tmp_path / "downloads")
        await stack.enter_async_context(client)
        for importer in (sonarr, radarr):
            await importer.start()
            stack.push_async_callback(importer.stop)
        yield TorrentSetup(plex, seeder, client, sonarr, radarr)


async def look(hass_client: HomeAssistantClient) -> None:
    """Update the client's integration, which polls every half minute."""
    await hass_client.act("homeassistant.update_entity", entity_id="sensor.qbittorrent_all_torrents")


def latest(hass_client: HomeAssistantClient, release: str) -> dict[str, Any]:
    """Return the latest event about a download, empty if there is none."""
    events = (event for event in reversed(hass_client.announced) if event["download"]["name"] == release)
    return next(events, {})


async def reaches(hass_client: HomeAssistantClient, release: str, state: str, seconds: float = SECONDS) -> None:
    """Wait until the delivery of a download has a state or a reason."""

    def has_reached() -> bool:
        event = latest(hass_client, release)
        return state in (event.get("state"), event.get("reason"))

    await until(has_reached, seconds, pause=0.05)


def reasons(hass_client: HomeAssistantClient, release: str) -> list[str | None]:
    """Return the reasons in all events about a download."""
    return [event["reason"] for event in hass_client.announced if event["download"]["name"] == release]


def requests(importer: Importer) -> tuple[int, int]:
    """Return how often the integration has asked for the queue and for the history.

    Home Assistant's integrations ask for the queue themselves, but not for pages of this size.
    """
    asked = [request for request in importer.requests if request.query.get("pageSize") == str(PAGE_SIZE)]
    return sum(one.path.endswith("/queue") for one in asked), sum(one.path.endswith("/history") for one in asked)


async def test_polled(setup: TorrentSetup, instance: HomeAssistantInstance) -> None:
    """Without our webhook, an import or what blocks it is found within a minute, and at once if it was earlier."""
    plex, sonarr, radarr = setup.plex, setup.sonarr, setup.radarr
    await plex.start(instance.plex_port)
    async with instance.run() as hass_client:
        await hass_client.started()
        await setup.set_up(hass_client)
        copper = await setup.download(radarr, COPPER_MOVIE, COPPER, [f"{COPPER}.mkv"])
        await setup.download(radarr, MEADOW_MOVIE, MEADOW, [f"{MEADOW}.rar"])
        season = await setup.download(sonarr, SHOW, SEASON, EPISODES)
        [movie] = await radarr.import_download(copper.hash)
        await look(hass_client)
        await reaches(hass_client, COPPER, "available")
        assert "import_awaited" not in reasons(hass_client, COPPER)
        assert latest(hass_client, COPPER)["url"] == setup.link(movie)
        await reaches(hass_client, MEADOW, "import_awaited")
        await reaches(hass_client, SEASON, "import_awaited")

        sonarr.requests.clear()
        radarr.requests.clear()
        episodes = await sonarr.import_download(season.hash)
        await radarr.process()
        await reaches(hass_client, MEADOW, "import_blocked", POLLED_SECONDS + LATE_SECONDS)
        await reaches(hass_client, SEASON, "available")
        assert (requests(sonarr), requests(radarr)) == ((1, 1), (1, 1))

        blocked = latest(hass_client, MEADOW)
        assert (blocked["state"], blocked["messages"]) == ("waiting", [ARCHIVE])
        assert (blocked["importer"], blocked["importer_url"]) == ("Radarr", f"{radarr.url}/activity/queue")
        assert len(await hass_client.issues("import_blocked")) == 1
        assert len(await hass_client.issues("importers_not_connected")) == 1
        imported = latest(hass_client, SEASON)
        assert (imported["kind"], imported["url"]) == ("added", setup.link(episodes[0]))
        assert [item["episode"] for item in imported["items"]] == [1, 2, 3]
    for episode, name in zip(episodes, EPISODES, strict=True):
        assert episode.samefile(setup.client.downloads / SEASON / name)
    assert [folder for _, folder in plex.scans] == [sonarr.name_of(path.parent) for path in (movie, episodes[0])]
    assert instance.faults() == []


async def test_reported(setup: TorrentSetup, instance: HomeAssistantInstance) -> None:
    """Importers that were connected in our options report imports and what blocks them; that one is tried again."""
    plex, sonarr, radarr = setup.plex, setup.sonarr, setup.radarr
    await plex.start(instance.plex_port)
    async with instance.run() as hass_client:
        await hass_client.started()
        importers = await setup.set_up(hass_client)
        options = {"importers": importers, "webhook_address": instance.url}
        await hass_client.set_options(instance.entry_id, "importers", options)
        await hass_client.loaded(instance.entry_id)
        await setup.download(radarr, MEADOW_MOVIE, MEADOW, [f"{MEADOW}.rar"])
        season = await setup.download(sonarr, SHOW, SEASON, EPISODES)
        await look(hass_client)
        await reaches(hass_client, MEADOW, "import_awaited")
        await reaches(hass_client, SEASON, "import_awaited")

        episodes = await sonarr.import_download(season.hash)
        await reaches(hass_client, SEASON, "available", LATE_SECONDS)
        assert latest(hass_client, SEASON)["url"] == setup.link(episodes[0])
        await radarr.process()
        await reaches(hass_client, MEADOW, "import_blocked", LATE_SECONDS)
        assert latest(hass_client, MEADOW)["messages"] == [ARCHIVE]

        extracted = setup.client.downloads / MEADOW / f"{MEADOW}.mkv"
        extracted.write_bytes(os.urandom(100_000))
        [issue] = await hass_client.issues("import_blocked")
        assert (await hass_client.repair(issue, "try_again"))["progress_action"] == "try_again"
        await reaches(hass_client, MEADOW, "available", LATE_SECONDS)
        [movie] = [path for path in radarr.existing(MEADOW_MOVIE, (1,)) if path.samefile(extracted)]
        assert latest(hass_client, MEADOW)["url"] == setup.link(movie)
        assert reasons(hass_client, MEADOW).count("import_blocked") == 1
        assert await hass_client.issues("import_blocked") == await hass_client.issues("importers_not_connected") == []
    assert [folder for _, folder in plex.scans] == [sonarr.name_of(path.parent) for path in (episodes[0], movie)]
    assert instance.faults() == []


async def test_killed_while_an_import_is_awaited(setup: TorrentSetup, instance: HomeAssistantInstance) -> None:
    """An import that came while Home Assistant was down is found when it starts; all is announced once."""
    await setup.plex.start(instance.plex_port)
    async with instance.run() as hass_client:
        await hass_client.started()
        await setup.set_up(hass_client)
        season = await setup.download(setup.sonarr, SHOW, SEASON, EPISODES)
        await look(hass_client)
        await reaches(hass_client, SEASON, "import_awaited")
    [before] = instance.stored().values()
    assert (before["state"], before["reason"]) == ("waiting", "import_awaited")

    episodes = await setup.sonarr.import_download(season.hash)
    async with instance.run() as hass_client:
        await hass_client.started()
        await reaches(hass_client, SEASON, "available")
        assert set(await hass_client.deliveries()) == {before["id"]}
        assert latest(hass_client, SEASON)["url"] == setup.link(episodes[0])
        await until(lambda: (before["id"], "available") in instance.automation_log, SECONDS)
    assert [state for _, state in instance.automation_log][-2:] == ["scanning", "available"]
    assert [state for _, state in instance.automation_log].count("available") == 1
    assert instance.faults() == []
