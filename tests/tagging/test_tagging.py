"""What arrived gets our tag in its client, and nothing else is changed there."""

import logging
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.const import CONF_EXCLUDED_SOURCES, CONF_TAG_ARRIVALS
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.downloads.download import Download
from testing.waiting import until
from tests.downloads.fake_clients import HASH, NOW, OTHER_HASH

from .conftest import Tagging

TAG = "in Plex"
STORE = "plex_arrivals.{}.tags"


async def test_arrival_is_tagged_beside_other_tags(tagging: Tagging) -> None:
    await tagging.arrive("Copper Sky", HASH, "4k", "new")
    before = dict(tagging.client.torrents[HASH])
    await tagging.update()
    assert sorted(tagging.client.tags()) == ["4k", TAG, "new"]
    after = tagging.client.torrents[HASH]
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == {
        "tags" if "tags" in before else "labels"
    }
    changes = tagging.client.changes
    for _ in range(3):
        await tagging.update()
    assert tagging.client.changes == changes == 1, "requests are made only when something arrived"


async def test_nothing_is_tagged_without_the_option(tagging: Tagging) -> None:
    await tagging.set_options(**{CONF_TAG_ARRIVALS: False})
    await tagging.arrive("Copper Sky", HASH, "4k")
    await tagging.update()
    assert (tagging.client.tags(), tagging.client.changes) == (["4k"], 0)


async def test_what_arrived_before_is_not_tagged(tagging: Tagging) -> None:
    await tagging.set_options(**{CONF_TAG_ARRIVALS: False})
    await tagging.arrive("Copper Sky")
    await tagging.set_options(**{CONF_TAG_ARRIVALS: True})
    await tagging.update()
    assert tagging.client.tags() == []
    await tagging.arrive("Glass Tide", OTHER_HASH)
    await tagging.update()
    assert (tagging.client.tags(), tagging.client.tags(OTHER_HASH)) == ([], [TAG])


async def test_tags_are_removed_when_the_option_is_switched_off(tagging: Tagging, hass_storage: dict[str, Any]) -> None:
    store = STORE.format(tagging.env.entry.entry_id)
    await tagging.arrive("Copper Sky", HASH, "4k")
    await tagging.update()
    tagging.client.run(OTHER_HASH, name="Mine")
    tagging.client.set_tags(OTHER_HASH, TAG)
    await tagging.update()
    assert store in hass_storage
    await tagging.set_options(**{CONF_TAG_ARRIVALS: False})
    await tagging.update()
    assert tagging.client.tags() == ["4k"]
    assert tagging.client.tags(OTHER_HASH) == [TAG], "the user's own tag"
    assert store not in hass_storage
    changes = tagging.client.changes
    await tagging.update()
    assert tagging.client.changes == changes


@pytest.mark.parametrize("is_on", [True, False])
async def test_tags_are_removed_from_a_client_that_is_excluded(
    tagging: Tagging, hass_storage: dict[str, Any], is_on: bool
) -> None:
    """Also if the client was not loaded when it was excluded."""
    await tagging.arrive("Copper Sky", HASH, "4k")
    await tagging.update()
    await tagging.arrive("Glass Tide", OTHER_HASH)
    await tagging.update()
    await tagging.hass.config_entries.async_unload(tagging.client_entry.entry_id)
    await tagging.set_options(**{CONF_TAG_ARRIVALS: is_on, CONF_EXCLUDED_SOURCES: [tagging.client_entry.entry_id]})
    assert TAG in tagging.client.tags()
    gone = tagging.client.torrents.pop(OTHER_HASH)
    await tagging.hass.config_entries.async_setup(tagging.client_entry.entry_id)
    tags = tagging.env.entry.runtime_data.arrival_tags
    await until(lambda: not tags._store.clients and not tags._busy)
    assert tagging.client.tags() == ["4k"]
    assert (STORE.format(tagging.env.entry.entry_id) in hass_storage) is is_on
    tagging.client.torrents[OTHER_HASH] = gone
    await tagging.env.restart()
    assert tagging.client.tags(OTHER_HASH) == [TAG], "the user's own, as the torrent was added again"


