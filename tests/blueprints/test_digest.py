"""The blueprint that sends a weekly digest, as imported by a user."""

import asyncio
from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from testing.plex_server import PlexServer
from tests.blueprints.conftest import use
from tests.deliveries.conftest import DeliveryEnvironment
from tests.notifiers import notifiers
from tests.phones import Phones

NAME = "weekly_digest"
WEEK = 7 * 24 * 3600


async def digest(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, *, days: int = 0, **inputs: Any
) -> list[dict[str, Any]]:
    """Let the time of the digest come, on today's weekday or days later; return what the first phone got."""
    due = dt_util.now() + timedelta(minutes=2)
    weekday = f"{due + timedelta(days=days):%a}".lower()
    inputs = {"server": env.entry.entry_id, "weekday": weekday, "time": f"{due:%H:%M:00}", **inputs}
    await use(hass, NAME, phones, **inputs)
    await asyncio.sleep(180)
    await hass.async_block_till_done()
    # its timer is for the next day
    await hass.services.async_call("automation", "turn_off", {"entity_id": f"automation.{NAME}"}, blocking=True)
    return [dict(call.data) for call in phones.got if call.service == "mobile_app_pixel_9"]


@pytest.fixture(autouse=True)
def _ages(plex_server: PlexServer, env: DeliveryEnvironment) -> None:
    """All is new; later items are younger; Sable Coast is older than a week."""
    now = int(dt_util.utcnow().timestamp())
    for age, item in enumerate(reversed(plex_server.catalog.items.values())):
        item.added_at = now - (WEEK + 3600 if item.title == "Sable Coast" else 60 * (age + 1))


async def test_digest(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    phones.devices.insert(0, "no such device")
    mail, chat = await notifiers(hass)
    messages = await digest(hass, env, phones, notifiers=["notify.mail", "notify.chat"])
    *posters, last = messages
    text = "Movies: Tin Orchard (2012)\nMusic: The Quiet Hours · Slow Rivers\nShows: Harbour Watch · S01"
    assert (last["title"], last["message"]) == ("New in Plex this week", text)
    assert [(poster["title"], poster["message"]) for poster in posters] == [
        ("Tin Orchard (2012)", "Movies"),
        ("Harbour Watch · S01", "Shows"),
        ("The Quiet Hours · Slow Rivers", "Music"),
    ]
    for poster in posters:
        extras = poster["data"]
        assert extras["url"].startswith("https://app.plex.tv/")
        assert extras["actions"] == [{"action": "URI", "title": "View in Plex", "uri": extras["url"]}]
        assert extras["image"].startswith("/api/plex_arrivals/artwork/")
        assert extras["push"] == {"interruption-level": "passive"}
    assert {message["data"]["group"] for message in messages} == {"plex_arrivals_digest"}
    assert len({message["data"]["tag"] for message in messages}) == len(messages)
    assert mail.got == [("New in Plex this week", text)]
    assert [got for _, got in chat.got] == [f"New in Plex this week\n{text}"]
    assert len(phones.got) == 2 * len(messages)


async def test_latest_posters_only(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    messages = await digest(hass, env, phones, posters=1)
    assert [message["title"] for message in messages] == ["The Quiet Hours · Slow Rivers", "New in Plex this week"]


@pytest.mark.parametrize("library", ["movies", "1"])
async def test_chosen_library(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, library: str) -> None:
    messages = await digest(hass, env, phones, library=[library], posters=0)
    assert [message["message"] for message in messages] == ["Movies: Tin Orchard (2012)"]


async def test_long_lists_are_cut(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, plex_server: PlexServer
) -> None:
    for number in range(12):
        env.put(f"movies/Film {number:02} (2001)/Film {number:02} (2001).mkv")
    plex_server.scan_now(next(iter(plex_server.catalog.libraries.values())))
    (message,) = await digest(hass, env, phones, library=["Movies"], posters=0)
    assert message["message"].endswith(" + 3")
    assert message["message"].count("(") == 10


async def test_nothing_new(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, plex_server: PlexServer
) -> None:
    for item in plex_server.catalog.items.values():
        item.added_at -= WEEK
    assert await digest(hass, env, phones) == []


async def test_other_day(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    assert await digest(hass, env, phones, days=1) == []
