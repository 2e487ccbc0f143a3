"""The blueprint that notifies about new seasons, as imported by a user."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from testing.waiting import until
from tests.blueprints.conftest import use
from tests.deliveries.conftest import DeliveryEnvironment
from tests.notifiers import notifiers
from tests.phones import Phones
from tests.virtual_time import pass_one_minute

NAME = "notify_when_season_begins"
SHOW = "shows/Glass Harbour (2021)"


async def arrive(env: DeliveryEnvironment, *names: str) -> None:
    """Deliver episodes, given as `S01E02`, in one download."""
    files = [env.put(f"{SHOW}/Season {name[1:3]}/Glass Harbour (2021) - {name}.mkv") for name in names]
    await env.ended(await env.finish(files[0].path if len(files) == 1 else f"/media/{SHOW}", *files))


async def test_only_first_episode_notifies(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    mail, chat = await notifiers(hass)
    await use(hass, NAME, phones, notifiers=["notify.mail", "notify.chat"])
    await arrive(env, "S02E03")
    await until(lambda: len(phones.got) == 2 and mail.got and chat.got, 300)
    await arrive(env, "S02E01")
    await pass_one_minute()
    await pass_one_minute()
    await pass_one_minute()
    await hass.async_block_till_done()
    assert len(phones.got) == 2
    message = phones.messages[0]
    assert (message["title"], message["message"]) == ("Glass Harbour · S02", "New season in Shows")
    extras = message["data"]
    link = extras["url"]
    assert link.startswith("https://app.plex.tv/")
    assert extras["clickAction"] == link
    assert extras["actions"] == [{"action": "URI", "title": "View in Plex", "uri": link}]
    assert extras["image"].startswith("/api/plex_arrivals/artwork/")
    assert mail.got == [("Glass Harbour · S02", f"New season in Shows\n{link}")]
    assert chat.got[0][1] == f"Glass Harbour · S02\nNew season in Shows\n{link}"


async def test_pack_notifies_once(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    phones.devices.insert(0, "no such device")
    await use(hass, NAME, phones)
    await arrive(env, "S01E01", "S01E02", "S01E03")
    await until(lambda: len(phones.got) == 2, 300)
    await pass_one_minute()
    await hass.async_block_till_done()
    assert len(phones.got) == 2


@pytest.mark.parametrize(
    ("inputs", "notified"),
    [
        ({"show": ["glass harbour"]}, True),
        ({"show": ["Night Ferry"]}, False),
        ({"library": ["Shows"]}, True),
        ({"library": ["Movies"]}, False),
    ],
)
async def test_choice(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, inputs: dict[str, Any], notified: bool
) -> None:
    await use(hass, NAME, phones, **inputs)
    await arrive(env, "S01E01")
    for _ in range(3):
        await pass_one_minute()
    await hass.async_block_till_done()
    assert bool(phones.got) == notified
