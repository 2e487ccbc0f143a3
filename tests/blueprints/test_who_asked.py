"""The blueprint that notifies those who asked for an arrival, as imported by a user."""

from collections.abc import AsyncIterator
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from testing.plex_server.describe import number
from testing.seerr import Seerr
from testing.waiting import until
from tests.blueprints.conftest import arrive, use
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import seerr_set_up
from tests.notifiers import Notifier, notifiers
from tests.phones import Phones

NAME = "notify_who_asked"


@pytest.fixture
async def _asked(hass: HomeAssistant, env: DeliveryEnvironment) -> AsyncIterator[None]:
    """Ana and Ben have asked for the movie."""
    seerr = Seerr()
    movie = seerr.add("movie", number("tmdb", "movie", "Paper Moons"), "Paper Moons")
    for name in ("Ana", "Ben"):
        seerr.request(movie, name)
    hass.config.internal_url = "http://127.0.0.1:1"
    async with seerr_set_up(hass, seerr):
        yield


@pytest.mark.usefixtures("_asked")
async def test_each_person_is_notified(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    """Each on their phone or with a service; nobody else."""
    pixel, tablet = phones.devices
    mail, chat = await notifiers(hass)
    people: list[dict[str, Any]] = [
        {"name": "Gone", "phone": "no such device"},
        {"name": "Ana", "phone": "no such device"},
        {"name": " ana", "phone": pixel},
        {"name": "Ben", "notifier": "notify.mail"},
        {"name": "BEN", "notifier": "notify.chat"},
        {"name": "Cleo", "phone": tablet, "notifier": "notify.mail"},
    ]
    await use(hass, NAME, phones, people=people)
    await arrive(env)
    await until(lambda: phones.got and mail.got and chat.got)
    await hass.async_block_till_done()
    assert [call.service for call in phones.got] == ["mobile_app_pixel_9"]
    message = phones.messages[0]
    text = "You asked for it, and it is in Movies"
    assert (message["title"], message["message"]) == ("Paper Moons (2020)", text)
    link = env.manager.last_arrival.url
    extras = message["data"]
    assert extras["actions"] == [{"action": "URI", "title": "View in Plex", "uri": link}]
    assert (extras["url"], extras["clickAction"]) == (link, link)
    assert extras["image"].startswith("/api/plex_arrivals/artwork/")
    assert mail.got == [("Paper Moons (2020)", f"{text}\n{link}")]
    assert [got for _, got in chat.got] == [f"Paper Moons (2020)\n{text}\n{link}"]


@pytest.mark.usefixtures("_asked")
async def test_text_may_have_the_name(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    people = [{"name": "Ben", "phone": phones.devices[0]}]
    await use(hass, NAME, phones, people=people, message="Enjoy, {{ person }}!")
    await arrive(env)
    await until(lambda: phones.got)
    assert phones.messages[0]["message"] == "Enjoy, Ben!"


async def test_nobody_asked(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    mail: Notifier
    mail, _ = await notifiers(hass)
    await use(hass, NAME, phones, people=[{"name": "Ana", "phone": phones.devices[0], "notifier": "notify.mail"}])
    await arrive(env)
    await hass.async_block_till_done()
    assert not phones.got
    assert not mail.got