async def test_tags_are_removed_when_a_client_is_excluded(tagging: Tagging) -> None:
    await tagging.arrive("Copper Sky", HASH, "4k")
    await tagging.update()
    await tagging.set_options(**{CONF_EXCLUDED_SOURCES: [tagging.client_entry.entry_id]})
    tags = tagging.env.entry.runtime_data.arrival_tags
    await until(lambda: tagging.client.tags() == ["4k"] and not tags._busy)
    await tagging.set_options(**{CONF_EXCLUDED_SOURCES: []})
    await tagging.update()
    await until(lambda: TAG in tagging.client.tags())


@pytest.mark.parametrize("is_off_first", [True, False])
async def test_torrent_that_was_added_again_keeps_the_tag_of_the_user(
    tagging: Tagging, hass_storage: dict[str, Any], is_off_first: bool
) -> None:
    await tagging.arrive("Copper Sky")
    await tagging.update()
    assert TAG in tagging.client.tags()
    torrent = tagging.client.torrents.pop(HASH)
    await tagging.update()
    if is_off_first:
        await tagging.set_options(**{CONF_TAG_ARRIVALS: False})
    for _ in range(4):
        await tagging.update()
    tagging.client.torrents[HASH] = torrent
    await tagging.update()
    if not is_off_first:
        await tagging.set_options(**{CONF_TAG_ARRIVALS: False})
        await tagging.update()
    assert tagging.client.tags().count(TAG) == 1
    assert STORE.format(tagging.env.entry.entry_id) not in hass_storage


async def test_tags_are_removed_with_the_integration(hass: HomeAssistant, tagging: Tagging) -> None:
    await tagging.arrive("Copper Sky", HASH, "4k")
    await tagging.update()
    assert TAG in tagging.client.tags()
    await hass.config_entries.async_remove(tagging.env.entry.entry_id)
    assert tagging.client.tags() == ["4k"]


async def test_tag_of_the_user_is_kept(tagging: Tagging) -> None:
    await tagging.arrive("Glass Tide", OTHER_HASH)
    await tagging.update()
    assert (tagging.client.tags(OTHER_HASH), tagging.client.changes) == ([TAG], 1)
    await tagging.arrive("Copper Sky", HASH, TAG)
    await tagging.update()
    assert tagging.client.changes == 1
    await tagging.arrive("Paper Harbour", "c" * 40)
    await tagging.update()
    await tagging.set_options(**{CONF_TAG_ARRIVALS: False})
    await tagging.update()
    assert (tagging.client.tags(), tagging.client.tags(OTHER_HASH)) == ([TAG], [])


async def test_tag_that_the_user_removed_does_not_come_back(tagging: Tagging) -> None:
    await tagging.arrive("Copper Sky")
    await tagging.update()
    tagging.client.set_tags(HASH)
    for _ in range(2):
        await tagging.env.restart()
        await tagging.update()
    assert tagging.client.tags() == []


async def test_torrent_that_is_downloaded_again_is_tagged_again(tagging: Tagging) -> None:
    await tagging.arrive("Copper Sky")
    await tagging.update()
    del tagging.client.torrents[HASH]
    await tagging.update()
    await tagging.arrive("Glass Tide", at=NOW + 60)
    await tagging.update()
    assert TAG in tagging.client.tags()


