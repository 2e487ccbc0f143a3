"""Home Assistant is killed while deliveries are in progress, and Plex stops and starts: all deliveries arrive.

Home Assistant runs in its own process; its Plex runs in the process of the tests, which control it.
"""

from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Mapping
from pathlib import Path
import re
import time
from typing import Any

import pytest

from testing.home_assistant.instance import PLEX_ROOT, HomeAssistantClient, HomeAssistantInstance
from testing.plex_server import Item, Location, PlexServer
from testing.waiting import until

SECONDS = 30
"""The timeout of each wait, far longer than needed."""
LIBRARIES = {"movies": "movie", "shows": "show", "music": "artist"}
FOR_EVER = 3600.0


@pytest.fixture
async def plex(socket_enabled: None, tmp_path: Path) -> AsyncGenerator[PlexServer]:
    """A Plex that is not started yet."""
    server = PlexServer()
    for folder, library_type in LIBRARIES.items():
        (tmp_path / folder).mkdir()
        server.add_library(folder.title(), library_type, [Location(f"{PLEX_ROOT}/{folder}", tmp_path / folder)])
    yield server
    await server.stop()


class KilledTestDownloads:
    """Downloads on the disk of Plex, and their scans and items."""

    def __init__(self, plex: PlexServer, disk: Path) -> None:
        self._plex = plex
        self._disk = disk
        self._files: dict[str, tuple[str, ...]] = {}
        self.ids: dict[str, str] = {}

    async def finish(self, hass_client: HomeAssistantClient, path: str, *files: str) -> None:
        """Write the files of a download and report it."""
        for file in files:
            target = self._disk / path / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.encode() * 100)
        self._files[path] = files
        self.ids[path] = await hass_client.report(path, *files)

    async def report_again(self, hass_client: HomeAssistantClient) -> None:
        """Report all finished downloads again; check that each keeps its delivery."""
        for path, files in self._files.items():
            assert await hass_client.report(path, *files) == self.ids[path]

    def items(self, path: str) -> list[Item]:
        """Return the items of a download in Plex; empty until all of them are there."""
        all_items = (item for library in self._plex.catalog.libraries.values() for item in self._plex.items(library))
        found = [item for item in all_items if any(file.startswith(f"{_in_plex(path)}/") for file in item.files)]
        return found if len(found) == len(self._files[path]) else []

    def recognize(self, path: str) -> None:
        """Let Plex recognize the items of a download, and send the notifications."""
        for item in self.items(path):
            item.finish(int(time.time()), matched=True)
            entry = {"identifier": "com.plexapp.plugins.library", "sectionID": item.library.id, "state": 5}
            entry |= {"itemID": item.rating_key, "type": 4 if item.type == "episode" else 1, "title": item.title}
            self._plex.push({"NotificationContainer": {"type": "timeline", "size": 1, "TimelineEntry": [entry]}})

    def was_scanned_for(self, path: str) -> bool:
        return _in_plex(path) in [folder for _, folder in self._plex.scans]

    def assert_only_their_folders_were_scanned(self) -> None:
        ids = {library.title.lower(): library.id for library in self._plex.catalog.libraries.values()}
        assert set(self._plex.scans) <= {
            (ids[folder], _in_plex(path)) for path in self._files if (folder := path.partition("/")[0]) in ids
        }


def _in_plex(path: str) -> str:
    return f"{PLEX_ROOT}/{path}"


@pytest.fixture
def downloads(plex: PlexServer, tmp_path: Path) -> KilledTestDownloads:
    return KilledTestDownloads(plex, tmp_path)


def states(announced: Iterable[Mapping[str, Any]], delivery_id: str) -> list[str]:
    return [event["state"] for event in announced if event["delivery_id"] == delivery_id]


async def wait_for_state(
    state: str, *delivery_ids: str, hass_client: HomeAssistantClient, instance: HomeAssistantInstance
) -> None:
    """Wait until the event and the automation report the state of the deliveries."""
    await until(
        lambda: all(state in states(hass_client.announced, delivery_id) for delivery_id in delivery_ids), SECONDS
    )
    await until(lambda: {(delivery_id, state) for delivery_id in delivery_ids} <= {*instance.automation_log}, SECONDS)


