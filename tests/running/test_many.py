"""Many running downloads: all are counted, and a limited number is listed."""

import json

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from tests.downloads.fake_clients import QBittorrentServer

from .conftest import add, listed_payloads
from .test_running import deliveries, shown


async def test_all_are_counted_and_list_is_limited(
    hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer
) -> None:
    names = [f"Šhow {'☃' * 100} S01E{number:03}" for number in range(120)]
    for number, name in enumerate(names):
        qbittorrent.run(f"{number:040}", name=name, eta=1000 + number)
    await add(hass, qbittorrent)
    await listed_payloads(loaded, names)
    state = shown(hass)
    assert state.state == "120"
    listed = [row["name"] for row in state.attributes["downloads"]]
    assert 5 < len(listed) < 120
    assert listed == names[: len(listed)]
    assert len(json.dumps(dict(state.attributes), ensure_ascii=False, default=str).encode()) < 16 * 1024
    rows = await deliveries(hass, limit=500)
    assert len(rows) == 120


async def test_running_downloads_hide_no_delivery(
    hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer
) -> None:
    for number in range(60):
        qbittorrent.run(f"{number:040}", name=f"Running {number:02}", eta=1000 + number)
    for number in range(3):
        data = {"name": f"Done {number}", "path": f"/elsewhere/{number}"}
        await hass.services.async_call(DOMAIN, "download_completed", data, blocking=True)
    await add(hass, qbittorrent)
    await listed_payloads(loaded, [f"Running {number:02}" for number in range(60)])
    names = [one["download"]["name"] for one in await deliveries(hass, limit=2)]
    assert names == ["Running 00", "Running 01", "Done 2", "Done 1"]
    assert len(await deliveries(hass)) == 53
