"""The blueprint that follows downloads until they are in Plex, as imported by a user."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_IMPORTED_CATEGORIES
from testing.waiting import until
from tests.blueprints.conftest import use
from tests.deliveries.conftest import DeliveryEnvironment
from tests.downloads.conftest import qbittorrent
from tests.downloads.fake_clients import HASH, QBittorrentServer
from tests.phones import Phones
from tests.running.conftest import SHOWN, add, update

__all__ = ["qbittorrent"]

NAME = "download_progress"
CLEAR = "clear_notification"
FOLDER = "shows/Show (2020)/Season 01"
FILE = f"{FOLDER}/Show (2020) - S01E01.mkv"


class Torrents:
    """qBittorrent, its integration, and the messages of one phone about its torrents."""

    def __init__(self, hass: HomeAssistant, server: QBittorrentServer, entry: MockConfigEntry, phones: Phones) -> None:
        self.hass, self.server, self.entry, self.phones = hass, server, entry, phones

    async def run(self, progress: float, torrent_hash: str = HASH, name: str = "Show") -> None:
        """Let a torrent download, up to a progress from 0 to 1."""
        self.server.run(torrent_hash, name=name)
        self.server.torrents[torrent_hash].update(progress=progress, content_path=f"/media/{FOLDER}", category="")
        await self.refresh()

    async def refresh(self) -> None:
        await update(self.entry)
        await asyncio.sleep(5)
        await self.hass.async_block_till_done()

    def got(self) -> list[dict[str, Any]]:
        """Return what the phone got since this was called last."""
        messages = [dict(call.data) for call in self.phones.got if call.service == "mobile_app_pixel_9"]
        self.phones.got.clear()
        return messages

    def steps(self) -> list[tuple[str, int | None]]:
        """Return the message and progress of each."""
        return [(message["message"], message["data"].get("progress")) for message in self.got()]


@pytest.fixture
async def torrents(
    hass: HomeAssistant, env: DeliveryEnvironment, qbittorrent: QBittorrentServer, phones: Phones
) -> Torrents:
    entry = await add(hass, qbittorrent)
    await until(lambda: hass.states.is_state(SHOWN, "0"))
    return Torrents(hass, qbittorrent, entry, phones)


async def test_progress_becomes_view_in_plex(
    hass: HomeAssistant, env: DeliveryEnvironment, torrents: Torrents, phones: Phones
) -> None:
    phones.devices.insert(0, "no such device")
    await use(hass, NAME, phones, sensor=SHOWN)
    await torrents.run(0.12)
    assert len(phones.got) == 2
    (first,) = torrents.got()
    assert (first["title"], first["message"]) == ("Show", "Downloading")
    extras = first["data"]
    assert extras["live_update"] is True
    assert (extras["progress"], extras["progress_max"], extras["critical_text"]) == (10, 100, "10%")
    assert extras["push"] == {"interruption-level": "passive"}
    (running,) = hass.states.get(SHOWN).attributes["downloads"]  # type: ignore[union-attr]
    opens_client = [{"action": "URI", "title": "Open in client", "uri": running["client_url"]}]
    assert running["client_url"].startswith("http://")
    assert extras["actions"] == opens_client
    tag = extras["tag"]
    assert len(tag) <= 64
    assert tag.replace("_", "").isalnum()

    await torrents.run(0.19)
    assert torrents.steps() == []
    await torrents.run(0.43)
    (second,) = torrents.got()
    assert (second["data"]["tag"], second["data"]["progress"]) == (tag, 40)

    env.put(FILE, size=1000)
    torrents.server.files = [{"name": "Show (2020) - S01E01.mkv", "size": 1000, "priority": 1}]
    torrents.server.finish(name="Show")
    await update(torrents.entry)
    await until(lambda: env.manager.last_arrival, 600)
    await hass.async_block_till_done()
    messages = torrents.got()
    assert [message["message"] for message in messages] == ["Scanning", CLEAR, "New in Shows"]
    assert [message["data"]["tag"] == tag for message in messages] == [True, True, False]
    assert messages[0]["data"]["progress"] == 100
    assert messages[0]["data"]["actions"] == opens_client
    link = env.manager.last_arrival.url
    extras = messages[2]["data"]
    assert messages[2]["title"].startswith("Show · S01E01")
    assert extras["tag"] == f"plex_arrivals_{env.manager.last_arrival.id}"
    assert extras["actions"] == [{"action": "URI", "title": "View in Plex", "uri": link}]
    assert (extras["url"], extras["clickAction"]) == (link, link)
    assert "live_update" not in extras
    assert extras["image"].startswith("/api/plex_arrivals/artwork/")


async def test_removed_download_disappears(hass: HomeAssistant, torrents: Torrents, phones: Phones) -> None:
    await use(hass, NAME, phones, sensor=SHOWN)
    await torrents.run(0.5)
    (shown,) = torrents.got()
    torrents.server.torrents.clear()
    await torrents.refresh()
    (cleared,) = torrents.got()
    assert cleared == {"message": CLEAR, "data": {"tag": shown["data"]["tag"]}}


async def test_failed_download_disappears(
    hass: HomeAssistant, env: DeliveryEnvironment, torrents: Torrents, phones: Phones
) -> None:
    await use(hass, NAME, phones, sensor=SHOWN)
    await torrents.run(0.5)
    (shown,) = torrents.got()
    torrents.server.finish(name="Show")
    await update(torrents.entry)
    await until(lambda: [one.state for one in env.manager.deliveries.values()] == ["missing"], 3600)
    await hass.async_block_till_done()
    messages = torrents.got()
    assert [message["message"] for message in messages] == ["Scanning", CLEAR]
    assert {message["data"]["tag"] for message in messages} == {shown["data"]["tag"]}


async def test_limit(hass: HomeAssistant, torrents: Torrents, phones: Phones) -> None:
    """A download that comes later does not replace one that is shown, unless it sorts before it."""
    await use(hass, NAME, phones, sensor=SHOWN, limit=1)
    await torrents.run(0.5, "b" * 40, "First")
    await torrents.run(0.5, "c" * 40, "Second")
    assert [message["title"] for message in torrents.got()] == ["First"]
    del torrents.server.torrents["b" * 40]
    await torrents.refresh()
    assert [message.get("title") for message in torrents.got()] == ["Second", None]


@pytest.mark.parametrize(("library", "shown"), [(["shows"], True), (["Movies"], False)])
async def test_library(
    hass: HomeAssistant, env: DeliveryEnvironment, torrents: Torrents, phones: Phones, library: list[str], shown: bool
) -> None:
    await use(hass, NAME, phones, sensor=SHOWN, library=library)
    await torrents.run(0.5)
    assert torrents.steps() == ([("Downloading", 50)] if shown else [])
    env.put(FILE, size=1000)
    torrents.server.files = [{"name": "Show (2020) - S01E01.mkv", "size": 1000, "priority": 1}]
    torrents.server.finish(name="Show")
    await update(torrents.entry)
    await until(lambda: env.manager.last_arrival, 600)
    await hass.async_block_till_done()
    assert bool(torrents.got()) == shown


async def test_nothing_disappears_during_reload(
    hass: HomeAssistant, env: DeliveryEnvironment, torrents: Torrents, phones: Phones
) -> None:
    await use(hass, NAME, phones, sensor=SHOWN)
    await torrents.run(0.5)
    torrents.got()
    await env.restart()
    await until(lambda: hass.states.is_state(SHOWN, "1"))
    await hass.async_block_till_done()
    assert CLEAR not in [message for message, _ in torrents.steps()]


async def test_unknown_progress(hass: HomeAssistant, torrents: Torrents, phones: Phones) -> None:
    hass.states.async_set(SHOWN, "0", {"downloads": []})
    await use(hass, NAME, phones, sensor=SHOWN)
    row = {"id": "x:/downloads/y", "name": "Y", "progress": None, "library": None, "client_url": None}
    hass.states.async_set(SHOWN, "1", {"downloads": [row]})
    await until(lambda: phones.got)
    assert torrents.steps() == [("Downloading", None)]


async def test_waiting_for_import_is_shown(
    hass: HomeAssistant, env: DeliveryEnvironment, torrents: Torrents, phones: Phones
) -> None:
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_IMPORTED_CATEGORIES: ["tv"]})
    await env.restart()
    await until(lambda: hass.states.is_state(SHOWN, "0"))
    await use(hass, NAME, phones, sensor=SHOWN)
    torrents.server.run()
    await torrents.refresh()
    (shown,) = torrents.got()
    torrents.server.finish()
    await torrents.refresh()
    (waiting,) = torrents.got()
    assert waiting["message"] == "Waiting for Sonarr, Radarr, or Lidarr"
    assert waiting["data"]["tag"] == shown["data"]["tag"]


async def test_many_deliveries_are_not_shown(
    hass: HomeAssistant, env: DeliveryEnvironment, torrents: Torrents, phones: Phones
) -> None:
    """The limit is also for what Plex scans; what comes of it is always sent."""
    await use(hass, NAME, phones, sensor=SHOWN, limit=1)
    other = await env.finish("/media/movies/Nothing (2001)", hash="e" * 40)
    await until(lambda: env.announced(other)[-1] == "scanning")
    await hass.async_block_till_done()
    assert [message["message"] for message in torrents.got()] == ["Scanning"]
    await env.ended(await env.finish("/media/movies/Paper Moons (2020)", env.put("movies/Paper Moons (2020)/a.mkv")))
    await hass.async_block_till_done()
    messages = [message["message"] for message in torrents.got()]
    assert (messages.count("Scanning"), messages.count("New in Movies")) == (0, 1)
