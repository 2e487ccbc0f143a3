"""Our webhook in importers of all versions."""

import asyncio
from contextlib import aclosing
from pathlib import Path

from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_EXCLUDED_SOURCES, DOMAIN
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.importers.connection import Connection, ConnectionState, async_importers
from custom_components.plex_arrivals.downloads.importers.report_looks import CHANGED_SECONDS
from custom_components.plex_arrivals.downloads.report_commands import TRIGGERS
from testing.importers import Album
from testing.importers.importer import Importer
from testing.waiting import until
from tests.importer_webhooks import USERS_NOTIFICATION, triggers, unused_address, url, webhooks

from .connecting import CASES, CONNECTED, NOT_CONNECTED, OUTDATED, SHOW, Connections, newest

HASH = "73561b6671e51d43a69d5a41e364dacfcffb385b"
OLDER_NAMES = {"On File Import": "onDownload", "On File Upgrade": "onUpgrade"}
"""What the API calls triggers that were renamed in the user interface."""


async def test_webhook_is_added_and_removed(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, address: str, request: pytest.FixtureRequest
) -> None:
    expected = CASES[request.node.callspec.params["importer"]][3]
    before = importer.connections.listing()
    connections = Connections(hass, loaded)
    assert await connections.state() == NOT_CONNECTED
    assert await connections.connect() is None
    [ours] = webhooks(importer, loaded)
    assert ours["name"] == f"Plex Arrivals ({loaded.title})"
    assert triggers(ours) == expected
    assert url(ours) == f"{address}/api/webhook/{loaded.data[CONF_WEBHOOK_ID]}"
    assert [field["value"] for field in ours["fields"] if field["name"] == "method"] == [1]
    assert await connections.state() == CONNECTED
    assert await connections.connect() is None  # again
    assert webhooks(importer, loaded) == [ours]
    assert await connections.disconnect() is None
    assert importer.connections.listing() == before
    assert await connections.state() == NOT_CONNECTED
    assert await connections.disconnect() is None


@pytest.mark.parametrize("importer", ["Sonarr 4", "Radarr 5.27", "Lidarr 2"], indirect=True)
async def test_selects_the_triggers_that_the_options_list(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, address: str
) -> None:
    await Connections(hass, loaded).connect()
    [ours] = webhooks(importer, loaded)
    assert triggers(ours) == {
        OLDER_NAMES.get(trigger, trigger.replace("On", "on", 1).replace(" ", ""))
        for trigger in TRIGGERS[importer.domain]
    }