async def test_client_that_fails_is_left_alone_until_something_arrives(
    tagging: Tagging, caplog: pytest.LogCaptureFixture
) -> None:
    tagging.client.changes_broken = True  # type: ignore[attr-defined]  # of both clients
    await tagging.arrive("Copper Sky")
    for _ in range(6):
        await tagging.update()
    assert tagging.client.changes <= 3 * 4, "qBittorrent's library repeats a request up to three times"
    changes = tagging.client.changes
    await tagging.update()
    assert tagging.client.changes == changes
    warnings = [record for record in caplog.records if "Cannot change tags" in record.getMessage()]
    assert [record.levelno for record in warnings].count(logging.WARNING) == 1
    assert not any("127.0.0.1" in record.getMessage() for record in warnings), "an address may hold a key"
    assert not any(record.exc_info for record in warnings)
    assert tagging.env.manager.last_arrival.state is DeliveryState.AVAILABLE
    tagging.client.changes_broken = False  # type: ignore[attr-defined]
    await tagging.arrive("Glass Tide", OTHER_HASH)
    await tagging.update()
    assert tagging.client.tags() == tagging.client.tags(OTHER_HASH) == [TAG]


async def test_arrival_while_the_client_is_off_is_caught_up_with(tagging: Tagging) -> None:
    await tagging.arrive("Copper Sky")
    tagging.client.broken = True
    await tagging.update()
    await tagging.env.restart()
    await tagging.update()
    assert tagging.client.tags() == []
    tagging.client.broken = False
    await tagging.update()
    assert TAG in tagging.client.tags()


async def test_torrent_that_is_gone_is_forgotten(tagging: Tagging) -> None:
    await tagging.arrive("Copper Sky")
    tagging.client.torrents.clear()
    for _ in range(4):
        await tagging.update()
    tagging.client.finish()
    await tagging.update()
    assert TAG not in tagging.client.tags()
    assert tagging.client.changes == 0


async def test_our_tag_affects_no_download(tagging: Tagging) -> None:
    """It is neither a label of it, nor compared with ignored categories."""
    await tagging.set_options(excluded_categories=["in plex"])
    await tagging.arrive("Copper Sky", HASH, "4k")
    await tagging.update()
    assert TAG in tagging.client.tags()
    await tagging.arrive("Glass Tide", HASH, TAG, "4k", at=NOW + 60)
    assert tagging.env.manager.last_arrival.download.labels == ("4k",)


@pytest.mark.parametrize("word", [TAG, "in-plex"])
@pytest.mark.parametrize("is_on", [True, False])
async def test_tag_of_that_name_that_is_from_the_user_is_a_label(tagging: Tagging, word: str, is_on: bool) -> None:
    await tagging.set_options(**{CONF_TAG_ARRIVALS: is_on})
    await tagging.arrive("Copper Sky", HASH, word, "4k")
    await tagging.update()
    assert set(tagging.env.manager.last_arrival.download.labels) == {word, "4k"}
    assert await tagging.env.entry.runtime_data.sources.async_downloads()
    await tagging.set_options(excluded_categories=[word])
    await tagging.update()
    assert await tagging.env.entry.runtime_data.sources.async_downloads() == []


async def test_broken_store_affects_nothing_else(
    tagging: Tagging, hass_storage: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    hass_storage[STORE.format(tagging.env.entry.entry_id)] = {"version": 1, "data": {"since": 7, "clients": []}}
    await tagging.env.restart()
    assert "Cannot tag downloads" in caplog.text
    await tagging.arrive("Copper Sky")
    await tagging.update()
    assert tagging.client.tags() == []


async def test_import_that_was_reported_before_the_client(tagging: Tagging) -> None:
    name = "Copper Sky (2021)"
    file = tagging.env.put(f"movies/{name}/{name}.mkv", size=1000)
    tagging.client.run(HASH, name=name)
    await tagging.update()
    delivery = await tagging.env.manager.on_download_complete(
        Download(
            name=name,
            path=file.path,
            source="radarr",
            files=(file,),
            hash=HASH,
            imported=True,
            imported_from=f"/downloads/{name}/{name}.mkv",
            settled=True,
        )
    )
    assert (await tagging.env.ended(delivery)).state == "available"
    assert TAG not in tagging.client.tags()
    tagging.client.finish(HASH, name=name, at=NOW)
    tagging.client.set_files(HASH, f"{name}/{name}.mkv")
    for _ in range(2):
        await tagging.update()
    assert TAG in tagging.client.tags()
