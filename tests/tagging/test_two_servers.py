"""Two servers that tag in one client: a tag stays as long as one of them wants it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.const import CONF_URL, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_EXCLUDED_SOURCES, CONF_SETTLE_SECONDS, CONF_TAG_ARRIVALS, DOMAIN
from testing.plex_server import Location, PlexServer
from testing.waiting import until
from tests.downloads.fake_clients import HASH, OTHER_HASH

from .conftest import OPTIONS, Tagging

TAG = "in Plex"


@pytest.fixture
async def cellar(socket_enabled: None, tmp_path: Path) -> AsyncIterator[PlexServer]:
    """Return another running Plex, with the same movies."""
    server = PlexServer(machine_identifier="cellar", name="Cellar")
    server.add_library("Movies", "movie", [Location(plex="/media/movies", disk=tmp_path / "movies")])
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def second(
    hass: HomeAssistant, tagging: Tagging, cellar: PlexServer, config_entry: MockConfigEntry
) -> AsyncIterator[MockConfigEntry]:
    """Set up that server as well; return its entry."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Cellar",
        unique_id="cellar",
        data={**config_entry.data, CONF_URL: cellar.url, CONF_WEBHOOK_ID: "of-cellar"},
        options={**OPTIONS, CONF_SETTLE_SECONDS: 0},
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: entry.runtime_data.manager.has_libraries and entry.runtime_data.sources.followed)
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)


async def update(tagging: Tagging, second: MockConfigEntry) -> None:
    """Update the client's integration, and wait until both servers have processed that."""
    await tagging.update()
    data = second.runtime_data
    task = data.sources._followers[tagging.client_entry.entry_id]._task
    await until(lambda: task.done() and not data.arrival_tags._busy)


async def arrive(tagging: Tagging, second: MockConfigEntry, title: str, torrent_hash: str) -> None:
    """Have a movie arrive in both servers, and be tagged."""
    await tagging.arrive(title, torrent_hash)
    manager = second.runtime_data.manager
    await until(lambda: manager.last_arrival and title in manager.last_arrival.items[0].title)
    for _ in range(3):
        await update(tagging, second)
    assert TAG in tagging.client.tags(torrent_hash)


async def set_options(hass: HomeAssistant, entry: Any, **options: Any) -> None:
    hass.config_entries.async_update_entry(entry, options={**entry.options, **options})
    await hass.config_entries.async_reload(entry.entry_id)
    await until(lambda: entry.runtime_data.manager.has_libraries)


@pytest.mark.parametrize("is_second_first", [False, True])
@pytest.mark.parametrize("at_once", [True, False])
async def test_tag_stays_until_both_are_switched_off(
    hass: HomeAssistant, tagging: Tagging, second: MockConfigEntry, is_second_first: bool, at_once: bool
) -> None:
    """Whether both tag at once, or the second one finds what the first one has tagged."""
    if at_once:
        await arrive(tagging, second, "Copper Sky", HASH)
    else:
        await hass.config_entries.async_unload(second.entry_id)
        await tagging.arrive("Copper Sky", HASH)
        await tagging.update()
        assert TAG in tagging.client.tags()
        await hass.config_entries.async_setup(second.entry_id)
        await until(lambda: second.runtime_data.manager.last_arrival)
        await update(tagging, second)
    entries = [tagging.env.entry, second]
    first_off, last_off = reversed(entries) if is_second_first else entries
    await set_options(hass, first_off, **{CONF_TAG_ARRIVALS: False})
    for _ in range(2):
        await update(tagging, second)
    assert TAG in tagging.client.tags()
    assert not first_off.runtime_data.arrival_tags._store.clients
    await set_options(hass, last_off, **{CONF_TAG_ARRIVALS: False})
    for _ in range(2):
        await update(tagging, second)
    assert TAG not in tagging.client.tags()
    assert TAG not in getattr(tagging.client, "known_tags", [])
    assert not last_off.runtime_data.arrival_tags._store.clients


async def test_what_only_one_has_tagged_loses_the_tag(
    hass: HomeAssistant, tagging: Tagging, second: MockConfigEntry
) -> None:
    await arrive(tagging, second, "Copper Sky", HASH)
    await set_options(hass, second, **{CONF_EXCLUDED_SOURCES: [tagging.client_entry.entry_id]})
    await until(lambda: not second.runtime_data.arrival_tags._store.clients)
    assert TAG in tagging.client.tags()
    await tagging.arrive("Glass Tide", OTHER_HASH)
    await tagging.update()
    assert TAG in tagging.client.tags(OTHER_HASH)
    await hass.config_entries.async_remove(tagging.env.entry.entry_id)
    assert TAG not in tagging.client.tags()
    assert TAG not in tagging.client.tags(OTHER_HASH)
