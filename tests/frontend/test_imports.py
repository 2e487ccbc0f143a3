"""What the card and the event entity show of a download that an importer is to import."""

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from testing.waiting import until
from tests.blocked_imports import HASH, RELEASE, SENTENCE, TITLE, blocked, grabbed, imported, sonarr_set_up
from tests.deliveries.conftest import DeliveryEnvironment
from tests.running.card import Cards

from .conftest import opened


async def test_from_blocked_to_available(
    hass: HomeAssistant, env: DeliveryEnvironment, cards: Cards, hass_client: ClientSessionGenerator
) -> None:
    card = await opened(await cards())
    shown = card.shown[env.entry.entry_id]
    async with sonarr_set_up(env) as sonarr:
        delivery = await blocked(env, sonarr)
        await card.until(lambda: shown["deliveries"] and shown["deliveries"][0]["artwork"])
        [row] = shown["deliveries"]
        await card.until(lambda: shown["deliveries"][0]["repair"])
        assert (row["title"], row["download"]["name"]) == (TITLE, RELEASE)
        assert (row["importer"], row["messages"]) == ("Sonarr", [SENTENCE])
        assert row["importer_url"] == f"{sonarr.url}/activity/queue"
        assert (row["media"]["quality"], row["media"]["is_upgrade"]) == ("WEBDL-1080p", False)
        assert sonarr.url not in row["artwork"]
        response = await (await hass_client()).get(row["artwork"])
        assert response.content_type == "image/png"

        await until(lambda: (state := hass.states.get("event.attic_delivery")) and "event_type" in state.attributes)
        state = hass.states.get("event.attic_delivery")
        assert state
        assert state.attributes["event_type"] == "import_blocked"
        assert state.attributes["messages"] == [SENTENCE]

        await imported(env, sonarr, delivery)
        await card.until(lambda: shown["deliveries"][0]["state"] == "available")
        [row] = shown["deliveries"]
        assert (row["messages"], row["repair"]) == ([], False)
        assert "remote-" not in row["artwork"], "the poster of Plex"


async def test_names_importer_that_is_awaited(env: DeliveryEnvironment, cards: Cards) -> None:
    async with sonarr_set_up(env) as sonarr:
        delivery = await env.finish(f"/downloads/{grabbed(env, sonarr)}", hash=HASH)
        await until(lambda: env.manager.deliveries[delivery.id].reason == "import_awaited")
        card = await opened(await cards())
        [row] = card.shown[env.entry.entry_id]["deliveries"]
        assert row["importer"] == "Sonarr"
        assert row["explanation"] == "Waiting for Sonarr to import it"
