"""How many items and files a delivery is of, where these are more than anybody wants to read the names of."""

from typing import Any

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.download import DownloadedFile

from .conftest import Home

ALBUM = "music/The Lanterns/Every Night"


async def test_all_are_counted_also_those_that_are_not_remembered(home: Home) -> None:
    files = [home.put(f"{ALBUM}/{number:03} - Song {number}.flac") for number in range(1, 231)]
    gone = [DownloadedFile(path=f"/media/{ALBUM}/{number}.flac", size=10) for number in range(300, 520)]
    delivery = await home.ended(await home.finish(f"/media/{ALBUM}", *files, *gone))
    assert (len(delivery.items), len(delivery.missing_files)) == (200, 200)
    told = home.events[-1].data
    assert (len(told["items"]), told["item_count"]) == (50, 230)
    assert (len(told["missing_files"]), told["missing_count"]) == (50, 220)
    assert told["explanation"].endswith("300.flac, 301.flac, 302.flac, 303.flac, 304.flac, … (+215)")

    await home.restart()
    answer: Any = await home.hass.services.async_call(DOMAIN, "get_deliveries", {}, blocking=True, return_response=True)
    (told,) = answer["deliveries"]
    assert (told["item_count"], told["missing_count"]) == (230, 220)