async def test_import_is_reported_and_arrives(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    media = CASES[request.node.callspec.params["importer"]][2]
    suffix = "flac" if isinstance(media, Album) else "mkv"
    assert await Connections(hass, loaded).connect() is None
    release = tmp_path / "done" / "Release"
    release.mkdir(parents=True)
    (release / f"Release.S01E01.{suffix}").write_bytes(b"media of this release")
    importer.grab(HASH, "Release", media, release)
    importer.finish(HASH)
    await importer.import_download(HASH)
    [delivery] = loaded.runtime_data.manager.deliveries.values()
    assert (delivery.download.hash, delivery.download.imported) == (HASH, True)
    await until(lambda: loaded.runtime_data.manager.deliveries[delivery.id].state is DeliveryState.AVAILABLE)


@newest
@pytest.mark.parametrize("later", [0, 5])
async def test_blocked_import_is_looked_at_right_away(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, tmp_path: Path, later: int
) -> None:
    """The queue may show it a little later than it is reported."""
    assert await Connections(hass, loaded).connect() is None
    importers = loaded.runtime_data.importers
    importer.grab(HASH, "Release", SHOW, tmp_path)
    queued = await importers.async_find(Download(name="Release", path=str(tmp_path), source="qbittorrent", hash=HASH))
    assert queued
    async with aclosing(importers.follow(queued)) as changes:
        change = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(10)  # the next poll is 50 seconds away
        if later:
            importer.tracked(HASH).notified = True
            await importer.connections.fire("onManualInteractionRequired", {"eventType": "ManualInteractionRequired"})
            await asyncio.sleep(later)
        await importer.block(HASH, "No files found are eligible for import")
        async with asyncio.timeout(CHANGED_SECONDS + 3 - later if later else 3):
            blocked = await change
    assert blocked.messages == ("No files found are eligible for import",)


async def test_outdated_webhook_is_updated_in_place(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, address: str
) -> None:
    connections = Connections(hass, loaded)
    await connections.connect()
    [ours] = webhooks(importer, loaded)
    unused = unused_address()
    for outdated in (
        {"onUpgrade": False},
        {
            "fields": [
                {**field, "value": url(ours).replace(address, unused)} if field["name"] == "url" else field
                for field in ours["fields"]
            ]
        },
    ):
        importer.connections.rows[ours["id"]] = {**ours, **outdated, "name": "Mine", "tags": [5], "onGrab": True}
        assert await connections.state() == OUTDATED
        assert await connections.connect() is None
        assert await connections.state() == CONNECTED
        assert webhooks(importer, loaded) == [{**ours, "name": "Mine", "tags": [5], "onGrab": True}]


async def test_webhook_that_reports_imports_only_is_connected(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer
) -> None:
    """Such as one that was added by hand; the rest is noticed by asking."""
    connections = Connections(hass, loaded)
    await connections.connect()
    [ours] = webhooks(importer, loaded)
    others = triggers(ours) - {"onDownload", "onUpgrade", "onReleaseImport"}
    assert others
    importer.connections.rows[ours["id"]] = {**ours, **dict.fromkeys(others, False)}
    found = await connections.state()
    assert found == Connection(state=ConnectionState.CONNECTED, is_complete=False)
    assert not found.is_lacking
    assert await connections.connect() is None
    assert webhooks(importer, loaded) == [ours]


@newest
async def test_webhook_that_arrives_from_another_address(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, address: str
) -> None:
    """The user may have typed any address that works from there, and it may have a query."""
    connections = Connections(hass, loaded, unused_address())
    importer.connections.rows[8] = {
        **USERS_NOTIFICATION,
        **dict.fromkeys(importer.connections.flags, True),
        "id": 8,
        "name": "Attic",
        "fields": [{"name": "url", "value": f"{address}/api/webhook/{loaded.data[CONF_WEBHOOK_ID]}?from=sonarr"}],
    }
    assert await connections.state() == CONNECTED
    importer.connections.rows[8] |= {"onDownload": False, "onImportComplete": False}
    assert await connections.state() == OUTDATED


@newest
async def test_import_complete_replaces_triggers_for_single_files(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer
) -> None:
    """The user may have connected it in that way."""
    connections = Connections(hass, loaded)
    await connections.connect()
    [ours] = webhooks(importer, loaded)
    by_hand = {**ours, "onDownload": False, "onUpgrade": False, "onImportComplete": True}
    importer.connections.rows[ours["id"]] = by_hand
    assert await connections.state() == CONNECTED
    await connections.connect()
    assert webhooks(importer, loaded) == [by_hand]


@newest
async def test_name_of_other_notification_is_left_to_it(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer
) -> None:
    name = f"plex arrivals ({loaded.title})"
    importer.connections.rows[8] = {**USERS_NOTIFICATION, "id": 8, "name": name}
    assert await Connections(hass, loaded).connect() is None
    [ours] = webhooks(importer, loaded)
    assert ours["name"] == f"Plex Arrivals ({loaded.title}) 2"
    assert importer.connections.rows[8] == {**USERS_NOTIFICATION, "id": 8, "name": name}


@newest
async def test_two_servers_of_ours(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, address: str
) -> None:
    other = MockConfigEntry(domain=DOMAIN, title=loaded.title, data={CONF_WEBHOOK_ID: "another-secret"})
    other.add_to_hass(hass)
    other.runtime_data = loaded.runtime_data
    one, two = Connections(hass, loaded), Connections(hass, other)
    await one.connect()
    [ours] = webhooks(importer, loaded)
    assert await two.state() == NOT_CONNECTED
    importer.connections.rows[9] = {
        **ours,
        "id": 9,
        "name": "Other",
        "fields": [{"name": "url", "value": two.target.url}],
    }
    await one.disconnect()
    assert [row["id"] for row in importer.connections.listing()] == [9, 7]
    await one.connect()
    assert len(webhooks(importer, loaded)) == len(webhooks(importer, other)) == 1


@newest
async def test_excluded_importer_is_left_alone(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer
) -> None:
    [entry] = hass.config_entries.async_entries(importer.domain)
    hass.config_entries.async_update_entry(loaded, options={CONF_EXCLUDED_SOURCES: [entry.entry_id]})
    assert async_importers(hass, loaded) == {}
