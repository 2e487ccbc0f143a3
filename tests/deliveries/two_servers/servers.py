"""Reports to two servers, and what becomes of them."""

from pathlib import Path

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import Delivery
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.waiting import until

EPISODE = "Glass Harbour (2021)/Season 01/Glass Harbour (2021) - S01E01.mkv"
RELEASE = "Glass.Harbour.S01E01.1080p.WEB.H264-GROUP"


def put(tmp_path: Path, size: int = 10) -> Download:
    """Write an episode into the folder of the second server's library; return its download."""
    file = tmp_path / "series" / EPISODE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x" * size)
    path = f"/srv/series/{EPISODE}"
    files = (DownloadedFile(path=path, size=size),)
    return Download(name=RELEASE, path=path, source="test", files=files, settled=True, hash="a" * 40)


async def report(download: Download, *entries: MockConfigEntry) -> list[Delivery]:
    """Report a download to servers, as each of them learns it from the same client."""
    return [await entry.runtime_data.manager.on_download_complete(download) for entry in entries]


async def ended(entry: MockConfigEntry, delivery: Delivery) -> Delivery:
    deliveries = entry.runtime_data.manager.deliveries
    await until(lambda: deliveries[delivery.id].ended, 3600)
    return deliveries[delivery.id]  # type: ignore[no-any-return]
