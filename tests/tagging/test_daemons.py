"""Real clients: of all data of a torrent, only our tag differs, and nothing once it is removed."""

import asyncio
from collections.abc import Callable
import os
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.const import CONF_PATH_MAPPINGS, CONF_TAG_ARRIVALS
from custom_components.plex_arrivals.downloads.clients.deluge import DelugeSource
from testing.daemons import Deluge, QBittorrent, TorrentFile, Transmission, download, make_torrent
from testing.daemons.daemon import Daemon
from testing.waiting import until
from tests.daemon_setup import require_client, set_up
from tests.deliveries.conftest import DeliveryEnvironment

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]

NAME = "Copper Sky (2021)"
EDITED_AT = "editDate"
"""When Transmission last changed a torrent, which a change of its labels is."""

CLOCKS = {"time_since_download", "time_since_transfer", "time_since_upload"}
"""Of Deluge: they run also while a torrent is paused."""

type Data = dict[str, Any]


def make(folder: Path) -> TorrentFile:
    (folder / NAME).mkdir(parents=True)
    (folder / NAME / f"{NAME}.mkv").write_bytes(os.urandom(200_000))
    return make_torrent(folder / NAME)


def differences(before: Data, after: Data) -> dict[str, tuple[Any, Any]]:
    """Return the fields that differ, each before and after, but for the clocks."""
    names = sorted({*before, *after} - CLOCKS)
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


async def settled(read: Callable[[], Any]) -> Data:
    """Return the data of a torrent that is being stopped, once nothing changes by itself anymore."""
    async with asyncio.timeout(60):
        while True:
            before = await read()
            await asyncio.sleep(2.5)  # the clients update their data every second or two
            after: Data = await read()
            if not differences(before, after):
                return after


async def arrive(env: DeliveryEnvironment, client: Daemon, entry: ConfigEntry[Any], torrent: TorrentFile) -> None:
    """Have Plex find what the client downloaded, while Home Assistant does not update the client again."""
    mappings = [{"source": str(client.downloads), "plex": "/media/movies"}]
    env.hass.config_entries.async_update_entry(
        env.entry, options={CONF_TAG_ARRIVALS: True, CONF_PATH_MAPPINGS: mappings, "settle_seconds": 0}
    )
    await env.hass.config_entries.async_reload(env.entry.entry_id)
    env.put(f"movies/{NAME}/{NAME}.mkv", size=200_000)
    sources = env.entry.runtime_data.sources
    await until(lambda: entry.entry_id in sources.followed)


async def check(
    env: DeliveryEnvironment,
    client: Daemon,
    entry: ConfigEntry[Any],
    seeder: QBittorrent,
    torrent: TorrentFile,
    stop: Callable[[], Any],
    read: Callable[[], Any],
) -> dict[str, tuple[Any, Any]]:
    """Return what differs in a torrent after it was tagged; check that nothing differs once the tag is removed."""
    await arrive(env, client, entry, torrent)
    await entry.runtime_data.async_refresh()
    await download(torrent, seeder, client)
    await stop()
    before = await settled(read)
    await entry.runtime_data.async_refresh()
    await until(lambda: env.manager.last_arrival, 60)
    tags = env.entry.runtime_data.arrival_tags
    await entry.runtime_data.async_refresh()
    await until(lambda: any(any(one.torrents.values()) for one in tags._store.clients.values()), 30)
    after = await read()
    [tagged] = [one for one in await env.entry.runtime_data.sources.async_downloads() if one.hash == torrent.hash]
    assert tagged.tags.isdisjoint({"in plex", "in-plex"})
    status = await env.entry.runtime_data.sources.async_client_status(env.manager.last_arrival.download)
    assert status
    assert status.present
    assert status.ratio is not None
    assert status.seeding_time is not None
    env.hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_TAG_ARRIVALS: False})
    await env.hass.config_entries.async_reload(env.entry.entry_id)
    await until(lambda: not env.entry.runtime_data.arrival_tags._store.clients, 30)
    assert differences(before, await read()).keys() <= {EDITED_AT}
    return differences(before, after)