async def waits_for_plex(hass_client: HomeAssistantClient, *delivery_ids: str) -> None:
    """Wait until the deliveries are reported as waiting for Plex."""
    await until(
        lambda: (
            {*delivery_ids} <= {one["delivery_id"] for one in hass_client.announced if one["reason"] == "plex_offline"}
        ),
        SECONDS,
    )


def offline_and_back(log: str) -> list[int]:
    """Return the number of log lines about Plex going offline, coming online, and about its notifications."""
    words = ("ERROR .*Error .* Attic", "INFO .*Attic data recovered", "(INFO|WARNING|ERROR) .*[Nn]otifications")
    lines = [line for line in log.splitlines() if "[custom_components.plex_arrivals" in line]
    return [sum(bool(re.search(said, line)) for line in lines) for said in words]


ENDED = "movies/Ended.2020.1080p"
SOON = "movies/Soon.2021.1080p"
FOUND = "shows/Found.S01.1080p"
UNSEEN = "movies/Unseen.2022.1080p"
SCANNING = "shows/Scanning.S02.1080p"
SETTLING = "movies/Settling.2023.1080p"
STRAY = "books/A Book"


async def bring_into_every_state(
    hass_client: HomeAssistantClient, instance: HomeAssistantInstance, plex: PlexServer, downloads: KilledTestDownloads
) -> None:
    """Finish downloads until each state has a delivery; Plex recognizes items only when the test lets it."""
    ids = downloads.ids
    plex.match_seconds = FOR_EVER
    await downloads.finish(hass_client, ENDED, "Ended.2020.mkv")
    await downloads.finish(hass_client, SOON, "Soon.2021.mkv")
    await downloads.finish(hass_client, UNSEEN, "Unseen.2022.mkv")
    await downloads.finish(hass_client, FOUND, "Found.S01E01.mkv", "Found.S01E02.mkv")
    await downloads.finish(hass_client, STRAY)
    await until(lambda: all(map(downloads.items, (ENDED, SOON, FOUND))), SECONDS)
    await until(lambda: downloads.was_scanned_for(UNSEEN), SECONDS)
    downloads.recognize(ENDED)
    await wait_for_state("available", ids[ENDED], hass_client=hass_client, instance=instance)
    await wait_for_state("unmatched", ids[STRAY], hass_client=hass_client, instance=instance)
    plex.scan_seconds = 20
    await downloads.finish(hass_client, SCANNING, "Scanning.S02E01.mkv")
    await until(lambda: downloads.was_scanned_for(SCANNING), SECONDS)
    await downloads.finish(hass_client, SETTLING, "Settling.2023.mkv")
    # recognized and requested: it is about to be stored and announced when this returns
    asked_before = len(plex.requests)
    downloads.recognize(SOON)
    key = downloads.items(SOON)[0].rating_key
    await until(lambda: any(key in request.path.split("/") for request in plex.requests[asked_before:]), SECONDS)


async def test_killed_in_every_state(
    instance: HomeAssistantInstance, plex: PlexServer, downloads: KilledTestDownloads
) -> None:
    ids = downloads.ids
    hidden = plex.hide(_in_plex(UNSEEN))
    await plex.start(instance.plex_port)
    async with instance.run() as hass_client:
        await hass_client.started()
        await until(lambda: plex.websockets, SECONDS)
        await bring_into_every_state(hass_client, instance, plex, downloads)
    announced = list(hass_client.announced)

    before = instance.stored()
    assert {path: before[ids[path]]["state"] for path in ids if path != SOON} == {
        ENDED: "available",
        FOUND: "scanning",
        UNSEEN: "scanning",
        SCANNING: "scanning",
        SETTLING: "waiting",
        STRAY: "unmatched",
    }
    assert not downloads.items(SCANNING)

    plex.scan_seconds = plex.match_seconds = 0
    hidden.show()
    async with instance.run() as hass_client:
        await hass_client.loaded(instance.entry_id)
        await downloads.report_again(hass_client)
        await until(lambda: plex.websockets, SECONDS)
        downloads.recognize(FOUND)
        await hass_client.act("plex_arrivals.refresh_library", library="movies", path=_in_plex(UNSEEN))
        on_their_way = [ids[path] for path in ids if before[ids[path]]["state"] in ("waiting", "scanning")]
        await wait_for_state("available", *on_their_way, hass_client=hass_client, instance=instance)
        await downloads.report_again(hass_client)
        deliveries = await hass_client.deliveries()
        announced += hass_client.announced

    assert set(deliveries) == set(ids.values()) == set(instance.stored())
    for path, delivery_id in ids.items():
        delivery = deliveries[delivery_id]
        end = "unmatched" if path == STRAY else "available"
        assert delivery["state"] == instance.stored()[delivery_id]["state"] == end
        times = states(announced, delivery_id).count(end), instance.automation_log.count((delivery_id, end))
        # a state stored just before the kill may not have been announced; every other state was announced once
        assert times == (1, 1) if before[delivery_id]["state"] != end else max(times) <= 1
        assert delivery["reason"] == (None if end == "available" else "no_library")
        if end == "available":
            assert {item["rating_key"] for item in delivery["items"]} == {
                item.rating_key for item in downloads.items(path)
            }
    downloads.assert_only_their_folders_were_scanned()
    assert max(Counter(plex.scans).values()) <= 2
    assert instance.faults() == []


