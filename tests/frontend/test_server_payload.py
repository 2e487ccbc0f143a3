"""The data of a server for the card: recently added items, posters and permissions."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
import time
from typing import Any

from homeassistant.auth.models import RefreshToken
from homeassistant.core import HomeAssistant
import jwt
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.plex_arrivals import data as entry_data
from custom_components.plex_arrivals.const import CONF_RECENTLY_ADDED, DOMAIN
from custom_components.plex_arrivals.frontend import server_updates
from custom_components.plex_arrivals.plex.models import PlexMediaItem
from custom_components.plex_arrivals.plex.recently_added import latest_first
from custom_components.plex_arrivals.posters.view import PATH_VALIDITY
from testing.plex_server import Fault, PlexServer
from tests.loading import entry_set_up
from tests.running.card import Card, Cards
from tests.running.conftest import may_read

from .conftest import ARRIVED, opened


def server(card: Card) -> dict[str, Any]:
    (shown,) = card.shown.values()
    return dict(shown["server"])


def delivery(card: Card) -> dict[str, Any]:
    (shown,) = card.shown.values()
    return dict(next(iter(shown["deliveries"]), {}))


def posters(card: Card) -> list[str]:
    """Return the paths of all posters in a card."""
    recent = [item["artwork"] for item in server(card)["recently_added"]]
    return [path for path in (*recent, delivery(card)["artwork"]) if path]


def claims(path: str) -> dict[str, Any]:
    """Return the session that a path is signed for (`iss`), and when it expires (`exp`)."""
    return dict(jwt.decode(URL(path).query["authSig"], options={"verify_signature": False, "verify_exp": False}))


def session(path: str) -> str:
    return str(claims(path)["iss"])


def expiry(path: str) -> float:
    return float(claims(path)["exp"])


async def test_recently_added(loaded: MockConfigEntry, card: Card, plex_server: PlexServer) -> None:
    added = server(card)["recently_added"]
    assert [item["added_at"] for item in added] == sorted((item["added_at"] for item in added), reverse=True)
    film = next(item for item in added if item["title"] == "Sable Coast")
    library = next(one for one in server(card)["libraries"] if one["title"] == "Movies")
    machine = plex_server.identity.machine_identifier
    key = film["rating_key"]
    assert film == {
        "title": "Sable Coast",
        "show": None,
        "season": None,
        "episode": None,
        "year": 2010,
        "type": "movie",
        "library": "Movies",
        "library_id": library["id"],
        "added_at": film["added_at"],
        "url": f"https://app.plex.tv/desktop/#!/server/{machine}/details?key=%2Flibrary%2Fmetadata%2F{key}",
        "rating_key": key,
        "season_url": None,
        "album": None,
        "album_url": None,
        "resolution": "1080",
        "hdr": None,
        "group": key,
        "group_size": 1,
        "in_list": True,
        "artwork": film["artwork"],
    }
    assert library == {
        "id": library["id"],
        "title": "Movies",
        "type": "movie",
        "url": f"https://app.plex.tv/desktop/#!/media/{machine}/com.plexapp.plugins.library?source={library['id']}",
    }


async def test_episode_has_link_to_its_season(hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards) -> None:
    await loaded.runtime_data.coordinator._recently_added.fetch_library("2")
    await loaded.runtime_data.coordinator.async_refresh()
    added = server(await opened(await cards()))["recently_added"]
    episode = next(item for item in added if item["type"] == "episode")
    (listed,) = [item for item in loaded.runtime_data.coordinator.data.items if item.id == episode["rating_key"]]
    assert episode["season_url"].endswith(f"%2Flibrary%2Fmetadata%2F{listed.season_id}")
    assert (episode["album"], episode["album_url"]) == (None, None)


async def test_posters_load_without_token(
    arrived: str, card: Card, plex_server: PlexServer, hass_client_no_auth: ClientSessionGenerator
) -> None:
    browser = await hass_client_no_auth()
    assert delivery(card)["delivery_id"] == arrived
    assert "artwork" not in delivery(card)["items"][0], "a pack has several posters, of which one is shown"
    assert len(posters(card)) > 2
    for path in posters(card):
        answer = await browser.get(f"{path}&width=160&height=240")
        assert (answer.status, answer.content_type) == (200, "image/png")
    assert plex_server.token not in json.dumps(card.events)


async def test_item_without_poster(hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, tmp_path: Path) -> None:
    data = {"name": ARRIVED, "path": f"/nowhere/{ARRIVED}"}
    await hass.services.async_call(DOMAIN, "download_completed", data, blocking=True)
    card = await opened(await cards())
    assert delivery(card)["artwork"] is None
    assert delivery(card)["items"] == []


async def test_delivery_has_poster(card: Card, arrived: str, hass_client_no_auth: ClientSessionGenerator) -> None:
    await card.until(lambda: delivery(card).get("state") == "available")
    await card.until(lambda: any(item["title"] == "Paper Harbour" for item in server(card)["recently_added"]))
    assert (await (await hass_client_no_auth()).get(delivery(card)["artwork"])).status == 200
    assert {session(path) for path in posters(card)} == {session(delivery(card)["artwork"])}, "all for this user"


async def test_paths_are_signed_for_session(
    hass: HomeAssistant,
    arrived: str,
    card: Card,
    cards: Cards,
    hass_read_only_access_token: str,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    guest = await opened(await cards(hass_read_only_access_token))
    token = hass.auth.async_validate_access_token(hass_read_only_access_token)
    assert isinstance(token, RefreshToken)
    assert {session(path) for path in posters(guest)} == {token.id}
    assert token.id not in {session(path) for path in posters(card)}
    browser = await hass_client_no_auth()
    assert (await browser.get(posters(guest)[0])).status == 200
    await guest.websocket.close()
    hass.auth.async_remove_refresh_token(token)
    assert (await browser.get(posters(guest)[0])).status == 403, "signed out"
    assert (await browser.get(posters(card)[0])).status == 200


async def test_reloaded_page_gets_same_paths(arrived: str, card: Card, cards: Cards, loaded: MockConfigEntry) -> None:
    await asyncio.sleep(1.1)  # a signature differs if it is made in another second
    again = await opened(await cards())
    assert posters(again) == posters(card)
    loaded.runtime_data.coordinator.async_update_listeners()
    await card.is_quiet()


@pytest.fixture
def _short_validity(monkeypatch: pytest.MonkeyPatch) -> None:
    assert server_updates.POSTER_RENEWAL_INTERVAL * 2 <= PATH_VALIDITY / 2
    monkeypatch.setattr(server_updates, "POSTER_RENEWAL_INTERVAL", timedelta(seconds=0.2))
    monkeypatch.setattr(entry_data, "PATH_VALIDITY", timedelta(seconds=8))


@pytest.mark.usefixtures("_short_validity")
async def test_paths_are_renewed(arrived: str, card: Card, hass_client_no_auth: ClientSessionGenerator) -> None:
    browser = await hass_client_no_auth()
    for _ in range(2):
        before = set(posters(card))
        while before & set(posters(card)):
            await card.next("changes")
        for path in posters(card):
            assert (await browser.get(path)).status == 200
            assert expiry(path) >= time.time() + 1
    renewals = [event for event in card.events if event["kind"] == "changes"]
    assert len(renewals) < 8, "only if they are due"
    assert all(event.keys() <= {"kind", "entry_id", "server", "deliveries"} for event in renewals)
    assert all(event["server"].keys() == {"recently_added"} for event in renewals if "server" in event)


async def test_offline_server_keeps_items(loaded: MockConfigEntry, card: Card, plex_server: PlexServer) -> None:
    before = server(card)["recently_added"]
    plex_server.fail(Fault.REFUSE)
    await loaded.runtime_data.coordinator.async_refresh()
    assert (await card.next("changes"))["server"].keys() == {"online", "problem", "since"}
    assert server(card)["recently_added"] == before


async def test_only_administrators_manage(card: Card, cards: Cards, hass_read_only_access_token: str) -> None:
    assert server(card)["can_manage"] is True
    guest = await opened(await cards(hass_read_only_access_token))
    assert server(guest)["can_manage"] is False
    assert server(guest)["libraries"] == server(card)["libraries"]


@pytest.mark.parametrize(
    ("entity_ids", "libraries", "added"),
    [
        ((), [], None),
        (("sensor.attic_music_recently_added",), ["Music"], {"Music"}),
        (("binary_sensor.attic_shows_scanning",), ["Shows"], None),
        (("sensor.attic_recently_added",), [], {"Movies", "Shows", "Music"}),
    ],
)
async def test_recently_added_items_are_limited_to_readable_sensors(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    cards: Cards,
    hass_admin_user: MockUser,
    plex_server: PlexServer,
    entity_ids: tuple[str, ...],
    libraries: list[str],
    added: set[str] | None,
) -> None:
    for library in plex_server.catalog.libraries:
        await loaded.runtime_data.coordinator._recently_added.fetch_library(library)
    loaded.runtime_data.coordinator._async_push()
    may_read(hass_admin_user, *entity_ids, "binary_sensor.attic_online", "event.attic_delivery")
    card = await opened(await cards())
    assert [one["title"] for one in server(card)["libraries"]] == libraries
    if added is None:
        assert "recently_added" not in server(card)
    else:
        assert {item["library"] for item in server(card)["recently_added"]} == added


async def test_recently_added_items_per_library_follow_option(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, cards: Cards
) -> None:
    movies, shows, _ = plex_server.catalog.libraries.values()
    for library in (movies, shows):
        plex_server.add_items(library, 60)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=config_entry.title,
        unique_id=config_entry.unique_id,
        data=dict(config_entry.data),
        options={CONF_RECENTLY_ADDED: 40},
    )
    async with entry_set_up(hass, entry):
        for library_id in plex_server.catalog.libraries:
            await entry.runtime_data.coordinator._recently_added.fetch_library(library_id)
        entry.runtime_data.coordinator._async_push()
        card = await opened(await cards())
        counts = Counter(item["library"] for item in server(card)["recently_added"])
    assert (counts["Movies"], counts["Shows"]) == (40, 40 + 2), "and an episode of each of two other seasons"


def test_recently_added_items_are_sorted_and_unique() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    items = [
        PlexMediaItem(id=f"{day}", type="movie", title="", url="", added_at=start + timedelta(days=day))
        for day in (2, 1, 3, 1)
    ]
    timeless = PlexMediaItem(id="9", type="movie", title="", url="")
    assert [one.id for one in latest_first([timeless, *items])] == ["3", "2", "1", "9"]
