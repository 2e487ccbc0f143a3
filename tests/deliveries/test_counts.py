"""The counts of items and missing files where their lists are cut."""

from typing import Any

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.download import DownloadedFile

from .conftest import DeliveryEnvironment

ALBUM = "music/The Lanterns/Every Night"


async def test_counts_include_items_that_are_not_stored(env: DeliveryEnvironment) -> None:
    files = [env.put(f"{ALBUM}/{number:03} - Song {number}.flac") for number in range(1, 231)]
    gone = [DownloadedFile(path=f"/media/{ALBUM}/{number}.flac", size=10) for number in range(300, 520)]
    delivery = await env.ended(await env.finish(f"/media/{ALBUM}", *files, *gone))
    assert (len(delivery.items), len(delivery.missing_files)) == (200, 200)
    data = env.events[-1].data
    assert (len(data["items"]), data["item_count"]) == (50, 230)
    assert (len(data["missing_files"]), data["missing_count"]) == (50, 220)
    assert data["explanation"].endswith("300.flac, 301.flac, 302.flac, 303.flac, 304.flac, … (+215)")

    await env.restart()
    answer: Any = await env.hass.services.async_call(DOMAIN, "get_deliveries", {}, blocking=True, return_response=True)
    (data,) = answer["deliveries"]
    assert (data["item_count"], data["missing_count"]) == (230, 220)
