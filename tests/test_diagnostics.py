"""Diagnostics explain deliveries without revealing secrets."""

from collections.abc import Iterator
import json
from typing import Any

from homeassistant.components.diagnostics import REDACTED
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.json import JSONEncoder
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals import diagnostics
from custom_components.plex_arrivals.const import (
    CONF_CLIENT_IDENTIFIER,
    CONF_EXCLUDED_SOURCES,
    CONF_PATH_MAPPINGS,
    CONF_RULES,
    CONF_SETTLE_SECONDS,
)
from custom_components.plex_arrivals.deliveries.payload import delivery_payload
from custom_components.plex_arrivals.diagnostics import _address, _scrubbed
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from custom_components.plex_arrivals.plex.links import LinkStyle
from testing.plex_server import Fault, PlexServer
from tests.blocked_imports import SENTENCE, blocked, sonarr_set_up
from tests.deliveries.conftest import DeliveryEnvironment

TOKEN = "sEcReT-t0kEn-4f1d"
WEBHOOK = "webhook-5d1c0f3a9b"
MAPPINGS = [{"source": "/downloads", "plex": "/media"}]
RULES = [{"category": "films", "library": "Movies"}]


def texts(value: Any) -> Iterator[str]:
    """Yield every string in data, including keys."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from texts(key)
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


@pytest.fixture
def plex_server(plex_server: PlexServer) -> PlexServer:
    plex_server.token = TOKEN
    return plex_server


@pytest.fixture
def config_entry(hass: HomeAssistant, config_entry: MockConfigEntry) -> MockConfigEntry:
    """Return the added entry with all possible data."""
    options = {CONF_PATH_MAPPINGS: MAPPINGS, CONF_RULES: RULES, CONF_EXCLUDED_SOURCES: ["excluded"]}
    return MockConfigEntry(
        domain=config_entry.domain,
        title=config_entry.title,
        unique_id=config_entry.unique_id,
        data={**config_entry.data, CONF_WEBHOOK_ID: WEBHOOK},
        options={**options, CONF_SETTLE_SECONDS: 0},
    )


@pytest.fixture(autouse=True)
async def _diagnostics(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "diagnostics", {})


def secrets(entry: MockConfigEntry) -> list[str]:
    host = entry.data[CONF_URL].partition("://")[2]
    return [TOKEN, WEBHOOK, entry.data[CONF_CLIENT_IDENTIFIER], entry.unique_id or "", host]


async def test_diagnostics_explain_delivery(env: DeliveryEnvironment, hass_client: ClientSessionGenerator) -> None:
    file = env.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    arrived = await env.ended(await env.finish("/media/movies/Paper Harbour (2021)", file))
    lost = await env.ended(await env.finish("/elsewhere/Nobody Knows"))
    book = DownloadedFile(path="/elsewhere/Book/book.epub", size=3_000_000)
    skipped = await env.ended(await env.finish("/elsewhere/Book", book))
    for domain, entry_id in (("transmission", "excluded"), ("qbittorrent", "there"), ("sonarr", "importer")):
        MockConfigEntry(domain=domain, entry_id=entry_id).add_to_hass(env.hass)
    diagnostics_data: dict[str, Any] = await get_diagnostics_for_config_entry(env.hass, hass_client, env.entry)
    assert diagnostics_data["entry"]["options"][CONF_PATH_MAPPINGS] == MAPPINGS
    assert diagnostics_data["entry"]["options"][CONF_RULES] == RULES
    assert diagnostics_data["entry"]["data"][CONF_TOKEN] == REDACTED
    assert diagnostics_data["address"] == {
        "scheme": "http",
        "host": "private IPv4 address",
        "port": env.plex._ports[0],
        "path": False,
    }
    assert diagnostics_data["server"]["name"] == "Attic"
    assert diagnostics_data["server"]["version"] == env.plex.identity.version
    assert diagnostics_data["server"]["machine_identifier"] == REDACTED
    movies = next(library for library in diagnostics_data["libraries"] if library["title"] == "Movies")
    assert movies["locations"] == ["/media/movies"]
    assert diagnostics_data["coordinator"]["online"] is True
    assert diagnostics_data["coordinator"]["error"] is None
    assert diagnostics_data["notifications"] == {"connected": True}
    states = {source["entry_id"]: source for source in diagnostics_data["sources"]}
    assert states["excluded"] == {
        "domain": "transmission",
        "entry_id": "excluded",
        "state": "not_loaded",
        "excluded": True,
        "followed": False,
    }
    assert states["there"]["excluded"] is False
    assert (states["importer"]["domain"], states["importer"]["followed"]) == ("sonarr", False)
    assert diagnostics_data["running"] == 0
    assert diagnostics_data["deliveries"]["states"] == dict.fromkeys(("available", "skipped", "unmatched"), 1)
    latest = diagnostics_data["deliveries"]["latest"]
    assert [one["delivery_id"] for one in latest] == [skipped.id, lost.id, arrived.id]
    assert [one["reason"] for one in latest] == ["no_media", "no_library", None]
    assert latest[2]["download"]["path"] == "/media/movies/Paper Harbour (2021)"
    assert latest[2]["url"].startswith(f"https://app.plex.tv/desktop/#!/server/{REDACTED}/details?key=")
    assert set(diagnostics_data["versions"]) == {"plexapi"}


@pytest.mark.parametrize("style", LinkStyle)
async def test_diagnostics_contain_no_secrets(
    env: DeliveryEnvironment, hass_client: ClientSessionGenerator, style: LinkStyle
) -> None:
    env.hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, "link_style": style.value})
    await env.restart()
    file = env.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    await env.ended(await env.finish("/media/movies/Paper Harbour (2021)", file))
    (device,) = dr.async_entries_for_config_entry(dr.async_get(env.hass), env.entry.entry_id)
    for diagnostics_data in (
        await get_diagnostics_for_config_entry(env.hass, hass_client, env.entry),
        await get_diagnostics_for_device(env.hass, hass_client, env.entry, device),
    ):
        strings = list(texts(diagnostics_data))
        assert "Paper Harbour" in strings
        for secret in secrets(env.entry):
            assert secret
            assert not [text for text in strings if secret in text]
    raw = await diagnostics.async_get_config_entry_diagnostics(env.hass, env.entry)
    assert not [secret for secret in secrets(env.entry) if secret in json.dumps(raw, cls=JSONEncoder)]


async def test_names_of_importers_are_left_out(env: DeliveryEnvironment) -> None:
    """Home Assistant names some of them after their hosts."""
    host = "sonarr.example.com"
    async with sonarr_set_up(env, title=host) as sonarr, sonarr_set_up(env):
        delivery = await blocked(env, sonarr)
        data = env.entry.runtime_data
        assert (
            host
            in delivery_payload(env.hass, delivery, env.entry.entry_id, data.sources, data.importers)["explanation"]
        )
        raw = await diagnostics.async_get_config_entry_diagnostics(env.hass, env.entry)
    [latest] = raw["deliveries"]["latest"]
    assert (latest["importer"], latest["importer_entry_id"]) == ("sonarr", delivery.importer_entry_id)
    assert latest["messages"] == [SENTENCE]
    assert [source["followed"] for source in raw["sources"]] == [True, True]
    assert host not in json.dumps(raw, cls=JSONEncoder)


async def test_only_latest_deliveries_are_included(
    env: DeliveryEnvironment, hass_client: ClientSessionGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnostics, "MAX_DELIVERIES", 2)
    ids = [(await env.ended(await env.finish(f"/elsewhere/Nobody {number}"))).id for number in range(3)]
    diagnostics_data: dict[str, Any] = await get_diagnostics_for_config_entry(env.hass, hass_client, env.entry)
    assert diagnostics_data["deliveries"]["states"] == {"unmatched": 3}
    assert [one["delivery_id"] for one in diagnostics_data["deliveries"]["latest"]] == [ids[2], ids[1]]


async def test_plex_is_offline(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, hass_client: ClientSessionGenerator
) -> None:
    config_entry.add_to_hass(hass)
    with plex_server.fail(Fault.REFUSE):
        await hass.config_entries.async_setup(config_entry.entry_id)
        diagnostics_data: dict[str, Any] = await get_diagnostics_for_config_entry(hass, hass_client, config_entry)
        await hass.config_entries.async_unload(config_entry.entry_id)
    assert diagnostics_data["server"] is None
    assert diagnostics_data["libraries"] == []
    assert diagnostics_data["coordinator"]["online"] is False
    assert diagnostics_data["coordinator"]["error"] == "cannot_connect"
    assert diagnostics_data["notifications"] == {"connected": False}


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port"),
    [
        ("http://192.168.1.5:32400", "http", "private IPv4 address", 32400),
        ("https://8.8.8.8", "https", "public IPv4 address", None),
        ("http://[fd00::1]:32400", "http", "private IPv6 address", 32400),
        ("http://plex:32400", "http", "local name", 32400),
        ("http://nas.local:32400", "http", "local name", 32400),
        ("https://plex.example.com/plex", "https", "domain", None),
        (f"https://192-168-1-5.{'ab' * 16}.plex.direct:32400", "https", "plex.direct", 32400),
    ],
)
def test_kind_of_address(url: str, scheme: str, host: str, port: int | None) -> None:
    assert _address(url) == {"scheme": scheme, "host": host, "port": port, "path": url.endswith("/plex")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/media/movies/A (2021)", "/media/movies/A (2021)"),
        (r"\\nas\media\A", r"\\nas\media\A"),
        (r"C:\media", r"C:\media"),
        ("https://app.plex.tv/desktop/#!/server/MACHINE/details?key=%2F1", f"https://app.plex.tv/desktop/#!/server/{REDACTED}/details?key=%2F1"),
        ("http://user:pw@nas:80/a?b=1", f"http://{REDACTED}/a?b=1"),
        ("at http://10.0.0.2:32400, or smb://nas/x", f"at http://{REDACTED} or smb://{REDACTED}/x"),
        ("/x?a=1&X-Plex-Token=abc&b=2#c", f"/x?a=1&X-Plex-Token={REDACTED}&b=2#c"),
        ("?authSig=abc", f"?authSig={REDACTED}"),
        ("?APIKEY=abc", f"?APIKEY={REDACTED}"),
        (f"192-168-1-5.{'ab' * 16}.plex.direct", REDACTED),
        ("the MACHINE itself", f"the {REDACTED} itself"),
    ],
)  # fmt: skip
def test_strings_are_redacted(text: str, expected: str) -> None:
    assert _scrubbed({text: [(text, 1, None)]}, ["MACHINE"]) == {expected: [[expected, 1, None]]}