async def test_killed_while_plex_is_offline(
    instance: HomeAssistantInstance, plex: PlexServer, downloads: KilledTestDownloads
) -> None:
    path = "movies/Patience.2019.1080p"
    await plex.start(instance.plex_port)
    async with instance.run() as hass_client:
        await hass_client.started()
        await until(lambda: plex.websockets, SECONDS)
        await plex.stop()
        await downloads.finish(hass_client, path, "Patience.2019.mkv")
        delivery_id = downloads.ids[path]
        await waits_for_plex(hass_client, delivery_id)
    [before] = instance.stored().values()
    assert (before["state"], before["reason"]) == ("waiting", "plex_offline")

    async with instance.run() as hass_client:
        await hass_client.loaded(instance.entry_id)
        await downloads.report_again(hass_client)
        assert (await hass_client.deliveries())[delivery_id]["state"] == "waiting"
        await plex.start()
        await wait_for_state("available", delivery_id, hass_client=hass_client, instance=instance)
        assert set(await hass_client.deliveries()) == {delivery_id}

    assert instance.stored()[delivery_id]["state"] == "available"
    assert states(hass_client.announced, delivery_id) == ["scanning", "available"]
    assert instance.automation_log.count((delivery_id, "available")) == 1
    downloads.assert_only_their_folders_were_scanned()
    logs = [output.read_text() for output in instance.outputs]
    assert offline_and_back(logs[0]) == [1, 0, 0]
    assert offline_and_back(logs[1]) == [1, 1, 0]
    assert len(instance.faults()) == 2  # Plex is offline, once in each run


async def test_plex_goes_away_and_comes_back(
    instance: HomeAssistantInstance, plex: PlexServer, downloads: KilledTestDownloads
) -> None:
    found, scanning, settling = "movies/Found.2018.1080p", "shows/Scanning.S03.1080p", "movies/Settling.2017.1080p"
    await plex.start(instance.plex_port)
    plex.match_seconds = FOR_EVER
    async with instance.run() as hass_client:
        await hass_client.started()
        await until(lambda: plex.websockets, SECONDS)
        await downloads.finish(hass_client, found, "Found.2018.mkv")
        await until(lambda: downloads.items(found), SECONDS)
        plex.scan_seconds = 20
        await downloads.finish(hass_client, scanning, "Scanning.S03E01.mkv")
        await until(lambda: downloads.was_scanned_for(scanning), SECONDS)
        await downloads.finish(hass_client, settling, "Settling.2017.mkv")
        await plex.stop()
        assert not downloads.items(scanning)
        await waits_for_plex(hass_client, downloads.ids[scanning], downloads.ids[settling])

        plex.scan_seconds = plex.match_seconds = 0
        downloads.recognize(found)
        await plex.start()
        await wait_for_state("available", *downloads.ids.values(), hass_client=hass_client, instance=instance)
        await downloads.report_again(hass_client)
        deliveries = await hass_client.deliveries()

    assert set(deliveries) == set(downloads.ids.values())
    for path, delivery_id in downloads.ids.items():
        assert [item["rating_key"] for item in deliveries[delivery_id]["items"]] == [
            item.rating_key for item in downloads.items(path)
        ]
        assert (
            states(hass_client.announced, delivery_id).count("available")
            == instance.automation_log.count((delivery_id, "available"))
            == 1
        )
    downloads.assert_only_their_folders_were_scanned()
    assert offline_and_back(instance.outputs[0].read_text()) == [1, 1, 0]
    assert len(instance.faults()) == 1
