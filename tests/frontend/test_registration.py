"""The card's files: served, registered with the dashboards, and removed with the last server."""

import asyncio
from collections.abc import Sequence
import hashlib
from pathlib import Path
from typing import Any

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.components.onboarding.const import STEPS
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.frontend import registration
from custom_components.plex_arrivals.frontend.registration import CARD, FILES, FOLDER
from testing.plex_server import PlexServer
from tests.loading import entry_set_up

OTHER = {"id": "other", "type": "module", "url": "/hacsfiles/other-card.js?v=1"}
OLD = f"/{DOMAIN}/0.0.1-abcdef12/{CARD}"
EARLIER = f"/{DOMAIN}/{CARD}"
"""The path of earlier releases, which had the version in the query."""


@pytest.fixture
def stored(request: pytest.FixtureRequest, hass_storage: dict[str, Any]) -> None:
    """Store resources from before the integration was set up."""
    hass_storage["lovelace_resources"] = {
        "version": 1,
        "minor_version": 1,
        "key": "lovelace_resources",
        "data": {"items": list(request.param)},
    }


@pytest.fixture
async def dashboards(hass: HomeAssistant, request: pytest.FixtureRequest) -> None:
    """Set up the dashboards."""
    if "stored" in request.fixturenames:
        request.getfixturevalue("stored")
    assert await async_setup_component(hass, "lovelace", {})
    assert await async_setup_component(hass, "frontend", {})