async def test_qbittorrent(hass: HomeAssistant, env: DeliveryEnvironment, tmp_path: Path, seeder: QBittorrent) -> None:
    require_client(QBittorrent)
    torrent = make(tmp_path / "made")
    async with QBittorrent(tmp_path / "client") as client:
        entry = await set_up(hass, client)
        await seeder.seed(torrent)
        await client.add(torrent, category="tv", labels=["4k", "new"])

        async def stop() -> None:
            await client.call("torrents/pause", {"hashes": torrent.hash})
            while (await client.get(torrent.hash) or {})["state"] not in ("pausedUP", "stoppedUP"):
                pass

        async def read() -> Data:
            listed = await client.call("sync/maindata")
            form = {"hash": torrent.hash}
            parts = {name: await client.call(f"torrents/{name}", form) for name in ("properties", "files", "trackers")}
            others = {"tags": set(listed["tags"]), "categories": listed["categories"]}
            return {
                **listed["torrents"][torrent.hash],
                **parts,
                **{f"all {name}": found for name, found in others.items()},
            }

        assert await check(env, client, entry, seeder, torrent, stop, read) == {
            "tags": ("4k, new", "4k, in Plex, new"),
            "all tags": ({"4k", "new"}, {"4k", "new", "in Plex"}),
        }


async def test_transmission(hass: HomeAssistant, env: DeliveryEnvironment, tmp_path: Path, seeder: QBittorrent) -> None:
    require_client(Transmission)
    torrent = make(tmp_path / "made")
    async with Transmission(tmp_path / "client") as client:
        entry = await set_up(hass, client)
        await seeder.seed(torrent)
        await client.add(torrent, labels=["tv", "4k"])

        async def stop() -> None:
            await client.call("torrent-stop", {"ids": [torrent.hash]})
            while (await client.get(torrent.hash) or {})["status"] != 0:
                pass

        async def read() -> Data:
            fields = list(entry.runtime_data.api.torrent_get_arguments)
            [found] = (await client.call("torrent-get", {"ids": [torrent.hash], "fields": fields}))["torrents"]
            return dict(found)

        found = await check(env, client, entry, seeder, torrent, stop, read)
        assert found.pop(EDITED_AT, None)
        assert found == {"labels": (["tv", "4k"], ["tv", "4k", "in Plex"])}


async def test_deluge(hass: HomeAssistant, env: DeliveryEnvironment, tmp_path: Path, seeder: QBittorrent) -> None:
    require_client(Deluge)
    torrent = make(tmp_path / "made")
    async with Deluge(tmp_path / "client") as client:
        entry = await set_up(hass, client)
        await seeder.seed(torrent)
        await client.add(torrent)
        await client.add_label(torrent, "tv")
        await client.call("label.set_torrent", torrent.hash, "No Label")

        async def stop() -> None:
            await client.call("core.pause_torrents", [torrent.hash])
            while (await client.get(torrent.hash) or {})["state"] != "Paused":
                pass

        async def read() -> Data:
            found = await client.get(torrent.hash)
            assert found
            label = await client.call("core.get_torrent_status", torrent.hash, ["label"])  # not among all fields
            return {**found, **label, "all labels": await client.call("label.get_labels")}

        assert await check(env, client, entry, seeder, torrent, stop, read) == {
            "label": ("", "in-plex"),
            "all labels": (("tv",), ("in-plex", "tv")),
        }


async def test_deluge_torrents_that_are_not_tagged(
    hass: HomeAssistant, env: DeliveryEnvironment, tmp_path: Path
) -> None:
    """Those that have a label, all of them without the plugin, and all if the user gave our label options."""
    require_client(Deluge)
    torrent = make(tmp_path / "made")
    async with Deluge(tmp_path / "client") as client:
        source = DelugeSource(hass, await set_up(hass, client))
        await client.add(torrent)
        assert not source.can_be_tagged((await source.async_list())[torrent.hash]), "no plugin"

        async def label() -> Any:
            return (await source.async_list())[torrent.hash]["label"]

        await client.add_label(torrent, "tv")
        assert not source.can_be_tagged((await source.async_list())[torrent.hash])
        assert await source.async_tag([torrent.hash, "0" * 40]) is True
        assert await label() == "tv"
        await source.async_untag([torrent.hash], delete=False)
        assert await label() == "tv"

        await client.call("label.set_torrent", torrent.hash, "No Label")
        assert source.can_be_tagged((await source.async_list())[torrent.hash])
        await client.call("label.set_options", "in-plex", {"apply_max": True, "max_upload_speed": 10})
        assert await source.async_tag([torrent.hash]) is False
        assert await label() == ""
        await client.call("label.set_torrent", torrent.hash, "in-plex")
        await source.async_untag([torrent.hash], delete=True)
        assert await label() == "in-plex", "it would take the options away"
        listed = await source.async_list()
        assert source.get_download(torrent.hash, listed[torrent.hash]).category == "in-plex", "it is the user's own"
