"""The options page that connects importers."""

import asyncio
from collections.abc import Container

from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_URL, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_WEBHOOK_ADDRESS
from custom_components.plex_arrivals.downloads.importers.connection import ConnectionState
from tests.flow_texts import texts
from tests.importer_webhooks import ConfiguredImporters, unused_address, url, webhooks
from tests.options import begin, placeholders, submit, suggested

STATES = texts()["selector"]["importer_connection"]["options"]


def states(form: ConfigFlowResult) -> list[str]:
    """Return the lines with the states of the importers."""
    return placeholders(form)["importers"].splitlines()


def connected(configured: ConfiguredImporters, entry: MockConfigEntry) -> list[bool]:
    return [bool(webhooks(importer, entry)) for importer in configured]


async def menu(hass: HomeAssistant, entry: MockConfigEntry) -> Container[str]:
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["type"] is FlowResultType.MENU
    return result["menu_options"]


async def test_two_sonarrs_and_radarr(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    """One submitted form connects everything, which needs no input."""
    form = await begin(hass, loaded, "importers")
    assert states(form) == [f"- **{name}**: Not connected" for name in ("Radarr", "Sonarr", "Sonarr 4K")]
    values = suggested(form)
    assert sorted(values["importers"]) == sorted(configured.ids)
    assert values[CONF_WEBHOOK_ADDRESS] == address
    options = dict(loaded.options)
    before = loaded.runtime_data
    result = await submit(hass, form, **values)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert loaded.options == options  # the address is not stored, so that it may change
    assert loaded.runtime_data is before
    assert connected(configured, loaded) == [True, True, True]
    form = await begin(hass, loaded, "importers")
    assert {line.rpartition(": ")[2] for line in states(form)} == {"Connected"}


async def test_unselected_importer_is_disconnected(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids[:2], webhook_address=address)
    await hass.async_block_till_done()
    assert connected(configured, loaded) == [True, True, False]
    form = await begin(hass, loaded, "importers")
    assert sorted(suggested(form)["importers"]) == sorted(configured.ids[:2])
    await submit(hass, form, importers=configured.ids[1:], webhook_address=address)
    await hass.async_block_till_done()
    assert connected(configured, loaded) == [False, True, True]
    await submit(hass, await begin(hass, loaded, "importers"), importers=[], webhook_address=address)
    await hass.async_block_till_done()
    assert connected(configured, loaded) == [False, False, False]


async def test_importer_set_up_later_is_selected(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    """But not one that the user left out."""
    left_out, later = configured.ids[1:]
    entry = hass.config_entries.async_get_known_entry(later)
    await hass.config_entries.async_set_disabled_by(later, ConfigEntryDisabler.USER)
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids[:1], webhook_address=address)
    await hass.async_block_till_done()
    await hass.config_entries.async_set_disabled_by(later, None)
    assert entry.state is ConfigEntryState.LOADED
    form = await begin(hass, loaded, "importers")
    assert sorted(suggested(form)["importers"]) == sorted([configured.ids[0], later])
    await submit(hass, form, importers=[left_out, later], webhook_address=address)
    await hass.async_block_till_done()
    form = await begin(hass, loaded, "importers")
    assert sorted(suggested(form)["importers"]) == sorted([left_out, later])


async def test_importer_that_does_not_respond_is_not_left_out(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    sonarr, *_ = configured
    await sonarr.stop()
    form = await begin(hass, loaded, "importers")
    assert sorted(suggested(form)["importers"]) == sorted(configured.ids[1:])
    await submit(hass, form, **suggested(form))
    await hass.async_block_till_done()
    await sonarr.start()
    assert sorted(suggested(await begin(hass, loaded, "importers"))["importers"]) == sorted(configured.ids)


async def test_incomplete_webhook_is_completed(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids, webhook_address=address)
    sonarr, *_ = configured
    [ours] = webhooks(sonarr, loaded)
    sonarr.connections.rows[ours["id"]] = {**ours, "onManualInteractionRequired": False}
    form = await begin(hass, loaded, "importers")
    assert "- **Sonarr**: Connected" in states(form)
    await submit(hass, form, **suggested(form))
    assert webhooks(sonarr, loaded) == [ours]


async def test_typed_address_is_stored(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    hass.config.internal_url = unused_address()
    pasted = f" {address}/api/webhook/{loaded.data[CONF_WEBHOOK_ID]} "
    form = await begin(hass, loaded, "importers")
    await submit(hass, form, importers=configured.ids, webhook_address=pasted)
    assert loaded.options[CONF_WEBHOOK_ADDRESS] == address
    await hass.async_block_till_done()  # it reloads the entry
    for importer in configured:
        [ours] = webhooks(importer, loaded)
        assert url(ours).startswith(address)
    form = await begin(hass, loaded, "importers")
    assert suggested(form)[CONF_WEBHOOK_ADDRESS] == address
    hass.config.internal_url = address
    await submit(hass, form, importers=configured.ids, webhook_address=address)
    assert CONF_WEBHOOK_ADDRESS not in loaded.options
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    "typed", ["", "homeassistant", "192.168.1.2:8123", "ftp://homeassistant", "http://", "http://[x"]
)
async def test_invalid_address(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters, typed: str
) -> None:
    form = await begin(hass, loaded, "importers")
    form = await submit(hass, form, importers=configured.ids, webhook_address=typed)
    assert form["errors"] == {CONF_WEBHOOK_ADDRESS: "invalid_address"}
    assert connected(configured, loaded) == [False, False, False]
    result = await submit(hass, form, importers=configured.ids, webhook_address=address)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_nothing_is_changed_if_one_importer_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    sonarr, *_ = configured
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids[2:], webhook_address=address)
    await hass.async_block_till_done()
    form = await begin(hass, loaded, "importers")
    sonarr.refuse_key()
    form = await submit(hass, form, importers=configured.ids[:2], webhook_address=address)
    assert form["errors"] == {"base": "connection_failed"}
    assert states(form) == [
        "- **Radarr**: Connected",
        "- **Sonarr**: Request failed (`401 Unauthorized`)",
        "- **Sonarr 4K**: Not connected",
    ]
    assert sorted(suggested(form)["importers"]) == sorted(configured.ids[:2])  # as submitted
    assert connected(configured, loaded) == [False, False, True]
    await submit(hass, form, importers=configured.ids[1:], webhook_address=address)
    await hass.async_block_till_done()
    assert connected(configured, loaded) == [False, True, True]


async def test_words_of_importer_about_address(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    form = await begin(hass, loaded, "importers")
    nowhere = unused_address()
    form = await submit(hass, form, importers=configured.ids, webhook_address=nowhere)
    for line in states(form):
        assert ": Cannot reach Home Assistant (`" in line
        assert line.endswith(f"({nowhere.removeprefix('http://')})`)")
        assert loaded.data[CONF_WEBHOOK_ID] not in line
    assert CONF_WEBHOOK_ADDRESS not in loaded.options
    await submit(hass, form, importers=configured.ids, webhook_address=address)
    assert connected(configured, loaded) == [True, True, True]


async def test_page_is_only_offered_with_importers(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    form = await begin(hass, loaded, "importers")
    for excluded in (configured.ids[1:], configured.ids):
        hass.config_entries.async_update_entry(loaded, options={**loaded.options, "excluded_sources": excluded})
        await hass.config_entries.async_reload(loaded.entry_id)
        assert ("importers" in await menu(hass, loaded)) == (len(excluded) < len(configured.ids))
    result = await submit(hass, form, importers=[], webhook_address=address)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")


async def test_importer_that_is_not_loaded_is_listed(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    sonarr, *_ = configured
    for entry_id in configured.ids[1:]:
        await hass.config_entries.async_remove(entry_id)
    await sonarr.stop()
    await hass.config_entries.async_reload(configured.ids[0])
    entry = hass.config_entries.async_get_known_entry(configured.ids[0])
    assert entry.state is ConfigEntryState.SETUP_RETRY
    [state] = states(await begin(hass, loaded, "importers"))
    assert state.startswith("- **Sonarr**: Request failed (`")
    await sonarr.start()
    form = await begin(hass, loaded, "importers")
    assert states(form) == ["- **Sonarr**: Not connected"]
    await submit(hass, form, **suggested(form))
    assert webhooks(sonarr, loaded)


async def test_webhook_at_another_address_is_left_alone(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    """The user set it, and it works; Home Assistant's own address may not work from there."""
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids[:1], webhook_address=address)
    await hass.async_block_till_done()
    hass.config.internal_url = unused_address()
    form = await begin(hass, loaded, "importers")
    assert "- **Sonarr**: Connected" in states(form)
    result = await submit(hass, form, **suggested(form))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    sonarr, *_ = configured
    [ours] = webhooks(sonarr, loaded)
    assert url(ours).startswith(address)


async def test_excluded_importer_is_disconnected(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids, webhook_address=address)
    form = await begin(hass, loaded, "sources")
    assert sorted(suggested(form)["sources"]) == sorted(configured.ids)
    await submit(hass, form, sources=configured.ids[:1], excluded_categories=[], settle_seconds=0)
    assert sorted(loaded.options["excluded_sources"]) == sorted(configured.ids[1:])
    assert connected(configured, loaded) == [True, False, False]
    await hass.async_block_till_done()


async def test_importers_with_the_same_name_show_their_addresses(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    hass.config_entries.async_update_entry(hass.config_entries.async_get_known_entry(configured.ids[1]), title="Sonarr")
    sonarr, sonarr_4k, _ = configured
    assert states(await begin(hass, loaded, "importers")) == [
        "- **Radarr**: Not connected",
        f"- **Sonarr ({sonarr.url.removeprefix('http://')})**: Not connected",
        f"- **Sonarr ({sonarr_4k.url.removeprefix('http://')})**: Not connected",
    ]


async def test_removing_our_entry_removes_webhooks(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids, webhook_address=address)
    await hass.config_entries.async_unload(loaded.entry_id)
    assert connected(configured, loaded) == [True, True, True]
    sonarr, _, radarr = configured
    sonarr.refuse_key()
    await radarr.stop()
    await hass.config_entries.async_remove(loaded.entry_id)
    assert connected(configured, loaded) == [True, False, True]
    await radarr.start()


async def test_removal_does_not_wait_for_importer_that_does_not_respond(
    hass: HomeAssistant, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters
) -> None:
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids, webhook_address=address)
    entry = hass.config_entries.async_get_known_entry(configured.ids[0])
    async with await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1") as silent:
        port = silent.sockets[0].getsockname()[1]
        hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_URL: f"http://127.0.0.1:{port}"})
        async with asyncio.timeout(15):
            await hass.config_entries.async_remove(loaded.entry_id)
    assert connected(configured, loaded) == [True, False, False]


def test_states_are_translated() -> None:
    assert set(STATES) == set(ConnectionState)