async def resources(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> list[dict[str, Any]]:
    """Return the resources that a dashboard loads."""
    websocket = await hass_ws_client(hass)
    await websocket.send_json_auto_id({"type": "lovelace/resources"})
    answer = await websocket.receive_json()
    assert answer["success"]
    return list(answer["result"])


def extra_modules(hass: HomeAssistant) -> frozenset[str]:
    return hass.data[DATA_EXTRA_MODULE_URL].urls


async def test_card_is_registered(
    hass: HomeAssistant,
    dashboards: None,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    (resource,) = await resources(hass, hass_ws_client)
    assert resource["type"] == "module"
    folder, _, name = resource["url"].rpartition("/")
    assert name == CARD
    assert folder.startswith(f"/{DOMAIN}/{(await async_get_integration(hass, DOMAIN)).version}-")
    assert not extra_modules(hass)

    client = await hass_client_no_auth()
    for name in FILES:
        for accepted in ("gzip", "identity"):
            answer = await client.get(f"{folder}/{name}", headers={"Accept-Encoding": accepted})
            assert answer.status == 200
            assert answer.headers.get("Content-Encoding", "identity") == accepted
            assert answer.content_type in {"text/javascript", "application/javascript"}
            assert "max-age" in answer.headers["Cache-Control"]
            assert await answer.read() == (FOLDER / name).read_bytes()


async def test_files_of_another_version_are_not_mixed(
    hass: HomeAssistant, dashboards: None, loaded: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """A page from before an update has the previous card, and must not load the new details."""
    client = await hass_client_no_auth()
    answers = [await client.get(f"/{DOMAIN}/0.0.1-abcdef12/{name}") for name in FILES]
    assert [answer.status for answer in answers] == [200, 404, 404]
    assert "Cache-Control" not in answers[0].headers


@pytest.mark.parametrize("name", ["registration.py", "plex-arrivals-other.js"])
async def test_other_files_are_not_served(
    hass: HomeAssistant,
    dashboards: None,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    name: str,
) -> None:
    (resource,) = await resources(hass, hass_ws_client)
    client = await hass_client_no_auth()
    answer = await client.get(resource["url"].replace(CARD, name))
    assert answer.status == 404


async def test_reload_keeps_resource(
    hass: HomeAssistant, dashboards: None, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    before = await resources(hass, hass_ws_client)
    await hass.config_entries.async_reload(loaded.entry_id)
    assert await resources(hass, hass_ws_client) == before


@pytest.mark.parametrize(
    "stored",
    [
        [{"id": "card", "type": "module", "url": OLD}],
        [{"id": "card", "type": "module", "url": f"{EARLIER}?v=0.0.1"}],
        [{"id": "card", "type": "module", "url": EARLIER}],
        [{"id": "card", "type": "js", "url": OLD}, {"id": "twin", "type": "module", "url": EARLIER}],
    ],
    indirect=True,
    ids=["of an earlier version", "of a release with a query", "added by hand", "twice"],
)
async def test_upgrade_changes_url(
    hass: HomeAssistant, stored: None, dashboards: None, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    (resource,) = await resources(hass, hass_ws_client)
    assert resource["id"] == "card"
    assert resource["type"] == "module"
    version = (await async_get_integration(hass, DOMAIN)).version
    assert resource["url"].startswith(f"/{DOMAIN}/{version}-")


@pytest.mark.parametrize("content", ["one", "two"])
async def test_changed_file_changes_url(
    hass: HomeAssistant,
    dashboards: None,
    hass_ws_client: WebSocketGenerator,
    config_entry: MockConfigEntry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str,
) -> None:
    """Browsers cache the files for a month, and a changed file may have the same version."""
    for name in FILES:
        (tmp_path / name).write_text("" if name == CARD else content)
    monkeypatch.setattr(registration, "FOLDER", tmp_path)
    async with entry_set_up(hass, config_entry):
        (resource,) = await resources(hass, hass_ws_client)
        assert f"-{hashlib.sha256(2 * content.encode()).hexdigest()[:8]}/" in resource["url"]


@pytest.mark.parametrize("stored", [[OTHER]], indirect=True)
async def test_last_server_removes_resource(
    hass: HomeAssistant,
    stored: None,
    dashboards: None,
    config_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    second = MockConfigEntry(domain=DOMAIN, title="Shed", disabled_by=ConfigEntryDisabler.USER)
    ignored = MockConfigEntry(domain=DOMAIN, title="Ignored", source="ignore")
    for entry in (second, ignored):
        entry.add_to_hass(hass)
    async with entry_set_up(hass, config_entry):
        assert len(await resources(hass, hass_ws_client)) == 2
        await hass.config_entries.async_remove(config_entry.entry_id)
    assert len(await resources(hass, hass_ws_client)) == 2, "there is another server"
    await hass.config_entries.async_remove(second.entry_id)
    assert await resources(hass, hass_ws_client) == [OTHER]
    again = MockConfigEntry(
        domain=DOMAIN, title="Attic", unique_id=config_entry.unique_id, data=dict(config_entry.data)
    )
    async with entry_set_up(hass, again):
        assert len(await resources(hass, hass_ws_client)) == 2


@pytest.mark.parametrize("stored", [[OTHER, {"id": "card", "type": "module", "url": OLD}]], indirect=True)
async def test_disabled_last_server_removes_resource(
    hass: HomeAssistant, stored: None, hass_ws_client: WebSocketGenerator
) -> None:
    assert await async_setup_component(hass, "lovelace", {})
    entry = MockConfigEntry(domain=DOMAIN, disabled_by=ConfigEntryDisabler.USER)
    entry.add_to_hass(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources(hass, hass_ws_client) == [OTHER]


async def test_concurrent_setups_register_once(
    hass: HomeAssistant, dashboards: None, plex_server: PlexServer, hass_ws_client: WebSocketGenerator
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await asyncio.gather(*(registration.async_register_card(hass) for _ in range(5)))
    assert len(await resources(hass, hass_ws_client)) == 1


YAML: Sequence[dict[str, Any]] = [{"resource_mode": "yaml"}, {"mode": "yaml"}]


@pytest.mark.parametrize("lovelace", YAML, ids=lambda lovelace: next(iter(lovelace)))
async def test_yaml_resources_load_extra_module(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    lovelace: dict[str, Any],
    hass_storage: dict[str, Any],
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
) -> None:
    hass_storage["onboarding"] = {"version": 4, "minor_version": 1, "key": "onboarding", "data": {"done": STEPS}}
    own = {"type": "module", "url": OTHER["url"]}
    assert await async_setup_component(hass, "lovelace", {"lovelace": {**lovelace, "resources": [own]}})
    assert await async_setup_component(hass, "frontend", {})
    async with entry_set_up(hass, config_entry):
        assert [one["url"] for one in await resources(hass, hass_ws_client)] == [OTHER["url"]]
        (address,) = extra_modules(hass)
        assert address.endswith(f"/{CARD}")
        client = await hass_client()
        assert address in await (await client.get("/")).text()
        assert await (await client.get(address)).read() == (FOLDER / CARD).read_bytes()
        await hass.config_entries.async_reload(config_entry.entry_id)
        assert extra_modules(hass) == {address}
        await hass.config_entries.async_remove(config_entry.entry_id)
    assert not extra_modules(hass)
    assert [one["url"] for one in await resources(hass, hass_ws_client)] == [OTHER["url"]]


async def test_works_without_dashboards(hass: HomeAssistant, config_entry: MockConfigEntry) -> None:
    async with entry_set_up(hass, config_entry):
        assert not {"frontend", "lovelace"} & hass.config.components
        await hass.config_entries.async_remove(config_entry.entry_id)


async def test_works_if_dashboards_cannot_be_set_up(hass: HomeAssistant, config_entry: MockConfigEntry) -> None:
    assert not await async_setup_component(hass, "lovelace", {"lovelace": {"mode": "no such mode"}})
    assert not await async_setup_component(hass, "frontend", {})
    async with entry_set_up(hass, config_entry):
        pass
