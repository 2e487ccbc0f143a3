"""The addresses that open the download clients, and what the clients have of a download."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads import web_pages
from custom_components.plex_arrivals.downloads.clients import CLIENTS, async_source_class
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.source import ClientStatus
from custom_components.plex_arrivals.downloads.sources import DownloadSources, async_list_all_downloads

from .conftest import set_up, update
from .fake_clients import HASH, OTHER_HASH, Client, QBittorrentServer

V2_HASH = "b" * 40
SECRETS = {"username": "me", "password": "secret", "api_key": "secret"}
WITH_HOST = {"host": "nas.local", "port": 5001, "ssl": True}
PAGES: list[tuple[str, Mapping[str, Any], str]] = [
    ("qbittorrent", {"url": "http://nas.local:8080"}, "http://nas.local:8080/"),
    ("qbittorrent", {"url": "https://me:secret@nas.local/qb?key=secret#secret"}, "https://nas.local/qb/"),
    ("qbittorrent", {"url": "http://nas.local:7476/qui/proxy/secret"}, "http://nas.local:7476/qui/"),
    ("qbittorrent", {"url": "http://nas.local:7476/proxy/secret/"}, "http://nas.local:7476/"),
    ("sabnzbd", {"url": "http://me:secret@nas.local:8080/sabnzbd"}, "http://nas.local:8080/sabnzbd/"),
    ("transmission", {**WITH_HOST, "path": "/transmission/rpc"}, "https://nas.local:5001/transmission/web/"),
    ("transmission", {**WITH_HOST, "path": "/rpc/", "ssl": False}, "http://nas.local:5001/web/"),
    (
        "transmission",
        {**WITH_HOST, "path": "/transmission/rpc", "host": "fe80::1"},
        "https://[fe80::1]:5001/transmission/web/",
    ),
    ("deluge", {"host": "nas.local", "port": 58846, "web_port": 8112}, "http://nas.local:8112/"),
    ("nzbget", WITH_HOST, "https://nas.local:5001/"),
    (
        "synology_dsm",
        WITH_HOST,
        "https://nas.local:5001/index.cgi?launchApp=SYNO.SDS.DownloadStation.Application",
    ),
]


def download(entry: MockConfigEntry, torrent_hash: str | None = HASH) -> Download:
    return Download(
        name="Show.S01",
        path="/downloads/Show.S01",
        source=entry.domain,
        source_entry_id=entry.entry_id,
        hash=torrent_hash,
    )


@pytest.mark.parametrize(("domain", "data", "page"), PAGES)
async def test_page_of_client(hass: HomeAssistant, domain: str, data: Mapping[str, Any], page: str) -> None:
    entry = MockConfigEntry(domain=domain, data={**SECRETS, **data})
    source = await async_source_class(hass, domain)
    assert web_pages.text(source.web_page(entry)) == page


def test_each_client_has_a_page() -> None:
    assert {domain for domain, _, _ in PAGES} == CLIENTS.keys()


@pytest.mark.parametrize(
    "address",
    ["nas.local:8080", "javascript:alert(1)", "file:///etc/passwd", "", "http://", f"http://nas/{'x' * 2000}"],
)
async def test_address_that_is_no_link(hass: HomeAssistant, sources: DownloadSources, address: str) -> None:
    entry = MockConfigEntry(domain="qbittorrent", data={"url": address})
    entry.add_to_hass(hass)
    await sources.async_start()
    assert sources.client_url(download(entry)) is None


async def test_client_that_is_not_loaded_has_a_page(hass: HomeAssistant, sources: DownloadSources) -> None:
    entry = MockConfigEntry(domain="qbittorrent", data={"url": "http://nas.local:8080"})
    entry.add_to_hass(hass)
    await sources.async_start()
    assert sources.client_url(download(entry)) == "http://nas.local:8080/"
    assert await sources.async_client_status(download(entry)) is None


async def test_download_without_client(hass: HomeAssistant, sources: DownloadSources) -> None:
    await sources.async_start()
    without = Download(name="x", path="/x", source="webhook", hash=HASH)
    gone = Download(name="x", path="/x", source="qbittorrent", source_entry_id="gone", hash=HASH)
    for one in (without, gone):
        assert sources.client_url(one) is None
        assert await sources.async_client_status(one) is None


async def test_torrent_in_vuetorrent(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources
) -> None:
    qbittorrent.start_page = "<!doctype html><html><head><title>VueTorrent</title></head></html>"
    qbittorrent.finish()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    page = str(qbittorrent.url)
    assert sources.client_url(download(entry)) == f"{page}#/torrent/{HASH}"
    assert sources.client_url(download(entry, OTHER_HASH)) == page, "it is not there"
    assert sources.client_url(download(entry, None)) == page


async def test_torrent_with_two_hashes_has_the_page_of_its_id(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources
) -> None:
    qbittorrent.start_page = "<title>VueTorrent</title>"
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[V2_HASH] = qbittorrent.torrents.pop(HASH)
    await update(hass, entry)
    both = replace(download(entry), client_id=V2_HASH)
    assert sources.client_url(both) == f"{qbittorrent.url}#/torrent/{V2_HASH}"
    status = await sources.async_client_status(both)
    assert status
    assert status.present
    del qbittorrent.torrents[V2_HASH]
    await update(hass, entry)
    assert sources.client_url(both) == str(qbittorrent.url)
    assert await sources.async_client_status(both) == ClientStatus(present=False)


@pytest.mark.parametrize(
    "start_page", ["<title>qBittorrent WebUI</title>", None, "x" * 20_000 + "<title>VueTorrent</title>"]
)
async def test_other_web_ui_has_no_page_of_a_torrent(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, start_page: str | None
) -> None:
    qbittorrent.start_page = start_page
    qbittorrent.finish()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert sources.client_url(download(entry)) == str(qbittorrent.url)


async def test_web_ui_is_requested_once(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources
) -> None:
    qbittorrent.finish()
    entry = await set_up(hass, qbittorrent)
    assert await async_list_all_downloads(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert qbittorrent.start_pages_asked == 0, "it is not followed"
    await sources.async_start()
    hass.config_entries.async_update_entry(entry, title="Loft")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert qbittorrent.start_pages_asked == 1


async def test_torrent_in_qui_without_its_key(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources
) -> None:
    qbittorrent.finish()
    data = qbittorrent.entry_data() | {"url": f"{qbittorrent.url}proxy/secret"}
    entry = MockConfigEntry(domain="qbittorrent", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert sources.client_url(download(entry)) == f"{qbittorrent.url}instances?torrent={HASH}"


async def test_status_of_torrent(hass: HomeAssistant, client: Client, sources: DownloadSources) -> None:
    client.finish()
    client.torrents[HASH] |= {"ratio": 1.5, "uploadRatio": 1.5, "seeding_time": 60, "secondsSeeding": 60}
    entry = await set_up(hass, client)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await sources.async_client_status(download(entry)) == ClientStatus(
        present=True, ratio=1.5, seeding_time=timedelta(minutes=1)
    )
    client.torrents[HASH] |= {"ratio": -1, "uploadRatio": -2, "seeding_time": None, "secondsSeeding": "x"}
    await update(hass, entry)
    assert await sources.async_client_status(download(entry)) == ClientStatus(present=True)
    assert await sources.async_client_status(download(entry, OTHER_HASH)) == ClientStatus(present=False)
    client.torrents.clear()
    await update(hass, entry)
    assert await sources.async_client_status(download(entry)) == ClientStatus(present=False)
    client.broken = True
    await update(hass, entry)
    assert await sources.async_client_status(download(entry)) is None, "the client does not respond"
